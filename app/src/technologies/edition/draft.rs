//! The map as the draft will make it: changes are tried on it before they are stored, and again before they are published.

use super::{
    super::{model::NodeLevel, store::Map},
    changes::{Act, Change},
};
use crate::{
    error::{AppError, AppResult, Problem},
    search::fold,
    slugs,
    text::keys::{companies, editions as words},
};
use std::collections::HashSet;

/// A node in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftNode {
    pub slug: String,
    pub level: NodeLevel,
    pub parent: String,
    pub name: [String; 2],
    pub about: [String; 2],
}

/// The map in order, with changes applied.
#[derive(Clone, Debug)]
pub struct Draft {
    nodes: Vec<DraftNode>,
    /// Addresses that were used and are not free again.
    used: Vec<String>,
}

impl Draft {
    /// The map in force, and the addresses of what was retired from it.
    pub fn of(map: &Map, used: Vec<String>) -> Self {
        let both = |text: &crate::text::Text2| [text.ko.clone(), text.en.clone()];
        let node = |n: &super::super::store::Node| DraftNode {
            slug: n.label.slug.clone(),
            level: n.level,
            parent: n.parent.clone(),
            name: both(&n.label.name),
            about: both(&n.about),
        };
        Self { nodes: map.nodes().iter().map(node).collect(), used }
    }

    pub fn node(&self, slug: &str) -> Option<&DraftNode> {
        self.nodes.iter().find(|node| node.slug == slug)
    }

    pub fn nodes(&self) -> &[DraftNode] {
        &self.nodes
    }

    /// What belongs to a node, in order.
    pub fn children<'a>(&'a self, slug: &'a str) -> impl Iterator<Item = &'a DraftNode> {
        self.nodes.iter().filter(move |node| node.parent == slug)
    }

    fn at(&self, slug: &str, level: NodeLevel) -> Option<&DraftNode> {
        self.node(slug).filter(|node| node.level == level)
    }

    /// Gives a new technology an address that nothing has or had.
    pub fn name(&self, change: &mut Change) {
        let [ko, en] = &change.name;
        let wanted = slugs::of_name(en, ko);
        let free = |slug: &String| !slugs::is_reserved(slug) && self.node(slug).is_none() && !self.used.contains(slug);
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        change.slug = std::iter::once(wanted.clone()).chain(numbered).find(free).unwrap_or(wanted);
    }

    /// Applies a change, or tells what stands against it.
    pub fn apply(&mut self, change: &Change) -> AppResult<()> {
        let unknown = |field: &str| AppError::field(field, Problem::Rule(companies::CHOICE_UNKNOWN));
        let technology = |slug: &str| self.at(slug, NodeLevel::Technology).is_some();
        let area = |slug: &str| self.at(slug, NodeLevel::Area).is_some();
        let place = self.nodes.iter().position(|node| node.slug == change.slug);
        match change.act {
            Act::Add | Act::Split => {
                let parent = match change.act {
                    Act::Add => area(&change.target).then(|| change.target.clone()),
                    _ => self.at(&change.target, NodeLevel::Technology).map(|from| from.parent.clone()),
                };
                let parent = parent.ok_or_else(|| unknown("form[target]"))?;
                self.unnamed(&change.name, "")?;
                if place.is_some() || self.used.contains(&change.slug) {
                    return Err(AppError::Conflict(words::ADDRESS_TAKEN));
                }
                let (name, about) = (change.name.clone(), change.about.clone());
                let node = DraftNode { slug: change.slug.clone(), level: NodeLevel::Technology, parent, name, about };
                self.nodes.push(node);
            }
            Act::Rename => {
                let place = place.ok_or_else(|| unknown("form[slug]"))?;
                self.unnamed(&change.name, &change.slug)?;
                self.nodes[place].name.clone_from(&change.name);
                self.nodes[place].about.clone_from(&change.about);
            }
            Act::Move => {
                let place = place.filter(|_| technology(&change.slug)).ok_or_else(|| unknown("form[slug]"))?;
                if !area(&change.target) || self.nodes[place].parent == change.target {
                    return Err(AppError::field("form[target]", Problem::Rule(words::OTHER_AREA)));
                }
                let mut node = self.nodes.remove(place);
                node.parent.clone_from(&change.target);
                self.nodes.push(node);
            }
            Act::Merge | Act::Retire => {
                let place = place.filter(|_| technology(&change.slug)).ok_or_else(|| unknown("form[slug]"))?;
                if change.act == Act::Merge && (!technology(&change.target) || change.target == change.slug) {
                    return Err(AppError::field("form[target]", Problem::Rule(words::OTHER_TECHNOLOGY)));
                }
                self.nodes.remove(place);
                self.used.push(change.slug.clone());
            }
        }
        Ok(())
    }

