//! Evidence for a capability: what it is, who sees it, and what a firm types about it.

use crate::{
    error::{FieldErrors, Problem, check},
    text::{Key, Text2, keys},
    time::UnixMillis,
};
use serde::{Deserialize, Serialize};

/// Longest title or issuer of a piece of evidence, in characters.
const LONGEST_LINE: usize = 120;

/// What a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceKind {
    Reference,
    Certificate,
    Listing,
    Patent,
    Staff,
    OpenSource,
}

impl EvidenceKind {
    pub const ALL: [Self; 6] =
        [Self::Reference, Self::Certificate, Self::Listing, Self::Patent, Self::Staff, Self::OpenSource];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Certificate => "certificate",
            Self::Listing => "listing",
            Self::Patent => "patent",
            Self::Staff => "staff",
            Self::OpenSource => "opensource",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Reference => keys::technologies::EVIDENCE_REFERENCE,
            Self::Certificate => keys::technologies::EVIDENCE_CERTIFICATE,
            Self::Listing => keys::technologies::EVIDENCE_LISTING,
            Self::Patent => keys::technologies::EVIDENCE_PATENT,
            Self::Staff => keys::technologies::EVIDENCE_STAFF,
            Self::OpenSource => keys::technologies::EVIDENCE_OPENSOURCE,
        }
    }
}

/// Who sees a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    Public,
    Members,
    Reviewers,
}

impl Visibility {
    pub const ALL: [Self; 3] = [Self::Public, Self::Members, Self::Reviewers];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Members => "members",
            Self::Reviewers => "reviewers",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.code() == code)
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Public => keys::technologies::VISIBLE_PUBLIC,
            Self::Members => keys::technologies::VISIBLE_MEMBERS,
            Self::Reviewers => keys::technologies::VISIBLE_REVIEWERS,
        }
    }
}

/// What a firm types about a piece of evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvidenceForm {
    pub kind: String,
    pub title_ko: String,
    pub title_en: String,
    pub issuer_ko: String,
    pub issuer_en: String,
    pub issued: String,
    pub expires: String,
    pub url: String,
    pub visibility: String,
}

/// A checked piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceDraft {
    pub kind: EvidenceKind,
    pub title: Text2,
    pub issuer: Text2,
    pub issued: UnixMillis,
    pub expires: Option<UnixMillis>,
    pub url: String,
    pub visibility: Visibility,
}

impl EvidenceForm {
    /// The evidence, or every problem at once. `now` keeps issue dates in the past.
    pub fn check(&self, now: UnixMillis) -> Result<EvidenceDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let kind = EvidenceKind::of_code(&self.kind);
        if kind.is_none() {
            wrong.add("form[kind]", Problem::Required);
        }
        let title_ko = wrong.take("form[title_ko]", check::optional_line(&self.title_ko, LONGEST_LINE));
        let title_en = wrong.take("form[title_en]", check::optional_line(&self.title_en, LONGEST_LINE));
        if title_ko.is_empty() && title_en.is_empty() {
            wrong.add("form[title_ko]", Problem::Rule(keys::technologies::TITLE_NEEDED));
        }
        let issuer_ko = wrong.take("form[issuer_ko]", check::optional_line(&self.issuer_ko, LONGEST_LINE));
        let issuer_en = wrong.take("form[issuer_en]", check::optional_line(&self.issuer_en, LONGEST_LINE));
        let issued = wrong.take("form[issued]", check::day(&self.issued));
        if issued > now {
            wrong.add("form[issued]", Problem::Rule(keys::technologies::ISSUED_LATER));
        }
        let expires = if self.expires.trim().is_empty() {
            None
        } else {
            Some(wrong.take("form[expires]", check::day(&self.expires)))
        };
        if expires.is_some_and(|e| e <= issued) {
            wrong.add("form[expires]", Problem::Rule(keys::technologies::EXPIRES_EARLY));
        }
        let url = wrong.take("form[url]", check::web_address(&self.url));
        let visibility = Visibility::of_code(&self.visibility).unwrap_or(Visibility::Members);
        wrong.or(EvidenceDraft {
            kind: kind.unwrap_or(EvidenceKind::Reference),
            title: Text2::new(title_ko, title_en),
            issuer: Text2::new(issuer_ko, issuer_en),
            issued,
            expires,
            url,
            visibility,
        })
    }
}
