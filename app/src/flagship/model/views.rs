//! What pages show of calls and bids.

use super::{AnswerState, BidForm, BidState, CallDates, CallForm, CallKind, CallState, Finding, Track};
use crate::{
    companies::FirmCard,
    consortia::{SeatView, State},
    label::{Facet, Label},
    technologies::MapArea,
    text::Text2,
    time::UnixMillis,
    ui::Edit,
};
use serde::{Deserialize, Serialize};

/// A call in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallRow {
    pub slug: String,
    pub kind: CallKind,
    pub state: CallState,
    pub name: Text2,
    pub agency: Text2,
    pub published: UnixMillis,
    pub closes: UnixMillis,
    /// Sector and name of each lot.
    pub lots: Vec<(Label, Text2)>,
    /// Bids that look for partners.
    pub adverts: i64,
}

/// A page of calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallList {
    pub now: UnixMillis,
    pub rows: Vec<CallRow>,
    pub total: i64,
    pub may_create: bool,
}

/// A technology that a lot needs, with the level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedView {
    pub technology: Label,
    pub min_level: i64,
}

/// A lot on the page of its call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotView {
    pub slug: String,
    pub sector: Label,
    pub track: Track,
    pub name: Text2,
    pub cap_won: i64,
    pub needs: Vec<NeedView>,
    pub documents: Vec<Text2>,
    pub criteria: Vec<(Text2, i64)>,
    /// Bids of the lot that everybody may see.
    pub adverts: Vec<BidRow>,
}

/// The page of a call, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallView {
    pub now: UnixMillis,
    pub slug: String,
    pub version: i64,
    pub kind: CallKind,
    pub state: CallState,
    pub name: Text2,
    pub agency: Text2,
    pub about: Text2,
    pub about_html: Text2,
    pub dates: CallDates,
    pub cancel_reason: String,
    pub lots: Vec<LotView>,
    pub may_edit: bool,
    /// Submitted bids whose result the secretariat can note, by address and name.
    pub to_judge: Vec<(String, Text2)>,
}

/// Which submitted bids the agency has awarded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResultForm {
    pub awarded: Vec<String>,
}

/// What the editor of a call starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallEditing {
    pub edit: Edit,
    pub form: CallForm,
    pub sectors: Vec<Label>,
    pub map: Vec<MapArea>,
}

/// Which adverts are asked for; every part stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BidQuery {
    pub sector: String,
    /// The type of firm that an open seat wants.
    #[serde(rename = "type")]
    pub firm_type: String,
    /// A technology or area that an open seat must cover.
    pub technology: String,
    pub call: String,
    pub lot: String,
    pub page: i64,
}

/// A bid in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidRow {
    pub slug: String,
    pub state: BidState,
    pub name: Text2,
    /// The beginning of its pitch, without marks.
    pub about: Text2,
    pub call: Label,
    pub lot: Label,
    pub sector: Label,
    pub closes: UnixMillis,
    /// Who leads; empty while the seat is open.
    pub lead: Text2,
    pub open_seats: i64,
    pub seats: i64,
    /// What the open seats must cover.
    pub needs: Vec<Label>,
    /// The types of firm that the open seats want.
    pub wanted: Vec<Label>,
    pub grant_won: i64,
    pub own_cash_won: i64,
    pub own_kind_won: i64,
}

/// A page of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidList {
    pub now: UnixMillis,
    pub rows: Vec<BidRow>,
    pub total: i64,
    pub sectors: Vec<Facet>,
    pub types: Vec<Facet>,
    pub calls: Vec<Facet>,
    /// The names of the technology and the lot that are filtered by.
    pub technology: Option<Label>,
    pub lot: Option<Label>,
}

/// A firm's answer as those who steer the bid see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    pub reference: String,
    pub firm: FirmCard,
    pub seat: Text2,
    /// Whether the seat can still be taken by the firm.
    pub seat_free: bool,
    pub message: String,
    pub state: AnswerState,
    pub reply: String,
    pub at: UnixMillis,
    /// What the seat must cover, and whether the firm claims and has confirmed it.
    pub covers: Vec<Covered>,
}

/// One thing that a seat must cover, against a firm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    pub name: Text2,
    pub min_level: i64,
    pub claimed: bool,
    pub confirmed: bool,
}

/// An answer of one of the viewer's firms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAnswer {
    pub reference: String,
    pub firm: Text2,
    pub seat: Text2,
    pub state: AnswerState,
    pub reply: String,
}

/// What those who steer a bid see of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is an act of its own, decided on the server")]
pub struct Steering {
    pub answers: Vec<AnswerView>,
    pub receipt_no: String,
    pub may_edit: bool,
    pub may_advertise: bool,
    pub may_withdraw: bool,
    pub may_record: bool,
    pub may_settle: bool,
}

/// The advert of a bid, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidView {
    pub now: UnixMillis,
    pub slug: String,
    pub state: BidState,
    pub name: Text2,
    pub pitch: Text2,
    pub pitch_html: Text2,
    pub call: Label,
    pub call_kind: CallKind,
    pub call_state: CallState,
    pub closes: UnixMillis,
    pub lot: Label,
    pub track: Track,
    pub cap_won: i64,
    pub sector: Label,
    pub lot_needs: Vec<NeedView>,
    pub consortium: Label,
    pub consortium_state: State,
    /// The seats without observers.
    pub seats: Vec<SeatView>,
    /// The names of firm types.
    pub types: Vec<Label>,
    pub grant_won: i64,
    pub own_cash_won: i64,
    pub own_kind_won: i64,
    /// Whether an open seat can be asked for now.
    pub takes_answers: bool,
    /// Whether the viewer belongs to the consortium.
    pub member: bool,
    pub own_answers: Vec<OwnAnswer>,
    /// For members.
    pub readiness: Vec<Finding>,
    pub steering: Option<Steering>,
}

/// What the editor of a bid starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidEditing {
    pub edit: Edit,
    pub form: BidForm,
    /// What a new bid can be for.
    pub lots: Vec<Label>,
    pub consortia: Vec<Label>,
}

/// What answering an advert starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answering {
    pub now: UnixMillis,
    pub slug: String,
    pub name: Text2,
    pub closes: UnixMillis,
    pub takes_answers: bool,
    /// Firms that the viewer speaks for.
    pub firms: Vec<Label>,
    pub seats: Vec<OpenSeat>,
    pub own_answers: Vec<OwnAnswer>,
}

/// A seat that can be asked for, against the viewer's firms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSeat {
    pub reference: String,
    pub label: Text2,
    pub share_range: Option<(i64, i64)>,
    /// Each of the viewer's firms with what it covers of the seat.
    pub firms: Vec<(Text2, Vec<Covered>)>,
}
