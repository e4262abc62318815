//! What a meetup is: its states, who may do what with it, and the words for how somebody takes part.

mod agenda;
mod forms;
mod places;
mod seats;
mod views;

#[cfg(feature = "ssr")]
pub use agenda::AgendaDraft;
#[cfg(feature = "ssr")]
pub use forms::{HolderDraft, MaterialsDraft, MeetupDraft};
pub use forms::{MaterialsForm, MeetupForm};
pub use places::{Mode, Place, SeatState};
pub use seats::{Counts, MeetupSeats};
pub use views::*;

use crate::{
    text::{Key, keys},
    time::UnixMillis,
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// Where a meetup stands between plan and page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Its organisers prepare it; nobody else sees it.
    Draft,
    Published,
    /// It does not take place; its page stays and says so.
    Cancelled,
}

impl State {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of_code(code: &str) -> Self {
        match code {
            "published" => Self::Published,
            "cancelled" => Self::Cancelled,
            _ => Self::Draft,
        }
    }
}

/// What a state means at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    Draft,
    /// Published, and not begun.
    Upcoming,
    Running,
    Past,
    Cancelled,
}

impl Phase {
    /// The phase of a meetup at `now`. It runs from its start, and is past from its end.
    pub fn of(state: State, start: UnixMillis, end: UnixMillis, now: UnixMillis) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Cancelled => Self::Cancelled,
            State::Published if now < start => Self::Upcoming,
            State::Published if now < end => Self::Running,
            State::Published => Self::Past,
        }
    }

    /// The phase's colour and word.
    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::Draft => (Tone::Neutral, keys::meetups::STATE_DRAFT),
            Self::Upcoming => (Tone::Open, keys::meetups::STATE_UPCOMING),
            Self::Running => (Tone::Open, keys::meetups::STATE_RUNNING),
            Self::Past => (Tone::Neutral, keys::meetups::STATE_PAST),
            Self::Cancelled => (Tone::Closed, keys::meetups::STATE_CANCELLED),
        }
    }
}

/// How somebody stands to a meetup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Holds it: steers its consortium, or coordinates the alliance.
    pub organises: bool,
    pub seat: Option<SeatState>,
}

/// What is done with a meetup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Act {
    /// Look at its page.
    See,
    /// Change what, when, where and how many.
    Edit,
    Publish,
    Cancel,
    /// Look at who comes.
    SeePeople,
    /// Write what came out of it.
    WriteUp,
    /// Take a seat, a place in the queue or another kind of seat, and give it back.
    Register,
    /// Learn the address of the online meeting.
    Join,
}

impl Act {
    pub const ALL: [Self; 8] = [
        Self::See,
        Self::Edit,
        Self::Publish,
        Self::Cancel,
        Self::SeePeople,
        Self::WriteUp,
        Self::Register,
        Self::Join,
    ];
}

/// Whether somebody may do something with a meetup in a phase. Registering and leaving end with the start.
pub fn may(standing: Standing, act: Act, phase: Phase) -> bool {
    let holds = standing.organises;
    match act {
        Act::See => holds || phase != Phase::Draft,
        Act::Edit => holds && matches!(phase, Phase::Draft | Phase::Upcoming),
        Act::Publish => holds && phase == Phase::Draft,
        Act::Cancel => holds && phase == Phase::Upcoming,
        Act::SeePeople => holds,
        Act::WriteUp => holds && matches!(phase, Phase::Running | Phase::Past),
        Act::Register => phase == Phase::Upcoming,
        Act::Join => {
            holds || (matches!(phase, Phase::Upcoming | Phase::Running) && standing.seat == Some(SeatState::Confirmed))
        }
    }
}

/// Which meetups a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetupQuery {
    /// The sector's slug, or empty.
    pub sector: String,
    /// Those that are over, the latest first; else those to come, the next first.
    pub past: bool,
    /// From 1.
    pub page: i64,
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_phase_begins_at_its_first_instant() {
        let (start, end) = (UnixMillis(10), UnixMillis(20));
        for (now, phase) in [(9, Phase::Upcoming), (10, Phase::Running), (19, Phase::Running), (20, Phase::Past)] {
            assert_eq!(Phase::of(State::Published, start, end, UnixMillis(now)), phase, "{now}");
        }
        assert_eq!(Phase::of(State::Draft, start, end, UnixMillis(30)), Phase::Draft);
        assert_eq!(Phase::of(State::Cancelled, start, end, UnixMillis(5)), Phase::Cancelled);
    }

    #[test]
    fn who_may_do_what() {
        use Act::*;
        let anybody = Standing::default();
        let organiser = Standing { organises: true, seat: None };
        let seated = Standing { organises: false, seat: Some(SeatState::Confirmed) };
        let waiting = Standing { organises: false, seat: Some(SeatState::Waitlisted) };
        let left = Standing { organises: false, seat: Some(SeatState::Left) };
        for (standing, phase, allowed) in [
            (anybody, Phase::Draft, vec![]),
            (anybody, Phase::Upcoming, vec![See, Register]),
            (anybody, Phase::Running, vec![See]),
            (anybody, Phase::Cancelled, vec![See]),
            (seated, Phase::Upcoming, vec![See, Register, Join]),
            (seated, Phase::Running, vec![See, Join]),
            (seated, Phase::Past, vec![See]),
            (seated, Phase::Cancelled, vec![See]),
            (waiting, Phase::Upcoming, vec![See, Register]),
            (waiting, Phase::Running, vec![See]),
            (left, Phase::Upcoming, vec![See, Register]),
            (organiser, Phase::Draft, vec![See, Edit, Publish, SeePeople, Join]),
            (organiser, Phase::Upcoming, vec![See, Edit, Cancel, SeePeople, Register, Join]),
            (organiser, Phase::Running, vec![See, SeePeople, WriteUp, Join]),
            (organiser, Phase::Past, vec![See, SeePeople, WriteUp, Join]),
            (organiser, Phase::Cancelled, vec![See, SeePeople, Join]),
        ] {
            for act in Act::ALL {
                assert_eq!(may(standing, act, phase), allowed.contains(&act), "{standing:?} {act:?} {phase:?}");
            }
        }
    }
}
