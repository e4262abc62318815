//! Recruiting (발굴·섭외): from a gap of a sector to firms that could fill it, for the secretariat.

mod api;
mod landscape;
#[cfg(feature = "ssr")]
mod mails;
mod model;
mod page;
mod routes;
mod stop;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use routes::RecruitingRoutes;
#[cfg(feature = "ssr")]
pub use {
    landscape::{
        LARGEST as LARGEST_LANDSCAPE, Landscape, add as add_landscape, propose as propose_landscape,
        purge as purge_landscapes, read as read_landscape, take as take_landscape,
    },
    store::{firms_in_use, purge, technology_merged, technology_wanted},
};

pub(crate) use landscape::LandscapePage;
pub(crate) use page::RecruitingPage;
pub(crate) use stop::StopPage;

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["recruiting/stop"];
