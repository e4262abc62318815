//! Home for members: what waits for them, the bids their firm would complete, the gaps it could fill, their consortia and
//! meetups.

use crate::{
    consortia::{ConsortiumRow, ConsortiumRows},
    flagship::{BidRow, DDay},
    inbox::{MessageRows, MessageView},
    label::Label,
    meetups::{MeetupRow, MeetupRows},
    text::{
        keys::{
            companies, consortia as group_words, home as words, inbox as inbox_words, offers,
            technologies as map_words, ui as common,
        },
        texts,
    },
    time::UnixMillis,
    ui::{Badge, Empty, Icon, Said, Section, Tone},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    crate::{
        accounts::Person,
        companies as firms,
        companies::Firm,
        consortia as groups,
        ctx::Ctx,
        db::Tx,
        error::AppResult,
        flagship as bids, inbox, meetups as occasions, sectors,
        technologies::{self as map, Need},
    },
    std::collections::BTreeSet,
    std::collections::HashSet,
};

/// Rows of one kind.
#[cfg(feature = "ssr")]
const MOST: usize = 4;
/// Open bids that are looked through for those that a firm would complete.
#[cfg(feature = "ssr")]
const BIDS_WEIGHED: i64 = 50;

/// A bid that the firm would complete, and by what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Fitting {
    bid: BidRow,
    meets: Vec<Label>,
}

/// Something a sector lacks that a firm is near to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Fillable {
    sector: Label,
    technology: Label,
    /// Where the next step is done: evidence for what is claimed, or a claim.
    path: String,
    claimed: bool,
}

/// What members see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberHome {
    name: String,
    /// The members that the person speaks for.
    firms: Vec<Label>,
    waiting: Vec<MessageView>,
    open: i64,
    bids: Vec<Fitting>,
    gaps: Vec<Fillable>,
    consortia: Vec<ConsortiumRow>,
    /// Meetups with a seat or a place in the queue; without any, the next ones.
    own_meetups: bool,
    meetups: Vec<MeetupRow>,
}

#[cfg(feature = "ssr")]
pub async fn home(ctx: &Ctx, tx: &mut Tx, person: &Person) -> AppResult<MemberHome> {
    let own = firms::firms_of(tx, person.id).await?;
    let ids: Vec<i64> = own.iter().map(|firm| firm.id).collect();
    let registered = occasions::of_person(tx, person.id, ctx.now).await?;
    let mut meetups = registered.clone();
    if meetups.is_empty() {
        meetups = occasions::upcoming(tx, ctx.now, "", 3).await?;
    }
    meetups.truncate(MOST);
    let mut consortia = Vec::new();
    for firm in own.iter().take(3) {
        consortia.extend(groups::of_company(tx, firm.id).await?);
    }
    let mut seen = HashSet::new();
    consortia.retain(|c| seen.insert(c.slug.clone()));
    consortia.truncate(MOST);
    let (waiting, open) = inbox::waiting(tx, person.id, MOST).await?;
    Ok(MemberHome {
        name: person.name.clone(),
        bids: fitting(ctx, tx, &ids).await?,
        gaps: fillable(tx, &own).await?,
        firms: own.into_iter().map(|firm| Label { slug: firm.slug, name: firm.name }).collect(),
        waiting,
        open,
        consortia,
        own_meetups: !registered.is_empty(),
        meetups,
    })
}

