//! What a firm is, and who may do what with it.

mod form;
mod people;
mod views;

pub use form::{CompanyDraft, CompanyForm, SIZES};
pub use people::{Colleague, INVITATION_MS, Invitation, InviteForm, Invited, People};
pub use views::*;

use crate::{
    text::{Key, keys},
    time::UnixMillis,
    ui::Tone,
};
use serde::{Deserialize, Serialize};

/// Where a firm stands on its way into the alliance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Waits for the secretariat.
    Submitted,
    /// The secretariat asked for corrections.
    Returned,
    /// A member.
    Confirmed,
}

impl State {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Confirmed => "confirmed",
        }
    }

    pub fn of_code(code: &str) -> Self {
        match code {
            "confirmed" => Self::Confirmed,
            "returned" => Self::Returned,
            _ => Self::Submitted,
        }
    }

    /// The state's colour and word.
    pub const fn shown(self) -> (Tone, Key) {
        match self {
            Self::Submitted => (Tone::Waiting, keys::companies::STATE_SUBMITTED),
            Self::Returned => (Tone::Closed, keys::companies::STATE_RETURNED),
            Self::Confirmed => (Tone::Done, keys::companies::STATE_CONFIRMED),
        }
    }
}

/// What somebody is in a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Owner,
    Editor,
    Viewer,
}

impl Role {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Editor => "editor",
            Self::Viewer => "viewer",
        }
    }

    pub fn of_code(code: &str) -> Self {
        match code {
            "owner" => Self::Owner,
            "editor" => Self::Editor,
            _ => Self::Viewer,
        }
    }
}

/// How somebody stands to a firm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub role: Option<Role>,
    pub coordinator: bool,
}

/// What can be done with a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    See,
    Edit,
    /// See the people of the firm.
    SeePeople,
    /// Invite, change and remove people.
    Manage,
    Approve,
    Return,
    /// Agree to other facts than the confirmed ones, or not.
    Judge,
}

/// Whether somebody may do something with a firm in a state. Nobody judges their own firm.
pub fn may(standing: Standing, act: Act, state: State) -> bool {
    match act {
        Act::See => state == State::Confirmed || standing.role.is_some() || standing.coordinator,
        Act::Edit => matches!(standing.role, Some(Role::Owner | Role::Editor)),
        Act::SeePeople => standing.role.is_some() || standing.coordinator,
        // The secretariat too: a firm whose owners are gone needs somebody who finds a new one.
        Act::Manage => standing.role == Some(Role::Owner) || standing.coordinator,
        Act::Judge => standing.coordinator && standing.role.is_none() && state == State::Confirmed,
        Act::Approve | Act::Return => standing.coordinator && standing.role.is_none() && state == State::Submitted,
    }
}

/// Two working days, the promise of an answer.
const PROMISED_WORKING_DAYS: i64 = 2;

/// The end of the second working day after `submitted` (weekends do not count).
pub fn promised(submitted: UnixMillis) -> UnixMillis {
    let mut at = submitted;
    let mut left = PROMISED_WORKING_DAYS;
    while left > 0 {
        at = at + crate::time::DAY_MS;
        if !matches!(at.seoul().weekday, 0 | 6) {
            left -= 1;
        }
    }
    at
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn filled() -> CompanyForm {
        CompanyForm {
            name_ko: "나래클라우드".into(),
            brn: "120-88-01280".into(),
            types: vec!["saas".into()],
            sectors: vec!["healthcare".into()],
            region: "seoul".into(),
            size: "small".into(),
            website: "https://narae.example".into(),
            summary_ko: "병원을 위한 서비스".into(),
            ..CompanyForm::default()
        }
    }

    #[test]
    fn an_empty_form_tells_everything_that_is_missing() {
        let wrong = CompanyForm::default().check().expect_err("nothing is filled in").0;
        let expected =
            ["form[name_ko]", "form[region]", "form[sectors][]", "form[size]", "form[summary_ko]", "form[types][]"];
        assert_eq!(wrong.keys().map(String::as_str).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_wrong_check_digit_is_stored_and_equal_digits_are_not() {
        let with = |brn: &str| CompanyForm { brn: brn.into(), ..filled() }.check();
        assert_eq!(with("123-45-67890").expect("stored").brn.as_deref(), Some("1234567890"));
        assert_eq!(with("").expect("a foreign firm").brn, None);
        for bad in ["000-00-00000", "999-99-99999", "12-345", "abc"] {
            assert!(with(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn rights_follow_role_and_state() {
        use {Act::*, Role::*, State::*};
        let member = |role| Standing { role: Some(role), coordinator: false };
        let desk = Standing { role: None, coordinator: true };
        let both = Standing { role: Some(Owner), coordinator: true };
        for (standing, act, state, allowed) in [
            (Standing::default(), See, Confirmed, true),
            (Standing::default(), See, Submitted, false),
            (member(Viewer), See, Returned, true),
            (member(Viewer), Edit, Confirmed, false),
            (member(Editor), Edit, Returned, true),
            (desk, Edit, Submitted, false),
            (member(Viewer), SeePeople, Confirmed, true),
            (Standing::default(), SeePeople, Confirmed, false),
            (member(Editor), Manage, Confirmed, false),
            (member(Owner), Manage, Submitted, true),
            (desk, Manage, Confirmed, true),
            (desk, Approve, Submitted, true),
            (desk, Approve, Returned, false),
            (desk, Return, Confirmed, false),
            (both, Approve, Submitted, false),
            (desk, Judge, Confirmed, true),
            (desk, Judge, Submitted, false),
            (both, Judge, Confirmed, false),
            (member(Owner), Judge, Confirmed, false),
            (member(Owner), Approve, Submitted, false),
        ] {
            assert_eq!(may(standing, act, state), allowed, "{standing:?} {act:?} {state:?}");
        }
    }

    #[test]
    fn the_promise_skips_the_weekend() {
        // 2026-11-20 is a Friday.
        let friday = UnixMillis::of_seoul(2026, 11, 20, 15, 0);
        assert_eq!(promised(friday).iso_day(), "2026-11-24");
    }
}
