//! How far the secretariat is with a firm that could fill a gap, and what it types about it.

use super::landscape::OutsideFirm;
use crate::{
    companies::FirmCard,
    error::{FieldErrors, Problem, check},
    label::Label,
    technologies::Demand,
    text::{
        Key, Text2,
        keys::{self, recruiting as words},
    },
    time::UnixMillis,
};
use serde::{Deserialize, Serialize};

/// Longest name of a firm, in characters.
const LONGEST_NAME: usize = 120;
/// Longest name of a source, in characters.
const LONGEST_SOURCE: usize = 120;
/// Longest note, in characters.
const LONGEST_NOTE: usize = 1_000;

/// How far an approach is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Planned,
    Invited,
    Interested,
    Declined,
}

impl Step {
    pub const ALL: [Self; 4] = [Self::Planned, Self::Invited, Self::Interested, Self::Declined];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Invited => "invited",
            Self::Interested => "interested",
            Self::Declined => "declined",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Planned => words::PLANNED,
            Self::Invited => words::INVITED,
            Self::Interested => words::INTERESTED,
            Self::Declined => words::DECLINED,
        }
    }

    /// Whether a mail may still be sent: who has answered is not asked again.
    pub const fn may_invite(self) -> bool {
        matches!(self, Self::Planned | Self::Invited)
    }

    /// What an answer may be: a plan is none.
    pub fn of_answer(typed: &str) -> Result<Self, Problem> {
        match Self::of_code(typed) {
            Some(step @ (Self::Interested | Self::Declined)) => Ok(step),
            Some(_) => Err(Problem::Rule(keys::companies::CHOICE_UNKNOWN)),
            None => Err(Problem::Required),
        }
    }
}

/// Whom to approach, as typed: a member by its slug, or a firm outside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApproachForm {
    pub sector: String,
    pub technology: String,
    pub company: String,
    pub firm: String,
    pub email: String,
    /// Where the mail address is from.
    pub source: String,
    pub note: String,
}

/// A firm outside, checked: name, mail address (perhaps empty) and where that is from, note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outsider {
    pub firm: String,
    pub email: String,
    pub source: String,
    pub note: String,
}

impl ApproachForm {
    /// The firm outside, or every problem at once.
    pub fn check(&self) -> Result<Outsider, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let mailed = !self.email.trim().is_empty();
        let email = if mailed { check::email(&self.email) } else { Ok(String::new()) };
        // Who is written to is told where their address is from.
        let source = if mailed { check::line(&self.source, LONGEST_SOURCE) } else { Ok(String::new()) };
        let outsider = Outsider {
            firm: wrong.take("form[firm]", check::line(&self.firm, LONGEST_NAME)),
            email: wrong.take("form[email]", email),
            source: wrong.take("form[source]", source),
            note: wrong.take("form[note]", check::text(&self.note, LONGEST_NOTE)),
        };
        wrong.or(outsider)
    }
}

/// A note on an answer.
pub fn check_note(typed: &str) -> Result<String, Problem> {
    check::text(typed, LONGEST_NOTE)
}

/// What came of an approach, as the portal itself sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Outcome {
    Nothing,
    /// The firm has registered and waits for the secretariat.
    Registered,
    Member,
    /// It claims the technology.
    Claims,
    /// It is confirmed for the technology.
    Confirmed,
}

impl Outcome {
    pub const fn key(self) -> Option<Key> {
        Some(match self {
            Self::Nothing => return None,
            Self::Registered => words::REGISTERED,
            Self::Member => words::MEMBER,
            Self::Claims => words::CLAIMS,
            Self::Confirmed => words::CONFIRMED,
        })
    }
}

/// A firm that was approached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approach {
    pub reference: String,
    pub version: i64,
    pub sector: Label,
    pub technology: Label,
    pub firm: Text2,
    /// Its page, once it is known to the portal; else empty.
    pub slug: String,
    pub email: String,
    pub note: String,
    pub step: Step,
    pub outcome: Outcome,
    pub planned: UnixMillis,
    pub changed: UnixMillis,
    /// Whether it was a member when it was approached.
    pub insider: bool,
}

/// Why a member could fill a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// It claims the technology at a level and is not confirmed to deliver it.
    Claims(i64),
    /// It is confirmed at a level, in other sectors.
    Elsewhere(i64),
    /// It can do something else of the same area.
    Near(Label),
}

/// A member that could fill a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub firm: FirmCard,
    pub why: Why,
    pub in_sector: bool,
}

/// A gap that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    pub sector: Label,
    pub technology: Label,
    /// Its row in the demand of the sector, if it is demanded.
    pub demand: Option<Demand>,
    pub candidates: Vec<Candidate>,
    /// Firms that landscapes know, with a product in the area.
    pub outside: Vec<OutsideFirm>,
}

/// Which approaches are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecruitingQuery {
    pub sector: String,
    pub technology: String,
    pub step: String,
    pub page: i64,
}

/// Recruiting as the secretariat sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recruiting {
    /// Whether the viewer sees all sectors, as the secretariat does.
    pub whole: bool,
    pub gap: Option<Gap>,
    pub approaches: Vec<Approach>,
    pub total: i64,
    /// Approaches at each step.
    pub steps: Vec<(Step, i64)>,
    /// Firms that joined, and that claim what they were asked for.
    pub joined: i64,
    pub claiming: i64,
    pub now: UnixMillis,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_interest_or_a_refusal() {
        for (typed, good) in [("interested", true), ("declined", true), ("planned", false), ("", false), ("x", false)] {
            assert_eq!(Step::of_answer(typed).is_ok(), good, "{typed}");
        }
        assert!(Step::Invited.may_invite() && !Step::Declined.may_invite());
    }

    #[test]
    fn a_firm_outside_needs_a_name_and_may_have_a_mail_address() {
        let form = |firm: &str, email: &str, source: &str| ApproachForm {
            firm: firm.into(),
            email: email.into(),
            source: source.into(),
            ..Default::default()
        };
        assert!(form("새별클라우드", "", "").check().is_ok());
        assert_eq!(form("새별", " Kim@Firm.kr ", "협회 명부").check().expect("good").email, "kim@firm.kr");
        assert!(form("", "kim@firm.kr", "협회 명부").check().is_err());
        assert!(form("새별", "kim@", "협회 명부").check().is_err());
        assert!(
            form("새별", "kim@firm.kr", "").check().is_err(),
            "who is written to is told where the address is from"
        );
    }
}
