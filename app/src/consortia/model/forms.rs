//! What people type to found a consortium, to describe its seats and to divide shares.

use super::{SeatRole, WHOLE};
use crate::{
    error::{FieldErrors, Problem, check},
    technologies::Need,
    text::{Text2, keys},
};
use serde::{Deserialize, Serialize};

/// Requirements of a consortium at most.
pub const MOST_REQUIREMENTS: usize = 20;
/// Longest name, in characters.
const LONGEST_NAME: usize = 60;
/// Longest purpose in one language, in characters.
const LONGEST_PURPOSE: usize = 4_000;
/// Longest name of a seat, in characters.
const LONGEST_LABEL: usize = 40;
/// Seats of a consortium unless it says otherwise.
const USUAL_SEATS: i64 = 20;

/// What a founder typed; becomes a [`ConsortiumDraft`] only after `check`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsortiumForm {
    /// The firm that founds it.
    pub company: String,
    pub kind: String,
    pub sector: String,
    pub name_ko: String,
    pub name_en: String,
    pub purpose_ko: String,
    pub purpose_en: String,
    /// Requirements, a row each: a technology or area, the level, and the role that should cover it.
    pub technologies: Vec<String>,
    pub levels: Vec<String>,
    pub roles: Vec<String>,
}

/// A checked consortium.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsortiumDraft {
    pub kind: String,
    pub sector: String,
    pub name: Text2,
    pub purpose: Text2,
    pub seat_limit: i64,
}

/// A requirement that was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequirementDraft {
    pub need: Need,
    pub firms: i64,
    pub weight: i64,
    pub waiver: String,
    /// The role that should cover it.
    pub role: Option<SeatRole>,
}

/// A seat that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatDraft {
    pub role: SeatRole,
    pub label: Text2,
    pub firm_type: Option<String>,
    pub share_range: Option<(i64, i64)>,
    /// Positions in the list of requirements.
    pub covers: Vec<usize>,
}

impl ConsortiumForm {
    /// The consortium and what it requires, or every problem at once. Technologies are still as typed.
    pub fn check(&self) -> Result<(ConsortiumDraft, Vec<RequirementDraft>), FieldErrors> {
        let mut wrong = FieldErrors::default();
        let ko = wrong.take("form[name_ko]", check::optional_line(&self.name_ko, LONGEST_NAME));
        let en = wrong.take("form[name_en]", check::optional_line(&self.name_en, LONGEST_NAME));
        if ko.is_empty() && en.is_empty() {
            wrong.add("form[name_ko]", Problem::Rule(keys::companies::NAME_NEEDED));
        }
        let kind = wrong.take("form[kind]", check::line(&self.kind, LONGEST_NAME));
        let sector = wrong.take("form[sector]", check::line(&self.sector, LONGEST_NAME));
        let purpose_ko = wrong.take("form[purpose_ko]", check::text(&self.purpose_ko, LONGEST_PURPOSE));
        let purpose_en = wrong.take("form[purpose_en]", check::text(&self.purpose_en, LONGEST_PURPOSE));
        if purpose_ko.is_empty() && purpose_en.is_empty() {
            wrong.add("form[purpose_ko]", Problem::Rule(keys::consortia::PURPOSE_NEEDED));
        }
        let rows = wrong.take("form[technologies][]", self.rows());
        let (name, purpose) = (Text2::new(ko, en), Text2::new(purpose_ko, purpose_en));
        wrong.or((ConsortiumDraft { kind, sector, name, purpose, seat_limit: USUAL_SEATS }, rows))
    }

    fn rows(&self) -> Result<Vec<RequirementDraft>, Problem> {
        let mut rows: Vec<RequirementDraft> = Vec::new();
        for (row, typed) in self.technologies.iter().enumerate().filter(|(_, typed)| !typed.trim().is_empty()) {
            let level = self.levels.get(row).map_or("", String::as_str);
            let min_level = if level.is_empty() { 2 } else { check::number(level, 1, 4)? };
            let technology = typed.trim().to_owned();
            if rows.iter().any(|r| r.need.technology == technology) {
                return Err(Problem::Rule(keys::technologies::TWICE));
            }
            let role = self.roles.get(row).and_then(|code| SeatRole::of_code(code));
            let need = Need { technology, activity: String::new(), min_level };
            rows.push(RequirementDraft { need, firms: 1, weight: 1, waiver: String::new(), role });
        }
        match rows.len() {
            0 => Err(Problem::Rule(keys::consortia::REQUIREMENT_NEEDED)),
            n if n > MOST_REQUIREMENTS => Err(Problem::Rule(keys::consortia::TOO_MANY_REQUIREMENTS)),
            _ => Ok(rows),
        }
    }
}

