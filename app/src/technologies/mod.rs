//! The core-technology map, and what each firm can do on it: how firms are found.

mod api;
#[cfg(feature = "ssr")]
mod mails;
mod model;
#[cfg(feature = "ssr")]
mod store;

pub use model::{ACTIVITIES, Held, LEVELS, MapArea, Need, activity_key, level_key};
#[cfg(feature = "ssr")]
pub use {
    api::resolve,
    model::{CapabilityDraft, EvidenceDraft, EvidenceKind, Visibility},
    store::{add_evidence, choices, claim, confirm, held, holders, labels, load_base},
};

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["technologies/map", "technologies/node", "technologies/profile"];
