//! What organisers type about a meetup.

use super::{
    Mode,
    agenda::{AgendaDraft, agenda},
};
use crate::{
    error::{FieldErrors, Problem, check},
    text::{Text2, keys},
    time::{MINUTE_MS, UnixMillis},
};
use serde::{Deserialize, Serialize};

/// Longest name, in characters.
const LONGEST_NAME: usize = 80;
/// Longest name of a place or address, in characters.
pub(super) const LONGEST_PLACE: usize = 120;
/// Longest description or minutes in one language, in characters.
const LONGEST_TEXT: usize = 8_000;
/// Seats of a place at most.
const MOST_SEATS: i64 = 10_000;

/// Who holds a meetup, as it is typed and stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum HolderDraft {
    #[default]
    Alliance,
    /// The sector's slug.
    Sector(String),
    /// The consortium's slug.
    Consortium(String),
}

impl HolderDraft {
    /// As a form sends it: `alliance`, `sector/SLUG` or `consortium/SLUG`.
    pub fn code(&self) -> String {
        match self {
            Self::Alliance => "alliance".to_owned(),
            Self::Sector(slug) => format!("sector/{slug}"),
            Self::Consortium(slug) => format!("consortium/{slug}"),
        }
    }

    fn of_code(code: &str) -> Result<Self, Problem> {
        match code.split_once('/') {
            None if code == "alliance" => Ok(Self::Alliance),
            None if code.is_empty() => Err(Problem::Required),
            Some(("sector", slug)) if !slug.is_empty() => Ok(Self::Sector(slug.to_owned())),
            Some(("consortium", slug)) if !slug.is_empty() => Ok(Self::Consortium(slug.to_owned())),
            _ => Err(Problem::Rule(keys::companies::CHOICE_UNKNOWN)),
        }
    }
}

/// What an organiser typed; becomes a [`MeetupDraft`] only after `check`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetupForm {
    pub holder: String,
    pub name_ko: String,
    pub name_en: String,
    pub about_ko: String,
    pub about_en: String,
    pub day: String,
    pub start: String,
    pub end: String,
    pub mode: String,
    pub place_ko: String,
    pub place_en: String,
    pub address_ko: String,
    pub address_en: String,
    pub online_url: String,
    pub capacity: String,
    pub online_capacity: String,
    /// A line each: start, minutes, title, speaker, English title, English speaker, the firm's address here.
    pub agenda: String,
}

/// A checked meetup. What its mode has no use for is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeetupDraft {
    pub holder: HolderDraft,
    pub name: Text2,
    pub about: Text2,
    /// The Seoul day, `2026-11-25`.
    pub day: String,
    /// Minutes since midnight.
    pub start_minute: i64,
    pub end_minute: i64,
    pub start: UnixMillis,
    pub end: UnixMillis,
    pub mode: Mode,
    pub place: Text2,
    pub address: Text2,
    pub online_url: String,
    pub capacity: i64,
    /// The online seats of a hybrid meetup.
    pub online_capacity: Option<i64>,
    pub agenda: Vec<AgendaDraft>,
}

impl MeetupForm {
    /// The meetup, or every problem at once.
    pub fn check(&self) -> Result<MeetupDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let holder = wrong.take("form[holder]", HolderDraft::of_code(self.holder.trim()));
        let ko = wrong.take("form[name_ko]", check::optional_line(&self.name_ko, LONGEST_NAME));
        let en = wrong.take("form[name_en]", check::optional_line(&self.name_en, LONGEST_NAME));
        if ko.is_empty() && en.is_empty() {
            wrong.add("form[name_ko]", Problem::Rule(keys::companies::NAME_NEEDED));
        }
        let about_ko = wrong.take("form[about_ko]", check::text(&self.about_ko, LONGEST_TEXT));
        let about_en = wrong.take("form[about_en]", check::text(&self.about_en, LONGEST_TEXT));
        if about_ko.is_empty() && about_en.is_empty() {
            wrong.add("form[about_ko]", Problem::Rule(keys::meetups::ABOUT_NEEDED));
        }
        let mut draft = MeetupDraft {
            holder,
            name: Text2::new(ko, en),
            about: Text2::new(about_ko, about_en),
            agenda: wrong.take("form[agenda]", agenda(&self.agenda)),
            ..MeetupDraft::default()
        };
        self.check_time(&mut draft, &mut wrong);
        self.check_place(&mut draft, &mut wrong);
        wrong.or(draft)
    }

    fn check_time(&self, draft: &mut MeetupDraft, wrong: &mut FieldErrors) {
        let day = wrong.take("form[day]", check::day(&self.day));
        let start = wrong.take("form[start]", check::minute_of_day(&self.start));
        let end = wrong.take("form[end]", check::minute_of_day(&self.end));
        if end <= start {
            wrong.add("form[end]", Problem::Rule(keys::meetups::END_BEFORE_START));
        }
        draft.day = day.iso_day();
        (draft.start_minute, draft.end_minute) = (start, end);
        (draft.start, draft.end) = (day + start * MINUTE_MS, day + end * MINUTE_MS);
    }

    fn check_place(&self, draft: &mut MeetupDraft, wrong: &mut FieldErrors) {
        let mode = Mode::of_code(&self.mode).ok_or(Problem::Required);
        draft.mode = wrong.take("form[mode]", mode);
        draft.capacity = wrong.take("form[capacity]", check::number(&self.capacity, 1, MOST_SEATS));
        if draft.mode != Mode::Online {
            let mut line = |name, typed| wrong.take(name, check::optional_line(typed, LONGEST_PLACE));
            draft.place = Text2::new(line("form[place_ko]", &self.place_ko), line("form[place_en]", &self.place_en));
            draft.address =
                Text2::new(line("form[address_ko]", &self.address_ko), line("form[address_en]", &self.address_en));
            if draft.place.is_empty() {
                wrong.add("form[place_ko]", Problem::Rule(keys::meetups::PLACE_NEEDED));
            }
        }
        if draft.mode != Mode::InPerson {
            draft.online_url = wrong.take("form[online_url]", check::web_address(&self.online_url));
            if draft.online_url.is_empty() {
                wrong.add("form[online_url]", Problem::Rule(keys::meetups::LINK_NEEDED));
            }
        }
        if draft.mode == Mode::Hybrid {
            let seats = check::number(&self.online_capacity, 1, MOST_SEATS);
            draft.online_capacity = Some(wrong.take("form[online_capacity]", seats));
        }
    }
}

