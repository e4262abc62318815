//! The sector groups: all of them, and one with its consortia and firms.

use crate::{
    companies::{CompanyRow, CompanyRows, FirmType},
    consortia::{ConsortiumRow, ConsortiumRows},
    error::AppResult,
    flagship::{BidRow, BidRows},
    label::{Facet, Label},
    meetups::{MeetupRow, MeetupRows},
    technologies::{self, Demand, DemandTable},
    text::{
        Text2,
        keys::{companies, flagship, meetups, sectors as words, technologies as map_words},
        texts,
    },
    time::UnixMillis,
    ui::{Crumb, LazyPage, Loaded, Page, Prose, Said, Section, load, loaded},
};
use leptos::{prelude::*, server};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::{
    companies as firms, consortia as groups, ctx::Ctx, db::StoreError, flagship as bids, meetups as occasions, sectors,
    technologies as map,
};

/// Rows of one kind on a sector's page.
#[cfg(feature = "ssr")]
const MOST: i64 = 6;
/// Technologies named that a sector lacks.
#[cfg(feature = "ssr")]
const LACKING: usize = 5;

/// A sector on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorCard {
    pub slug: String,
    pub name: Text2,
    /// The beginning of what it needs.
    pub about: Text2,
    pub firms: i64,
    pub consortia: i64,
    pub open_seats: i64,
}

/// Every sector with its numbers, in two statements.
#[cfg(feature = "ssr")]
pub async fn cards(tx: &mut crate::db::Tx) -> AppResult<Vec<SectorCard>> {
    let firms = firms::count_by_sector(tx).await?;
    let groups = groups::count_by_sector(tx).await?;
    let card = |(sector, needs): (&Label, &sectors::Needs)| {
        let (consortia, open_seats) = groups.get(&sector.slug).copied().unwrap_or_default();
        SectorCard {
            firms: firms.get(&sector.slug).copied().unwrap_or_default(),
            consortia,
            open_seats,
            about: needs.teaser.clone(),
            slug: sector.slug.clone(),
            name: sector.name.clone(),
        }
    };
    Ok(sectors::known(tx).await?.with_needs().map(card).collect())
}

/// Every sector group.
#[server(endpoint = "portal/sectors", input = GetUrl)]
pub async fn list_sectors() -> AppResult<Vec<SectorCard>> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    cards(&mut tx).await
}

/// What the page of a sector shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorView {
    slug: String,
    name: Text2,
    about: Text2,
    about_html: Text2,
    types: Vec<Facet>,
    firms: Vec<CompanyRow>,
    firm_count: i64,
    consortia: Vec<ConsortiumRow>,
    meetups: Vec<MeetupRow>,
    bids: Vec<BidRow>,
    /// How much of its demand its firms meet, in percent, and what it lacks most.
    met: Option<i64>,
    lacking: Vec<Demand>,
    now: UnixMillis,
}

/// A sector group: what its field needs, who seeks whom, who belongs to it.
#[server(endpoint = "portal/sector", input = GetUrl)]
pub async fn get_sector(slug: String) -> AppResult<SectorView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let sectors = sectors::known(&mut tx).await?;
    let (sector, needs) = sectors.with_needs().find(|(s, _)| s.slug == slug).ok_or(StoreError::Missing)?;
    let query = groups::ConsortiumQuery { sector: slug.clone(), page: 1, ..groups::ConsortiumQuery::default() };
    let (consortia, _) = groups::list(&mut tx, &query, MOST).await?;
    let (firms, firm_count) = firms::newest(&mut tx, &slug, MOST).await?;
    let demand = map::demand(&mut tx, &slug).await?;
    ctx.changes_at(ctx.now.next_seoul_midnight());
    Ok(SectorView {
        met: technologies::percent_met(demand.iter().map(|d| (d.weight, d.target, d.supply.1))),
        lacking: demand.into_iter().filter(|d| !d.is_met()).take(LACKING).collect(),
        meetups: occasions::upcoming(&mut tx, ctx.now, &slug, MOST).await?,
        bids: bids::open_bids(&mut tx, ctx.now, Some(&slug), MOST).await?,
        now: ctx.now,
        types: firms::count_by_type(&mut tx, &slug).await?,
        about: needs.about.clone(),
        about_html: needs.html.clone(),
        slug: sector.slug.clone(),
        name: sector.name.clone(),
        firms,
        firm_count,
        consortia,
    })
}

/// All sector groups.
pub struct SectorListPage {
    sectors: Loaded<Vec<SectorCard>>,
}

impl LazyPage for SectorListPage {
    fn data() -> Self {
        let sectors = load(|| (), |()| ListSectors {});
        Self { sectors }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let SectorListPage { sectors } = this;
        view! {
            <Page title=t.s(words::TITLE) description=t.s(words::LEAD)>
                <div class="page-head">
                    <h1>{t.s(words::TITLE)}</h1>
                    <p class="lead">{t.s(words::LEAD)}</p>
                </div>
                {loaded(sectors, |cards| view! { <SectorCards cards level=2/> })}
            </Page>
        }
        .into_any()
    }
}

