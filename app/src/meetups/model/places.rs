//! Where one takes part, and how far that is settled.

use crate::{
    text::{Key, keys},
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// Where people meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    #[default]
    InPerson,
    Online,
    /// In a room and online at once, with seats of each.
    Hybrid,
}

impl Mode {
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Online, Self::Hybrid];

    pub const fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::Online => "online",
            Self::Hybrid => "hybrid",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.code() == code)
    }

    pub const fn word(self) -> Key {
        match self {
            Self::InPerson => keys::meetups::MODE_IN_PERSON,
            Self::Online => keys::meetups::MODE_ONLINE,
            Self::Hybrid => keys::meetups::MODE_HYBRID,
        }
    }

    /// The places where one can sit, the first of them where people sit who do not say.
    pub const fn places(self) -> &'static [Place] {
        match self {
            Self::InPerson => &[Place::Room],
            Self::Online => &[Place::Online],
            Self::Hybrid => &[Place::Room, Place::Online],
        }
    }
}

/// Where somebody wants to sit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    #[default]
    Room,
    Online,
}

impl Place {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Online => "online",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        [Self::Room, Self::Online].into_iter().find(|p| p.code() == code)
    }

    pub const fn word(self) -> Key {
        match self {
            Self::Room => keys::meetups::PLACE_ROOM,
            Self::Online => keys::meetups::PLACE_ONLINE,
        }
    }

    /// The other place.
    pub const fn other(self) -> Self {
        match self {
            Self::Room => Self::Online,
            Self::Online => Self::Room,
        }
    }
}

/// How somebody's registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeatState {
    /// Has a seat.
    Confirmed,
    /// Queues for one.
    Waitlisted,
    /// Gave it back.
    Left,
    /// The meetup was cancelled.
    Cancelled,
}

impl SeatState {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Waitlisted => "waitlisted",
            Self::Left => "left",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of_code(code: &str) -> Self {
        match code {
            "confirmed" => Self::Confirmed,
            "waitlisted" => Self::Waitlisted,
            "cancelled" => Self::Cancelled,
            _ => Self::Left,
        }
    }

    /// The state's colour and word.
    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::Confirmed => (Tone::Done, keys::meetups::SEAT_CONFIRMED),
            Self::Waitlisted => (Tone::Waiting, keys::meetups::SEAT_WAITING),
            Self::Left => (Tone::Neutral, keys::meetups::SEAT_LEFT),
            Self::Cancelled => (Tone::Closed, keys::meetups::SEAT_CANCELLED),
        }
    }

    /// Whether the person takes part or still hopes to.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Confirmed | Self::Waitlisted)
    }
}
