//! What the alliance says of itself: parts of text that the secretariat keeps, each with the day of its last change.

mod api;
mod edit;
mod model;
mod page;
mod routes;
#[cfg(feature = "ssr")]
mod store;

pub use routes::AboutRoutes;
#[cfg(feature = "ssr")]
pub use store::{load_base, set};

pub(crate) use edit::EditAboutPage;
pub(crate) use page::AboutPage;

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["about/parts"];
