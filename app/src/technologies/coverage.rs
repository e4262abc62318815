//! Sectors against areas: what a sector can count on, and where it lacks firms.

use super::{
    api::GetCoverage,
    demand::DemandTable,
    history::{DayField, DayNote},
    map::SectorFilter,
    model::{Cover, CoverageDomain, CoverageView},
};
use crate::{
    text::{
        Key,
        keys::{technologies as words, ui as common},
        texts,
    },
    ui::{Column, Crumb, Icon, LazyPage, Loaded, Page, Section, Table, Toast, address, load, loaded, told},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

impl Cover {
    /// A word for it, and what it means.
    const fn words(self) -> (Key, Key) {
        match self {
            Self::Missing => (words::COVER_MISSING, words::COVER_MISSING_MEANS),
            Self::Claimed => (words::COVER_CLAIMED, words::COVER_CLAIMED_MEANS),
            Self::Single => (words::COVER_SINGLE, words::COVER_SINGLE_MEANS),
            Self::Healthy => (words::COVER_HEALTHY, words::COVER_HEALTHY_MEANS),
        }
    }
}

/// A state as a word on its ground.
#[component]
pub fn CoverBadge(cover: Cover) -> impl IntoView {
    view! { <span class=format!("cover {}", cover.code())>{texts().s(cover.words().0)}</span> }
}

/// Sectors against areas.
pub struct CoveragePage(Loaded<CoverageView>);

impl LazyPage for CoveragePage {
    fn data() -> Self {
        let asked = use_query_map();
        let key = move || asked.with(|q| (q.get("sector").unwrap_or_default(), q.get("day").unwrap_or_default()));
        Self(load(key, |(sector, day)| GetCoverage { sector, day }))
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let asked = use_query_map();
        let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/technologies"))];
        view! {
            <Page title=t.s(words::COVERAGE) description=t.s(words::COVERAGE_LEAD) crumbs>
                <div class="page-head">
                    <h1>{t.s(words::COVERAGE)}</h1>
                    <p class="lead">{t.s(words::COVERAGE_LEAD)}</p>
                </div>
                {loaded(this.0, move |coverage| {
                    let sector = asked.with_untracked(|q| q.get("sector").unwrap_or_default());
                    view! { <Coverage coverage sector/> }
                })}
            </Page>
        }
        .into_any()
    }
}

#[component]
fn Coverage(coverage: CoverageView, sector: String) -> impl IntoView {
    let t = texts();
    let legend = Cover::ALL
        .map(|cover| {
            let (word, means) = cover.words();
            view! { <li><span class=format!("cover {}", cover.code())>{t.s(word)}</span>" "{t.s(means)}</li> }
        })
        .collect_view();
    let (sectors, as_of) = (coverage.sectors.clone(), coverage.as_of.clone());
    let now = address(&t.href("/coverage"), &[("sector", &sector)]);
    let day = as_of.clone();
    let chosen = coverage.sectors.iter().position(|s| s.slug == sector);
    let table = match chosen {
        Some(place) => view! { <OneSector coverage place/> }.into_any(),
        None => view! { <AllSectors coverage/> }.into_any(),
    };
    view! {
        <div class="list-bar">
            <ul class="cover-legend">{legend}</ul>
            <SectorFilter action=t.href("/coverage") sectors chosen=sector><DayField as_of=day/></SectorFilter>
        </div>
        <DayNote as_of now/>
        <div class="coverage">{table}</div>
    }
}

/// Every sector in a column; the mark in a cell says how it stands.
#[component]
fn AllSectors(coverage: CoverageView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let mut columns: Vec<Column> = vec![t.s(words::AREA).into()];
    columns.extend(coverage.sectors.iter().map(|s| Column::number(s.name.get(lang))));
    let healthy = (0..coverage.sectors.len())
        .map(|place| view! { <td class="num">{coverage.count(place, Cover::Healthy)}</td> })
        .collect_view();
    let met = coverage
        .met
        .iter()
        .map(|met| view! { <td class="num">{met.map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"))}</td> })
        .collect_view();
    let width = (coverage.sectors.len() + 1).to_string();
    let bodies = coverage
        .domains
        .into_iter()
        .map(|domain| {
            let rows = domain.areas.into_iter().map(|area| {
                let cells = area
                    .supply
                    .iter()
                    .map(|s| view! { <td class=format!("num cover {}", s.cover().code())>{s.mark()}</td> })
                    .collect_view();
                view! {
                    <tr>
                        <th scope="row"><a href=t.href(&format!("/technologies/{}", area.slug))>{area.name.get(lang).to_owned()}</a></th>
                        {cells}
                    </tr>
                }
            });
            view! {
                <tbody>
                    <tr><th scope="rowgroup" colspan=width.clone()>{domain.name.get(lang).to_owned()}</th></tr>
                    {rows.collect_view()}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <Table label=t.s(words::COVERAGE_CAPTION) caption=t.s(words::COVERAGE_CAPTION) columns>
            {bodies}
            <tfoot>
                <tr><th scope="row">{t.s(words::COVER_HEALTHY_AREAS)}</th>{healthy}</tr>
                <tr><th scope="row">{t.s(words::DEMAND_MET_ROW)}</th>{met}</tr>
            </tfoot>
        </Table>
    }
}

/// One sector: what it demands, and its areas in words.
#[component]
fn OneSector(coverage: CoverageView, place: usize) -> impl IntoView {
    let t = texts();
    let sector = coverage.sectors.get(place).cloned();
    let name = sector.as_ref().map_or_else(String::new, |s| s.name.get(t.lang()).to_owned());
    let sector = sector.filter(|_| coverage.may_edit);
    let recruit = sector.as_ref().map(|s| s.slug.clone());
    let edit = sector.map(|s| {
        let href = t.href(&format!("/sectors/{}/demand", s.slug));
        view! { <a class="button" href=href><Icon name="pencil"/>{t.s(words::DEMAND_EDIT)}</a> }
    });
    let saved = told(&[("saved", common::SAVED)]).map(|key| view! { <Toast said=t.s(key).to_owned()/> });
    let met = coverage.met.get(place).copied().flatten();
    let demand = (met.is_some() || edit.is_some()).then(|| {
        let table = match met {
            Some(percent) => view! {
                <p class="lead"><strong>{words::demand_met(t, percent)}</strong></p>
                <DemandTable demand=coverage.demand.clone() recruit/>
            }
            .into_any(),
            None => view! { <p class="muted">{t.s(words::DEMAND_NONE)}</p> }.into_any(),
        };
        view! {
            <Section title=words::demand_of(t, &name) more=None>
                <div class="stack">
                    <p class="muted">{t.s(words::DEMAND_LEAD)}</p>
                    {table}
                    <div>{edit}</div>
                </div>
            </Section>
        }
    });
    let counts = Cover::ALL
        .map(|cover| {
            let (word, _) = cover.words();
            view! { <span class=format!("cover {}", cover.code())>{t.s(word)}" "{coverage.count(place, cover)}</span> }
        })
        .collect_view();
    let columns = vec![
        t.s(words::AREA).into(),
        t.s(words::STATE).into(),
        Column::number(t.s(words::FIRMS)),
        Column::number(t.s(words::VERIFIED_HIGH)),
    ];
    let bodies = coverage.domains.into_iter().map(|domain| view! { <Areas domain place/> }).collect_view();
    view! {
        {saved}
        {demand}
        <Section title=t.s(words::COVERAGE_AREAS) more=None>
            <div class="stack">
                <p class="cluster" role="status">{counts}</p>
                <Table label=name columns>{bodies}</Table>
            </div>
        </Section>
    }
}

#[component]
fn Areas(domain: CoverageDomain, place: usize) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let rows = domain
        .areas
        .into_iter()
        .map(|area| {
            let supply = area.supply.get(place).copied().unwrap_or_default();
            let cover = supply.cover();
            view! {
                <tr>
                    <th scope="row"><a href=t.href(&format!("/technologies/{}", area.slug))>{area.name.get(lang).to_owned()}</a></th>
                    <td><CoverBadge cover/></td>
                    <td class="num">{supply.0}</td>
                    <td class="num">{supply.1}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <tbody>
            <tr><th scope="rowgroup" colspan="4">{domain.name.get(lang).to_owned()}</th></tr>
            {rows}
        </tbody>
    }
}
