//! Who sits and who queues. Every change of seats takes a [`Locked`] meetup, which only [`lock`] makes: the lock comes
//! before the first read, so that simultaneous registrations see each other.

use super::{
    super::model::{Attendee, Counts, MeetupDraft, MeetupSeats, MySeat, Place, SeatState},
    Stored, by_slug,
    write::write_agenda,
};
use crate::{
    db::{StoreResult, Tx, Value},
    inbox::Recipient,
    markdown, secret,
    text::{Lang, Text2},
    time::UnixMillis,
    values,
};
use std::ops::Deref;

/// Attendees that an organiser sees at most.
const MOST_ATTENDEES: i64 = 500;

/// A meetup whose row this transaction has locked.
#[derive(Debug)]
pub struct Locked(Stored);

impl Deref for Locked {
    type Target = Stored;

    fn deref(&self) -> &Stored {
        &self.0
    }
}

impl Locked {
    /// The negative control of the race test: what happens without the lock.
    #[cfg(test)]
    pub fn without_lock(meetup: Stored) -> Self {
        Self(meetup)
    }
}

/// The meetup with this address, locked until the transaction ends. Ask for it before reading anything about seats.
pub async fn lock(tx: &mut Tx, slug: &str) -> StoreResult<Locked> {
    tx.lock("SELECT id FROM meetup WHERE slug = $1 FOR UPDATE", values![slug]).await?;
    Ok(Locked(by_slug(tx, slug).await?))
}

/// The people of a meetup `m` as a column, counted by place and state: `onsite:confirmed:12,online:waitlisted:3`.
macro_rules! people {
    () => {
        "COALESCE((SELECT string_agg(x.place || ':' || x.state || ':' || CAST(x.people AS TEXT), ',') \
        FROM (SELECT q.place, q.state, COUNT(*) AS people FROM registration q WHERE q.meetup_id = m.id \
        AND q.state IN ('confirmed', 'waitlisted') GROUP BY q.place, q.state) x), '')"
    };
}
pub(super) use people;

/// Puts the people of a column on seats.
pub(super) fn count_into(seats: &mut MeetupSeats, people: &str) {
    for counted in people.split(',') {
        let mut parts = counted.split(':');
        let (Some(place), Some(state), Some(people)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let counts: &mut Counts = seats.at_mut(Place::of_code(place).unwrap_or_default());
        let people = people.parse::<i64>().unwrap_or_default();
        match SeatState::of_code(state) {
            SeatState::Confirmed => counts.seated += people,
            SeatState::Waitlisted => counts.waiting += people,
            SeatState::Left | SeatState::Cancelled => {}
        }
    }
}

/// How a person's registration stands, if there is one.
pub async fn my_seat(tx: &mut Tx, meetup: i64, person: i64) -> StoreResult<Option<MySeat>> {
    const SELECT: &str = "SELECT r.state, r.place, (SELECT COUNT(*) FROM registration q WHERE q.meetup_id = r.meetup_id \
        AND q.place = r.place AND q.state = 'waitlisted' AND q.ticket < r.ticket) AS ahead \
        FROM registration r WHERE r.meetup_id = $1 AND r.person_id = $2";
    let row: Option<(String, String, i64)> = tx.optional(SELECT, values![meetup, person]).await?;
    Ok(row.map(|(state, place, ahead)| MySeat {
        state: SeatState::of_code(&state),
        place: Place::of_code(&place).unwrap_or_default(),
        ahead,
    }))
}

/// What a registration came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// It stood like that already.
    Unchanged,
    Seated,
    Queued,
    /// The other place is full; who has a seat does not give it up for a place in a queue.
    KeptSeat,
}

/// Somebody to write to about their registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub to: Recipient,
    pub place: Place,
    pub state: SeatState,
}

impl AsRef<Recipient> for Guest {
    fn as_ref(&self) -> &Recipient {
        &self.to
    }
}

