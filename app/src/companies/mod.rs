//! Companies of the alliance: who they are, how they join, who speaks for them.

mod api;
mod brn;
mod desk;
mod detail;
mod edit;
mod groups;
mod import;
mod list;
mod logo;
#[cfg(feature = "ssr")]
mod mails;
mod mine;
mod model;
mod onboarding;
#[cfg(feature = "ssr")]
mod open;
mod people;
mod queue;
mod routes;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use desk::DeskTabs;
pub use detail::Company;
pub use groups::{Coordinators, GroupView, Membership, Naming, Remit};
pub use list::{CompanyRows, FirmType, FirmTypes, filter_values};
pub use model::{CompanyRow, CompanyView, FirmCard};
pub use routes::CompanyRoutes;
#[cfg(feature = "ssr")]
pub use {
    api::{company, editing, set_logo},
    groups::{coordinated, everyone_of, group, name_coordinator, remit, sectors_of, set_fields},
    import::{propose as propose_import, purge as purge_imports},
    model::{CompanyForm, Role, promised},
    onboarding::{
        LARGEST_DOCUMENT, Mark, RepresentativeForm, Step, add_document, agree, document, mark_step, send_document,
        set_representative,
    },
    open::{OpenCompany, OpenCompanyQuery, open},
    store::{
        CardRow, Firm, FirmKinds, FirmRecord, KIND, Names, NewCompany, Settled, acting_for, add, add_person, by_slugs,
        cards, changes_since, could_lead, count_by_sector, count_by_type, firm, firm_by_id, firms_of, has_type, index,
        joined, joined_since, kinds, labels, load_base, logo, named, names, newest, of_sector, owned_by, owners,
        profile_of, purge, records, restore, role, settle, waiting_since, works_for_member,
    },
};

pub(crate) use edit::EditCompanyPage;
pub(crate) use edit::NewCompanyPage;
pub(crate) use groups::SectorDeskPage;
pub(crate) use import::ImportPage;
pub(crate) use logo::LogoPage;
pub(crate) use mine::MyCompaniesPage;
pub(crate) use onboarding::OnboardingPage;
pub(crate) use people::PeoplePage;
pub(crate) use queue::SecretariatPage;

pub(crate) use list::CompanyListPage;

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["companies/list"];
