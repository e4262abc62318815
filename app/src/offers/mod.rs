//! Offers to take part: a firm says what it brings, and whoever needs it starts a conversation.

mod api;
mod edit;
mod list;
mod model;
mod page;
mod routes;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use list::OfferRows;
pub use model::OfferRow;
pub use routes::OfferRoutes;
#[cfg(feature = "ssr")]
pub use {
    api::tidy,
    model::OfferDraft,
    store::{add, bringing, firms_changed, firms_in_use, index, technology_merged, technology_wanted, waiting},
};

pub(crate) use edit::{EditOfferPage, NewOfferPage};
pub(crate) use list::OfferListPage;
pub(crate) use page::OfferPage;

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["offers/list", "offers/one"];
