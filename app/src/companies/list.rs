//! The directory of member firms: filters with live counts, all of them in the address.

use super::{
    api::list_companies,
    model::{CompanyList, CompanyQuery, CompanyRow, Facet},
};
use crate::{
    text::{
        Text2, Texts,
        keys::{companies, ui as words},
        texts,
    },
    ui::{Empty, Icon, Page, Pager, Said, load, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn CompanyListPage() -> impl IntoView {
    let t = texts();
    let asked = use_query_map();
    let query = Memo::new(move |_| {
        asked.with(|map| {
            let get = |name: &str| map.get(name).unwrap_or_default();
            CompanyQuery {
                q: get("q"),
                firm_type: get("type"),
                sector: get("sector"),
                region: get("region"),
                page: get("page").parse().unwrap_or(1).clamp(1, 10_000),
            }
        })
    });
    let list = load(move || query.get(), list_companies);
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
}

/// The address of the directory with these filters.
fn address(t: Texts, query: &CompanyQuery) -> String {
    let encode = |s: &str| {
        let mut encoded = String::new();
        for byte in s.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                encoded += &format!("%{byte:02X}");
            }
        }
        encoded
    };
    let page = if query.page > 1 { query.page.to_string() } else { String::new() };
    let parts = [
        ("q", &query.q),
        ("type", &query.firm_type),
        ("sector", &query.sector),
        ("region", &query.region),
        ("page", &page),
    ];
    let set: Vec<_> = parts.iter().filter(|p| !p.1.is_empty()).map(|p| format!("{}={}", p.0, encode(p.1))).collect();
    let mark = if set.is_empty() { "" } else { "?" };
    format!("{}{mark}{}", t.href("/companies"), set.join("&"))
}

#[component]
fn Directory(list: CompanyList, query: CompanyQuery) -> impl IntoView {
    let t = texts();
    let filtered =
        !(query.q.is_empty() && query.firm_type.is_empty() && query.sector.is_empty() && query.region.is_empty());
    let reset =
        filtered.then(|| view! { <a class="button quiet" href=t.href("/companies")>{t.s(words::RESET_FILTERS)}</a> });
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
    view! {
        <div class="with-facets">
            <aside class="facets" aria-label=t.s(words::FILTERS)>
                <details class="facet-sheet">
                    <summary class="button"><Icon name="filter"/>{t.s(words::FILTERS)}</summary>
                    <form action=t.href("/companies")>
                        <div class="field">
                            <label for="facet-q">{t.s(companies::SEARCH_NAME)}</label>
                            <input id="facet-q" type="search" name="q" value=query.q/>
                        </div>
                        <FacetGroup name="type" title=t.s(companies::TYPES) facets=list.types chosen=query.firm_type/>
                        <FacetGroup name="sector" title=t.s(companies::SECTORS) facets=list.sectors chosen=query.sector/>
                        <FacetGroup name="region" title=t.s(companies::REGION) facets=list.regions chosen=query.region/>
                        <div class="cluster">
                            <button class="button primary">{t.s(words::APPLY)}</button>
                            {reset}
                        </div>
                    </form>
                </details>
            </aside>
            <div class="results">
                <div class="list-bar">
                    <p role="status">{companies::found(t, list.total)}</p>
                </div>
                {rows}
                <Pager page=query.page total=list.total href=move |page| address(t, &CompanyQuery { page, ..pages.clone() })/>
            </div>
        </div>
    }
}

/// One filter: every value with what it would show; values that show nothing are left out.
#[component]
fn FacetGroup(name: &'static str, #[prop(into)] title: String, facets: Vec<Facet>, chosen: String) -> impl IntoView {
    let t = texts();
    let none = chosen.is_empty();
    let rows = facets
        .into_iter()
        .filter(|f| f.count > 0 || f.label.slug == chosen)
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

/// Firms as rows, as other pages show them too.
#[component]
pub fn CompanyRows(rows: Vec<CompanyRow>) -> impl IntoView {
    let rows = rows.into_iter().map(|row| view! { <Row row/> }).collect_view();
    view! { <ul class="list-rows">{rows}</ul> }
}

#[component]
fn Row(row: CompanyRow) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let types =
        row.types.iter().map(|l| view! { <FirmType slug=l.slug.clone() label=l.name.get(lang)/> }).collect_view();
    let sectors: Vec<_> = row.sectors.iter().map(|l| l.name.get(lang)).collect();
    let place = format!("{} · {}", row.region.get(lang), sectors.join(", "));
    view! {
        <li class="row-item">
            <span class="mark" aria-hidden="true">{initials(&row.name)}</span>
            <div class="row-main">
                <h2 class="row-title"><a href=t.href(&format!("/companies/{}", row.slug))><Said text=row.name/></a></h2>
                <p class="row-meta">{place}</p>
                <p><Said text=row.about/></p>
                <div class="cluster">{types}</div>
            </div>
        </li>
    }
}

/// A firm type: its glyph and its word.
#[component]
pub fn FirmType(slug: String, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <span class=format!("firm-type {slug}")>
            <svg class="icon" aria-hidden="true" focusable="false"><use href=format!("/icons.svg#type-{slug}")></use></svg>
            {label}
        </span>
    }
}

/// Two characters that stand for a firm until it has a logo.
pub fn initials(name: &Text2) -> String {
    let shown = if name.ko.is_empty() { &name.en } else { &name.ko };
    shown.chars().filter(|c| c.is_alphanumeric()).take(2).collect()
}
