//! Pages that compose the slices.

#[cfg(feature = "ssr")]
mod base;
mod compare;
mod consortium;
mod design;
#[cfg(feature = "ssr")]
mod feed;
mod firm;
mod happenings;
mod home;
mod privacy;
mod search;
mod sector;
mod sectors;
#[cfg(feature = "ssr")]
mod sitemap;
mod technology;
mod viewer;

pub use compare::ComparePage;
pub use consortium::ConsortiumPage;
pub use design::DesignPage;
pub use firm::FirmPage;
pub use home::HomePage;
pub use privacy::PrivacyPage;
pub use search::SearchPage;
pub use sector::SectorPage;
pub use sectors::SectorListPage;
pub use technology::TechnologyPage;
pub use viewer::{Viewer, WhoViews};
#[cfg(feature = "ssr")]
pub use {
    base::load_base,
    feed::feed,
    sitemap::{robots, sitemap},
    viewer::{mark_sample_world, sample_world},
};

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &[
    "portal/compare",
    "portal/consortium",
    "portal/firm",
    "portal/home",
    "portal/search",
    "portal/sector",
    "portal/sectors",
    "portal/technology",
    "portal/viewer",
];
