//! The people of a firm: who works for it, who was asked to.

use super::Role;
use crate::{
    error::{FieldErrors, Problem, check},
    text::{Key, Text2, keys},
    time::{DAY_MS, UnixMillis},
};
use serde::{Deserialize, Serialize};

/// How long an invitation may be accepted.
pub const INVITATION_MS: i64 = 14 * DAY_MS;

impl Role {
    pub const ALL: [Self; 3] = [Self::Owner, Self::Editor, Self::Viewer];

    pub const fn key(self) -> Key {
        match self {
            Self::Owner => keys::companies::ROLE_OWNER,
            Self::Editor => keys::companies::ROLE_EDITOR,
            Self::Viewer => keys::companies::ROLE_VIEWER,
        }
    }

    /// What the role allows.
    pub const fn means(self) -> Key {
        match self {
            Self::Owner => keys::companies::ROLE_OWNER_MEANS,
            Self::Editor => keys::companies::ROLE_EDITOR_MEANS,
            Self::Viewer => keys::companies::ROLE_VIEWER_MEANS,
        }
    }

    /// The role that somebody chose.
    pub fn of_choice(typed: &str) -> Result<Self, Problem> {
        match Self::ALL.into_iter().find(|role| role.code() == typed) {
            Some(role) => Ok(role),
            None if typed.is_empty() => Err(Problem::Required),
            None => Err(Problem::Rule(keys::companies::CHOICE_UNKNOWN)),
        }
    }
}

/// Whom to ask, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    pub email: String,
    pub role: String,
}

impl InviteForm {
    /// Mail address and role, or every problem at once.
    pub fn check(&self) -> Result<(String, Role), FieldErrors> {
        let mut wrong = FieldErrors::default();
        let email = wrong.take("form[email]", check::email(&self.email));
        match Role::of_choice(&self.role) {
            Ok(role) => wrong.or((email, role)),
            Err(problem) => {
                wrong.add("form[role]", problem);
                Err(wrong)
            }
        }
    }
}

/// Somebody who works for a firm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    pub reference: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// The viewer.
    pub me: bool,
}

/// Somebody who was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    pub email: String,
    pub role: Role,
    pub expires: UnixMillis,
}

/// The people of a firm, for one of them or the secretariat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    pub slug: String,
    pub name: Text2,
    pub colleagues: Vec<Colleague>,
    pub invited: Vec<Invited>,
    /// Whether the viewer invites and removes.
    pub may_manage: bool,
    pub now: UnixMillis,
}

/// An invitation as the one who was asked sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub slug: String,
    pub name: Text2,
    pub role: Role,
    pub by: String,
    pub expires: UnixMillis,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_names_an_address_and_a_role() {
        let check = |email: &str, role: &str| InviteForm { email: email.into(), role: role.into() }.check();
        assert_eq!(check(" Kim@Firm.kr ", "editor").expect("good"), ("kim@firm.kr".to_owned(), Role::Editor));
        for (email, role, wrong) in [
            ("", "editor", vec!["form[email]"]),
            ("kim@firm.kr", "", vec!["form[role]"]),
            ("kim", "king", vec!["form[email]", "form[role]"]),
        ] {
            let found = check(email, role).expect_err("wrong").0;
            assert_eq!(found.keys().map(String::as_str).collect::<Vec<_>>(), wrong);
        }
    }
}
