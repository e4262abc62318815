//! What a firm is, what people type about it, and who may do what with it.

use super::brn;
use crate::{
    error::{FieldErrors, Problem, check},
    label::{Facet, Label},
    text::{Key, Text2, keys},
    time::UnixMillis,
    ui::Edit,
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// Longest name of a firm, in characters.
const LONGEST_NAME: usize = 60;
/// Longest summary in one language, in characters.
pub const LONGEST_SUMMARY: usize = 3_000;
/// Sectors a firm may join at most; more would say nothing.
const MOST_SECTORS: usize = 5;

/// Where a firm stands on its way into the alliance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Waits for the secretariat.
    Submitted,
    /// The secretariat asked for corrections.
    Returned,
    /// A member.
    Confirmed,
}

impl State {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Confirmed => "confirmed",
        }
    }

    pub fn of_code(code: &str) -> Self {
        match code {
            "confirmed" => Self::Confirmed,
            "returned" => Self::Returned,
            _ => Self::Submitted,
        }
    }

    /// The state's colour and word.
    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::Submitted => (Tone::Waiting, keys::companies::STATE_SUBMITTED),
            Self::Returned => (Tone::Closed, keys::companies::STATE_RETURNED),
            Self::Confirmed => (Tone::Done, keys::companies::STATE_CONFIRMED),
        }
    }
}

/// What somebody is in a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Owner,
    Editor,
    Viewer,
}

impl Role {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Editor => "editor",
            Self::Viewer => "viewer",
        }
    }

    pub fn of_code(code: &str) -> Self {
        match code {
            "owner" => Self::Owner,
            "editor" => Self::Editor,
            _ => Self::Viewer,
        }
    }
}

/// How somebody stands to a firm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub role: Option<Role>,
    pub coordinator: bool,
}

/// What can be done with a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    See,
    Edit,
    Approve,
    Return,
}

/// Whether somebody may do something with a firm in a state. Nobody judges their own firm.
pub fn may(standing: Standing, act: Act, state: State) -> bool {
    match act {
        Act::See => state == State::Confirmed || standing.role.is_some() || standing.coordinator,
        Act::Edit => matches!(standing.role, Some(Role::Owner | Role::Editor)),
        Act::Approve | Act::Return => standing.coordinator && standing.role.is_none() && state == State::Submitted,
    }
}

/// How many people a firm has.
pub const SIZES: [(&str, Key); 4] = [
    ("micro", keys::companies::SIZE_MICRO),
    ("small", keys::companies::SIZE_SMALL),
    ("medium", keys::companies::SIZE_MEDIUM),
    ("large", keys::companies::SIZE_LARGE),
];

/// What a member typed; becomes a [`CompanyDraft`] only after `check`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CompanyForm {
    pub name_ko: String,
    pub name_en: String,
    pub brn: String,
    pub types: Vec<String>,
    pub sectors: Vec<String>,
    pub region: String,
    pub size: String,
    pub website: String,
    pub summary_ko: String,
    pub summary_en: String,
}

/// A checked firm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanyDraft {
    pub name: Text2,
    /// Ten digits; a foreign firm has none.
    pub brn: Option<String>,
    pub types: Vec<String>,
    pub sectors: Vec<String>,
    pub region: String,
    pub size: String,
    pub website: String,
    pub summary: Text2,
}

impl CompanyForm {
    /// The draft, or every field problem at once.
    pub fn check(&self) -> Result<CompanyDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let ko = wrong.take("form[name_ko]", check::optional_line(&self.name_ko, LONGEST_NAME));
        let en = wrong.take("form[name_en]", check::optional_line(&self.name_en, LONGEST_NAME));
        if ko.is_empty() && en.is_empty() {
            wrong.add("form[name_ko]", Problem::Rule(keys::companies::NAME_NEEDED));
        }
        let brn = wrong.take("form[brn]", check_brn(&self.brn));
        let types = wrong.take("form[types][]", some_of(&self.types, usize::MAX));
        let sectors = wrong.take("form[sectors][]", some_of(&self.sectors, MOST_SECTORS));
        let region = wrong.take("form[region]", check::line(&self.region, LONGEST_NAME));
        let size = wrong.take("form[size]", check_size(&self.size));
        let website = wrong.take("form[website]", check::web_address(&self.website));
        let summary_ko = wrong.take("form[summary_ko]", check::text(&self.summary_ko, LONGEST_SUMMARY));
        let summary_en = wrong.take("form[summary_en]", check::text(&self.summary_en, LONGEST_SUMMARY));
        if summary_ko.is_empty() && summary_en.is_empty() {
            wrong.add("form[summary_ko]", Problem::Rule(keys::companies::SUMMARY_NEEDED));
        }
        let (name, summary) = (Text2::new(ko, en), Text2::new(summary_ko, summary_en));
        wrong.or(CompanyDraft { name, brn, types, sectors, region, size, website, summary })
    }
}

fn check_brn(typed: &str) -> Result<Option<String>, Problem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    match brn::digits(typed) {
        Some(digits) if !brn::is_repeated(&digits) => Ok(Some(digits)),
        _ => Err(Problem::Rule(keys::companies::BRN_WRONG)),
    }
}

fn check_size(typed: &str) -> Result<String, Problem> {
    if SIZES.iter().any(|(code, _)| *code == typed) { Ok(typed.to_owned()) } else { Err(Problem::Required) }
}

