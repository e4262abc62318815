//! The board: bids that look for partners, the nearest deadline first; filters stand in the address.

use super::{
    api::ListBids,
    cards::BidRows,
    model::{BidList, BidQuery},
};
use crate::{
    companies::{Facet, Label},
    text::{
        Texts,
        keys::{flagship, ui as words},
        texts,
    },
    ui::{Empty, Icon, LazyPage, Loaded, Page, Pager, load, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The board of bids that look for partners.
pub struct BoardPage {
    query: Memo<BidQuery>,
    list: Loaded<BidList>,
}

impl LazyPage for BoardPage {
    fn data() -> Self {
        let asked = use_query_map();
        let query = Memo::new(move |_| {
            asked.with(|map| {
                let get = |name: &str| map.get(name).unwrap_or_default();
                BidQuery {
                    sector: get("sector"),
                    firm_type: get("type"),
                    technology: get("technology"),
                    call: get("call"),
                    lot: get("lot"),
                    page: get("page").parse().unwrap_or(1).clamp(1, 10_000),
                }
            })
        });
        let list = load(move || query.get(), |query| ListBids { query });
        Self { query, list }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let BoardPage { query, list } = this;
        view! {
            <Page title=t.s(flagship::BOARD) description=t.s(flagship::BOARD_LEAD)>
                <div class="page-head">
                    <h1>{t.s(flagship::BOARD)}</h1>
                    <p class="lead">{t.s(flagship::BOARD_LEAD)}</p>
                    <div class="page-actions">
                        <a class="button" href=t.href("/flagship")>{t.s(flagship::CALLS)}</a>
                        <a class="button primary" href=t.href("/bids/new")><Icon name="plus"/>{t.s(flagship::START_BID_ANY)}</a>
                    </div>
                </div>
                {loaded(list, move |list| view! { <Board list query=query.get_untracked()/> })}
            </Page>
        }
        .into_any()
    }
}

/// The address of the board with these filters. Their values are slugs, which need no encoding; others are left out.
fn address(t: Texts, query: &BidQuery) -> String {
    let page = if query.page > 1 { query.page.to_string() } else { String::new() };
    let parts = [
        ("sector", &query.sector),
        ("type", &query.firm_type),
        ("technology", &query.technology),
        ("call", &query.call),
        ("lot", &query.lot),
        ("page", &page),
    ];
    let plain = |value: &str| !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let set: Vec<_> = parts.iter().filter(|p| plain(p.1)).map(|p| format!("{}={}", p.0, p.1)).collect();
    let mark = if set.is_empty() { "" } else { "?" };
    format!("{}{mark}{}", t.href("/bids"), set.join("&"))
}

#[component]
fn Board(list: BidList, query: BidQuery) -> impl IntoView {
    let t = texts();
    let filtered = BidQuery { page: query.page, ..BidQuery::default() } != query;
    let reset =
        filtered.then(|| view! { <a class="button quiet" href=t.href("/bids")>{t.s(words::RESET_FILTERS)}</a> });
    let rows = if list.rows.is_empty() {
        view! {
            <Empty icon="flag" title=t.s(flagship::NO_BIDS)>
                <p>{t.s(flagship::NO_BIDS_HELP)}</p>
                <a class="button" href=t.href("/flagship")>{t.s(flagship::CALLS)}</a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <BidRows rows=list.rows now=list.now/> }.into_any()
    };
    let without_technology = address(t, &BidQuery { technology: String::new(), page: 1, ..query.clone() });
    let without_lot = address(t, &BidQuery { lot: String::new(), page: 1, ..query.clone() });
    let pages = query.clone();
    view! {
        <div class="with-facets">
            <aside class="facets" aria-label=t.s(words::FILTERS)>
                <details class="facet-sheet">
                    <summary class="button"><Icon name="filter"/>{t.s(words::FILTERS)}</summary>
                    <form action=t.href("/bids")>
                        <FacetGroup name="sector" title=t.s(flagship::SECTOR) facets=list.sectors chosen=query.sector/>
                        <FacetGroup name="type" title=t.s(flagship::TYPE_WANTED) facets=list.types chosen=query.firm_type/>
                        <FacetGroup name="call" title=t.s(flagship::CALLS) facets=list.calls chosen=query.call/>
                        <Kept name="technology" value=query.technology/>
                        <Kept name="lot" value=query.lot/>
                        <div class="cluster">
                            <button class="button primary">{t.s(words::APPLY)}</button>
                            {reset}
                        </div>
                    </form>
                </details>
            </aside>
            <div class="results">
                <div class="list-bar">
                    <p role="status">{flagship::bids_found(t, list.total)}</p>
                    <Chosen label=list.technology without=without_technology/>
                    <Chosen label=list.lot without=without_lot/>
                </div>
                {rows}
                <Pager page=query.page total=list.total href=move |page| address(t, &BidQuery { page, ..pages.clone() })/>
            </div>
        </div>
    }
}

/// A filter that is set by a link from elsewhere, with the way to take it off.
#[component]
fn Chosen(label: Option<Label>, without: String) -> impl IntoView {
    let t = texts();
    label.map(|l| {
        let name = l.name.get(t.lang()).to_owned();
        let label = flagship::without(t, &name);
        view! { <a class="tag" href=without aria-label=label>{name}<Icon name="x"/></a> }
    })
}

/// A filter that the sheet passes on as it is.
#[component]
fn Kept(name: &'static str, value: String) -> impl IntoView {
    (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value/> })
}

/// One filter: every value with how many bids it would show.
#[component]
fn FacetGroup(name: &'static str, #[prop(into)] title: String, facets: Vec<Facet>, chosen: String) -> impl IntoView {
    let t = texts();
    let none = chosen.is_empty();
    let rows = facets
        .into_iter()
        .map(|f| {
            let checked = f.label.slug == chosen;
            view! {
                <li>
                    <label class="choice">
                        <input type="radio" name=name value=f.label.slug checked=checked/>
                        <span>{f.label.name.get(t.lang()).to_owned()}</span>
                        <span class="facet-count">{f.count}</span>
                    </label>
                </li>
            }
        })
        .collect_view();
    view! {
        <fieldset class="facet">
            <legend>{title}</legend>
            <ul>
                <li>
                    <label class="choice">
                        <input type="radio" name=name value="" checked=none/>
                        <span>{t.s(words::ALL)}</span>
                    </label>
                </li>
                {rows}
            </ul>
        </fieldset>
    }
}
