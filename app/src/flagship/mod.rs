//! Flagship calls, and the bids that consortia prepare for them.

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &[];
