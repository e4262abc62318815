//! The steps, how each stands, and what can be said of it.

use super::super::model::State;
use crate::{
    error::{FieldErrors, Problem, check},
    label::Label,
    text::{Key, Text2, keys::onboarding as words},
    time::UnixMillis,
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// Longest name, title or reason, in characters.
const LONGEST_LINE: usize = 60;
const LONGEST_NOTE: usize = 500;

/// A step on the way into the alliance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Profile,
    Number,
    Agreements,
    Representative,
    Documents,
    Review,
}

impl Step {
    pub const ALL: [Self; 6] =
        [Self::Profile, Self::Number, Self::Agreements, Self::Representative, Self::Documents, Self::Review];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Number => "number",
            Self::Agreements => "agreements",
            Self::Representative => "representative",
            Self::Documents => "documents",
            Self::Review => "review",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// Its name and what it asks for.
    pub const fn words(self) -> (Key, Key) {
        match self {
            Self::Profile => (words::PROFILE, words::PROFILE_ABOUT),
            Self::Number => (words::NUMBER, words::NUMBER_ABOUT),
            Self::Agreements => (words::AGREEMENTS, words::AGREEMENTS_ABOUT),
            Self::Representative => (words::REPRESENTATIVE, words::REPRESENTATIVE_ABOUT),
            Self::Documents => (words::DOCUMENTS, words::DOCUMENTS_ABOUT),
            Self::Review => (words::REVIEW, words::REVIEW_ABOUT),
        }
    }
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    Todo,
    InProgress,
    Done,
    Failed,
    Skipped,
}

impl Stands {
    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::Todo => (Tone::Open, words::TODO),
            Self::InProgress => (Tone::Waiting, words::IN_PROGRESS),
            Self::Done => (Tone::Done, words::DONE),
            Self::Failed => (Tone::Closed, words::FAILED),
            Self::Skipped => (Tone::Neutral, words::SKIPPED),
        }
    }

    /// Whether nothing more is to be done.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Skipped)
    }
}

/// What the secretariat says of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is to be done again, for a reason.
    Asked,
    /// It is not needed, for a reason.
    Skipped,
    /// It was looked at and is good.
    Accepted,
}

impl Mark {
    pub const ALL: [Self; 3] = [Self::Asked, Self::Skipped, Self::Accepted];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Skipped => "skipped",
            Self::Accepted => "accepted",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.code() == code)
    }
}

/// What the secretariat said of a step, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    pub mark: Mark,
    pub note: String,
    pub at: UnixMillis,
}

/// A step's own state, before anything is said of it, and when the firm last did something for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    pub stands: Stands,
    pub acted: Option<UnixMillis>,
}

/// How a step stands after all that is said of it: what was asked for stays open until the firm does something for it,
/// what was accepted is good until the firm changes it, and what was left out stays so unless it was done after all.
pub fn stands(own: Own, marked: Option<&Marked>) -> Stands {
    let Some(marked) = marked else { return own.stands };
    let acted_since = own.acted.is_some_and(|acted| acted > marked.at);
    match marked.mark {
        Mark::Asked if acted_since && own.stands == Stands::Done => Stands::InProgress,
        Mark::Asked | Mark::Accepted if acted_since => own.stands,
        Mark::Asked => Stands::Failed,
        Mark::Accepted => Stands::Done,
        Mark::Skipped if own.stands == Stands::Done => Stands::Done,
        Mark::Skipped => Stands::Skipped,
    }
}

/// What the review is at.
pub const fn review(state: State) -> Stands {
    match state {
        State::Submitted => Stands::InProgress,
        State::Returned => Stands::Failed,
        State::Confirmed => Stands::Done,
    }
}

/// A step as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    pub step: Step,
    pub stands: Stands,
    /// Why it is to be done again or left out, or was returned.
    pub note: String,
}

/// The agreement of a firm type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementView {
    pub firm_type: Label,
    pub text: Text2,
    pub agreed: Option<UnixMillis>,
}

/// A file that proves who a firm is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentView {
    pub reference: String,
    pub name: String,
    pub kilobytes: i64,
    pub sent: UnixMillis,
}

/// Who stands for a firm, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RepresentativeForm {
    pub name: String,
    pub title: String,
    pub phone: String,
}

impl RepresentativeForm {
    /// The same without what surrounds it, or every field problem at once.
    pub fn check(&self) -> Result<Self, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let name = wrong.take("form[name]", check::line(&self.name, LONGEST_LINE));
        let title = wrong.take("form[title]", check::line(&self.title, LONGEST_LINE));
        let phone = wrong.take("form[phone]", check::line(&self.phone, 30).and_then(|phone| check::phone(&phone)));
        wrong.or(Self { name, title, phone })
    }
}

/// A reason that the firm reads.
pub fn check_note(typed: &str) -> Result<String, Problem> {
    check::required_text(typed, LONGEST_NOTE)
}

/// A firm's way into the alliance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onboarding {
    pub slug: String,
    pub name: Text2,
    pub state: State,
    pub steps: Vec<StepView>,
    pub agreements: Vec<AgreementView>,
    pub representative: RepresentativeForm,
    pub documents: Vec<DocumentView>,
    /// Whether the viewer works for the firm and edits it.
    pub may_edit: bool,
    /// Whether the viewer speaks for the secretariat, of a firm that is not their own.
    pub may_mark: bool,
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_step_holds_until_the_firm_acts() {
        let own = |stands, acted: i64| Own { stands, acted: Some(UnixMillis(acted)) };
        let said = |mark| Marked { mark, note: "why".into(), at: UnixMillis(10) };
        for (own, mark, expected) in [
            (own(Stands::Done, 5), Mark::Asked, Stands::Failed),
            (own(Stands::Done, 15), Mark::Asked, Stands::InProgress),
            (own(Stands::InProgress, 15), Mark::Asked, Stands::InProgress),
            (own(Stands::Todo, 15), Mark::Asked, Stands::Todo),
            (own(Stands::InProgress, 5), Mark::Accepted, Stands::Done),
            (own(Stands::InProgress, 15), Mark::Accepted, Stands::InProgress),
            (own(Stands::Todo, 5), Mark::Skipped, Stands::Skipped),
            (own(Stands::Done, 15), Mark::Skipped, Stands::Done),
        ] {
            assert_eq!(stands(own, Some(&said(mark))), expected, "{own:?} {mark:?}");
        }
        let never = Own { stands: Stands::Todo, acted: None };
        assert_eq!(stands(never, Some(&said(Mark::Asked))), Stands::Failed);
        assert_eq!(stands(never, None), Stands::Todo);
    }

    #[test]
    fn a_representative_can_be_called() {
        let form =
            |phone: &str| RepresentativeForm {
                name: " 김하늘 ".into(), title: "대표이사".into(), phone: phone.into()
            };
        assert_eq!(form("02-1234-5678").check().expect("good").name, "김하늘");
        for bad in ["", "1234", "call me", "02-1234-5678-9012-3456"] {
            assert!(form(bad).check().is_err(), "{bad}");
        }
    }
}
