//! A firm's logo. The file itself comes through a route of its own, which calls [`set_logo`].

use super::super::model::LogoView;
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::store::{self, KIND},
        editing,
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        blobs::{Unusable, fitted},
        ctx::Ctx,
        db::Tx,
        error::{AppError, Problem},
        limits::{self, Limit},
        text::keys::companies as words,
        time::DAY_MS,
    },
    tokio::sync::Semaphore,
};

/// Longest side of a logo, in pixels: twice what the largest place for it has.
#[cfg(feature = "ssr")]
const SIDE: u32 = 192;
/// Logos that one person uploads in a day.
#[cfg(feature = "ssr")]
const UPLOADS: Limit = Limit { name: "logo", tries: 30, window_ms: DAY_MS };

/// Held by who reads a picture: each may take much memory for a moment, so they come one after the other.
#[cfg(feature = "ssr")]
static DRAWING: Semaphore = Semaphore::const_new(1);

/// A firm's logo, for its people.
#[server(endpoint = "companies/logo", input = GetUrl)]
pub async fn get_logo(slug: String) -> AppResult<LogoView> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    editing(&mut tx, &person, &slug).await?;
    let firm = store::by_slug(&mut tx, &slug).await?;
    Ok(LogoView { name: firm.name(), logo: firm.logo.clone(), slug })
}

/// Makes a file the logo of a firm. Answers the page to go on at.
#[cfg(feature = "ssr")]
pub async fn set_logo(ctx: &Ctx, slug: &str, file: Vec<u8>) -> AppResult<String> {
    let person = ctx.person.clone().ok_or(AppError::SignedOut)?;
    editing(&mut ctx.read().await?, &person, slug).await?;
    let wrong = |key| AppError::field("logo", Problem::Rule(key));
    if file.is_empty() {
        return Err(AppError::field("logo", Problem::Required));
    }
    limits::hit(&ctx.app.db, UPLOADS, &person.id.to_string(), ctx.now).await?;
    let alone = DRAWING.acquire().await.map_err(|e| AppError::internal(&e))?;
    let drawn = tokio::task::spawn_blocking(move || fitted(&file, SIDE)).await.map_err(|e| AppError::internal(&e))?;
    drop(alone);
    let png = drawn.map_err(|why| match why {
        Unusable::Kind => wrong(words::LOGO_KIND),
        Unusable::Pixels => wrong(words::LOGO_PIXELS),
        Unusable::Broken => wrong(words::LOGO_BROKEN),
    })?;
    change(ctx, &person, slug, Some(&png)).await?;
    Ok(format!("/companies/{slug}?saved=1"))
}

/// Takes a firm's logo away.
#[server(endpoint = "companies/remove_logo")]
pub async fn remove_logo(slug: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    change(&ctx, &person, &slug, None).await?;
    ctx.go(&format!("/companies/{slug}?saved=1"));
    Ok(())
}

#[cfg(feature = "ssr")]
async fn change(ctx: &Ctx, person: &Person, slug: &str, png: Option<&[u8]>) -> AppResult<()> {
    let mut tx: Tx = ctx.begin().await?;
    let firm = store::by_slug_locked(&mut tx, slug).await?;
    editing(&mut tx, person, slug).await?;
    store::set_logo(&mut tx, firm.id, png, ctx.now).await?;
    let verb = if png.is_some() { "logo_set" } else { "logo_removed" };
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, firm.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    Ok(())
}
