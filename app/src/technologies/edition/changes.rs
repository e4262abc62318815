//! What can be changed on the map, as typed and as shown.

use crate::{
    error::{FieldErrors, Problem, check},
    label::Label,
    text::{
        Key, Text2,
        keys::{self, editions as words},
    },
    time::UnixMillis,
};
use serde::{Deserialize, Serialize};

/// Longest name of a node, in characters.
const LONGEST_NAME: usize = 60;
/// Longest definition of a node, in characters.
const LONGEST_ABOUT: usize = 200;
/// Longest note on an edition, in characters.
const LONGEST_NOTE: usize = 500;

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// A new technology in an area.
    Add,
    /// Other names or another definition; the address stays.
    Rename,
    /// A technology goes to another area.
    Move,
    /// A technology becomes a part of another, which takes over whatever refers to it.
    Merge,
    /// A new technology is split off from one, which keeps its capabilities.
    Split,
    /// A technology that nobody refers to goes.
    Retire,
}

impl Act {
    pub const ALL: [Self; 6] = [Self::Add, Self::Rename, Self::Move, Self::Merge, Self::Split, Self::Retire];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Rename => "rename",
            Self::Move => "move",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Retire => "retire",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Add => words::ADD,
            Self::Rename => words::RENAME,
            Self::Move => words::MOVE,
            Self::Merge => words::MERGE,
            Self::Split => words::SPLIT,
            Self::Retire => words::RETIRE,
        }
    }

    /// Whether names and a definition belong to it.
    pub const fn names(self) -> bool {
        matches!(self, Self::Add | Self::Rename | Self::Split)
    }
}

/// A change as typed. What `slug` and `target` mean depends on the act, see [`Change`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeForm {
    pub act: String,
    pub slug: String,
    pub target: String,
    pub name_ko: String,
    pub name_en: String,
    pub about_ko: String,
    pub about_en: String,
}

/// A change of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub act: Act,
    /// The node; of `Add` and `Split` the new technology.
    pub slug: String,
    /// The area of `Add` and `Move`, the technology of `Merge` and `Split`; else empty.
    pub target: String,
    /// Korean and English.
    pub name: [String; 2],
    pub about: [String; 2],
}

impl ChangeForm {
    /// The change, or every problem at once. A new technology has no slug yet.
    pub fn check(&self) -> Result<Change, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let act = Act::of_code(&self.act).ok_or(Problem::Rule(keys::companies::CHOICE_UNKNOWN));
        let act = act.map_err(|problem| FieldErrors::one("form[act]", problem))?;
        if matches!(act, Act::Move | Act::Merge) && self.target.trim().is_empty() {
            wrong.add("form[target]", Problem::Required);
        }
        let mut text = |field: &str, typed: &str, most| {
            // What is typed on several lines is one sentence all the same.
            let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
            let checked = if act.names() { check::line(&typed, most) } else { Ok(String::new()) };
            wrong.take(field, checked)
        };
        let name =
            [text("form[name_ko]", &self.name_ko, LONGEST_NAME), text("form[name_en]", &self.name_en, LONGEST_NAME)];
        let about = [
            text("form[about_ko]", &self.about_ko, LONGEST_ABOUT),
            text("form[about_en]", &self.about_en, LONGEST_ABOUT),
        ];
        let (slug, target) = (self.slug.trim().to_owned(), self.target.trim().to_owned());
        wrong.or(Change { act, slug, target, name, about })
    }
}

/// A note on an edition: what it is about, for everybody.
pub fn check_note(typed: &str) -> Result<String, Problem> {
    check::line(&typed.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST_NOTE)
}

/// A change as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub act: Act,
    /// What the node is called; of a rename its new name.
    pub name: Text2,
    /// What it was called, or the area or technology that the act is about.
    pub other: Text2,
}

/// A change of the draft, which can still be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    pub reference: String,
    pub line: Line,
    pub by: String,
}

/// A node as its editor shows it: both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeEditing {
    pub slug: String,
    pub name_ko: String,
    pub name_en: String,
    pub about_ko: String,
    pub about_en: String,
}

/// An area of the draft with its technologies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaEditing {
    pub area: NodeEditing,
    pub technologies: Vec<NodeEditing>,
}

/// What the map's editor shows: the draft as a list and as the map that it makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapEditing {
    /// The edition in force.
    pub edition: i64,
    pub draft: Vec<Drafted>,
    /// The last change of the draft; publishing names it, so that nothing unseen goes out.
    pub upto: i64,
    /// Every area under its domain.
    pub domains: Vec<(Label, Vec<Label>)>,
    /// Every technology, for merging.
    pub technologies: Vec<Label>,
    /// The area that is looked at.
    pub open: Option<AreaEditing>,
}

/// A published edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    pub number: i64,
    pub published: UnixMillis,
    pub note: String,
    pub changes: Vec<Line>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_act_asks_for_what_belongs_to_it() {
        let named = ChangeForm {
            name_ko: "이름".into(),
            name_en: "Name".into(),
            about_ko: "설명".into(),
            about_en: "About".into(),
            ..ChangeForm::default()
        };
        let form = |act: &str, target: &str, base: &ChangeForm| ChangeForm {
            act: act.into(),
            slug: "gpu-cloud".into(),
            target: target.into(),
            ..base.clone()
        };
        let bare = ChangeForm::default();
        for (form, wrong) in [
            (form("rename", "", &named), vec![]),
            (form("rename", "", &bare), vec!["form[about_en]", "form[about_ko]", "form[name_en]", "form[name_ko]"]),
            (form("move", "", &bare), vec!["form[target]"]),
            (form("merge", "bare-metal", &bare), vec![]),
            (form("retire", "", &bare), vec![]),
            (form("burn", "", &bare), vec!["form[act]"]),
        ] {
            let found = form.check().err().map(|e| e.0.into_keys().collect::<Vec<_>>()).unwrap_or_default();
            assert_eq!(found, wrong, "{form:?}");
        }
    }
}
