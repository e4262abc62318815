//! What a column says of a firm, and what a sheet would change.

use crate::{
    error::Problem,
    label::Label,
    text::{Key, keys::firm_import as words},
    time::UnixMillis,
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// What a column says of a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    NameKo,
    NameEn,
    Brn,
    Types,
    Sectors,
    Region,
    Size,
    Website,
    SummaryKo,
    SummaryEn,
    /// The mail address of somebody who is asked to own the firm's page.
    Contact,
}

impl Field {
    pub const ALL: [Self; 11] = [
        Self::NameKo,
        Self::NameEn,
        Self::Brn,
        Self::Types,
        Self::Sectors,
        Self::Region,
        Self::Size,
        Self::Website,
        Self::SummaryKo,
        Self::SummaryEn,
        Self::Contact,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::NameKo => "name_ko",
            Self::NameEn => "name_en",
            Self::Brn => "brn",
            Self::Types => "types",
            Self::Sectors => "sectors",
            Self::Region => "region",
            Self::Size => "size",
            Self::Website => "website",
            Self::SummaryKo => "summary_ko",
            Self::SummaryEn => "summary_en",
            Self::Contact => "contact",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    pub const fn key(self) -> Key {
        match self {
            Self::NameKo => words::NAME_KO,
            Self::NameEn => words::NAME_EN,
            Self::Brn => words::BRN,
            Self::Types => words::TYPES,
            Self::Sectors => words::SECTORS,
            Self::Region => words::REGION,
            Self::Size => words::SIZE,
            Self::Website => words::WEBSITE,
            Self::SummaryKo => words::SUMMARY_KO,
            Self::SummaryEn => words::SUMMARY_EN,
            Self::Contact => words::CONTACT,
        }
    }
}

/// What each column means (codes of fields, empty for nothing), and what new firms get where their cell is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MatchForm {
    pub columns: Vec<String>,
    pub types: String,
    pub sectors: String,
    pub region: String,
    pub size: String,
}

impl MatchForm {
    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|code| code == field.code())
    }
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    New,
    Changed,
    #[default]
    Refused,
    Same,
}

impl Outcome {
    pub const ALL: [Self; 4] = [Self::New, Self::Changed, Self::Refused, Self::Same];

    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Refused => "refused",
            Self::Same => "same",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::New => (Tone::Open, words::NEW),
            Self::Changed => (Tone::Waiting, words::CHANGED),
            Self::Refused => (Tone::Closed, words::REFUSED),
            Self::Same => (Tone::Neutral, words::SAME),
        }
    }
}

/// What is said of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// A field gets another value.
    Change { field: Field, before: String, after: String },
    /// The sheet says otherwise, and what is confirmed stays.
    Kept { field: Field, before: String, after: String },
    /// Why the row is left out.
    Problem { field: Option<Field>, problem: Problem },
    /// The row stands further up already.
    Repeated { line: usize },
    /// The firm waits in the secretariat's queue: its number cannot be right.
    Waits,
    /// This address is asked to own the firm's page.
    Asks { email: String },
}

/// A row and what becomes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    pub line: usize,
    pub name: String,
    /// The firm's address, where it is here already.
    pub slug: String,
    pub outcome: Outcome,
    pub details: Vec<Detail>,
}

/// A sheet that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub reference: String,
    pub file_name: String,
    pub made: UnixMillis,
    pub applied: Option<UnixMillis>,
    pub undone: Option<UnixMillis>,
}

/// A column of a sheet: its heading and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    pub heading: String,
    pub examples: Vec<String>,
}

/// A sheet that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    pub sent: Sent,
    pub version: i64,
    /// What tells this plan from another one: applying something else than what was looked at is refused.
    pub plan: String,
    pub columns: Vec<ColumnView>,
    pub matching: MatchForm,
    pub types: Vec<Label>,
    pub sectors: Vec<Label>,
    pub regions: Vec<Label>,
    pub counts: Vec<(Outcome, i64)>,
    /// Addresses that would be asked to own a firm's page.
    pub contacts: i64,
    pub show: Option<Outcome>,
    pub rows: Vec<RowView>,
    /// Rows in all of what is shown.
    pub total: i64,
    pub page: i64,
}

/// The sheets that were sent, and the one that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportDesk {
    pub sent: Vec<Sent>,
    pub looked_at: Option<Looked>,
    /// How many firms of an undone sheet were changed since and stay.
    pub left: i64,
}
