//! Conversations: two firms talk about one matter, send files, and give each other a named person's contact once both
//! agree. Whoever is bothered blocks or reports.

mod api;
mod list;
#[cfg(feature = "ssr")]
mod mails;
mod model;
mod page;
mod reports;
mod routes;
mod start;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use routes::ConversationRoutes;
#[cfg(feature = "ssr")]
pub use {
    api::{About, LARGEST_FILE, begin, file, limited, open, send_file, two_sides},
    model::Matter,
    store::{count_reported, firms_in_use},
};

pub(crate) use list::ConversationListPage;
pub(crate) use page::ConversationPage;
pub(crate) use reports::ReportsPage;
pub(crate) use start::StartPage;
