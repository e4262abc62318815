//! Tech-Meetups: where the alliance meets.

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &[];
