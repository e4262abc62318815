//! Rows of technologies with a level each, typed by name or picked from the map: for claims and for requirements.

use super::model::{LEVELS, MapArea};
use crate::{
    text::{keys::technologies as words, texts},
    ui::{Choice, Group},
};
use leptos::prelude::*;

/// What one row holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowValue {
    pub technology: String,
    pub level: String,
    /// A third value, where the form has one.
    pub third: String,
}

/// Rows shown before the rest is asked for.
const SHOWN: usize = 5;

/// A row each: `form[technologies][]`, `form[levels][]` and, with `third`, another choice.
#[component]
pub fn TechnologyRows(
    map: Vec<MapArea>,
    rows: Vec<RowValue>,
    /// Rows in all.
    most: usize,
    /// Whether whole areas may be picked too.
    #[prop(optional)]
    areas: bool,
    #[prop(into)] hint: String,
    /// Name, label and choices of the third input.
    #[prop(optional)]
    third: Option<(&'static str, String, Vec<Choice>)>,
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
    let filled = rows.iter().filter(|r| !r.technology.is_empty()).count();
    let shown = (filled + 1).clamp(SHOWN, most.max(SHOWN));
    let mut values = rows.into_iter();
    let mut row = {
        let third = third.clone();
        move |number: usize| {
            let value = values.next().unwrap_or_default();
            view! { <Row number value third=third.clone()/> }
        }
    };
    let first = (1..=shown.min(most)).map(&mut row).collect_view();
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
        <Group name="form[technologies][]" label=t.s(words::ROWS) hint>
            <datalist id="map-names">{options}</datalist>
            <ul class="claim-rows">{first}{rest}</ul>
        </Group>
    }
}

#[component]
fn Row(number: usize, value: RowValue, third: Option<(&'static str, String, Vec<Choice>)>) -> impl IntoView {
    let t = texts();
    let levels = LEVELS
        .iter()
        .map(|(level, key)| {
            let code = level.to_string();
            let selected = code == value.level;
            view! { <option value=code selected=selected>{t.s(*key)}</option> }
        })
        .collect_view();
    let class = if third.is_some() { "three" } else { "" };
    let third = third.map(|(name, label, choices)| {
        let options = choices
            .into_iter()
            .map(|c| {
                let selected = c.value == value.third;
                view! { <option value=c.value selected=selected>{c.label}</option> }
            })
            .collect_view();
        view! {
            <select name=name aria-label=format!("{label} {number}")>
                <option value="">{label.clone()}</option>
                {options}
            </select>
        }
    });
    view! {
        <li class=class>
            <input name="form[technologies][]" list="map-names" autocomplete="off" value=value.technology
                placeholder=t.s(words::PICK) aria-label=words::row(t, number)/>
            <select name="form[levels][]" aria-label=words::row_level(t, number)>
                <option value="">{t.s(words::LEVEL)}</option>
                {levels}
            </select>
            {third}
        </li>
    }
}
