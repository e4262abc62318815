//! The page of one call: its dates as a line and in words, its lots, and the bids that look for partners.

use super::{
    api::GetCall,
    cards::{BidRows, DDay, When},
    model::{CallDates, CallState, CallView, LotView, today_at},
};
use crate::{
    money,
    technologies::level_key,
    text::{
        Text2,
        keys::{flagship, ui as words},
        texts,
    },
    time::UnixMillis,
    ui::{
        ActButton, Badge, Choice, Choices, Column, Crumb, Form, FormDialog, Hidden, Icon, LazyPage, Loaded, Notice,
        Page, Prose, Said, Section, Submit, Table, TextArea, Toast, Tone, load, loaded, told,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page of a call.
pub struct CallPage(Loaded<CallView>);

impl LazyPage for CallPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetCall { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |call| view! { <Call call/> }).into_any()
    }
}

#[component]
fn Call(call: CallView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let (tone, word) = call.state.shown();
    let (kind, means) = call.kind.keys();
    let done = told(&[("saved", words::SAVED), ("published", flagship::PUBLISHED_NOW)])
        .map(|key| view! { <Toast said=t.s(key)/> });
    let draft = (call.state == CallState::Draft)
        .then(|| view! { <Notice tone=Tone::Waiting>{t.s(flagship::CALL_DRAFT_MEANS)}</Notice> });
    let reason = call.cancel_reason.clone();
    let cancelled = (call.state == CallState::Cancelled).then(|| {
        view! {
            <Notice tone=Tone::Closed>
                <strong>{t.s(flagship::CANCEL_REASON)}</strong>
                <p>{reason}</p>
            </Notice>
        }
    });
    let open = call.state.takes_bids();
    let d_day = open.then(|| view! { <DDay now=call.now at=call.dates.closes/> });
    let lots = call.lots.iter().cloned().map(|lot| view! { <Lot lot now=call.now open/> }).collect_view();
    let crumbs = vec![Crumb::new(t.s(flagship::CALLS), t.href("/flagship"))];
    let (about, now, dates) = (call.about_html.clone(), call.now, call.dates);
    let acts = call.may_edit.then(|| view! { <Acts call=call.clone()/> });
    view! {
        <Page title=call.name.get(lang) description=call.about.get(lang) crumbs>
            {done}
            <div class="page-head">
                <h1><Said text=call.name.clone()/></h1>
                <div class="cluster">
                    <Badge tone label=t.s(word)/>
                    {d_day}
                    <span class="tag">{t.s(kind)}</span>
                    <span>{call.agency.get(lang).to_owned()}</span>
                </div>
            </div>
            {draft}
            {cancelled}
            <Section title=t.s(flagship::DATES) more=None>
                <Timeline dates now/>
                <p class="small muted">{t.s(flagship::SERVER_TIME)}</p>
            </Section>
            <Section title=t.s(flagship::ABOUT) more=None>
                <Prose html=about/>
                <p class="muted">{t.s(means)}</p>
            </Section>
            {lots}
            {acts}
        </Page>
    }
}

/// The dates on a line with today, and in words below it.
#[component]
fn Timeline(dates: CallDates, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let percent = |tenths: i64| format!("{}.{}%", tenths / 10, tenths % 10);
    let today = today_at(&dates, now);
    let marks = dates.named();
    let circles = marks
        .iter()
        .zip([100, 300, 500, 700, 900])
        .map(|((_, at), place)| {
            let class = if *at <= now { "mark done" } else { "mark" };
            view! { <circle class=class cx=percent(place) cy="30" r="6"></circle> }
        })
        .collect_view();
    let words = marks
        .iter()
        .map(|(key, at)| {
            let class = (*at <= now).then_some("done");
            view! { <li class=class><b>{t.s(*key)}</b><When at=*at/></li> }
        })
        .collect_view();
    let past = percent(today.clamp(100, 900));
    view! {
        <svg class="call-line" aria-hidden="true" focusable="false">
            <line class="line" x1="10%" y1="30" x2="90%" y2="30"></line>
            <line class="past" x1="10%" y1="30" x2=past y2="30"></line>
            {circles}
            <line class="today" x1=percent(today) y1="18" x2=percent(today) y2="42"></line>
            <text x=percent(today) y="12">{t.s(flagship::TODAY)}</text>
        </svg>
        <ol class="call-dates">{words}</ol>
    }
}

