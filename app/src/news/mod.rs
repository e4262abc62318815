//! News: notices of the secretariat and of sector coordinators, to a group or to all.

mod api;
mod edit;
mod list;
#[cfg(feature = "ssr")]
mod mails;
mod model;
mod page;
mod routes;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use list::NoticeRows;
pub use model::NoticeRow;
pub use routes::NewsRoutes;
#[cfg(feature = "ssr")]
pub use {
    api::{TELL_JOB, tell},
    model::{NoticeDraft, NoticeForm},
    store::{KIND, add, feed, index, pinned, published},
};

pub(crate) use edit::{EditNoticePage, NewNoticePage};
pub(crate) use list::NewsPage;
pub(crate) use page::NoticePage;

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["news/list", "news/notice"];
