//! The columns that the state of a call follows from.

use super::super::model::{CallDates, CallFacts};
use crate::time::UnixMillis;

/// The columns of `flagship_call k` for [`FactsRow`], for `concat!`.
macro_rules! facts_columns {
    () => {
        "k.public, k.published_ms, k.questions_close_ms, k.closes_ms, k.opens_ms, k.result_ms, \
        k.awarded_ms IS NOT NULL AS awarded, k.cancelled_ms IS NOT NULL AS cancelled"
    };
}
pub(super) use facts_columns;

/// A part of a row that joins a call.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FactsRow {
    public: bool,
    published_ms: i64,
    questions_close_ms: i64,
    closes_ms: i64,
    opens_ms: i64,
    result_ms: i64,
    awarded: bool,
    cancelled: bool,
}

impl FactsRow {
    pub const fn facts(&self) -> CallFacts {
        let dates = CallDates {
            published: UnixMillis(self.published_ms),
            questions_close: UnixMillis(self.questions_close_ms),
            closes: UnixMillis(self.closes_ms),
            opens: UnixMillis(self.opens_ms),
            result: UnixMillis(self.result_ms),
        };
        CallFacts { public: self.public, dates, awarded: self.awarded, cancelled: self.cancelled }
    }
}
