//! Quarters of the calendar year, in Seoul.

use super::UnixMillis;
use serde::{Deserialize, Serialize};

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quarter {
    pub year: i64,
    /// 1 to 4.
    pub number: i64,
}

impl Quarter {
    /// The quarter of an instant.
    pub fn of(at: UnixMillis) -> Self {
        let day = at.seoul();
        Self { year: day.year, number: (day.month - 1) / 3 + 1 }
    }

    /// The quarter written `2026-4`.
    pub fn of_code(code: &str) -> Option<Self> {
        let (year, number) = code.split_once('-')?;
        let quarter = Self { year: year.parse().ok()?, number: number.parse().ok()? };
        ((2000..=2200).contains(&quarter.year) && (1..=4).contains(&quarter.number)).then_some(quarter)
    }

    pub fn code(self) -> String {
        format!("{}-{}", self.year, self.number)
    }

    pub fn begin(self) -> UnixMillis {
        UnixMillis::of_seoul(self.year, self.number * 3 - 2, 1, 0, 0)
    }

    /// The first instant of the next one.
    pub fn end(self) -> UnixMillis {
        self.next().begin()
    }

    pub const fn next(self) -> Self {
        if self.number == 4 {
            Self { year: self.year + 1, number: 1 }
        } else {
            Self { year: self.year, number: self.number + 1 }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_begins_at_midnight_in_seoul() {
        for (month, day, hour, number) in [(1, 1, 0, 1), (3, 31, 23, 1), (4, 1, 0, 2), (12, 31, 23, 4)] {
            let at = UnixMillis::of_seoul(2026, month, day, hour, 0);
            let quarter = Quarter::of(at);
            assert_eq!((quarter.year, quarter.number), (2026, number), "{month}-{day}");
            assert!(quarter.begin() <= at && at < quarter.end());
            assert_eq!(Quarter::of_code(&quarter.code()), Some(quarter));
        }
        let last = Quarter { year: 2026, number: 4 };
        assert_eq!(last.next(), Quarter { year: 2027, number: 1 });
        for code in ["", "2026", "2026-5", "2026-0", "1-1", "x-1"] {
            assert_eq!(Quarter::of_code(code), None, "{code}");
        }
    }
}
