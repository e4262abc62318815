//! What firms type about their capabilities: claims of one screen, and changes to one.

use super::{MOST_CLAIMS, activity_key};
use crate::{
    error::{FieldErrors, Problem, check},
    text::{Key, Text2, Texts, keys},
};
use serde::{Deserialize, Serialize};

/// Longest note on a capability, in characters.
const LONGEST_NOTE: usize = 300;

/// Claims of one screen: technologies with a level each, and one activity for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    pub technologies: Vec<String>,
    pub levels: Vec<String>,
    pub activity: String,
}

/// One capability that is claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CapabilityDraft {
    pub technology: String,
    pub activity: String,
    pub level: i64,
    pub open: bool,
    pub note: Text2,
}

impl ClaimForm {
    /// The claims, or every problem at once. Rows without a technology are left out.
    pub fn check(&self) -> Result<Vec<CapabilityDraft>, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let activity = wrong.take("form[activity]", check_activity(&self.activity));
        let mut drafts: Vec<CapabilityDraft> = Vec::new();
        for (row, technology) in self.technologies.iter().map(|t| t.trim()).enumerate().filter(|(_, t)| !t.is_empty()) {
            let level = self.levels.get(row).map_or("", String::as_str);
            let level = wrong.take("form[levels][]", check_level(level));
            if drafts.iter().any(|d| d.technology == technology) {
                wrong.add("form[technologies][]", Problem::Rule(keys::technologies::TWICE));
            }
            drafts.push(CapabilityDraft {
                technology: technology.to_owned(),
                activity: activity.clone(),
                level,
                ..CapabilityDraft::default()
            });
        }
        if drafts.is_empty() {
            wrong.add("form[technologies][]", Problem::Rule(keys::technologies::NONE_CHOSEN));
        }
        if drafts.len() > MOST_CLAIMS {
            wrong.add("form[technologies][]", Problem::Rule(keys::technologies::TOO_MANY));
        }
        wrong.or(drafts)
    }
}

fn check_activity(typed: &str) -> Result<String, Problem> {
    match typed {
        "" => Ok("build".to_owned()),
        code if activity_key(code).is_some() => Ok(code.to_owned()),
        _ => Err(Problem::Rule(keys::companies::CHOICE_UNKNOWN)),
    }
}

fn check_level(typed: &str) -> Result<i64, Problem> {
    check::number(typed, 1, 4)
}

/// What a firm changes on one of its capabilities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CapabilityForm {
    pub level: String,
    pub note_ko: String,
    pub note_en: String,
    /// `1` where visitors may see level, activity and evidence too.
    pub open: String,
}

impl CapabilityForm {
    /// Level, note and openness, or every problem at once.
    pub fn check(&self) -> Result<(i64, Text2, bool), FieldErrors> {
        let mut wrong = FieldErrors::default();
        let level = wrong.take("form[level]", check_level(&self.level));
        let ko = wrong.take("form[note_ko]", check::optional_line(&self.note_ko, LONGEST_NOTE));
        let en = wrong.take("form[note_en]", check::optional_line(&self.note_en, LONGEST_NOTE));
        wrong.or((level, Text2::new(ko, en), self.open == "1"))
    }
}

/// Why capabilities are often sent back.
pub const GIVE_BACK_REASONS: [(&str, Key); 4] = [
    ("no-evidence", keys::technologies::REASON_NO_EVIDENCE),
    ("unclear", keys::technologies::REASON_UNCLEAR),
    ("old", keys::technologies::REASON_OLD),
    ("link", keys::technologies::REASON_LINK),
];

/// What the secretariat says where it sends a capability back: a frequent reason, words of its own, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GiveBackForm {
    pub capability: String,
    pub version: String,
    pub preset: String,
    pub more: String,
}

impl GiveBackForm {
    /// The capability, its version and the reason in the words of `t`.
    pub fn check(&self, t: Texts) -> Result<(String, i64, String), FieldErrors> {
        let mut wrong = FieldErrors::default();
        let version = wrong.take("form[version]", check::number(&self.version, 0, i64::MAX));
        let more = wrong.take("form[more]", check::text(&self.more, 1_000));
        let preset = GIVE_BACK_REASONS.iter().find(|(code, _)| *code == self.preset).map(|(_, key)| t.s(*key));
        let reason: Vec<&str> = preset.into_iter().chain([more.as_str()]).filter(|said| !said.is_empty()).collect();
        if reason.is_empty() {
            wrong.add("form[preset]", Problem::Rule(keys::technologies::REASON_NEEDED));
        }
        let reason = reason.join("\n");
        wrong.or((self.capability.clone(), version, reason))
    }
}
