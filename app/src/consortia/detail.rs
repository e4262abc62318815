//! The page of a consortium: its fleet and state, what it is for, what it seeks, who sits in it, what comes next.

use super::{
    charter_part::CharterPart,
    fleet::Fleet,
    inside::{Inside, InvitationPart},
    invite::reason,
    model::{ConsortiumView, RequirementView, SeatRole, SeatState, SeatView, SuggestionView},
    percent_text,
};
use crate::{
    companies::FirmTypes,
    technologies::{activity_key, level_key},
    text::{
        keys::{consortia as words, ui as common},
        texts,
    },
    ui::{
        Badge, Column, Crumb, Day, FormDialog, Hidden, Icon, LinkedData, Page, Prose, Said, Section, Table, Toast,
        Tone, told,
    },
};
use leptos::prelude::*;

/// A consortium; `children` are what upper slices add: its meetups and bids.
#[component]
pub fn Consortium(consortium: ConsortiumView, children: Children) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let c = consortium;
    let name = c.name.get(lang).to_owned();
    let done = told(&[
        ("invited", words::INVITED_SENT),
        ("accepted", words::ANSWERED_YES),
        ("declined", words::ANSWERED_NO),
        ("saved", common::SAVED),
    ])
    .map(|key| view! { <Toast said=t.s(key)/> });
    let (tone, word) = c.state.shown();
    let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/consortia"))];
    let invitations = c.invitations.clone();
    let asked = invitations.iter().filter(|i| i.answers).cloned().collect::<Vec<_>>();
    let asked = asked.into_iter().map(|i| view! { <InvitationPart invitation=i/> }).collect_view();
    let lead_wanted = c.lead_open.then(|| view! { <LeadWanted lead_type=c.lead_type.get(lang).to_owned() leads=c.leads.clone() slug=c.slug.clone() invite=c.rights.invite/> });
    let inside = c.rights.member.then(|| view! { <Inside consortium=c.clone()/> });
    let charter = c.charter.clone().map(|charter| view! { <CharterPart charter slug=c.slug.clone() state=c.state/> });
    let seats = c.seats.clone();
    let edit = c.rights.edit.then(|| {
        let href = t.href(&format!("/consortia/{}/edit", c.slug));
        view! { <a class="button" href=href><Icon name="pencil"/>{t.s(words::EDIT)}</a> }
    });
    let removable = c.rights.edit;
    let required = view! {
        <Requirements rows=c.requirements suggestions=c.suggestions slug=c.slug.clone() invite=c.rights.invite/>
    };
    let seats = view! { <Seats seats slug=c.slug.clone() removable/> };
    let linked = vec![("name", name.clone()), ("description", c.purpose.get(lang).to_owned())];
    let cover = words::coverage_lead(t, c.fleet.coverage);
    view! {
        <Page title=name description=c.purpose.get(lang) crumbs>
            <LinkedData kind="Organization" properties=linked/>
            {done}
            <div class="page-head">
                <h1><Said text=c.name/></h1>
                <p class="cluster">
                    <Badge tone label=t.s(word)/>
                    <a class="tag" href=t.href(&format!("/sectors/{}", c.sector.slug))>{c.sector.name.get(lang).to_owned()}</a>
                    <span class="muted">{c.kind.name.get(lang).to_owned()}</span>
                    <span class="muted">
                        {words::founded_by(t, c.founder.name.get(lang))}" "<Day at=c.created/>
                    </span>
                </p>
                <div class="page-actions">{edit}</div>
            </div>
            {asked}
            {inside}
            <div class="fleet-figure">
                <Fleet fleet=c.fleet/>
                <div class="stack">
                    {lead_wanted}
                    <Section title=t.s(words::PURPOSE) more=None><Prose html=c.purpose_html/></Section>
                </div>
            </div>
            <Section title=t.s(words::REQUIREMENTS) more=None>
                <p class="muted">{cover}</p>
                {required}
            </Section>
            <Section title=t.s(words::SEATS) more=None>
                {seats}
            </Section>
            {charter}
            {children()}
        </Page>
    }
}

/// What lead is still needed, with three proposals.
#[component]
fn LeadWanted(lead_type: String, leads: Vec<SuggestionView>, slug: String, invite: bool) -> impl IntoView {
    let t = texts();
    let rows = leads.into_iter().map(|s| view! { <Proposal suggestion=s slug=slug.clone() invite/> }).collect_view();
    let wanted =
        if lead_type.is_empty() { t.s(words::LEAD_WANTED).to_owned() } else { words::lead_wanted_type(t, lead_type) };
    view! {
        <div class="notice info">
            <Icon name="flag"/>
            <div>
                <strong>{wanted}</strong>
                <p>{t.s(words::LEAD_WANTED_HELP)}</p>
                <ul class="proposals">{rows}</ul>
            </div>
        </div>
    }
}

/// A firm that is proposed, and why.
#[component]
pub fn Proposal(suggestion: SuggestionView, slug: String, invite: bool) -> impl IntoView {
    let t = texts();
    let why = reason(t, &suggestion);
    let firm = suggestion.firm;
    let button = invite.then(|| {
        let href = t.href(&format!("/consortia/{slug}/invite?firm={}", firm.slug));
        view! { <a class="button small" href=href><Icon name="send"/>{t.s(words::INVITE)}</a> }
    });
    view! {
        <li>
            <div>
                <a href=t.href(&format!("/companies/{}", firm.slug))><strong><Said text=firm.name.clone()/></strong></a>
                " "<FirmTypes types=firm.types/>
                <p class="small">{why}</p>
            </div>
            {button}
        </li>
    }
}

