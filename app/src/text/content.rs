//! Content that people write in both languages.

use super::Lang;
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};
use std::fmt;

/// Content written by people in one or both languages. To a reader travels only the one that [`Text2::pick`] picks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Text2 {
    /// Korean, or empty.
    pub ko: String,
    /// English, or empty.
    pub en: String,
}

impl Text2 {
    /// Both texts, trimmed by the caller.
    pub fn new(ko: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ko: ko.into(), en: en.into() }
    }

    /// The text for a reader of `lang`, and the language it is really in.
    pub fn pick(&self, lang: Lang) -> (&str, Lang) {
        let (own, other) = match lang {
            Lang::Ko => (&self.ko, &self.en),
            Lang::En => (&self.en, &self.ko),
        };
        if own.is_empty() { (other, lang.other()) } else { (own, lang) }
    }

    /// The text for a reader of `lang`, whatever language it is in.
    pub fn get(&self, lang: Lang) -> &str {
        self.pick(lang).0
    }

    /// Whether neither language has a text.
    pub fn is_empty(&self) -> bool {
        self.ko.is_empty() && self.en.is_empty()
    }
}

impl Serialize for Text2 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[cfg(feature = "ssr")]
        let read = crate::wire::language().map(|lang| self.pick(lang).1);
        #[cfg(not(feature = "ssr"))]
        let read: Option<Lang> = None;
        let goes = |lang, text: &str| !text.is_empty() && read.is_none_or(|r| r == lang);
        let mut map = serializer.serialize_map(None)?;
        if goes(Lang::Ko, &self.ko) {
            map.serialize_entry("ko", &self.ko)?;
        }
        if goes(Lang::En, &self.en) {
            map.serialize_entry("en", &self.en)?;
        }
        map.end()
    }
}

impl fmt::Display for Text2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.get(Lang::Ko))
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn missing_language_falls_back() {
        let name = Text2::new("한결", "");
        assert_eq!(name.pick(Lang::En), ("한결", Lang::Ko));
        assert_eq!(name.pick(Lang::Ko), ("한결", Lang::Ko));
    }
}
