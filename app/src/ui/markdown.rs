//! A field for Markdown, with what it will look like beside it while one types.

use super::TextArea;
use crate::{
    error::AppResult,
    text::{keys, texts},
};
use leptos::{prelude::*, server};

#[cfg(feature = "ssr")]
use crate::{
    ctx::Ctx,
    error::{AppError, Problem},
    markdown,
};

/// Longest text that is previewed, in characters.
#[cfg(feature = "ssr")]
const LONGEST_PREVIEW: usize = 20_000;

/// Safe HTML of a Markdown text, by the renderer that will also store it.
#[server(endpoint = "ui/preview_markdown")]
pub async fn preview_markdown(source: String) -> AppResult<String> {
    Ctx::signed_in()?;
    if source.chars().count() > LONGEST_PREVIEW {
        return Err(AppError::field("source", Problem::TooLong(LONGEST_PREVIEW)));
    }
    Ok(markdown::render(&source))
}

/// A text area for Markdown with a live preview; without JavaScript it is a text area.
#[component]
pub fn MarkdownField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] lang: Option<&'static str>,
    /// One of the two languages is enough.
    #[prop(optional)]
    either: bool,
) -> impl IntoView {
    let html = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    let typed = live(name, html);
    #[cfg(not(feature = "hydrate"))]
    let typed = |_: leptos::ev::Event| {};
    let preview = move || {
        html.with(|h| !h.is_empty()).then(|| {
            view! {
                <div class="preview">
                    <p class="small muted">{texts().s(keys::ui::PREVIEW)}</p>
                    <div class="prose" inner_html=html></div>
                </div>
            }
        })
    };
    view! {
        <div class="markdown-editor" on:input=typed>
            <TextArea name label value hint either lang=lang.unwrap_or_default() rows=8/>
            {preview}
        </div>
    }
}

/// Asks for the preview a moment after the last key.
#[cfg(feature = "hydrate")]
fn live(name: &'static str, html: RwSignal<String>) -> impl Fn(leptos::ev::Event) + 'static {
    use leptos::{leptos_dom::helpers::TimeoutHandle, task::spawn_local};
    use wasm_bindgen::JsCast;
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    move |event| {
        let area = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        let Some(area) = area.filter(|a| a.name() == name) else { return };
        if let Some(earlier) = waiting.get_value() {
            earlier.clear();
        }
        let ask = move || {
            let source = area.value();
            spawn_local(async move {
                if let Ok(rendered) = preview_markdown(source).await {
                    html.set(rendered);
                }
            });
        };
        waiting.set_value(set_timeout_with_handle(ask, std::time::Duration::from_millis(400)).ok());
    }
}
