//! Messages as their reader sees them, and how somebody wants to hear of news.

use crate::{
    error::Problem,
    text::{Key, Text2, keys},
    time::UnixMillis,
};
use serde::{Deserialize, Serialize};

/// How somebody wants to hear of news that is not about their own affairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Preference {
    Now,
    #[default]
    Daily,
    Never,
}

impl Preference {
    pub const ALL: [Self; 3] = [Self::Now, Self::Daily, Self::Never];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Now => keys::inbox::MAIL_NOW,
            Self::Daily => keys::inbox::MAIL_DAILY,
            Self::Never => keys::inbox::MAIL_NEVER,
        }
    }

    /// The choice of a form.
    pub fn of_code(code: &str) -> Result<Self, Problem> {
        let found = Self::ALL.into_iter().find(|preference| preference.code() == code);
        found.ok_or(Problem::Rule(keys::companies::CHOICE_UNKNOWN))
    }
}

/// A message in the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageView {
    pub reference: String,
    pub said: Text2,
    pub path: String,
    pub at: UnixMillis,
    pub read: bool,
    /// Something has to be done.
    pub action: bool,
    pub due: Option<UnixMillis>,
    pub done: Option<UnixMillis>,
}

/// Which messages are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InboxQuery {
    /// Only what has to be done and is not.
    pub open: bool,
    pub page: i64,
}

/// An inbox, made for its reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxView {
    pub messages: Vec<MessageView>,
    /// How many the list has in all, how many stand open, how many are unread.
    pub total: i64,
    pub open: i64,
    pub all: i64,
    pub unread: i64,
    pub preference: Preference,
    pub now: UnixMillis,
}
