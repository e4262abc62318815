//! The home page: what this is, what happened this quarter, the sector groups, the map, who joined.

use super::sectors::{SectorCard, SectorCards};
use crate::{
    companies::{CompanyRow, CompanyRows},
    error::AppResult,
    flagship::{BidRow, BidRows},
    meetups::{MeetupRow, MeetupRows},
    technologies::{DomainRow, HeatGrid, Legend},
    text::{
        keys::{companies, home, sectors, technologies, ui as words},
        texts,
    },
    time::UnixMillis,
    ui::{Icon, LazyPage, Loaded, Page, Section, load, loaded},
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::{
    companies as firms, consortia as groups, ctx::Ctx, flagship as bids, meetups as occasions, technologies as map,
    time,
};

/// Firms shown as newcomers.
#[cfg(feature = "ssr")]
const NEWCOMERS: i64 = 4;
/// Meetups and bids shown.
#[cfg(feature = "ssr")]
const MOST: i64 = 3;

/// What happened since the quarter began; figures of zero are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarter {
    year: i64,
    /// 1 to 4.
    number: i64,
    firms: i64,
    capabilities: i64,
    consortia: i64,
    open_seats: i64,
}

/// What the home page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    newest: Vec<CompanyRow>,
    firms: i64,
    quarter: Quarter,
    sectors: Vec<SectorCard>,
    domains: Vec<DomainRow>,
    meetups: Vec<MeetupRow>,
    bids: Vec<BidRow>,
    now: UnixMillis,
}

/// The alliance at a glance.
#[server(endpoint = "portal/home", input = GetUrl)]
pub async fn get_home() -> AppResult<Home> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (newest, firms) = firms::newest(&mut tx, "", NEWCOMERS).await?;
    let sectors = super::sectors::cards(&mut tx).await?;
    let this = time::Quarter::of(ctx.now);
    let since = this.begin();
    let quarter = Quarter {
        year: this.year,
        number: this.number,
        firms: firms::joined_since(&mut tx, since).await?,
        capabilities: map::confirmed_since(&mut tx, since).await?,
        consortia: groups::founded_since(&mut tx, since).await?,
        open_seats: sectors.iter().map(|s| s.open_seats).sum(),
    };
    let domains = map::areas(&mut tx, "").await?;
    let meetups = occasions::upcoming(&mut tx, ctx.now, "", MOST).await?;
    let bids = bids::open_bids(&mut tx, ctx.now, None, MOST).await?;
    ctx.changes_at(ctx.now.next_seoul_midnight());
    Ok(Home { newest, firms, quarter, sectors, domains, meetups, bids, now: ctx.now })
}

/// The home page.
pub struct HomePage(Loaded<Home>);

impl LazyPage for HomePage {
    fn data() -> Self {
        Self(load(|| (), |()| GetHome {}))
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let data = this.0;
        let steps =
            [(home::STEP_1, home::STEP_1_BODY), (home::STEP_2, home::STEP_2_BODY), (home::STEP_3, home::STEP_3_BODY)]
                .map(|(title, body)| view! { <li><strong>{t.s(title)}</strong><p>{t.s(body)}</p></li> });
        view! {
            <Page title=t.s(home::TITLE) description=t.s(home::LEAD)>
                <section class="hero">
                    <h1>{t.s(home::HEADLINE)}</h1>
                    <p class="lead">{t.s(home::LEAD)}</p>
                    <form class="search-box" role="search" action=t.href("/search") aria-label=t.s(words::SEARCH)>
                        <input type="search" name="q" aria-label=t.s(words::SEARCH_LABEL) placeholder=t.s(words::SEARCH_LABEL)/>
                        <button aria-label=t.s(words::SEARCH)><Icon name="search"/></button>
                    </form>
                    <div class="cluster">
                        <a class="button primary" href=t.href("/companies/new")>{t.s(companies::JOIN)}</a>
                        <a class="button" href=t.href("/companies")>{t.s(home::BROWSE)}</a>
                    </div>
                </section>
                {loaded(data, |data| view! { <Glance data/> })}
                <Section title=t.s(home::HOW) more=None>
                    <ol class="steps">{steps}</ol>
                </Section>
            </Page>
        }
        .into_any()
    }
}

#[component]
fn Glance(data: Home) -> impl IntoView {
    let t = texts();
    if data.newest.is_empty() {
        return view! { <Section title=t.s(home::NEWEST) more=None><p>{t.s(home::NOBODY_YET)}</p></Section> }
            .into_any();
    }
    let more = Some((home::all_firms(t, data.firms), t.href("/companies")));
    let all_sectors = Some((t.s(sectors::TITLE).to_owned(), t.href("/sectors")));
    let whole_map = Some((t.s(home::WHOLE_MAP).to_owned(), t.href("/technologies")));
    let now = data.now;
    let next = (!data.meetups.is_empty()).then(|| {
        let all = Some((t.s(home::ALL_MEETUPS).to_owned(), t.href("/meetups")));
        view! { <Section title=t.s(home::NEXT_MEETUPS) more=all><MeetupRows rows=data.meetups now nested=true/></Section> }
    });
    let open = (!data.bids.is_empty()).then(|| {
        let all = Some((t.s(home::ALL_BIDS).to_owned(), t.href("/bids")));
        view! { <Section title=t.s(home::OPEN_BIDS) more=all><BidRows rows=data.bids now nested=true/></Section> }
    });
    view! {
        <ThisQuarter quarter=data.quarter/>
        <Section title=t.s(sectors::TITLE) more=all_sectors><SectorCards cards=data.sectors level=3/></Section>
        <Section title=t.s(technologies::TITLE) more=whole_map>
            <Legend/>
            <HeatGrid domains=data.domains small=true/>
        </Section>
        {next}
        {open}
        <Section title=t.s(home::NEWEST) more><CompanyRows rows=data.newest nested=true/></Section>
    }
    .into_any()
}

/// The figures of this quarter, each a link to the rows that prove it.
#[component]
fn ThisQuarter(quarter: Quarter) -> impl IntoView {
    let t = texts();
    let q = quarter;
    let figures = [
        (q.firms, home::QUARTER_FIRMS, "/companies"),
        (q.capabilities, home::QUARTER_CAPABILITIES, "/technologies"),
        (q.consortia, home::QUARTER_CONSORTIA, "/consortia"),
        (q.open_seats, home::QUARTER_SEATS, "/consortia?state=recruiting"),
    ];
    let shown = figures
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, label, path)| {
            view! {
                <a class="stat" href=t.href(path)>
                    <span class="stat-value">{count}</span>
                    <span class="stat-label">{t.s(label)}</span>
                </a>
            }
        })
        .collect_view();
    view! {
        <Section title=home::quarter(t, q.number, q.year) more=None><div class="stat-strip">{shown}</div></Section>
    }
}
