//! What firms offer: services with what they run on, their certificates and their listings in registries.

mod api;
mod cards;
mod desk;
mod edit;
#[cfg(feature = "ssr")]
mod expiry;
#[cfg(feature = "ssr")]
mod mails;
mod model;
mod routes;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use cards::ServiceCards;
pub use model::FirmServices;
pub use routes::ServiceRoutes;
#[cfg(feature = "ssr")]
pub use {
    api::of_firm,
    expiry::warn_of_expiry,
    model::{CertificateForm, ListingForm, ServiceDraft, ServiceForm},
    store::{
        add, add_certificate, add_listing, firm_changed, firms_in_use, load_base, technology_merged, technology_wanted,
    },
};

pub(crate) use desk::ServiceDeskPage;
pub(crate) use edit::{EditServicePage, NewServicePage};
