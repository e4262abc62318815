//! What members of a consortium see above its page: the next step with its gate, and what waits for an answer.

use super::model::{ConsortiumView, Gate, InvitationView, Rule, SeatForm, SeatRole, SeatState, WHOLE, divide};
use crate::{
    text::{Texts, keys::consortia as words, texts},
    ui::{
        ActButton, Choice, Choices, Day, Form, FormDialog, Hidden, Icon, Notice, Said, Section, SelectField, Submit,
        TextArea, TextField, Tone, typed,
    },
};
use leptos::prelude::*;

use super::percent_text;

/// The next step of a consortium, for its members.
#[component]
pub fn Inside(consortium: ConsortiumView) -> impl IntoView {
    let t = texts();
    let c = consortium;
    let rights = c.rights;
    let held = c.held.then(|| view! { <Notice tone=Tone::Waiting>{t.s(words::HELD)}</Notice> });
    let pending = c.invitations.iter().filter(|i| !i.answers).cloned().collect::<Vec<_>>();
    let pending = (!pending.is_empty())
        .then(|| view! { <Pending invitations=pending slug=c.slug.clone() revoke=rights.invite/> });
    let slug = c.slug.clone();
    let one = move |endpoint: &'static str, label, look: &'static str| {
        let values = vec![("slug", slug.clone())];
        view! { <ActButton endpoint label=t.s(label) look values/> }
    };
    let open = rights.open.then(|| one("consortia/open", words::OPEN, "primary"));
    let reopen = rights.reopen.then(|| one("consortia/reopen", words::REOPEN, "small"));
    let end = |endpoint, label| view! { <End endpoint label=t.s(label) slug=c.slug.clone()/> };
    let abandon = rights.abandon.then(|| end("consortia/abandon", words::ABANDON));
    let dissolve = rights.dissolve.then(|| end("consortia/dissolve", words::DISSOLVE));
    let ready = c.gates.iter().all(Gate::passes);
    let charter = (rights.charter && ready).then(|| view! { <StartCharter consortium=c.clone()/> });
    let invite = rights.invite.then(|| {
        let href = t.href(&format!("/consortia/{}/invite", c.slug));
        view! { <a class="button" href=href><Icon name="send"/>{t.s(words::INVITE)}</a> }
    });
    let seat = rights.edit.then(|| view! { <AddSeat consortium=c.clone()/> });
    let steps = (!c.gates.is_empty()).then(|| view! { <Gates gates=c.gates.clone()/> });
    view! {
        <Section title=t.s(words::NEXT_STEP) more=None>
            <div class="stack">
                {held}
                {steps}
                <div class="cluster">{open}{invite}{seat}{reopen}{abandon}{dissolve}</div>
                {charter}
                {pending}
            </div>
        </Section>
    }
}

/// Ends the consortium, after a second look.
#[component]
fn End(endpoint: &'static str, label: &'static str, slug: String) -> impl IntoView {
    let t = texts();
    view! {
        <FormDialog endpoint label icon="ban" look="quiet" danger=true>
            <p>{t.s(words::END_CONFIRM)}</p>
            <Hidden name="slug" value=slug/>
        </FormDialog>
    }
}

