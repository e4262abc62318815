//! Money: whole won, shown the way Korean reports do (억원, 만원), and typed as a number with a unit.

use crate::{
    error::Problem,
    text::{Key, Lang, keys::money},
};

/// Won in 만.
const MAN: i64 = 10_000;
/// Won in a million.
const MILLION: i64 = 1_000_000;
/// Won in 억.
const EOK: i64 = 100_000_000;
/// The largest sum that is typed: 100조 won.
pub const MOST_WON: i64 = 1_000_000 * EOK;

/// The units that sums are typed in: code, won, word.
pub const UNITS: [(&str, i64, Key); 3] =
    [("eok", EOK, money::UNIT_EOK), ("million", MILLION, money::UNIT_MILLION), ("man", MAN, money::UNIT_MAN)];

/// A sum for reading: `92억 5,000만원`, or `KRW 9,250 million` (in full where it is no whole million).
pub fn shown(won: i64, lang: Lang) -> String {
    match lang {
        Lang::Ko => korean(won),
        Lang::En if won % MILLION == 0 && won != 0 => format!("KRW {} million", grouped(won / MILLION)),
        Lang::En => format!("KRW {}", grouped(won)),
    }
}

fn korean(won: i64) -> String {
    if won < 0 {
        return format!("-{}", korean(-won));
    }
    let mut parts = Vec::new();
    for (count, unit) in [(won / EOK, "억"), (won % EOK / MAN, "만"), (won % MAN, "")] {
        if count > 0 {
            parts.push(format!("{}{unit}", grouped(count)));
        }
    }
    if parts.is_empty() { "0원".to_owned() } else { format!("{}원", parts.join(" ")) }
}

/// A whole number with a comma every three digits.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// The won of a typed number in a unit: `42.5` and `eok`. Nothing typed is [`Problem::Required`].
pub fn typed(number: &str, unit: &str) -> Result<i64, Problem> {
    let number: String = number.trim().chars().filter(|c| *c != ',').collect();
    if number.is_empty() {
        return Err(Problem::Required);
    }
    let wrong = Problem::Rule(money::WRONG);
    let size = UNITS.iter().find(|u| u.0 == unit).map(|u| u.1).ok_or_else(|| wrong.clone())?;
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || part.len() > 8 || !digits(whole) || !digits(part) {
        return Err(wrong);
    }
    let whole: i64 = whole.parse().map_err(|_| wrong.clone())?;
    let scale = 10_i64.pow(u32::try_from(part.len()).unwrap_or_default());
    let part: i64 = if part.is_empty() { 0 } else { part.parse().map_err(|_| wrong.clone())? };
    let won = whole.checked_mul(size).filter(|w| *w <= MOST_WON);
    // Every part of a unit must be whole won: 0.00005만원 is none.
    match won {
        Some(won) if part * size % scale == 0 && won + part * size / scale <= MOST_WON => Ok(won + part * size / scale),
        _ => Err(wrong),
    }
}

/// The number and unit in which a stored sum is edited.
pub fn split(won: i64) -> (String, &'static str) {
    let (size, unit) = if won != 0 && won % MILLION == 0 { (EOK, "eok") } else { (MAN, "man") };
    let width = if size == EOK { 8 } else { 4 };
    let part = format!("{:0width$}", won % size);
    let part = part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { "." };
    (format!("{}{point}{part}", won / size), unit)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn sums_read_as_reports_write_them() {
        for (won, ko, en) in [
            (4_200_000_000, "42억원", "KRW 4,200 million"),
            (9_250_000_000, "92억 5,000만원", "KRW 9,250 million"),
            (20_000_000, "2,000만원", "KRW 20 million"),
            (420_000, "42만원", "KRW 420,000"),
            (123_456_789, "1억 2,345만 6,789원", "KRW 123,456,789"),
            (0, "0원", "KRW 0"),
            (-20_000, "-2만원", "KRW -20,000"),
            (1_234_500_000_000, "12,345억원", "KRW 1,234,500 million"),
        ] {
            assert_eq!((shown(won, Lang::Ko).as_str(), shown(won, Lang::En).as_str()), (ko, en));
        }
    }

    #[test]
    fn a_number_and_a_unit_make_whole_won() {
        for (number, unit, won) in [
            ("42", "eok", 4_200_000_000),
            ("92.5", "eok", 9_250_000_000),
            ("4,200", "million", 4_200_000_000),
            (" 2,000 ", "man", 20_000_000),
            ("0", "eok", 0),
            ("0.0001", "man", 1),
        ] {
            assert_eq!(typed(number, unit), Ok(won), "{number} {unit}");
        }
        assert_eq!(typed(" ", "eok"), Err(Problem::Required));
        for (number, unit) in
            [("42", "won"), ("-1", "eok"), ("1.00001", "man"), ("x", "eok"), (".5", "eok"), ("99999999999", "eok")]
        {
            assert!(typed(number, unit).is_err(), "{number} {unit}");
        }
    }

    #[test]
    fn what_is_stored_is_edited_as_it_would_be_typed() {
        for won in [4_200_000_000, 9_250_000_000, 20_000_000, 423_456, 0, 1] {
            let (number, unit) = split(won);
            assert_eq!(typed(&number, unit), Ok(won), "{number} {unit}");
        }
        assert_eq!(split(9_250_000_000), ("92.5".to_owned(), "eok"));
    }
}
