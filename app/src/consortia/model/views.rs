//! What pages show of consortia.

use super::{Gate, SeatRole, SeatState, State};
use crate::{
    companies::FirmCard,
    label::{Facet, Label},
    technologies::MapArea,
    text::Text2,
    time::UnixMillis,
    ui::Edit,
};
use serde::{Deserialize, Serialize};

/// A requirement on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementView {
    pub technology: String,
    pub name: Text2,
    pub activity: String,
    pub min_level: i64,
    pub firms_wanted: i64,
    pub weight: i64,
    pub waiver: String,
    /// How many members cover it, and how many of them with confirmed capabilities.
    pub covered: i64,
    pub confirmed: usize,
    /// Who they are, for those who see the levels of firms.
    pub covered_by: Vec<Text2>,
}

impl RequirementView {
    /// Whether firms are still wanted for it.
    pub fn is_open(&self) -> bool {
        self.waiver.is_empty() && self.covered < self.firms_wanted
    }
}

/// A seat on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatView {
    pub reference: String,
    pub role: SeatRole,
    pub label: Text2,
    pub state: SeatState,
    /// The type of firm that is wanted, or empty for any.
    pub firm_type: String,
    /// Who sits on it; an invited firm is named for members only.
    pub firm: Option<FirmCard>,
    /// What it must cover: technology names.
    pub covers: Vec<Text2>,
    /// The agreed share, in hundredths of a percent, for members; or the range that is offered.
    pub share: Option<i64>,
    pub share_range: Option<(i64, i64)>,
}

/// A seat of the fleet drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetSeat {
    pub lead: bool,
    pub filled: bool,
    /// Its colour and glyph.
    pub firm_type: String,
    /// A short name: of the firm, or of what is wanted.
    pub label: Text2,
}

impl From<&SeatView> for FleetSeat {
    fn from(seat: &SeatView) -> Self {
        let firm = seat.firm.as_ref().filter(|_| seat.state == SeatState::Seated);
        let wanted = if seat.firm_type.is_empty() { seat.role.firm_type() } else { &seat.firm_type };
        Self {
            lead: seat.role == SeatRole::Lead,
            filled: firm.is_some(),
            firm_type: firm.and_then(|f| f.types.first()).map_or_else(|| wanted.to_owned(), |l| l.slug.clone()),
            label: firm.map_or_else(|| seat.label.clone(), |f| f.name.clone()),
        }
    }
}

/// A consortium as a drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetView {
    pub seats: Vec<FleetSeat>,
    /// How much of the requirements is covered, in percent.
    pub coverage: i64,
}

impl FleetView {
    /// How many firms sit.
    pub fn members(&self) -> i64 {
        self.count(true)
    }

    /// How many seats wait for a firm.
    pub fn open_seats(&self) -> i64 {
        self.count(false)
    }

    fn count(&self, filled: bool) -> i64 {
        i64::try_from(self.seats.iter().filter(|seat| seat.filled == filled).count()).unwrap_or(i64::MAX)
    }

    /// Whether nobody leads yet.
    pub fn lead_open(&self) -> bool {
        self.seats.iter().any(|seat| seat.lead && !seat.filled)
    }
}

/// Which consortia are asked for; every part stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsortiumQuery {
    pub sector: String,
    pub state: String,
    pub kind: String,
    /// A technology that is required, itself or with its area.
    pub technology: String,
    pub page: i64,
}

/// A consortium in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsortiumRow {
    pub slug: String,
    pub state: State,
    pub name: Text2,
    /// The beginning of its purpose, without marks.
    pub about: Text2,
    pub sector: Label,
    pub kind: Label,
    pub changed: UnixMillis,
    pub fleet: FleetView,
}

/// A page of consortia.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsortiumList {
    pub rows: Vec<ConsortiumRow>,
    pub total: i64,
    pub sectors: Vec<Facet>,
    pub kinds: Vec<Facet>,
    pub states: Vec<(State, i64)>,
    /// The technology that the list is narrowed to.
    pub technology: Option<Label>,
}

/// A firm that would fill a gap, and why it is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestionView {
    pub firm: FirmCard,
    /// What it would cover.
    pub covers: Vec<Text2>,
    /// How many of them are confirmed.
    pub confirmed: usize,
}

/// An invitation that waits for its firm's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    pub reference: String,
    pub firm: FirmCard,
    pub seat: Text2,
    pub role: SeatRole,
    pub message: String,
    pub expires: UnixMillis,
    /// Whether the viewer answers for the firm.
    pub answers: bool,
}

/// A signature under the charter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureView {
    pub firm: Text2,
    pub signer: String,
    pub at: UnixMillis,
}

/// The charter as members see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterView {
    pub number: i64,
    pub html: String,
    pub sha256: String,
    pub signatures: Vec<SignatureView>,
    /// Members whose signature is missing.
    pub missing: Vec<Text2>,
    /// The viewer's firms that still have to sign.
    pub to_sign: Vec<Label>,
}

/// What the viewer may do here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is an act of its own, decided on the server")]
pub struct Rights {
    pub member: bool,
    pub edit: bool,
    pub open: bool,
    pub invite: bool,
    pub charter: bool,
    pub reopen: bool,
    pub abandon: bool,
    pub dissolve: bool,
    pub work: bool,
}

/// The page of a consortium, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsortiumView {
    pub slug: String,
    pub version: i64,
    pub state: State,
    pub name: Text2,
    pub purpose: Text2,
    pub purpose_html: Text2,
    pub sector: Label,
    pub kind: Label,
    pub founder: Label,
    pub created: UnixMillis,
    pub fleet: FleetView,
    pub seats: Vec<SeatView>,
    pub requirements: Vec<RequirementView>,
    /// The firm type that may lead; empty: any.
    pub lead_type: Text2,
    pub lead_open: bool,
    /// Firms that could lead, while the seat is open; at most three.
    pub leads: Vec<SuggestionView>,
    /// Firms that would fill gaps, for those who invite.
    pub suggestions: Vec<SuggestionView>,
    /// The rules of the next step, for members.
    pub gates: Vec<Gate>,
    pub invitations: Vec<InvitationView>,
    pub charter: Option<CharterView>,
    pub held: bool,
    pub rights: Rights,
}

/// What founding or editing starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsortiumEditing {
    pub edit: Edit,
    pub form: super::ConsortiumForm,
    /// Firms that the viewer speaks for.
    pub firms: Vec<Label>,
    pub kinds: Vec<Label>,
    pub sectors: Vec<Label>,
    pub map: Vec<MapArea>,
}

/// What inviting a firm starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inviting {
    pub slug: String,
    pub name: Text2,
    pub seats: Vec<SeatView>,
    pub suggestions: Vec<SuggestionView>,
    /// Firms that the address names: one to invite, or words of a name.
    pub firms: Vec<Label>,
}

/// One of the viewer's consortia or invitations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    pub now: UnixMillis,
    pub steered: Vec<(String, Text2, State)>,
    pub invitations: Vec<MyInvitation>,
}

/// An invitation of one of the viewer's firms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyInvitation {
    pub slug: String,
    pub name: Text2,
    pub firm: Text2,
    pub expires: UnixMillis,
}
