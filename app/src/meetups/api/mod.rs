//! Server functions of meetups. Everybody reads the public ones; a signed-in person registers for themselves; who
//! steers a consortium, and coordinators, schedule and change.

use super::model::{MeetupList, MeetupQuery, MeetupView};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

mod edit;
mod seats;

pub use edit::*;

#[cfg(feature = "ssr")]
use {
    super::{
        holders,
        model::{Act, Standing, may},
        store::{self, KIND},
    },
    crate::{ctx::Ctx, error::AppError, slugs},
};

/// One page of the list with its filters, and the viewer's own drafts.
#[server(endpoint = "meetups/list", input = GetUrl)]
pub async fn list_meetups(query: MeetupQuery) -> AppResult<MeetupList> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let viewer = ctx.person.as_ref().map(|p| p.id);
    let (rows, total) = store::list(&mut tx, &query, viewer, ctx.now).await?;
    let (upcoming, past) = store::tallies(&mut tx, &query.sector, ctx.now).await?;
    let sectors = store::sectors(&mut tx, query.past, ctx.now).await?;
    expire(&ctx, &rows);
    let (drafts, may_schedule) = match &ctx.person {
        Some(person) => holders::prepared(&mut tx, person, ctx.now).await?,
        None => (Vec::new(), false),
    };
    Ok(MeetupList { rows, total, upcoming, past, sectors, drafts, may_schedule, now: ctx.now })
}

/// The page of a meetup. A draft exists for its organisers only; the join link for confirmed people and organisers.
#[server(endpoint = "meetups/get", input = GetUrl)]
pub async fn get_meetup(slug: String) -> AppResult<MeetupView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let meetup = store::by_slug(&mut tx, &slug).await;
    let meetup = slugs::or_moved(&mut tx, KIND, "/meetups", &slug, meetup).await?;
    let seat = match &ctx.person {
        Some(person) => store::my_seat(&mut tx, meetup.id, person.id).await?,
        None => None,
    };
    let organises = holders::organises(&mut tx, &meetup, ctx.person.as_ref(), ctx.now).await?;
    let standing = Standing { organises, seat: seat.map(|s| s.state) };
    let phase = meetup.phase(ctx.now);
    let allowed = |act| may(standing, act, phase);
    if !allowed(Act::See) {
        return Err(AppError::NotFound);
    }
    let seats = store::seats(&mut tx, &meetup).await?;
    let row = meetup.row(seats);
    expire(&ctx, std::slice::from_ref(&row));
    let attendees = if allowed(Act::SeePeople) { store::attendees(&mut tx, meetup.id).await? } else { Vec::new() };
    Ok(MeetupView {
        row,
        about: meetup.about(),
        about_html: meetup.about_html(),
        materials_html: meetup.materials_html(),
        address: meetup.address(),
        agenda: store::agenda(&mut tx, &meetup).await?,
        signed_in: ctx.person.is_some(),
        seat,
        join_link: if allowed(Act::Join) { meetup.online_url.clone() } else { String::new() },
        acts: Act::ALL.into_iter().filter(|act| allowed(*act)).collect(),
        attendees,
        version: meetup.version,
        now: ctx.now,
    })
}

/// Notes on the page being rendered when each meetup begins and ends, so that finished pages expire in time.
#[cfg(feature = "ssr")]
pub fn expire(ctx: &Ctx, rows: &[super::MeetupRow]) {
    for at in rows.iter().flat_map(|row| [row.start, row.end]).filter(|at| *at > ctx.now) {
        ctx.changes_at(at);
    }
}
