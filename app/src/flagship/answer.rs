//! Answering an advert: which firm, which seat, and a few words.

use super::{
    api::GetAnswering,
    bid::OwnAnswers,
    cards::{DDay, When, share_range},
    model::{AnswerForm, Answering, OpenSeat},
    work::Covers,
};
use crate::{
    text::{keys::flagship, texts},
    ui::{
        Choice, Choices, Crumb, Empty, Form, Hidden, LazyPage, Loaded, Notice, Page, Section, SelectField, Submit,
        TextArea, Tone, load, loaded, typed,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Answering an advert.
pub struct AnswerPage(Loaded<Answering>);

impl LazyPage for AnswerPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetAnswering { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |answering| view! { <Answers answering/> }).into_any()
    }
}

#[component]
fn Answers(answering: Answering) -> impl IntoView {
    let t = texts();
    let name = answering.name.get(t.lang()).to_owned();
    let path = format!("/bids/{}", answering.slug);
    let crumbs = vec![Crumb::new(t.s(flagship::BOARD), t.href("/bids")), Crumb::new(name.clone(), t.href(&path))];
    let closes = answering.takes_answers.then(|| {
        view! { <div class="cluster"><DDay now=answering.now at=answering.closes/><When at=answering.closes/></div> }
    });
    let content = if !answering.takes_answers || answering.seats.is_empty() {
        view! { <Notice tone=Tone::Waiting>{t.s(flagship::NOT_OPEN)}</Notice> }.into_any()
    } else if answering.firms.is_empty() {
        view! {
            <Empty icon="building" title=t.s(flagship::NO_FIRM)>
                <p>{t.s(flagship::NO_FIRM_HELP)}</p>
                <a class="button" href=t.href("/companies/mine")>{t.s(flagship::TO_MY_FIRMS)}</a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <AnswerFields answering=answering.clone()/> }.into_any()
    };
    view! {
        <Page title=t.s(flagship::ANSWER) crumbs>
            <div class="page-head">
                <h1>{t.s(flagship::ANSWER)}</h1>
                <p class="lead">{name}</p>
                {closes}
            </div>
            <OwnAnswers answers=answering.own_answers.clone()/>
            {content}
        </Page>
    }
}

#[component]
fn AnswerFields(answering: Answering) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let form: AnswerForm = typed("flagship/answer_bid").unwrap_or_default();
    let firms: Vec<Choice> = answering.firms.iter().map(|f| Choice::new(f.slug.clone(), f.name.get(lang))).collect();
    let company = if form.company.is_empty() && firms.len() == 1 { firms[0].value.clone() } else { form.company };
    let seats = answering
        .seats
        .iter()
        .map(|s| {
            let share = s.share_range.map(|r| flagship::share_of(t, share_range(r))).unwrap_or_default();
            Choice::new(s.reference.clone(), s.label.get(lang)).note(share)
        })
        .collect();
    let covered = answering.seats.into_iter().map(|seat| view! { <Against seat/> }).collect_view();
    view! {
        <Form endpoint="flagship/answer_bid">
            <Hidden name="slug" value=answering.slug/>
            <section class="form-section">
                <div>
                    <h2>{t.s(flagship::ANSWER_WHO)}</h2>
                    <p>{t.s(flagship::ANSWER_WHO_NOTE)}</p>
                </div>
                <div>
                    <SelectField name="form[company]" label=t.s(flagship::FIRM) choices=firms chosen=company required=true/>
                    <Choices name="form[seat]" label=t.s(flagship::SEAT) choices=seats chosen=vec![form.seat] required=true single=true/>
                    <TextArea name="form[message]" label=t.s(flagship::MESSAGE) value=form.message hint=t.s(flagship::MESSAGE_HINT) required=true rows=6/>
                </div>
            </section>
            <div class="form-actions">
                <Submit label=t.s(flagship::ANSWER_SEND)/>
            </div>
        </Form>
        <Section title=t.s(flagship::COVERS_TITLE) more=None>
            <p class="muted">{t.s(flagship::COVERS_NOTE)}</p>
            <ul class="list-rows">{covered}</ul>
        </Section>
    }
}

/// What each of the viewer's firms covers of a seat.
#[component]
fn Against(seat: OpenSeat) -> impl IntoView {
    let lang = texts().lang();
    let firms = seat
        .firms
        .into_iter()
        .map(|(name, covers)| view! { <p class="row-meta">{name.get(lang).to_owned()}</p><Covers covers/> })
        .collect_view();
    view! {
        <li class="row-item">
            <div class="row-main">
                <h3>{seat.label.get(lang).to_owned()}</h3>
                {firms}
            </div>
        </li>
    }
}
