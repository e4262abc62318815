//! The rules that stand between two states.

use crate::text::{Key, keys};
use serde::{Deserialize, Serialize};

/// One rule at a gate: what it asks, what was found, and whether that is enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    pub rule: Rule,
    pub found: i64,
    pub needed: i64,
}

impl Gate {
    pub const fn passes(&self) -> bool {
        self.found >= self.needed
    }
}

/// What is asked at a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The founder is a confirmed member.
    FounderConfirmed,
    Requirements,
    /// A lead of an allowed type sits.
    Lead,
    Members,
    Covered,
    Shares,
}

impl Rule {
    pub const fn key(self) -> Key {
        match self {
            Self::FounderConfirmed => keys::consortia::GATE_FOUNDER,
            Self::Requirements => keys::consortia::GATE_REQUIREMENTS,
            Self::Lead => keys::consortia::GATE_LEAD,
            Self::Members => keys::consortia::GATE_MEMBERS,
            Self::Covered => keys::consortia::GATE_COVERED,
            Self::Shares => keys::consortia::GATE_SHARES,
        }
    }
}
