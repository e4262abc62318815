//! Instants and civil dates. Nothing here reads a clock; Korean civil time is UTC+9 all year.

mod quarter;

pub use quarter::Quarter;

use crate::text::Lang;
use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};

/// Milliseconds in a second.
pub const SECOND_MS: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// Milliseconds in an hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Milliseconds in a day.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// How far Korean civil time is ahead of UTC.
const KST_MS: i64 = 9 * HOUR_MS;

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixMillis(pub i64);

impl Add<i64> for UnixMillis {
    type Output = Self;

    fn add(self, ms: i64) -> Self {
        Self(self.0 + ms)
    }
}

impl Sub for UnixMillis {
    type Output = i64;

    fn sub(self, other: Self) -> i64 {
        self.0 - other.0
    }
}

/// A day of the calendar and a time of that day, in Seoul.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    /// 0 is Sunday.
    pub weekday: usize,
}

impl UnixMillis {
    /// The civil time in Seoul.
    pub fn seoul(self) -> Civil {
        let local = self.0 + KST_MS;
        let (days, ms) = (local.div_euclid(DAY_MS), local.rem_euclid(DAY_MS));
        let (year, month, day) = date_of(days);
        Civil {
            year,
            month,
            day,
            hour: ms / HOUR_MS,
            minute: ms % HOUR_MS / MINUTE_MS,
            second: ms % MINUTE_MS / SECOND_MS,
            weekday: usize::try_from((days + 4).rem_euclid(7)).unwrap_or_default(),
        }
    }

    /// The number of the Seoul day this instant falls on, counted from 1970-01-01.
    pub const fn seoul_day(self) -> i64 {
        (self.0 + KST_MS).div_euclid(DAY_MS)
    }

    /// The instant of a civil time in Seoul.
    pub fn of_seoul(year: i64, month: i64, day: i64, hour: i64, minute: i64) -> Self {
        Self(days_of(year, month, day) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS - KST_MS)
    }

    /// The beginning of the day written `2026-11-23`, in Seoul; `None` where there is no such day.
    pub fn of_iso_day(written: &str) -> Option<Self> {
        let mut parts = written.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let at = Self::of_seoul(year, month, day, 0, 0);
        let known = (1900..=2200).contains(&year) && (1..=12).contains(&month);
        (known && at.iso_day() == format!("{year:04}-{month:02}-{day:02}")).then_some(at)
    }

    /// The next midnight in Seoul, when every D-day changes.
    pub const fn next_seoul_midnight(self) -> Self {
        Self((self.seoul_day() + 1) * DAY_MS - KST_MS)
    }

    /// RFC 3339 in UTC, for machines (`<time datetime>`, JSON-LD).
    pub fn rfc3339(self) -> String {
        let c = Self(self.0 - KST_MS).seoul();
        format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", c.year, c.month, c.day, c.hour, c.minute, c.second)
    }

    /// `2026-11-23`, the Seoul day.
    pub fn iso_day(self) -> String {
        let c = self.seoul();
        format!("{:04}-{:02}-{:02}", c.year, c.month, c.day)
    }

    /// A date for reading: `2026년 11월 23일 (월)` or `Mon 23 Nov 2026`.
    pub fn long_day(self, lang: Lang) -> String {
        let c = self.seoul();
        match lang {
            Lang::Ko => format!("{}년 {}월 {}일 ({})", c.year, c.month, c.day, WEEKDAYS_KO[c.weekday]),
            Lang::En => format!("{} {} {} {}", WEEKDAYS_EN[c.weekday], c.day, month_en(c.month), c.year),
        }
    }

    /// A date for tables: `2026. 11. 23.` or `23 Nov 2026`.
    pub fn short_day(self, lang: Lang) -> String {
        let c = self.seoul();
        match lang {
            Lang::Ko => format!("{}. {}. {}.", c.year, c.month, c.day),
            Lang::En => format!("{} {} {}", c.day, month_en(c.month), c.year),
        }
    }

    /// The month for date blocks: `11월` or `Nov`.
    pub fn month_word(self, lang: Lang) -> String {
        let c = self.seoul();
        match lang {
            Lang::Ko => format!("{}월", c.month),
            Lang::En => month_en(c.month).to_owned(),
        }
    }

    /// The day of the week for date blocks: `화` or `Tue`.
    pub fn weekday_word(self, lang: Lang) -> &'static str {
        let c = self.seoul();
        match lang {
            Lang::Ko => WEEKDAYS_KO[c.weekday],
            Lang::En => WEEKDAYS_EN[c.weekday],
        }
    }

    /// A time of day: `오후 2시 30분` or `14:30`.
    pub fn time_of_day(self, lang: Lang) -> String {
        let c = self.seoul();
        match lang {
            Lang::Ko => {
                let half = if c.hour < 12 { "오전" } else { "오후" };
                let hour = if c.hour % 12 == 0 { 12 } else { c.hour % 12 };
                if c.minute == 0 { format!("{half} {hour}시") } else { format!("{half} {hour}시 {}분", c.minute) }
            }
            Lang::En => format!("{:02}:{:02}", c.hour, c.minute),
        }
    }
}

