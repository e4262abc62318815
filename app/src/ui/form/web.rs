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
            Ok(location) => {
                leave(&form);
                posted();
                if let Some(location) = location {
                    navigate(&location, NavigateOptions::default());
                }
            }
            // The page itself shows what somebody else saved beside what is typed here.
            Err(AppError::Conflict(CHANGED_MEANWHILE)) if form.has_attribute("data-draft") => {
                let _ = form.submit();
            }
            Err(refused) => error.set(Some(refused)),
        }
    });
}

/// A form that is done keeps nothing of what was typed, and the dialog around it closes: the page that is shown next may
/// be the same one, with the same elements.
fn leave(form: &web_sys::HtmlFormElement) {
    form.reset();
    let dialog = form.closest("dialog[open]").ok().flatten();
    if let Some(dialog) = dialog.and_then(|d| d.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
        dialog.close();
    }
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

/// Keeps a form's fields on the server a moment after the last key; also what was typed before this code had arrived.
pub fn keep_draft(name: String, saved: RwSignal<Option<UnixMillis>>, busy: Option<RwSignal<bool>>) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let keep_soon = {
        let name = name.clone();
        move |form: web_sys::HtmlFormElement| {
            if let Some(earlier) = waiting.try_get_value().flatten() {
                earlier.clear();
            }
            let name = name.clone();
            let later = set_timeout_with_handle(
                move || {
                    if busy.and_then(|b| b.try_get_untracked()).unwrap_or(true) {
                        return;
                    }
                    let Some(content) = draft_of(&form) else { return };
                    spawn_local(async move {
                        if let Ok(at) = save_draft(name, content).await {
                            saved.set(Some(at));
                        }
                    });
                },
                DRAFT_PAUSE,
            );
            waiting.try_set_value(later.ok());
        }
    };
    let selector = format!("form[data-draft=\"{name}\"]");
    let handle = window_event_listener(leptos::ev::input, {
        let (selector, keep_soon) = (selector.clone(), keep_soon.clone());
        move |event| {
            let field = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
            if let Some(form) = field.and_then(|f| f.closest(&selector).ok().flatten()) {
                keep_soon(form.unchecked_into());
            }
        }
    });
    request_animation_frame(move || {
        let form = document().query_selector(&selector).ok().flatten();
        if let Some(form) = form.map(JsCast::unchecked_into).filter(is_typed_in) {
            keep_soon(form);
        }
    });
    on_cleanup(move || {
        handle.remove();
        // What was sent a moment ago is no draft any more.
        if let Some(waiting) = waiting.try_get_value().flatten() {
            waiting.clear();
        }
    });
}

/// What a draft keeps of a form, encoded as it would be posted.
fn draft_of(form: &web_sys::HtmlFormElement) -> Option<String> {
    let data = web_sys::FormData::new_with_form(form).ok()?;
    let body = web_sys::UrlSearchParams::new_with_str("").ok()?;
    for entry in js_sys::try_iter(&data).ok().flatten().into_iter().flatten().flatten() {
        let pair: js_sys::Array = entry.unchecked_into();
        let key = pair.get(0).as_string().unwrap_or_default();
        if key == "version" || key.starts_with("form[") && !key.contains("password") {
            body.append(&key, &pair.get(1).as_string().unwrap_or_default());
        }
    }
    Some(body.to_string().into())
}

/// Whether a form holds something else than it came with.
fn is_typed_in(form: &web_sys::HtmlFormElement) -> bool {
    let Ok(untouched) = form.clone_node_with_deep(true).map(JsCast::unchecked_into::<web_sys::HtmlFormElement>) else {
        return false;
    };
    untouched.reset();
    draft_of(form) != draft_of(&untouched)
}
