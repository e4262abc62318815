//! Ways out: stopping a conversation, and showing it to the secretariat.

use super::super::model::ReportedRow;
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            model::check_reason,
            store::{self, KIND},
        },
        ASKED, WROTE, done, locked,
    },
    crate::{
        audit::{self, Thing},
        ctx::Ctx,
        db::StoreError,
        error::AppError,
        inbox,
        text::keys::conversations as words,
    },
};

/// Stops a conversation; only the firm that stopped it lets it go on.
#[server(endpoint = "conversations/block")]
pub async fn block_conversation(reference: String, stop: bool) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (found, own) = locked(&mut tx, &person, &reference).await?;
    if found.blocked_by.is_some_and(|by| by != own) {
        return Err(AppError::Conflict(words::BLOCKED));
    }
    store::block(&mut tx, found.id, stop.then_some(own)).await?;
    if stop {
        inbox::done(&mut tx, WROTE, &reference, ctx.now).await?;
        inbox::done(&mut tx, ASKED, &reference, ctx.now).await?;
    }
    let verb = if stop { "blocked" } else { "unblocked" };
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, found.id), "").await?;
    done(&ctx, tx, &reference, verb).await
}

/// Shows a conversation to the secretariat, with why.
#[server(endpoint = "conversations/report")]
pub async fn report_conversation(reference: String, #[server(default)] reason: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (found, own) = locked(&mut tx, &person, &reference).await?;
    let reason = check_reason(&reason).map_err(|problem| AppError::field("reason", problem))?;
    match store::report(&mut tx, found.id, own, &reason).await {
        Err(StoreError::Stale) => return Err(AppError::Conflict(words::REPORTED_ALREADY)),
        reported => reported?,
    }
    audit::record(&mut tx, ctx.now, Some(person.id), "reported", Thing(KIND, found.id), "").await?;
    done(&ctx, tx, &reference, "reported").await
}

/// The secretariat has looked at a reported conversation.
#[server(endpoint = "conversations/settle_report")]
pub async fn settle_report(reference: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let found = store::by_ref_locked(&mut tx, &reference).await?;
    store::settle_report(&mut tx, found.id).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "report_settled", Thing(KIND, found.id), "").await?;
    tx.commit().await?;
    ctx.go("/secretariat/reports");
    Ok(())
}

/// The reported conversations.
#[server(endpoint = "conversations/reported", input = GetUrl)]
pub async fn get_reported() -> AppResult<Vec<ReportedRow>> {
    let (ctx, _) = Ctx::coordinator()?;
    Ok(store::reported(&mut ctx.read().await?).await?)
}
