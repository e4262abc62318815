//! Fields of forms: a label, a hint, the input, and what is wrong with it, tied together for every reader.

use super::{
    Icon,
    form::{FormState, id_of},
};
use crate::text::{Key, keys, texts};
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

    pub(super) fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + use<> {
        let problem = self.problem();
        move || problem().map(|_| "true")
    }

    pub(super) fn class(&self) -> impl Fn() -> &'static str + Clone + Send + Sync + use<> {
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
    pub(super) fn stored(&self, read: impl Fn(&str) -> String) -> Option<AnyView> {
        let stored = self.state.and_then(|s| s.stored(self.name)).map(|values| {
            let words: Vec<String> = values.iter().filter(|v| !v.is_empty()).map(|v| read(v)).collect();
            words.join(", ")
        });
        stored.map(|words| stored_meanwhile(words).into_any())
    }

    pub(super) fn label(&self, label: String, asked: Asked) -> impl IntoView + use<> {
        let (class, word) = asked.mark();
        view! { <label for=self.id.clone()>{label}" "<span class=class>{texts().s(word)}</span></label> }
    }

    pub(super) fn hint(&self, hint: String) -> impl IntoView + use<> {
        let id = format!("{}-hint", self.id);
        (!hint.is_empty()).then(|| view! { <p class="hint" id=id>{hint}</p> })
    }
}

/// Whether a field has to be filled, as its label says.
#[derive(Clone, Copy)]
pub(super) enum Asked {
    Required,
    /// This one or its twin in the other language.
    Either,
    Optional,
}

impl Asked {
    pub(super) const fn of(required: bool, either: bool) -> Self {
        match (required, either) {
            (true, _) => Self::Required,
            (_, true) => Self::Either,
            _ => Self::Optional,
        }
    }

    /// The class and the word.
    pub(super) const fn mark(self) -> (&'static str, Key) {
        match self {
            Self::Required => ("required", keys::ui::REQUIRED),
            Self::Either => ("required", keys::ui::EITHER),
            Self::Optional => ("optional", keys::ui::OPTIONAL),
        }
    }
}

/// What is stored in a field that holds something else.
fn stored_meanwhile(words: String) -> impl IntoView {
    let t = texts();
    let words = if words.is_empty() { t.s(keys::ui::NOTHING).to_owned() } else { words };
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
    /// One of the two languages is enough.
    #[prop(optional)]
    either: bool,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] autocomplete: Option<&'static str>,
) -> impl IntoView {
    let around = Around::new(name, &label, !hint.is_empty());
    view! {
        <div class=around.class()>
            {around.label(label, Asked::of(required, either))}
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

/// A file to send.
#[component]
pub fn FileField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    /// The media types that are taken, with commas.
    accept: &'static str,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let around = Around::new(name, &label, !hint.is_empty());
    view! {
        <div class=around.class()>
            {around.label(label, Asked::of(required, false))}
            {around.hint(hint)}
            <input
                id=around.id.clone()
                name=name
                type="file"
                accept=accept
                aria-required=required.then_some("true")
                aria-invalid=around.invalid()
                aria-describedby=around.described_by()
            />
            {around.message()}
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
    /// One of the two languages is enough.
    #[prop(optional)]
    either: bool,
    #[prop(default = 6)] rows: u32,
    /// The language of what is typed, for spelling and screen readers.
    #[prop(optional)]
    lang: Option<&'static str>,
) -> impl IntoView {
    let around = Around::new(name, &label, !hint.is_empty());
    view! {
        <div class=around.class()>
            {around.label(label, Asked::of(required, either))}
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
                {super::raw_text(&value)}
            </textarea>
            {around.message()}
            {around.stored(str::to_owned)}
        </div>
    }
}

/// A value that travels with the form unseen.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}
