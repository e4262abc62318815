//! What people are told: messages inside the portal and mails. Both are written in the transaction that they tell of.
//! A message says what the mail's subject says, in both languages; what has to be done is open until the act that settles
//! it.

mod api;
#[cfg(feature = "ssr")]
mod digest;
#[cfg(feature = "ssr")]
mod letter;
mod model;
mod page;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod transport;

pub use model::MessageView;
pub use page::{InboxPage, InboxRoutes, MessageRows};
#[cfg(all(test, feature = "ssr"))]
pub use store::kinds_told;
#[cfg(feature = "ssr")]
pub use {
    digest::send_digests,
    letter::{Letter, MAIL_JOB, mail, mail_outside},
    store::{
        News, Recipient, Weight, announce, asked_since, done, done_by, forget, informs, lapse, note, open_actions,
        said, tell_all, waiting,
    },
    transport::{Mailer, send_mail},
};
