//! Server functions of the history.

use super::model::{FirmHistory, Moves, MovesQuery};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            api::{sees_levels, sight_of},
            store::{Map, map},
        },
        model::{Change, Move, Moved, Stood, state_after},
        store,
    },
    crate::{
        companies,
        ctx::Ctx,
        label::Label,
        technologies::model::Sight,
        time::{Quarter, UnixMillis},
    },
};

/// Quarters that can be looked at.
#[cfg(feature = "ssr")]
const MOST_QUARTERS: usize = 12;

/// What became of capabilities in a quarter.
#[server(endpoint = "technologies/moves", input = GetUrl)]
pub async fn list_moves(query: MovesQuery) -> AppResult<Moves> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let this = Quarter::of(ctx.now);
    let known = store::span(&mut tx).await?;
    let (first, last) = known.map_or((this, this), |(a, b)| (Quarter::of(a).min(this), Quarter::of(b).min(this)));
    let mut quarters: Vec<Quarter> =
        std::iter::successors(Some(first), |q| Some(q.next())).take_while(|q| *q <= this).collect();
    quarters.reverse();
    quarters.truncate(MOST_QUARTERS);
    let quarter = Quarter::of_code(&query.quarter).filter(|q| quarters.contains(q)).unwrap_or(last);
    let member = sees_levels(&mut tx, ctx.person.as_ref()).await?;
    let counts = store::counts(&mut tx, quarter, member).await?;
    let kind = Moved::of_code(&query.kind);
    let rows = store::moves(&mut tx, quarter, member, kind, query.page).await?;
    let map = map(&mut tx).await?;
    let sight = if member { Sight::Member } else { Sight::Visitor };
    // What is chosen without an address, and the list of quarters.
    ctx.changes_at(this.end());
    Ok(Moves {
        total: counts.iter().filter(|(moved, _)| kind.is_none_or(|k| k == *moved)).map(|(_, count)| count).sum(),
        quarter,
        quarters,
        counts,
        rows: rows
            .into_iter()
            .filter_map(|row| seen(&map, Label::new(row.slug, row.name_ko, row.name_en), &row.change, sight))
            .collect(),
    })
}

#[cfg(feature = "ssr")]
fn seen(map: &Map, firm: Label, change: &Change, sight: Sight) -> Option<Move> {
    let moved = Moved::of_code(&change.kind)?;
    if moved.tells_level() && !sight.sees_level(change.open) {
        return None;
    }
    Some(Move {
        at: UnixMillis(change.at_ms),
        moved,
        firm,
        technology: map.label(&change.technology),
        detail: change.detail(sight),
    })
}

/// What a firm could do at the end of a day in Seoul (empty: today), for whoever may see the firm.
#[server(endpoint = "technologies/firm_history", input = GetUrl)]
pub async fn get_firm_history(slug: String, day: String) -> AppResult<FirmHistory> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (_, firm, role) = companies::company(&ctx, &mut tx, &slug).await?;
    let sight = sight_of(&ctx, &mut tx, role).await?;
    let today = ctx.now.iso_day();
    let asked = UnixMillis::of_iso_day(day.trim()).filter(|day| *day <= ctx.now).unwrap_or(ctx.now);
    let changes = store::of_firm(&mut tx, firm.id, asked.next_seoul_midnight()).await?;
    let map = map(&mut tx).await?;
    let mut state = state_after(&changes);
    state.sort_by_key(|change| map.place(&change.technology));
    let stood = |change: &Change| Stood {
        technology: map.label(&change.technology),
        area: map.parent(&change.technology).map_or_else(|| map.label(&change.technology), |area| area.label.clone()),
        confirmed: change.verified_level > 0,
        detail: change.detail(sight),
    };
    let label = Label { slug: firm.slug, name: firm.name };
    ctx.changes_at(ctx.now.next_seoul_midnight());
    Ok(FirmHistory {
        day: asked.iso_day(),
        today,
        stood: state.into_iter().map(stood).collect(),
        moves: changes.iter().rev().filter_map(|change| seen(&map, label.clone(), change, sight)).collect(),
        firm: label,
    })
}
