//! The mails that recruiting sends.

use crate::{
    ctx::App,
    inbox::Letter,
    text::{Lang, Texts, keys::recruiting as words},
};

/// Invites a firm outside to join, since a sector lacks what it is thought to do.
pub fn invitation(app: &App, lang: Lang, firm: &str, sector: &str, technology: &str) -> Letter {
    let t = Texts(lang);
    Letter {
        lang,
        subject: words::mail_subject(t, sector, technology),
        paragraphs: vec![
            words::mail_body(t, firm, sector, technology),
            t.s(words::MAIL_WHAT).to_owned(),
            t.s(words::MAIL_FREE).to_owned(),
        ],
        button: Some((t.s(words::MAIL_JOIN).to_owned(), app.absolute(lang, "/companies/new"))),
    }
}

/// Asks an owner of a member to register a technology, or to have it confirmed.
pub fn request(app: &App, lang: Lang, firm: &str, sector: &str, technology: &str, path: &str) -> Letter {
    let t = Texts(lang);
    Letter {
        lang,
        subject: words::ask_subject(t, sector, technology),
        paragraphs: vec![words::ask_body(t, firm, sector, technology), t.s(words::MAIL_FREE).to_owned()],
        button: Some((t.s(words::ASK_OPEN).to_owned(), app.absolute(lang, path))),
    }
}
