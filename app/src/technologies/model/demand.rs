//! What a sector needs of the map, and how much of it its firms meet.

use super::{Cover, MapArea, Supply};
use crate::{
    error::{FieldErrors, Problem, check},
    label::Label,
    text::keys,
};
use serde::{Deserialize, Serialize};

/// Technologies that a sector may demand.
pub const MOST_DEMANDS: usize = 20;
/// The heaviest weight.
pub const HEAVIEST: i64 = 5;
/// Most firms that one demand may ask for.
pub const MOST_FIRMS: i64 = 9;

/// A technology that a sector needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    pub technology: Label,
    /// 1 to [`HEAVIEST`].
    pub weight: i64,
    /// How many firms should deliver it.
    pub target: i64,
    /// The firms of the sector that claim it, and that are confirmed to deliver it.
    pub supply: Supply,
}

impl Demand {
    pub const fn is_met(&self) -> bool {
        self.supply.1 >= self.target
    }

    pub const fn cover(&self) -> Cover {
        self.supply.cover()
    }

    /// How much is missing, for an order by need: firms that are lacking, weighed.
    pub const fn gap(&self) -> i64 {
        let lacking = self.target - self.supply.1;
        if lacking > 0 { lacking * self.weight } else { 0 }
    }
}

/// How much of a demand is met, in whole percent: of each technology the share of its target that confirmed firms reach,
/// weighed. `rows` are weight, target and confirmed firms; nothing where nothing is demanded.
pub fn percent_met(rows: impl IntoIterator<Item = (i64, i64, i64)>) -> Option<i64> {
    /// Shares are summed in these parts of a whole.
    const PARTS: i64 = 1_000_000;
    let (mut met, mut all) = (0, 0);
    for (weight, target, high) in rows {
        met += weight * PARTS * high.min(target) / target.max(1);
        all += weight;
    }
    // Thirds are cut above; a demand that is met whole is 100 all the same.
    (all > 0).then(|| (met + all) * 100 / (all * PARTS))
}

/// The demand of a sector as the secretariat types it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DemandForm {
    /// Of the list that was edited.
    pub version: i64,
    pub technologies: Vec<String>,
    pub weights: Vec<String>,
    pub targets: Vec<String>,
}

/// One row of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DemandDraft {
    pub technology: String,
    pub weight: i64,
    pub target: i64,
}

impl DemandForm {
    /// The rows, or every problem at once. Rows without a technology are left out.
    pub fn check(&self) -> Result<Vec<DemandDraft>, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let mut drafts: Vec<DemandDraft> = Vec::new();
        let number =
            |typed: &[String], row: usize, most| check::number(typed.get(row).map_or("", String::as_str), 1, most);
        for (row, technology) in self.technologies.iter().map(|t| t.trim()).enumerate().filter(|(_, t)| !t.is_empty()) {
            let weight = wrong.take("form[weights][]", number(&self.weights, row, HEAVIEST));
            let target = wrong.take("form[targets][]", number(&self.targets, row, MOST_FIRMS));
            drafts.push(DemandDraft { technology: technology.to_owned(), weight, target });
        }
        if drafts.len() > MOST_DEMANDS {
            wrong.add("form[technologies][]", Problem::Rule(keys::technologies::DEMAND_TOO_MANY));
        }
        wrong.or(drafts)
    }
}

/// What editing the demand of a sector starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandEditing {
    pub sector: Label,
    /// Technologies by slug.
    pub form: DemandForm,
    pub map: Vec<MapArea>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_more_weighs_more() {
        for (rows, expected) in [
            (vec![], None),
            (vec![(5, 2, 0)], Some(0)),
            (vec![(5, 2, 1)], Some(50)),
            (vec![(5, 2, 7)], Some(100)),
            (vec![(5, 3, 3), (3, 3, 3)], Some(100)),
            (vec![(4, 2, 2), (1, 2, 0)], Some(80)),
            (vec![(1, 3, 1), (1, 3, 1), (1, 3, 1)], Some(33)),
        ] {
            assert_eq!(percent_met(rows.clone()), expected, "{rows:?}");
        }
    }

    #[test]
    fn a_row_without_a_technology_is_left_out_and_each_other_is_complete() {
        let form = |technologies: &[&str], weights: &[&str], targets: &[&str]| {
            let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
            DemandForm {
                version: 1,
                technologies: owned(technologies),
                weights: owned(weights),
                targets: owned(targets),
            }
        };
        let good = form(&["", "gpu-cloud"], &["", "5"], &["", "2"]).check().expect("one row");
        assert_eq!(good, [DemandDraft { technology: "gpu-cloud".to_owned(), weight: 5, target: 2 }]);
        for wrong in [
            form(&["gpu-cloud"], &[""], &["2"]),
            form(&["gpu-cloud"], &["6"], &["2"]),
            form(&["gpu-cloud"], &["5"], &["0"]),
            form(&["x"; MOST_DEMANDS + 1], &["5"; MOST_DEMANDS + 1], &["1"; MOST_DEMANDS + 1]),
        ] {
            assert!(wrong.check().is_err(), "{wrong:?}");
        }
    }
}
