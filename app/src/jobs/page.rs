//! Work that failed, as the secretariat sees it.

use super::api::{GetParked, ParkedView};
use crate::{
    text::{keys::jobs as words, texts},
    ui::{ActButton, Empty, LazyPage, Loaded, Page, Toast, lazy_page, load, loaded, told},
};
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The page of failed work.
#[component(transparent)]
pub fn JobRoutes() -> AnyNestedRoute {
    view! { <Route path=path!("/secretariat/jobs") view={lazy_page::<JobsPage>()} ssr=SsrMode::Async/> }
        .into_inner()
        .into_any_nested_route()
}

/// Work that failed.
pub struct JobsPage(Loaded<Vec<ParkedView>>);

impl LazyPage for JobsPage {
    fn data() -> Self {
        Self(load(|| (), |()| GetParked {}))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |parked| view! { <Parked parked/> }).into_any()
    }
}

#[component]
fn Parked(parked: Vec<ParkedView>) -> impl IntoView {
    let t = texts();
    let done = told(&[("retried", words::RETRIED)]).map(|key| view! { <Toast said=t.s(key)/> });
    let rows = if parked.is_empty() {
        view! { <Empty icon="check-circle" title=t.s(words::EMPTY)><p>{t.s(words::EMPTY_HELP)}</p></Empty> }.into_any()
    } else {
        let rows = parked.into_iter().map(|job| view! { <Row job/> }).collect_view();
        view! { <ul class="list-rows">{rows}</ul> }.into_any()
    };
    view! {
        <Page title=t.s(words::TITLE)>
            {done}
            <div class="page-head">
                <h1>{t.s(words::TITLE)}</h1>
                <p class="lead">{t.s(words::LEAD)}</p>
            </div>
            {rows}
        </Page>
    }
}

#[component]
fn Row(job: ParkedView) -> impl IntoView {
    let t = texts();
    let kind = match job.kind.as_str() {
        "mail" => words::KIND_MAIL,
        "notice" => words::KIND_NOTICE,
        _ => words::KIND_OTHER,
    };
    let key = format!("{}-{}", job.kind, job.key);
    let values = vec![("kind", job.kind), ("key", job.key)];
    view! {
        <li class="row-item plain">
            <div class="row-main">
                <h2 class="row-title">{t.s(kind)}</h2>
                <p class="row-meta">{words::tries(t, job.tries)}</p>
                <p class="small">{job.last_error}</p>
            </div>
            <div class="row-side"><ActButton endpoint="jobs/retry" label=t.s(words::RETRY) look="small" values key/></div>
        </li>
    }
}
