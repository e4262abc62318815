//! The secretariat looks at what firms claim, firm by firm: what is new since it looked before, with its evidence.

use super::{
    api::GetReviewing,
    model::{
        EVIDENCE_FROM, GIVE_BACK_REASONS, GiveBackForm, REVIEW_ROWS, Reviewing, Seen, WaitingCapability, level_key,
    },
    node::described,
    profile::evidence_line,
};
use crate::{
    companies::DeskTabs,
    text::{
        keys::{companies, technologies as words},
        texts,
    },
    time::{UnixMillis, days_left},
    ui::{
        ActButton, Altered, Badge, Choice, Choices, Day, Empty, FormDialog, Hidden, Icon, LazyPage, Loaded, Page,
        Pager, Said, TextArea, Tone, address, asked_page, load, loaded, page_parameter, typed,
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
        #[cfg(feature = "hydrate")]
        let keys = super::review_keys::listen();
        loaded(this.0, move |reviewing| {
            #[cfg(feature = "hydrate")]
            super::review_keys::go_on(keys);
            let page = asked_page(asked.with_untracked(|q| q.get("page")));
            view! { <Desk reviewing page/> }
        })
        .into_any()
    }
}

#[component]
fn Desk(reviewing: Reviewing, page: i64) -> impl IntoView {
    let t = texts();
    let (now, whole) = (reviewing.now, reviewing.whole);
    let body = if reviewing.waiting.is_empty() {
        view! { <Empty icon="shield" title=t.s(words::REVIEW_EMPTY)><p>{t.s(words::REVIEW_EMPTY_HELP)}</p></Empty> }
            .into_any()
    } else {
        // A page begins and ends anywhere in a firm's list.
        let firms = reviewing.waiting.chunk_by(|a, b| a.firm == b.firm);
        let firms = firms.map(|waiting| view! { <OfFirm waiting=waiting.to_vec() now/> }).collect_view();
        view! { <p class="small muted review-keys">{t.s(words::REVIEW_KEYS)}</p><div class="stack review-queue">{firms}</div> }
            .into_any()
    };
    view! {
        <Page title=t.s(words::REVIEW)>
            <DeskTabs whole/>
            <div class="page-head">
                <h1>{t.s(words::REVIEW)}</h1>
                <p class="lead">{words::review_count(t, reviewing.total)}</p>
            </div>
            {body}
            <Pager page total=reviewing.total rows=REVIEW_ROWS href=move |page| address(&t.href("/secretariat/capabilities"), &[("page", &page_parameter(page))])/>
        </Page>
    }
}

/// What waits of one firm.
#[component]
fn OfFirm(waiting: Vec<WaitingCapability>, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let head = waiting.first().map(|first| {
        let href = t.href(&format!("/companies/{}", first.firm.slug));
        view! {
            <h2 class="area-title">
                <a href=href>{first.firm.name.get(t.lang()).to_owned()}</a>
                <span class="small muted">{words::review_firm_count(t, first.firm_waiting)}</span>
            </h2>
        }
    });
    let rows = waiting.into_iter().map(|waiting| view! { <Row waiting now/> }).collect_view();
    view! { <section>{head}<ul class="list-rows queue">{rows}</ul></section> }
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
    let news = match &waiting.seen {
        None => view! { <Badge tone=Tone::Open label=t.s(words::REVIEW_NEW)/> }.into_any(),
        Some(seen) => {
            let day = seen.at.short_day(t.lang());
            view! { <Badge tone=Tone::Waiting label=words::review_changed(t, day)/> }.into_any()
        }
    };
    let fresh = waiting.seen.as_ref().map(|seen| seen.fresh.clone()).unwrap_or_default();
    let evidence = capability.evidence.iter().map(|e| {
        let new = fresh.contains(&e.reference).then(|| view! { <ins class="small">{t.s(words::REVIEW_FRESH)}</ins> });
        view! { <li>{evidence_line(t, e)}{new}</li> }
    });
    let evidence = evidence.collect_view();
    let differences = waiting.seen.map(|seen| view! { <Differences seen claimed note=capability.note.clone()/> });
    let note = (!capability.note.is_empty()).then(|| view! { <p><Said text=capability.note.clone()/></p> });
    view! {
        <li class="row-item" class:late=late>
            <span class="age">{companies::age(t, age)}</span>
            <div class="row-main">
                <h3 class="row-title">
                    <a href=t.href(&format!("/technologies/{}", capability.technology.slug))>
                        {capability.technology.name.get(t.lang()).to_owned()}
                    </a>
                </h3>
                <p class="row-meta">
                    <span>{format!("{activity} · {level}")}</span>
                    <span>{t.s(companies::PROMISED)}" "<Day at=waiting.promised/></span>
                    {news}
                </p>
                {differences}
                {note}
                <ul class="evidence">{evidence}</ul>
                {bare}
            </div>
            <div class="row-side">
                <ActButton endpoint="technologies/confirm" label look="primary small" values key=capability.reference.clone()/>
                <GiveBack capability=capability.reference version=capability.version/>
            </div>
        </li>
    }
}

/// What is different from what was seen before, field by field.
#[component]
fn Differences(seen: Seen, claimed: i64, note: crate::text::Text2) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let level = |level| t.s(level_key(level)).to_owned();
    let (before, after) = (seen.note.get(lang).to_owned(), note.get(lang).to_owned());
    let elsewhere =
        (seen.noted && before == after).then(|| view! { <p class="small">{t.s(words::REVIEW_NOTE_ELSEWHERE)}</p> });
    let gone = (seen.gone > 0).then(|| view! { <p class="small"><del>{words::review_gone(t, seen.gone)}</del></p> });
    view! {
        <dl class="facts">
            <Altered label=t.s(words::REVIEW_LEVEL) before=level(seen.level) after=level(claimed)/>
            <Altered label=t.s(words::REVIEW_NOTE) before after/>
        </dl>
        {elsewhere}
        {gone}
    }
}

/// Sending a capability back: a frequent reason is two clicks away.
#[component]
fn GiveBack(capability: String, version: i64) -> impl IntoView {
    let t = texts();
    let before = typed("technologies/give_back").filter(|before: &GiveBackForm| before.capability == capability);
    let form = before.unwrap_or_default();
    let reasons = GIVE_BACK_REASONS.iter().map(|(code, key)| Choice::new(*code, t.s(*key))).collect();
    view! {
        <FormDialog endpoint="technologies/give_back" label=t.s(companies::RETURN) icon="arrow-left" key=capability.clone() send=t.s(companies::RETURN_SEND)>
            <Hidden name="form[capability]" value=capability/>
            <Hidden name="form[version]" value=version.to_string()/>
            <Choices name="form[preset]" label=t.s(words::REASON_PRESET) choices=reasons chosen=vec![form.preset] single=true/>
            <TextArea name="form[more]" label=t.s(words::REASON_MORE) value=form.more rows=3/>
        </FormDialog>
    }
}