/// Registers a person for a place: a seat if one is free and nobody queues for it, else the end of the queue. Changing
/// the place frees the seat that was left. Answers whom that promotes.
pub async fn register(
    tx: &mut Tx,
    meetup: &Locked,
    person: i64,
    place: Place,
    now: UnixMillis,
) -> StoreResult<(Registered, Vec<Guest>)> {
    const TICKET: &str = "UPDATE meetup SET last_ticket = last_ticket + 1 WHERE id = $1 RETURNING last_ticket";
    const UPSERT: &str = "INSERT INTO registration (ref, meetup_id, person_id, place, state, ticket, created_ms, changed_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (meetup_id, person_id) DO UPDATE SET place = excluded.place, \
        state = excluded.state, ticket = excluded.ticket, changed_ms = excluded.changed_ms";
    let before = my_seat(tx, meetup.id, person).await?.filter(|seat| seat.state.is_open());
    if before.is_some_and(|seat| seat.place == place) {
        return Ok((Registered::Unchanged, Vec::new()));
    }
    let admits = super::seats(tx, meetup).await?.at(place).admits();
    if !admits && before.is_some_and(|seat| seat.state == SeatState::Confirmed) {
        return Ok((Registered::KeptSeat, Vec::new()));
    }
    let ticket = tx.number(TICKET, values![meetup.id]).await?;
    let state = if admits { SeatState::Confirmed } else { SeatState::Waitlisted };
    let reference = secret::reference();
    tx.run(UPSERT, values![reference, meetup.id, person, place.code(), state.code(), ticket, now]).await?;
    let promoted = if before.is_some() { promote(tx, meetup, now).await? } else { Vec::new() };
    Ok((if admits { Registered::Seated } else { Registered::Queued }, promoted))
}

/// Gives a seat or a place in the queue back. Answers whom that promotes; `None`: there was nothing to give back.
pub async fn leave(tx: &mut Tx, meetup: &Locked, person: i64, now: UnixMillis) -> StoreResult<Option<Vec<Guest>>> {
    const UPDATE: &str = "UPDATE registration SET state = 'left', changed_ms = $3 \
        WHERE meetup_id = $1 AND person_id = $2 AND state IN ('confirmed', 'waitlisted')";
    if tx.run(UPDATE, values![meetup.id, person, now]).await? == 0 {
        return Ok(None);
    }
    promote(tx, meetup, now).await.map(Some)
}

/// Changes what, when, where and how many, and answers whom more seats promote, and whether it moved. `None`: somebody
/// would be put out of a seat or a queue. A version that is not the stored one is [`crate::db::StoreError::Stale`].
pub async fn update(
    tx: &mut Tx,
    meetup: &Locked,
    version: i64,
    d: &MeetupDraft,
    now: UnixMillis,
) -> StoreResult<Option<(Vec<Guest>, bool)>> {
    const UPDATE: &str = "UPDATE meetup SET name_ko = $3, name_en = $4, about_ko = $5, about_en = $6, about_ko_html = $7, \
        about_en_html = $8, renderer = $9, mode = $10, place_ko = $11, place_en = $12, address_ko = $13, address_en = $14, \
        online_url = $15, day = $16, start_minute = $17, end_minute = $18, start_ms = $19, end_ms = $20, capacity = $21, \
        online_capacity = $22, sequence = sequence + $23, changed_ms = $24, version = version + 1 \
        WHERE id = $1 AND version = $2";
    let new = MeetupSeats::of(d.mode, d.capacity, d.online_capacity);
    if !super::seats(tx, meetup).await?.may_become(new) {
        return Ok(None);
    }
    let moved = meetup.moves(d);
    let values = values![
        meetup.id,
        version,
        &d.name.ko,
        &d.name.en,
        &d.about.ko,
        &d.about.en,
        markdown::render(&d.about.ko),
        markdown::render(&d.about.en),
        markdown::RENDERER,
        d.mode.code(),
        &d.place.ko,
        &d.place.en,
        &d.address.ko,
        &d.address.en,
        &d.online_url,
        &d.day,
        d.start_minute,
        d.end_minute,
        d.start,
        d.end,
        d.capacity,
        d.online_capacity,
        i64::from(moved),
        now
    ];
    tx.run_versioned(UPDATE, values).await?;
    write_agenda(tx, meetup.id, &d.agenda).await?;
    let changed = Locked(by_slug(tx, &meetup.slug).await?);
    let promoted = promote(tx, &changed, now).await?;
    Ok(Some((promoted, moved)))
}

