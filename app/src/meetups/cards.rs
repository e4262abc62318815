//! Meetups as other pages show them: dated rows, and the seat bar.

use super::model::{Counts, Holder, MeetupRow, Mode, Phase};
use crate::{
    text::{Text2, Texts, keys::meetups, texts},
    time::{UnixMillis, days_left},
    ui::{Badge, Icon, RowTitle, Said},
};
use leptos::prelude::*;

/// Meetups as dated rows. `now` is the server's, as it came with them.
#[component]
pub fn MeetupRows(
    rows: Vec<MeetupRow>,
    now: UnixMillis,
    /// Under a heading of the second level; else rows have headings of that level themselves.
    #[prop(optional)]
    nested: bool,
) -> impl IntoView {
    let rows = rows.into_iter().map(|row| view! { <Row row now nested/> }).collect_view();
    view! { <ul class="list-rows">{rows}</ul> }
}

#[component]
fn Row(row: MeetupRow, now: UnixMillis, nested: bool) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let phase = row.phase(now);
    let counts = row.seats.together();
    let time = format!("{} ~ {}", row.start.time_of_day(lang), row.end.time_of_day(lang));
    let bar = matches!(phase, Phase::Upcoming | Phase::Draft).then(|| view! { <SeatBar counts small=true/> });
    let mine = row.mine.filter(|seat| seat.is_open()).map(|seat| {
        let (tone, word) = seat.shown();
        view! { <Badge tone label=t.s(word)/> }
    });
    let side = match phase {
        Phase::Upcoming => view! { <DDay start=row.start now/><span>{room_left(t, counts)}</span> }.into_any(),
        Phase::Past => row.attended.map(|n| view! { <span>{meetups::people(t, n)}</span> }).into_any(),
        _ => {
            let (tone, word) = phase.shown();
            view! { <Badge tone label=t.s(word)/> }.into_any()
        }
    };
    let link = view! { <a href=t.href(&format!("/meetups/{}", row.slug))><Said text=row.name/></a> };
    view! {
        <li class="row-item">
            <DateBlock at=row.start/>
            <div class="row-main">
                <RowTitle nested>{link}</RowTitle>
                <p class="row-meta">
                    <span><Icon name="clock"/>{time}</span>
                    <Where mode=row.mode place=row.place/>
                    <span><Icon name="users"/>{holder_name(t, &row.holder)}</span>
                </p>
                {bar}
            </div>
            <div class="row-side">{mine}{side}</div>
        </li>
    }
}

/// The date at the left of a row.
#[component]
fn DateBlock(at: UnixMillis) -> impl IntoView {
    let lang = texts().lang();
    view! {
        <time class="date-block" datetime=at.iso_day()>
            <span>{at.month_word(lang)}</span>
            <b>{at.seoul().day}</b>
            <span>{at.weekday_word(lang)}</span>
        </time>
    }
}

/// Days that are left, of a meetup to come.
#[component]
pub fn DDay(start: UnixMillis, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let days = days_left(now, start);
    let words = if days > 0 { meetups::d_day(t, days) } else { t.s(meetups::D_DAY_TODAY).to_owned() };
    view! { <span class="d-day" class:soon=days <= 3>{words}</span> }
}

/// The kind of place, and its name where there is one.
#[component]
fn Where(mode: Mode, place: Text2) -> impl IntoView {
    let t = texts();
    let room =
        (mode != Mode::Online).then(|| view! { <span><Icon name="map-pin"/>{place.get(t.lang()).to_owned()}</span> });
    let online =
        (mode != Mode::InPerson).then(|| view! { <span><Icon name="video"/>{t.s(Mode::Online.word())}</span> });
    view! { {room}{online} }
}

/// Who holds it.
pub fn holder_name(t: Texts, holder: &Holder) -> String {
    match holder {
        Holder::Alliance => t.s(meetups::HOLDER_ALLIANCE).to_owned(),
        Holder::Sector { name, .. } | Holder::Consortium { name, .. } => name.get(t.lang()).to_owned(),
    }
}

/// The page of who holds it.
pub fn holder_path(holder: &Holder) -> Option<String> {
    match holder {
        Holder::Alliance => None,
        Holder::Sector { slug, .. } => Some(format!("/sectors/{slug}")),
        Holder::Consortium { slug, .. } => Some(format!("/consortia/{slug}")),
    }
}

/// How many seats are left, or how long the queue is.
fn room_left(t: Texts, counts: Counts) -> String {
    match (counts.free(), counts.waiting) {
        (free, _) if free > 0 => meetups::seats_left(t, free),
        (_, 0) => t.s(meetups::SEATS_FULL).to_owned(),
        (_, waiting) => meetups::seats_queue(t, waiting),
    }
}

/// How wide a bar is drawn, in units of its own.
const BAR: i64 = 1_000;

/// Seats as a bar: confirmed, free, waiting; its numbers are in a legend, or for a small one in its label.
#[component]
pub fn SeatBar(counts: Counts, #[prop(optional)] small: bool) -> impl IntoView {
    let t = texts();
    let parts = [
        ("seg-seated", meetups::SEG_SEATED, counts.seated),
        ("seg-free", meetups::SEG_FREE, counts.free()),
        ("seg-waiting", meetups::SEG_WAITING, counts.waiting),
    ];
    let whole = parts.iter().map(|p| p.2).sum::<i64>().max(1);
    let mut before = 0;
    let segments = parts.map(|(class, _, number)| {
        let from = before * BAR / whole;
        before += number;
        let width = before * BAR / whole - from;
        (number > 0).then(|| view! { <rect class=class x=from y="0" width=width height="10"></rect> })
    });
    let legend = (!small).then(|| {
        let items = parts
            .into_iter()
            .filter(|(class, _, number)| *class != "seg-waiting" || *number > 0)
            .map(|(class, word, number)| view! { <li class=class>{t.s(word)}" "<b>{number}</b></li> })
            .collect_view();
        view! { <ul class="seat-legend">{items}</ul> }
    });
    let label = meetups::seat_summary(t, counts.capacity, counts.seated, counts.waiting);
    view! {
        <svg class="seat-bar" class:small=small viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label=label>
            {segments}
        </svg>
        {legend}
    }
}
