//! Consortia: how firms come together for a purpose, and what they cover together.

mod model;
#[cfg(feature = "ssr")]
mod store;

pub use model::{Act, FleetSeat, FleetView, SeatRole, SeatState, SeatView, Standing, State, may};
#[cfg(feature = "ssr")]
pub use model::{ConsortiumDraft, RequirementDraft, SeatDraft};
#[cfg(feature = "ssr")]
pub use store::describe_seat;
#[cfg(feature = "ssr")]
pub use store::{
    Brief, KIND, Seat, briefs, by_id_locked, by_slug, by_slug_locked, hold, is_held, load_base, members, release, rule,
    seat_by_ref, seat_firm, seat_views, seats_of, standing, steered_by,
};

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &[];
