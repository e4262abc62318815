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

/// A filter value and how many things it would show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    pub label: Label,
    pub count: i64,
}
