//! Server functions of invitations: a firm is asked to take a seat; its owner answers.

use super::model::Inviting;
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        api::require,
        model::{Act, SeatRole, SeatState},
        notice::{self, Notice},
        store::{self, KIND, Seat},
        view,
    },
    crate::{
        audit::{self, Thing},
        companies,
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, FieldErrors, Problem, check},
        label::Label,
        limits::{self, Limit},
        text::keys,
        time::DAY_MS,
    },
};

/// Longest message or answer, in characters.
#[cfg(feature = "ssr")]
const LONGEST_MESSAGE: usize = 1_000;
/// Firms shown to somebody who looks for one by its name.
#[cfg(feature = "ssr")]
const NAMED: i64 = 8;
/// Invitations that one person sends in a day.
#[cfg(feature = "ssr")]
const INVITATIONS: Limit = Limit { name: "invitations", tries: 60, window_ms: DAY_MS };

/// What inviting starts from: the open seats, who would fit, and the firms that the address names.
#[server(endpoint = "consortia/inviting", input = GetUrl)]
pub async fn get_inviting(slug: String, firm: String, q: String) -> AppResult<Inviting> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let found = store::by_slug(&mut tx, &slug).await?;
    require(&mut tx, &found, &person, Act::Invite).await?;
    let q = q.trim();
    let mut firms = if q.is_empty() { Vec::new() } else { companies::named(&mut tx, q, NAMED).await? };
    if !firm.is_empty()
        && let Ok(firm) = companies::firm(&mut tx, &firm).await
    {
        firms.push(Label { slug: firm.slug, name: firm.name });
    }
    let id = found.id;
    let page = view::page(&ctx, &mut tx, found).await?;
    let seats = store::seats_shown(&store::seats_of(&mut tx, id).await?, true);
    Ok(Inviting {
        slug,
        name: page.name,
        seats: seats.into_iter().filter(|s| s.state == SeatState::Open).collect(),
        suggestions: if page.lead_open {
            page.leads.into_iter().chain(page.suggestions).collect()
        } else {
            page.suggestions
        },
        firms,
    })
}

/// Asks a firm to take an open seat, which is kept for it until it answers.
#[server(endpoint = "consortia/invite")]
pub async fn invite_firm(
    slug: String,
    #[server(default)] company: String,
    #[server(default)] seat: String,
    #[server(default)] message: String,
) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    limits::hit(&ctx.app.db, INVITATIONS, &person.id.to_string(), ctx.now).await?;
    let mut tx = ctx.begin().await?;
    let found = store::by_slug_locked(&mut tx, &slug).await?;
    require(&mut tx, &found, &person, Act::Invite).await?;
    let mut wrong = FieldErrors::default();
    let message = wrong.take("message", check::text(&message, LONGEST_MESSAGE));
    let firm = companies::firm(&mut tx, company.trim()).await.ok().filter(|f| f.confirmed);
    if firm.is_none() {
        wrong.add("company", Problem::Rule(keys::consortia::FIRM_UNKNOWN));
    }
    let seats = store::seats_of(&mut tx, found.id).await?;
    let open = seats.into_iter().find(|s| s.reference == seat && s.state == SeatState::Open);
    if open.is_none() {
        wrong.add("seat", Problem::Rule(keys::consortia::SEAT_TAKEN));
    }
    let (Some(firm), Some(open)) = (firm, open) else { return Err(wrong.into()) };
    wrong.or(())?;
    if !may_take(&mut tx, &found.kind, &open, firm.id, &ctx).await? {
        return Err(AppError::field("company", Problem::Rule(keys::consortia::LEAD_TYPE_WRONG)));
    }
    store::seat_held_for(&mut tx, open.id, firm.id).await.map_err(sits_already)?;
    store::invite(&mut tx, found.id, firm.id, open.id, &message, ctx.now).await.map_err(sits_already)?;
    notice::to_owners(&ctx, &mut tx, &found.brief(), firm.id, (firm.id, Notice::Invited), &message).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "invited", Thing(KIND, found.id), &firm.slug).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/consortia/{slug}?invited=1"));
    Ok(())
}