/// What came out of a meetup, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MaterialsForm {
    pub materials_ko: String,
    pub materials_en: String,
    pub attended: String,
}

/// What came out of a meetup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MaterialsDraft {
    pub materials: Text2,
    /// How many people came; `None`: nobody counted.
    pub attended: Option<i64>,
}

impl MaterialsForm {
    /// The materials, or every problem at once.
    pub fn check(&self) -> Result<MaterialsDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let ko = wrong.take("form[materials_ko]", check::text(&self.materials_ko, LONGEST_TEXT));
        let en = wrong.take("form[materials_en]", check::text(&self.materials_en, LONGEST_TEXT));
        let attended = match self.attended.trim() {
            "" => None,
            typed => Some(wrong.take("form[attended]", check::number(typed, 0, 2 * MOST_SEATS))),
        };
        wrong.or(MaterialsDraft { materials: Text2::new(ko, en), attended })
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn good() -> MeetupForm {
        MeetupForm {
            holder: "alliance".into(),
            name_ko: "가을 밋업".into(),
            about_ko: "함께 모입니다.".into(),
            day: "2026-12-01".into(),
            start: "14:00".into(),
            end: "16:30".into(),
            mode: "hybrid".into(),
            place_ko: "라운지".into(),
            online_url: "https://meet.oca.example/a".into(),
            capacity: "30".into(),
            online_capacity: "1,000".into(),
            agenda: "15:00 | 30 | 둘째\n\n14:00|60|첫째|서지암|First|Seo Jiam|narae".into(),
            ..MeetupForm::default()
        }
    }

    #[test]
    fn a_good_form_becomes_a_draft_with_its_instants() {
        let draft = good().check().expect("good");
        assert_eq!(draft.start, UnixMillis::of_seoul(2026, 12, 1, 14, 0));
        assert_eq!(draft.end, UnixMillis::of_seoul(2026, 12, 1, 16, 30));
        assert_eq!((draft.capacity, draft.online_capacity), (30, Some(1_000)));
        assert_eq!(draft.agenda[0].title, Text2::new("첫째", "First"));
        assert_eq!(draft.agenda[1].line(), "15:00 | 30 | 둘째");
        assert_eq!(AgendaDraft::of_line(&draft.agenda[0].line()).as_ref(), Some(&draft.agenda[0]));
    }

    #[test]
    fn every_problem_is_named_at_once() {
        let names = |form: MeetupForm| form.check().expect_err("wrong").0.into_keys().collect::<Vec<_>>();
        assert_eq!(
            names(MeetupForm::default()),
            ["about_ko", "capacity", "day", "end", "holder", "mode", "name_ko", "place_ko", "start"]
                .map(|n| format!("form[{n}]"))
        );
        for (form, field) in [
            (MeetupForm { end: "14:00".into(), ..good() }, "form[end]"),
            (MeetupForm { day: "2026-02-30".into(), ..good() }, "form[day]"),
            (MeetupForm { online_url: String::new(), ..good() }, "form[online_url]"),
            (MeetupForm { online_url: "javascript:alert(1)".into(), ..good() }, "form[online_url]"),
            (MeetupForm { online_capacity: "0".into(), ..good() }, "form[online_capacity]"),
            (MeetupForm { capacity: "10001".into(), ..good() }, "form[capacity]"),
            (MeetupForm { holder: "sector/".into(), ..good() }, "form[holder]"),
            (MeetupForm { agenda: "여는 말".into(), ..good() }, "form[agenda]"),
            (MeetupForm { agenda: "14:00 | 0 | 여는 말".into(), ..good() }, "form[agenda]"),
            (MeetupForm { agenda: "14:00 | 5 | a | b | c | d | e | f".into(), ..good() }, "form[agenda]"),
        ] {
            assert_eq!(names(form), [field]);
        }
    }

    #[test]
    fn a_mode_keeps_only_what_it_uses() {
        let online = MeetupForm { mode: "online".into(), ..good() }.check().expect("good");
        assert!(online.place.is_empty() && online.online_capacity.is_none());
        let room = MeetupForm { mode: "in-person".into(), ..good() }.check().expect("good");
        assert!(room.online_url.is_empty() && room.online_capacity.is_none());
    }
}