fn some_of(ticked: &[String], most: usize) -> Result<Vec<String>, Problem> {
    let mut values = ticked.to_vec();
    values.sort();
    values.dedup();
    match values.len() {
        0 => Err(Problem::Required),
        n if n > most => Err(Problem::Rule(keys::companies::TOO_MANY_SECTORS)),
        _ => Ok(values),
    }
}

/// Which firms are asked for; every part stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CompanyQuery {
    pub q: String,
    #[serde(rename = "type")]
    pub firm_type: String,
    pub sector: String,
    pub region: String,
    pub page: i64,
}

/// A firm in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyRow {
    pub slug: String,
    pub name: Text2,
    /// The beginning of the summary, without marks.
    pub about: Text2,
    pub types: Vec<Label>,
    pub sectors: Vec<Label>,
    pub region: Text2,
}

/// A firm as other pages name it: in a seat, on a list of holders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmCard {
    pub slug: String,
    pub name: Text2,
    pub types: Vec<Label>,
    pub region: Text2,
}

/// A page of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyList {
    pub rows: Vec<CompanyRow>,
    pub total: i64,
    pub types: Vec<Facet>,
    pub sectors: Vec<Facet>,
    pub regions: Vec<Facet>,
}

/// A firm's page, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyView {
    pub slug: String,
    pub state: State,
    pub name: Text2,
    pub types: Vec<Label>,
    pub sectors: Vec<Label>,
    pub region: Text2,
    pub size: String,
    pub website: String,
    pub summary: Text2,
    /// Safe HTML of the summary.
    pub summary_html: Text2,
    pub confirmed: Option<UnixMillis>,
    /// Whether the format of its registration number was checked; the number itself stays with its people.
    pub brn_checked: bool,
    pub may_edit: bool,
    /// What the secretariat asked to correct; for the firm's people.
    pub return_reason: String,
}

/// What the editor of a firm starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyEditing {
    pub edit: Edit,
    pub form: CompanyForm,
    pub return_reason: String,
    pub types: Vec<Label>,
    pub sectors: Vec<Label>,
    pub regions: Vec<Label>,
}

/// One of a person's firms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyCompany {
    pub slug: String,
    pub name: Text2,
    pub state: State,
    pub role: Role,
    pub return_reason: String,
}

/// A firm that waits for the secretariat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub slug: String,
    pub name: Text2,
    pub version: i64,
    pub submitted: UnixMillis,
    /// The day by which an answer is promised.
    pub promised: UnixMillis,
    /// As written, or empty for a foreign firm.
    pub brn: String,
    pub brn_valid: bool,
    pub website: String,
}

/// What waits for the secretariat, and when it was looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    pub now: UnixMillis,
    pub waiting: Vec<Waiting>,
}

/// Two working days, the promise of an answer.
const PROMISED_WORKING_DAYS: i64 = 2;

/// The end of the second working day after `submitted` (weekends do not count).
pub fn promised(submitted: UnixMillis) -> UnixMillis {
    let mut at = submitted;
    let mut left = PROMISED_WORKING_DAYS;
    while left > 0 {
        at = at + crate::time::DAY_MS;
        if !matches!(at.seoul().weekday, 0 | 6) {
            left -= 1;
        }
    }
    at
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn filled() -> CompanyForm {
        CompanyForm {
            name_ko: "나래클라우드".into(),
            brn: "120-88-01280".into(),
            types: vec!["saas".into()],
            sectors: vec!["healthcare".into()],
            region: "seoul".into(),
            size: "small".into(),
            website: "https://narae.example".into(),
            summary_ko: "병원을 위한 서비스".into(),
            ..CompanyForm::default()
        }
    }

    #[test]
    fn an_empty_form_tells_everything_that_is_missing() {
        let wrong = CompanyForm::default().check().expect_err("nothing is filled in").0;
        let expected =
            ["form[name_ko]", "form[region]", "form[sectors][]", "form[size]", "form[summary_ko]", "form[types][]"];
        assert_eq!(wrong.keys().map(String::as_str).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_wrong_check_digit_is_stored_and_equal_digits_are_not() {
        let with = |brn: &str| CompanyForm { brn: brn.into(), ..filled() }.check();
        assert_eq!(with("123-45-67890").expect("stored").brn.as_deref(), Some("1234567890"));
        assert_eq!(with("").expect("a foreign firm").brn, None);
        for bad in ["000-00-00000", "999-99-99999", "12-345", "abc"] {
            assert!(with(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn rights_follow_role_and_state() {
        use {Act::*, Role::*, State::*};
        let member = |role| Standing { role: Some(role), coordinator: false };
        let desk = Standing { role: None, coordinator: true };
        let both = Standing { role: Some(Owner), coordinator: true };
        for (standing, act, state, allowed) in [
            (Standing::default(), See, Confirmed, true),
            (Standing::default(), See, Submitted, false),
            (member(Viewer), See, Returned, true),
            (member(Viewer), Edit, Confirmed, false),
            (member(Editor), Edit, Returned, true),
            (desk, Edit, Submitted, false),
            (desk, Approve, Submitted, true),
            (desk, Approve, Returned, false),
            (desk, Return, Confirmed, false),
            (both, Approve, Submitted, false),
            (member(Owner), Approve, Submitted, false),
        ] {
            assert_eq!(may(standing, act, state), allowed, "{standing:?} {act:?} {state:?}");
        }
    }

    #[test]
    fn the_promise_skips_the_weekend() {
        // 2026-11-20 is a Friday.
        let friday = UnixMillis::of_seoul(2026, 11, 20, 15, 0);
        assert_eq!(promised(friday).iso_day(), "2026-11-24");
    }
}
