//! The secretariat and, in their groups, sector coordinators confirm what firms claim, or ask them to complete it.

use super::super::model::{GiveBackForm, Reviewing};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            mails,
            model::EVIDENCE_FROM,
            store::{self, Claimed, Reviewer},
        },
        CAPABILITY, RETURNED,
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        companies::{self, Remit},
        ctx::Ctx,
        db::Tx,
        error::{AppError, Problem},
        inbox::{self, News, Recipient, Weight},
        text::{Texts, keys},
    },
};

/// Capabilities that wait for the secretariat.
#[server(endpoint = "technologies/reviewing", input = GetUrl)]
pub async fn get_reviewing(page: i64) -> AppResult<Reviewing> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let reviewer = reviewer(&ctx, &mut tx, &person).await?;
    let (waiting, total) = store::waiting(&mut tx, &reviewer, page, ctx.now).await?;
    Ok(Reviewing { whole: reviewer.remit == Remit::Alliance, now: ctx.now, total, waiting })
}

/// Confirms a capability at a level and tells the firm. Levels 3 and 4 need valid evidence; nobody reviews their own firm.
#[server(endpoint = "technologies/confirm")]
pub async fn confirm_capability(capability: String, version: i64, level: i64) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let claimed = reviewed(&ctx, &mut tx, &person, &capability).await?;
    if !(1..=claimed.level).contains(&level) {
        return Err(AppError::field("level", Problem::OutOfRange(1, claimed.level)));
    }
    let proofs = store::evidence_of(&mut tx, &[claimed.id], ctx.now).await?.remove(&claimed.id).unwrap_or_default();
    if level >= EVIDENCE_FROM && !proofs.iter().any(|e| !e.expired) {
        return Err(AppError::Conflict(keys::technologies::NEEDS_EVIDENCE));
    }
    store::confirm(&mut tx, claimed.id, version, level, ctx.now).await?;
    answer(ctx, tx, &person, &claimed, None).await
}

/// Sends a capability back with what to complete, and tells the firm.
#[server(endpoint = "technologies/give_back")]
pub async fn give_back_capability(form: GiveBackForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    reviewer(&ctx, &mut tx, &person).await?;
    let (capability, version, reason) = form.check(Texts(ctx.lang))?;
    let claimed = reviewed(&ctx, &mut tx, &person, &capability).await?;
    store::give_back(&mut tx, claimed.id, version, &reason, ctx.now).await?;
    answer(ctx, tx, &person, &claimed, Some(&reason)).await
}

/// Who reviews, and what they may look at.
#[cfg(feature = "ssr")]
async fn reviewer(ctx: &Ctx, tx: &mut Tx, person: &Person) -> AppResult<Reviewer> {
    let remit = companies::remit(tx, person, ctx.now).await?;
    // The secretariat works for no firm.
    let bound = match remit {
        Remit::Alliance => Vec::new(),
        Remit::Sectors(_) => crate::bound_by_bids(tx, person.id).await?,
    };
    Ok(Reviewer { person: person.id, remit, bound })
}

/// A capability that the person may review; nobody reviews their own firm.
#[cfg(feature = "ssr")]
async fn reviewed(ctx: &Ctx, tx: &mut Tx, person: &Person, reference: &str) -> AppResult<Claimed> {
    let reviewer = reviewer(ctx, tx, person).await?;
    let capability = store::by_ref(tx, reference).await?;
    let own = companies::role(tx, capability.company_id, person.id).await?.is_some();
    let sectors = companies::sectors_of(tx, capability.company_id).await?;
    let may = reviewer.may(capability.company_id, &sectors, capability.level);
    if own || !may {
        return Err(AppError::Forbidden);
    }
    // What nobody asked to be looked at stays as it is.
    if capability.waiting_ms.is_none() {
        return Err(AppError::Conflict(keys::technologies::ANSWERED_ALREADY));
    }
    Ok(capability)
}

#[cfg(feature = "ssr")]
async fn answer(ctx: Ctx, mut tx: Tx, person: &Person, of: &Claimed, reason: Option<&str>) -> AppResult<()> {
    let verb = if reason.is_none() { "confirmed" } else { "returned" };
    let firm = companies::firm_by_id(&mut tx, of.company_id).await?;
    let technology = store::map(&mut tx).await?.name(&of.technology);
    let path = format!("/companies/{}/capabilities/{}", firm.slug, of.reference);
    let letter = |_: &Recipient, lang| mails::reviewed(&ctx, lang, &firm, technology.get(lang), reason);
    let owners = companies::owners(&mut tx, &[of.company_id]).await?;
    let thing = of.id.to_string();
    let news = match reason {
        None => inbox::informs("capability_confirmed", &path),
        Some(_) => News { kind: RETURNED, thing: &thing, path: &path, weight: Weight::Action },
    };
    inbox::tell_all(&mut tx, &owners, news, letter, ctx.now).await?;
    if reason.is_none() {
        inbox::done(&mut tx, RETURNED, &thing, ctx.now).await?;
    }
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(CAPABILITY, of.id), &of.technology).await?;
    store::recount(&mut tx, of.company_id, std::slice::from_ref(&of.technology)).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go("/secretariat/capabilities");
    Ok(())
}
