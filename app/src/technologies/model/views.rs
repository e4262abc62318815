//! What pages show of the map and of capabilities.

use super::{CapabilityForm, EvidenceKind, Visibility};
use crate::{companies::FirmCard, label::Label, text::Text2, time::UnixMillis};
use serde::{Deserialize, Serialize};

/// An area on the map: a cell of the heat grid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaCell {
    pub slug: String,
    pub name: Text2,
    /// Firms that claim something in it.
    pub firms: i64,
    /// Firms with something confirmed in it, and those confirmed at level 3 or 4.
    pub verified: i64,
    pub verified_high: i64,
    /// The strongest firms, at most three, by confirmed level.
    pub best: Vec<Text2>,
}

/// A domain with its areas: a row of the heat grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DomainRow {
    pub slug: String,
    pub name: Text2,
    pub areas: Vec<AreaCell>,
}

/// Of which day a page is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsOf {
    /// The day that is past, as in `2026-11-23`; empty for now.
    pub day: String,
    pub today: String,
}

/// The map with its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapView {
    pub domains: Vec<DomainRow>,
    /// How many technologies there are, how many firms claim one, and how many capabilities are claimed and confirmed.
    pub technologies: i64,
    pub firms: i64,
    pub claimed: i64,
    pub verified: i64,
    /// Sectors to filter by.
    pub sectors: Vec<Label>,
    pub as_of: AsOf,
}

/// A technology or area among others, with how many firms claim it and how many are confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeCount {
    pub slug: String,
    pub name: Text2,
    pub about: Text2,
    pub firms: i64,
    pub verified: i64,
}

/// One firm's capability on a technology's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub firm: FirmCard,
    pub technology: Label,
    pub confirmed: bool,
    /// What only members see unless the firm opens it.
    pub detail: Option<Detail>,
}

/// Level and activity of a capability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    pub activity: String,
    pub level: i64,
    pub verified_level: Option<i64>,
}

/// Which level of the map a node is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeLevel {
    Domain,
    Area,
    Technology,
}

impl NodeLevel {
    pub const CODES: [&str; 3] = ["domain", "area", "technology"];

    pub fn of_code(code: &str) -> Self {
        match code {
            "domain" => Self::Domain,
            "area" => Self::Area,
            _ => Self::Technology,
        }
    }
}

/// The page of a domain, area or technology.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeView {
    pub slug: String,
    pub level: NodeLevel,
    pub name: Text2,
    pub about: Text2,
    /// What it belongs to, the domain first.
    pub parents: Vec<Label>,
    /// What belongs to it.
    pub children: Vec<NodeCount>,
    pub holders: Vec<Holder>,
    pub total: i64,
    pub firms: i64,
    pub verified_firms: i64,
    /// Whether the viewer is a member and sees levels.
    pub member: bool,
    pub as_of: AsOf,
}

/// A piece of evidence as its viewer may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceView {
    pub reference: String,
    pub kind: EvidenceKind,
    pub title: Text2,
    pub issuer: Text2,
    pub issued: UnixMillis,
    pub expires: Option<UnixMillis>,
    pub expired: bool,
    pub url: String,
    pub visibility: Visibility,
}

/// A capability of one firm as its viewer may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapabilityView {
    pub reference: String,
    pub version: i64,
    pub technology: Label,
    pub confirmed: bool,
    pub detail: Option<Detail>,
    pub open: bool,
    pub note: Text2,
    pub evidence: Vec<EvidenceView>,
    /// Waits for the secretariat, and what it asked to complete; for the firm's own people.
    pub waiting: bool,
    pub return_reason: String,
    /// What the firm's own people change, in both languages.
    pub form: Option<CapabilityForm>,
}

/// An area of a firm's profile with what the firm can do in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileArea {
    pub area: Label,
    pub domain: Label,
    pub capabilities: Vec<CapabilityView>,
}

/// A firm's profile against the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub firm: Label,
    pub areas: Vec<ProfileArea>,
    pub claimed: usize,
    pub confirmed: usize,
    /// Every area of the map in order, with how strong the firm is in it: 0 nothing, 1 claimed, 2 confirmed, 3 confirmed
    /// at level 3 or 4.
    pub strip: Vec<(String, Vec<(Label, u8)>)>,
    pub may_edit: bool,
    pub member: bool,
}

/// An area with its technologies, for pickers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapArea {
    pub area: Label,
    pub domain: Text2,
    pub technologies: Vec<Label>,
}

/// What the claiming screen starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claiming {
    pub firm: Label,
    pub map: Vec<MapArea>,
    /// What the firm has claimed already.
    pub known: Vec<String>,
    pub once: String,
}

/// A capability that waits for the secretariat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingCapability {
    pub firm: Label,
    /// How many of the firm's capabilities wait.
    pub firm_waiting: i64,
    pub capability: CapabilityView,
    pub since: UnixMillis,
    pub promised: UnixMillis,
    /// What was seen when it was answered before; nothing for a new claim.
    pub seen: Option<Seen>,
}

/// What the secretariat saw of a capability before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub at: UnixMillis,
    pub level: i64,
    pub note: Text2,
    /// Whether its note is another one now, in whatever language.
    pub noted: bool,
    /// Its evidence that is new since, by name.
    pub fresh: Vec<String>,
    /// How many pieces of evidence are gone since.
    pub gone: usize,
}

/// The secretariat's capabilities to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewing {
    /// Whether the viewer sees what waits of every firm, as the secretariat does.
    pub whole: bool,
    pub now: UnixMillis,
    pub total: i64,
    pub waiting: Vec<WaitingCapability>,
}