/// Open bids whose open seats need what one of these firms claims; what meets most of them first.
#[cfg(feature = "ssr")]
async fn fitting(ctx: &Ctx, tx: &mut Tx, firms: &[i64]) -> AppResult<Vec<Fitting>> {
    if firms.is_empty() {
        return Ok(Vec::new());
    }
    let held = map::holdings_of_all(tx).await?;
    let meets = |need: &Label| {
        let need = Need { technology: need.slug.clone(), activity: String::new(), min_level: 1 };
        firms.iter().any(|firm| held.meets(*firm, &need))
    };
    let own = bids::bids_of_firms(tx, firms).await?;
    let open = bids::open_bids(tx, ctx.now, None, BIDS_WEIGHED).await?;
    let mut found: Vec<Fitting> = open
        .into_iter()
        .filter(|bid| bid.open_seats > 0 && !own.contains(&bid.slug))
        .map(|bid| Fitting { meets: bid.needs.iter().filter(|need| meets(need)).cloned().collect(), bid })
        .filter(|fitting| !fitting.meets.is_empty())
        .collect();
    found.sort_by_key(|fitting| (std::cmp::Reverse(fitting.meets.len()), fitting.bid.closes));
    found.truncate(MOST);
    Ok(found)
}

/// What the sectors of these firms lack and a firm is near to: it claims it without enough being confirmed, or it can do
/// something of the same area.
#[cfg(feature = "ssr")]
async fn fillable(tx: &mut Tx, own: &[Firm]) -> AppResult<Vec<Fillable>> {
    let Some(firm) = own.first() else { return Ok(Vec::new()) };
    let held = map::holdings_of_all(tx).await?;
    let tree = map::map(tx).await?;
    let known = sectors::known(tx).await?;
    let holds = |slug: &str| {
        let need = Need { technology: slug.to_owned(), activity: String::new(), min_level: 1 };
        held.meets(firm.id, &need)
    };
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut found = Vec::new();
    for sector in firms::sectors_of(tx, firm.id).await? {
        for demand in map::demand(tx, &sector).await?.into_iter().filter(|demand| !demand.is_met()) {
            let slug = demand.technology.slug.clone();
            let claimed = holds(&slug);
            let near = claimed || tree.parent(&slug).is_some_and(|area| holds(&area.label.slug));
            // What is confirmed high enough fills the gap already, however many more firms are wanted.
            let delivers = claimed && held.delivers(firm.id, &slug, map::SUPPLY_LEVEL);
            if near && !delivers && seen.insert(slug) {
                let place = if claimed { "capabilities" } else { "capabilities/new" };
                found.push(Fillable {
                    sector: known.labels.label(&sector),
                    path: format!("/companies/{}/{place}", firm.slug),
                    technology: demand.technology,
                    claimed,
                });
            }
        }
    }
    found.sort_by_key(|gap| !gap.claimed);
    found.truncate(MOST);
    Ok(found)
}

