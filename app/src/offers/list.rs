//! Offers as a list with its filters, and as rows that other pages show.

use super::{
    api::ListOffers,
    model::{OfferList, OfferQuery, OfferRow},
};
use crate::{
    companies::{FirmType, FirmTypes, filter_values},
    flagship::DDay,
    text::{
        Texts,
        keys::{companies, offers as words},
        texts,
    },
    time::UnixMillis,
    ui::{
        Empty, FilterGroup, Filters, Icon, LazyPage, Loaded, Page, Pager, RowTitle, Said, address, asked_page, load,
        loaded, page_parameter,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// All offers.
pub struct OfferListPage {
    query: Memo<OfferQuery>,
    list: Loaded<OfferList>,
}

impl LazyPage for OfferListPage {
    fn data() -> Self {
        let asked = use_query_map();
        let query = Memo::new(move |_| {
            asked.with(|map| {
                let get = |name: &str| map.get(name).unwrap_or_default();
                OfferQuery {
                    sector: get("sector"),
                    firm_type: get("type"),
                    technology: get("technology"),
                    page: asked_page(map.get("page")),
                }
            })
        });
        Self { query, list: load(move || query.get(), |query| ListOffers { query }) }
    }

    fn view(this: Self) -> AnyView {
        let query = this.query;
        loaded(this.list, move |list| view! { <Offers list query=query.get_untracked()/> }).into_any()
    }
}

fn offers(t: Texts, query: &OfferQuery) -> String {
    let page = page_parameter(query.page);
    let parameters = [
        ("sector", query.sector.as_str()),
        ("type", &query.firm_type),
        ("technology", &query.technology),
        ("page", &page),
    ];
    address(&t.href("/offers"), &parameters)
}

#[component]
fn Offers(list: OfferList, query: OfferQuery) -> impl IntoView {
    let t = texts();
    let now = list.now;
    let filtered = !(query.sector.is_empty() && query.firm_type.is_empty() && query.technology.is_empty());
    let rows = if list.rows.is_empty() {
        view! {
            <Empty icon="handshake" title=t.s(words::NONE)>
                <p>{t.s(words::NONE_HELP)}</p>
                <a class="button" href=t.href("/offers/new")>{t.s(words::NEW)}</a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <OfferRows rows=list.rows now/> }.into_any()
    };
    let technology = list.technology.map(|technology| {
        let name = technology.name.get(t.lang()).to_owned();
        view! {
            <input type="hidden" name="technology" value=technology.slug/>
            <p class="small">{t.s(words::BRINGS)}" "<span class="tag">{name}</span></p>
        }
    });
    let pages = query.clone();
    view! {
        <Page title=t.s(words::TITLE) description=t.s(words::LEAD)>
            <div class="page-head">
                <h1>{t.s(words::TITLE)}</h1>
                <p class="lead">{t.s(words::LEAD)}</p>
                <div class="page-actions">
                    <a class="button primary" href=t.href("/offers/new")><Icon name="plus"/>{t.s(words::NEW)}</a>
                </div>
            </div>
            <div class="with-facets">
                <Filters action=t.href("/offers") filtered>
                    {technology}
                    <FilterGroup name="sector" title=t.s(companies::SECTORS) values=filter_values(t, list.sectors) chosen=query.sector.clone()/>
                    <FilterGroup name="type" title=t.s(words::ROLE) values=filter_values(t, list.types) chosen=query.firm_type.clone()/>
                </Filters>
                <div class="results">
                    <div class="list-bar"><p role="status">{words::found(t, list.total)}</p></div>
                    {rows}
                    <Pager page=query.page total=list.total href=move |page| offers(t, &OfferQuery { page, ..pages.clone() })/>
                </div>
            </div>
        </Page>
    }
}

/// Offers as rows.
#[component]
pub fn OfferRows(
    rows: Vec<OfferRow>,
    now: UnixMillis,
    /// Under a heading of the second level; else rows have headings of that level themselves.
    #[prop(optional)]
    nested: bool,
) -> impl IntoView {
    let rows = rows.into_iter().map(|row| view! { <Row row now nested/> }).collect_view();
    view! { <ul class="list-rows">{rows}</ul> }
}

#[component]
fn Row(row: OfferRow, now: UnixMillis, nested: bool) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let link = view! { <a href=t.href(&format!("/offers/{}", row.reference))><Said text=row.firm.name/></a> };
    let brings = row.technologies.into_iter().map(|t| view! { <span class="tag">{t.name.get(lang).to_owned()}</span> });
    let brings = brings.collect_view();
    let role = row.role.name.get(lang).to_owned();
    let other = row.firm.types.into_iter().filter(|own| own.slug != row.role.slug).collect::<Vec<_>>();
    view! {
        <li class="row-item plain">
            <div class="row-main">
                <RowTitle nested>{link}</RowTitle>
                <p class="row-meta"><FirmType slug=row.role.slug label=role/><FirmTypes types=other/><span><Said text=row.sector.name/></span></p>
                <p><Said text=row.about/></p>
                <div class="cluster">{brings}</div>
            </div>
            <div class="row-side"><DDay now at=row.until/></div>
        </li>
    }
}
