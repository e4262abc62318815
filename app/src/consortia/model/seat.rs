//! Seats: what they are for, and whether somebody sits there.

use crate::{
    text::{Key, keys},
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// What a seat is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeatRole {
    Lead,
    Deputy,
    Platform,
    Service,
    Msp,
    Si,
    Observer,
}

impl SeatRole {
    pub const ALL: [Self; 7] =
        [Self::Lead, Self::Deputy, Self::Platform, Self::Service, Self::Msp, Self::Si, Self::Observer];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Deputy => "deputy",
            Self::Platform => "platform",
            Self::Service => "service",
            Self::Msp => "msp",
            Self::Si => "si",
            Self::Observer => "observer",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Lead => keys::consortia::ROLE_LEAD,
            Self::Deputy => keys::consortia::ROLE_DEPUTY,
            Self::Platform => keys::consortia::ROLE_PLATFORM,
            Self::Service => keys::consortia::ROLE_SERVICE,
            Self::Msp => keys::consortia::ROLE_MSP,
            Self::Si => keys::consortia::ROLE_SI,
            Self::Observer => keys::consortia::ROLE_OBSERVER,
        }
    }

    /// The firm type whose colour and glyph stand for an open seat of this role.
    pub const fn firm_type(self) -> &'static str {
        match self {
            Self::Lead => "infrastructure",
            Self::Platform => "platform",
            Self::Service => "saas",
            Self::Msp => "msp",
            Self::Si => "si",
            Self::Deputy | Self::Observer => "software",
        }
    }

    /// Whether the firm on it is a member: an observer neither counts nor signs.
    pub const fn is_member(self) -> bool {
        !matches!(self, Self::Observer)
    }
}

/// Whether a seat is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeatState {
    Open,
    /// A firm was asked and has not answered.
    Invited,
    Seated,
    Left,
}

impl SeatState {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invited => "invited",
            Self::Seated => "seated",
            Self::Left => "left",
        }
    }

    pub fn of_code(code: &str) -> Self {
        match code {
            "invited" => Self::Invited,
            "seated" => Self::Seated,
            "left" => Self::Left,
            _ => Self::Open,
        }
    }

    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::Open => (Tone::Open, keys::consortia::SEAT_OPEN),
            Self::Invited => (Tone::Waiting, keys::consortia::SEAT_INVITED),
            Self::Seated => (Tone::Done, keys::consortia::SEAT_SEATED),
            Self::Left => (Tone::Closed, keys::consortia::SEAT_LEFT),
        }
    }
}