/// Gives every free seat to the head of its queue, in ticket order.
async fn promote(tx: &mut Tx, meetup: &Locked, now: UnixMillis) -> StoreResult<Vec<Guest>> {
    const HEAD: &str = "SELECT r.person_id, p.email, p.lang, r.place, 'confirmed' AS state FROM registration r \
        JOIN person p ON p.id = r.person_id WHERE r.meetup_id = $1 AND r.place = $2 AND r.state = 'waitlisted' \
        ORDER BY r.ticket, r.id LIMIT CAST($3 AS BIGINT)";
    const UPDATE: &str = "UPDATE registration SET state = 'confirmed', changed_ms = $4 WHERE id IN (SELECT id \
        FROM registration WHERE meetup_id = $1 AND place = $2 AND state = 'waitlisted' ORDER BY ticket, id LIMIT CAST($3 AS BIGINT))";
    let seats = super::seats(tx, meetup).await?;
    let mut promoted = Vec::new();
    for place in [Place::Room, Place::Online] {
        let number = seats.at(place).promotes();
        if number > 0 {
            let head: Vec<GuestRow> = tx.all(HEAD, values![meetup.id, place.code(), number]).await?;
            tx.run(UPDATE, values![meetup.id, place.code(), number, now]).await?;
            promoted.extend(head.into_iter().map(guest));
        }
    }
    Ok(promoted)
}

type GuestRow = (i64, String, String, String, String);

fn guest((person, email, lang, place, state): GuestRow) -> Guest {
    Guest {
        to: Recipient { person, email, lang: Lang::of_code(&lang) },
        place: Place::of_code(&place).unwrap_or_default(),
        state: SeatState::of_code(&state),
    }
}

/// Everybody who has a seat or queues for one, in ticket order.
pub async fn guests(tx: &mut Tx, meetup: i64) -> StoreResult<Vec<Guest>> {
    const SELECT: &str = "SELECT r.person_id, p.email, p.lang, r.place, r.state FROM registration r \
        JOIN person p ON p.id = r.person_id WHERE r.meetup_id = $1 AND r.state IN ('confirmed', 'waitlisted') \
        ORDER BY r.ticket, r.id";
    Ok(tx.all::<GuestRow>(SELECT, values![meetup]).await?.into_iter().map(guest).collect())
}

/// Calls a published meetup off. Answers everybody who had a seat or queued for one.
pub async fn cancel(tx: &mut Tx, meetup: &Locked, now: UnixMillis) -> StoreResult<Vec<Guest>> {
    const UPDATE: &str = "UPDATE meetup SET state = 'cancelled', sequence = sequence + 1, changed_ms = $2, \
        version = version + 1 WHERE id = $1 AND state = 'published'";
    const CLOSE: &str = "UPDATE registration SET state = 'cancelled', changed_ms = $2 \
        WHERE meetup_id = $1 AND state IN ('confirmed', 'waitlisted')";
    tx.run_versioned(UPDATE, values![meetup.id, now]).await?;
    let told = guests(tx, meetup.id).await?;
    tx.run(CLOSE, values![meetup.id, now]).await?;
    Ok(told)
}

/// Who comes and who waits, in ticket order, for organisers.
pub async fn attendees(tx: &mut Tx, meetup: i64) -> StoreResult<Vec<Attendee>> {
    const SELECT: &str = "SELECT p.name, COALESCE(f.name_ko, '') AS firm_ko, COALESCE(f.name_en, '') AS firm_en, r.place, \
        r.state FROM registration r JOIN person p ON p.id = r.person_id LEFT JOIN company f ON f.id = (SELECT c.id \
        FROM company_person l JOIN company c ON c.id = l.company_id WHERE l.person_id = p.id AND c.state = 'confirmed' \
        ORDER BY c.sort_key, c.id LIMIT 1) WHERE r.meetup_id = $1 AND r.state <> 'left' \
        ORDER BY CASE WHEN r.state = 'waitlisted' THEN 1 ELSE 0 END, r.place DESC, r.ticket, r.id LIMIT CAST($2 AS BIGINT)";
    let rows: Vec<(String, String, String, String, String)> = tx.all(SELECT, values![meetup, MOST_ATTENDEES]).await?;
    let view = |(name, ko, en, place, state): (String, String, String, String, String)| Attendee {
        name,
        firm: Text2::new(ko, en),
        place: Place::of_code(&place).unwrap_or_default(),
        state: SeatState::of_code(&state),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// For which of up to 25 firms somebody speaks at a meetup.
pub async fn firms_in_use(tx: &mut Tx, some: &[Value]) -> StoreResult<Vec<i64>> {
    const SELECT: &str = concat!("SELECT company_id FROM meetup_agenda WHERE company_id IN ", crate::in_25!());
    tx.numbers(SELECT, some).await
}
