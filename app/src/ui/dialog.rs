//! Dialogs: the second look before an act that cannot be taken back.

use super::{Form, Icon, Submit};
use crate::text::{keys::ui as words, texts};
use leptos::prelude::*;

/// A button that asks before it acts: a dialog with what the act means, its fields, and the form of `endpoint`. The
/// browser opens and closes it without a script.
#[component]
pub fn ConfirmForm(
    endpoint: &'static str,
    /// What the button and the act are called.
    #[prop(into)]
    label: String,
    icon: &'static str,
    /// A further class of the button: `quiet`.
    #[prop(optional)]
    look: &'static str,
    /// What the act means, and the fields of the form.
    children: Children,
) -> impl IntoView {
    let t = texts();
    let id = format!("confirm-{}", endpoint.replace(['/', '_'], "-"));
    let title = format!("{id}-title");
    #[cfg(feature = "ssr")]
    let failed = crate::replay::Replay::error(endpoint, "").is_some();
    #[cfg(not(feature = "ssr"))]
    let failed = false;
    let open = {
        let id = id.clone();
        move |_| open_where_the_browser_does_not(&id)
    };
    let form = {
        let (id, title, label) = (id.clone(), title.clone(), label.clone());
        view! {
            <Form endpoint>
                <h2 id=title>{label.clone()}</h2>
                {children()}
                <div class="form-actions">
                    <button type="button" class="button quiet" command="close" commandfor=id>{t.s(words::CLOSE)}</button>
                    <Submit label look="danger"/>
                </div>
            </Form>
        }
    };
    view! {
        <button type="button" class=format!("button small {look}") command="show-modal" commandfor=id.clone() on:click=open>
            <Icon name=icon/>
            {label.clone()}
        </button>
        <dialog class="dialog" id=id.clone() aria-labelledby=title.clone() closedby="any" open=failed>
            {form}
        </dialog>
    }
}

/// Opens a dialog in a browser that knows no `command`; the others find it open.
#[cfg(feature = "hydrate")]
fn open_where_the_browser_does_not(id: &str) {
    use wasm_bindgen::JsCast;
    let found = document().get_element_by_id(id).and_then(|e| e.dyn_into::<web_sys::HtmlDialogElement>().ok());
    if let Some(dialog) = found.filter(|d| !d.open()) {
        let _ = dialog.show_modal();
    }
}

#[cfg(not(feature = "hydrate"))]
fn open_where_the_browser_does_not(_: &str) {}
