//! The board: bids that look for partners, the nearest deadline first; filters stand in the address.

use super::{
    api::ListBids,
    cards::BidRows,
    model::{BidList, BidQuery},
};
use crate::{
    companies::filter_values,
    label::Label,
    text::{
        Texts,
        keys::{flagship, offers},
        texts,
    },
    ui::{
        Empty, FilterGroup, Filters, Icon, LazyPage, Loaded, Page, Pager, address, asked_page, load, loaded,
        page_parameter,
    },
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
                    page: asked_page(map.get("page")),
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
                        <a class="button" href=t.href("/offers")>{t.s(offers::TITLE)}</a>
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

/// The address of the board with these filters.
fn board(t: Texts, query: &BidQuery) -> String {
    let page = page_parameter(query.page);
    let parameters = [
        ("sector", query.sector.as_str()),
        ("type", &query.firm_type),
        ("technology", &query.technology),
        ("call", &query.call),
        ("lot", &query.lot),
        ("page", &page),
    ];
    address(&t.href("/bids"), &parameters)
}

#[component]
fn Board(list: BidList, query: BidQuery) -> impl IntoView {
    let t = texts();
    let filtered = BidQuery { page: query.page, ..BidQuery::default() } != query;
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
    let without_technology = board(t, &BidQuery { technology: String::new(), page: 1, ..query.clone() });
    let without_lot = board(t, &BidQuery { lot: String::new(), page: 1, ..query.clone() });
    let pages = query.clone();
    view! {
        <div class="with-facets">
            <Filters action=t.href("/bids") filtered>
                <FilterGroup name="sector" title=t.s(flagship::SECTOR) values=filter_values(t, list.sectors) chosen=query.sector/>
                <FilterGroup name="type" title=t.s(flagship::TYPE_WANTED) values=filter_values(t, list.types) chosen=query.firm_type/>
                <FilterGroup name="call" title=t.s(flagship::CALLS) values=filter_values(t, list.calls) chosen=query.call/>
                <Kept name="technology" value=query.technology/>
                <Kept name="lot" value=query.lot/>
            </Filters>
            <div class="results">
                <div class="list-bar">
                    <p role="status">{flagship::bids_found(t, list.total)}</p>
                    <Chosen label=list.technology without=without_technology/>
                    <Chosen label=list.lot without=without_lot/>
                </div>
                {rows}
                <Pager page=query.page total=list.total href=move |page| board(t, &BidQuery { page, ..pages.clone() })/>
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
