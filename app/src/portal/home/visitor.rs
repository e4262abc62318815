//! Home for visitors: what this is, what happened this quarter, the sector groups, the map, who joined. With few members
//! it says less: what the alliance is, who is there, and how to join.

use super::super::sectors::{SectorCard, SectorCards};
use crate::{
    companies::{CompanyRow, CompanyRows},
    flagship::{BidRow, BidRows},
    meetups::{MeetupRow, MeetupRows},
    technologies::{DomainRow, HeatGrid, Legend},
    text::{
        keys::{companies, home as words, sectors, technologies, ui as common},
        texts,
    },
    time::UnixMillis,
    ui::{Icon, Section, address},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    companies as firms, consortia as groups, ctx::Ctx, db::Tx, error::AppResult, flagship as bids,
    meetups as occasions, technologies as map, time,
};

/// Firms shown as newcomers.
#[cfg(feature = "ssr")]
const NEWCOMERS: i64 = 4;
/// Meetups and bids shown.
#[cfg(feature = "ssr")]
const MOST: i64 = 3;
/// Below so many members this is a founding page.
#[cfg(feature = "ssr")]
const FOUNDED_FROM: i64 = 10;
/// So many entries the map and the bids need on it.
#[cfg(feature = "ssr")]
const ENOUGH: i64 = 5;

/// What happened since the quarter began; figures of zero are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Quarter {
    year: i64,
    /// 1 to 4.
    number: i64,
    firms: i64,
    capabilities: i64,
    meetups: i64,
    /// People at those meetups, as they were counted.
    attended: i64,
    consortia: i64,
    open_seats: i64,
}

/// What visitors see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorHome {
    newest: Vec<CompanyRow>,
    firms: i64,
    quarter: Quarter,
    sectors: Vec<SectorCard>,
    domains: Vec<DomainRow>,
    meetups: Vec<MeetupRow>,
    bids: Vec<BidRow>,
}

#[cfg(feature = "ssr")]
pub async fn home(ctx: &Ctx, tx: &mut Tx) -> AppResult<VisitorHome> {
    let (newest, firms) = firms::newest(tx, "", NEWCOMERS).await?;
    let founding = firms < FOUNDED_FROM;
    let sectors = super::super::sectors::cards(tx).await?;
    let this = time::Quarter::of(ctx.now);
    let since = this.begin();
    let (meetups, attended) = occasions::held_between(tx, since, ctx.now).await?;
    let quarter = Quarter {
        year: this.year,
        number: this.number,
        firms: firms::joined_since(tx, since).await?,
        capabilities: map::confirmed_since(tx, since).await?,
        meetups,
        attended,
        consortia: groups::founded_since(tx, since).await?,
        open_seats: sectors.iter().map(|s| s.open_seats).sum(),
    };
    let claims = if founding { map::totals(tx).await?.1 } else { i64::MAX };
    let domains = if claims >= ENOUGH { map::areas(tx, "").await? } else { Vec::new() };
    let mut bids = bids::open_bids(tx, ctx.now, None, if founding { ENOUGH } else { MOST }).await?;
    if founding && i64::try_from(bids.len()).is_ok_and(|count| count < ENOUGH) {
        bids.clear();
    }
    bids.truncate(usize::try_from(MOST).unwrap_or_default());
    Ok(VisitorHome {
        newest,
        firms,
        quarter,
        sectors: if founding { Vec::new() } else { sectors },
        domains,
        meetups: occasions::upcoming(tx, ctx.now, "", MOST).await?,
        bids,
    })
}

