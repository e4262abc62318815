//! What people type: a coordinator about a call, a lead about a bid, a firm in its answer.

use super::{CallDates, Track};
use crate::{
    error::{FieldErrors, Problem, check},
    money,
    text::{Key, Text2, keys},
    time::{HOUR_MS, MINUTE_MS, UnixMillis},
};
use serde::{Deserialize, Serialize};

/// Lots of a call at most: the programme selects five sectors a year.
pub const MOST_LOTS: usize = 5;
/// Technologies that a lot can ask for.
pub const TECHNOLOGIES_OF_LOT: usize = 6;
/// Documents and criteria of a lot at most.
const MOST_LINES: usize = 15;
/// Longest name of a call, lot or bid, in characters.
const LONGEST_NAME: usize = 80;
/// Longest text in one language, in characters.
const LONGEST_TEXT: usize = 6_000;
/// Longest message of an answer, in characters.
const LONGEST_MESSAGE: usize = 1_000;
/// When, on their days, questions close, bids are opened and the result is published.
const QUESTIONS_AT: i64 = 18 * HOUR_MS;
const OPENS_AT: i64 = 10 * HOUR_MS;
const RESULT_AT: i64 = 10 * HOUR_MS;

/// What a coordinator typed about one lot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LotForm {
    /// The lot that is changed; empty for a new one.
    pub slug: String,
    pub sector: String,
    pub track: String,
    pub name_ko: String,
    pub name_en: String,
    pub cap: String,
    pub cap_unit: String,
    /// Technologies by name, a row each, with their levels.
    pub technologies: Vec<String>,
    pub levels: Vec<String>,
    /// A document a line: `name | English name`.
    pub documents: String,
    /// A criterion a line: `name | English name | weight`.
    pub criteria: String,
}

/// A checked lot. Technologies are as typed until they are looked up on the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LotDraft {
    pub slug: String,
    pub sector: String,
    pub track: Track,
    pub name: Text2,
    pub cap_won: i64,
    pub technologies: Vec<(String, i64)>,
    pub documents: Vec<Text2>,
    pub criteria: Vec<(Text2, i64)>,
    /// Where it stands in the form, for problems that are found later.
    pub place: usize,
}

/// The names of the inputs of one lot.
pub struct LotNames {
    pub slug: &'static str,
    pub sector: &'static str,
    pub track: &'static str,
    pub name_ko: &'static str,
    pub name_en: &'static str,
    pub cap: &'static str,
    pub cap_unit: &'static str,
    pub technologies: &'static str,
    pub levels: &'static str,
    pub documents: &'static str,
    pub criteria: &'static str,
}

macro_rules! lot_names {
    ($($place:literal)*) => {
        [$(LotNames {
            slug: concat!("form[lots][", $place, "][slug]"),
            sector: concat!("form[lots][", $place, "][sector]"),
            track: concat!("form[lots][", $place, "][track]"),
            name_ko: concat!("form[lots][", $place, "][name_ko]"),
            name_en: concat!("form[lots][", $place, "][name_en]"),
            cap: concat!("form[lots][", $place, "][cap]"),
            cap_unit: concat!("form[lots][", $place, "][cap_unit]"),
            technologies: concat!("form[lots][", $place, "][technologies][]"),
            levels: concat!("form[lots][", $place, "][levels][]"),
            documents: concat!("form[lots][", $place, "][documents]"),
            criteria: concat!("form[lots][", $place, "][criteria]"),
        }),*]
    };
}

/// The inputs of each lot, in the order of the form.
pub static LOTS: [LotNames; MOST_LOTS] = lot_names!(0 1 2 3 4);

impl LotForm {
    /// Whether nothing is said about it.
    pub fn is_blank(&self) -> bool {
        let typed = [&self.name_ko, &self.name_en, &self.cap, &self.documents, &self.criteria];
        typed.iter().all(|t| t.trim().is_empty()) && self.technologies.iter().all(|t| t.trim().is_empty())
    }

    fn check(&self, place: usize, wrong: &mut FieldErrors) -> LotDraft {
        let names = &LOTS[place];
        let name = both(wrong, (names.name_ko, &self.name_ko), (names.name_en, &self.name_en));
        let track = Track::of_code(&self.track);
        if track.is_none() {
            wrong.add(names.track, Problem::Required);
        }
        let cap_won = wrong.take(names.cap, money::typed(&self.cap, &self.cap_unit));
        if cap_won == 0 {
            wrong.add(names.cap, Problem::Required);
        }
        LotDraft {
            slug: self.slug.clone(),
            sector: wrong.take(names.sector, check::line(&self.sector, LONGEST_NAME)),
            track: track.unwrap_or_default(),
            name,
            cap_won,
            technologies: wrong.take(names.technologies, self.rows()),
            documents: wrong.take(names.documents, documents(&self.documents)),
            criteria: wrong.take(names.criteria, criteria(&self.criteria)),
            place,
        }
    }

    fn rows(&self) -> Result<Vec<(String, i64)>, Problem> {
        let mut rows = Vec::new();
        for (row, typed) in self.technologies.iter().enumerate().filter(|(_, typed)| !typed.trim().is_empty()) {
            let level = self.levels.get(row).map_or("", String::as_str);
            let level = if level.is_empty() { 3 } else { check::number(level, 1, 4)? };
            rows.push((check::line(typed, LONGEST_NAME)?, level));
        }
        match rows.len() {
            0 => Err(Problem::Rule(keys::flagship::TECHNOLOGY_NEEDED)),
            n if n > TECHNOLOGIES_OF_LOT => Err(Problem::Rule(keys::errors::MALFORMED)),
            _ => Ok(rows),
        }
    }
}

