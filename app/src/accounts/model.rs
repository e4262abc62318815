//! What people type to sign up and in, and what the portal knows of them.

use crate::{
    error::{FieldErrors, Problem, check},
    text::{Lang, keys},
};
use serde::{Deserialize, Serialize};

/// Shortest password, in characters.
pub const SHORTEST_PASSWORD: usize = 10;
/// Longest password, in characters.
pub const LONGEST_PASSWORD: usize = 128;
/// Longest name of a person, in characters.
pub const LONGEST_NAME: usize = 40;

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub lang: Lang,
    pub coordinator: bool,
}

/// What a newcomer typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    pub name: String,
    pub email: String,
    pub password: String,
    /// Where to go on once the address is proved, or empty.
    pub next: String,
}

/// A checked newcomer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignUp {
    pub name: String,
    pub email: String,
    pub password: String,
}

impl SignUpForm {
    /// The newcomer, or every field problem at once.
    pub fn check(&self) -> Result<SignUp, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let name = wrong.take("form[name]", check::line(&self.name, LONGEST_NAME));
        let email = wrong.take("form[email]", check::email(&self.email));
        let password = wrong.take("form[password]", check_password(&self.password));
        wrong.or(SignUp { name, email, password })
    }
}

/// What somebody typed to sign in; `next` is the page to go on to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    pub email: String,
    pub password: String,
    pub next: String,
}

/// The length rules of a password; how easily it is guessed is judged on the server.
pub fn check_password(typed: &str) -> Result<String, Problem> {
    match typed.chars().count() {
        0 => Err(Problem::Required),
        n if n < SHORTEST_PASSWORD => Err(Problem::TooShort(SHORTEST_PASSWORD)),
        n if n > LONGEST_PASSWORD => Err(Problem::TooLong(LONGEST_PASSWORD)),
        _ if typed.chars().any(char::is_control) => Err(Problem::Rule(keys::errors::CONTROL_CHARACTERS)),
        _ => Ok(typed.to_owned()),
    }
}

/// A path of this site to go on to, or the home page: never another host.
pub fn next_page(typed: &str) -> &str {
    let local = typed.starts_with('/') && !typed.starts_with("//") && !typed.contains(['\\', '\n', '\r', '\t', '\0']);
    if local && !typed.starts_with("/api/") { typed } else { "/" }
}

/// A person's own settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountForm {
    pub name: String,
    pub lang: String,
}

/// What the account page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    pub name: String,
    pub email: String,
    pub lang: Lang,
    pub sessions: Vec<SessionView>,
}

/// One of a person's sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// What the browser called itself.
    pub agent: String,
    pub since: crate::time::UnixMillis,
    pub seen: crate::time::UnixMillis,
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn every_problem_of_a_sign_up_is_told_at_once() {
        let wrong =
            SignUpForm { name: " ".into(), email: "x".into(), password: "short".into(), ..SignUpForm::default() }
                .check();
        let fields: Vec<_> = wrong.expect_err("three problems").0.into_keys().collect();
        assert_eq!(fields, ["form[email]", "form[name]", "form[password]"]);
    }

    #[test]
    fn the_next_page_is_on_this_site() {
        for (typed, expected) in [
            ("/companies?page=2", "/companies?page=2"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("/api/accounts/sign_out", "/"),
            ("", "/"),
        ] {
            assert_eq!(next_page(typed), expected, "{typed}");
        }
    }
}
