//! Consortia: how firms come together for a purpose, and what they cover together.

mod acts;
mod api;
#[cfg(feature = "ssr")]
mod charter;
mod charter_part;
mod detail;
mod edit;
#[cfg(feature = "ssr")]
mod facts;
mod fleet;
mod founding;
mod inside;
mod invitations;
mod invite;
mod list;
mod mine;
mod model;
#[cfg(feature = "ssr")]
mod notice;
mod routes;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod view;

pub use detail::{Consortium, Seats};
pub use fleet::Fleet;
pub use list::ConsortiumRows;
pub use model::{
    Act, ConsortiumRow, ConsortiumView, FleetSeat, FleetView, SeatRole, SeatState, SeatView, Standing, State, may,
};
pub use routes::ConsortiumRoutes;
#[cfg(feature = "ssr")]
pub use {
    api::consortium,
    charter::{draw_up_charter, sign_as},
    facts::{lead_fits, seated},
    model::{ConsortiumDraft, ConsortiumQuery, RequirementDraft, SeatDraft},
    notice::note_invited,
    store::{
        Brief, KIND, Seat, add, add_seats, agree_share, briefs, by_id_locked, by_slug, by_slug_locked, count_by_sector,
        describe_seat, firms_in_use, formed, founded_since, hold, index, invite, is_held, list, load_base, members,
        of_company, programmes, release, seat_by_ref, seat_firm, seat_held_for, seats_of, seats_shown, seeking,
        set_requirements, set_state, standing, steered_by, technology_merged, technology_wanted,
    },
};

pub(crate) use edit::EditConsortiumPage;
pub(crate) use edit::FoundPage;
pub(crate) use invite::InvitePage;
pub(crate) use list::ConsortiumListPage;
pub(crate) use mine::MyConsortiaPage;

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["consortia/list"];

/// Hundredths of a percent as people write them: `12.5%`, `100%`.
pub fn percent_text(hundredths: i64) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match (part, part % 10) {
        (0, _) => format!("{whole}%"),
        (_, 0) => format!("{whole}.{}%", part / 10),
        _ => format!("{whole}.{part:02}%"),
    }
}
