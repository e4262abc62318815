//! The form in which texts are compared: what people mean, not how they typed it.

use unicode_normalization::UnicodeNormalization;

/// NFC, lower case, without ㈜ and without what only separates; spacing variants (테크밋업, 테크 밋업) become equal.
pub fn fold(text: &str) -> String {
    let text: String = text.nfc().flat_map(char::to_lowercase).collect();
    let text = text.replace("주식회사", "").replace("(주)", "").replace('㈜', "");
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spelling_variants_are_equal() {
        for (a, b) in [
            ("테크 밋업", "테크밋업"),
            ("파스-타", "파스타"),
            ("㈜나래", "(주) 나래"),
            ("주식회사 나래", "나래"),
            ("SaaS", "saas"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
    }
}
