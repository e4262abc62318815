//! The secretariat's queue: firms that wait, with age, promised date and what to do.

use super::{
    api::CompanyQueue,
    desk::DeskTabs,
    model::{Queue, Waiting},
};
use crate::{
    text::{keys::companies, texts},
    time::{UnixMillis, days_left},
    ui::{
        ActButton, Badge, Day, Empty, FormDialog, Hidden, LazyPage, Loaded, Page, Said, TextArea, Tone, load, loaded,
    },
};
use leptos::prelude::*;

/// What waits for the secretariat.
pub struct SecretariatPage(Loaded<Queue>);

impl LazyPage for SecretariatPage {
    fn data() -> Self {
        Self(load(|| (), |()| CompanyQueue {}))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |queue| view! { <Desk queue/> }).into_any()
    }
}

#[component]
fn Desk(queue: Queue) -> impl IntoView {
    let t = texts();
    let count = queue.waiting.len();
    let rows = if queue.waiting.is_empty() {
        view! { <Empty icon="inbox" title=t.s(companies::QUEUE_EMPTY)><p>{t.s(companies::QUEUE_EMPTY_HELP)}</p></Empty> }.into_any()
    } else {
        let now = queue.now;
        let rows = queue.waiting.into_iter().map(|firm| view! { <Row firm now/> }).collect_view();
        view! { <ul class="list-rows queue">{rows}</ul> }.into_any()
    };
    view! {
        <Page title=t.s(companies::QUEUE)>
            <DeskTabs/>
            <div class="page-head">
                <h1>{t.s(companies::QUEUE)}</h1>
                <p class="lead">{companies::queue_count(t, count)}</p>
            </div>
            {rows}
        </Page>
    }
}

#[component]
fn Row(firm: Waiting, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let late = firm.promised < now;
    let age = -days_left(now, firm.submitted);
    let brn = if firm.brn.is_empty() {
        view! { <Badge tone=Tone::Neutral label=t.s(companies::BRN_NONE)/> }.into_any()
    } else if firm.brn_valid {
        view! { <Badge tone=Tone::Done label=format!("{} · {}", firm.brn, t.s(companies::BRN_CHECKED))/> }.into_any()
    } else {
        view! { <Badge tone=Tone::Closed label=format!("{} · {}", firm.brn, t.s(companies::BRN_INVALID))/> }.into_any()
    };
    let values = vec![("slug", firm.slug.clone()), ("version", firm.version.to_string())];
    view! {
        <li class="row-item" class:late=late>
            <span class="age">{companies::age(t, age)}</span>
            <div class="row-main">
                <h2 class="row-title"><a href=t.href(&format!("/companies/{}", firm.slug))><Said text=firm.name/></a></h2>
                <p class="row-meta">{t.s(companies::PROMISED)}" "<Day at=firm.promised/></p>
                <div class="cluster">{brn}<span class="small muted">{firm.website}</span></div>
            </div>
            <div class="row-side">
                <ActButton endpoint="companies/approve" label=t.s(companies::APPROVE) look="primary small" values/>
                <FormDialog endpoint="companies/return" label=t.s(companies::RETURN) icon="arrow-left" key=firm.slug.clone() send=t.s(companies::RETURN_SEND)>
                    <Hidden name="slug" value=firm.slug.clone()/>
                    <Hidden name="version" value=firm.version.to_string()/>
                    <TextArea name="reason" label=t.s(companies::RETURN_REASON) required=true rows=3/>
                </FormDialog>
            </div>
        </li>
    }
}
