//! Companies of the alliance: who they are, how they join, who speaks for them.

mod api;
mod brn;
mod detail;
mod edit;
mod list;
#[cfg(feature = "ssr")]
mod mails;
mod mine;
mod model;
mod queue;
mod routes;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use list::CompanyRows;
pub use model::{CompanyRow, Label};
pub use routes::CompanyRoutes;
#[cfg(feature = "ssr")]
pub use {
    model::{CompanyForm, Role},
    store::{NewCompany, Settled, add, add_person, index, load_base, newest, settle},
};
