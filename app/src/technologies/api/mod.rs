//! Server functions of the map and of capabilities.

use super::model::{CoverageView, MapView, Profile};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

mod claims;
mod demand;
mod review;

pub use claims::*;
pub use demand::*;
pub use review::*;

#[cfg(feature = "ssr")]
use {
    super::{
        edition,
        history::{Past, past},
        model::{Detail, Holder, NodeView, Sight},
        store,
    },
    crate::{
        accounts::Person,
        companies::{self, Firm, Role},
        ctx::Ctx,
        db::Tx,
        error::AppError,
        label::Label,
        sectors,
    },
    std::collections::HashMap,
};

/// The word for a capability in the audit.
#[cfg(feature = "ssr")]
pub const CAPABILITY: &str = "capability";
/// The message that asks a firm to complete one.
#[cfg(feature = "ssr")]
const RETURNED: &str = "capability_returned";

/// The map with its numbers, for the firms of one sector or (empty) of all, at the end of a day or (empty) now.
#[server(endpoint = "technologies/map", input = GetUrl)]
pub async fn get_map(sector: String, #[server(default)] day: String) -> AppResult<MapView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let Past { as_of, then } = past(&ctx, &mut tx, &day).await?;
    let (domains, (firms, claimed, verified)) = match &then {
        Some(then) => then.areas(&mut tx, &sector).await?,
        None => (store::areas(&mut tx, &sector).await?, store::totals(&mut tx).await?),
    };
    let technologies = store::map(&mut tx).await?.technologies();
    let sectors = sectors::all(&mut tx).await?;
    Ok(MapView { domains, technologies, firms, claimed, verified, sectors, as_of })
}

/// What each sector can count on in each area of the map, and what the one that is looked at (or none) demands, at the end
/// of a day or (empty) now.
#[server(endpoint = "technologies/coverage", input = GetUrl)]
pub async fn get_coverage(sector: String, #[server(default)] day: String) -> AppResult<CoverageView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let sectors = sectors::all(&mut tx).await?;
    let Past { as_of, then } = past(&ctx, &mut tx, &day).await?;
    let demand = if sector.is_empty() { Vec::new() } else { store::demand(&mut tx, &sector).await? };
    let (domains, met, demand) = match &then {
        Some(then) => (then.coverage(&mut tx, &sectors).await?, then.met(&mut tx).await?, then.demand(&sector, demand)),
        None => (store::coverage(&mut tx, &sectors).await?, store::met(&mut tx).await?, demand),
    };
    Ok(CoverageView {
        domains,
        met: sectors.iter().map(|s| met.get(&s.slug).copied()).collect(),
        demand,
        may_edit: then.is_none() && ctx.person.as_ref().is_some_and(|p| p.coordinator),
        as_of,
        sectors,
    })
}

/// A page of a node as members or visitors see it, now or as it was.
#[cfg(feature = "ssr")]
pub async fn node_view(tx: &mut Tx, slug: String, page: i64, member: bool, past: Past) -> AppResult<NodeView> {
    let map = store::map(tx).await?;
    let node = match map.node(&slug) {
        Ok(node) => node,
        Err(missing) => {
            let moved = edition::successor(tx, &slug).await?;
            return Err(moved.map_or(missing.into(), |to| AppError::Moved(format!("/technologies/{to}"))));
        }
    };
    let sight = if member { Sight::Member } else { Sight::Visitor };
    let Past { as_of, then } = past;
    if let Some(then) = then {
        let then = then.node(tx, node, page, sight).await?;
        return Ok(NodeView {
            level: node.level,
            name: node.label.name.clone(),
            about: node.about.clone(),
            parents: map.above(&slug),
            slug,
            children: then.children,
            holders: then.holders,
            total: then.total,
            firms: then.firms,
            verified_firms: then.verified,
            member,
            as_of,
        });
    }
    let (counts, children) = store::counts(tx, node).await?;
    let rows = store::holders_page(tx, node, page).await?;
    let names = companies::names(tx).await?;
    let holder = |row: store::HolderRow| Holder {
        firm: row.firm.card(&names),
        technology: map.label(&row.technology),
        confirmed: row.verified_level.is_some(),
        detail: sight.sees_level(row.open).then_some(Detail {
            activity: row.activity,
            level: row.level,
            verified_level: row.verified_level,
        }),
    };
    let holders = rows.into_iter().map(holder).collect();
    Ok(NodeView {
        level: node.level,
        name: node.label.name.clone(),
        about: node.about.clone(),
        parents: map.above(&slug),
        slug,
        children,
        holders,
        total: counts.total,
        firms: counts.firms,
        verified_firms: counts.verified,
        member,
        as_of,
    })
}

