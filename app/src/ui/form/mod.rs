//! Forms: plain HTML that works without JavaScript; with it the same form is sent in the background and keeps what was
//! typed when the answer is an error.

mod state;
#[cfg(feature = "hydrate")]
mod web;
#[cfg(not(feature = "hydrate"))]
#[path = "web_server.rs"]
mod web;

pub use state::{FormState, typed, typed_flat};

use super::{Icon, address, whole_path};
use crate::{
    error::{AppError, FORM},
    text::{keys, texts},
};
use leptos::{context::Provider, prelude::*};
use leptos_router::hooks::{use_location, use_navigate};
use std::collections::BTreeMap;

/// The id of the input with this name.
pub(super) fn id_of(name: &str) -> String {
    name.replace('[', "-").replace(']', "")
}

/// A form that is sent to a server function.
#[component]
pub fn Form(
    /// The server function, such as `companies/register`.
    endpoint: &'static str,
    /// Always an ordinary page load, as for signing in: what the header shows changes with it.
    #[prop(optional)]
    plain: bool,
    /// Sends files, which only the browser itself does: an ordinary page load too.
    #[prop(optional)]
    files: bool,
    /// The name under which what is typed is kept on the server every few seconds.
    #[prop(optional)]
    draft: Option<String>,
    /// Laid out in a line, as for a single button.
    #[prop(optional)]
    inline: bool,
    /// What tells this form from others of its kind on the page, such as the name of its thing.
    #[prop(optional, into)]
    key: String,
    /// What is stored in fields that hold something else, by their names.
    #[prop(optional)]
    stored: BTreeMap<String, Vec<String>>,
    children: Children,
) -> impl IntoView {
    let state = FormState::new(endpoint, key, stored);
    view! {
        <Provider value=state>
            <Sheet state endpoint plain=plain || files files draft inline>{children()}</Sheet>
        </Provider>
    }
}

#[component]
fn Sheet(
    state: FormState,
    endpoint: &'static str,
    plain: bool,
    files: bool,
    draft: Option<String>,
    inline: bool,
    children: Children,
) -> impl IntoView {
    let location = use_location();
    let here = move || whole_path(&location.pathname.get(), &location.search.get());
    let navigate = use_navigate();
    let submit = move |event: web::SubmitEvent| {
        if !plain {
            web::send(&event, endpoint, state.error, state.busy, navigate.clone());
        }
    };
    let fields = children();
    // What is sent with files is read as such: its page stands in the address.
    let action = move || match (format!("/api/{endpoint}"), files) {
        (to, true) => address(&to, &[("_from", &here())]),
        (to, false) => to,
    };
    let class = if inline { "form inline" } else { "form" };
    let name = draft.clone();
    let key = state
        .key
        .with_value(|key| (!key.is_empty()).then(|| view! { <input type="hidden" name="_key" value=key.clone()/> }));
    view! {
        <form class=class method="post" action=action on:submit=submit novalidate=!inline enctype=files.then_some("multipart/form-data") data-draft=name>
            <input type="hidden" name="_from" value=here/>
            {key}
            <Problems state/>
            {fields}
            {draft.map(|name| view! { <Draft name/> })}
        </form>
    }
}

/// Every problem of the form, on top, each a link to its field.
#[component]
fn Problems(state: FormState) -> impl IntoView {
    let t = texts();
    let list = move || {
        state.error.get().map(|error| {
            let items = match &error {
                AppError::Invalid(fields) => fields
                    .0
                    .iter()
                    .map(|(name, problem)| {
                        let label = state.labels.with_value(|all| all.get(name.as_str()).cloned());
                        let message = problem.message(t);
                        match label {
                            Some(label) if name != FORM => view! {
                                <li><a href=format!("#{}", state.id_of(name)) rel="external">{label}": "{message}</a></li>
                            }
                            .into_any(),
                            _ => view! { <li>{message}</li> }.into_any(),
                        }
                    })
                    .collect_view()
                    .into_any(),
                other => view! { <li>{other.message(t)}</li> }.into_any(),
            };
            view! {
                <div class="error-summary" role="alert" tabindex="-1">
                    <Icon name="alert-circle"/>
                    <div>
                        <h2>{t.s(keys::errors::SUMMARY)}</h2>
                        <ul>{items}</ul>
                    </div>
                </div>
            }
        })
    };
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if state.error.with(Option::is_some) {
            web::focus_summary();
        }
    });
    list
}

/// The button that sends the form around it.
#[component]
pub fn Submit(
    #[prop(into)] label: String,
    /// A further class of the button: `danger`, `small`.
    #[prop(optional)]
    look: &'static str,
    /// A name and value that are sent when this button is pressed.
    #[prop(optional)]
    act: Option<(&'static str, &'static str)>,
) -> impl IntoView {
    let busy = FormState::around().map(|s| s.busy);
    let is_busy = move || busy.is_some_and(|b| b.get());
    let class = if look.is_empty() { "button primary".to_owned() } else { format!("button {look}") };
    view! {
        <button type="submit" class=class name=act.map(|a| a.0) value=act.map(|a| a.1) aria-busy=move || is_busy().then_some("true")>
            {label}
        </button>
    }
}

/// A form that is one button with hidden values: approve, sign out, accept.
#[component]
pub fn ActButton(
    endpoint: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] look: &'static str,
    #[prop(optional)] plain: bool,
    /// Names and values to send.
    #[prop(optional)]
    values: Vec<(&'static str, String)>,
    /// What tells it from other forms of its kind on the page.
    #[prop(optional, into)]
    key: String,
) -> impl IntoView {
    let hidden =
        values.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    view! {
        <Form endpoint plain inline=true key>
            {hidden}
            <Submit label look/>
        </Form>
    }
}

/// Keeps what is typed on the server, and says when it did.
#[component]
fn Draft(name: String) -> impl IntoView {
    let t = texts();
    let saved = RwSignal::new(None::<crate::time::UnixMillis>);
    #[cfg(feature = "hydrate")]
    web::keep_draft(name, saved, FormState::around().map(|s| s.busy));
    #[cfg(not(feature = "hydrate"))]
    let _ = name;
    view! {
        <p class="saved-note" role="status">
            {move || saved.get().map(|at| keys::ui::draft_saved(t, at.time_of_day(t.lang())))}
        </p>
    }
}
