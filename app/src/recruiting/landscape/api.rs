//! Server functions of landscapes; all of them are the secretariat's. The file itself comes through a route of its own,
//! which calls [`propose`].

use super::model::LandscapeDesk;
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        read::read,
        store::{self, KIND},
    },
    crate::{
        audit::{self, Thing},
        ctx::Ctx,
        db::StoreError,
        error::{AppError, Problem},
        limits::{self, Limit},
        text::keys::landscape as words,
        time::DAY_MS,
    },
};

/// Longest name of a file that is kept, in characters.
#[cfg(feature = "ssr")]
const LONGEST_NAME: usize = 80;
/// Files that one person sends in a day.
#[cfg(feature = "ssr")]
const UPLOADS: Limit = Limit { name: "landscape", tries: 50, window_ms: DAY_MS };

/// The proposals, and the one that is looked at.
#[server(endpoint = "recruiting/landscapes", input = GetUrl)]
pub async fn get_landscapes(#[server(default)] proposal: String) -> AppResult<LandscapeDesk> {
    let (ctx, _) = Ctx::coordinator()?;
    let mut tx = ctx.read().await?;
    let looked_at = if proposal.is_empty() { None } else { Some(store::reviewed(&mut tx, &proposal).await?) };
    let (candidates, members) = store::totals(&mut tx).await?;
    Ok(LandscapeDesk { proposals: store::proposals(&mut tx).await?, looked_at, candidates, members })
}

/// Makes a proposal of a file. Answers the page to go on at.
#[cfg(feature = "ssr")]
pub async fn propose(ctx: &Ctx, file_name: &str, file: Vec<u8>) -> AppResult<String> {
    let person = ctx.person.clone().ok_or(AppError::SignedOut)?;
    if !person.coordinator {
        return Err(AppError::Forbidden);
    }
    if file.is_empty() {
        return Err(AppError::field("file", Problem::Required));
    }
    limits::hit(&ctx.app.db, UPLOADS, &person.id.to_string(), ctx.now).await?;
    let landscape = tokio::task::spawn_blocking(move || read(&file)).await.map_err(|e| AppError::internal(&e))?;
    let landscape = landscape.map_err(|(key, line)| AppError::field("file", Problem::OnLine(line, key)))?;
    let name: String = file_name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let mut tx = ctx.begin().await?;
    let (id, reference) = store::add(&mut tx, &name, &landscape, Some(person.id), ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "proposed", Thing(KIND, id), &name).await?;
    tx.commit().await?;
    Ok(format!("/secretariat/landscapes?proposal={reference}"))
}

/// Takes a proposal over.
#[server(endpoint = "recruiting/take_landscape")]
pub async fn take_landscape(proposal: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let (id, count) = match store::take(&mut tx, &proposal, ctx.now).await {
        Err(StoreError::Stale) => return Err(AppError::Conflict(words::TAKEN_ALREADY)),
        taken => taken?,
    };
    audit::record(&mut tx, ctx.now, Some(person.id), "taken", Thing(KIND, id), &count.to_string()).await?;
    tx.commit().await?;
    ctx.go(&format!("/secretariat/landscapes?proposal={proposal}&taken=1"));
    Ok(())
}

/// Forgets a proposal; what was taken over from it stays.
#[server(endpoint = "recruiting/discard_landscape")]
pub async fn discard_landscape(proposal: String) -> AppResult<()> {
    let (ctx, _) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    store::discard(&mut tx, &proposal).await?;
    tx.commit().await?;
    ctx.go("/secretariat/landscapes?discarded=1");
    Ok(())
}