/// What a lead types about a seat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeatForm {
    pub role: String,
    pub label_ko: String,
    pub label_en: String,
    pub firm_type: String,
    /// Percent, with at most two decimals.
    pub share_min: String,
    pub share_max: String,
    /// Positions of the requirements that the seat must cover.
    pub covers: Vec<String>,
}

impl SeatForm {
    /// The seat, or every problem at once.
    pub fn check(&self) -> Result<SeatDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let role = SeatRole::of_code(&self.role);
        if role.is_none() {
            wrong.add("form[role]", Problem::Required);
        }
        let ko = wrong.take("form[label_ko]", check::optional_line(&self.label_ko, LONGEST_LABEL));
        let en = wrong.take("form[label_en]", check::optional_line(&self.label_en, LONGEST_LABEL));
        if ko.is_empty() && en.is_empty() {
            wrong.add("form[label_ko]", Problem::Rule(keys::companies::NAME_NEEDED));
        }
        let share = |typed: &str| if typed.trim().is_empty() { Ok(None) } else { percent(typed).map(Some) };
        let min = wrong.take("form[share_min]", share(&self.share_min));
        let max = wrong.take("form[share_max]", share(&self.share_max));
        let share_range = min.or(max).map(|any| (min.unwrap_or(any), max.unwrap_or(any)));
        if share_range.is_some_and(|(min, max)| min > max) {
            wrong.add("form[share_max]", Problem::Rule(keys::consortia::SHARE_ORDER));
        }
        let covers = self.covers.iter().filter_map(|p| p.parse().ok()).collect();
        let firm_type = Some(self.firm_type.trim().to_owned()).filter(|t| !t.is_empty());
        wrong.or(SeatDraft {
            role: role.unwrap_or(SeatRole::Service),
            label: Text2::new(ko, en),
            firm_type,
            share_range,
            covers,
        })
    }
}

/// `12.5` percent as 1250 hundredths; at most two decimals.
pub fn percent(typed: &str) -> Result<i64, Problem> {
    let typed = typed.trim().trim_end_matches('%').trim();
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    let (whole, part) = typed.split_once('.').unwrap_or((typed, ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    let good = !whole.is_empty() && whole.len() <= 3 && part.len() <= 2 && digits(whole) && digits(part);
    let hundredths = format!("{whole}{part:0<2}").parse().ok().filter(|n| good && *n <= WHOLE);
    hundredths.ok_or(Problem::Rule(keys::consortia::PERCENT))
}

/// The shares of members as typed, in hundredths of a percent; they must sum to exactly 100 %.
pub fn shares_of(typed: &[String]) -> Result<Vec<i64>, Problem> {
    let shares = typed.iter().map(|t| percent(t)).collect::<Result<Vec<_>, _>>()?;
    if shares.iter().sum::<i64>() == WHOLE { Ok(shares) } else { Err(Problem::Rule(keys::consortia::SHARES_SUM)) }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn percents_have_at_most_two_decimals() {
        for (typed, hundredths) in [("12.5", 1250), ("100", 10_000), ("0.05", 5), (" 33.33 % ", 3333), ("7", 700)] {
            assert_eq!(percent(typed), Ok(hundredths), "{typed}");
        }
        for bad in ["", "100.01", "-1", "1.234", "x", "1,5", ".5"] {
            assert!(percent(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn shares_sum_to_the_whole_or_are_refused() {
        let typed = |shares: &[&str]| shares_of(&shares.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(typed(&["55", "45"]), Ok(vec![5500, 4500]));
        assert_eq!(typed(&["55", "44.99"]), Err(Problem::Rule(keys::consortia::SHARES_SUM)));
    }

    #[test]
    fn an_empty_form_tells_everything_that_is_missing() {
        let wrong = ConsortiumForm::default().check().expect_err("nothing is filled in").0;
        let expected = ["form[kind]", "form[name_ko]", "form[purpose_ko]", "form[sector]", "form[technologies][]"];
        assert_eq!(wrong.keys().map(String::as_str).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn empty_rows_between_requirements_are_left_out() {
        let form = ConsortiumForm {
            company: "narae".into(),
            kind: "flagship".into(),
            sector: "healthcare".into(),
            name_ko: "함께".into(),
            purpose_ko: "함께 만듭니다.".into(),
            technologies: vec!["GPU 서비스".into(), " ".into(), "블록 스토리지".into()],
            levels: vec!["3".into(), String::new(), String::new()],
            roles: vec!["lead".into(), String::new(), "service".into()],
            ..ConsortiumForm::default()
        };
        let (_, rows) = form.check().expect("a good form");
        let read: Vec<_> = rows.iter().map(|r| (r.need.technology.as_str(), r.need.min_level, r.role)).collect();
        assert_eq!(read, [("GPU 서비스", 3, Some(SeatRole::Lead)), ("블록 스토리지", 2, Some(SeatRole::Service))]);
    }
}
