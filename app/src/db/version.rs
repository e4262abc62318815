//! Versions of what the database holds, for what processes keep of it.

use super::Tx;
use std::sync::atomic::{AtomicU64, Ordering};

/// On PostgreSQL, tells other replicas what changed.
pub const CHANNEL: &str = "oca_changed";

/// What a version is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// Everything that public pages show.
    Public,
    /// What members can do: proposals weigh all of it.
    Claims,
    /// Who is a member, of which type, sector and region: lists are made of it. It changes what members can do, too.
    Firms,
}

impl Version {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Claims => "claims",
            Self::Firms => "firms",
        }
    }

    /// What a replica of any release says; one that is unknown may have changed everything.
    pub fn of_code(code: &str) -> Self {
        [Self::Public, Self::Claims].into_iter().find(|version| version.code() == code).unwrap_or(Self::Firms)
    }
}

/// The versions of this process, raised by every commit that changed what they are of.
#[derive(Debug, Default)]
pub struct Versions {
    public: AtomicU64,
    claims: AtomicU64,
    firms: AtomicU64,
}

impl Versions {
    const fn counter(&self, version: Version) -> &AtomicU64 {
        match version {
            Version::Public => &self.public,
            Version::Claims => &self.claims,
            Version::Firms => &self.firms,
        }
    }

    pub fn of(&self, version: Version) -> u64 {
        self.counter(version).load(Ordering::Acquire)
    }

    /// Whatever is wider changes with it: all of it is public.
    pub fn raise(&self, changed: Version) {
        for version in [Version::Firms, Version::Claims, Version::Public].into_iter().filter(|v| *v <= changed) {
            self.counter(version).fetch_add(1, Ordering::AcqRel);
        }
    }
}

impl Tx {
    /// Notes that public pages change with this transaction.
    pub fn touch_public(&mut self) {
        self.touch(Version::Public);
    }

    /// Notes that what members can do changes with this transaction.
    pub fn touch_claims(&mut self) {
        self.touch(Version::Claims);
    }

    /// Notes that members change with this transaction, or their types, sectors or regions.
    pub fn touch_firms(&mut self) {
        self.touch(Version::Firms);
    }

    fn touch(&mut self, version: Version) {
        self.touched = self.touched.max(Some(version));
    }
}
