//! What a form knows while it is shown, and what was typed into it before.

use super::id_of;
use crate::{error::AppError, text::texts};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What a form knows while it is shown: why it was refused, whether it is being sent, and what its fields are called.
#[derive(Clone, Copy)]
pub struct FormState {
    pub(in crate::ui) error: RwSignal<Option<AppError>>,
    pub(super) busy: RwSignal<bool>,
    pub(super) labels: StoredValue<BTreeMap<&'static str, String>>,
    /// What is stored in fields that hold something else, where somebody else saved meanwhile.
    stored: StoredValue<BTreeMap<String, Vec<String>>>,
    /// Tells forms of one kind on one page apart.
    pub(super) key: StoredValue<String>,
}

impl FormState {
    pub(super) fn new(endpoint: &str, key: String, stored: BTreeMap<String, Vec<String>>) -> Self {
        #[cfg(feature = "ssr")]
        let error = crate::replay::Replay::error(endpoint, &key);
        #[cfg(not(feature = "ssr"))]
        let error = {
            let _ = endpoint;
            None
        };
        Self {
            error: RwSignal::new(error),
            busy: RwSignal::new(false),
            labels: StoredValue::default(),
            stored: StoredValue::new(stored),
            key: StoredValue::new(key),
        }
    }

    /// The id of an input of this form.
    pub(in crate::ui) fn id_of(self, name: &str) -> String {
        self.key.with_value(|key| if key.is_empty() { id_of(name) } else { format!("{}-{key}", id_of(name)) })
    }

    /// The state of the form around a field.
    pub(in crate::ui) fn around() -> Option<Self> {
        use_context()
    }

    /// Tells what a field is called, for the list of problems.
    pub(in crate::ui) fn label(self, name: &'static str, label: &str) {
        self.labels.update_value(|all| {
            all.insert(name, label.to_owned());
        });
    }

    /// What is stored in a field, where somebody else saved something else meanwhile.
    pub(in crate::ui) fn stored(self, name: &str) -> Option<Vec<String>> {
        self.stored.with_value(|all| all.get(name).cloned())
    }

    /// What is wrong with a field.
    pub(in crate::ui) fn problem(self, name: &str) -> Option<String> {
        self.error.with(|error| match error {
            Some(AppError::Invalid(fields)) => fields.0.get(name).map(|p| p.message(texts())),
            _ => None,
        })
    }
}

/// What was typed into the form of `endpoint`, where its refused page is shown again. A browser's form keeps its own.
#[cfg(feature = "ssr")]
pub fn typed<T: serde::de::DeserializeOwned>(endpoint: &str) -> Option<T> {
    crate::replay::Replay::typed(endpoint)
}

/// What was typed into the form of `endpoint`, where its refused page is shown again. A browser's form keeps its own.
#[cfg(not(feature = "ssr"))]
pub fn typed<T>(_: &str) -> Option<T> {
    None
}

/// What was typed into a form of `endpoint` whose fields stand by themselves, not under `form`.
#[cfg(feature = "ssr")]
pub fn typed_flat<T: serde::de::DeserializeOwned>(endpoint: &str) -> Option<T> {
    crate::replay::Replay::typed_flat(endpoint)
}

/// What was typed into a form of `endpoint` whose fields stand by themselves, not under `form`.
#[cfg(not(feature = "ssr"))]
pub fn typed_flat<T>(_: &str) -> Option<T> {
    None
}
