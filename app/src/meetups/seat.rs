//! The viewer's own seat on a meetup's page: how it stands, and the one thing to do about it.

use super::model::{Act, MeetupView, MySeat, Phase, Place, SeatState};
use crate::{
    text::{keys::meetups, texts},
    ui::{ActButton, Badge, Choice, Choices, Form, Hidden, Icon, Submit},
};
use leptos::prelude::*;

/// How the viewer takes part, with one button.
#[component]
pub fn OwnSeat(meetup: MeetupView) -> impl IntoView {
    let phase = meetup.row.phase(meetup.now);
    let open = meetup.seat.filter(|seat| seat.state.is_open());
    match (phase, open) {
        (Phase::Upcoming, None) if !meetup.signed_in => view! { <SignIn slug=meetup.row.slug/> }.into_any(),
        (Phase::Upcoming, None) => view! { <Register meetup/> }.into_any(),
        (Phase::Upcoming | Phase::Running, Some(seat)) => view! { <Registered meetup seat/> }.into_any(),
        _ => ().into_any(),
    }
}

#[component]
fn SignIn(slug: String) -> impl IntoView {
    let t = texts();
    let next = t.href(&format!("/meetups/{slug}"));
    view! {
        <p class="small muted">{t.s(meetups::REGISTER_HELP)}</p>
        <p><a class="button primary" href=format!("{}?next={next}", t.href("/sign-in"))>{t.s(meetups::SIGN_IN_TO_REGISTER)}</a></p>
    }
}

/// The form of somebody who is not registered.
#[component]
fn Register(meetup: MeetupView) -> impl IntoView {
    let t = texts();
    let row = meetup.row;
    let places = row.mode.places();
    let label =
        move |place: Place| t.s(if row.seats.at(place).admits() { meetups::REGISTER } else { meetups::JOIN_QUEUE });
    let all_full = places.iter().all(|p| !row.seats.at(*p).admits());
    let help = t.s(if all_full { meetups::QUEUE_HELP } else { meetups::REGISTER_HELP });
    let choices = places.iter().map(|p| Choice::new(p.code(), t.s(p.word())).note(label(*p))).collect();
    let first = places.iter().find(|p| row.seats.at(**p).admits()).or(places.first());
    let chosen = first.map(|p| p.code().to_owned()).unwrap_or_default();
    let send = t.s(if all_full { meetups::JOIN_QUEUE } else { meetups::REGISTER });
    view! {
        <p class="small muted">{help}</p>
        <Form endpoint="meetups/register">
            <Hidden name="slug" value=row.slug/>
            <PlaceField choices chosen/>
            <div><Submit label=send/></div>
        </Form>
    }
}

/// Where to sit, if there is a choice.
#[component]
fn PlaceField(choices: Vec<Choice>, chosen: String) -> impl IntoView {
    let label = texts().s(meetups::WHERE_TO_SIT);
    if choices.len() < 2 {
        return view! { <Hidden name="place" value=chosen/> }.into_any();
    }
    view! { <Choices name="place" label choices chosen=vec![chosen] single=true compact=true required=true/> }
        .into_any()
}

/// How a registration stands, its place in the queue explained.
#[component]
fn Registered(meetup: MeetupView, seat: MySeat) -> impl IntoView {
    let t = texts();
    let row = meetup.row.clone();
    let (tone, word) = seat.state.shown();
    let confirmed = seat.state == SeatState::Confirmed;
    let explained = if confirmed {
        view! { <p>{meetups::seated_at(t, t.s(seat.place.word()))}</p> }.into_any()
    } else {
        view! {
            <p><strong class="queue-place">{meetups::queue_place(t, seat.ahead + 1)}</strong></p>
            <p class="small muted">{meetups::queue_why(t, seat.ahead)}</p>
        }
        .into_any()
    };
    let leave = meetup.may(Act::Register).then(|| {
        let label = t.s(if confirmed { meetups::LEAVE } else { meetups::LEAVE_QUEUE });
        let help = confirmed.then(|| view! { <p class="small muted">{t.s(meetups::LEAVE_HELP)}</p> });
        view! {
            {help}
            <ActButton endpoint="meetups/leave" label values=vec![("slug", row.slug.clone())]/>
        }
    });
    let other = seat.place.other();
    let switch = (meetup.may(Act::Register) && row.mode.places().contains(&other)).then(|| {
        let label = t.s(match other {
            Place::Room => meetups::SWITCH_ROOM,
            Place::Online => meetups::SWITCH_ONLINE,
        });
        let values = vec![("slug", row.slug.clone()), ("place", other.code().to_owned())];
        view! { <ActButton endpoint="meetups/register" label look="quiet small" values/> }
    });
    view! {
        <p><Badge tone label=t.s(word)/></p>
        {explained}
        {leave}
        {switch}
    }
}

/// Where the online meeting is, for those who may know.
#[component]
pub fn JoinLink(link: String, online: bool) -> impl IntoView {
    let t = texts();
    match (link.is_empty(), online) {
        (_, false) => ().into_any(),
        (true, true) => view! { <p class="small muted">{t.s(meetups::JOIN_HIDDEN)}</p> }.into_any(),
        (false, true) => view! {
            <p><a class="button primary join-link" href=link rel="noopener noreferrer external"><Icon name="video"/>{t.s(meetups::JOIN_OPEN)}</a></p>
            <p class="small muted">{t.s(meetups::JOIN_ONLY_YOU)}</p>
        }
        .into_any(),
    }
}
