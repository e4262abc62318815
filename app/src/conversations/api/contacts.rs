//! The exchange of contacts: each firm's person is shown once both agreed.

use crate::error::AppResult;
use leptos::server;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            mails,
            model::Exchange,
            store::{self, KIND},
        },
        ASKED, counted, done, locked, tell,
    },
    crate::{
        audit::{self, Thing},
        companies,
        ctx::Ctx,
        error::{AppError, check},
        inbox::{self, Weight},
        text::keys::conversations as words,
    },
};

/// The person agrees to give their contact to the other firm: it sees it once it agrees, too.
#[server(endpoint = "conversations/share")]
pub async fn share_contact(reference: String, #[server(default)] phone: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let phone = check::phone(&phone).map_err(|problem| AppError::field("phone", problem))?;
    counted(&ctx, &person, &reference).await?;
    let mut tx = ctx.begin().await?;
    let (found, own) = locked(&mut tx, &person, &reference).await?;
    if matches!(store::exchange(&mut tx, &found, own).await?, Exchange::Agreed | Exchange::Done(_)) {
        // Said once, told once.
        return done(&ctx, tx, &reference, "shared").await;
    }
    if found.blocked_by.is_some() {
        return Err(AppError::Conflict(words::BLOCKED));
    }
    store::agree(&mut tx, found.id, own, person.id, &phone, ctx.now).await?;
    let both = matches!(store::exchange(&mut tx, &found, own).await?, Exchange::Done(_));
    let owners = companies::owners(&mut tx, &[own]).await?;
    inbox::done_by(&mut tx, &owners, ASKED, &reference, ctx.now).await?;
    let letter = |lang| mails::exchanged(&ctx.app, lang, &found, own, both);
    let (kind, weight) = if both { ("contact_exchanged", Weight::Information) } else { (ASKED, Weight::Action) };
    tell(&mut tx, &found, own, kind, weight, letter, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "shared_contact", Thing(KIND, found.id), "").await?;
    done(&ctx, tx, &reference, "shared").await
}

/// The firm's contact is given no longer.
#[server(endpoint = "conversations/unshare")]
pub async fn unshare_contact(reference: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (found, own) = locked(&mut tx, &person, &reference).await?;
    store::withdraw(&mut tx, found.id, own, ctx.now).await?;
    inbox::done(&mut tx, ASKED, &reference, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "unshared_contact", Thing(KIND, found.id), "").await?;
    done(&ctx, tx, &reference, "unshared").await
}