#[component]
pub fn Visitor(
    home: VisitorHome,
    /// What happened last.
    latest: AnyView,
    now: UnixMillis,
) -> impl IntoView {
    let t = texts();
    let steps =
        [(words::STEP_1, words::STEP_1_BODY), (words::STEP_2, words::STEP_2_BODY), (words::STEP_3, words::STEP_3_BODY)]
            .map(|(title, body)| view! { <li><strong>{t.s(title)}</strong><p>{t.s(body)}</p></li> });
    let join = address(&t.href("/sign-up"), &[("next", &t.href("/companies/new"))]);
    view! {
        <section class="hero">
            <h1>{t.s(words::HEADLINE)}</h1>
            <p class="lead">{t.s(words::LEAD)}</p>
            <form class="search-box" role="search" action=t.href("/search") aria-label=t.s(common::SEARCH)>
                <input type="search" name="q" aria-label=t.s(common::SEARCH_LABEL) placeholder=t.s(common::SEARCH_LABEL)/>
                <button aria-label=t.s(common::SEARCH)><Icon name="search"/></button>
            </form>
            <div class="cluster">
                <a class="button primary" href=join>{t.s(companies::JOIN)}</a>
                <a class="button" href=t.href("/companies")>{t.s(words::BROWSE)}</a>
            </div>
        </section>
        <Glance home latest now/>
        <Section title=t.s(words::HOW) more=None>
            <ol class="steps">{steps}</ol>
        </Section>
    }
}

#[component]
fn Glance(home: VisitorHome, latest: AnyView, now: UnixMillis) -> impl IntoView {
    let t = texts();
    if home.newest.is_empty() {
        return view! { <Section title=t.s(words::NEWEST) more=None><p>{t.s(words::NOBODY_YET)}</p></Section> }
            .into_any();
    }
    let sectors = (!home.sectors.is_empty()).then(|| {
        let all = Some((t.s(sectors::TITLE).to_owned(), t.href("/sectors")));
        view! { <Section title=t.s(sectors::TITLE) more=all><SectorCards cards=home.sectors level=3/></Section> }
    });
    let map = (!home.domains.is_empty()).then(|| {
        let whole = Some((t.s(words::WHOLE_MAP).to_owned(), t.href("/technologies")));
        view! {
            <Section title=t.s(technologies::TITLE) more=whole>
                <Legend/>
                <HeatGrid domains=home.domains small=true/>
            </Section>
        }
    });
    let next = (!home.meetups.is_empty()).then(|| {
        let all = Some((t.s(words::ALL_MEETUPS).to_owned(), t.href("/meetups")));
        view! { <Section title=t.s(words::NEXT_MEETUPS) more=all><MeetupRows rows=home.meetups now nested=true/></Section> }
    });
    let open = (!home.bids.is_empty()).then(|| {
        let all = Some((t.s(words::ALL_BIDS).to_owned(), t.href("/bids")));
        view! { <Section title=t.s(words::OPEN_BIDS) more=all><BidRows rows=home.bids now nested=true/></Section> }
    });
    let more = Some((words::all_firms(t, home.firms), t.href("/companies")));
    view! {
        <ThisQuarter quarter=home.quarter/>
        {latest}
        {sectors}
        {map}
        {next}
        {open}
        <Section title=t.s(words::NEWEST) more><CompanyRows rows=home.newest nested=true/></Section>
    }
    .into_any()
}

/// The figures of this quarter, each a link to the rows that prove it.
#[component]
fn ThisQuarter(quarter: Quarter) -> impl IntoView {
    let t = texts();
    let q = quarter;
    let meetups = if q.attended > 0 {
        words::quarter_meetups_attended(t, q.attended)
    } else {
        t.s(words::QUARTER_MEETUPS).to_owned()
    };
    let figures = [
        (q.firms, t.s(words::QUARTER_FIRMS).to_owned(), "/companies"),
        (q.capabilities, t.s(words::QUARTER_CAPABILITIES).to_owned(), "/technologies/moves"),
        (q.meetups, meetups, "/meetups?when=past"),
        (q.consortia, t.s(words::QUARTER_CONSORTIA).to_owned(), "/consortia"),
        (q.open_seats, t.s(words::QUARTER_SEATS).to_owned(), "/consortia?state=recruiting"),
    ];
    let shown: Vec<_> = figures
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, label, path)| {
            view! {
                <a class="stat" href=t.href(path)>
                    <span class="stat-value">{count}</span>
                    <span class="stat-label">{label}</span>
                </a>
            }
        })
        .collect();
    (!shown.is_empty()).then(|| {
        view! {
            <Section title=words::quarter(t, q.number, q.year) more=None><div class="stat-strip">{shown}</div></Section>
        }
    })
}