#[component]
pub fn Member(home: MemberHome, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let firm = home.firms.first().cloned();
    let acts = firm.as_ref().map(|firm| {
        let claim = t.href(&format!("/companies/{}/capabilities/new", firm.slug));
        view! {
            <div class="page-actions">
                <a class="button primary" href=claim><Icon name="plus"/>{t.s(map_words::REGISTER)}</a>
                <a class="button" href=t.href("/offers/new")><Icon name="handshake"/>{t.s(offers::NEW)}</a>
                <a class="button" href=t.href("/consortia/new")>{t.s(group_words::FOUND)}</a>
            </div>
        }
    });
    let names: Vec<&str> = home.firms.iter().map(|firm| firm.name.get(t.lang())).collect();
    let lead = if names.is_empty() { t.s(words::NO_FIRM_LEAD).to_owned() } else { names.join(" · ") };
    let waiting = if home.waiting.is_empty() {
        view! { <p class="muted">{t.s(words::NOTHING_WAITS)}</p> }.into_any()
    } else {
        view! { <MessageRows messages=home.waiting now nested=true/> }.into_any()
    };
    let no_firm = firm.is_none().then(|| {
        view! {
            <Empty icon="building" title=t.s(words::NO_FIRM)>
                <p>{t.s(words::NO_FIRM_HELP)}</p>
                <div class="cluster">
                    <a class="button primary" href=t.href("/companies/new")>{t.s(companies::JOIN)}</a>
                    <a class="button" href=t.href("/companies/mine")>{t.s(common::MY_FIRM)}</a>
                </div>
            </Empty>
        }
    });
    let bids = (!home.bids.is_empty()).then(|| {
        let all = Some((t.s(words::ALL_BIDS).to_owned(), t.href("/bids")));
        let rows = home.bids.into_iter().map(|fitting| view! { <FittingRow fitting now/> }).collect_view();
        view! { <Section title=t.s(words::BIDS_TO_COMPLETE) more=all><ul class="list-rows">{rows}</ul></Section> }
    });
    let gaps = (!home.gaps.is_empty()).then(|| {
        let rows = home.gaps.into_iter().map(|gap| view! { <GapRow gap/> }).collect_view();
        view! {
            <Section title=t.s(words::GAPS_TO_FILL) more=Some((t.s(map_words::COVERAGE).to_owned(), t.href("/coverage")))>
                <ul class="list-rows">{rows}</ul>
            </Section>
        }
    });
    let consortia = (!home.consortia.is_empty()).then(|| {
        let all = Some((t.s(group_words::MINE).to_owned(), t.href("/consortia/mine")));
        view! {
            <Section title=t.s(words::MY_CONSORTIA) more=all><ConsortiumRows rows=home.consortia nested=true/></Section>
        }
    });
    let meetups = (!home.meetups.is_empty()).then(|| {
        let title = t.s(if home.own_meetups { words::MY_MEETUPS } else { words::NEXT_MEETUPS });
        let all = Some((t.s(words::ALL_MEETUPS).to_owned(), t.href("/meetups")));
        view! { <Section title=title more=all><MeetupRows rows=home.meetups now nested=true/></Section> }
    });
    let inbox = Some((
        if home.open > 0 { inbox_words::open_count(t, home.open) } else { t.s(inbox_words::TITLE).to_owned() },
        t.href("/inbox"),
    ));
    view! {
        <div class="page-head">
            <h1>{words::greeting(t, home.name)}</h1>
            <p class="lead">{lead}</p>
            {acts}
        </div>
        {no_firm}
        <Section title=t.s(words::WAITING) more=inbox>{waiting}</Section>
        {bids}
        {gaps}
        {consortia}
        {meetups}
    }
}

#[component]
fn FittingRow(fitting: Fitting, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let Fitting { bid, meets } = fitting;
    let meets = meets.into_iter().map(|need| view! { <span class="tag">{need.name.get(lang).to_owned()}</span> });
    let meets = meets.collect_view();
    let answer = t.href(&format!("/bids/{}/answer", bid.slug));
    view! {
        <li class="row-item">
            <div class="row-main">
                <h3 class="row-title"><a href=t.href(&format!("/bids/{}", bid.slug))><Said text=bid.name/></a></h3>
                <p class="row-meta"><span><Said text=bid.sector.name/></span><span><Said text=bid.lot.name/></span></p>
                <div class="cluster"><span class="small muted">{t.s(words::BID_MEETS)}</span>{meets}</div>
            </div>
            <div class="row-side">
                <DDay now at=bid.closes/>
                <a class="button small primary" href=answer>{t.s(words::ANSWER)}</a>
            </div>
        </li>
    }
}

#[component]
fn GapRow(gap: Fillable) -> impl IntoView {
    let t = texts();
    let (tone, state) = if gap.claimed { (Tone::Waiting, words::GAP_CLAIMED) } else { (Tone::Open, words::GAP_NEAR) };
    let act = t.s(if gap.claimed { words::GAP_PROVE } else { map_words::REGISTER });
    view! {
        <li class="row-item">
            <div class="row-main">
                <h3 class="row-title">
                    <a href=t.href(&format!("/technologies/{}", gap.technology.slug))><Said text=gap.technology.name/></a>
                </h3>
                <p class="row-meta"><span><Said text=gap.sector.name/></span><Badge tone label=t.s(state)/></p>
            </div>
            <div class="row-side"><a class="button small" href=t.href(&gap.path)>{act}</a></div>
        </li>
    }
}
