//! Firms from a sheet: its columns are matched on screen, what would change is looked at, and all of it is taken over, or
//! undone, as one.

mod api;
mod model;
mod page;
#[cfg(feature = "ssr")]
mod plan;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod words;

pub use page::ImportPage;
#[cfg(feature = "ssr")]
pub use {api::propose, store::purge};
