//! The map as a heat grid that reads at a glance, and as a real table.

use super::{
    api::GetMap,
    history::{DayField, DayNote},
    model::{AreaCell, DomainRow, MapView, fill_step},
};
use crate::{
    label::Label,
    text::{
        Texts,
        keys::{editions, history, technologies as words, ui as common},
        texts,
    },
    ui::{Column, Hidden, Icon, LazyPage, Loaded, Page, Tab, Table, Tabs, address, load, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The map.
pub struct MapPage {
    sector: Memo<String>,
    map: Loaded<MapView>,
}

impl LazyPage for MapPage {
    fn data() -> Self {
        let asked = use_query_map();
        let sector = Memo::new(move |_| asked.with(|q| q.get("sector").unwrap_or_default()));
        let day = Memo::new(move |_| asked.with(|q| q.get("day").unwrap_or_default()));
        Self { sector, map: load(move || (sector.get(), day.get()), |(sector, day)| GetMap { sector, day }) }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let MapPage { sector, map } = this;
        let asked = use_query_map();
        let shown = Memo::new(move |_| asked.with(|q| q.get("view").unwrap_or_default()));
        view! {
            <Page title=t.s(words::TITLE) description=t.s(words::LEAD)>
                <div class="page-head">
                    <h1>{t.s(words::TITLE)}</h1>
                    <p class="lead">{t.s(words::LEAD)}</p>
                    <div class="page-actions">
                        <a class="button quiet" href=t.href("/technologies/editions")><Icon name="history"/>{t.s(editions::TITLE)}</a>
                        <a class="button quiet" href=t.href("/technologies/moves")><Icon name="clock"/>{t.s(history::THIS_QUARTER)}</a>
                        <a class="button" href=t.href("/coverage")><Icon name="grid"/>{t.s(words::COVERAGE)}</a>
                        <a class="button" href=t.href("/companies/mine")><Icon name="plus"/>{t.s(words::REGISTER)}</a>
                    </div>
                </div>
                {loaded(map, move |map| {
                    // Read with tracking: the same data is drawn again when only the way of showing it changes.
                    let table = shown.get() == "table";
                    view! { <Map map table sector=sector.get_untracked()/> }
                })}
            </Page>
        }
        .into_any()
    }
}

#[component]
fn Map(map: MapView, table: bool, sector: String) -> impl IntoView {
    let t = texts();
    let shown = if table { "table" } else { "" };
    let here = t.href("/technologies");
    let there = |view: &str| address(&here, &[("sector", &sector), ("view", view), ("day", &map.as_of.day)]);
    let now = address(&here, &[("sector", &sector), ("view", shown)]);
    let tabs = vec![
        Tab::new(t.s(words::AS_GRID), there(""), !table).icon("grid"),
        Tab::new(t.s(words::AS_TABLE), there("table"), table).icon("list"),
    ];
    let body = if table {
        view! { <MapTable domains=map.domains/> }.into_any()
    } else {
        view! { <Legend/><HeatGrid domains=map.domains/> }.into_any()
    };
    let as_of = map.as_of.clone();
    view! {
        <div class="list-bar">
            <p role="status">{words::totals(t, map.claimed, map.firms, map.technologies, map.verified)}</p>
            <SectorFilter action=t.href("/technologies") sectors=map.sectors chosen=sector.clone()>
                <Hidden name="view" value=shown/>
                <DayField as_of=as_of/>
            </SectorFilter>
        </div>
        <DayNote as_of=map.as_of now/>
        <Tabs label=t.s(words::TITLE) tabs/>
        {body}
    }
}

/// A choice of a sector; the children are what else stays in the address.
#[component]
pub fn SectorFilter(
    action: String,
    sectors: Vec<Label>,
    chosen: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let t = texts();
    let options = sectors
        .into_iter()
        .map(|s| {
            let selected = s.slug == chosen;
            view! { <option value=s.slug selected=selected>{s.name.get(t.lang()).to_owned()}</option> }
        })
        .collect_view();
    view! {
        <form class="cluster" action=action>
            {children.map(|children| children())}
            <label class="visually-hidden" for="sector-filter">{t.s(words::OF_SECTOR)}</label>
            <select id="sector-filter" name="sector">
                <option value="">{t.s(words::ALL_SECTORS)}</option>
                {options}
            </select>
            <button class="button small">{t.s(common::APPLY)}</button>
        </form>
    }
}

/// What the colours of the cells say.
#[component]
pub fn Legend() -> impl IntoView {
    let t = texts();
    view! {
        <h2 class="visually-hidden">{t.s(words::LEGEND)}</h2>
        <ul class="heat-legend">
            <li class="empty">{t.s(words::LEGEND_EMPTY)}</li>
            <li class="claimed-only">{t.s(words::LEGEND_CLAIMED)}</li>
            <li class="fill-1">{t.s(words::LEGEND_1)}</li>
            <li class="fill-2" aria-hidden="true"></li>
            <li class="fill-3">{t.s(words::LEGEND_3)}</li>
            <li class="fill-4" aria-hidden="true"></li>
            <li class="fill-5">{t.s(words::LEGEND_5)}</li>
            <li class="plain">{t.s(words::LEGEND_NUMBER)}</li>
        </ul>
    }
}

/// Domains as rows, areas as cells: the fill is what is confirmed, the number counts firms.
#[component]
pub fn HeatGrid(
    domains: Vec<DomainRow>,
    /// Numbers only, as on the home page.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let t = texts();
    let rows = domains
        .into_iter()
        .map(|domain| {
            let cells = domain.areas.into_iter().map(|cell| view! { <li>{heat_cell(t, cell, small)}</li> }).collect_view();
            view! {
                <section class="heat-row">
                    <h3><a href=t.href(&format!("/technologies/{}", domain.slug))>{domain.name.get(t.lang()).to_owned()}</a></h3>
                    <ul>{cells}</ul>
                </section>
            }
        })
        .collect_view();
    view! { <div class=if small { "heat-grid small" } else { "heat-grid" }>{rows}</div> }
}

/// How a cell is filled: step classes, hatched where everything is only claimed.
fn heat_class(cell: &AreaCell) -> String {
    match (cell.firms, cell.verified) {
        (0, _) => "heat-cell empty".to_owned(),
        (_, 0) => "heat-cell claimed-only".to_owned(),
        (_, verified) => format!("heat-cell fill-{}", fill_step(verified, cell.verified_high)),
    }
}

fn heat_cell(t: Texts, cell: AreaCell, small: bool) -> impl IntoView {
    let name = cell.name.get(t.lang()).to_owned();
    let said = words::cell(t, cell.verified);
    let best: Vec<_> = cell.best.iter().map(|name| name.get(t.lang()).to_owned()).collect();
    let tip = (!small && !best.is_empty()).then(|| {
        view! {
            <div class="heat-tip" aria-hidden="true">
                <b>{t.s(words::BEST)}</b>
                <p>{best.join(", ")}</p>
            </div>
        }
    });
    view! {
        <a class=heat_class(&cell) href=t.href(&format!("/technologies/{}", cell.slug))>
            <span class="heat-name">{name}</span>
            <span class="heat-count">{cell.firms}<span class="visually-hidden">{said}</span></span>
        </a>
        {tip}
    }
}

/// The same numbers as a table.
#[component]
fn MapTable(domains: Vec<DomainRow>) -> impl IntoView {
    let t = texts();
    let bodies = domains
        .into_iter()
        .map(|domain| {
            let rows = domain
                .areas
                .into_iter()
                .map(|area| {
                    view! {
                        <tr>
                            <th scope="row">
                                <a href=t.href(&format!("/technologies/{}", area.slug))>{area.name.get(t.lang()).to_owned()}</a>
                            </th>
                            <td class="num">{area.firms}</td>
                            <td class="num">{area.verified}</td>
                            <td class="num">{area.verified_high}</td>
                        </tr>
                    }
                })
                .collect_view();
            view! {
                <tbody>
                    <tr>
                        <th scope="rowgroup" colspan="4">
                            <a href=t.href(&format!("/technologies/{}", domain.slug))>{domain.name.get(t.lang()).to_owned()}</a>
                        </th>
                    </tr>
                    {rows}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <Table label=t.s(words::CAPTION) caption=t.s(words::CAPTION) columns=vec![t.s(words::AREA).into(), Column::number(t.s(words::FIRMS)), Column::number(t.s(words::VERIFIED_FIRMS)), Column::number(t.s(words::VERIFIED_HIGH))]>{bodies}</Table>
    }
}
