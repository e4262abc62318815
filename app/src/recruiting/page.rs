//! Recruiting as the secretariat sees it: a gap with who could fill it, and the log of approaches.

use super::{
    api::GetRecruiting,
    landscape::OutsideFirm,
    model::{Approach, ApproachForm, Candidate, Gap, Recruiting, RecruitingQuery, Step, Why},
};
use crate::{
    companies::DeskTabs,
    technologies::CoverBadge,
    text::{
        keys::{landscape, recruiting as words, technologies as map, ui as common},
        texts,
    },
    time::{UnixMillis, days_left},
    ui::{
        ActButton, Badge, Choice, Choices, Day, Empty, Form, FormDialog, Hidden, Icon, Kind, LazyPage, Loaded, Page,
        Pager, Section, Submit, Tab, Tabs, TextArea, TextField, Toast, Tone, address, asked_page, load, loaded,
        page_parameter, told, typed, typed_flat,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// The address of recruiting.
const HERE: &str = "/secretariat/recruiting";

/// Recruiting.
pub struct RecruitingPage {
    query: Memo<RecruitingQuery>,
    recruiting: Loaded<Recruiting>,
}

impl LazyPage for RecruitingPage {
    fn data() -> Self {
        let asked = use_query_map();
        let query = Memo::new(move |_| {
            asked.with(|map| {
                let get = |name: &str| map.get(name).unwrap_or_default();
                RecruitingQuery {
                    sector: get("sector"),
                    technology: get("technology"),
                    step: get("state"),
                    page: asked_page(map.get("page")),
                }
            })
        });
        Self { query, recruiting: load(move || query.get(), |query| GetRecruiting { query }) }
    }

    fn view(this: Self) -> AnyView {
        let query = this.query;
        loaded(this.recruiting, move |recruiting| view! { <Desk recruiting query=query.get_untracked()/> }).into_any()
    }
}

#[component]
fn Desk(recruiting: Recruiting, query: RecruitingQuery) -> impl IntoView {
    let t = texts();
    let at = move |query: &RecruitingQuery, step: &str, page: i64| {
        let page = page_parameter(page);
        let rest =
            [("sector", query.sector.as_str()), ("technology", &query.technology), ("state", step), ("page", &page)];
        address(&t.href(HERE), &rest)
    };
    let all: i64 = recruiting.steps.iter().map(|(_, count)| count).sum();
    let mut tabs = vec![Tab::new(t.s(words::ALL), at(&query, "", 1), query.step.is_empty()).count(all)];
    tabs.extend(recruiting.steps.iter().map(|(step, count)| {
        Tab::new(t.s(step.key()), at(&query, step.code(), 1), query.step == step.code()).count(*count)
    }));
    let done = [
        ("added", words::ADDED),
        ("invited", words::INVITED_DONE),
        ("interested", common::SAVED),
        ("declined", common::SAVED),
        ("removed", words::REMOVED),
    ];
    let done = told(&done).map(|key| view! { <Toast said=t.s(key).to_owned()/> });
    let lead = match (recruiting.claiming, recruiting.joined) {
        (0, 0) => t.s(words::LEAD).to_owned(),
        (claiming, joined) => words::achieved(t, claiming, joined),
    };
    let now = recruiting.now;
    let whole = recruiting.whole;
    let landscapes = whole.then(|| {
        view! {
            <div class="page-actions">
                <a class="button" href=t.href("/secretariat/landscapes")><Icon name="upload"/>{t.s(landscape::LINK)}</a>
            </div>
        }
    });
    let rows = if recruiting.approaches.is_empty() {
        view! {
            <Empty icon="users" title=t.s(words::EMPTY)>
                <p>{t.s(words::EMPTY_HELP)}</p>
                <a class="button" href=t.href("/coverage")>{t.s(map::COVERAGE)}</a>
            </Empty>
        }
        .into_any()
    } else {
        let rows = recruiting.approaches.into_iter().map(|approach| view! { <Row approach now/> }).collect_view();
        view! { <ul class="list-rows queue">{rows}</ul> }.into_any()
    };
    view! {
        <Page title=t.s(words::TITLE)>
            {done}
            <DeskTabs whole/>
            <div class="page-head">
                <h1>{t.s(words::TITLE)}</h1>
                <p class="lead">{lead}</p>
                {landscapes}
            </div>
            {recruiting.gap.map(|gap| view! { <GapPart gap/> })}
            <Section title=t.s(words::LOG) more=None>
                <Tabs label=t.s(words::LOG) tabs/>
                {rows}
                <Pager page=query.page total=recruiting.total href=move |page| at(&query, &query.step, page)/>
            </Section>
        </Page>
    }
}

/// A gap: how it stands, members that could fill it, and a form for firms outside.
#[component]
fn GapPart(gap: Gap) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let title = words::gap(t, gap.sector.name.get(lang), gap.technology.name.get(lang));
    let stands = gap.demand.map(|d| {
        view! {
            <p class="cluster">
                <CoverBadge cover=d.cover()/>
                <span>{map::demand_stands(t, d.supply.1, d.target)}</span>
            </p>
        }
    });
    let hidden = vec![("form[sector]", gap.sector.slug.clone()), ("form[technology]", gap.technology.slug.clone())];
    let candidates = if gap.candidates.is_empty() {
        view! { <p class="muted">{t.s(words::NO_CANDIDATES)}</p> }.into_any()
    } else {
        let row = |candidate| view! { <CandidateRow candidate gap=hidden.clone()/> };
        view! { <ul class="list-rows">{gap.candidates.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    let outside = (!gap.outside.is_empty()).then(|| {
        let row = |firm| view! { <OutsideRow firm gap=hidden.clone()/> };
        let rows = gap.outside.into_iter().map(row).collect_view();
        view! { <h3>{t.s(landscape::GAP_OUTSIDE)}</h3><ul class="list-rows">{rows}</ul> }
    });
    let form: ApproachForm = typed("recruiting/add").unwrap_or_default();
    let coverage = (t.s(map::COVERAGE).to_owned(), t.href(&format!("/coverage?sector={}", gap.sector.slug)));
    view! {
        <Section title=title more=Some(coverage)>
            {stands}
            <div class="grid-2 section">
                <div class="stack">
                    <h3>{t.s(words::CANDIDATES)}</h3>
                    {candidates}
                    {outside}
                </div>
                <div class="stack">
                    <h3>{t.s(words::OUTSIDE)}</h3>
                    <Form endpoint="recruiting/add" key="outside">
                        <Hidden name="form[sector]" value=gap.sector.slug/>
                        <Hidden name="form[technology]" value=gap.technology.slug/>
                        <TextField name="form[firm]" label=t.s(words::FIRM) value=form.firm required=true/>
                        <TextField name="form[email]" label=t.s(words::EMAIL) value=form.email kind=Kind::Email hint=t.s(words::EMAIL_HINT) autocomplete="off"/>
                        <TextField name="form[source]" label=t.s(words::SOURCE) value=form.source hint=t.s(words::SOURCE_HINT)/>
                        <TextArea name="form[note]" label=t.s(words::NOTE) value=form.note rows=2/>
                        <div class="form-actions"><Submit label=t.s(words::ADD)/></div>
                    </Form>
                </div>
            </div>
        </Section>
    }
}

#[component]
fn CandidateRow(candidate: Candidate, gap: Vec<(&'static str, String)>) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let firm = candidate.firm;
    let why = match candidate.why {
        Why::Claims(level) => words::why_claims(t, level),
        Why::Elsewhere(level) => words::why_elsewhere(t, level),
        Why::Near(technology) => words::why_near(t, technology.name.get(lang)),
    };
    let outside = (!candidate.in_sector).then(|| t.s(words::OTHER_SECTOR));
    let href = t.href(&format!("/companies/{}", firm.slug));
    let name = firm.name.get(lang).to_owned();
    let mut values = gap;
    values.push(("form[company]", firm.slug.clone()));
    view! {
        <li class="row-item">
            <div class="row-main">
                <h4 class="row-title"><a href=href>{name}</a></h4>
                <p class="row-meta"><span>{why}</span>{outside.map(|word| view! { <span>{word}</span> })}</p>
            </div>
            <div class="row-side"><ActButton endpoint="recruiting/add" label=t.s(words::ADD) look="small" values key=firm.slug/></div>
        </li>
    }
}

/// A firm that a landscape knows.
#[component]
fn OutsideRow(firm: OutsideFirm, gap: Vec<(&'static str, String)>) -> impl IntoView {
    let t = texts();
    let mut values = gap;
    values.push(("form[firm]", firm.name.clone()));
    values.push(("form[note]", landscape::gap_note(t, &firm.homepage, &firm.product)));
    let name = if firm.homepage.is_empty() {
        view! { <span>{firm.name.clone()}</span> }.into_any()
    } else {
        view! { <a href=firm.homepage rel="nofollow ugc noopener external">{firm.name.clone()}</a> }.into_any()
    };
    view! {
        <li class="row-item">
            <div class="row-main">
                <h4 class="row-title">{name}</h4>
                <p class="row-meta"><span>{firm.product}</span><span>{firm.source}</span></p>
            </div>
            <div class="row-side"><ActButton endpoint="recruiting/add" label=t.s(words::ADD) look="small" values key=firm.name/></div>
        </li>
    }
}

#[component]
fn Row(approach: Approach, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let a = approach;
    let name = a.firm.get(lang).to_owned();
    let name = if a.slug.is_empty() {
        name.into_any()
    } else {
        view! { <a href=t.href(&format!("/companies/{}", a.slug))>{name}</a> }.into_any()
    };
    let tone = match a.step {
        Step::Planned => Tone::Neutral,
        Step::Invited => Tone::Waiting,
        Step::Interested => Tone::Done,
        Step::Declined => Tone::Closed,
    };
    let outcome = a.outcome.key().filter(|_| !a.insider || a.outcome >= super::model::Outcome::Claims);
    let outcome = outcome.map(|key| view! { <Badge tone=Tone::Done label=t.s(key)/> });
    let at = t.href(&address(HERE, &[("sector", &a.sector.slug), ("technology", &a.technology.slug)]));
    let note = (!a.note.is_empty()).then(|| view! { <p class="small">{a.note.clone()}</p> });
    let email = (!a.email.is_empty()).then(|| view! { <span>{a.email.clone()}</span> });
    view! {
        <li class="row-item">
            <span class="age">{crate::text::keys::companies::age(t, -days_left(now, a.changed))}</span>
            <div class="row-main">
                <h3 class="row-title">{name}</h3>
                <p class="row-meta">
                    <a href=at>{format!("{} · {}", a.sector.name.get(lang), a.technology.name.get(lang))}</a>
                    {email}
                    <span>{t.s(words::PLANNED_ON)}" "<Day at=a.planned/></span>
                </p>
                <div class="cluster"><Badge tone label=t.s(a.step.key())/>{outcome}</div>
                {note}
            </div>
            <Acts approach=a/>
        </li>
    }
}

/// What was typed about an answer, where its form came back.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Answered {
    approach: String,
    answer: String,
    note: String,
}

/// What can be done with an approach.
#[component]
fn Acts(approach: Approach) -> impl IntoView {
    let t = texts();
    let a = approach;
    let (reference, version) = (a.reference, a.version.to_string());
    let values = vec![("approach", reference.clone()), ("version", version.clone())];
    let reachable = a.insider || !a.email.is_empty();
    let label = t.s(if a.step == Step::Invited { words::INVITE_AGAIN } else { words::INVITE });
    let invite = (reachable && a.step.may_invite())
        .then(|| view! { <ActButton endpoint="recruiting/invite" label look="small" values/> });
    let before = typed_flat("recruiting/answer").filter(|typed: &Answered| typed.approach == reference);
    let before = before.unwrap_or(Answered { note: a.note, ..Answered::default() });
    let answers = [Step::Interested, Step::Declined].map(|s| Choice::new(s.code(), t.s(s.key()))).to_vec();
    let (doomed, doomed_version) = (reference.clone(), version.clone());
    view! {
        <div class="row-side">
            {invite}
            <FormDialog endpoint="recruiting/answer" label=t.s(words::ANSWER) icon="pencil" key=reference.clone() send=t.s(common::SAVE)>
                <Hidden name="approach" value=reference/>
                <Hidden name="version" value=version/>
                <Choices name="answer" label=t.s(words::ANSWER) choices=answers chosen=vec![before.answer] single=true required=true/>
                <TextArea name="note" label=t.s(words::NOTE) value=before.note rows=3/>
            </FormDialog>
            <FormDialog endpoint="recruiting/remove" label=t.s(words::REMOVE) icon="trash" look="quiet" key=doomed.clone() danger=true>
                <p>{t.s(words::REMOVE_CONFIRM)}</p>
                <Hidden name="approach" value=doomed/>
                <Hidden name="version" value=doomed_version/>
            </FormDialog>
        </div>
    }
}
