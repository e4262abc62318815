//! The directory of member firms: filters with live counts, all of them in the address.

use super::{
    api::ListCompanies,
    logo::FirmMark,
    model::{CompanyList, CompanyQuery, CompanyRow},
};
use crate::{
    label::Facet,
    label::Label,
    text::{
        Texts,
        keys::{companies, sectors},
        texts,
    },
    ui::{
        Empty, FilterGroup, FilterValue, Filters, Icon, LazyPage, Loaded, Page, Pager, RowTitle, Said, address,
        asked_page, escaped, icon, load, loaded, page_parameter, still,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The directory.
pub struct CompanyListPage {
    query: Memo<CompanyQuery>,
    list: Loaded<CompanyList>,
}

impl LazyPage for CompanyListPage {
    fn data() -> Self {
        let asked = use_query_map();
        let query = Memo::new(move |_| {
            asked.with(|map| {
                let get = |name: &str| map.get(name).unwrap_or_default();
                CompanyQuery {
                    q: get("q"),
                    firm_type: get("type"),
                    sector: get("sector"),
                    field: get("field"),
                    region: get("region"),
                    page: asked_page(map.get("page")),
                }
            })
        });
        let list = load(move || query.get(), |query| ListCompanies { query });
        Self { query, list }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let CompanyListPage { query, list } = this;
        view! {
            <Page title=t.s(companies::TITLE) description=t.s(companies::LEAD)>
                <div class="page-head">
                    <h1>{t.s(companies::TITLE)}</h1>
                    <p class="lead">{t.s(companies::LEAD)}</p>
                    <div class="page-actions">
                        <a class="button primary" href=t.href("/companies/new")><Icon name="plus"/>{t.s(companies::JOIN)}</a>
                    </div>
                </div>
                {loaded(list, move |list| view! { <Directory list query=query.get_untracked()/> })}
            </Page>
        }
        .into_any()
    }
}

/// The address of the directory with these filters.
fn directory(t: Texts, query: &CompanyQuery) -> String {
    let page = page_parameter(query.page);
    let parameters = [
        ("q", query.q.as_str()),
        ("type", &query.firm_type),
        ("sector", &query.sector),
        ("field", &query.field),
        ("region", &query.region),
        ("page", &page),
    ];
    address(&t.href("/companies"), &parameters)
}

#[component]
fn Directory(list: CompanyList, query: CompanyQuery) -> impl IntoView {
    let t = texts();
    let filtered =
        !(query.q.is_empty() && query.firm_type.is_empty() && query.sector.is_empty() && query.region.is_empty());
    let rows = if list.rows.is_empty() {
        view! {
            <Empty icon="building" title=t.s(companies::NONE_FOUND)>
                <p>{t.s(companies::NONE_FOUND_HELP)}</p>
            </Empty>
        }
        .into_any()
    } else {
        view! { <CompanyRows rows=list.rows/> }.into_any()
    };
    let pages = query.clone();
    let values = move |facets: Vec<Facet>| filter_values(t, facets);
    let fields = list.fields.iter().any(|field| field.count > 0).then(|| {
        view! { <FilterGroup name="field" title=t.s(sectors::FIELDS) values=values(list.fields) chosen=query.field/> }
    });
    view! {
        <div class="with-facets">
            <Filters action=t.href("/companies") filtered>
                <div class="field">
                    <label for="facet-q">{t.s(companies::SEARCH_NAME)}</label>
                    <input id="facet-q" type="search" name="q" value=query.q/>
                </div>
                <FilterGroup name="type" title=t.s(companies::TYPES) values=values(list.types) chosen=query.firm_type/>
                <FilterGroup name="sector" title=t.s(companies::SECTORS) values=values(list.sectors) chosen=query.sector/>
                {fields}
                <FilterGroup name="region" title=t.s(companies::REGION) values=values(list.regions) chosen=query.region/>
            </Filters>
            <div class="results">
                <div class="list-bar">
                    <p role="status">{companies::found(t, list.total)}</p>
                </div>
                {rows}
                <Pager page=query.page total=list.total href=move |page| directory(t, &CompanyQuery { page, ..pages.clone() })/>
            </div>
        </div>
    }
}

/// The values of a filter from what the store counted.
pub fn filter_values(t: Texts, facets: Vec<Facet>) -> Vec<FilterValue> {
    let value =
        |f: Facet| FilterValue { label: f.label.name.get(t.lang()).to_owned(), value: f.label.slug, count: f.count };
    facets.into_iter().map(value).collect()
}

/// Firms as rows, as other pages show them too.
#[component]
pub fn CompanyRows(
    rows: Vec<CompanyRow>,
    /// Under a heading of the second level; else rows have headings of that level themselves.
    #[prop(optional)]
    nested: bool,
) -> impl IntoView {
    let rows = rows.into_iter().map(|row| view! { <Row row nested/> }).collect_view();
    view! { <ul class="list-rows">{rows}</ul> }
}

#[component]
fn Row(row: CompanyRow, nested: bool) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let sectors: Vec<_> = row.sectors.iter().map(|l| l.name.get(lang)).collect();
    let place = format!("{} · {}", row.region.get(lang), sectors.join(", "));
    let link = view! { <a href=t.href(&format!("/companies/{}", row.slug))><Said text=row.name.clone()/></a> };
    view! {
        <li class="row-item">
            <FirmMark name=row.name.get(lang) logo=row.logo/>
            <div class="row-main">
                <RowTitle nested>{link}</RowTitle>
                <p class="row-meta">{place}</p>
                <p><Said text=row.about/></p>
                <div class="cluster"><FirmTypes types=row.types/></div>
            </div>
        </li>
    }
}

/// The types of a firm.
#[component]
pub fn FirmTypes(types: Vec<Label>) -> impl IntoView {
    let lang = texts().lang();
    types.into_iter().map(|l| view! { <FirmType label=l.name.get(lang).to_owned() slug=l.slug/> }).collect_view()
}

/// A firm type: its glyph and its word.
#[component]
pub fn FirmType(slug: String, #[prop(into)] label: String) -> impl IntoView {
    let slug = escaped(&slug);
    let glyph = icon(&["type-", &slug].concat());
    still(["<span class=\"firm-type ", &slug, "\">", &glyph, &escaped(&label), "</span>"].concat())
}
