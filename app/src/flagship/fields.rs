//! Fields that only this slice has: a sum with its unit, a technology of the map with its level.

use super::model::{LotNames, TECHNOLOGIES_OF_LOT};
use crate::{
    money,
    technologies::{LEVELS, MapArea},
    text::{
        keys::{flagship, money as words},
        texts,
    },
    ui::{Choice, SelectField, TextField},
};
use leptos::prelude::*;

/// A sum: a number and its unit.
#[component]
pub fn MoneyField(
    name: &'static str,
    unit_name: &'static str,
    #[prop(into)] label: String,
    value: String,
    unit: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let t = texts();
    let units = money::UNITS.iter().map(|(code, _, key)| Choice::new(*code, t.s(*key))).collect();
    let unit = if unit.is_empty() { "eok".to_owned() } else { unit };
    let unit_label = format!("{label}: {}", t.s(words::UNIT));
    view! {
        <div class="field-row">
            <TextField name label value hint required/>
            <SelectField name=unit_name label=unit_label choices=units chosen=unit required=true/>
        </div>
    }
}

/// The names of all technologies, for the fields that take one.
#[component]
pub fn TechnologyNames(map: Vec<MapArea>) -> impl IntoView {
    let lang = texts().lang();
    let options = map
        .into_iter()
        .flat_map(|area| area.technologies)
        .map(|t| view! { <option value=t.name.get(lang).to_owned()></option> })
        .collect_view();
    view! { <datalist id="technology-names">{options}</datalist> }
}

/// The technologies of a lot, a row each with its level.
#[component]
pub fn NeedFields(
    names: &'static LotNames,
    place: usize,
    technologies: Vec<String>,
    levels: Vec<String>,
) -> impl IntoView {
    let t = texts();
    let rows = (0..TECHNOLOGIES_OF_LOT)
        .map(|row| {
            let number = row + 1;
            let (id, level_id) = (format!("lot-{place}-need-{row}"), format!("lot-{place}-level-{row}"));
            let value = technologies.get(row).cloned().unwrap_or_default();
            let level = levels.get(row).cloned().unwrap_or_default();
            let options = LEVELS
                .iter()
                .map(|(code, key)| {
                    let selected = code.to_string() == level || (level.is_empty() && *code == 3);
                    view! { <option value=code.to_string() selected=selected>{t.s(*key)}</option> }
                })
                .collect_view();
            view! {
                <div class="field-row">
                    <div class="field">
                        <label for=id.clone()>{flagship::need_number(t, number)}</label>
                        <input id=id name=names.technologies type="text" list="technology-names" autocomplete="off" value=value/>
                    </div>
                    <div class="field">
                        <label for=level_id.clone()>{flagship::need_level_number(t, number)}</label>
                        <select id=level_id name=names.levels>{options}</select>
                    </div>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>{t.s(flagship::NEEDS)}</legend>
            <p class="hint">{t.s(flagship::NEEDS_HINT)}</p>
            <div class="stack">{rows}</div>
        </fieldset>
    }
}
