//! Server functions of the inbox.

use super::model::{InboxQuery, InboxView};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{model::Preference, store},
    crate::{ctx::Ctx, error::AppError},
};

/// The inbox of the signed-in person.
#[server(endpoint = "inbox/list", input = GetUrl)]
pub async fn get_inbox(#[server(default)] query: InboxQuery) -> AppResult<InboxView> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let (all, open, unread) = store::counts(&mut tx, person.id).await?;
    Ok(InboxView {
        messages: store::messages(&mut tx, person.id, &query).await?,
        total: if query.open { open } else { all },
        open,
        all,
        unread,
        preference: store::preference(&mut tx, person.id).await?,
        now: ctx.now,
    })
}

/// Marks everything as read.
#[server(endpoint = "inbox/read_all")]
pub async fn read_all() -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    store::read_all(&mut tx, person.id, ctx.now).await?;
    tx.commit().await?;
    ctx.go("/inbox?read=1");
    Ok(())
}

/// Says that something is done, or that it will not be.
#[server(endpoint = "inbox/set_done")]
pub async fn set_done(message: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    store::set_done(&mut tx, person.id, &message, ctx.now).await?;
    tx.commit().await?;
    ctx.go("/inbox?done=1");
    Ok(())
}

/// Says how the person wants to hear of news.
#[server(endpoint = "inbox/set_preference")]
pub async fn set_preference(#[server(default)] news: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let wants = Preference::of_code(&news).map_err(|problem| AppError::field("news", problem))?;
    let mut tx = ctx.begin().await?;
    store::set_preference(&mut tx, person.id, wants).await?;
    tx.commit().await?;
    ctx.go("/inbox?saved=1");
    Ok(())
}
