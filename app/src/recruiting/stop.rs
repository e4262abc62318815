//! Where a mail of recruiting leads whoever wants no more of them: a page with one button.

use crate::{
    text::{keys::recruiting as words, texts},
    ui::{Form, Hidden, LazyPage, Notice, Page, Submit, Tone, told},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Refusing further mails.
pub struct StopPage;

impl LazyPage for StopPage {
    fn data() -> Self {
        Self
    }

    fn view(_: Self) -> AnyView {
        view! { <Sheet/> }.into_any()
    }
}

#[component]
fn Sheet() -> impl IntoView {
    let t = texts();
    let of = use_query_map().with_untracked(|q| q.get("of").unwrap_or_default());
    let body = match told(&[("done", words::STOPPED)]) {
        Some(key) => view! { <Notice tone=Tone::Done>{t.s(key)}</Notice> }.into_any(),
        None => view! {
            <p class="lead">{t.s(words::STOP_LEAD)}</p>
            <Form endpoint="recruiting/stop" plain=true>
                <Hidden name="of" value=of/>
                <div class="form-actions"><Submit label=t.s(words::STOP) look="primary block"/></div>
            </Form>
        }
        .into_any(),
    };
    view! {
        <Page title=t.s(words::STOP_TITLE)>
            <div class="auth-panel">
                <h1>{t.s(words::STOP_TITLE)}</h1>
                {body}
            </div>
        </Page>
    }
}