/// Sector groups as cards, with headings of this level.
#[component]
pub fn SectorCards(cards: Vec<SectorCard>, level: u8) -> impl IntoView {
    let cards = cards.into_iter().map(|card| view! { <Card card level/> }).collect_view();
    view! { <ul class="card-grid">{cards}</ul> }
}

#[component]
fn Card(card: SectorCard, level: u8) -> impl IntoView {
    let t = texts();
    let link = view! { <a href=t.href(&format!("/sectors/{}", card.slug))><Said text=card.name/></a> };
    let title = if level == 2 {
        view! { <h2 class="card-title">{link}</h2> }.into_any()
    } else {
        view! { <h3 class="card-title">{link}</h3> }.into_any()
    };
    let seats = (card.open_seats > 0).then(|| view! { <strong>{words::open_seats(t, card.open_seats)}</strong> });
    view! {
        <li>
            <div class="card link">
                {title}
                <p class="small muted"><Said text=card.about/></p>
                <p class="card-foot">
                    <span>{words::firms(t, card.firms)}" · "{words::consortia(t, card.consortia)}</span>
                    {seats}
                </p>
            </div>
        </li>
    }
}

/// The page of a sector group.
pub struct SectorPage(Loaded<SectorView>);

impl LazyPage for SectorPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetSector { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |sector| view! { <SectorGroup sector/> }).into_any()
    }
}

#[component]
fn SectorGroup(sector: SectorView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let name = sector.name.get(lang).to_owned();
    let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/sectors"))];
    let types = sector
        .types
        .into_iter()
        .map(|f| {
            let href = t.href(&format!("/companies?sector={}&type={}", sector.slug, f.label.slug));
            let label = format!("{} {}", f.label.name.get(lang), f.count);
            view! { <li><a class="tag" href=href><FirmType slug=f.label.slug label/></a></li> }
        })
        .collect_view();
    let consortia = if sector.consortia.is_empty() {
        view! {
            <p>{t.s(words::NO_CONSORTIA)}</p>
            <p><a class="button" href=t.href("/consortia/new")>{t.s(crate::text::keys::consortia::FOUND)}</a></p>
        }
        .into_any()
    } else {
        view! { <ConsortiumRows rows=sector.consortia nested=true/> }.into_any()
    };
    let all = t.href(&format!("/consortia?sector={}", sector.slug));
    let firms = if sector.firms.is_empty() {
        view! { <p class="muted">{t.s(words::NO_FIRMS)}</p> }.into_any()
    } else {
        view! { <CompanyRows rows=sector.firms nested=true/> }.into_any()
    };
    let now = sector.now;
    let bids = (!sector.bids.is_empty()).then(|| {
        let all = t.href(&format!("/bids?sector={}", sector.slug));
        view! {
            <Section title=t.s(flagship::BOARD) more=Some((t.s(words::ALL_CONSORTIA).to_owned(), all))>
                <BidRows rows=sector.bids now nested=true/>
            </Section>
        }
    });
    let meetings = (!sector.meetups.is_empty()).then(|| {
        let all = t.href(&format!("/meetups?sector={}", sector.slug));
        view! {
            <Section title=t.s(meetups::TITLE) more=Some((t.s(words::ALL_CONSORTIA).to_owned(), all))>
                <MeetupRows rows=sector.meetups now nested=true/>
            </Section>
        }
    });
    let demand = sector.met.map(|percent| {
        let all = t.href(&format!("/coverage?sector={}", sector.slug));
        let lacking = (!sector.lacking.is_empty()).then(|| view! { <DemandTable demand=sector.lacking recruit=None/> });
        view! {
            <Section title=t.s(words::LACKING) more=Some((t.s(words::DEMAND_ALL).to_owned(), all))>
                <p>{map_words::demand_met(t, percent)}</p>
                {lacking}
            </Section>
        }
    });
    let directory = t.href(&format!("/companies?sector={}", sector.slug));
    let map = t.href(&format!("/technologies?sector={}", sector.slug));
    view! {
        <Page title=name.clone() description=sector.about.get(lang) crumbs>
            <div class="page-head">
                <h1>{words::group(t, name)}</h1>
                <div class="page-actions">
                    <a class="button" href=map>{t.s(words::MAP_OF)}</a>
                </div>
            </div>
            <Prose html=sector.about_html/>
            <Section title=t.s(words::CONSORTIA_TITLE) more=Some((t.s(words::ALL_CONSORTIA).to_owned(), all))>{consortia}</Section>
            {bids}
            {meetings}
            {demand}
            <Section title=t.s(companies::TITLE) more=Some((words::all_firms(t, sector.firm_count), directory))>
                <ul class="cluster">{types}</ul>
                {firms}
            </Section>
        </Page>
    }
}
