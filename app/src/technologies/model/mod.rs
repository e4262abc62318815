//! What a capability is, when it meets a need, and who sees how much of it.

mod coverage;
mod demand;
mod evidence;
mod forms;
#[cfg(all(test, feature = "ssr"))]
mod rules;
mod views;

pub use coverage::{Cover, CoverageArea, CoverageDomain, CoverageView, SUPPLY_LEVEL, Supply};
pub use demand::{Demand, DemandDraft, DemandEditing, DemandForm, HEAVIEST, MOST_DEMANDS, MOST_FIRMS, percent_met};
pub use evidence::{EvidenceDraft, EvidenceForm, EvidenceKind, Visibility};
pub use forms::{CapabilityDraft, CapabilityForm, ClaimForm, GIVE_BACK_REASONS, GiveBackForm};
pub use views::*;

use crate::text::{Key, keys};
use serde::{Deserialize, Serialize};

/// What a firm does with a technology.
pub const ACTIVITIES: [(&str, Key); 5] = [
    ("build", keys::technologies::ACTIVITY_BUILD),
    ("integrate", keys::technologies::ACTIVITY_INTEGRATE),
    ("operate", keys::technologies::ACTIVITY_OPERATE),
    ("resell", keys::technologies::ACTIVITY_RESELL),
    ("advise", keys::technologies::ACTIVITY_ADVISE),
];

/// How far a firm is: 3 is a paying customer in production, 4 leads.
pub const LEVELS: [(i64, Key); 4] = [
    (1, keys::technologies::LEVEL_1),
    (2, keys::technologies::LEVEL_2),
    (3, keys::technologies::LEVEL_3),
    (4, keys::technologies::LEVEL_4),
];

/// From this level on a capability is confirmed only with valid evidence.
pub const EVIDENCE_FROM: i64 = 3;
/// Capabilities on a page of the secretariat's queue.
pub const REVIEW_ROWS: i64 = 10;
/// Claims that fit on one screen.
pub const MOST_CLAIMS: usize = 10;

/// The word for an activity; none for the empty code, which means any.
pub fn activity_key(code: &str) -> Option<Key> {
    ACTIVITIES.iter().find(|(c, _)| *c == code).map(|(_, key)| *key)
}

/// The word for a level.
pub fn level_key(level: i64) -> Key {
    LEVELS.iter().find(|(l, _)| *l == level).map_or(keys::technologies::LEVEL_1, |(_, key)| *key)
}

/// A capability as rules weigh it: no names, no texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub company: i64,
    pub technology: String,
    pub area: String,
    pub activity: String,
    pub level: i64,
    /// The confirmed level; 0 where nothing is confirmed.
    pub verified: i64,
}

/// What somebody needs: a technology or a whole area, an activity (empty: any) and a level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    pub technology: String,
    pub activity: String,
    pub min_level: i64,
}

impl Need {
    /// Whether a capability meets the need by what its firm claims.
    pub fn met_by(&self, held: &Held) -> bool {
        self.fits(held) && held.level >= self.min_level
    }

    /// Whether a capability meets the need by what is confirmed.
    pub fn confirmed_by(&self, held: &Held) -> bool {
        self.fits(held) && held.verified >= self.min_level
    }

    fn fits(&self, held: &Held) -> bool {
        (held.technology == self.technology || held.area == self.technology)
            && (self.activity.is_empty() || held.activity == self.activity)
    }
}

/// How much of a firm's capabilities somebody sees, from the least to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// That a firm has a capability and whether it is confirmed; the rest where the firm opens it.
    Visitor,
    /// Level, activity, evidence and notes of everybody.
    Member,
    /// Evidence for reviewers too: the firm's own people and the secretariat.
    Reviewer,
}

impl Sight {
    /// Whether a capability's level, activity and note are shown.
    pub fn sees_level(self, open: bool) -> bool {
        open || self >= Self::Member
    }

    /// Whether a piece of evidence of a shown capability is shown.
    pub fn sees_evidence(self, open: bool, visibility: Visibility) -> bool {
        match visibility {
            Visibility::Public => self.sees_level(open),
            Visibility::Members => self >= Self::Member,
            Visibility::Reviewers => self >= Self::Reviewer,
        }
    }
}

/// How strong an area is, as a step of the heat grid: 0 without a confirmed firm, 5 at the top.
///
/// Verified strength counts confirmed firms, those at levels 3 and 4 twice.
pub const fn fill_step(verified: i64, verified_high: i64) -> u8 {
    match verified + verified_high {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=6 => 3,
        7..=10 => 4,
        _ => 5,
    }
}
