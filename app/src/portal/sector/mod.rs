//! The page of a sector group: what it is and who coordinates it, what happened last, who seeks whom, who belongs to it.

mod page;

pub use page::SectorPage;

use super::happenings::Happening;
use crate::{
    companies::{CompanyRow, GroupView},
    consortia::ConsortiumRow,
    error::AppResult,
    flagship::BidRow,
    label::{Facet, Label},
    meetups::MeetupRow,
    news::NoticeRow,
    technologies::Demand,
    text::Text2,
    time::UnixMillis,
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::happenings,
    crate::{
        companies as firms, consortia as groups,
        ctx::Ctx,
        db::{StoreError, Tx},
        flagship as bids, meetups as occasions, news, sectors, technologies as map,
    },
};

/// Rows of one kind.
#[cfg(feature = "ssr")]
const MOST: i64 = 6;
/// Pinned notices.
#[cfg(feature = "ssr")]
const PINNED: usize = 3;
/// Technologies named that a sector lacks, and firms named that could fill one.
#[cfg(feature = "ssr")]
const LACKING: usize = 5;
#[cfg(feature = "ssr")]
const FILLERS: usize = 3;

/// A technology that the sector lacks, and members that claim it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    demand: Demand,
    could: Vec<Label>,
}

/// What the page of a sector shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorView {
    slug: String,
    name: Text2,
    about: Text2,
    about_html: Text2,
    group: GroupView,
    pinned: Vec<NoticeRow>,
    happenings: Vec<Happening>,
    types: Vec<Facet>,
    firms: Vec<CompanyRow>,
    firm_count: i64,
    consortia: Vec<ConsortiumRow>,
    meetups: Vec<MeetupRow>,
    bids: Vec<BidRow>,
    /// How much of its demand its firms meet, in percent, and what it lacks most.
    met: Option<i64>,
    lacking: Vec<Lacking>,
    now: UnixMillis,
}

/// A sector group, made for one viewer: whoever could lead sees the consortia that seek a lead first.
#[server(endpoint = "portal/sector", input = GetUrl)]
pub async fn get_sector(slug: String) -> AppResult<SectorView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let sectors = sectors::known(&mut tx).await?;
    let (sector, needs) = sectors.with_needs().find(|(s, _)| s.slug == slug).ok_or(StoreError::Missing)?;
    let group = firms::group(&ctx, &mut tx, &slug).await?;
    let (firms, firm_count) = firms::newest(&mut tx, &slug, MOST).await?;
    let demand = map::demand(&mut tx, &slug).await?;
    ctx.changes_at(ctx.now.next_seoul_midnight());
    Ok(SectorView {
        met: map::percent_met(demand.iter().map(|d| (d.weight, d.target, d.supply.1))),
        lacking: lacking(&mut tx, demand).await?,
        happenings: happenings::latest(&mut tx, &slug, ctx.now, usize::try_from(MOST).unwrap_or_default()).await?,
        pinned: news::pinned(&mut tx, &slug, !group.own.is_empty() || group.runs, ctx.now, PINNED).await?,
        consortia: consortia_of(&ctx, &mut tx, &slug).await?,
        meetups: occasions::upcoming(&mut tx, ctx.now, &slug, MOST).await?,
        bids: bids::open_bids(&mut tx, ctx.now, Some(&slug), MOST).await?,
        now: ctx.now,
        types: firms::count_by_type(&mut tx, &slug).await?,
        about: needs.about.clone(),
        about_html: needs.html.clone(),
        slug: sector.slug.clone(),
        name: sector.name.clone(),
        group,
        firms,
        firm_count,
    })
}

#[cfg(feature = "ssr")]
async fn consortia_of(ctx: &Ctx, tx: &mut Tx, sector: &str) -> AppResult<Vec<ConsortiumRow>> {
    let query = groups::ConsortiumQuery { sector: sector.to_owned(), page: 1, ..groups::ConsortiumQuery::default() };
    let could_lead = match &ctx.person {
        Some(person) => firms::could_lead(tx, person.id).await?,
        None => false,
    };
    // Those that seek a lead are among those that recruit, which come first anyhow.
    let (mut rows, _) = groups::list(tx, &query, if could_lead { 4 * MOST } else { MOST }).await?;
    if could_lead {
        rows.sort_by_key(|row| !row.fleet.lead_open());
        rows.truncate(usize::try_from(MOST).unwrap_or_default());
    }
    Ok(rows)
}

/// What is lacking most, with the members that claim it: who has it confirmed comes first.
#[cfg(feature = "ssr")]
async fn lacking(tx: &mut Tx, demand: Vec<Demand>) -> AppResult<Vec<Lacking>> {
    let held = map::holdings_of_all(tx).await?;
    let mut lacking = Vec::new();
    for demand in demand.into_iter().filter(|d| !d.is_met()).take(LACKING) {
        let could = firms::labels(tx, &held.holders(&demand.technology.slug, FILLERS)).await?;
        lacking.push(Lacking { demand, could });
    }
    Ok(lacking)
}
