//! Fields of forms: a label, a hint, the input, and what is wrong with it, tied together for every reader.

use super::{
    Icon,
    form::{FormState, id_of},
};
use crate::{
    label::Label,
    text::{keys, texts},
};
use leptos::prelude::*;

/// What kind of line a text field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Text,
    Email,
    Url,
    /// A password that exists already.
    Password,
    /// A password that is being chosen.
    NewPassword,
    /// Digits, perhaps with hyphens.
    Digits,
    Date,
    Time,
}

impl Kind {
    const fn input(self) -> &'static str {
        match self {
            Self::Text | Self::Digits => "text",
            Self::Email => "email",
            Self::Url => "url",
            Self::Password | Self::NewPassword => "password",
            Self::Date => "date",
            Self::Time => "time",
        }
    }

    const fn autocomplete(self) -> Option<&'static str> {
        match self {
            Self::Email => Some("email"),
            Self::Password => Some("current-password"),
            Self::NewPassword => Some("new-password"),
            Self::Url => Some("url"),
            _ => None,
        }
    }

    const fn inputmode(self) -> Option<&'static str> {
        match self {
            Self::Digits => Some("numeric"),
            _ => None,
        }
    }
}

/// What stands around every input: label, hint, problem; and the attributes that tie them to it.
pub(super) struct Around {
    pub(super) id: String,
    state: Option<FormState>,
    name: &'static str,
    hint: bool,
}

impl Around {
    pub(super) fn new(name: &'static str, label: &str, hint: bool) -> Self {
        let state = FormState::around();
        if let Some(state) = state {
            state.label(name, label);
        }
        let id = state.map_or_else(|| id_of(name), |s| s.id_of(name));
        Self { id, state, name, hint }
    }

    pub(super) fn problem(&self) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
        let (state, name) = (self.state, self.name);
        move || state.and_then(|s| s.problem(name))
    }

    pub(super) fn described_by(&self) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
        let (problem, id, hint) = (self.problem(), self.id.clone(), self.hint);
        move || {
            let parts = [hint.then(|| format!("{id}-hint")), problem().map(|_| format!("{id}-error"))];
            let ids: Vec<_> = parts.into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + use<> {
        let problem = self.problem();
        move || problem().map(|_| "true")
    }

    fn class(&self) -> impl Fn() -> &'static str + Clone + Send + Sync + use<> {
        let problem = self.problem();
        move || if problem().is_some() { "field invalid" } else { "field" }
    }

    pub(super) fn message(&self) -> impl IntoView + use<> {
        let (problem, id) = (self.problem(), self.id.clone());
        move || {
            let id = format!("{id}-error");
            problem().map(|message| view! { <p class="field-error" id=id><Icon name="alert-circle"/>{message}</p> })
        }
    }

    /// What somebody else stored here meanwhile; `read` makes words of a value.
    fn stored(&self, read: impl Fn(&str) -> String) -> Option<AnyView> {
        let stored = self.state.and_then(|s| s.stored(self.name)).map(|values| {
            let words: Vec<String> = values.iter().filter(|v| !v.is_empty()).map(|v| read(v)).collect();
            words.join(", ")
        });
        stored.map(|words| stored_meanwhile(words).into_any())
    }

    fn label(&self, label: String, required: bool) -> impl IntoView + use<> {
        let t = texts();
        let mark = if required {
            view! { <span class="required">{t.s(keys::ui::REQUIRED)}</span> }.into_any()
        } else {
            view! { <span class="optional">{t.s(keys::ui::OPTIONAL)}</span> }.into_any()
        };
        view! { <label for=self.id.clone()>{label}" "{mark}</label> }
    }

    pub(super) fn hint(&self, hint: String) -> impl IntoView + use<> {
        let id = format!("{}-hint", self.id);
        (!hint.is_empty()).then(|| view! { <p class="hint" id=id>{hint}</p> })
    }
}

/// What is stored in a field that holds something else.
fn stored_meanwhile(words: String) -> impl IntoView {
    let t = texts();
    let words = if words.is_empty() { t.s(keys::ui::STORED_NOTHING).to_owned() } else { words };
    view! { <div class="stored-meanwhile"><p>{t.s(keys::ui::STORED_NOW)}</p><blockquote>{words}</blockquote></div> }
}

/// One line of text.
#[component]
pub fn TextField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] autocomplete: Option<&'static str>,
) -> impl IntoView {
    let around = Around::new(name, &label, !hint.is_empty());
    view! {
        <div class=around.class()>
            {around.label(label, required)}
            {around.hint(hint)}
            <input
                id=around.id.clone()
                name=name
                type=kind.input()
                value=value
                autocomplete=autocomplete.or(kind.autocomplete())
                inputmode=kind.inputmode()
                aria-required=required.then_some("true")
                aria-invalid=around.invalid()
                aria-describedby=around.described_by()
            />
            {around.message()}
            {around.stored(str::to_owned)}
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] required: bool,
    #[prop(default = 6)] rows: u32,
    /// The language of what is typed, for spelling and screen readers.
    #[prop(optional)]
    lang: Option<&'static str>,
) -> impl IntoView {
    let around = Around::new(name, &label, !hint.is_empty());
    view! {
        <div class=around.class()>
            {around.label(label, required)}
            {around.hint(hint)}
            <textarea
                id=around.id.clone()
                name=name
                rows=rows
                lang=lang
                aria-required=required.then_some("true")
                aria-invalid=around.invalid()
                aria-describedby=around.described_by()
            >
                {value}
            </textarea>
            {around.message()}
            {around.stored(str::to_owned)}
        </div>
    }
}

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
            {around.label(label, required)}
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
    let mark = if required { ("required", t.s(keys::ui::REQUIRED)) } else { ("optional", t.s(keys::ui::OPTIONAL)) };
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
            <legend>{label}" "<span class=mark.0>{mark.1}</span></legend>
            {around.hint(hint)}
            <div class="choice-list">{rows}</div>
            {around.message()}
            {stored}
        </fieldset>
    }
}

/// A value that travels with the form unseen.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}
