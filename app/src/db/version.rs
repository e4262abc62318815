//! Versions of what the database holds, for what processes keep of it.

use std::sync::atomic::{AtomicU64, Ordering};

/// On PostgreSQL, tells other replicas what changed.
pub const CHANNEL: &str = "oca_changed";

/// What a version is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// Everything that public pages show.
    Public,
    /// Who is a member, of which type, and what they can do: proposals weigh all of it.
    Firms,
}

impl Version {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Firms => "firms",
        }
    }

    /// What a replica of any release says; one that is unknown may have changed everything.
    pub fn of_code(code: &str) -> Self {
        if code == Self::Public.code() { Self::Public } else { Self::Firms }
    }
}

/// The versions of this process, raised by every commit that changed what they are of.
#[derive(Debug, Default)]
pub struct Versions {
    public: AtomicU64,
    firms: AtomicU64,
}

impl Versions {
    pub fn of(&self, version: Version) -> u64 {
        match version {
            Version::Public => self.public.load(Ordering::Acquire),
            Version::Firms => self.firms.load(Ordering::Acquire),
        }
    }

    /// Firms are public: what changed there changed public pages.
    pub fn raise(&self, changed: Version) {
        if changed == Version::Firms {
            self.firms.fetch_add(1, Ordering::AcqRel);
        }
        self.public.fetch_add(1, Ordering::AcqRel);
    }
}
