//! Firms side by side: what each of them is and can do, technology by technology.

use crate::{
    companies::{CompanyRow, FirmTypes},
    error::AppResult,
    label::Label,
    text::{
        keys::{companies as firm_words, compare as words, technologies as map_words},
        texts,
    },
    ui::{Column, Crumb, Icon, LazyPage, Loaded, Page, Table, address, load, loaded},
};
use leptos::{prelude::*, server};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::{companies, ctx::Ctx, technologies};

/// Firms that fit beside each other.
const MOST: usize = 4;
/// Firms shown to somebody who looks for one by its name.
#[cfg(feature = "ssr")]
const NAMED: i64 = 8;

/// What a firm says about a technology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    confirmed: bool,
    /// The claimed level, for members.
    level: Option<i64>,
}

/// A technology with the mark of each firm, in the order of the firms.
pub type Line = (Label, Vec<Option<Mark>>);

/// Firms side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    firms: Vec<CompanyRow>,
    /// Areas in the order of the map, each with what any of the firms claims in it.
    areas: Vec<(Label, Vec<Line>)>,
    /// Firms that the viewer looks for by name.
    found: Vec<Label>,
}

/// Up to four firms side by side, and firms that could be added.
#[server(endpoint = "portal/compare", input = GetUrl)]
pub async fn get_comparison(slugs: Vec<String>, q: String) -> AppResult<Comparison> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let member = technologies::sees_levels(&mut tx, ctx.person.as_ref()).await?;
    let firms = companies::by_slugs(&mut tx, &few(slugs.iter().map(String::as_str))).await?;
    let ids: Vec<i64> = firms.iter().map(|(id, _)| *id).collect();
    let map = technologies::map(&mut tx).await?;
    let mut held = technologies::held(&mut tx, &ids).await?;
    // Of several activities with one technology the strongest counts.
    held.sort_by_key(|h| (map.place(&h.area), map.place(&h.technology), std::cmp::Reverse((h.verified, h.level))));
    let mut areas: Vec<(Label, Vec<Line>)> = Vec::new();
    for h in held {
        let Some(column) = ids.iter().position(|id| *id == h.company) else { continue };
        if areas.last().is_none_or(|(area, _)| area.slug != h.area) {
            areas.push((map.label(&h.area), Vec::new()));
        }
        let Some((_, lines)) = areas.last_mut() else { continue };
        if lines.last().is_none_or(|(technology, _)| technology.slug != h.technology) {
            lines.push((map.label(&h.technology), vec![None; ids.len()]));
        }
        if let Some((_, marks)) = lines.last_mut() {
            let mark = Mark { confirmed: h.verified > 0, level: member.then_some(h.level) };
            marks[column] = marks[column].or(Some(mark));
        }
    }
    let q = q.trim();
    let found = if q.is_empty() { Vec::new() } else { companies::named(&mut tx, q, NAMED).await? };
    Ok(Comparison { firms: firms.into_iter().map(|(_, row)| row).collect(), areas, found })
}

/// Firms side by side.
pub struct ComparePage(Loaded<Comparison>);

/// The firms that the address names, each once.
fn asked() -> Vec<String> {
    let asked = use_query_map().with(|q| q.get("firms").unwrap_or_default());
    few(asked.split(',').map(str::trim).filter(|s| !s.is_empty()))
}

/// As many as fit beside each other, each once.
fn few<'a>(named: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut slugs: Vec<String> = Vec::new();
    for slug in named {
        if slugs.len() < MOST && !slugs.iter().any(|s| s == slug) {
            slugs.push(slug.to_owned());
        }
    }
    slugs
}

impl LazyPage for ComparePage {
    fn data() -> Self {
        let map = use_query_map();
        let key = move || (asked(), map.with(|q| q.get("q").unwrap_or_default()));
        Self(load(key, |(slugs, q)| GetComparison { slugs, q }))
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let crumbs = vec![Crumb::new(t.s(firm_words::TITLE), t.href("/companies"))];
        view! {
            <Page title=t.s(words::TITLE) description=t.s(words::LEAD) crumbs>
                <div class="page-head">
                    <h1>{t.s(words::TITLE)}</h1>
                    <p class="lead">{t.s(words::LEAD)}</p>
                </div>
                {loaded(this.0, |comparison| view! { <Side comparison/> })}
            </Page>
        }
        .into_any()
    }
}

/// The address of a comparison of these firms.
fn comparison_of<'a>(slugs: impl Iterator<Item = &'a str>) -> String {
    address(&texts().href("/companies/compare"), &[("firms", &slugs.collect::<Vec<_>>().join(","))])
}

