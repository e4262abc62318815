//! Fields that offer values: a list to choose from, boxes to tick.

use super::fields::{Around, Asked};
use crate::{
    label::Label,
    text::{keys, texts},
};
use leptos::prelude::*;

/// One of several values: what is sent and what is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// A line of explanation, or empty.
    pub note: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), note: String::new() }
    }

    /// Values that are data, in the language of the page.
    pub fn of(labels: Vec<Label>) -> Vec<Self> {
        let lang = texts().lang();
        labels.into_iter().map(|l| Self::new(l.slug, l.name.get(lang))).collect()
    }

    /// The same choice with a line of explanation.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// What is read for a value.
fn label_of(choices: &[Choice], value: &str) -> String {
    choices.iter().find(|c| c.value == value).map_or(value, |c| &c.label).to_owned()
}

/// One choice from a list.
#[component]
pub fn SelectField(
    name: &'static str,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] chosen: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let around = Around::new(name, &label, !hint.is_empty());
    let nothing = texts().s(keys::ui::CHOOSE);
    let unchosen = chosen.is_empty();
    let stored = around.stored(|value| label_of(&choices, value));
    let options = choices
        .into_iter()
        .map(|c| {
            let selected = c.value == chosen;
            view! { <option value=c.value selected=selected>{c.label}</option> }
        })
        .collect_view();
    view! {
        <div class=around.class()>
            {around.label(label, Asked::of(required, false))}
            {around.hint(hint)}
            <select
                id=around.id.clone()
                name=name
                aria-required=required.then_some("true")
                aria-invalid=around.invalid()
                aria-describedby=around.described_by()
            >
                <option value="" selected=unchosen>{nothing}</option>
                {options}
            </select>
            {around.message()}
            {stored}
        </div>
    }
}

/// Choices to tick, or with `single` to pick one of.
#[component]
pub fn Choices(
    name: &'static str,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional)] chosen: Vec<String>,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] single: bool,
    /// Chips in a line rather than rows.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let around = Around::new(name, &label, !hint.is_empty());
    let t = texts();
    let (mark, word) = Asked::of(required, false).mark();
    let kind = if single { "radio" } else { "checkbox" };
    let stored = around.stored(|value| label_of(&choices, value));
    let rows = choices
        .into_iter()
        .map(|c| {
            let checked = chosen.contains(&c.value);
            let note = (!c.note.is_empty()).then(|| view! { <span class="choice-note">{c.note}</span> });
            view! {
                <label class="choice">
                    <input type=kind name=name value=c.value checked=checked/>
                    <span>{c.label}{note}</span>
                </label>
            }
        })
        .collect_view();
    let problem = around.problem();
    let class = move || {
        let invalid = if problem().is_some() { " invalid" } else { "" };
        format!("choices{invalid}{}", if compact { " compact" } else { "" })
    };
    view! {
        <fieldset class=class id=around.id.clone() tabindex="-1" aria-describedby=around.described_by()>
            <legend>{label}" "<span class=mark>{t.s(word)}</span></legend>
            {around.hint(hint)}
            <div class="choice-list">{rows}</div>
            {around.message()}
            {stored}
        </fieldset>
    }
}
