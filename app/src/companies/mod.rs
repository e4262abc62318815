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

pub use list::{CompanyRows, FirmType, initials};
pub use model::{CompanyRow, Facet, FirmCard, Label};
pub use routes::CompanyRoutes;
#[cfg(feature = "ssr")]
pub use {
    model::{CompanyForm, Role, promised},
    store::{
        Firm, KIND, NewCompany, Settled, acting_for, add, add_person, cards, everyone, firm, firm_by_id, firms_of,
        has_type, index, load_base, newest, owners, role, settle,
    },
};

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["companies/get", "companies/list"];
