//! What a conversation is to one of its two firms, and what they type.

use crate::{
    error::{FieldErrors, Problem, check},
    label::Label,
    text::{Key, Text2, keys},
    time::UnixMillis,
};
use serde::{Deserialize, Serialize};

/// Longest message and reason, in characters.
const LONGEST: usize = 4_000;
const LONGEST_REASON: usize = 1_000;

/// What a conversation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matter {
    /// The firms themselves.
    Contact,
    Offer,
    Bid,
}

impl Matter {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Offer => "offer",
            Self::Bid => "bid",
        }
    }

    pub fn of_code(code: &str) -> Self {
        match code {
            "offer" => Self::Offer,
            "bid" => Self::Bid,
            _ => Self::Contact,
        }
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Contact => keys::conversations::MATTER_CONTACT,
            Self::Offer => keys::conversations::MATTER_OFFER,
            Self::Bid => keys::conversations::MATTER_BID,
        }
    }
}

/// The first message to a firm, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StartForm {
    /// For which of their firms somebody writes.
    pub from: String,
    pub text: String,
}

/// A message that can be stored.
pub fn check_text(typed: &str) -> Result<String, Problem> {
    check::required_text(typed, LONGEST)
}

/// Why a conversation is reported.
pub fn check_reason(typed: &str) -> Result<String, Problem> {
    check::required_text(typed, LONGEST_REASON)
}

impl StartForm {
    /// The text, or every problem at once.
    pub fn check(&self) -> Result<String, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let text = wrong.take("form[text]", check_text(&self.text));
        wrong.or(text)
    }
}

/// A conversation in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationRow {
    pub reference: String,
    pub own: Text2,
    pub with: Text2,
    pub matter: Matter,
    pub about: Text2,
    /// The beginning of the last message, and whether the own firm wrote it.
    pub last: String,
    pub own_last: bool,
    pub at: UnixMillis,
}

/// The conversations of somebody's firms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversations {
    pub rows: Vec<ConversationRow>,
    pub total: i64,
}

/// A file of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    pub reference: String,
    pub name: String,
    /// In bytes.
    pub size: i64,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineView {
    pub own: bool,
    pub firm: Text2,
    pub person: String,
    pub text: String,
    pub files: Vec<FileView>,
    pub at: UnixMillis,
}

/// A named person of a firm, as the other firm sees them once both agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    pub person: String,
    pub email: String,
    pub phone: String,
}

/// Whether the two firms know each other's contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exchange {
    /// Nobody agreed yet.
    Open,
    /// The own firm agreed; the other one has not.
    Agreed,
    /// The other firm agreed; the own one has not.
    Asked,
    Done(ContactCard),
}

/// A conversation, made for somebody of one of its firms, or for the secretariat once it is reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationView {
    pub reference: String,
    pub own: Label,
    pub with: Label,
    pub matter: Matter,
    pub about: Text2,
    pub path: String,
    pub lines: Vec<LineView>,
    /// How many earlier messages are not shown.
    pub earlier: i64,
    pub exchange: Exchange,
    /// Whether the own firm, or the other one, wants no more of it.
    pub blocked: Option<bool>,
    /// Why it was reported.
    pub report: String,
    /// The secretariat reads what was reported, and writes nothing.
    pub reads_only: bool,
}

/// A conversation that was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedRow {
    pub reference: String,
    pub first: Text2,
    pub second: Text2,
    pub reason: String,
    pub at: UnixMillis,
}

/// What the page of a first message starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Starting {
    pub with: Label,
    /// The viewer's own firms.
    pub from: Vec<Label>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_message_is_none() {
        assert!(check_text("  \n ").is_err() && check_text("안녕하세요").is_ok());
        assert!(check_text(&"가".repeat(LONGEST + 1)).is_err());
    }
}