/// Whether somebody speaks for a confirmed firm, or is a coordinator: they see what members see, the levels of firms too.
#[cfg(feature = "ssr")]
pub async fn sees_levels(tx: &mut Tx, person: Option<&Person>) -> AppResult<bool> {
    let Some(person) = person else { return Ok(false) };
    Ok(person.coordinator || !companies::firms_of(tx, person.id).await?.is_empty())
}

/// How much of a firm somebody sees who has this role in it.
#[cfg(feature = "ssr")]
pub async fn sight_of(ctx: &Ctx, tx: &mut Tx, role: Option<Role>) -> AppResult<Sight> {
    let coordinator = ctx.person.as_ref().is_some_and(|p| p.coordinator);
    Ok(if role.is_some() || coordinator {
        Sight::Reviewer
    } else if sees_levels(tx, ctx.person.as_ref()).await? {
        Sight::Member
    } else {
        Sight::Visitor
    })
}

/// A firm against the map. One that is not a member yet exists for its people and coordinators only.
#[server(endpoint = "technologies/profile", input = GetUrl)]
pub async fn get_profile(slug: String) -> AppResult<Profile> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (_, firm, role) = companies::company(&ctx, &mut tx, &slug).await?;
    profile(&ctx, &mut tx, &firm, role).await
}

/// The same for a firm that the viewer may see, and their role in it.
#[cfg(feature = "ssr")]
pub async fn profile(ctx: &Ctx, tx: &mut Tx, firm: &Firm, role: Option<Role>) -> AppResult<Profile> {
    let own = role.is_some();
    let sight = sight_of(ctx, tx, role).await?;
    let (areas, held) = store::profile(tx, firm.id, sight, own, ctx.now).await?;
    let all = areas.iter().flat_map(|a| &a.capabilities);
    let (claimed, confirmed) = (all.clone().count(), all.filter(|c| c.confirmed).count());
    Ok(Profile {
        firm: Label { slug: firm.slug.clone(), name: firm.name.clone() },
        strip: if claimed == 0 { Vec::new() } else { strip(tx, &held).await? },
        areas,
        claimed,
        confirmed,
        may_edit: matches!(role, Some(Role::Owner | Role::Editor)),
        member: sight >= Sight::Member,
    })
}

/// Every area in order with how strong a firm is in it: claimed only, confirmed, confirmed to deliver.
#[cfg(feature = "ssr")]
async fn strip(tx: &mut Tx, held: &[(String, i64)]) -> AppResult<Vec<(String, Vec<(Label, u8)>)>> {
    let step = |verified: i64| match verified {
        0 => 1,
        1 | 2 => 2,
        _ => 3,
    };
    let map = store::map(tx).await?;
    let mut best: HashMap<&str, u8> = HashMap::new();
    for (technology, verified) in held {
        let Some(area) = map.parent(technology) else { continue };
        let known = best.entry(&area.label.slug).or_default();
        *known = step(*verified).max(*known);
    }
    let domains = map.by_domain(|area| (area.label.clone(), best.get(&*area.label.slug).copied().unwrap_or_default()));
    Ok(domains.into_iter().map(|(domain, areas)| (domain.slug, areas)).collect())
}
