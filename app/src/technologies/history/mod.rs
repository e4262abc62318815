//! The history of capabilities: what moved in a quarter, and what a firm could do on a day that is past.

mod api;
mod day;
#[cfg(feature = "ssr")]
mod days;
mod model;
mod moves;
mod past;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod then;

pub use day::{DayField, DayForm, DayNote};
pub use moves::MovesPage;
pub use past::FirmHistoryPage;
#[cfg(feature = "ssr")]
pub use {
    days::{Past, past},
    store::{arrive, forget, leave, remember},
};
