//! The core-technology map, and what each firm can do on it: how firms are found.

mod api;
mod claim;
mod coverage;
mod demand;
mod edition;
#[cfg(feature = "ssr")]
mod embed;
#[cfg(feature = "ssr")]
mod expiry;
mod history;
#[cfg(feature = "ssr")]
mod mails;
mod manage;
mod map;
mod model;
mod node;
#[cfg(feature = "ssr")]
mod open;
mod profile;
mod review;
#[cfg(feature = "hydrate")]
mod review_keys;
mod routes;
mod rows;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use coverage::CoverBadge;
pub use map::{HeatGrid, Legend};
pub use model::{
    ACTIVITIES, AreaCell, Demand, DomainRow, Held, LEVELS, MapArea, Need, NodeView, Profile, SUPPLY_LEVEL,
    activity_key, level_key, percent_met,
};
pub use node::Node;
pub use profile::FirmProfile;
pub use routes::TechnologyRoutes;
pub use rows::{Pick, RowValue, TechnologyRows};
#[cfg(feature = "ssr")]
pub use {
    api::{node_view, profile, resolve, sees_levels},
    embed::embed,
    expiry::lower_expired,
    history::past,
    model::{CapabilityDraft, EvidenceDraft, EvidenceKind, Visibility},
    open::{
        OpenCapability, OpenCapabilityQuery, OpenTechnology, OpenTechnologyQuery, open_capabilities, open_technologies,
    },
    store::{
        Able, CapabilityRecord, EvidenceRecord, HistoryRecord, Holdings, Map, NodeRecord, add_evidence, areas,
        capability_id, capability_records, claim, confirm, confirmed_since, demand, evidence_records, firms_in_use,
        forget_evidence, has_history, held, history_records, holders, holdings_of_all, known, load_base, map,
        node_records, recount_all, recount_firm, recount_firms, remember_restored, restore_capability,
        restore_evidence, restore_history, restore_nodes, restored, set_aside, totals, waiting_since,
    },
};

pub(crate) use claim::ClaimPage;
pub(crate) use coverage::CoveragePage;
pub(crate) use demand::DemandPage;
pub(crate) use edition::{EditionsPage, MapEditorPage};
pub(crate) use history::{FirmHistoryPage, MovesPage};
pub(crate) use manage::CapabilityPage;
pub(crate) use manage::ManagePage;
pub(crate) use map::MapPage;
pub(crate) use review::ReviewPage;

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &[
    "technologies/coverage",
    "technologies/editions",
    "technologies/firm_history",
    "technologies/map",
    "technologies/moves",
    "technologies/profile",
];
