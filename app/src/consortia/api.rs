//! Server functions of consortia: looking and founding. What moves one stands in `acts.rs` and `invitations.rs`.

use super::model::{ConsortiumList, ConsortiumQuery, Mine};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        model::{Act, ConsortiumView, MyInvitation, State, may},
        store::{self, KIND, Stored},
        view,
    },
    crate::{
        accounts::Person, ctx::Ctx, db::Tx, error::AppError, slugs, technologies, text::keys, time::UnixMillis,
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
    let technology = match query.technology.as_str() {
        "" => None,
        slug => Some(technologies::map(&mut tx).await?.label(slug)),
    };
    Ok(ConsortiumList { rows, total, sectors, kinds, states, technology })
}

/// What the page of a consortium shows of itself, made for whoever looks at it; and its id.
#[cfg(feature = "ssr")]
pub async fn consortium(ctx: &Ctx, tx: &mut Tx, slug: &str) -> AppResult<(i64, ConsortiumView)> {
    let found = store::by_slug(tx, slug).await;
    let found = slugs::or_moved(tx, KIND, "/consortia", slug, found).await?;
    Ok((found.id, view::page(ctx, tx, found).await?))
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
