//! What those who steer a bid do with it: settle answers, advertise, withdraw, record the agency's number.

use super::model::{AnswerView, BidState, Covered, Steering};
use crate::{
    text::{keys::flagship, texts},
    ui::{ActButton, Badge, Day, FormDialog, Hidden, Icon, Said, Section, TextArea, TextField, Tone},
};
use leptos::prelude::*;

/// The part of the advert's page for those who steer the bid.
#[component]
pub fn Work(slug: String, state: BidState, steering: Steering) -> impl IntoView {
    let t = texts();
    let settle = steering.may_settle;
    let answers = if steering.answers.is_empty() {
        view! { <p class="muted">{t.s(flagship::NO_ANSWERS)}</p> }.into_any()
    } else {
        let rows = steering.answers.iter().cloned().map(|answer| view! { <Answer answer settle/> }).collect_view();
        view! { <ul class="list-rows">{rows}</ul> }.into_any()
    };
    let edit = steering.may_edit.then(|| {
        let href = t.href(&format!("/bids/{slug}/edit"));
        view! { <a class="button" href=href><Icon name="pencil"/>{t.s(flagship::EDIT_BID)}</a> }
    });
    let advertise = steering.may_advertise.then(|| {
        let values = vec![("slug", slug.clone())];
        view! { <ActButton endpoint="flagship/advertise_bid" label=t.s(flagship::ADVERTISE) look="primary" values/> }
    });
    let withdraw = steering.may_withdraw.then(|| {
        let slug = slug.clone();
        view! {
            <FormDialog endpoint="flagship/withdraw_bid" label=t.s(flagship::WITHDRAW) icon="ban" danger=true>
                <p>{t.s(flagship::WITHDRAW_MEANS)}</p>
                <Hidden name="slug" value=slug.clone()/>
            </FormDialog>
        }
    });
    let record = steering.may_record.then(|| {
        view! {
            <FormDialog endpoint="flagship/record_receipt" label=t.s(flagship::RECORD_RECEIPT) icon="ticket">
                <Hidden name="slug" value=slug.clone()/>
                <TextField name="receipt_no" label=t.s(flagship::RECEIPT_NO) hint=t.s(flagship::RECEIPT_HINT) required=true/>
            </FormDialog>
        }
    });
    let receipt = (!steering.receipt_no.is_empty()).then(
        || view! { <p>{t.s(flagship::RECEIPT_NO)}": "<strong class="mono">{steering.receipt_no.clone()}</strong></p> },
    );
    let listed = state == BidState::Advertised || !steering.answers.is_empty();
    view! {
        <Section title=t.s(flagship::WORK) more=None>
            {receipt}
            <div class="cluster">{advertise}{edit}{record}{withdraw}</div>
        </Section>
        {listed.then(|| view! { <Section title=t.s(flagship::ANSWERS) more=None>{answers}</Section> })}
    }
}

#[component]
fn Answer(answer: AnswerView, settle: bool) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let (tone, word) = answer.state.shown();
    let reply = (!answer.reply.is_empty()).then(|| view! { <p class="muted">{answer.reply.clone()}</p> });
    let waits = settle && answer.state.waits();
    let taken =
        (waits && !answer.seat_free).then(|| view! { <Badge tone=Tone::Closed label=t.s(flagship::SEAT_GONE)/> });
    let accept = (waits && answer.seat_free).then(|| {
        let values = vec![("answer", answer.reference.clone())];
        view! { <ActButton endpoint="flagship/accept_answer" label=t.s(flagship::ACCEPT) look="primary small" values/> }
    });
    let decline = waits.then(|| {
        view! {
            <FormDialog endpoint="flagship/decline_answer" label=t.s(flagship::DECLINE) icon="arrow-left" key=answer.reference.clone()>
                <Hidden name="answer" value=answer.reference.clone()/>
                <TextArea name="reason" label=t.s(flagship::DECLINE_REASON) hint=t.s(flagship::DECLINE_HINT) required=true rows=3/>
            </FormDialog>
        }
    });
    view! {
        <li class="row-item">
            <div class="row-main">
                <h3 class="row-title"><a href=t.href(&format!("/companies/{}", answer.firm.slug))><Said text=answer.firm.name/></a></h3>
                <p class="row-meta"><span>{answer.seat.get(lang).to_owned()}</span><Day at=answer.at/></p>
                <p>{answer.message}</p>
                <Covers covers=answer.covers/>
                {reply}
            </div>
            <div class="row-side"><Badge tone label=t.s(word)/>{taken}{accept}{decline}</div>
        </li>
    }
}

/// What a firm covers of what a seat needs, each as an icon and a word.
#[component]
pub fn Covers(covers: Vec<Covered>) -> impl IntoView {
    let t = texts();
    (!covers.is_empty()).then(|| {
        let rows = covers
            .into_iter()
            .map(|c| {
                let (tone, word) = match (c.confirmed, c.claimed) {
                    (true, _) => (Tone::Done, flagship::COVERS_CONFIRMED),
                    (false, true) => (Tone::Waiting, flagship::COVERS_CLAIMED),
                    (false, false) => (Tone::Closed, flagship::COVERS_NOT),
                };
                view! { <Badge tone label=format!("{}: {}", c.name.get(t.lang()), t.s(word))/> }
            })
            .collect_view();
        view! { <div class="cluster">{rows}</div> }
    })
}
