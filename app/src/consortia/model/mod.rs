//! What a consortium is: its states and who may move it, and what its seats are for.

mod coverage;
mod forms;
mod gates;
mod seat;
mod views;

pub use coverage::{Covered, Suggestion, Wanted, cover, coverage_percent, divide};
#[cfg(feature = "ssr")]
pub use coverage::{could_lead, suggest};
pub use forms::{ConsortiumDraft, ConsortiumForm, MOST_REQUIREMENTS, RequirementDraft, SeatDraft, SeatForm, shares_of};
pub use gates::{Gate, Rule};
pub use seat::{SeatRole, SeatState};
pub use views::*;

use crate::{
    text::{Key, keys},
    time::DAY_MS,
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// How long an invitation stands.
pub const INVITATION_MS: i64 = 14 * DAY_MS;
/// All shares of a consortium together, in hundredths of a percent.
pub const WHOLE: i64 = 10_000;

/// Where a consortium stands between idea and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Its founder prepares it; nobody else sees it.
    Draft,
    /// It is public and looks for members.
    Recruiting,
    /// Its members sign the charter.
    Chartering,
    /// Every member has signed.
    Active,
    /// A change of the charter is under way.
    Amending,
    /// It stands still: a coordinator's decision, or its lead is lost.
    Suspended,
    /// It winds up.
    Dissolving,
    /// It has ended; read-only for ever.
    Dissolved,
    /// It was given up before it was active.
    Abandoned,
}

impl State {
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::Recruiting,
        Self::Chartering,
        Self::Active,
        Self::Amending,
        Self::Suspended,
        Self::Dissolving,
        Self::Dissolved,
        Self::Abandoned,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Recruiting => "recruiting",
            Self::Chartering => "chartering",
            Self::Active => "active",
            Self::Amending => "amending",
            Self::Suspended => "suspended",
            Self::Dissolving => "dissolving",
            Self::Dissolved => "dissolved",
            Self::Abandoned => "abandoned",
        }
    }

    pub fn of_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|s| s.code() == code).unwrap_or(Self::Draft)
    }

    /// The state's colour and word.
    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::Draft => (Tone::Neutral, keys::consortia::STATE_DRAFT),
            Self::Recruiting => (Tone::Open, keys::consortia::STATE_RECRUITING),
            Self::Chartering => (Tone::Waiting, keys::consortia::STATE_CHARTERING),
            Self::Active => (Tone::Done, keys::consortia::STATE_ACTIVE),
            Self::Amending => (Tone::Waiting, keys::consortia::STATE_AMENDING),
            Self::Suspended => (Tone::Waiting, keys::consortia::STATE_SUSPENDED),
            Self::Dissolving => (Tone::Waiting, keys::consortia::STATE_DISSOLVING),
            Self::Dissolved => (Tone::Closed, keys::consortia::STATE_DISSOLVED),
            Self::Abandoned => (Tone::Closed, keys::consortia::STATE_ABANDONED),
        }
    }

    /// Whether everybody may see it.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Draft | Self::Abandoned)
    }

    /// Whether firms can still take its open seats.
    pub const fn seats_firms(self) -> bool {
        matches!(self, Self::Draft | Self::Recruiting | Self::Active)
    }
}

/// What is done with a consortium.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Look at its page.
    See,
    /// Change its purpose, requirements and seats.
    Edit,
    /// Draft → recruiting.
    Open,
    Invite,
    /// Recruiting → chartering.
    Charter,
    /// Chartering → recruiting; signatures become void.
    Reopen,
    /// Sign the charter for one's firm.
    Sign,
    /// Give it up before it is active.
    Abandon,
    /// End an active one.
    Dissolve,
    /// Hold meetups, prepare bids.
    Work,
}

/// How somebody stands to a consortium, through the firms they speak for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and any may hold with any")]
pub struct Standing {
    pub coordinator: bool,
    /// Speaks for a firm that sits in it, or founded it.
    pub member: bool,
    /// Speaks for its lead; while the lead seat is open, for its founder.
    pub steers: bool,
    /// Owns a firm that sits in it.
    pub signs: bool,
    /// Speaks for a firm that is invited.
    pub invited: bool,
}

