//! Registering for a seat and giving it back.

use crate::error::AppResult;
use leptos::server;

#[cfg(feature = "ssr")]
use {
    super::super::{
        holders,
        mails::{News, tell},
        model::{Act, Phase, Place, Standing, may},
        store::{self, KIND, Locked, Registered},
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        ctx::Ctx,
        db::Tx,
        error::{AppError, Problem},
        text::keys,
    },
};

/// Registers the signed-in person: a seat if one is free and nobody queues, else the end of the queue. Once more
/// changes nothing; the other place of a hybrid meetup changes where they sit.
#[server(endpoint = "meetups/register")]
pub async fn register_seat(slug: String, place: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let meetup = store::lock(&mut tx, &slug).await?;
    open_for(&mut tx, &meetup, &ctx, &person).await?;
    let place = Place::of_code(&place).filter(|p| meetup.mode().places().contains(p));
    let place = place.ok_or_else(|| AppError::field("place", Problem::Rule(keys::companies::CHOICE_UNKNOWN)))?;
    let (came_to, promoted) = store::register(&mut tx, &meetup, person.id, place, ctx.now).await?;
    let verb = match came_to {
        Registered::Unchanged => {
            ctx.go(&format!("/meetups/{slug}"));
            return Ok(());
        }
        Registered::KeptSeat => return Err(AppError::Conflict(keys::meetups::KEPT_SEAT)),
        Registered::Seated => "registered",
        Registered::Queued => "queued",
    };
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, meetup.id), place.code()).await?;
    tell(&ctx, &mut tx, &meetup, News::Promoted, &promoted).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/meetups/{slug}"));
    Ok(())
}

/// Gives the signed-in person's seat or place in the queue back; who gets the seat is told.
#[server(endpoint = "meetups/leave")]
pub async fn leave_meetup(slug: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let meetup = store::lock(&mut tx, &slug).await?;
    open_for(&mut tx, &meetup, &ctx, &person).await?;
    if let Some(promoted) = store::leave(&mut tx, &meetup, person.id, ctx.now).await? {
        audit::record(&mut tx, ctx.now, Some(person.id), "left", Thing(KIND, meetup.id), "").await?;
        tell(&ctx, &mut tx, &meetup, News::Promoted, &promoted).await?;
        tx.touch_public();
        tx.commit().await?;
    }
    ctx.go(&format!("/meetups/{slug}"));
    Ok(())
}

/// Registering and leaving are open until the start. A draft is not known to exist.
#[cfg(feature = "ssr")]
async fn open_for(tx: &mut Tx, meetup: &Locked, ctx: &Ctx, person: &Person) -> AppResult<()> {
    let phase = meetup.phase(ctx.now);
    if phase == Phase::Draft && !holders::organises(tx, meetup, Some(person), ctx.now).await? {
        return Err(AppError::NotFound);
    }
    let open = may(Standing::default(), Act::Register, phase);
    if open { Ok(()) } else { Err(AppError::Conflict(keys::meetups::REGISTRATION_OVER)) }
}
