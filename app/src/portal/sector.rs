//! The page of a sector group: what it is and who coordinates it, what happened last, who seeks whom, who belongs to it.

use super::happenings::{Happening, HappeningRows};
use crate::{
    companies::{CompanyRow, CompanyRows, Coordinators, FirmType, GroupView, Membership},
    consortia::{ConsortiumRow, ConsortiumRows},
    error::AppResult,
    flagship::{BidRow, BidRows},
    label::{Facet, Label},
    meetups::{MeetupRow, MeetupRows},
    news::{NoticeRow, NoticeRows},
    technologies::{self, CoverBadge, Demand},
    text::{
        Text2, Texts,
        keys::{
            companies, consortia, flagship, meetups, news as news_words, sectors as words, technologies as map_words,
            ui as common,
        },
        texts,
    },
    time::UnixMillis,
    ui::{Crumb, Icon, LazyPage, Loaded, Page, Prose, Said, Section, Toast, load, loaded, told},
};
use leptos::{prelude::*, server};
use leptos_router::hooks::use_params_map;
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
const PINNED: i64 = 3;
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
        met: technologies::percent_met(demand.iter().map(|d| (d.weight, d.target, d.supply.1))),
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
    let lacking: Vec<Demand> = demand.into_iter().filter(|d| !d.is_met()).take(LACKING).collect();
    let held = map::holdings_of_all(tx).await?;
    let could: Vec<Vec<i64>> = lacking.iter().map(|d| held.holders(&d.technology.slug, FILLERS)).collect();
    let mut ids = could.concat();
    ids.sort_unstable();
    ids.dedup();
    let cards = firms::cards(tx, &ids).await?;
    let label = |id: &i64| cards.get(id).map(|card| Label { slug: card.slug.clone(), name: card.name.clone() });
    let with =
        |(demand, could): (Demand, Vec<i64>)| Lacking { demand, could: could.iter().filter_map(label).collect() };
    Ok(lacking.into_iter().zip(could).map(with).collect())
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

/// A link to all of what a section shows the beginning of.
fn all(t: Texts, list: &str, sector: &str) -> (String, String) {
    (t.s(words::ALL_CONSORTIA).to_owned(), t.href(&format!("/{list}?sector={sector}")))
}

#[component]
fn SectorGroup(sector: SectorView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let slug = sector.slug.clone();
    let name = sector.name.get(lang).to_owned();
    let now = sector.now;
    let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/sectors"))];
    let done =
        [("joined_group", words::JOINED_DONE), ("left_group", words::LEFT_DONE), ("chose_fields", common::SAVED)];
    let done = told(&done).map(|key| view! { <Toast said=t.s(key)/> });
    let group = sector.group;
    let run = group.runs.then(|| view! { <Run sector=slug.clone()/> });
    let own = (!group.own.is_empty()).then(|| {
        let label = Label { slug: slug.clone(), name: sector.name.clone() };
        view! {
            <Section title=t.s(words::OWN) more=None>
                <Membership sector=label own=group.own fields=group.choices/>
            </Section>
        }
    });
    let pinned = (!sector.pinned.is_empty()).then(|| {
        view! {
            <Section title=t.s(news_words::TITLE) more=Some((t.s(news_words::ALL).to_owned(), t.href(&format!("/news?sector={slug}"))))>
                <NoticeRows rows=sector.pinned nested=true/>
            </Section>
        }
    });
    let happened = (!sector.happenings.is_empty()).then(|| {
        view! { <Section title=t.s(common::LATEST) more=None><HappeningRows happenings=sector.happenings/></Section> }
    });
    let consortia = if sector.consortia.is_empty() {
        view! {
            <p>{t.s(words::NO_CONSORTIA)}</p>
            <p><a class="button" href=t.href("/consortia/new")>{t.s(consortia::FOUND)}</a></p>
        }
        .into_any()
    } else {
        view! { <ConsortiumRows rows=sector.consortia nested=true/> }.into_any()
    };
    let firms = if sector.firms.is_empty() {
        view! { <p class="muted">{t.s(words::NO_FIRMS)}</p> }.into_any()
    } else {
        view! { <CompanyRows rows=sector.firms nested=true/> }.into_any()
    };
    let directory = t.href(&format!("/companies?sector={slug}"));
    let meetings = (!sector.meetups.is_empty()).then(|| {
        view! {
            <Section title=t.s(meetups::TITLE) more=Some(all(t, "meetups", &slug))>
                <MeetupRows rows=sector.meetups now nested=true/>
            </Section>
        }
    });
    let bids = (!sector.bids.is_empty()).then(|| {
        view! {
            <Section title=t.s(flagship::BOARD) more=Some(all(t, "bids", &slug))>
                <BidRows rows=sector.bids now nested=true/>
            </Section>
        }
    });
    let demand = sector.met.map(|percent| {
        let whole = Some((t.s(words::DEMAND_ALL).to_owned(), t.href(&format!("/coverage?sector={slug}"))));
        let rows = sector.lacking.into_iter().map(|row| view! { <LackingRow row/> }).collect_view();
        view! {
            <Section title=t.s(words::LACKING) more=whole>
                <p>{map_words::demand_met(t, percent)}</p>
                <ul class="list-rows">{rows}</ul>
            </Section>
        }
    });
    view! {
        <Page title=name.clone() description=sector.about.get(lang) crumbs>
            {done}
            <div class="page-head">
                <h1>{words::group(t, name)}</h1>
                <div class="page-actions">
                    <a class="button" href=t.href(&format!("/technologies?sector={slug}"))>{t.s(words::MAP_OF)}</a>
                </div>
            </div>
            <Prose html=sector.about_html/>
            <Coordinators coordinators=group.coordinators/>
            {run}
            {pinned}
            {happened}
            {own}
            <Section title=t.s(words::CONSORTIA_TITLE) more=Some(all(t, "consortia", &slug))>{consortia}</Section>
            <Section title=t.s(companies::TITLE) more=Some((words::all_firms(t, sector.firm_count), directory))>
                <Narrower sector=slug.clone() types=sector.types fields=group.fields/>
                {firms}
            </Section>
            {meetings}
            {bids}
            {demand}
        </Page>
    }
}