/// The whole list of rules: what was found, what is needed.
#[component]
fn Gates(gates: Vec<Gate>) -> impl IntoView {
    let t = texts();
    let passed = gates.iter().filter(|g| g.passes()).count();
    let all = gates.len();
    let rows = gates
        .into_iter()
        .map(|gate| {
            let (class, icon) = if gate.passes() { ("done", "check-circle") } else { ("missing", "alert-circle") };
            let word = t.s(if gate.passes() { words::GATE_PASSED } else { words::GATE_MISSING });
            view! {
                <li class=class>
                    <Icon name=icon/>
                    <span>{t.s(gate.rule.key())}</span>
                    <span class="muted">{found_of(t, &gate)}" · "{word}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div>
            <p><strong>{words::gates_passed(t, all, passed)}</strong></p>
            <ul class="checklist">{rows}</ul>
        </div>
    }
}

fn found_of(t: Texts, gate: &Gate) -> String {
    match gate.rule {
        Rule::Shares => format!("{} / {}", percent_text(gate.found), percent_text(gate.needed)),
        Rule::FounderConfirmed | Rule::Lead => t.s(if gate.passes() { words::YES } else { words::NO }).to_owned(),
        _ => format!("{} / {}", gate.found, gate.needed),
    }
}

/// Starts signing with the shares of the members.
#[component]
fn StartCharter(consortium: ConsortiumView) -> impl IntoView {
    let t = texts();
    let members: Vec<_> =
        consortium.seats.iter().filter(|s| s.state == SeatState::Seated && s.role.is_member()).cloned().collect();
    // What each seat offers, in the middle of its range; else equal parts.
    let weights: Vec<i64> = members
        .iter()
        .map(|s| s.share.or_else(|| s.share_range.map(|(a, b)| i64::midpoint(a, b))).unwrap_or(1000))
        .collect();
    let proposed = divide(&weights, WHOLE);
    let rows = members
        .into_iter()
        .zip(proposed)
        .map(|(seat, share)| {
            let firm = seat.firm.map(|f| f.name).unwrap_or_default();
            let label = format!("{} · {}", firm.get(t.lang()), t.s(seat.role.key()));
            let id = format!("share-{}", seat.reference);
            let value = percent_text(share).trim_end_matches('%').to_owned();
            view! {
                <li>
                    <label for=id.clone()>{label}</label>
                    <span class="input-with-unit">
                        <input id=id name="shares[]" inputmode="decimal" value=value/>
                        <span>"%"</span>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="block">
            <summary class="button primary">{t.s(words::CHARTER_START)}</summary>
            <Form endpoint="consortia/charter">
                <p class="muted">{t.s(words::CHARTER_START_HELP)}</p>
                <Hidden name="slug" value=consortium.slug/>
                <ul class="shares">{rows}</ul>
                <Submit label=t.s(words::CHARTER_START)/>
            </Form>
        </details>
    }
}

/// Invitations without an answer.
#[component]
fn Pending(invitations: Vec<InvitationView>, slug: String, revoke: bool) -> impl IntoView {
    let t = texts();
    let rows = invitations
        .into_iter()
        .map(|i| {
            let slug = slug.clone();
            let back = revoke.then(|| {
                let title = words::revoke_ask(t, i.firm.name.get(t.lang()));
                view! {
                    <FormDialog endpoint="consortia/revoke" label=t.s(words::REVOKE) icon="x" look="quiet" title danger=true key=i.reference.clone()>
                        <p>{t.s(words::REVOKE_MEANS)}</p>
                        <Hidden name="slug" value=slug/>
                        <Hidden name="invitation" value=i.reference.clone()/>
                    </FormDialog>
                }
            });
            view! {
                <li class="waiting">
                    <Icon name="hourglass"/>
                    <span>
                        <Said text=i.firm.name/>" · "{i.seat.get(t.lang()).to_owned()}
                        <span class="muted">" "{t.s(words::ANSWER_UNTIL)}" "<Day at=i.expires/></span>
                    </span>
                    {back}
                </li>
            }
        })
        .collect_view();
    view! {
        <div>
            <p><strong>{t.s(words::PENDING)}</strong></p>
            <ul class="checklist">{rows}</ul>
        </div>
    }
}

/// An invitation to one of the viewer's firms: seat, message, accept or decline.
#[component]
pub fn InvitationPart(invitation: InvitationView) -> impl IntoView {
    let t = texts();
    let i = invitation;
    let values = vec![("invitation", i.reference.clone()), ("accept", "true".to_owned())];
    let message = (!i.message.is_empty()).then(|| view! { <blockquote>{i.message.clone()}</blockquote> });
    let asks = words::invited_to(t, i.firm.name.get(t.lang()), t.s(i.role.key()), i.seat.get(t.lang()));
    view! {
        <div class="notice info">
            <Icon name="handshake"/>
            <div class="stack">
                <p><strong>{asks}</strong></p>
                {message}
                <p class="small muted">{t.s(words::ANSWER_UNTIL)}" "<Day at=i.expires/></p>
                <div class="cluster">
                    <ActButton endpoint="consortia/answer" label=t.s(words::ACCEPT) look="primary" values/>
                    <FormDialog endpoint="consortia/answer" label=t.s(words::DECLINE) icon="x" key=i.reference.clone()>
                        <Hidden name="invitation" value=i.reference.clone()/>
                        <Hidden name="accept" value="false"/>
                        <TextArea name="answer" label=t.s(words::DECLINE_REASON) rows=3/>
                    </FormDialog>
                </div>
            </div>
        </div>
    }
}

/// A further seat.
#[component]
fn AddSeat(consortium: ConsortiumView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let form: SeatForm = typed("consortia/add_seat").unwrap_or_default();
    let led = consortium.seats.iter().any(|s| s.role == SeatRole::Lead);
    let roles = SeatRole::ALL
        .iter()
        .filter(|r| !(led && **r == SeatRole::Lead))
        .map(|r| Choice::new(r.code(), t.s(r.key())))
        .collect();
    let needs =
        consortium.requirements.iter().enumerate().map(|(i, r)| Choice::new(i.to_string(), r.name.get(lang))).collect();
    view! {
        <FormDialog endpoint="consortia/add_seat" label=t.s(words::ADD_SEAT) icon="plus">
            <Hidden name="slug" value=consortium.slug/>
            <SelectField name="form[role]" label=t.s(words::ROLE) choices=roles chosen=form.role required=true/>
            <TextField name="form[label_ko]" label=t.s(words::SEAT_KO) value=form.label_ko either=true/>
            <TextField name="form[label_en]" label=t.s(words::SEAT_EN) value=form.label_en either=true/>
            <div class="field-row">
                <TextField name="form[share_min]" label=t.s(words::SHARE_MIN) value=form.share_min/>
                <TextField name="form[share_max]" label=t.s(words::SHARE_MAX) value=form.share_max/>
            </div>
            <Choices name="form[covers][]" label=t.s(words::SEAT_COVERS) choices=needs chosen=form.covers/>
        </FormDialog>
    }
}
