//! The agenda as it is typed: a line for each item, so that it needs no script.

use super::forms::LONGEST_PLACE;
use crate::{
    error::{Problem, check},
    text::{Text2, keys},
};

/// Longest agenda as it is typed, in characters.
const LONGEST_AGENDA: usize = 6_000;
/// Items of an agenda at most.
const MOST_ITEMS: usize = 40;

/// Minutes of a day.
const DAY_MINUTES: i64 = 1_440;

/// One item of an agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgendaDraft {
    /// Minutes since midnight.
    pub start_minute: i64,
    pub minutes: i64,
    pub title: Text2,
    pub speaker: Text2,
    /// The slug of the speaker's firm, or empty.
    pub firm: String,
}

impl AgendaDraft {
    /// One typed line.
    pub(super) fn of_line(line: &str) -> Option<Self> {
        let mut parts = line.split('|').map(str::trim);
        let start_minute = check::minute_of_day(parts.next()?).ok()?;
        let minutes = check::number(parts.next()?, 1, DAY_MINUTES).ok()?;
        let mut text = || check::optional_line(parts.next().unwrap_or_default(), LONGEST_PLACE).ok();
        let (title, speaker) = (text()?, text()?);
        let (title_en, speaker_en) = (text()?, text()?);
        let firm = text()?;
        let item = Self {
            start_minute,
            minutes,
            title: Text2::new(title, title_en),
            speaker: Text2::new(speaker, speaker_en),
            firm,
        };
        (!item.title.is_empty() && parts.next().is_none()).then_some(item)
    }

    /// The line that makes this item.
    pub fn line(&self) -> String {
        let bare = |s: &str| s.replace('|', "/");
        let parts = [
            format!("{:02}:{:02}", self.start_minute / 60, self.start_minute % 60),
            self.minutes.to_string(),
            bare(&self.title.ko),
            bare(&self.speaker.ko),
            bare(&self.title.en),
            bare(&self.speaker.en),
            self.firm.clone(),
        ];
        parts.join(" | ").trim_end_matches([' ', '|']).to_owned()
    }
}

/// An agenda that was typed, a line an item, in the order of time.
pub(super) fn agenda(typed: &str) -> Result<Vec<AgendaDraft>, Problem> {
    let text = check::text(typed, LONGEST_AGENDA)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let items: Option<Vec<_>> = lines.map(AgendaDraft::of_line).collect();
    let mut items = items.ok_or(Problem::Rule(keys::meetups::AGENDA_LINE))?;
    if items.len() > MOST_ITEMS {
        return Err(Problem::Rule(keys::meetups::AGENDA_LINE));
    }
    items.sort_by_key(|item| item.start_minute);
    Ok(items)
}
