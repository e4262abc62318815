//! What a sector group is to a viewer, and what people type to join one or to name who coordinates it.

use crate::{
    error::{FieldErrors, Problem, check},
    label::{Facet, Label},
    text::{Text2, keys},
    time::{DAY_MS, UnixMillis},
};
use serde::{Deserialize, Serialize};

/// The longest term of a coordinator.
pub const LONGEST_TERM_MS: i64 = 2 * 366 * DAY_MS;
/// Working days in which a coordinator usually answers, at most.
pub const MOST_ANSWER_DAYS: i64 = 10;

/// Whose groups somebody runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remit {
    /// The secretariat's: every group.
    Alliance,
    /// Those of a sector coordinator.
    Sectors(Vec<String>),
}

impl Remit {
    /// Whether a sector belongs to it.
    pub fn covers(&self, sector: &str) -> bool {
        match self {
            Self::Alliance => true,
            Self::Sectors(sectors) => sectors.iter().any(|s| s == sector),
        }
    }
}

/// Somebody who coordinates a group, as everybody sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coordinator {
    pub name: String,
    pub firm: Label,
    pub answer_days: i64,
    pub until: UnixMillis,
}

/// A firm of the viewer beside a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFirm {
    pub firm: Label,
    pub member: bool,
    /// The fields of the sector that it works in.
    pub fields: Vec<String>,
}

/// A group with who coordinates it, made for one viewer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupView {
    pub coordinators: Vec<Coordinator>,
    /// The sector's fields with how many firms work in each.
    pub fields: Vec<Facet>,
    /// Every field of the sector, for members that choose theirs.
    pub choices: Vec<Label>,
    pub own: Vec<OwnFirm>,
    /// Whether the viewer runs the group.
    pub runs: bool,
}

/// What a firm says of itself when it joins a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    pub sector: String,
    pub company: String,
    pub fields: Vec<String>,
}

/// Whom the secretariat names, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NameForm {
    pub sector: String,
    pub email: String,
    /// The last day of the term, `2027-06-30`.
    pub until: String,
    pub answer_days: String,
}

/// Whom the secretariat names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    pub email: String,
    /// The end of the last day.
    pub until: UnixMillis,
    pub answer_days: i64,
}

impl NameForm {
    /// The naming, or every problem at once.
    pub fn check(&self, now: UnixMillis) -> Result<Naming, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let email = wrong.take("form[email]", check::email(&self.email));
        let until = check::day(&self.until).map(UnixMillis::next_seoul_midnight).and_then(|until| {
            if until <= now {
                Err(Problem::Rule(keys::sectors::TERM_OVER))
            } else if until - now > LONGEST_TERM_MS {
                Err(Problem::Rule(keys::sectors::TERM_LONG))
            } else {
                Ok(until)
            }
        });
        let until = wrong.take("form[until]", until);
        let answer_days = wrong.take("form[answer_days]", check::number(&self.answer_days, 1, MOST_ANSWER_DAYS));
        wrong.or(Naming { email, until, answer_days })
    }
}

/// A sector on the secretariat's desk with the terms that run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskSector {
    pub sector: Label,
    pub firms: i64,
    pub terms: Vec<DeskTerm>,
}

/// A running term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskTerm {
    pub reference: String,
    pub version: i64,
    pub email: String,
    pub coordinator: Coordinator,
}

/// What the secretariat sees of the groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorDesk {
    pub sectors: Vec<DeskSector>,
}

/// A group's name for messages: `의료 분야 그룹`.
pub fn group_name(sector: &Text2) -> Text2 {
    use crate::text::{Lang, Texts};
    let name = |lang| keys::sectors::group(Texts(lang), sector.get(lang));
    Text2::new(name(Lang::Ko), name(Lang::En))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis(1_795_000_000_000);

    fn wrong(form: &NameForm) -> Vec<String> {
        form.check(NOW).expect_err("wrong").0.into_keys().collect()
    }

    #[test]
    fn a_term_ends_with_its_last_day_in_seoul() {
        let form = NameForm {
            sector: "healthcare".into(),
            email: " Minji@Narae.example ".into(),
            until: (NOW + 30 * DAY_MS).iso_day(),
            answer_days: "2".into(),
        };
        let naming = form.check(NOW).expect("good");
        assert_eq!((naming.email.as_str(), naming.answer_days), ("minji@narae.example", 2));
        assert_eq!(naming.until, (NOW + 30 * DAY_MS).next_seoul_midnight());
        let today = NameForm { until: NOW.iso_day(), ..form.clone() };
        assert!(today.check(NOW).is_ok(), "today is a last day");
        for until in ["", "soon", "2020-01-01", &(NOW + LONGEST_TERM_MS + 2 * DAY_MS).iso_day()] {
            assert_eq!(wrong(&NameForm { until: until.into(), ..form.clone() }), ["form[until]"], "{until}");
        }
        for days in ["0", "11", "two", ""] {
            assert_eq!(wrong(&NameForm { answer_days: days.into(), ..form.clone() }), ["form[answer_days]"], "{days}");
        }
    }

    #[test]
    fn a_coordinator_runs_their_own_sectors_only() {
        let remit = Remit::Sectors(vec!["healthcare".into()]);
        assert!(remit.covers("healthcare") && !remit.covers("education"));
        assert!(Remit::Alliance.covers("education"));
    }
}