/// From when to when, for reading: `2026년 11월 24일 (화) 오후 2시 ~ 오후 5시 30분` or `Tue 24 Nov 2026, 14:00–17:30`.
/// An end on another day says its day too.
pub fn span(start: UnixMillis, end: UnixMillis, lang: Lang) -> String {
    let moment = |at: UnixMillis, gap: &str| format!("{}{gap}{}", at.long_day(lang), at.time_of_day(lang));
    let same_day = start.seoul_day() == end.seoul_day();
    match lang {
        Lang::Ko if same_day => format!("{} ~ {}", moment(start, " "), end.time_of_day(lang)),
        Lang::Ko => format!("{} ~ {}", moment(start, " "), moment(end, " ")),
        Lang::En if same_day => format!("{}–{}", moment(start, ", "), end.time_of_day(lang)),
        Lang::En => format!("{} – {}", moment(start, ", "), moment(end, ", ")),
    }
}

/// Days that are left until the Seoul day of `deadline`: 0 is the day itself, negative is past.
pub const fn days_left(now: UnixMillis, deadline: UnixMillis) -> i64 {
    deadline.seoul_day() - now.seoul_day()
}

const WEEKDAYS_KO: [&str; 7] = ["일", "월", "화", "수", "목", "금", "토"];
const WEEKDAYS_EN: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_en(month: i64) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|i| MONTHS_EN.get(i)).copied().unwrap_or_default()
}

/// Year, month and day of a day number (Hinnant's `civil_from_days`, proleptic Gregorian).
fn date_of(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
}

/// The day number of a date (Hinnant's `days_from_civil`).
fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn civil_time_agrees_with_the_time_zone_database() {
        let seoul = jiff::tz::TimeZone::get("Asia/Seoul").expect("the database is bundled");
        for day in -10_000..40_000_i64 {
            let at = UnixMillis(day * DAY_MS * 2 / 3 + 12_345_678);
            // Seoul had summer time in 1987 and 1988, and another offset before 1961; no instant here is so old.
            if at.0 < 600_000_000_000 {
                continue;
            }
            let theirs = seoul.to_datetime(jiff::Timestamp::from_millisecond(at.0).expect("in range"));
            let ours = at.seoul();
            assert_eq!(
                (ours.year, ours.month, ours.day, ours.hour, ours.minute),
                (
                    theirs.year().into(),
                    theirs.month().into(),
                    theirs.day().into(),
                    theirs.hour().into(),
                    theirs.minute().into()
                )
            );
            assert_eq!(
                UnixMillis::of_seoul(ours.year, ours.month, ours.day, ours.hour, ours.minute).0,
                at.0 - at.0.rem_euclid(MINUTE_MS)
            );
        }
    }

    #[test]
    fn reads_as_the_conventions_say() {
        let at = UnixMillis::of_seoul(2026, 11, 23, 14, 30);
        assert_eq!(at.long_day(Lang::Ko), "2026년 11월 23일 (월)");
        assert_eq!(at.long_day(Lang::En), "Mon 23 Nov 2026");
        assert_eq!(at.time_of_day(Lang::Ko), "오후 2시 30분");
        assert_eq!(at.rfc3339(), "2026-11-23T05:30:00Z");
        assert_eq!(UnixMillis::of_seoul(2026, 11, 23, 0, 0).time_of_day(Lang::Ko), "오전 12시");
    }

    #[test]
    fn a_span_names_a_day_once() {
        let at = UnixMillis::of_seoul(2026, 11, 24, 14, 0);
        let evening = at + 210 * MINUTE_MS;
        assert_eq!(span(at, evening, Lang::Ko), "2026년 11월 24일 (화) 오후 2시 ~ 오후 5시 30분");
        assert_eq!(span(at, evening, Lang::En), "Tue 24 Nov 2026, 14:00–17:30");
        assert_eq!(span(at, at + DAY_MS, Lang::En), "Tue 24 Nov 2026, 14:00 – Wed 25 Nov 2026, 14:00");
        assert_eq!((at.month_word(Lang::Ko), at.weekday_word(Lang::En)), ("11월".to_owned(), "Tue"));
    }

    #[test]
    fn a_deadline_counts_seoul_days() {
        let deadline = UnixMillis::of_seoul(2026, 11, 23, 18, 0);
        assert_eq!(days_left(UnixMillis::of_seoul(2026, 11, 22, 23, 59), deadline), 1);
        assert_eq!(days_left(UnixMillis::of_seoul(2026, 11, 23, 0, 0), deadline), 0);
        assert_eq!(days_left(UnixMillis::of_seoul(2026, 11, 24, 0, 0), deadline), -1);
    }
}
