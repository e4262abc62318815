//! Dialogs: a form behind a button, the second look before an act that cannot be taken back.

use super::{Form, Icon, Submit};
use crate::text::{keys::ui as words, texts};
use leptos::prelude::*;

/// A button and the dialog that it opens. The browser opens and closes it without a script; so does a click beside it.
#[component]
pub fn Dialog(
    /// What tells it from the other dialogs of the page.
    #[prop(into)]
    id: String,
    /// What the button says.
    #[prop(into)]
    label: String,
    icon: &'static str,
    /// A further class of the button: `quiet`.
    #[prop(optional)]
    look: &'static str,
    /// Open from the start, as where its form came back with an error.
    #[prop(optional)]
    open: bool,
    /// The dialog's content, with a heading whose id is the dialog's and `-title`.
    children: Children,
) -> impl IntoView {
    let click = {
        let id = id.clone();
        move |_| act_where_the_browser_does_not(&id, true)
    };
    view! {
        <button type="button" class=format!("button small {look}") command="show-modal" commandfor=id.clone() on:click=click>
            <Icon name=icon/>
            {label}
        </button>
        <dialog class="dialog" id=id.clone() aria-labelledby=format!("{id}-title") closedby="any" open=open>
            {children()}
        </dialog>
    }
}

/// The button inside a dialog that only closes it.
#[component]
pub fn CloseDialog(
    /// The dialog's id.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    let click = {
        let id = id.clone();
        move |_| act_where_the_browser_does_not(&id, false)
    };
    view! {
        <button type="button" class="button quiet" command="close" commandfor=id on:click=click>
            {texts().s(words::CLOSE)}
        </button>
    }
}

/// A button that opens a form of `endpoint` in a dialog, which stays open where it came back with an error.
#[component]
pub fn FormDialog(
    endpoint: &'static str,
    /// What the button says.
    #[prop(into)]
    label: String,
    icon: &'static str,
    /// A further class of the button: `quiet`.
    #[prop(optional)]
    look: &'static str,
    /// What the dialog is called, where that is not what the button says.
    #[prop(optional, into)]
    title: Option<String>,
    /// What sends the form, where that is not what the button says.
    #[prop(optional, into)]
    send: Option<String>,
    /// The act cannot be taken back.
    #[prop(optional)]
    danger: bool,
    /// What tells this form from others of its kind on the page.
    #[prop(optional, into)]
    key: String,
    /// What the act means, and the fields.
    children: Children,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    let open = crate::replay::Replay::error(endpoint, &key).is_some();
    #[cfg(not(feature = "ssr"))]
    let open = false;
    let id = format!("form-{endpoint}-{key}").replace(['/', '_'], "-");
    let (title, send) = (title.unwrap_or_else(|| label.clone()), send.unwrap_or_else(|| label.clone()));
    view! {
        <Dialog id=id.clone() label icon look open>
            <Form endpoint key>
                <h2 id=format!("{id}-title")>{title}</h2>
                {children()}
                <div class="form-actions">
                    <CloseDialog id/>
                    <Submit label=send look=if danger { "danger" } else { "primary" }/>
                </div>
            </Form>
        </Dialog>
    }
}

/// Opens or closes a dialog in a browser that knows no `command`.
#[cfg(feature = "hydrate")]
fn act_where_the_browser_does_not(id: &str, open: bool) {
    use wasm_bindgen::JsCast;
    let knows = |button: web_sys::Element| js_sys::Reflect::has(&button, &"commandForElement".into());
    if document().create_element("button").and_then(knows).unwrap_or(false) {
        return;
    }
    let found = document().get_element_by_id(id).and_then(|e| e.dyn_into::<web_sys::HtmlDialogElement>().ok());
    match found.filter(|dialog| dialog.open() != open) {
        Some(dialog) if open => drop(dialog.show_modal()),
        Some(dialog) => dialog.close(),
        None => {}
    }
}

#[cfg(not(feature = "hydrate"))]
fn act_where_the_browser_does_not(_: &str, _: bool) {}
