//! The Korean business registration number (사업자등록번호): ten digits, the last one a check digit.

/// The ten digits of what was typed, hyphens and spaces aside; `None` if it is not ten digits.
pub fn digits(typed: &str) -> Option<String> {
    let kept: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (kept.len() == 10 && kept.bytes().all(|b| b.is_ascii_digit())).then_some(kept)
}

/// Whether all ten digits are equal; `000-00-00000` would pass the check digit.
pub fn is_repeated(digits: &str) -> bool {
    digits.bytes().all(|b| Some(b) == digits.bytes().next())
}

/// Whether the check digit fits. It says nothing about whether the business is open.
///
/// Weights 1 3 7 1 3 7 1 3 5 over the first nine digits, plus the tens of the ninth product; the check digit is what is
/// missing to the next ten, **modulo 10**: leaving that out refuses real numbers such as 120-88-01280.
pub fn has_valid_check_digit(digits: &str) -> bool {
    const WEIGHTS: [u32; 9] = [1, 3, 7, 1, 3, 7, 1, 3, 5];
    let numbers: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let [first @ .., check] = &numbers[..] else { return false };
    if first.len() != WEIGHTS.len() || is_repeated(digits) {
        return false;
    }
    let sum: u32 = first.iter().zip(WEIGHTS).map(|(n, w)| n * w).sum::<u32>() + first[8] * 5 / 10;
    (10 - sum % 10) % 10 == *check
}

/// As it is written: `123-45-67890`.
pub fn written(digits: &str) -> String {
    match (digits.get(..3), digits.get(3..5), digits.get(5..)) {
        (Some(office), Some(kind), Some(serial)) => format!("{office}-{kind}-{serial}"),
        _ => digits.to_owned(),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_uses_the_outer_modulo() {
        for (number, valid) in [
            ("120-88-01280", true),
            ("123-45-67891", true),
            ("123-45-67890", false),
            ("000-00-00000", false),
            ("111-11-11111", false),
        ] {
            assert_eq!(has_valid_check_digit(&digits(number).expect("ten digits")), valid, "{number}");
        }
    }

    #[test]
    fn typed_numbers_are_read_generously_and_written_one_way() {
        assert_eq!(digits(" 120 88-01280 ").as_deref(), Some("1208801280"));
        assert_eq!(written("1208801280"), "120-88-01280");
        for bad in ["", "12345", "120-88-0128X", "１２０８８０１２８０", "120-88-012801"] {
            assert_eq!(digits(bad), None, "{bad}");
        }
    }
}
