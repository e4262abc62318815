//! What can become of a capability, and how pages show it.

use super::super::model::Detail;
#[cfg(feature = "ssr")]
use super::super::model::Sight;
use crate::{
    label::Label,
    text::{Key, keys::history as words},
    time::{Quarter, UnixMillis},
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// What became of a capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Moved {
    Claimed,
    Confirmed,
    Raised,
    Lowered,
    Unconfirmed,
    Removed,
}

impl Moved {
    pub const ALL: [Self; 6] =
        [Self::Claimed, Self::Confirmed, Self::Raised, Self::Lowered, Self::Unconfirmed, Self::Removed];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Confirmed => "confirmed",
            Self::Raised => "raised",
            Self::Lowered => "lowered",
            Self::Unconfirmed => "unconfirmed",
            Self::Removed => "removed",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|moved| moved.code() == code)
    }

    /// How it is shown.
    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::Claimed => (Tone::Open, words::CLAIMED),
            Self::Confirmed => (Tone::Done, words::CONFIRMED),
            Self::Raised => (Tone::Open, words::RAISED),
            Self::Lowered => (Tone::Closed, words::LOWERED),
            Self::Unconfirmed => (Tone::Closed, words::UNCONFIRMED),
            Self::Removed => (Tone::Closed, words::REMOVED),
        }
    }

    /// Whether it speaks of a level, which visitors see only where the firm opens it.
    pub const fn tells_level(self) -> bool {
        matches!(self, Self::Raised | Self::Lowered | Self::Unconfirmed)
    }
}

/// A change of a capability as somebody may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub at: UnixMillis,
    pub moved: Moved,
    pub firm: Label,
    pub technology: Label,
    /// The state afterwards; nothing where it is gone.
    pub detail: Option<Detail>,
}

/// Which changes are asked for; every part stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MovesQuery {
    /// As in `2026-4`; empty for the last one in which something moved.
    pub quarter: String,
    /// A code of [`Moved`], or empty for all.
    pub kind: String,
    pub page: i64,
}

/// The changes of a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moves {
    pub quarter: Quarter,
    /// The quarters that can be looked at, the newest first.
    pub quarters: Vec<Quarter>,
    pub counts: Vec<(Moved, i64)>,
    pub rows: Vec<Move>,
    pub total: i64,
}

/// A capability as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    pub technology: Label,
    pub area: Label,
    pub confirmed: bool,
    pub detail: Option<Detail>,
}

/// What a firm could do at the end of a day, and what had become of it by then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmHistory {
    pub firm: Label,
    /// The day, as in `2026-11-23`.
    pub day: String,
    pub today: String,
    pub stood: Vec<Stood>,
    /// The newest first.
    pub moves: Vec<Move>,
}

/// A change as it is stored.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Change {
    pub technology: String,
    pub activity: String,
    pub at_ms: i64,
    pub kind: String,
    pub level: i64,
    pub verified_level: i64,
    /// Whether the firm had opened it then and opens it still.
    pub open: bool,
}

#[cfg(feature = "ssr")]
impl Change {
    /// What somebody sees of the state afterwards.
    pub fn detail(&self, sight: Sight) -> Option<Detail> {
        (self.level > 0 && sight.sees_level(self.open)).then(|| Detail {
            activity: self.activity.clone(),
            level: self.level,
            verified_level: (self.verified_level > 0).then_some(self.verified_level),
        })
    }
}

/// The state that changes lead to, in the order in which each capability first appeared.
#[cfg(feature = "ssr")]
pub fn state_after(changes: &[Change]) -> Vec<&Change> {
    let mut state: Vec<&Change> = Vec::new();
    for change in changes {
        match state.iter_mut().find(|s| s.technology == change.technology && s.activity == change.activity) {
            Some(known) => *known = change,
            None => state.push(change),
        }
    }
    state.retain(|change| change.level > 0);
    state
}
