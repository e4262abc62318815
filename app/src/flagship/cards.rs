//! Calls and bids as rows, and the small marks that all pages of the slice share.

use super::model::{BidRow, BidState, CallRow, IN_TIME_MS, Phase};
use crate::{
    companies::FirmTypes,
    money,
    text::{Texts, keys::flagship, texts},
    time::{UnixMillis, days_left},
    ui::{Badge, Icon, RowTitle, Said},
};
use leptos::prelude::*;

/// From how many days on a deadline is near.
const SOON: i64 = 7;

/// Days until a deadline: `D-3`, `D-DAY`, or that it is over.
#[component]
pub fn DDay(now: UnixMillis, at: UnixMillis) -> impl IntoView {
    let t = texts();
    let left = days_left(now, at);
    let (class, word) = match left {
        _ if now >= at + IN_TIME_MS => ("d-day past", t.s(flagship::D_OVER).to_owned()),
        0 => ("d-day soon", "D-DAY".to_owned()),
        _ if left <= SOON => ("d-day soon", format!("D-{left}")),
        _ => ("d-day", format!("D-{left}")),
    };
    view! { <span class=class>{word}</span> }
}

/// A moment with its weekday and hour in Seoul.
#[component]
pub fn When(at: UnixMillis) -> impl IntoView {
    let lang = texts().lang();
    view! { <time datetime=at.rfc3339()>{format!("{} {}", at.long_day(lang), at.time_of_day(lang))}</time> }
}

/// The money of a bid in one line: the grant and what its members bring.
pub fn money_line(t: Texts, grant: i64, cash: i64, kind: i64) -> String {
    let sum = |won| money::shown(won, t.lang());
    match (cash, kind) {
        (0, 0) => flagship::money_grant(t, sum(grant)),
        (cash, 0) => flagship::money_cash(t, sum(cash), sum(grant)),
        (0, kind) => flagship::money_kind(t, sum(grant), sum(kind)),
        (cash, kind) => flagship::money_line(t, sum(cash), sum(grant), sum(kind)),
    }
}

