//! The state of a call: computed from the clock and the facts, so that no job has to run for it to be true.

use crate::{
    text::{Key, keys},
    time::UnixMillis,
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// What arrives within this long after a deadline is still in time: 18:00:00 is, 18:00:01 is late.
pub const IN_TIME_MS: i64 = 1_000;

/// The dates of a call, in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallDates {
    pub published: UnixMillis,
    pub questions_close: UnixMillis,
    pub closes: UnixMillis,
    pub opens: UnixMillis,
    pub result: UnixMillis,
}

impl CallDates {
    /// The dates with their words, in order.
    pub const fn named(&self) -> [(Key, UnixMillis); 5] {
        [
            (keys::flagship::DATE_PUBLISHED, self.published),
            (keys::flagship::DATE_QUESTIONS, self.questions_close),
            (keys::flagship::DATE_CLOSES, self.closes),
            (keys::flagship::DATE_OPENS, self.opens),
            (keys::flagship::DATE_RESULT, self.result),
        ]
    }

    /// Whether each date comes after the one before it.
    pub fn in_order(&self) -> bool {
        self.published < self.questions_close
            && self.questions_close < self.closes
            && self.closes < self.opens
            && self.opens < self.result
    }
}

/// Everything that the state of a call follows from, besides the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallFacts {
    /// Whether the secretariat shows it.
    pub public: bool,
    pub dates: CallDates,
    pub awarded: bool,
    pub cancelled: bool,
}

/// Where a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    /// The secretariat writes it; nobody else sees it.
    Draft,
    /// Announced, so that firms can prepare.
    Planned,
    Published,
    QuestionsClosed,
    Closed,
    /// The bids are opened and judged.
    Opened,
    Awarded,
    Cancelled,
}

/// The three parts of the list of calls, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    Open,
    Planned,
    Past,
}

impl CallFacts {
    /// The state at a moment.
    pub fn state(&self, now: UnixMillis) -> CallState {
        let d = &self.dates;
        let over = |at: UnixMillis| now >= at + IN_TIME_MS;
        match () {
            () if !self.public => CallState::Draft,
            () if self.cancelled => CallState::Cancelled,
            () if self.awarded => CallState::Awarded,
            () if now < d.published => CallState::Planned,
            () if !over(d.questions_close) => CallState::Published,
            () if !over(d.closes) => CallState::QuestionsClosed,
            () if now < d.opens => CallState::Closed,
            () => CallState::Opened,
        }
    }

    /// The next moment at which the state changes by itself.
    pub fn next_change(&self, now: UnixMillis) -> Option<UnixMillis> {
        let d = &self.dates;
        [d.published, d.questions_close + IN_TIME_MS, d.closes + IN_TIME_MS, d.opens].into_iter().find(|at| *at > now)
    }
}

impl CallState {
    /// The state's colour and word.
    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::Draft => (Tone::Neutral, keys::flagship::CALL_DRAFT),
            Self::Planned => (Tone::Neutral, keys::flagship::CALL_PLANNED),
            Self::Published => (Tone::Open, keys::flagship::CALL_PUBLISHED),
            Self::QuestionsClosed => (Tone::Open, keys::flagship::CALL_QUESTIONS_CLOSED),
            Self::Closed => (Tone::Waiting, keys::flagship::CALL_CLOSED),
            Self::Opened => (Tone::Waiting, keys::flagship::CALL_OPENED),
            Self::Awarded => (Tone::Done, keys::flagship::CALL_AWARDED),
            Self::Cancelled => (Tone::Closed, keys::flagship::CALL_CANCELLED),
        }
    }

    /// Whether bids for it may still be begun and changed.
    pub const fn takes_bids(self) -> bool {
        matches!(self, Self::Planned | Self::Published | Self::QuestionsClosed)
    }

    /// Its part of the list.
    pub const fn phase(self) -> Phase {
        match self {
            Self::Published | Self::QuestionsClosed => Phase::Open,
            Self::Draft | Self::Planned => Phase::Planned,
            Self::Closed | Self::Opened | Self::Awarded | Self::Cancelled => Phase::Past,
        }
    }
}

/// Where today stands on a line that carries the five dates at equal distances, in tenths of a percent of its length.
pub fn today_at(dates: &CallDates, now: UnixMillis) -> i64 {
    let marks = dates.named().map(|(_, at)| at);
    if now < marks[0] {
        return 40;
    }
    let span = marks.windows(2).zip([100, 300, 500, 700]).find(|(pair, _)| now < pair[1]);
    span.map_or(960, |(pair, left)| left + (now - pair[0]) * 200 / (pair[1] - pair[0]).max(1))
}

#[cfg(all(test, feature = "ssr"))]
pub mod tests {
    use super::*;
    use crate::time::SECOND_MS;

    /// Dates a thousand seconds apart, from 1,000 s on.
    pub fn dates() -> CallDates {
        let at = |n: i64| UnixMillis(n * 1_000 * SECOND_MS);
        CallDates { published: at(1), questions_close: at(2), closes: at(3), opens: at(4), result: at(5) }
    }

    #[test]
    fn the_clock_and_the_facts_make_the_state() {
        use CallState::*;
        let facts = CallFacts { public: true, dates: dates(), awarded: false, cancelled: false };
        for (ms, state) in [
            (0, Planned),
            (999_999, Planned),
            (1_000_000, Published),
            (2_000_999, Published),
            (2_001_000, QuestionsClosed),
            (3_000_000, QuestionsClosed),
            (3_000_999, QuestionsClosed),
            (3_001_000, Closed),
            (4_000_000, Opened),
            (9_000_000, Opened),
        ] {
            let now = UnixMillis(ms);
            assert_eq!(facts.state(now), state, "{ms}");
            assert_eq!(CallFacts { awarded: true, ..facts }.state(now), Awarded);
            assert_eq!(CallFacts { awarded: true, cancelled: true, ..facts }.state(now), Cancelled);
            assert_eq!(CallFacts { public: false, cancelled: true, ..facts }.state(now), Draft);
        }
    }

    #[test]
    fn a_page_is_stale_exactly_when_the_state_changes() {
        let facts = CallFacts { public: true, dates: dates(), awarded: false, cancelled: false };
        let mut now = UnixMillis(0);
        let mut seen = vec![facts.state(now)];
        while let Some(next) = facts.next_change(now) {
            assert_eq!(facts.state(next + -1), facts.state(now), "nothing changes before {next:?}");
            assert_ne!(facts.state(next), facts.state(now), "something changes at {next:?}");
            now = next;
            seen.push(facts.state(now));
        }
        assert_eq!(seen.len(), 5);
    }

    #[test]
    fn today_moves_along_the_line() {
        let at = |ms: i64| today_at(&dates(), UnixMillis(ms));
        assert_eq!([at(0), at(1_000_000), at(1_500_000), at(3_000_000), at(8_000_000)], [40, 100, 200, 500, 960]);
    }
}
