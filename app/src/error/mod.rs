//! What can go wrong, in one vocabulary for server, wire and page.

pub mod check;

use crate::text::{Key, Texts, keys};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// The result of a server function.
pub type AppResult<T> = Result<T, AppError>;

/// Every way a request can fail, as it travels to the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
pub enum AppError {
    /// There is no such thing, or the asker may not know of it.
    NotFound,
    /// The thing has another address now: this path, without a language.
    Moved(String),
    /// Only signed-in people may do this.
    SignedOut,
    /// This person may not do this.
    Forbidden,
    /// Fields of the form are wrong; all of them at once.
    Invalid(FieldErrors),
    /// The state of the thing does not allow it; the text says what to do.
    Conflict(Key),
    /// Too many tries; the number is the seconds to wait.
    TooMany(u64),
    /// The database or another service does not answer; trying again later helps.
    Unavailable,
    /// A fault of ours, logged under this reference.
    Internal(String),
}

impl AppError {
    /// A single wrong field.
    pub fn field(name: &str, problem: Problem) -> Self {
        Self::Invalid(FieldErrors::one(name, problem))
    }

    /// The HTTP status that says the same.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Moved(_) => 301,
            Self::SignedOut => 401,
            Self::Forbidden => 403,
            Self::Invalid(_) => 422,
            Self::Conflict(_) => 409,
            Self::TooMany(_) => 429,
            Self::Unavailable => 503,
            Self::Internal(_) => 500,
        }
    }

    /// What happened and what to do, for the person who asked.
    pub fn message(&self, t: Texts) -> String {
        match self {
            Self::NotFound => t.s(keys::errors::NOT_FOUND).to_owned(),
            Self::Moved(_) => t.s(keys::errors::MOVED).to_owned(),
            Self::SignedOut => t.s(keys::errors::SIGNED_OUT).to_owned(),
            Self::Forbidden => t.s(keys::errors::FORBIDDEN).to_owned(),
            Self::Invalid(fields) => keys::errors::invalid(t, fields.0.len()),
            Self::Conflict(reason) => t.s(*reason).to_owned(),
            Self::TooMany(seconds) => keys::errors::too_many(t, seconds.div_ceil(60)),
            Self::Unavailable => t.s(keys::errors::UNAVAILABLE).to_owned(),
            Self::Internal(reference) => keys::errors::internal(t, reference),
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for AppError {}

impl From<FieldErrors> for AppError {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl leptos::server_fn::error::FromServerFnError for AppError {
    type Encoder = leptos::server_fn::codec::JsonEncoding;

    fn from_server_fn_error(error: leptos::server_fn::error::ServerFnErrorErr) -> Self {
        use leptos::server_fn::error::ServerFnErrorErr as E;
        match error {
            E::Args(_) | E::MissingArg(_) | E::Deserialization(_) => Self::field(FORM, Problem::Malformed),
            E::Request(_) => Self::Unavailable,
            #[cfg(feature = "ssr")]
            other => Self::internal(&other),
            #[cfg(not(feature = "ssr"))]
            _ => Self::Unavailable,
        }
    }
}

/// The name under which problems of a whole form stand.
pub const FORM: &str = "form";

/// Wrong fields by the name of their input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(pub BTreeMap<String, Problem>);

impl FieldErrors {
    /// A single wrong field.
    pub fn one(name: &str, problem: Problem) -> Self {
        Self(BTreeMap::from([(name.to_owned(), problem)]))
    }

    /// Notes a problem; the first problem of a field stays.
    pub fn add(&mut self, name: &str, problem: Problem) {
        self.0.entry(name.to_owned()).or_insert(problem);
    }

    /// Notes the problem of a checked value, or passes the value on.
    pub fn take<T: Default>(&mut self, name: &str, checked: Result<T, Problem>) -> T {
        checked.unwrap_or_else(|problem| {
            self.add(name, problem);
            T::default()
        })
    }

    /// `value` if nothing is wrong, else all that is.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "value", rename_all = "snake_case")]
pub enum Problem {
    /// The field must not be empty.
    Required,
    /// More characters than this.
    TooLong(usize),
    /// Fewer characters than this.
    TooShort(usize),
    /// Not a number between these bounds.
    OutOfRange(i64, i64),
    /// The request does not have the form's shape.
    Malformed,
    /// A rule of the slice; the text says what to do.
    Rule(Key),
    /// What a rule says of a line of a file.
    OnLine(usize, Key),
}

impl Problem {
    /// What is wrong and what to do about it.
    pub fn message(&self, t: Texts) -> String {
        match self {
            Self::Required => t.s(keys::errors::REQUIRED).to_owned(),
            Self::TooLong(max) => keys::errors::too_long(t, max),
            Self::TooShort(min) => keys::errors::too_short(t, min),
            Self::OutOfRange(min, max) => keys::errors::out_of_range(t, max, min),
            Self::Malformed => t.s(keys::errors::MALFORMED).to_owned(),
            Self::Rule(key) => t.s(*key).to_owned(),
            Self::OnLine(line, key) => keys::errors::on_line(t, line, t.s(*key)),
        }
    }
}

#[cfg(feature = "ssr")]
impl From<crate::db::StoreError> for AppError {
    fn from(error: crate::db::StoreError) -> Self {
        use crate::db::StoreError as E;
        match error {
            E::Missing => Self::NotFound,
            E::Taken | E::Stale => Self::Conflict(keys::errors::CHANGED_MEANWHILE),
            E::Away(reason) => {
                tracing::error!(%reason, "the database does not answer");
                Self::Unavailable
            }
            E::Broken(reason) => Self::internal(&reason),
        }
    }
}

#[cfg(feature = "ssr")]
impl AppError {
    /// A fault of ours: the detail goes to the log, its reference to the person.
    pub fn internal(detail: &impl fmt::Display) -> Self {
        let reference = crate::secret::reference();
        tracing::error!(%detail, reference, "internal error");
        Self::Internal(reference)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn every_error_travels_and_returns() {
        for error in [
            AppError::NotFound,
            AppError::field("name", Problem::TooLong(60)),
            AppError::field("n", Problem::OutOfRange(1, 9)),
            AppError::Conflict(keys::errors::CHANGED_MEANWHILE),
            AppError::TooMany(60),
            AppError::Internal("abc".to_owned()),
        ] {
            let wire = serde_json::to_string(&error).expect("errors serialise");
            assert_eq!(serde_json::from_str::<AppError>(&wire).expect("and parse"), error, "{wire}");
        }
    }
}
