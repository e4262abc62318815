//! What can go wrong, in one vocabulary for server, wire and page.

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
        }
    }
}

/// Checks of single typed values, used by every form.
pub mod check {
    use super::Problem;
    use crate::{text::keys, time::UnixMillis};

    /// A required line of text: trimmed, without control characters, at most `max` characters.
    pub fn line(typed: &str, max: usize) -> Result<String, Problem> {
        let text = optional_line(typed, max)?;
        if text.is_empty() { Err(Problem::Required) } else { Ok(text) }
    }

    /// A line of text that may be empty.
    pub fn optional_line(typed: &str, max: usize) -> Result<String, Problem> {
        let text = typed.trim();
        if text.chars().any(char::is_control) {
            return Err(Problem::Rule(keys::errors::CONTROL_CHARACTERS));
        }
        within(text, max)
    }

    /// A text of several lines that may be empty.
    pub fn text(typed: &str, max: usize) -> Result<String, Problem> {
        let text = typed.trim().replace("\r\n", "\n");
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return Err(Problem::Rule(keys::errors::CONTROL_CHARACTERS));
        }
        within(&text, max)
    }

    /// An address of the web: http or https with a host, or empty.
    pub fn web_address(typed: &str) -> Result<String, Problem> {
        let address = optional_line(typed, 200)?;
        let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let good = |h: &str| {
            let name = h.split(['/', '?', '#']).next().unwrap_or_default();
            name.contains('.') && !name.contains(['@', ' ', '<', '>', '"', '\\']) && !h.contains(['<', '>', '"', ' '])
        };
        if address.is_empty() || host.is_some_and(good) {
            Ok(address)
        } else {
            Err(Problem::Rule(keys::errors::WEB_ADDRESS))
        }
    }

    /// A mail address, in lower case.
    pub fn email(typed: &str) -> Result<String, Problem> {
        let email = line(typed, 254)?.to_lowercase();
        let good = email.split_once('@').is_some_and(|(name, host)| {
            let plain = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
            !name.is_empty()
                && name.len() <= 64
                && name.chars().all(plain)
                && host.split('.').count() >= 2
                && host.split('.').all(|l| !l.is_empty() && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        });
        if good { Ok(email) } else { Err(Problem::Rule(keys::errors::EMAIL)) }
    }

    /// A day as browsers send it, `2026-11-25`: its beginning in Seoul.
    pub fn day(typed: &str) -> Result<UnixMillis, Problem> {
        if typed.trim().is_empty() {
            return Err(Problem::Required);
        }
        UnixMillis::of_iso_day(typed.trim()).ok_or(Problem::Rule(keys::errors::DAY))
    }

    /// A time of day as browsers send it, `14:30`: minutes since midnight.
    pub fn minute_of_day(typed: &str) -> Result<i64, Problem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Problem::Required);
        }
        let (hour, minute) = typed.split_once(':').unwrap_or((typed, ""));
        match (hour.parse::<i64>(), minute.get(..2).map(str::parse::<i64>)) {
            (Ok(hour), Some(Ok(minute))) if (0..24).contains(&hour) && (0..60).contains(&minute) => {
                Ok(hour * 60 + minute)
            }
            _ => Err(Problem::Rule(keys::errors::TIME)),
        }
    }

    /// A whole number within bounds.
    pub fn number(typed: &str, min: i64, max: i64) -> Result<i64, Problem> {
        let digits: String = typed.trim().chars().filter(|c| *c != ',').collect();
        if digits.is_empty() {
            return Err(Problem::Required);
        }
        match digits.parse() {
            Ok(n) if (min..=max).contains(&n) => Ok(n),
            _ => Err(Problem::OutOfRange(min, max)),
        }
    }

    fn within(text: &str, max: usize) -> Result<String, Problem> {
        if text.chars().count() > max { Err(Problem::TooLong(max)) } else { Ok(text.to_owned()) }
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
    use super::{check, *};

    #[test]
    fn mail_addresses() {
        for good in ["a@b.kr", " Kim.Min@narae-cloud.example ", "a+b@x.co.kr"] {
            assert!(check::email(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "a@b", "@b.kr", "a@b..kr", "a b@c.kr", "홍@b.kr", "a@b.kr\nbcc:x@y.kr", "a@b.kr,c@d.kr"] {
            assert!(check::email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn web_addresses_are_http_only() {
        for good in ["", "https://narae.example", "http://a.b/c?d=e#f"] {
            assert!(check::web_address(good).is_ok(), "{good}");
        }
        for bad in ["javascript:alert(1)", "narae.example", "https://", "https://a@b.c", "https://a.b/\"><script>"] {
            assert!(check::web_address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn lines_are_trimmed_and_limited_in_characters() {
        assert_eq!(check::line("  한결 ", 2), Ok("한결".to_owned()));
        assert_eq!(check::line("한결소프트", 4), Err(Problem::TooLong(4)));
        assert_eq!(check::line(" ", 4), Err(Problem::Required));
        assert!(check::line("a\u{7}b", 9).is_err());
    }

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