    /// What people type is looked for among slugs and both names, however it is written: nothing may be called like
    /// something else.
    fn unnamed(&self, name: &[String; 2], but: &str) -> AppResult<()> {
        let others = self.nodes.iter().filter(|node| node.slug != but);
        let taken: HashSet<String> =
            others.flat_map(|node| [&node.slug, &node.name[0], &node.name[1]]).map(|word| fold(word)).collect();
        for (field, name) in ["form[name_ko]", "form[name_en]"].into_iter().zip(name) {
            if taken.contains(&fold(name)) {
                return Err(AppError::field(field, Problem::Rule(words::NAME_TAKEN)));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(slug: &str, level: NodeLevel, parent: &str) -> DraftNode {
        let name = [format!("{slug} 이름"), format!("{slug} name")];
        DraftNode { slug: slug.into(), level, parent: parent.into(), name, about: Default::default() }
    }

    /// Two areas, one with two technologies, and an address that is used up.
    fn draft() -> Draft {
        let nodes = vec![
            node("domain", NodeLevel::Domain, ""),
            node("here", NodeLevel::Area, "domain"),
            node("one", NodeLevel::Technology, "here"),
            node("two", NodeLevel::Technology, "here"),
            node("there", NodeLevel::Area, "domain"),
        ];
        Draft { nodes, used: vec!["gone".into()] }
    }

    fn change(act: Act, slug: &str, target: &str, name: &str) -> Change {
        let name = [name.to_owned(), name.to_owned()];
        Change { act, slug: slug.into(), target: target.into(), name, about: Default::default() }
    }

    #[test]
    fn a_change_needs_what_it_is_about() {
        for (what, good) in [
            (change(Act::Add, "three", "there", "Three"), true),
            (change(Act::Add, "three", "domain", "Three"), false),
            (change(Act::Add, "gone", "there", "Gone"), false),
            (change(Act::Add, "three", "there", "ONE NAME"), false),
            (change(Act::Split, "three", "one", "Three"), true),
            (change(Act::Split, "three", "here", "Three"), false),
            (change(Act::Rename, "one", "", "One"), true),
            (change(Act::Rename, "here", "", "Here"), true),
            (change(Act::Rename, "one", "", "two name"), false),
            (change(Act::Move, "one", "there", ""), true),
            (change(Act::Move, "one", "here", ""), false),
            (change(Act::Move, "here", "domain", ""), false),
            (change(Act::Merge, "one", "two", ""), true),
            (change(Act::Merge, "one", "one", ""), false),
            (change(Act::Merge, "one", "there", ""), false),
            (change(Act::Retire, "one", "", ""), true),
            (change(Act::Retire, "here", "", ""), false),
        ] {
            assert_eq!(draft().apply(&what).is_ok(), good, "{what:?}");
        }
    }

    #[test]
    fn later_changes_build_upon_earlier_ones() {
        let mut draft = draft();
        let mut new = change(Act::Add, "", "there", "Gone");
        draft.name(&mut new);
        assert_eq!(new.slug, "gone-2", "an address is never used again");
        draft.apply(&new).expect("added");
        draft.apply(&change(Act::Merge, "one", "gone-2", "")).expect("merged into what is new");
        assert!(draft.apply(&change(Act::Rename, "one", "", "One")).is_err(), "it is gone");
        let there: Vec<_> = draft.children("there").map(|n| n.slug.as_str()).collect();
        assert_eq!(there, ["gone-2"]);
    }
}
