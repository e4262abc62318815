//! A notice: what is typed, what is checked, and what its readers see.

use crate::{
    error::{FieldErrors, Problem, check},
    label::{Facet, Label},
    text::{Text2, keys},
    time::{DAY_MS, UnixMillis},
    ui::Edit,
};
use serde::{Deserialize, Serialize};

/// Longest title and text, in characters.
const LONGEST_TITLE: usize = 120;
const LONGEST_BODY: usize = 10_000;
/// How long a notice may be pinned.
const LONGEST_PIN_MS: i64 = 92 * DAY_MS;

/// A notice as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeForm {
    /// A sector's slug, or [`ALL`].
    pub sector: String,
    /// `public` or `members`.
    pub audience: String,
    pub title_ko: String,
    pub title_en: String,
    pub body_ko: String,
    pub body_en: String,
    /// The last day on which it is pinned, or nothing.
    pub pinned_until: String,
}

/// In place of a sector: the whole alliance.
pub const ALL: &str = "all";

/// A notice that can be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeDraft {
    /// Empty: the whole alliance.
    pub sector: String,
    pub public: bool,
    pub title: Text2,
    pub body: Text2,
    /// The end of the last day on which it is pinned.
    pub pinned_until: Option<UnixMillis>,
}

impl NoticeForm {
    /// The draft, or every problem at once. A day that is over pins nothing: it may stand in a notice that is corrected.
    pub fn check(&self, now: UnixMillis) -> Result<NoticeDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let sector = wrong.take("form[sector]", check::line(&self.sector, 60));
        let public = match self.audience.as_str() {
            "public" => true,
            "members" => false,
            _ => {
                wrong.add("form[audience]", Problem::Required);
                false
            }
        };
        let title = Text2::new(
            wrong.take("form[title_ko]", check::optional_line(&self.title_ko, LONGEST_TITLE)),
            wrong.take("form[title_en]", check::optional_line(&self.title_en, LONGEST_TITLE)),
        );
        if title.is_empty() {
            wrong.add("form[title_ko]", Problem::Required);
        }
        let body = Text2::new(
            wrong.take("form[body_ko]", check::text(&self.body_ko, LONGEST_BODY)),
            wrong.take("form[body_en]", check::text(&self.body_en, LONGEST_BODY)),
        );
        if body.is_empty() {
            wrong.add("form[body_ko]", Problem::Required);
        }
        let pinned_until = if self.pinned_until.trim().is_empty() {
            None
        } else {
            let until = check::day(&self.pinned_until).map(UnixMillis::next_seoul_midnight).and_then(|until| {
                let late = until - now > LONGEST_PIN_MS;
                if late { Err(Problem::Rule(keys::news::PIN_LONG)) } else { Ok(until) }
            });
            Some(wrong.take("form[pinned_until]", until))
        };
        let sector = if sector == ALL { String::new() } else { sector };
        wrong.or(NoticeDraft { sector, public, title, body, pinned_until })
    }
}

/// Which notices are asked for; every part stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewsQuery {
    pub sector: String,
    pub page: i64,
}

/// A notice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRow {
    pub slug: String,
    pub title: Text2,
    /// The beginning of its text.
    pub about: Text2,
    pub sector: Option<Label>,
    pub published: UnixMillis,
    pub pinned: bool,
    pub public: bool,
}

/// A page of notices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsList {
    pub rows: Vec<NoticeRow>,
    pub total: i64,
    pub sectors: Vec<Facet>,
    /// Whether the viewer writes notices.
    pub may_write: bool,
}

/// A notice, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeView {
    pub slug: String,
    pub version: i64,
    pub title: Text2,
    pub about: Text2,
    pub html: Text2,
    pub sector: Option<Label>,
    pub published: UnixMillis,
    /// Where it was changed after it was published.
    pub changed: Option<UnixMillis>,
    pub public: bool,
    pub may_edit: bool,
}

/// What the editor of a notice starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeEditing {
    pub edit: Edit,
    pub form: NoticeForm,
    /// To whom the writer may write; [`ALL`] stands for the whole alliance.
    pub sectors: Vec<Label>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis(1_795_000_000_000);

    fn form() -> NoticeForm {
        NoticeForm {
            sector: "healthcare".into(),
            audience: "public".into(),
            title_ko: "정기 밋업 안내".into(),
            body_ko: "다음 밋업을 알려 드립니다.".into(),
            ..NoticeForm::default()
        }
    }

    #[test]
    fn one_language_is_enough_and_all_is_no_sector() {
        let draft = form().check(NOW).expect("good");
        assert_eq!((draft.sector.as_str(), draft.public, draft.pinned_until), ("healthcare", true, None));
        let all = NoticeForm { sector: ALL.into(), audience: "members".into(), ..form() }.check(NOW).expect("good");
        assert_eq!((all.sector.as_str(), all.public), ("", false));
    }

    #[test]
    fn every_problem_is_named() {
        let wrong = NoticeForm { pinned_until: "soon".into(), ..NoticeForm::default() }.check(NOW).expect_err("wrong");
        let named: Vec<&str> = wrong.0.keys().map(String::as_str).collect();
        assert_eq!(named, ["form[audience]", "form[body_ko]", "form[pinned_until]", "form[sector]", "form[title_ko]"]);
        let late = NoticeForm { pinned_until: (NOW + 100 * DAY_MS).iso_day(), ..form() };
        assert!(late.check(NOW).expect_err("too long").0.contains_key("form[pinned_until]"));
        let long = NoticeForm { title_ko: "가".repeat(121), ..form() };
        assert!(long.check(NOW).expect_err("too long").0.contains_key("form[title_ko]"));
    }
}
