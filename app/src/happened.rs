//! What happened lately, as slices tell it: something with an address, in some sectors, at an instant.

use crate::{text::Text2, time::UnixMillis};

/// Something that happened. A query fills it by the names of its columns.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Happened {
    pub slug: String,
    name_ko: String,
    name_en: String,
    /// The sectors it concerns, with commas; empty: the whole alliance.
    pub sectors: String,
    at_ms: i64,
}

impl Happened {
    pub fn name(&self) -> Text2 {
        Text2::new(&self.name_ko, &self.name_en)
    }

    pub const fn at(&self) -> UnixMillis {
        UnixMillis(self.at_ms)
    }
}
