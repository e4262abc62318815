//! Landscape files (CNCF landscape2): their members become firms that the secretariat could approach, their items the
//! products of those firms. A file is read into a proposal, which somebody looks at before it is taken over.

mod api;
mod model;
mod page;
#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod yaml;

pub use model::OutsideFirm;
pub use page::LandscapePage;
#[cfg(feature = "ssr")]
pub use {
    api::propose,
    model::Landscape,
    read::{LARGEST, read},
    store::{add, outside, purge, take},
};
