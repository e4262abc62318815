//! Work to be done later: one table, leases, growing pauses between tries, and a place where what keeps failing waits
//! for the secretariat.

mod api;
mod page;
#[cfg(feature = "ssr")]
mod store;

pub use page::{JobRoutes, JobsPage};
#[cfg(feature = "ssr")]
pub use store::{Job, add, count_parked, fail, finish, take};
