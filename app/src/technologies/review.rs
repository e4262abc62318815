//! The secretariat looks at what firms claim: one row a capability, with its evidence.

use super::{
    api::GetReviewing,
    model::{EVIDENCE_FROM, Reviewing, WaitingCapability, level_key},
    node::described,
    profile::Evidence,
};
use crate::{
    companies::DeskTabs,
    text::{
        keys::{companies, technologies as words},
        texts,
    },
    time::{UnixMillis, days_left},
    ui::{
        ActButton, Day, Empty, FormDialog, Hidden, Icon, LazyPage, Loaded, Page, Pager, Said, TextArea, address,
        asked_page, load, loaded, page_parameter,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Capabilities that wait for the secretariat.
pub struct ReviewPage(Loaded<Reviewing>);

impl LazyPage for ReviewPage {
    fn data() -> Self {
        let asked = use_query_map();
        Self(load(move || asked_page(asked.with(|q| q.get("page"))), |page| GetReviewing { page }))
    }

    fn view(this: Self) -> AnyView {
        let asked = use_query_map();
        loaded(this.0, move |reviewing| {
            let page = asked_page(asked.with_untracked(|q| q.get("page")));
            view! { <Desk reviewing page/> }
        })
        .into_any()
    }
}

#[component]
fn Desk(reviewing: Reviewing, page: i64) -> impl IntoView {
    let t = texts();
    let now = reviewing.now;
    let body = if reviewing.waiting.is_empty() {
        view! { <Empty icon="shield" title=t.s(words::REVIEW_EMPTY)><p>{t.s(words::REVIEW_EMPTY_HELP)}</p></Empty> }
            .into_any()
    } else {
        let rows = reviewing.waiting.into_iter().map(|w| view! { <Row waiting=w now/> }).collect_view();
        view! { <ul class="list-rows queue">{rows}</ul> }.into_any()
    };
    view! {
        <Page title=t.s(words::REVIEW)>
            <DeskTabs/>
            <div class="page-head">
                <h1>{t.s(words::REVIEW)}</h1>
                <p class="lead">{words::review_count(t, reviewing.total)}</p>
            </div>
            {body}
            <Pager page total=reviewing.total href=move |page| address(&t.href("/secretariat/capabilities"), &[("page", &page_parameter(page))])/>
        </Page>
    }
}

#[component]
fn Row(waiting: WaitingCapability, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let capability = waiting.capability;
    let late = waiting.promised < now;
    let age = -days_left(now, waiting.since);
    let (activity, level) = described(t, capability.detail.as_ref());
    let claimed = capability.detail.as_ref().map_or(1, |d| d.level);
    let proved = capability.evidence.iter().any(|e| !e.expired);
    // Without valid evidence a claim of level 3 or 4 can be confirmed up to level 2.
    let highest = if proved { claimed } else { claimed.min(EVIDENCE_FROM - 1) };
    let bare = (!proved && claimed >= EVIDENCE_FROM)
        .then(|| view! { <p class="small"><Icon name="alert-triangle"/>" "{t.s(words::REVIEW_NO_EVIDENCE)}</p> });
    let values = vec![
        ("capability", capability.reference.clone()),
        ("version", capability.version.to_string()),
        ("level", highest.to_string()),
    ];
    let label = words::review_confirm(t, t.s(level_key(highest)));
    let note = (!capability.note.is_empty()).then(|| view! { <p><Said text=capability.note.clone()/></p> });
    view! {
        <li class="row-item" class:late=late>
            <span class="age">{companies::age(t, age)}</span>
            <div class="row-main">
                <h2 class="row-title">
                    <a href=t.href(&format!("/companies/{}", waiting.firm.slug))>
                        {format!("{} · {}", waiting.firm.name.get(t.lang()), capability.technology.name.get(t.lang()))}
                    </a>
                </h2>
                <p class="row-meta">
                    <span>{format!("{activity} · {level}")}</span>
                    <span>{t.s(companies::PROMISED)}" "<Day at=waiting.promised/></span>
                </p>
                {note}
                <Evidence items=capability.evidence.clone()/>
                {bare}
            </div>
            <div class="row-side">
                <ActButton endpoint="technologies/confirm" label look="primary small" values/>
                <FormDialog endpoint="technologies/give_back" label=t.s(companies::RETURN) icon="arrow-left" key=capability.reference.clone() send=t.s(companies::RETURN_SEND)>
                    <Hidden name="capability" value=capability.reference/>
                    <Hidden name="version" value=capability.version.to_string()/>
                    <TextArea name="reason" label=t.s(companies::RETURN_REASON) required=true rows=3/>
                </FormDialog>
            </div>
        </li>
    }
}
