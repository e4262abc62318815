//! What a call, a bid and an answer are, which states they pass through, and who may move them.

mod calls;
mod forms;
mod readiness;
mod views;

pub use calls::{CallDates, CallFacts, CallState, IN_TIME_MS, Phase, today_at};
pub use forms::{
    AnswerForm, BidDraft, BidForm, CallDraft, CallForm, LOTS, LotDraft, LotForm, LotNames, TECHNOLOGIES_OF_LOT,
    day_and_time,
};
pub use readiness::{Check, Finding, Weighed, covered, readiness};
pub use views::*;

use crate::{
    text::{Key, keys},
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// Who receives and judges the bids of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CallKind {
    /// An agency; the portal carries the notice and what leads up to a bid.
    #[default]
    External,
    /// The alliance itself.
    Alliance,
}

impl CallKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::External => "external",
            Self::Alliance => "alliance",
        }
    }

    pub fn of_code(code: &str) -> Self {
        if code == "alliance" { Self::Alliance } else { Self::External }
    }

    /// The kind's word, and the sentence that says who receives and judges.
    pub const fn keys(self) -> (Key, Key) {
        match self {
            Self::External => (keys::flagship::KIND_EXTERNAL, keys::flagship::KIND_EXTERNAL_MEANS),
            Self::Alliance => (keys::flagship::KIND_ALLIANCE, keys::flagship::KIND_ALLIANCE_MEANS),
        }
    }
}

/// What a lot is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Track {
    Platform,
    #[default]
    Service,
}

impl Track {
    pub const ALL: [Self; 2] = [Self::Platform, Self::Service];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Service => "service",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Platform => keys::flagship::TRACK_PLATFORM,
            Self::Service => keys::flagship::TRACK_SERVICE,
        }
    }
}

/// Where a bid stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BidState {
    /// Its members prepare it; nobody else sees it.
    Preparing,
    /// It is public and looks for partners.
    Advertised,
    /// The agency has it, under a receipt number.
    Submitted,
    Withdrawn,
    Awarded,
    NotAwarded,
}

impl BidState {
    pub const ALL: [Self; 6] =
        [Self::Preparing, Self::Advertised, Self::Submitted, Self::Withdrawn, Self::Awarded, Self::NotAwarded];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Advertised => "advertised",
            Self::Submitted => "submitted",
            Self::Withdrawn => "withdrawn",
            Self::Awarded => "awarded",
            Self::NotAwarded => "not_awarded",
        }
    }

    pub fn of_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|s| s.code() == code).unwrap_or(Self::Preparing)
    }

    /// The state's colour and word.
    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::Preparing => (Tone::Neutral, keys::flagship::BID_PREPARING),
            Self::Advertised => (Tone::Open, keys::flagship::BID_ADVERTISED),
            Self::Submitted => (Tone::Waiting, keys::flagship::BID_SUBMITTED),
            Self::Withdrawn => (Tone::Closed, keys::flagship::BID_WITHDRAWN),
            Self::Awarded => (Tone::Done, keys::flagship::BID_AWARDED),
            Self::NotAwarded => (Tone::Closed, keys::flagship::BID_NOT_AWARDED),
        }
    }

    /// Whether everybody may see it. A submitted bid stays public only where it was advertised; one that was withdrawn
    /// or not awarded is its members' own matter.
    pub const fn is_public(self, was_advertised: bool) -> bool {
        match self {
            Self::Advertised | Self::Awarded => true,
            Self::Submitted => was_advertised,
            Self::Preparing | Self::Withdrawn | Self::NotAwarded => false,
        }
    }
}

/// What is done with a bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BidAct {
    /// Change name, pitch and money.
    Edit,
    /// Look for partners in public.
    Advertise,
    Withdraw,
    /// Note the number under which the agency received it.
    Record,
    /// Take an open seat, or settle who takes it.
    Answer,
}

/// Whether an act exists for a bid in a state while its call is in another; who may do it is asked of the consortium.
pub const fn allows(bid: BidState, act: BidAct, call: CallState) -> bool {
    match act {
        BidAct::Edit => matches!(bid, BidState::Preparing | BidState::Advertised) && call.takes_bids(),
        BidAct::Advertise => matches!(bid, BidState::Preparing | BidState::Withdrawn) && call.takes_bids(),
        BidAct::Withdraw => {
            matches!(bid, BidState::Preparing | BidState::Advertised | BidState::Submitted) && call.takes_bids()
        }
        // The agency answers in its own time: its number may come after the deadline.
        BidAct::Record => {
            matches!(bid, BidState::Preparing | BidState::Advertised)
                && matches!(call, CallState::Published | CallState::QuestionsClosed | CallState::Closed)
        }
        BidAct::Answer => matches!(bid, BidState::Advertised) && call.takes_bids(),
    }
}

/// Where a firm's answer to an advert stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnswerState {
    New,
    Talking,
    Accepted,
    Declined,
    Withdrawn,
}

impl AnswerState {
    pub const ALL: [Self; 5] = [Self::New, Self::Talking, Self::Accepted, Self::Declined, Self::Withdrawn];

    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Talking => "talking",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::New => (Tone::Open, keys::flagship::ANSWER_NEW),
            Self::Talking => (Tone::Waiting, keys::flagship::ANSWER_TALKING),
            Self::Accepted => (Tone::Done, keys::flagship::ANSWER_ACCEPTED),
            Self::Declined => (Tone::Closed, keys::flagship::ANSWER_DECLINED),
            Self::Withdrawn => (Tone::Neutral, keys::flagship::ANSWER_WITHDRAWN),
        }
    }

    /// Whether the lead has yet to say yes or no.
    pub const fn waits(self) -> bool {
        matches!(self, Self::New | Self::Talking)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn acts_follow_the_bid_and_its_call() {
        use {BidAct::*, BidState as B, CallState as C};
        for (bid, act, call, allowed) in [
            (B::Preparing, Advertise, C::Planned, true),
            (B::Preparing, Advertise, C::Closed, false),
            (B::Withdrawn, Advertise, C::QuestionsClosed, true),
            (B::Submitted, Advertise, C::Published, false),
            (B::Advertised, Answer, C::QuestionsClosed, true),
            (B::Advertised, Answer, C::Closed, false),
            (B::Preparing, Answer, C::Published, false),
            (B::Submitted, Edit, C::Published, false),
            (B::Submitted, Withdraw, C::Published, true),
            (B::Submitted, Withdraw, C::Closed, false),
            (B::Advertised, Record, C::Closed, true),
            (B::Advertised, Record, C::Opened, false),
            (B::Advertised, Record, C::Planned, false),
            (B::Advertised, Edit, C::Cancelled, false),
        ] {
            assert_eq!(allows(bid, act, call), allowed, "{bid:?} {act:?} {call:?}");
        }
    }

    #[test]
    fn what_is_prepared_withdrawn_or_lost_is_no_public_matter() {
        let seen: Vec<_> = BidState::ALL.into_iter().filter(|s| s.is_public(true)).collect();
        assert_eq!(seen, [BidState::Advertised, BidState::Submitted, BidState::Awarded]);
        assert!(!BidState::Submitted.is_public(false));
    }
}
