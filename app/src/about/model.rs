//! A part of what the alliance says of itself.

use crate::{
    error::{FieldErrors, check},
    text::Text2,
    time::UnixMillis,
    ui::Edit,
};
use serde::{Deserialize, Serialize};

/// Longest title and text, in characters.
const LONGEST_TITLE: usize = 120;
const LONGEST_BODY: usize = 10_000;

/// A part as it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartView {
    pub slug: String,
    pub title: Text2,
    pub html: Text2,
    /// Its last change by the secretariat; nothing where it is as every portal starts with it.
    pub changed: Option<UnixMillis>,
}

/// What `/about` shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutView {
    pub parts: Vec<PartView>,
    pub may_edit: bool,
}

/// A part as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartForm {
    pub title_ko: String,
    pub title_en: String,
    pub body_ko: String,
    pub body_en: String,
}

/// A part that can be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartDraft {
    pub title: Text2,
    pub body: Text2,
}

impl PartForm {
    /// The draft, or every problem at once. Both languages are needed: these are the alliance's own words.
    pub fn check(&self) -> Result<PartDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let needed = |typed: &str| check::required_text(typed, LONGEST_BODY);
        let title = Text2::new(
            wrong.take("form[title_ko]", check::line(&self.title_ko, LONGEST_TITLE)),
            wrong.take("form[title_en]", check::line(&self.title_en, LONGEST_TITLE)),
        );
        let body = Text2::new(
            wrong.take("form[body_ko]", needed(&self.body_ko)),
            wrong.take("form[body_en]", needed(&self.body_en)),
        );
        wrong.or(PartDraft { title, body })
    }
}

/// What the editor of a part starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartEditing {
    pub edit: Edit,
    pub form: PartForm,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_are_needed() {
        let form = PartForm { title_ko: "규칙".into(), body_ko: "1. …".into(), ..PartForm::default() };
        let wrong = form.check().expect_err("no English");
        assert_eq!(wrong.0.into_keys().collect::<Vec<_>>(), ["form[body_en]", "form[title_en]"]);
        let whole = PartForm { title_en: "Rules".into(), body_en: "1. …".into(), ..form };
        assert_eq!(whole.check().expect("good").title, Text2::new("규칙", "Rules"));
    }
}
