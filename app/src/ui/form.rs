//! Forms: plain HTML that works without JavaScript; with it the same form is sent in the background and keeps what was
//! typed when the answer is an error.

use super::Icon;
use crate::{
    error::{AppError, FORM},
    text::{keys, texts},
};
use leptos::{context::Provider, prelude::*};
use leptos_router::hooks::{use_location, use_navigate};
use std::collections::BTreeMap;

/// What a form knows while it is shown: why it was refused, whether it is being sent, and what its fields are called.
#[derive(Clone, Copy)]
pub struct FormState {
    pub(super) error: RwSignal<Option<AppError>>,
    busy: RwSignal<bool>,
    labels: StoredValue<BTreeMap<&'static str, String>>,
    /// What is stored in fields that hold something else, where somebody else saved meanwhile.
    stored: StoredValue<BTreeMap<String, Vec<String>>>,
    /// Tells forms of one kind on one page apart.
    key: StoredValue<String>,
}

impl FormState {
    fn new(endpoint: &str, key: String, stored: BTreeMap<String, Vec<String>>) -> Self {
        #[cfg(feature = "ssr")]
        let error = crate::replay::Replay::error(endpoint, &key);
        #[cfg(not(feature = "ssr"))]
        let error = {
            let _ = endpoint;
            None
        };
        Self {
            error: RwSignal::new(error),
            busy: RwSignal::new(false),
            labels: StoredValue::default(),
            stored: StoredValue::new(stored),
            key: StoredValue::new(key),
        }
    }

    /// The id of an input of this form.
    pub(super) fn id_of(self, name: &str) -> String {
        self.key.with_value(|key| if key.is_empty() { id_of(name) } else { format!("{}-{key}", id_of(name)) })
    }

    /// The state of the form around a field.
    pub(super) fn around() -> Option<Self> {
        use_context()
    }

    /// Tells what a field is called, for the list of problems.
    pub(super) fn label(self, name: &'static str, label: &str) {
        self.labels.update_value(|all| {
            all.insert(name, label.to_owned());
        });
    }

    /// What is stored in a field, where somebody else saved something else meanwhile.
    pub(super) fn stored(self, name: &str) -> Option<Vec<String>> {
        self.stored.with_value(|all| all.get(name).cloned())
    }

    /// What is wrong with a field.
    pub(super) fn problem(self, name: &str) -> Option<String> {
        self.error.with(|error| match error {
            Some(AppError::Invalid(fields)) => fields.0.get(name).map(|p| p.message(texts())),
            _ => None,
        })
    }
}

/// What was typed into the form of `endpoint`, where its refused page is shown again. A browser's form keeps its own.
#[cfg(feature = "ssr")]
pub fn typed<T: serde::de::DeserializeOwned>(endpoint: &str) -> Option<T> {
    crate::replay::Replay::typed(endpoint)
}

/// What was typed into the form of `endpoint`, where its refused page is shown again. A browser's form keeps its own.
#[cfg(not(feature = "ssr"))]
pub fn typed<T>(_: &str) -> Option<T> {
    None
}

/// What was typed into a form of `endpoint` whose fields stand by themselves, not under `form`.
#[cfg(feature = "ssr")]
pub fn typed_flat<T: serde::de::DeserializeOwned>(endpoint: &str) -> Option<T> {
    crate::replay::Replay::typed_flat(endpoint)
}

/// What was typed into a form of `endpoint` whose fields stand by themselves, not under `form`.
#[cfg(not(feature = "ssr"))]
pub fn typed_flat<T>(_: &str) -> Option<T> {
    None
}

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
            <Sheet state endpoint plain draft inline>{children()}</Sheet>
        </Provider>
    }
}

#[component]
fn Sheet(
    state: FormState,
    endpoint: &'static str,
    plain: bool,
    draft: Option<String>,
    inline: bool,
    children: Children,
) -> impl IntoView {
    let location = use_location();
    let here = move || format!("{}{}", location.pathname.get(), query(&location.search.get()));
    let navigate = use_navigate();
    let submit = move |event: web::SubmitEvent| {
        if !plain {
            web::send(&event, endpoint, state.error, state.busy, navigate.clone());
        }
    };
    let fields = children();
    let class = if inline { "form inline" } else { "form" };
    let name = draft.clone();
    let key = state
        .key
        .with_value(|key| (!key.is_empty()).then(|| view! { <input type="hidden" name="_key" value=key.clone()/> }));
    view! {
        <form class=class method="post" action=format!("/api/{endpoint}") on:submit=submit novalidate=!inline data-draft=name>
            <input type="hidden" name="_from" value=here/>
            {key}
            <Problems state/>
            {fields}
            {draft.map(|name| view! { <Draft name/> })}
        </form>
    }
}