/// The parts of each line that is not empty.
fn lines(typed: &str) -> Result<Vec<Vec<String>>, Problem> {
    let text = check::text(typed, LONGEST_TEXT)?;
    let parts = |line: &str| line.split('|').map(|p| p.trim().to_owned()).collect::<Vec<_>>();
    let lines: Vec<_> = text.lines().filter(|l| !l.trim().is_empty()).map(parts).collect();
    let too_long = lines.iter().flatten().any(|part| part.chars().count() > LONGEST_NAME);
    match () {
        () if lines.len() > MOST_LINES => Err(Problem::Rule(keys::flagship::TOO_MANY_LINES)),
        () if too_long => Err(Problem::TooLong(LONGEST_NAME)),
        () => Ok(lines),
    }
}

fn documents(typed: &str) -> Result<Vec<Text2>, Problem> {
    let document = |parts: Vec<String>| match <[String; 2]>::try_from(parts) {
        Ok([ko, en]) => Ok(Text2::new(ko, en)),
        Err(parts) if parts.len() == 1 => Ok(Text2::new(&parts[0], "")),
        Err(_) => Err(Problem::Rule(keys::flagship::DOCUMENT_LINE)),
    };
    lines(typed)?.into_iter().map(document).collect()
}

fn criteria(typed: &str) -> Result<Vec<(Text2, i64)>, Problem> {
    let malformed = || Problem::Rule(keys::flagship::CRITERION_LINE);
    let criterion = |parts: Vec<String>| {
        let (weight, names) = parts.split_last().ok_or_else(malformed)?;
        let weight = check::number(weight, 1, 100).map_err(|_| malformed())?;
        match names {
            [ko] if !ko.is_empty() => Ok((Text2::new(ko, ""), weight)),
            [ko, en] if !(ko.is_empty() && en.is_empty()) => Ok((Text2::new(ko, en), weight)),
            _ => Err(malformed()),
        }
    };
    let all: Vec<_> = lines(typed)?.into_iter().map(criterion).collect::<Result<_, _>>()?;
    let sum: i64 = all.iter().map(|c| c.1).sum();
    if all.is_empty() || sum == 100 { Ok(all) } else { Err(Problem::Rule(keys::flagship::CRITERIA_SUM)) }
}

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

/// What a lead typed about a bid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BidForm {
    /// The consortium and the lot, of a new bid.
    pub consortium: String,
    pub lot: String,
    pub name_ko: String,
    pub name_en: String,
    pub pitch_ko: String,
    pub pitch_en: String,
    pub grant: String,
    pub grant_unit: String,
    pub own_cash: String,
    pub own_cash_unit: String,
    pub own_kind: String,
    pub own_kind_unit: String,
}

/// A checked bid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BidDraft {
    pub name: Text2,
    pub pitch: Text2,
    pub grant_won: i64,
    pub own_cash_won: i64,
    pub own_kind_won: i64,
}

impl BidForm {
    /// The bid, or every field problem at once; of a new one (`fresh`) also what it is for.
    pub fn check(&self, fresh: bool) -> Result<BidDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let w = &mut wrong;
        if fresh {
            w.take("form[consortium]", check::line(&self.consortium, LONGEST_NAME));
            w.take("form[lot]", check::line(&self.lot, LONGEST_NAME));
        }
        let name = both(w, ("form[name_ko]", &self.name_ko), ("form[name_en]", &self.name_en));
        let pitch = ("form[pitch_ko]", self.pitch_ko.as_str());
        let pitch = prose(w, pitch, ("form[pitch_en]", &self.pitch_en), keys::flagship::PITCH_NEEDED);
        let grant_won = w.take("form[grant]", money::typed(&self.grant, &self.grant_unit));
        // A bid may go without own cash or kind: an empty field is nothing.
        let own = |typed: &str, unit: &str| if typed.trim().is_empty() { Ok(0) } else { money::typed(typed, unit) };
        let own_cash_won = w.take("form[own_cash]", own(&self.own_cash, &self.own_cash_unit));
        let own_kind_won = w.take("form[own_kind]", own(&self.own_kind, &self.own_kind_unit));
        wrong.or(BidDraft { name, pitch, grant_won, own_cash_won, own_kind_won })
    }
}

/// What a firm typed in answer to an advert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    pub company: String,
    pub seat: String,
    pub message: String,
}

/// A checked answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerDraft {
    pub company: String,
    pub seat: String,
    pub message: String,
}

impl AnswerForm {
    /// The answer, or every field problem at once.
    pub fn check(&self) -> Result<AnswerDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let company = wrong.take("form[company]", check::line(&self.company, LONGEST_NAME));
        let seat = wrong.take("form[seat]", check::line(&self.seat, LONGEST_NAME));
        let message = wrong.take("form[message]", check::text(&self.message, LONGEST_MESSAGE));
        if message.is_empty() {
            wrong.add("form[message]", Problem::Required);
        }
        wrong.or(AnswerDraft { company, seat, message })
    }
}

/// The day and time of a stored moment, as inputs take them.
pub fn day_and_time(at: UnixMillis) -> (String, String) {
    let civil = at.seoul();
    (at.iso_day(), format!("{:02}:{:02}", civil.hour, civil.minute))
}

#[cfg(all(test, feature = "ssr"))]
#[path = "forms_tests.rs"]
mod tests;
