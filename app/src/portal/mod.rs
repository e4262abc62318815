//! Pages that compose the slices.

mod about;
#[cfg(feature = "ssr")]
mod base;
mod design;
mod home;
mod search;
mod viewer;

pub use about::{AboutPage, PrivacyPage};
pub use design::DesignPage;
pub use home::HomePage;
pub use search::SearchPage;
pub use viewer::{Viewer, who_views};
#[cfg(feature = "ssr")]
pub use {
    base::load_base,
    viewer::{mark_sample_world, sample_world},
};

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["portal/home", "portal/search", "portal/viewer"];