/// A query with its question mark, or nothing.
fn query(search: &str) -> String {
    let bare = search.trim_start_matches('?');
    if bare.is_empty() { String::new() } else { format!("?{bare}") }
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
) -> impl IntoView {
    let hidden =
        values.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    view! {
        <Form endpoint plain inline=true>
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

#[cfg(not(feature = "hydrate"))]
mod web {
    //! On the server a form is only markup.
    use crate::error::AppError;
    use leptos::prelude::RwSignal;

    pub type SubmitEvent = leptos::ev::SubmitEvent;

    pub fn send<N>(_: &SubmitEvent, _: &str, _: RwSignal<Option<AppError>>, _: RwSignal<bool>, _: N) {}
}

#[cfg(feature = "hydrate")]
mod web {
    //! In the browser a form is sent in the background.
    use crate::{
        accounts::save_draft, error::AppError, text::keys::errors::CHANGED_MEANWHILE, time::UnixMillis, ui::posted,
    };
    use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
    use leptos_router::NavigateOptions;
    use std::time::Duration;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;

    pub type SubmitEvent = leptos::ev::SubmitEvent;

    /// How long after the last key a draft is kept.
    const DRAFT_PAUSE: Duration = Duration::from_secs(2);

    pub fn send(
        event: &SubmitEvent,
        endpoint: &'static str,
        error: RwSignal<Option<AppError>>,
        busy: RwSignal<bool>,
        navigate: impl Fn(&str, NavigateOptions) + 'static,
    ) {
        let Some(form) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlFormElement>().ok()) else { return };
        let Ok(data) = web_sys::FormData::new_with_form(&form) else { return };
        let button = event.submitter().and_then(|b| b.dyn_into::<web_sys::HtmlButtonElement>().ok());
        if let Some(button) = button.filter(|b| !b.name().is_empty()) {
            let _ = data.append_with_str(&button.name(), &button.value());
        }
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let answer = post(endpoint, &data).await;
            busy.set(false);
            match answer {
                Ok(Some(location)) => {
                    posted();
                    navigate(&location, NavigateOptions::default());
                }
                Ok(None) => posted(),
                // The page itself shows what somebody else saved beside what is typed here.
                Err(AppError::Conflict(CHANGED_MEANWHILE)) if form.has_attribute("data-draft") => {
                    let _ = form.submit();
                }
                Err(refused) => error.set(Some(refused)),
            }
        });
    }

    /// Posts the fields; answers where to go on.
    async fn post(endpoint: &str, data: &web_sys::FormData) -> Result<Option<String>, AppError> {
        let away = |_: JsValue| AppError::Unavailable;
        let body = web_sys::UrlSearchParams::new_with_str("").map_err(away)?;
        for entry in js_sys::try_iter(data).ok().flatten().into_iter().flatten().flatten() {
            let pair: js_sys::Array = entry.unchecked_into();
            body.append(&pair.get(0).as_string().unwrap_or_default(), &pair.get(1).as_string().unwrap_or_default());
        }
        let init = web_sys::RequestInit::new();
        init.set_method("POST");
        init.set_body(&body);
        let request = web_sys::Request::new_with_str_and_init(&format!("/api/{endpoint}"), &init).map_err(away)?;
        request.headers().set("accept", "application/json").map_err(away)?;
        let answer = JsFuture::from(window().fetch_with_request(&request)).await.map_err(away)?;
        let answer: web_sys::Response = answer.unchecked_into();
        if answer.ok() {
            return Ok(answer.headers().get("location").ok().flatten());
        }
        let text = JsFuture::from(answer.text().map_err(away)?).await.map_err(away)?;
        Err(serde_json::from_str(&text.as_string().unwrap_or_default()).unwrap_or(AppError::Unavailable))
    }

    /// Moves the focus to the list of problems, which screen readers then read.
    pub fn focus_summary() {
        request_animation_frame(|| {
            let found = document().query_selector(".error-summary").ok().flatten();
            if let Some(summary) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = summary.focus();
            }
        });
    }

    /// Keeps a form's fields on the server a moment after the last key.
    pub fn keep_draft(name: String, saved: RwSignal<Option<UnixMillis>>, busy: Option<RwSignal<bool>>) {
        let waiting = StoredValue::new(None::<TimeoutHandle>);
        let handle = window_event_listener(leptos::ev::input, move |event| {
            let Some(form) = event
                .target()
                .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
                .and_then(|e| e.closest("form[data-draft]").ok().flatten())
                .and_then(|f| f.dyn_into::<web_sys::HtmlFormElement>().ok())
            else {
                return;
            };
            if form.get_attribute("data-draft").as_deref() != Some(&name) {
                return;
            }
            if let Some(earlier) = waiting.get_value() {
                earlier.clear();
            }
            let name = name.clone();
            let later = set_timeout_with_handle(
                move || {
                    if busy.and_then(|b| b.try_get_untracked()).unwrap_or(true) {
                        return;
                    }
                    let Ok(data) = web_sys::FormData::new_with_form(&form) else { return };
                    let Ok(body) = web_sys::UrlSearchParams::new_with_str("") else { return };
                    for entry in js_sys::try_iter(&data).ok().flatten().into_iter().flatten().flatten() {
                        let pair: js_sys::Array = entry.unchecked_into();
                        let key = pair.get(0).as_string().unwrap_or_default();
                        if key == "version" || key.starts_with("form[") && !key.contains("password") {
                            body.append(&key, &pair.get(1).as_string().unwrap_or_default());
                        }
                    }
                    let content = String::from(body.to_string());
                    spawn_local(async move {
                        if let Ok(at) = save_draft(name, content).await {
                            saved.set(Some(at));
                        }
                    });
                },
                DRAFT_PAUSE,
            );
            waiting.set_value(later.ok());
        });
        on_cleanup(move || {
            handle.remove();
            // What was sent a moment ago is no draft any more.
            if let Some(waiting) = waiting.try_get_value().flatten() {
                waiting.clear();
            }
        });
    }
}