/// Hundredths of a percent as a range: `8–14%`.
pub fn share_range((min, max): (i64, i64)) -> String {
    let percent = |bp: i64| {
        let text = format!("{}.{:02}", bp / 100, bp % 100);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    if min == max { format!("{}%", percent(min)) } else { format!("{}–{}%", percent(min), percent(max)) }
}

/// Calls as rows.
#[component]
pub fn CallRows(rows: Vec<CallRow>, now: UnixMillis) -> impl IntoView {
    let rows = rows.into_iter().map(|row| view! { <CallItem row now/> }).collect_view();
    view! { <ul class="list-rows">{rows}</ul> }
}

#[component]
fn CallItem(row: CallRow, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let (tone, word) = row.state.shown();
    let (kind, means) = row.kind.keys();
    let lots =
        row.lots.iter().map(|(_, name)| view! { <span class="tag">{name.get(lang).to_owned()}</span> }).collect_view();
    let adverts = (row.adverts > 0).then(|| {
        let href = t.href(&format!("/bids?call={}", row.slug));
        view! { <a href=href>{flagship::adverts_count(t, row.adverts)}</a> }
    });
    let side = if row.state.phase() == Phase::Past {
        view! { <span>{row.closes.short_day(lang)}</span> }.into_any()
    } else {
        let (label, at) = if row.state.phase() == Phase::Open {
            (flagship::CLOSES_ON, row.closes)
        } else {
            (flagship::OPENS_ON, row.published)
        };
        view! { <DDay now at/><span>{t.s(label)}" "{at.short_day(lang)}</span> }.into_any()
    };
    view! {
        <li class="row-item">
            <div class="row-main">
                <div class="cluster">
                    <Badge tone label=t.s(word)/>
                    <span class="tag" title=t.s(means)>{t.s(kind)}</span>
                </div>
                <h2 class="row-title"><a href=t.href(&format!("/flagship/{}", row.slug))><Said text=row.name/></a></h2>
                <p class="row-meta"><span><Icon name="building"/>" "{row.agency.get(lang).to_owned()}</span></p>
                <div class="cluster">{lots}</div>
            </div>
            <div class="row-side">{side}{adverts}</div>
        </li>
    }
}

/// Bids as rows: what is sought, the money in one line, who leads, how long it is open.
#[component]
pub fn BidRows(
    rows: Vec<BidRow>,
    now: UnixMillis,
    /// Under a heading of the second level; else rows have headings of that level themselves.
    #[prop(optional)]
    nested: bool,
) -> impl IntoView {
    let rows = rows.into_iter().map(|row| view! { <BidItem row now nested/> }).collect_view();
    view! { <ul class="list-rows">{rows}</ul> }
}

/// Needed technologies in a row at most; the advert shows all.
const MOST_NEEDS: usize = 5;

#[component]
fn BidItem(row: BidRow, now: UnixMillis, nested: bool) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let seeking = row.state == BidState::Advertised && row.open_seats > 0;
    let lead = if row.lead.is_empty() {
        view! { <strong>{t.s(flagship::LEAD_WANTED)}</strong> }.into_any()
    } else {
        view! { <span>{flagship::led_by(t, row.lead.get(lang))}</span> }.into_any()
    };
    let needs = seeking.then(|| {
        let more = row.needs.len().saturating_sub(MOST_NEEDS);
        let shown = row
            .needs
            .iter()
            .take(MOST_NEEDS)
            .map(|n| view! { <span class="tag">{n.name.get(lang).to_owned()}</span> })
            .collect_view();
        let more = (more > 0).then(|| view! { <span class="small muted">{format!("+{more}")}</span> });
        view! {
            <div class="cluster"><FirmTypes types=row.wanted.clone()/></div>
            <div class="cluster">{shown}{more}</div>
        }
    });
    let state = (row.state != BidState::Advertised).then(|| {
        let (tone, word) = row.state.shown();
        view! { <Badge tone label=t.s(word)/> }
    });
    let side = if row.state == BidState::Advertised {
        let seats = flagship::open_of(t, row.open_seats, row.seats);
        view! { <DDay now at=row.closes/><span>{seats}</span> }.into_any()
    } else {
        view! { <span>{row.closes.short_day(lang)}</span> }.into_any()
    };
    let link = view! { <a href=t.href(&format!("/bids/{}", row.slug))><Said text=row.name/></a> };
    view! {
        <li class="row-item">
            <div class="row-main">
                {state}
                <RowTitle nested>{link}</RowTitle>
                <p class="row-meta">
                    <span>{row.sector.name.get(lang).to_owned()}</span>
                    <span>{row.lot.name.get(lang).to_owned()}</span>
                    {lead}
                </p>
                <p>{money_line(t, row.grant_won, row.own_cash_won, row.own_kind_won)}</p>
                {needs}
            </div>
            <div class="row-side">{side}</div>
        </li>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn money_stands_in_one_line() {
        let (ko, en) = (Texts(Lang::Ko), Texts(Lang::En));
        let line = money_line(ko, 4_200_000_000, 600_000_000, 900_000_000);
        assert_eq!(line, "정부지원금 42억원 · 민간부담금 현금 6억원, 현물 9억원");
        assert_eq!(money_line(ko, 4_200_000_000, 0, 0), "정부지원금 42억원");
        assert!(money_line(en, 4_200_000_000, 0, 50_000_000).contains("KRW 4,200 million"));
    }

    #[test]
    fn shares_are_percents() {
        assert_eq!(share_range((800, 1400)), "8–14%");
        assert_eq!(share_range((1250, 1250)), "12.5%");
        assert_eq!(share_range((1000, 1005)), "10–10.05%");
    }
}
