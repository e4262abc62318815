//! What pages show of meetups. Everything here is made for one viewer and may leave the server.

use super::{Act, MaterialsForm, MeetupForm, MeetupSeats, Mode, Phase, Place, SeatState, State};
use crate::{label::Facet, text::Text2, time::UnixMillis, ui::Edit};
use serde::{Deserialize, Serialize};

/// Who holds a meetup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Holder {
    Alliance,
    Sector { slug: String, name: Text2 },
    Consortium { slug: String, name: Text2 },
}

/// A meetup in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetupRow {
    pub slug: String,
    pub name: Text2,
    pub state: State,
    pub start: UnixMillis,
    pub end: UnixMillis,
    pub mode: Mode,
    /// Empty for an online meetup.
    pub place: Text2,
    pub holder: Holder,
    pub seats: MeetupSeats,
    /// How many came, once it is over and somebody counted.
    pub attended: Option<i64>,
    /// How the viewer's own registration stands, where the list is about them.
    pub mine: Option<SeatState>,
}

impl MeetupRow {
    pub fn phase(&self, now: UnixMillis) -> Phase {
        Phase::of(self.state, self.start, self.end, now)
    }
}

/// One page of the list of meetups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetupList {
    pub rows: Vec<MeetupRow>,
    pub total: i64,
    /// How many are to come and how many are over, in the chosen sector.
    pub upcoming: i64,
    pub past: i64,
    pub sectors: Vec<Facet>,
    /// Drafts that the viewer prepares.
    pub drafts: Vec<MeetupRow>,
    /// Whether the viewer may schedule one.
    pub may_schedule: bool,
    pub now: UnixMillis,
}

/// An item of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    pub start: UnixMillis,
    pub minutes: i64,
    pub title: Text2,
    pub speaker: Text2,
    /// Slug and name of the speaker's firm.
    pub firm: Option<(String, Text2)>,
}

/// The viewer's own registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MySeat {
    pub state: SeatState,
    pub place: Place,
    /// How many stand before them in the queue.
    pub ahead: i64,
}

/// Somebody who comes or waits, for organisers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    pub name: String,
    pub firm: Text2,
    pub place: Place,
    pub state: SeatState,
}

/// The page of a meetup, for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetupView {
    pub row: MeetupRow,
    /// Plain text, for search results.
    pub about: Text2,
    pub about_html: Text2,
    pub materials_html: Text2,
    pub address: Text2,
    pub agenda: Vec<AgendaItem>,
    pub signed_in: bool,
    pub seat: Option<MySeat>,
    /// Where the online meeting is: only for confirmed people and organisers, else empty.
    pub join_link: String,
    /// What the viewer may do.
    pub acts: Vec<Act>,
    pub attendees: Vec<Attendee>,
    pub version: i64,
    pub now: UnixMillis,
}

impl MeetupView {
    /// Whether the viewer may do something.
    pub fn may(&self, act: Act) -> bool {
        self.acts.contains(&act)
    }
}

/// Somebody that may hold a meetup, as a choice: its code and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderChoice {
    pub code: String,
    pub name: Text2,
}

/// What the editor starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetupEditing {
    pub edit: Edit,
    pub form: MeetupForm,
    pub materials: MaterialsForm,
    /// It has begun: only what came out of it can be written.
    pub begun: bool,
    pub holders: Vec<HolderChoice>,
}
