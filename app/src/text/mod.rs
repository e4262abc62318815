//! Two languages: which one a page speaks, the catalogue of interface texts, and content written in both.

#[cfg_attr(not(feature = "ssr"), path = "catalogue_web.rs")]
mod catalogue;
mod content;

#[cfg(feature = "ssr")]
pub use catalogue::catalogue_script;
pub use content::Text2;

use serde::{Deserialize, Serialize};

/// A language of the portal. Korean stands at `/`, English under `/en`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Ko,
    En,
}

impl Lang {
    /// Both languages, the default first.
    pub const ALL: [Self; 2] = [Self::Ko, Self::En];

    /// The language of a path of this site: English under `/en`, else Korean.
    pub fn of_path(path: &str) -> Self {
        if path == "/en" || path.starts_with("/en/") || path.starts_with("/en?") { Self::En } else { Self::Ko }
    }

    /// The language of a stored or posted code; anything but `en` is Korean.
    pub fn of_code(code: &str) -> Self {
        if code == "en" { Self::En } else { Self::Ko }
    }

    /// The BCP 47 code, as in `<html lang>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ko => "ko",
            Self::En => "en",
        }
    }

    /// What stands before every path in this language: nothing or `/en`.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Ko => "",
            Self::En => "/en",
        }
    }

    /// The address of `path` (which starts with `/` and names no language) in this language.
    pub fn href(self, path: &str) -> String {
        match (self, path) {
            (Self::Ko, _) => path.to_owned(),
            (Self::En, "/") => "/en".to_owned(),
            (Self::En, _) => format!("/en{path}"),
        }
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Ko => Self::En,
            Self::En => Self::Ko,
        }
    }
}

/// `path` without its language prefix.
pub fn without_lang(path: &str) -> &str {
    match path.strip_prefix("/en") {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => path,
    }
}

/// The key of one interface text; the constants and functions in [`keys`] are made from `locales/` at build time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u16);

impl Key {
    /// The key's name, such as `companies.title`; what a key is called on the wire.
    pub fn name(self) -> &'static str {
        catalogue::name(self.0)
    }

    /// The key with this name.
    pub fn named(name: &str) -> Option<Self> {
        catalogue::find(name).map(Self)
    }
}

impl Serialize for Key {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| serde::de::Error::custom("unknown text key"))
    }
}

/// The interface texts in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts(pub Lang);

impl Texts {
    /// The text of a key.
    pub fn s(self, key: Key) -> &'static str {
        catalogue::text(self.0, key.0)
    }

    /// The language these texts are in.
    pub const fn lang(self) -> Lang {
        self.0
    }

    /// The address of `path` in this language.
    pub fn href(self, path: &str) -> String {
        self.0.href(path)
    }

    /// The text of a key with its values filled in. `{firm:을}` also writes the Korean particle that fits,
    /// `{count?firm|firms}` only the form of the word that goes with the number.
    fn fill(self, key: Key, values: &[(&str, String)]) -> String {
        let mut filled = String::new();
        let mut rest = self.s(key);
        while let Some(start) = rest.find('{') {
            let Some(end) = rest[start..].find('}').map(|i| i + start) else { break };
            filled += &rest[..start];
            let inner = &rest[start + 1..end];
            let name = inner.split([':', '?']).next().unwrap_or_default();
            if let Some((_, value)) = values.iter().find(|(n, _)| *n == name) {
                if let Some((one, many)) = inner.split_once('?').and_then(|(_, forms)| forms.split_once('|')) {
                    filled += if value == "1" { one } else { many };
                } else {
                    filled += value;
                    filled += josa(value, inner.split_once(':').map_or("", |(_, particle)| particle));
                }
            }
            rest = &rest[end + 1..];
        }
        filled + rest
    }
}

/// Texts in the language of the page that is being rendered.
pub fn texts() -> Texts {
    Texts(leptos::prelude::use_context::<Lang>().unwrap_or_default())
}

/// The form of a Korean particle (named by its form after a final consonant) that fits behind `word`.
fn josa(word: &str, particle: &'static str) -> &'static str {
    let Some(last) = word.chars().rev().find(|c| c.is_alphanumeric()) else { return particle };
    let jong = match last {
        '가'..='힣' => (last as u32 - 0xAC00) % 28,
        '1' | '7' | '8' | 'l' | 'L' | 'r' | 'R' => 8,
        '0' | '3' | '6' | 'm' | 'M' | 'n' | 'N' => 1,
        _ => 0,
    };
    match (particle, jong) {
        ("을", 0) => "를",
        ("이", 0) => "가",
        ("은", 0) => "는",
        ("과", 0) => "와",
        ("으로", 0 | 8) => "로",
        _ => particle,
    }
}

/// The keys, one module for each file in `locales/`.
pub mod keys {
    use super::{Key, Texts};
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn particle_follows_the_final_sound() {
        for (word, particle, expected) in [
            ("컨소시엄", "이", "이"),
            ("KT", "을", "를"),
            ("NHN", "을", "을"),
            ("서울", "으로", "로"),
            ("부산", "으로", "으로"),
            ("나래클라우드", "은", "는"),
            ("㈜한결(주)", "과", "와"),
            ("3", "이", "이"),
        ] {
            assert_eq!(josa(word, particle), expected, "{word}");
        }
    }

    #[test]
    fn a_word_goes_with_its_number() {
        let en = Texts(Lang::En);
        assert_eq!(keys::sectors::firms(en, 1), "1 firm");
        assert_eq!(keys::sectors::firms(en, 21), "21 firms");
        assert_eq!(keys::sectors::firms(Texts(Lang::Ko), 1), "회원사 1개사");
    }

    #[test]
    fn path_tells_the_language() {
        assert_eq!(Lang::of_path("/en"), Lang::En);
        assert_eq!(Lang::of_path("/en/companies"), Lang::En);
        assert_eq!(Lang::of_path("/energy"), Lang::Ko);
        assert_eq!(without_lang("/en"), "/");
        assert_eq!(without_lang("/en/companies"), "/companies");
        assert_eq!(without_lang("/energy"), "/energy");
    }
}
