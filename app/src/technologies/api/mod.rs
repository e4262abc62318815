//! Server functions of the map and of capabilities.

use super::model::{CoverageView, MapView, NodeView, Profile};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

mod claims;
mod review;

pub use claims::*;
pub use review::*;

#[cfg(feature = "ssr")]
use {
    super::{
        model::{Detail, Holder, Sight},
        store,
    },
    crate::{
        accounts::Person,
        companies::{self, Role},
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
const CAPABILITY: &str = "capability";

/// The map with its numbers, for the firms of one sector or (empty) of all.
#[server(endpoint = "technologies/map", input = GetUrl)]
pub async fn get_map(sector: String) -> AppResult<MapView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let domains = store::areas(&mut tx, &sector).await?;
    let (technologies, firms, claimed, verified) = store::totals(&mut tx).await?;
    let sectors = sectors::all(&mut tx).await?;
    Ok(MapView { domains, technologies, firms, claimed, verified, sectors })
}

/// What each sector can count on in each area of the map.
#[server(endpoint = "technologies/coverage", input = GetUrl)]
pub async fn get_coverage() -> AppResult<CoverageView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let sectors = sectors::all(&mut tx).await?;
    let domains = store::coverage(&mut tx, &sectors).await?;
    Ok(CoverageView { sectors, domains })
}

/// The page of a domain, area or technology.
#[server(endpoint = "technologies/node", input = GetUrl)]
pub async fn get_node(slug: String, page: i64) -> AppResult<NodeView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let member = sees_levels(&mut tx, ctx.person.as_ref()).await?;
    node_view(&mut tx, slug, page, member).await
}

/// A page of a node as members or visitors see it.
#[cfg(feature = "ssr")]
pub async fn node_view(tx: &mut Tx, slug: String, page: i64, member: bool) -> AppResult<NodeView> {
    let node = store::node(tx, &slug).await?;
    let parents = store::parents(tx, &node).await?;
    let children = store::counts(tx, &slug).await?;
    let (rows, total, firms, verified_firms) = store::holders_page(tx, &slug, page).await?;
    let ids: Vec<i64> = rows.iter().map(|r| r.company_id).collect();
    let cards = companies::cards(tx, &ids).await?;
    let sight = if member { Sight::Member } else { Sight::Visitor };
    let holder = |row: store::HolderRow| {
        Some(Holder {
            firm: cards.get(&row.company_id)?.clone(),
            technology: Label::new(row.technology, row.name_ko, row.name_en),
            confirmed: row.verified_level.is_some(),
            detail: sight.sees_level(row.open).then_some(Detail {
                activity: row.activity,
                level: row.level,
                verified_level: row.verified_level,
            }),
        })
    };
    let holders = rows.into_iter().filter_map(holder).collect();
    Ok(NodeView {
        slug,
        level: node.level,
        name: node.name,
        about: node.about,
        parents,
        children,
        holders,
        total,
        firms,
        verified_firms,
        member,
    })
}

/// Whether somebody speaks for a confirmed firm, or is a coordinator: they see what members see, the levels of firms too.
#[cfg(feature = "ssr")]
pub async fn sees_levels(tx: &mut Tx, person: Option<&Person>) -> AppResult<bool> {
    let Some(person) = person else { return Ok(false) };
    Ok(person.coordinator || !companies::firms_of(tx, person.id).await?.is_empty())
}

/// A firm against the map. One that is not a member yet exists for its people and coordinators only.
#[server(endpoint = "technologies/profile", input = GetUrl)]
pub async fn get_profile(slug: String) -> AppResult<Profile> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let firm = companies::firm(&mut tx, &slug).await?;
    let role = match &ctx.person {
        Some(person) => companies::role(&mut tx, firm.id, person.id).await?,
        None => None,
    };
    let coordinator = ctx.person.as_ref().is_some_and(|p| p.coordinator);
    if !firm.confirmed && role.is_none() && !coordinator {
        return Err(AppError::NotFound);
    }
    let own = role.is_some();
    let member = own || sees_levels(&mut tx, ctx.person.as_ref()).await?;
    let sight = match (own || coordinator, member) {
        (true, _) => Sight::Reviewer,
        (false, true) => Sight::Member,
        (false, false) => Sight::Visitor,
    };
    let areas = store::profile(&mut tx, firm.id, sight, own, ctx.now).await?;
    let all = areas.iter().flat_map(|a| &a.capabilities);
    let (claimed, confirmed) = (all.clone().count(), all.filter(|c| c.confirmed).count());
    let strip = if claimed == 0 { Vec::new() } else { strip(&mut tx, firm.id).await? };
    Ok(Profile {
        firm: Label { slug: firm.slug, name: firm.name },
        areas,
        claimed,
        confirmed,
        strip,
        may_edit: matches!(role, Some(Role::Owner | Role::Editor)),
        member,
    })
}

/// Every area in order with how strong the firm is in it.
#[cfg(feature = "ssr")]
async fn strip(tx: &mut Tx, company: i64) -> AppResult<Vec<(String, Vec<(Label, u8)>)>> {
    let mut best: HashMap<String, u8> = HashMap::new();
    for held in store::held(tx, &[company]).await? {
        let step = match held.verified {
            0 => 1,
            1 | 2 => 2,
            _ => 3,
        };
        let known = best.entry(held.area).or_default();
        *known = step.max(*known);
    }
    let mut rows: Vec<(String, Vec<(Label, u8)>)> = Vec::new();
    for (domain, area) in store::all_areas(tx).await? {
        let step = best.get(&area.slug).copied().unwrap_or_default();
        match rows.last_mut().filter(|row| row.0 == domain) {
            Some(row) => row.1.push((area, step)),
            None => rows.push((domain, vec![(area, step)])),
        }
    }
    Ok(rows)
}
