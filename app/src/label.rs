//! Values that are data (a firm type, a sector, a technology) as pages name, offer and count them.

use crate::text::Text2;
use serde::{Deserialize, Serialize};

/// A value with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub slug: String,
    pub name: Text2,
}

impl Label {
    pub fn new(slug: impl Into<String>, name_ko: impl Into<String>, name_en: impl Into<String>) -> Self {
        Self { slug: slug.into(), name: Text2::new(name_ko, name_en) }
    }
}

/// The columns slug, Korean and English name.
impl From<(String, String, String)> for Label {
    fn from((slug, ko, en): (String, String, String)) -> Self {
        Self::new(slug, ko, en)
    }
}

/// The values of one kind in their order, as they are kept in memory.
#[derive(Clone, Debug, Default)]
pub struct Labels(Vec<Label>);

impl Labels {
    /// All of them.
    pub fn all(&self) -> &[Label] {
        &self.0
    }

    /// The value with this slug; one that is unknown is called by its slug.
    pub fn label(&self, slug: &str) -> Label {
        self.find(slug).cloned().unwrap_or_else(|| Label::new(slug, slug, ""))
    }

    /// Its name alone.
    pub fn name(&self, slug: &str) -> Text2 {
        self.label(slug).name
    }

    pub fn find(&self, slug: &str) -> Option<&Label> {
        self.0.iter().find(|label| label.slug == slug)
    }

    /// The values whose slugs a column lists with commas, in the order of the kind and each once.
    pub fn listed(&self, slugs: &str) -> Vec<Label> {
        self.0.iter().filter(|label| slugs.split(',').any(|slug| slug == label.slug)).cloned().collect()
    }

    /// Every value with its count, none counted as zero.
    pub fn counted(&self, counts: &[(String, i64)]) -> Vec<Facet> {
        let count = |label: &Label| counts.iter().find(|(slug, _)| *slug == label.slug).map_or(0, |(_, count)| *count);
        self.0.iter().map(|label| Facet { label: label.clone(), count: count(label) }).collect()
    }
}

impl From<Vec<(String, String, String)>> for Labels {
    fn from(rows: Vec<(String, String, String)>) -> Self {
        Self(rows.into_iter().map(Label::from).collect())
    }
}

impl From<Vec<Label>> for Labels {
    fn from(labels: Vec<Label>) -> Self {
        Self(labels)
    }
}

/// The slugs that a column lists with their places, as in `2:gpu-cloud,1:object-storage`, in the order of the places.
pub fn placed(listed: &str) -> Vec<&str> {
    let mut slugs: Vec<(i64, &str)> = listed
        .split(',')
        .filter_map(|written| written.split_once(':'))
        .map(|(place, slug)| (place.parse().unwrap_or(0), slug))
        .collect();
    slugs.sort_unstable();
    slugs.into_iter().map(|(_, slug)| slug).collect()
}

/// A filter value and how many things it would show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    pub label: Label,
    pub count: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_in_the_order_of_the_kind() {
        let kinds =
            Labels::from(vec![Label::new("a", "가", "A"), Label::new("b", "나", "B"), Label::new("c", "다", "C")]);
        let read = |list: &str| kinds.listed(list).into_iter().map(|l| l.slug).collect::<Vec<_>>();
        assert_eq!(read("c,a,c"), ["a", "c"]);
        assert!(read("").is_empty());
        assert_eq!(kinds.name("b"), Text2::new("나", "B"));
        assert_eq!(kinds.label("unknown").name, Text2::new("unknown", ""));
        assert_eq!(placed("10:c,2:a,2:b"), ["a", "b", "c"]);
        assert!(placed("").is_empty());
        let counted: Vec<i64> = kinds.counted(&[("b".into(), 2)]).into_iter().map(|f| f.count).collect();
        assert_eq!(counted, [0, 2, 0]);
    }
}
