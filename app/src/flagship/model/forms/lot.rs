//! What is typed about a lot: its cap, its technologies, the documents and criteria of its bids.

use super::{super::Track, LONGEST_NAME, LONGEST_TEXT, MOST_LOTS, both};
use crate::{
    error::{FieldErrors, Problem, check},
    money,
    text::{Text2, keys},
};
use serde::{Deserialize, Serialize};

/// Technologies that a lot can ask for.
pub const TECHNOLOGIES_OF_LOT: usize = 6;

/// Documents and criteria of a lot at most.
const MOST_LINES: usize = 15;

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

    pub(super) fn check(&self, place: usize, wrong: &mut FieldErrors) -> LotDraft {
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
