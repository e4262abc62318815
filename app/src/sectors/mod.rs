//! The list of sectors: data, so that the secretariat can add one without a release.

#[cfg(feature = "ssr")]
mod store;

#[cfg(feature = "ssr")]
pub use store::{Needs, Sectors, all, known, load_base};
