//! Recruiting (발굴·섭외): from a gap of a sector to firms that could fill it, for the secretariat.

mod api;
#[cfg(feature = "ssr")]
mod mails;
mod model;
mod page;
mod routes;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use routes::RecruitingRoutes;

pub(crate) use page::RecruitingPage;