#[cfg(feature = "ssr")]
fn sits_already(error: StoreError) -> AppError {
    match error {
        StoreError::Taken => AppError::field("company", Problem::Rule(keys::consortia::FIRM_SITS)),
        other => other.into(),
    }
}

/// A lead must be of the type that the purpose kind asks for.
#[cfg(feature = "ssr")]
async fn may_take(tx: &mut Tx, kind: &str, seat: &Seat, company: i64, ctx: &Ctx) -> AppResult<bool> {
    if seat.role != SeatRole::Lead {
        return Ok(true);
    }
    match store::programmes(tx).await?.of_kind(kind, ctx.now).lead_type {
        Some(wanted) => Ok(companies::has_type(tx, company, &wanted).await?),
        None => Ok(true),
    }
}

/// Takes a pending invitation back.
#[server(endpoint = "consortia/revoke")]
pub async fn revoke_invitation(slug: String, invitation: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let found = store::by_slug_locked(&mut tx, &slug).await?;
    require(&mut tx, &found, &person, Act::Invite).await?;
    let pending = store::invitation(&mut tx, &invitation).await?;
    if pending.consortium_id != found.id {
        return Err(AppError::NotFound);
    }
    store::settle(&mut tx, pending.id, "revoked", "", ctx.now).await?;
    store::free_seat(&mut tx, pending.seat_id, pending.company_id).await?;
    notice::to_owners(&ctx, &mut tx, &found.brief(), pending.company_id, (pending.company_id, Notice::Revoked), "")
        .await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "revoked", Thing(KIND, found.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/consortia/{slug}?saved=1"));
    Ok(())
}

/// An owner or editor answers for the invited firm. Accepting twice is accepting once.
#[server(endpoint = "consortia/answer")]
pub async fn answer_invitation(invitation: String, accept: bool, #[server(default)] answer: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let answer = check::text(&answer, LONGEST_MESSAGE).map_err(|p| AppError::field("answer", p))?;
    let mut tx = ctx.begin().await?;
    let asked = store::invitation(&mut tx, &invitation).await?;
    let found = store::by_id_locked(&mut tx, asked.consortium_id).await?;
    // Read again: the first reading only told which consortium to lock.
    let asked = store::invitation(&mut tx, &invitation).await?;
    let firms = companies::firms_of(&mut tx, person.id).await?;
    let Some(firm) = firms.into_iter().find(|f| f.id == asked.company_id) else { return Err(AppError::NotFound) };
    let path = format!("/consortia/{}?{}=1", found.slug, if accept { "accepted" } else { "declined" });
    if asked.state == "accepted" && accept {
        ctx.go(&path);
        return Ok(());
    }
    if asked.state != "pending" || asked.expires_ms <= ctx.now.0 || !found.state().seats_firms() {
        return Err(AppError::Conflict(keys::consortia::INVITATION_OVER));
    }
    let what = if accept { Notice::Accepted } else { Notice::Declined };
    notice::settled(&ctx, &mut tx, &found.brief(), firm.id, Notice::Invited).await?;
    store::settle(&mut tx, asked.id, if accept { "accepted" } else { "declined" }, &answer, ctx.now).await?;
    if accept {
        store::seat_firm(&mut tx, asked.seat_id, firm.id, ctx.now).await?;
        store::touch(&mut tx, found.id, ctx.now).await?;
        store::index(&mut tx, found.id).await?;
    } else {
        store::free_seat(&mut tx, asked.seat_id, firm.id).await?;
    }
    let members = store::members(&mut tx, found.id).await?;
    let told = if members.contains(&found.founder_id) {
        found.founder_id
    } else {
        *members.first().unwrap_or(&found.founder_id)
    };
    notice::to_owners(&ctx, &mut tx, &found.brief(), told, (firm.id, what), &answer).await?;
    let verb = if accept { "accepted" } else { "declined" };
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, found.id), &firm.slug).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&path);
    Ok(())
}
