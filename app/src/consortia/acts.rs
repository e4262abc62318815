//! Server functions that move a consortium from state to state: recruiting, the charter and its signatures, the end.

use crate::error::AppResult;
use leptos::server;

#[cfg(feature = "ssr")]
use {
    super::{
        api::require,
        charter, facts,
        model::{Act, SeatState, State, next, shares_of},
        notice::{self, Notice},
        store::{self, KIND, Stored},
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        companies::{self, Role},
        ctx::Ctx,
        db::Tx,
        error::{AppError, Problem},
        text::keys,
    },
};

/// Makes a draft public: it looks for members now.
#[server(endpoint = "consortia/open")]
pub async fn open_consortium(slug: String) -> AppResult<()> {
    step(&slug, Act::Open).await
}

/// Gives a consortium up before it is active.
#[server(endpoint = "consortia/abandon")]
pub async fn abandon_consortium(slug: String) -> AppResult<()> {
    step(&slug, Act::Abandon).await
}

/// Ends an active consortium, unless an upper slice holds it.
#[server(endpoint = "consortia/dissolve")]
pub async fn dissolve_consortium(slug: String) -> AppResult<()> {
    step(&slug, Act::Dissolve).await
}

/// Goes back from signing to recruiting. Signatures under this version become void, and stay in the log.
#[server(endpoint = "consortia/reopen")]
pub async fn reopen_consortium(slug: String) -> AppResult<()> {
    step(&slug, Act::Reopen).await
}

#[cfg(feature = "ssr")]
async fn step(slug: &str, act: Act) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let found = store::by_slug_locked(&mut tx, slug).await?;
    require(&mut tx, &found, &person, act).await?;
    let facts = facts::facts(&mut tx, &found, ctx.now).await?;
    if act == Act::Open && !facts::gate_is_open(act, found.state(), &facts) {
        return Err(AppError::Conflict(keys::consortia::GATE_CLOSED));
    }
    let ends = matches!(act, Act::Abandon | Act::Dissolve);
    if ends && store::is_held(&mut tx, found.id, ctx.now).await? {
        return Err(AppError::Conflict(keys::consortia::HELD));
    }
    if ends {
        revoke(&ctx, &mut tx, &found).await?;
    }
    let members = facts.members;
    go(&ctx, &mut tx, &person, &found, act).await?;
    if act != Act::Open {
        let what = if ends { Notice::Ended } else { Notice::Reopened };
        notice::to_members(&ctx, &mut tx, &found.brief(), &members, person.id, what).await?;
    }
    finish(ctx, tx, &found).await
}

/// Moves the consortium along, with its audit row and its search document.
#[cfg(feature = "ssr")]
async fn go(ctx: &Ctx, tx: &mut Tx, person: &Person, found: &Stored, act: Act) -> AppResult<State> {
    let to = next(found.state(), act).ok_or(AppError::Conflict(keys::consortia::WRONG_STATE))?;
    store::set_state(tx, found.id, to, ctx.now).await?;
    store::index(tx, found.id).await?;
    audit::record(tx, ctx.now, Some(person.id), to.code(), Thing(KIND, found.id), found.state().code()).await?;
    Ok(to)
}

#[cfg(feature = "ssr")]
async fn finish(ctx: Ctx, mut tx: Tx, found: &Stored) -> AppResult<()> {
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/consortia/{}?saved=1", found.slug));
    Ok(())
}

/// Revokes pending invitations, and tells whom they had asked.
#[cfg(feature = "ssr")]
async fn revoke(ctx: &Ctx, tx: &mut Tx, found: &Stored) -> AppResult<()> {
    for invitation in store::revoke_all(tx, found.id, ctx.now).await? {
        notice::to_owners(ctx, tx, &found.brief(), invitation.company_id, (invitation.company_id, Notice::Revoked), "")
            .await?;
    }
    Ok(())
}

/// Starts signing: the whole gate must be open, the shares sum to 100 %, and the charter is drawn up from the template.
/// `shares` are percents in the order of the member seats.
#[server(endpoint = "consortia/charter")]
pub async fn charter_consortium(slug: String, #[server(default)] shares: Vec<String>) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let found = store::by_slug_locked(&mut tx, &slug).await?;
    require(&mut tx, &found, &person, Act::Charter).await?;
    let facts = facts::facts(&mut tx, &found, ctx.now).await?;
    if !facts::gate_is_open(Act::Charter, found.state(), &facts) {
        return Err(AppError::Conflict(keys::consortia::GATE_CLOSED));
    }
    let seats: Vec<_> = facts.seats.iter().filter(|s| s.state == SeatState::Seated && s.role.is_member()).collect();
    let agreed = shares_of(&shares).map_err(|p| AppError::field("shares[]", p))?;
    if agreed.len() != seats.len() {
        return Err(AppError::field("shares[]", Problem::Rule(keys::consortia::SHARES_SUM)));
    }
    revoke(&ctx, &mut tx, &found).await?;
    for (seat, share) in seats.iter().zip(&agreed) {
        store::agree_share(&mut tx, seat.id, *share).await?;
    }
    charter::draw_up_charter(&mut tx, found.id, ctx.now).await?;
    go(&ctx, &mut tx, &person, &found, Act::Charter).await?;
    notice::to_members(&ctx, &mut tx, &found.brief(), &facts.members, person.id, Notice::Chartering).await?;
    finish(ctx, tx, &found).await
}

/// Signs the charter for a firm, by its owner. With the last signature the consortium is active.
#[server(endpoint = "consortia/sign")]
pub async fn sign_charter(slug: String, company: String, sha256: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let found = store::by_slug_locked(&mut tx, &slug).await?;
    require(&mut tx, &found, &person, Act::Sign).await?;
    let firm = companies::firm(&mut tx, &company).await?;
    if companies::role(&mut tx, firm.id, person.id).await? != Some(Role::Owner) {
        return Err(AppError::Forbidden);
    }
    let members = store::members(&mut tx, found.id).await?;
    let drawn = store::charter(&mut tx, found.id).await?.ok_or(AppError::NotFound)?;
    // What is signed is what was read.
    if !members.contains(&firm.id) || drawn.sha256 != sha256 {
        return Err(AppError::Conflict(keys::errors::CHANGED_MEANWHILE));
    }
    charter::sign_as(&mut tx, found.id, firm.id, person.id, ctx.now).await?;
    notice::settled(&ctx, &mut tx, &found.brief(), firm.id, Notice::Chartering).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "signed", Thing(KIND, found.id), &firm.slug).await?;
    let signed = store::signatures(&mut tx, found.id, drawn.number).await?;
    if members.iter().all(|m| signed.iter().any(|s| s.0 == *m)) {
        go(&ctx, &mut tx, &person, &found, Act::Sign).await?;
        notice::to_members(&ctx, &mut tx, &found.brief(), &members, person.id, Notice::Active).await?;
    }
    finish(ctx, tx, &found).await
}
