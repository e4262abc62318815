//! What a sector is.

use crate::text::Text2;
use serde::{Deserialize, Serialize};

/// A field of business that firms group by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sector {
    pub slug: String,
    pub name: Text2,
}
