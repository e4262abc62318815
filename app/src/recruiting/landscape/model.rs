//! What is read from a landscape file, and what stands out in it.

use crate::{
    text::{Key, keys::landscape as words},
    time::UnixMillis,
};
use serde::{Deserialize, Serialize};

/// Something that stands out in a file, by its line. Nothing is left out without one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub line: usize,
    pub kind: FindingKind,
    /// What it is about: a key, a path, a name.
    pub about: String,
}

/// What can stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A key that landscape files do not have; it is not read.
    UnknownKey,
    /// Something else than what belongs there; what it belongs to is left out.
    WrongType,
    /// No name; it is left out.
    Nameless,
    /// An address that is none; it is left empty.
    BadAddress,
    /// A further path to a place that the file does not have.
    DanglingPath,
    /// The same firm or product once more; it is left out.
    Duplicate,
    /// A product of an organisation that is no member; it is left out.
    Unmatched,
    /// A place that stands for no area of the map; its products are kept without one.
    NoArea,
}

impl FindingKind {
    pub const ALL: [Self; 8] = [
        Self::WrongType,
        Self::Nameless,
        Self::UnknownKey,
        Self::BadAddress,
        Self::DanglingPath,
        Self::Duplicate,
        Self::Unmatched,
        Self::NoArea,
    ];

    pub const fn key(self) -> Key {
        match self {
            Self::UnknownKey => words::UNKNOWN_KEY,
            Self::WrongType => words::WRONG_TYPE,
            Self::Nameless => words::NAMELESS,
            Self::BadAddress => words::BAD_ADDRESS,
            Self::DanglingPath => words::DANGLING_PATH,
            Self::Duplicate => words::DUPLICATE,
            Self::Unmatched => words::UNMATCHED,
            Self::NoArea => words::NO_AREA,
        }
    }
}

/// A product of a firm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    pub name: String,
    pub homepage: String,
    /// Category and subcategory in the file.
    pub place: String,
    /// The area of the map that the place stands for, or empty.
    pub area: String,
}

/// A member of a landscape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundFirm {
    /// What tells it from others.
    pub key: String,
    pub name: String,
    pub homepage: String,
    pub products: Vec<Product>,
}

/// All that a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landscape {
    pub firms: Vec<FoundFirm>,
    pub findings: Vec<Finding>,
}

/// A proposal in the list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub reference: String,
    pub file_name: String,
    pub made: UnixMillis,
    pub taken: Option<UnixMillis>,
}

/// A proposal as it is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    pub proposal: Proposal,
    /// Firms that are new, that are known otherwise, and that are known as they are.
    pub new: Vec<FirmLine>,
    pub changed: Vec<FirmLine>,
    pub new_count: usize,
    pub changed_count: usize,
    pub same_count: usize,
    pub products: usize,
    /// How many findings there are of each kind, and the first of them by line.
    pub counts: Vec<(FindingKind, usize)>,
    pub findings: Vec<Finding>,
}

/// A firm of a proposal in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmLine {
    pub name: String,
    pub homepage: String,
    pub products: usize,
}

/// What the secretariat's page of landscapes shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandscapeDesk {
    pub proposals: Vec<Proposal>,
    pub looked_at: Option<Reviewed>,
    /// Firms that are known from landscapes, and how many of them are members by now.
    pub candidates: i64,
    pub members: i64,
}

/// A firm outside with a product in the area of a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideFirm {
    pub name: String,
    pub homepage: String,
    pub product: String,
    /// The file that it is known from.
    pub source: String,
}
