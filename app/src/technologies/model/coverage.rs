//! How well the firms of a sector cover an area of the map.

use super::{AsOf, Demand};
use crate::{label::Label, text::Text2};
use serde::{Deserialize, Serialize};

/// The level from which a capability counts as supply: a paying customer in production.
pub const SUPPLY_LEVEL: i64 = 3;

/// The firms of a sector in an area: those that claim a capability, and those confirmed at [`SUPPLY_LEVEL`] or above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supply(pub i64, pub i64);

/// What a sector can count on in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// No firm of the sector claims anything.
    Missing,
    /// Firms claim it, nobody is confirmed to deliver it.
    Claimed,
    /// One firm is confirmed to deliver it: without it the sector has none.
    Single,
    /// Two firms or more are confirmed to deliver it.
    Healthy,
}

impl Cover {
    pub const ALL: [Self; 4] = [Self::Missing, Self::Claimed, Self::Single, Self::Healthy];

    /// The word for it in addresses and classes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Claimed => "claimed",
            Self::Single => "single",
            Self::Healthy => "healthy",
        }
    }
}

impl Supply {
    pub const fn cover(self) -> Cover {
        match self {
            Self(..=0, _) => Cover::Missing,
            Self(_, ..=0) => Cover::Claimed,
            Self(_, 1) => Cover::Single,
            Self(..) => Cover::Healthy,
        }
    }

    /// The number that stands for it: confirmed firms, or in brackets those that only claim it.
    pub fn mark(self) -> String {
        match self.cover() {
            Cover::Missing => "–".to_owned(),
            Cover::Claimed => format!("({})", self.0),
            Cover::Single | Cover::Healthy => self.1.to_string(),
        }
    }
}

/// An area with its supply in each sector, in the order of the sectors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageArea {
    pub slug: String,
    pub name: Text2,
    pub supply: Vec<Supply>,
}

/// A domain with its areas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageDomain {
    pub slug: String,
    pub name: Text2,
    pub areas: Vec<CoverageArea>,
}

/// Sectors against areas, and the demand of the sector that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageView {
    pub sectors: Vec<Label>,
    pub domains: Vec<CoverageDomain>,
    /// How much of its demand each sector meets, in percent and in the order of the sectors.
    pub met: Vec<Option<i64>>,
    pub demand: Vec<Demand>,
    /// Whether the viewer keeps the demand.
    pub may_edit: bool,
    pub as_of: AsOf,
}

impl CoverageView {
    /// How many areas stand so in the sector at this place.
    pub fn count(&self, sector: usize, cover: Cover) -> usize {
        let areas = self.domains.iter().flat_map(|d| &d.areas);
        areas.filter(|a| a.supply.get(sector).is_some_and(|s| s.cover() == cover)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sector_can_count_on() {
        for (supply, cover, mark) in [
            (Supply(0, 0), Cover::Missing, "–"),
            (Supply(3, 0), Cover::Claimed, "(3)"),
            (Supply(3, 1), Cover::Single, "1"),
            (Supply(3, 2), Cover::Healthy, "2"),
        ] {
            assert_eq!((supply.cover(), supply.mark().as_str()), (cover, mark), "{supply:?}");
        }
    }
}