/// What is required, who covers it and who would.
#[component]
fn Requirements(
    rows: Vec<RequirementView>,
    suggestions: Vec<SuggestionView>,
    slug: String,
    invite: bool,
) -> impl IntoView {
    let t = texts();
    let rows = rows.into_iter().map(|row| view! { <Requirement row/> }).collect_view();
    let proposals = (!suggestions.is_empty()).then(|| {
        let rows =
            suggestions.into_iter().map(|s| view! { <Proposal suggestion=s slug=slug.clone() invite/> }).collect_view();
        view! {
            <h3>{t.s(words::SUGGESTIONS)}</h3>
            <p class="small muted">{t.s(words::SUGGESTIONS_HELP)}</p>
            <ul class="proposals">{rows}</ul>
        }
    });
    view! {
        <Table label=t.s(words::REQUIREMENTS) columns=vec![t.s(words::REQUIREMENT).into(), t.s(words::MIN_LEVEL).into(), t.s(words::COVERED_BY).into(), t.s(words::STATE).into()] stacked=true><tbody>{rows}</tbody></Table>
        {proposals}
    }
}

#[component]
fn Requirement(row: RequirementView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let open = row.is_open();
    let (tone, word) = match (row.waiver.is_empty(), open) {
        (false, _) => (Tone::Neutral, words::WAIVED),
        (true, true) => (Tone::Open, words::NOT_COVERED),
        (true, false) if row.confirmed == 0 => (Tone::Waiting, words::COVERED_CLAIMED),
        (true, false) => (Tone::Done, words::COVERED),
    };
    let firms: Vec<_> = row.covered_by.iter().map(|f| f.get(lang)).collect();
    let firms = match (firms.is_empty(), row.covered) {
        (true, 1..) => Some(words::members(t, row.covered)),
        _ => some(firms.join(", ")),
    };
    let waiver = some(row.waiver.clone()).map(|why| view! { <span class="small muted">{why}</span> });
    let level = match activity_key(&row.activity) {
        Some(activity) => format!("{} · {}", t.s(activity), t.s(level_key(row.min_level))),
        None => t.s(level_key(row.min_level)).to_owned(),
    };
    view! {
        <tr>
            <th scope="row"><a href=t.href(&format!("/technologies/{}", row.technology))>{row.name.get(lang).to_owned()}</a></th>
            <td data-label=t.s(words::MIN_LEVEL)>{level}</td>
            <td data-label=t.s(words::COVERED_BY)>{firms}{waiver}</td>
            <td data-label=t.s(words::STATE)><Badge tone label=t.s(word)/></td>
        </tr>
    }
}

/// The seats in words: role, who sits there or what is wanted, the share.
#[component]
pub fn Seats(seats: Vec<SeatView>, slug: String, #[prop(optional)] removable: bool) -> impl IntoView {
    let t = texts();
    let shares = seats.iter().any(|s| s.share.is_some() || s.share_range.is_some());
    let mut columns: Vec<Column> =
        [words::SEAT, words::ROLE, words::MEMBER, words::SEAT_COVERS].map(|key| t.s(key).into()).into();
    columns.extend(shares.then(|| Column::number(t.s(words::SHARE))));
    columns.push(t.s(words::STATE).into());
    let rows = seats.into_iter().map(|seat| view! { <Seat seat slug=slug.clone() shares removable/> }).collect_view();
    view! {
        <Table label=t.s(words::SEATS) columns stacked=true><tbody>{rows}</tbody></Table>
    }
}

#[component]
fn Seat(seat: SeatView, slug: String, shares: bool, removable: bool) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let (tone, word) = seat.state.shown();
    let firm = seat.firm.clone().map(|f| {
        view! { <a href=t.href(&format!("/companies/{}", f.slug))><Said text=f.name.clone()/></a>" "<FirmTypes types=f.types/> }
    });
    let covers: Vec<_> = seat.covers.iter().map(|c| c.get(lang)).collect();
    let share = match (seat.share, seat.share_range) {
        (Some(share), _) => percent_text(share),
        (None, Some((min, max))) if min == max => percent_text(min),
        (None, Some((min, max))) => format!("{}–{}", percent_text(min), percent_text(max)),
        (None, None) => String::new(),
    };
    let share = shares.then(|| view! { <td class="num" data-label=t.s(words::SHARE)>{share}</td> });
    // Without a lead's seat nobody could take the lead.
    let remove = (removable && seat.state == SeatState::Open && seat.role != SeatRole::Lead).then(|| {
        let title = words::remove_seat_ask(t, seat.label.get(lang));
        view! {
            <FormDialog endpoint="consortia/remove_seat" label=t.s(words::REMOVE_SEAT) icon="trash" look="quiet" title danger=true key=seat.reference.clone()>
                <p>{t.s(words::REMOVE_SEAT_MEANS)}</p>
                <Hidden name="slug" value=slug/>
                <Hidden name="seat" value=seat.reference.clone()/>
            </FormDialog>
        }
    });
    view! {
        <tr>
            <th scope="row">{seat.label.get(lang).to_owned()}</th>
            <td data-label=t.s(words::ROLE)>{t.s(seat.role.key())}</td>
            <td data-label=t.s(words::MEMBER)>{firm}</td>
            <td data-label=t.s(words::SEAT_COVERS)>{some(covers.join(", "))}</td>
            {share}
            <td data-label=t.s(words::STATE)><span class="cluster"><Badge tone label=t.s(word)/>{remove}</span></td>
        </tr>
    }
}

/// The text, or nothing at all, so that an empty cell is empty.
fn some(text: String) -> Option<String> {
    Some(text).filter(|t| !t.is_empty())
}
