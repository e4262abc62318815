//! Tech-Meetups: where the alliance meets. Seats and their queue, pages, and calendars that update.

mod api;
#[cfg(feature = "ssr")]
mod calendar;
mod cards;
mod detail;
mod edit;
#[cfg(feature = "ssr")]
mod feeds;
#[cfg(feature = "ssr")]
mod holders;
mod list;
#[cfg(feature = "ssr")]
mod mails;
mod model;
mod routes;
mod seat;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod zone;

pub use cards::{MeetupRows, SeatBar};
pub use model::{Counts, MeetupRow, SeatState};
pub use routes::MeetupRoutes;
#[cfg(feature = "hydrate")]
pub use zone::show_own_zones;
#[cfg(feature = "ssr")]
pub use {
    api::expire,
    feeds::{CalendarOf, calendar},
    model::{AgendaDraft, HolderDraft, MaterialsDraft, MeetupDraft, MeetupForm, Place},
    store::{
        KIND, NewMeetup, Registered, add, cancel, firms_in_use, held_between, index, lock, of_person, publish,
        register, upcoming, upcoming_of, write_up, written_up,
    },
};

pub(crate) use detail::MeetupPage;
pub(crate) use edit::EditMeetupPage;
pub(crate) use edit::NewMeetupPage;
pub(crate) use list::MeetupListPage;

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["meetups/get", "meetups/list"];
