//! The secretariat's queue: firms that wait, with age, promised date and what to do.

use super::{
    api::CompanyQueue,
    desk::DeskTabs,
    model::{FactChange, Queue, Waiting},
};
use crate::{
    text::{
        keys::{companies, onboarding},
        texts,
    },
    time::{UnixMillis, days_left},
    ui::{
        ActButton, Altered, Badge, Day, Empty, FormDialog, Hidden, LazyPage, Loaded, Page, Said, Section, TextArea,
        Tone, load, loaded,
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
    let count = queue.waiting.len() + queue.changes.len();
    let now = queue.now;
    let changes = (!queue.changes.is_empty()).then(|| {
        let rows = queue.changes.into_iter().map(|change| view! { <Change change now/> }).collect_view();
        view! {
            <Section title=t.s(companies::FACTS_QUEUE) more=None><ul class="list-rows queue">{rows}</ul></Section>
        }
    });
    let rows = if count == 0 {
        view! { <Empty icon="inbox" title=t.s(companies::QUEUE_EMPTY)><p>{t.s(companies::QUEUE_EMPTY_HELP)}</p></Empty> }.into_any()
    } else if queue.waiting.is_empty() {
        ().into_any()
    } else {
        let rows = queue.waiting.into_iter().map(|firm| view! { <Row firm now/> }).collect_view();
        view! { <ul class="list-rows queue">{rows}</ul> }.into_any()
    };
    view! {
        <Page title=t.s(companies::QUEUE)>
            <DeskTabs whole=true/>
            <div class="page-head">
                <h1>{t.s(companies::QUEUE)}</h1>
                <p class="lead">{companies::queue_count(t, count)}</p>
            </div>
            {rows}
            {changes}
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
    view! {
        <li class="row-item" class:late=late>
            <span class="age">{companies::age(t, age)}</span>
            <div class="row-main">
                <h2 class="row-title"><a href=t.href(&format!("/companies/{}", firm.slug))><Said text=firm.name/></a></h2>
                <p class="row-meta">{t.s(companies::PROMISED)}" "<Day at=firm.promised/></p>
                <div class="cluster">
                    {brn}
                    <a class="small" href=t.href(&format!("/companies/{}/onboarding", firm.slug))>{t.s(onboarding::LINK)}</a>
                    <span class="small muted">{firm.website}</span>
                </div>
            </div>
            <div class="row-side">
                <Answers agree="companies/approve" decline="companies/return" slug=firm.slug version=firm.version/>
            </div>
        </li>
    }
}

/// Other facts that a member asks for, beside the confirmed ones.
#[component]
fn Change(change: FactChange, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let late = change.promised < now;
    let age = -days_left(now, change.asked);
    let ([ko, en], [new_ko, new_en]) = (change.names, change.new_names);
    let wrong = (!change.new_brn_valid).then(|| view! { <Badge tone=Tone::Closed label=t.s(companies::BRN_INVALID)/> });
    view! {
        <li class="row-item" class:late=late>
            <span class="age">{companies::age(t, age)}</span>
            <div class="row-main">
                <h3 class="row-title"><a href=t.href(&format!("/companies/{}", change.slug))><Said text=change.name.clone()/></a></h3>
                <p class="row-meta"><span>{t.s(companies::PROMISED)}" "<Day at=change.promised/></span><span>{change.by}</span></p>
                <dl class="facts">
                    <Altered label=t.s(companies::NAME_KO) before=ko after=new_ko/>
                    <Altered label=t.s(companies::NAME_EN) before=en after=new_en/>
                    <Altered label=t.s(companies::BRN) before=change.brn after=change.new_brn/>
                </dl>
                {wrong}
            </div>
            <div class="row-side">
                <Answers agree="companies/approve_change" decline="companies/return_change" slug=change.slug version=change.version/>
            </div>
        </li>
    }
}

/// The secretariat's two answers to a row: agreeing, or sending it back with a reason.
#[component]
fn Answers(agree: &'static str, decline: &'static str, slug: String, version: i64) -> impl IntoView {
    let t = texts();
    let values = vec![("slug", slug.clone()), ("version", version.to_string())];
    view! {
        <ActButton endpoint=agree label=t.s(companies::APPROVE) look="primary small" values/>
        <FormDialog endpoint=decline label=t.s(companies::RETURN) icon="arrow-left" key=slug.clone() send=t.s(companies::RETURN_SEND)>
            <Hidden name="slug" value=slug/>
            <Hidden name="version" value=version.to_string()/>
            <TextArea name="reason" label=t.s(companies::RETURN_REASON) required=true rows=3/>
        </FormDialog>
    }
}