#[component]
fn Side(comparison: Comparison) -> impl IntoView {
    let slugs: Vec<String> = comparison.firms.iter().map(|f| f.slug.clone()).collect();
    let room = slugs.len() < MOST;
    let finder = room.then(|| view! { <Finder slugs=slugs.clone() found=comparison.found/> });
    let table = (!slugs.is_empty()).then(|| view! { <SideBySide firms=comparison.firms areas=comparison.areas/> });
    view! {
        {finder}
        {table}
    }
}

/// Looks for another firm by its name.
#[component]
fn Finder(slugs: Vec<String>, found: Vec<Label>) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let typed = use_query_map().with_untracked(|q| q.get("q").unwrap_or_default());
    let missed = (found.is_empty() && !typed.trim().is_empty())
        .then(|| view! { <p class="muted" role="status">{t.s(words::NONE_FOUND)}</p> });
    let add = found
        .into_iter()
        .filter(|firm| !slugs.contains(&firm.slug))
        .map(|firm| {
            let href = comparison_of(slugs.iter().map(String::as_str).chain([firm.slug.as_str()]));
            view! { <li><a class="button small" href=href><Icon name="plus"/>{firm.name.get(lang).to_owned()}</a></li> }
        })
        .collect_view();
    view! {
        <form class="search-box page-search" role="search" action=t.href("/companies/compare") aria-label=t.s(words::ADD)>
            <input type="hidden" name="firms" value=slugs.join(",")/>
            <input type="search" name="q" value=typed aria-label=t.s(words::ADD) placeholder=t.s(words::ADD)/>
            <button aria-label=t.s(crate::text::keys::ui::SEARCH)><Icon name="search"/></button>
        </form>
        {missed}
        <ul class="cluster page-search">{add}</ul>
    }
}

#[component]
fn SideBySide(firms: Vec<CompanyRow>, areas: Vec<(Label, Vec<Line>)>) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let width = (firms.len() + 1).to_string();
    let mut columns: Vec<Column> = vec![t.s(map_words::TECHNOLOGY).into()];
    columns.extend(firms.iter().map(|f| f.name.get(lang).into()));
    let slugs: Vec<String> = firms.iter().map(|f| f.slug.clone()).collect();
    let links = slugs
        .iter()
        .map(|slug| {
            let without = comparison_of(slugs.iter().map(String::as_str).filter(|s| s != slug));
            view! {
                <td>
                    <span class="cluster">
                        <a href=t.href(&format!("/companies/{slug}"))>{t.s(words::OPEN)}</a>
                        <a href=without>{t.s(words::DROP)}</a>
                    </span>
                </td>
            }
        })
        .collect_view();
    let types = firms.iter().map(|f| view! { <td><FirmTypes types=f.types.clone()/></td> }).collect_view();
    let names = |labels: &[Label]| labels.iter().map(|l| l.name.get(lang)).collect::<Vec<_>>().join(", ");
    let sectors = firms.iter().map(|f| view! { <td>{names(&f.sectors)}</td> }).collect_view();
    let regions = firms.iter().map(|f| view! { <td>{f.region.get(lang).to_owned()}</td> }).collect_view();
    let areas = areas
        .into_iter()
        .map(|(area, lines)| {
            let lines = lines.into_iter().map(|line| view! { <TechnologyLine line/> }).collect_view();
            view! {
                <tbody>
                    <tr><th scope="rowgroup" colspan=width.clone()>{area.name.get(lang).to_owned()}</th></tr>
                    {lines}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <div class="coverage">
            <Table label=t.s(words::TITLE) columns>
                <tbody>
                    <tr><th scope="row">{t.s(words::PAGE)}</th>{links}</tr>
                    <tr><th scope="row">{t.s(firm_words::TYPES)}</th>{types}</tr>
                    <tr><th scope="row">{t.s(firm_words::SECTORS)}</th>{sectors}</tr>
                    <tr><th scope="row">{t.s(firm_words::REGION)}</th>{regions}</tr>
                </tbody>
                {areas}
            </Table>
        </div>
    }
}

#[component]
fn TechnologyLine(line: Line) -> impl IntoView {
    let t = texts();
    let (technology, marks) = line;
    let cells = marks
        .into_iter()
        .map(|mark| {
            let Some(mark) = mark else { return view! { <td class="muted">"–"</td> }.into_any() };
            let (class, word) = if mark.confirmed {
                ("cover healthy", map_words::CONFIRMED)
            } else {
                ("cover claimed", map_words::CLAIMED)
            };
            let level = mark.level.map(|level| format!(" · {}", t.s(crate::technologies::level_key(level))));
            view! { <td><span class=class>{t.s(word)}</span>{level}</td> }.into_any()
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row"><a href=t.href(&format!("/technologies/{}", technology.slug))>{technology.name.get(t.lang()).to_owned()}</a></th>
            {cells}
        </tr>
    }
}
