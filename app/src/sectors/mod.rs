//! The list of sectors: data, so that the secretariat can add one without a release.

#[cfg(feature = "ssr")]
mod store;

#[cfg(feature = "ssr")]
pub use store::{all, all_with_about, load_base, one};