#[component]
fn Lot(lot: LotView, now: UnixMillis, open: bool) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let needs = lot
        .needs
        .iter()
        .map(|n| {
            let href = t.href(&format!("/technologies/{}", n.technology.slug));
            view! { <li><a href=href>{n.technology.name.get(lang).to_owned()}</a>" "<span class="small muted">{t.s(level_key(n.min_level))}</span></li> }
        })
        .collect_view();
    let documents = (!lot.documents.is_empty()).then(|| {
        let list = lot.documents.iter().cloned().map(|d| view! { <li><Said text=d/></li> }).collect_view();
        view! { <div><dt>{t.s(flagship::DOCUMENTS)}</dt><dd><ul>{list}</ul></dd></div> }
    });
    let start = open.then(|| {
        let href = t.href(&format!("/bids/new?lot={}", lot.slug));
        view! { <a class="button primary" href=href><Icon name="plus"/>{t.s(flagship::START_BID)}</a> }
    });
    let adverts = if lot.adverts.is_empty() {
        view! { <p class="muted">{t.s(flagship::NO_ADVERTS)}</p> }.into_any()
    } else {
        view! { <BidRows rows=lot.adverts.clone() now/> }.into_any()
    };
    view! {
        <Section title=lot.name.get(lang) more=None>
            <dl class="facts">
                <div><dt>{t.s(flagship::SECTOR)}</dt><dd>{lot.sector.name.get(lang).to_owned()}</dd></div>
                <div><dt>{t.s(flagship::TRACK)}</dt><dd>{t.s(lot.track.key())}</dd></div>
                <div><dt>{t.s(flagship::CAP)}</dt><dd>{money::shown(lot.cap_won, lang)}</dd></div>
                <div><dt>{t.s(flagship::NEEDS)}</dt><dd><ul>{needs}</ul></dd></div>
                {documents}
            </dl>
            <Criteria criteria=lot.criteria.clone() lot=lot.name.clone()/>
            <h3 class="lot-adverts">{t.s(flagship::ADVERTS)}</h3>
            {adverts}
            <p class="cluster">{start}</p>
        </Section>
    }
}

#[component]
fn Criteria(criteria: Vec<(Text2, i64)>, lot: Text2) -> impl IntoView {
    let t = texts();
    (!criteria.is_empty()).then(|| {
        let rows = criteria
            .into_iter()
            .map(|(name, weight)| view! { <tr><th scope="row"><Said text=name/></th><td class="num">{weight}</td></tr> })
            .collect_view();
        view! {
            <Table label=flagship::criteria_of(t, lot.get(t.lang())) caption=t.s(flagship::CRITERIA) columns=vec![t.s(flagship::CRITERION).into(), Column::number(t.s(flagship::WEIGHT))]><tbody>{rows}</tbody></Table>
        }
    })
}

/// What the secretariat can do with the call.
#[component]
fn Acts(call: CallView) -> impl IntoView {
    let t = texts();
    let slug = call.slug.clone();
    let edit = (!matches!(call.state, CallState::Awarded | CallState::Cancelled)).then(|| {
        let href = t.href(&format!("/flagship/{slug}/edit"));
        view! { <a class="button" href=href><Icon name="pencil"/>{t.s(flagship::EDIT_CALL)}</a> }
    });
    let publish = (call.state == CallState::Draft).then(|| {
        let values = vec![("slug", slug.clone())];
        view! { <ActButton endpoint="flagship/publish_call" label=t.s(flagship::PUBLISH) look="primary" values/> }
    });
    let ended = matches!(call.state, CallState::Draft | CallState::Awarded | CallState::Cancelled);
    let cancel = (!ended).then(|| {
        view! {
            <FormDialog endpoint="flagship/cancel_call" label=t.s(flagship::CANCEL_CALL) icon="ban" danger=true>
                <Hidden name="slug" value=slug.clone()/>
                <TextArea name="reason" label=t.s(flagship::CANCEL_REASON) required=true rows=3/>
            </FormDialog>
        }
    });
    let result = (call.state == CallState::Opened).then(|| {
        let bids: Vec<Choice> =
            call.to_judge.iter().map(|(slug, name)| Choice::new(slug.clone(), name.get(t.lang()))).collect();
        view! {
            <Form endpoint="flagship/record_result">
                <Hidden name="slug" value=call.slug.clone()/>
                <Choices name="form[awarded][]" label=t.s(flagship::AWARDED_BIDS) choices=bids hint=t.s(flagship::RESULT_HINT)/>
                <div class="form-actions"><Submit label=t.s(flagship::RECORD_RESULT)/></div>
            </Form>
        }
    });
    view! {
        <Section title=t.s(flagship::SECRETARIAT) more=None>
            <div class="cluster">{edit}{publish}{cancel}</div>
            {result}
        </Section>
    }
}
