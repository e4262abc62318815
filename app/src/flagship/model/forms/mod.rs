//! What people type: a coordinator about a call, a lead about a bid, a firm in its answer.

mod bid;
mod lot;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use bid::{AnswerForm, BidDraft, BidForm};
pub use lot::{LOTS, LotDraft, LotForm, LotNames, TECHNOLOGIES_OF_LOT};

use super::CallDates;
use crate::{
    error::{FieldErrors, Problem, check},
    text::{Key, Text2, keys},
    time::{HOUR_MS, MINUTE_MS, UnixMillis},
};
use serde::{Deserialize, Serialize};

/// Lots of a call at most: the programme selects five sectors a year.
pub const MOST_LOTS: usize = 5;
/// Longest name of a call, lot or bid, in characters.
const LONGEST_NAME: usize = 80;
/// Longest text in one language, in characters.
const LONGEST_TEXT: usize = 6_000;
/// When, on their days, questions close, bids are opened and the result is published.
const QUESTIONS_AT: i64 = 18 * HOUR_MS;
const OPENS_AT: i64 = 10 * HOUR_MS;
const RESULT_AT: i64 = 10 * HOUR_MS;

/// A name in Korean, English or both.
fn both(wrong: &mut FieldErrors, ko: (&str, &str), en: (&str, &str)) -> Text2 {
    let name_ko = wrong.take(ko.0, check::optional_line(ko.1, LONGEST_NAME));
    let name_en = wrong.take(en.0, check::optional_line(en.1, LONGEST_NAME));
    if name_ko.is_empty() && name_en.is_empty() {
        wrong.add(ko.0, Problem::Rule(keys::companies::NAME_NEEDED));
    }
    Text2::new(name_ko, name_en)
}

/// A long text in Korean, English or both.
fn prose(wrong: &mut FieldErrors, ko: (&str, &str), en: (&str, &str), missing: Key) -> Text2 {
    let text_ko = wrong.take(ko.0, check::text(ko.1, LONGEST_TEXT));
    let text_en = wrong.take(en.0, check::text(en.1, LONGEST_TEXT));
    if text_ko.is_empty() && text_en.is_empty() {
        wrong.add(ko.0, Problem::Rule(missing));
    }
    Text2::new(text_ko, text_en)
}

/// What a coordinator typed about a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallForm {
    pub name_ko: String,
    pub name_en: String,
    pub agency_ko: String,
    pub agency_en: String,
    pub about_ko: String,
    pub about_en: String,
    /// Days as browsers send them.
    pub published: String,
    pub questions_close: String,
    pub closes: String,
    pub closes_time: String,
    pub opens: String,
    pub result: String,
    pub lots: Vec<LotForm>,
}

/// A checked call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallDraft {
    pub name: Text2,
    pub agency: Text2,
    pub about: Text2,
    pub dates: CallDates,
    pub lots: Vec<LotDraft>,
}

impl CallForm {
    /// The call, or every field problem at once.
    pub fn check(&self) -> Result<CallDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let w = &mut wrong;
        let name = both(w, ("form[name_ko]", &self.name_ko), ("form[name_en]", &self.name_en));
        let agency = both(w, ("form[agency_ko]", &self.agency_ko), ("form[agency_en]", &self.agency_en));
        let about = ("form[about_ko]", self.about_ko.as_str());
        let about = prose(w, about, ("form[about_en]", &self.about_en), keys::flagship::ABOUT_NEEDED);
        let dates = self.dates(w);
        if self.lots.len() > MOST_LOTS {
            w.add(crate::error::FORM, Problem::Malformed);
        }
        let filled = self.lots.iter().take(MOST_LOTS).enumerate().filter(|(_, lot)| !lot.is_blank());
        let lots: Vec<LotDraft> = filled.map(|(place, lot)| lot.check(place, w)).collect();
        if lots.is_empty() {
            w.add(LOTS[0].name_ko, Problem::Rule(keys::flagship::LOT_NEEDED));
        }
        wrong.or(CallDraft { name, agency, about, dates, lots })
    }

    fn dates(&self, wrong: &mut FieldErrors) -> CallDates {
        let mut day = |name: &str, typed: &str| wrong.take(name, check::day(typed));
        let published = day("form[published]", &self.published);
        let questions = day("form[questions_close]", &self.questions_close);
        let closes = day("form[closes]", &self.closes);
        let opens = day("form[opens]", &self.opens);
        let result = day("form[result]", &self.result);
        let minute = wrong.take("form[closes_time]", check::minute_of_day(&self.closes_time));
        let dates = CallDates {
            published,
            questions_close: questions + QUESTIONS_AT,
            closes: closes + minute * MINUTE_MS,
            opens: opens + OPENS_AT,
            result: result + RESULT_AT,
        };
        for (name, earlier, later) in [
            ("form[questions_close]", dates.published, dates.questions_close),
            ("form[closes]", dates.questions_close, dates.closes),
            ("form[opens]", dates.closes, dates.opens),
            ("form[result]", dates.opens, dates.result),
        ] {
            if earlier >= later {
                wrong.add(name, Problem::Rule(keys::flagship::DATES_ORDER));
            }
        }
        dates
    }
}

/// The day and time of a stored moment, as inputs take them.
pub fn day_and_time(at: UnixMillis) -> (String, String) {
    let civil = at.seoul();
    (at.iso_day(), format!("{:02}:{:02}", civil.hour, civil.minute))
}
