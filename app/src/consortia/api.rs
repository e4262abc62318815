//! Server functions of consortia: looking and founding. What moves one stands in `acts.rs` and `invitations.rs`.

use super::model::{ConsortiumList, ConsortiumQuery, ConsortiumView, Mine};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        model::{Act, MyInvitation, State, may},
        store::{self, KIND, Stored},
        view,
    },
    crate::{
        accounts::Person, companies, ctx::Ctx, db::Tx, error::AppError, slugs, text::keys, time::UnixMillis,
        ui::PAGE_ROWS,
    },
};

/// One page of the public consortia with its filters.
#[server(endpoint = "consortia/list", input = GetUrl)]
pub async fn list_consortia(query: ConsortiumQuery) -> AppResult<ConsortiumList> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (rows, total) = store::list(&mut tx, &query, PAGE_ROWS).await?;
    let (sectors, kinds, states) = store::facets(&mut tx, &query).await?;
    let states = states.into_iter().map(|(code, count)| (State::of_code(&code), count)).collect();
    Ok(ConsortiumList { rows, total, sectors, kinds, states })
}

/// The page of a consortium, made for whoever looks at it.
#[server(endpoint = "consortia/get", input = GetUrl)]
pub async fn get_consortium(slug: String) -> AppResult<ConsortiumView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let found = store::by_slug(&mut tx, &slug).await;
    let found = slugs::or_moved(&mut tx, KIND, "/consortia", &slug, found).await?;
    view::page(&ctx, &mut tx, found).await
}

/// Public consortia that want a technology or the area it belongs to.
#[server(endpoint = "consortia/seeking", input = GetUrl)]
pub async fn seeking(technology: String) -> AppResult<Vec<super::model::ConsortiumRow>> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    Ok(store::seeking(&mut tx, &technology).await?)
}

/// Public consortia that a firm sits in.
#[server(endpoint = "consortia/of_firm", input = GetUrl)]
pub async fn of_firm(company: String) -> AppResult<Vec<super::model::ConsortiumRow>> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let firm = companies::firm(&mut tx, &company).await?;
    Ok(store::of_company(&mut tx, firm.id).await?)
}

/// What the viewer steers and what they are asked.
#[server(endpoint = "consortia/mine", input = GetUrl)]
pub async fn my_consortia() -> AppResult<Mine> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let steered = store::steered_by(&mut tx, person.id).await?;
    let invitations = store::invitations_of(&mut tx, person.id, ctx.now).await?;
    Ok(Mine {
        now: ctx.now,
        steered: steered.into_iter().map(|b| (b.slug, b.name, b.state)).collect(),
        invitations: invitations
            .into_iter()
            .map(|i| MyInvitation { name: i.name(), firm: i.firm(), expires: UnixMillis(i.expires_ms), slug: i.slug })
            .collect(),
    })
}

/// The act is allowed, or the answer that fits: not found where its existence is confidential, else forbidden.
#[cfg(feature = "ssr")]
pub(super) async fn require(tx: &mut Tx, found: &Stored, person: &Person, act: Act) -> AppResult<()> {
    let standing = store::standing(tx, found.id, person.id, person.coordinator).await?;
    if may(standing, act, found.state()) {
        return Ok(());
    }
    if !may(standing, Act::See, found.state()) {
        return Err(AppError::NotFound);
    }
    // Whoever steers it could do it in another state.
    Err(if standing.steers { AppError::Conflict(keys::consortia::WRONG_STATE) } else { AppError::Forbidden })
}
