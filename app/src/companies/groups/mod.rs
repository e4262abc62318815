//! Sector groups: which firms belong to one and with which fields, and who coordinates it for a term.

mod api;
mod desk;
#[cfg(feature = "ssr")]
mod mails;
mod model;
#[cfg(feature = "ssr")]
pub(super) mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

#[cfg(feature = "ssr")]
pub use api::{coordinated, group, remit};
pub use desk::SectorDeskPage;
pub use model::{GroupView, Naming, Remit};
#[cfg(feature = "ssr")]
pub use store::{everyone_of, name as name_coordinator, sectors_of, set_fields};
pub use view::{Coordinators, Membership};