/// What a coordinator does for the group, one button each.
#[component]
fn Run(sector: String) -> impl IntoView {
    let t = texts();
    let acts = [
        (format!("/news/new?sector={sector}"), "rss", news_words::WRITE),
        (format!("/meetups/new?sector={sector}"), "calendar", meetups::SCHEDULE),
        ("/secretariat/capabilities".to_owned(), "shield", companies::DESK_CAPABILITIES),
        (format!("/secretariat/recruiting?sector={sector}"), "users", companies::DESK_RECRUITING),
    ];
    let acts = acts.map(|(href, icon, label)| {
        view! { <a class="button small" href=t.href(&href)><Icon name=icon/>{t.s(label)}</a> }
    });
    view! {
        <nav class="cluster run" aria-label=t.s(words::RUN)>
            <span class="small muted">{t.s(words::RUN)}</span>
            {acts.into_iter().collect_view()}
        </nav>
    }
}

/// The group's firms by type and by field, each a link into the directory.
#[component]
fn Narrower(sector: String, types: Vec<Facet>, fields: Vec<Facet>) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let types = types.into_iter().map(|f| {
        let href = t.href(&format!("/companies?sector={sector}&type={}", f.label.slug));
        let label = format!("{} {}", f.label.name.get(lang), f.count);
        view! { <li><a class="tag" href=href><FirmType slug=f.label.slug label/></a></li> }
    });
    let types = types.collect_view();
    let fields = (!fields.is_empty()).then(|| {
        let field = |f: Facet| {
            let href = t.href(&format!("/companies?sector={sector}&field={}", f.label.slug));
            view! { <li><a class="tag" href=href>{format!("{} {}", f.label.name.get(lang), f.count)}</a></li> }
        };
        let rows = fields.into_iter().map(field).collect_view();
        view! { <ul class="cluster" aria-label=t.s(words::FIELDS)>{rows}</ul> }
    });
    view! { <ul class="cluster" aria-label=t.s(companies::TYPES)>{types}</ul>{fields} }
}

#[component]
fn LackingRow(row: Lacking) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let Lacking { demand, could } = row;
    let could = if could.is_empty() {
        view! { <span>{t.s(words::NOBODY_COULD)}</span> }.into_any()
    } else {
        let firms = could
            .into_iter()
            .enumerate()
            .map(|(number, firm)| {
                let comma = if number == 0 { "" } else { ", " };
                view! { {comma}<a href=t.href(&format!("/companies/{}", firm.slug))><Said text=firm.name/></a> }
            })
            .collect_view();
        view! { <span>{t.s(words::COULD)}" "{firms}</span> }.into_any()
    };
    let href = t.href(&format!("/technologies/{}", demand.technology.slug));
    let title = demand.technology.name.get(lang).to_owned();
    view! {
        <li class="row-item plain">
            <div class="row-main">
                <h3 class="row-title"><a href=href>{title}</a></h3>
                <p class="row-meta">
                    <CoverBadge cover=demand.cover()/>
                    <span>{map_words::demand_stands(t, demand.supply.1, demand.target)}</span>
                </p>
                <p class="small">{could}</p>
            </div>
        </li>
    }
}
