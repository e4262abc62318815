//! People: how they sign up, sign in and out, and what is remembered for them.

mod account;
mod api;
#[cfg(feature = "ssr")]
mod appoint;
#[cfg(feature = "ssr")]
pub mod drafts;
#[cfg(feature = "ssr")]
mod mails;
mod model;
#[cfg(feature = "ssr")]
pub mod once;
mod pages;
#[cfg(feature = "ssr")]
mod password;
mod routes;
#[cfg(feature = "ssr")]
mod session;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use api::{load_draft, save_draft};
pub use model::{Person, next_page};
pub use routes::AccountRoutes;
#[cfg(feature = "ssr")]
pub use session::{cookie_name, purge, recognise};
#[cfg(feature = "ssr")]
pub use store::{NewPerson, add_person, make_coordinator, name_of};
#[cfg(feature = "ssr")]
pub use {appoint::appoint, password::hash as hash_password};

pub(crate) use account::AccountPage;
pub(crate) use pages::ResetAskPage;
pub(crate) use pages::ResetPage;
pub(crate) use pages::SignUpPage;
pub(crate) use pages::VerifyPage;

pub(crate) use pages::SignInPage;

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &[
    "accounts/ask_reset",
    "accounts/reset",
    "accounts/sign_in",
    "accounts/sign_out",
    "accounts/sign_up",
    "accounts/verify",
];
