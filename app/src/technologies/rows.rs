//! Rows of technologies, typed by name or picked from the map, with something chosen for each: a level, a weight.

use super::model::{LEVELS, MapArea};
use crate::{
    text::{Texts, keys::technologies as words, texts},
    ui::{Choice, Group},
};
use leptos::prelude::*;

/// What one row holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowValue {
    pub technology: String,
    /// What is chosen in each of the row's selects.
    pub picked: Vec<String>,
}

/// A select of each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    pub name: &'static str,
    pub label: String,
    pub choices: Vec<Choice>,
}

impl Pick {
    /// The level of a capability.
    pub fn level(t: Texts) -> Self {
        let choices = LEVELS.iter().map(|(level, key)| Choice::new(level.to_string(), t.s(*key))).collect();
        Self { name: "form[levels][]", label: t.s(words::LEVEL).to_owned(), choices }
    }
}

/// Rows shown before the rest is asked for, where there are more than [`ALL`].
const SHOWN: usize = 5;
/// So many rows are shown at once.
const ALL: usize = 10;

/// A row each: `form[technologies][]` and the selects.
#[component]
pub fn TechnologyRows(
    map: Vec<MapArea>,
    rows: Vec<RowValue>,
    /// Rows in all.
    most: usize,
    /// Whether whole areas may be picked too.
    #[prop(optional)]
    areas: bool,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    picks: Vec<Pick>,
) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let options = map
        .into_iter()
        .flat_map(|area| {
            let domain = area.domain.get(lang).to_owned();
            let name = area.area.name.get(lang).to_owned();
            let own = areas.then(|| (name.clone(), domain));
            own.into_iter()
                .chain(area.technologies.into_iter().map(move |tech| (tech.name.get(lang).to_owned(), name.clone())))
        })
        .map(|(value, about)| view! { <option value=value>{about}</option> })
        .collect_view();
    // The selects name themselves only while nothing is chosen; readers hear each by its own label.
    let columns = columns(picks.len());
    let class = format!("claim-head {columns}");
    let names = picks.iter().map(|pick| view! { <span>{pick.label.clone()}</span> }).collect_view();
    let heads = view! { <li class=class aria-hidden="true"><span>{t.s(words::TECHNOLOGY)}</span>{names}</li> };
    let filled = rows.iter().filter(|r| !r.technology.is_empty()).count();
    let shown = if most <= ALL { most } else { (filled + 1).clamp(SHOWN, most) };
    let mut values = rows.into_iter();
    let mut row = move |number: usize| {
        let value = values.next().unwrap_or_default();
        view! { <Row number value picks=picks.clone()/> }
    };
    let first = (1..=shown).map(&mut row).collect_view();
    let rest = (shown < most).then(|| {
        let rows = (shown + 1..=most).map(row).collect_view();
        view! {
            <li>
                <details>
                    <summary>{t.s(words::ROWS_MORE)}</summary>
                    <ul class="claim-rows">{rows}</ul>
                </details>
            </li>
        }
    });
    view! {
        <Group name="form[technologies][]" label hint>
            <datalist id="map-names">{options}</datalist>
            <ul class="claim-rows">{heads}{first}{rest}</ul>
        </Group>
    }
}

/// The class of a row with so many selects.
const fn columns(picks: usize) -> &'static str {
    match picks {
        0 => "one",
        1 => "",
        _ => "three",
    }
}

#[component]
fn Row(number: usize, value: RowValue, picks: Vec<Pick>) -> impl IntoView {
    let t = texts();
    let class = columns(picks.len());
    let mut picked = value.picked.into_iter();
    let selects = picks
        .into_iter()
        .map(|pick| {
            let chosen = picked.next().unwrap_or_default();
            let options = pick
                .choices
                .into_iter()
                .map(|c| {
                    let selected = c.value == chosen;
                    view! { <option value=c.value selected=selected>{c.label}</option> }
                })
                .collect_view();
            let named = words::row_pick(t, number, &pick.label);
            view! {
                <select name=pick.name aria-label=named>
                    <option value="">{pick.label}</option>
                    {options}
                </select>
            }
        })
        .collect_view();
    view! {
        <li class=class>
            <input name="form[technologies][]" list="map-names" autocomplete="off" value=value.technology
                placeholder=t.s(words::PICK) aria-label=words::row(t, number)/>
            {selects}
        </li>
    }
}
