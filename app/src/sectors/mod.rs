//! The list of sectors: data, so that the secretariat can add one without a release.

mod model;
#[cfg(feature = "ssr")]
mod store;

pub use model::Sector;
#[cfg(feature = "ssr")]
pub use store::{all, all_with_about, load_base, one};