/// Whether somebody may do something with a consortium in a state. Gates (members, coverage) come on top.
pub const fn may(standing: Standing, act: Act, state: State) -> bool {
    match act {
        Act::See => state.is_public() || standing.member || standing.invited || standing.coordinator,
        Act::Edit => standing.steers && matches!(state, State::Draft | State::Recruiting),
        Act::Invite => standing.steers && matches!(state, State::Draft | State::Recruiting | State::Active),
        Act::Work => standing.steers && matches!(state, State::Recruiting | State::Chartering | State::Active),
        Act::Sign => standing.signs && matches!(state, State::Chartering),
        Act::Open | Act::Charter | Act::Reopen | Act::Abandon => standing.steers && next(state, act).is_some(),
        Act::Dissolve => (standing.steers || standing.coordinator) && next(state, act).is_some(),
    }
}

/// Where an act leads from a state; `None` where it does not exist there.
pub const fn next(state: State, act: Act) -> Option<State> {
    match (state, act) {
        (State::Draft, Act::Open) | (State::Chartering, Act::Reopen) => Some(State::Recruiting),
        (State::Recruiting, Act::Charter) => Some(State::Chartering),
        // Automatic with the last signature.
        (State::Chartering, Act::Sign) => Some(State::Active),
        (State::Draft | State::Recruiting | State::Chartering, Act::Abandon) => Some(State::Abandoned),
        (State::Active | State::Suspended, Act::Dissolve) => Some(State::Dissolved),
        _ => None,
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn no_act_leads_out_of_an_end_and_every_state_but_the_ends_has_a_way_on() {
        let acts = [Act::Open, Act::Charter, Act::Reopen, Act::Sign, Act::Abandon, Act::Dissolve];
        for state in State::ALL {
            let ways = acts.iter().filter(|a| next(state, **a).is_some()).count();
            match state {
                State::Dissolved | State::Abandoned => assert_eq!(ways, 0, "{state:?}"),
                // Entered only by acts that do not exist yet.
                State::Amending | State::Dissolving => {}
                _ => assert!(ways > 0, "{state:?}"),
            }
        }
    }

    /// Random sequences of acts against a simple model: only the permitted order of states is ever seen.
    #[test]
    fn random_acts_never_leave_the_permitted_order() {
        let acts =
            [Act::Open, Act::Charter, Act::Reopen, Act::Sign, Act::Abandon, Act::Dissolve, Act::Edit, Act::Invite];
        let steers = Standing { member: true, steers: true, signs: true, ..Standing::default() };
        let mut seed = 7_u64;
        for _ in 0..2_000 {
            let (mut state, mut was_chartered) = (State::Draft, false);
            for _ in 0..12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let act = acts[usize::try_from(seed >> 33).unwrap_or_default() % acts.len()];
                let Some(to) = next(state, act) else { continue };
                assert!(may(steers, act, state), "{act:?} in {state:?}");
                assert!(!may(Standing::default(), act, state), "a stranger: {act:?} in {state:?}");
                assert!(to != State::Active || state == State::Chartering);
                assert!(to != State::Dissolved || was_chartered, "only what was active is dissolved");
                was_chartered |= to == State::Chartering;
                state = to;
            }
        }
    }

    #[test]
    fn rights_follow_seat_and_state() {
        let stranger = Standing::default();
        let member = Standing { member: true, signs: true, ..stranger };
        let lead = Standing { steers: true, ..member };
        let desk = Standing { coordinator: true, ..stranger };
        let asked = Standing { invited: true, ..stranger };
        for (standing, act, state, allowed) in [
            (stranger, Act::See, State::Draft, false),
            (asked, Act::See, State::Draft, true),
            (stranger, Act::See, State::Dissolved, true),
            (desk, Act::See, State::Draft, true),
            (desk, Act::Edit, State::Draft, false),
            (desk, Act::Dissolve, State::Active, true),
            (desk, Act::Dissolve, State::Recruiting, false),
            (member, Act::Edit, State::Recruiting, false),
            (member, Act::Sign, State::Chartering, true),
            (member, Act::Sign, State::Recruiting, false),
            (lead, Act::Edit, State::Recruiting, true),
            (lead, Act::Edit, State::Chartering, false),
            (lead, Act::Invite, State::Active, true),
            (lead, Act::Invite, State::Chartering, false),
            (lead, Act::Charter, State::Draft, false),
        ] {
            assert_eq!(may(standing, act, state), allowed, "{standing:?} {act:?} {state:?}");
        }
    }
}
