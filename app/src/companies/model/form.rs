//! What a firm types about itself.

use super::super::brn;
use crate::{
    error::{FieldErrors, Problem, check},
    text::{Key, Text2, keys},
};
use serde::{Deserialize, Serialize};

/// Longest name of a firm, in characters.
const LONGEST_NAME: usize = 60;

/// Longest summary in one language, in characters.
pub const LONGEST_SUMMARY: usize = 3_000;

/// Sectors a firm may join at most; more would say nothing.
const MOST_SECTORS: usize = 5;

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
        self.checked(true)
    }

    /// A firm as a list names it: what it does, in its own words, comes later.
    pub fn check_listed(&self) -> Result<CompanyDraft, FieldErrors> {
        self.checked(false)
    }

    fn checked(&self, summary_needed: bool) -> Result<CompanyDraft, FieldErrors> {
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
        if summary_needed && summary_ko.is_empty() && summary_en.is_empty() {
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
