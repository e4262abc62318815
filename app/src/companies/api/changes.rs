//! Server functions of confirmed facts: the secretariat agrees to other ones, or not.

use crate::error::AppResult;
use leptos::server;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            brn, mails,
            model::{Act, may},
            store::{self, KIND, Stored},
        },
        standing, taken,
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        ctx::Ctx,
        db::Tx,
        error::{AppError, check},
        inbox::{self, Recipient},
        text::keys,
    },
};

/// Makes the facts that a member asks for the confirmed ones, and tells its owners.
#[server(endpoint = "companies/approve_change")]
pub async fn approve_change(slug: String, version: i64) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let firm = judged(&mut tx, &person, &slug).await?;
    let facts = store::answer(&mut tx, firm.id, version).await?;
    if facts.brn.as_deref().is_some_and(|number| !brn::has_valid_check_digit(number)) {
        return Err(AppError::Conflict(keys::companies::BRN_BLOCKS));
    }
    store::confirm(&mut tx, firm.id, &facts).await.map_err(taken)?;
    store::index(&mut tx, &slug).await?;
    crate::firm_changed(&mut tx, firm.id).await?;
    tx.touch_public();
    done(&ctx, tx, &person, &firm, None).await
}

/// Leaves the confirmed facts as they are, and tells the owners why.
#[server(endpoint = "companies/return_change")]
pub async fn return_change(slug: String, version: i64, reason: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let reason = check::required_text(&reason, 1_000).map_err(|p| AppError::field("reason", p))?;
    let mut tx = ctx.begin().await?;
    let firm = judged(&mut tx, &person, &slug).await?;
    store::answer(&mut tx, firm.id, version).await?;
    done(&ctx, tx, &person, &firm, Some(&reason)).await
}

/// The firm, locked, if the person may judge its facts: nobody judges their own firm.
#[cfg(feature = "ssr")]
async fn judged(tx: &mut Tx, person: &Person, slug: &str) -> AppResult<Stored> {
    let firm = store::by_slug_locked(tx, slug).await?;
    let standing = standing(tx, firm.id, Some(person)).await?;
    if may(standing, Act::Judge, firm.state()) { Ok(firm) } else { Err(AppError::Forbidden) }
}

#[cfg(feature = "ssr")]
async fn done(ctx: &Ctx, mut tx: Tx, person: &Person, firm: &Stored, reason: Option<&str>) -> AppResult<()> {
    let verb = if reason.is_none() { "facts_approved" } else { "facts_returned" };
    let name = firm.name();
    let letter = |_: &Recipient, lang| mails::facts_judged(ctx, lang, &name, &firm.slug, reason);
    let owners = store::owners(&mut tx, &[firm.id]).await?;
    let path = format!("/companies/{}", firm.slug);
    let news = inbox::informs("company_facts", &path);
    inbox::tell_all(&mut tx, &owners, news, letter, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, firm.id), "").await?;
    tx.commit().await?;
    ctx.go("/secretariat");
    Ok(())
}
