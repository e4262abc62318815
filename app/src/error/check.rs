//! Checks of single typed values, used by every form.

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
    if text.chars().any(unreadable) {
        return Err(Problem::Rule(keys::errors::CONTROL_CHARACTERS));
    }
    within(text, max)
}

/// A text of several lines that may be empty.
pub fn text(typed: &str, max: usize) -> Result<String, Problem> {
    let text = typed.trim().replace("\r\n", "\n");
    if text.chars().any(|c| unreadable(c) && c != '\n' && c != '\t') {
        return Err(Problem::Rule(keys::errors::CONTROL_CHARACTERS));
    }
    within(&text, max)
}

/// A text of several lines that must be given.
pub fn required_text(typed: &str, max: usize) -> Result<String, Problem> {
    let text = text(typed, max)?;
    if text.is_empty() { Err(Problem::Required) } else { Ok(text) }
}

/// A phone number: digits with what stands between them, or empty.
pub fn phone(typed: &str) -> Result<String, Problem> {
    let phone = optional_line(typed, 30)?;
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let known = phone.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | ' ' | '(' | ')'));
    let good = phone.is_empty() || known && (8..=15).contains(&digits);
    if good { Ok(phone) } else { Err(Problem::Rule(keys::onboarding::PHONE_WRONG)) }
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
        (Ok(hour), Some(Ok(minute))) if (0..24).contains(&hour) && (0..60).contains(&minute) => Ok(hour * 60 + minute),
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

/// A control character, or the mark that stands where bytes were no text.
fn unreadable(c: char) -> bool {
    c.is_control() || c == char::REPLACEMENT_CHARACTER
}

fn within(text: &str, max: usize) -> Result<String, Problem> {
    if text.chars().count() > max { Err(Problem::TooLong(max)) } else { Ok(text.to_owned()) }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_digits_with_signs_or_nothing() {
        for good in ["", "02-555-0100", "+82 2 555 0100", "010-1234-5678"] {
            assert!(phone(good).is_ok(), "{good}");
        }
        for wrong in ["12", "call me", "010-1234-5678-9012-3456", "<b>"] {
            assert!(phone(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn mail_addresses() {
        for good in ["a@b.kr", " Kim.Min@narae-cloud.example ", "a+b@x.co.kr"] {
            assert!(email(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "a@b", "@b.kr", "a@b..kr", "a b@c.kr", "홍@b.kr", "a@b.kr\nbcc:x@y.kr", "a@b.kr,c@d.kr"] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn web_addresses_are_http_only() {
        for good in ["", "https://narae.example", "http://a.b/c?d=e#f"] {
            assert!(web_address(good).is_ok(), "{good}");
        }
        for bad in ["javascript:alert(1)", "narae.example", "https://", "https://a@b.c", "https://a.b/\"><script>"] {
            assert!(web_address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn lines_are_trimmed_and_limited_in_characters() {
        assert_eq!(line("  한결 ", 2), Ok("한결".to_owned()));
        assert_eq!(line("한결소프트", 4), Err(Problem::TooLong(4)));
        assert_eq!(line(" ", 4), Err(Problem::Required));
        assert!(line("a\u{7}b", 9).is_err());
        assert!(line("a\u{fffd}b", 9).is_err());
    }
}
