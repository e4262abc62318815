//! The mails that recruiting sends.

use super::store::Stored;
use crate::{
    ctx::App,
    inbox::Letter,
    text::{Lang, Text2, Texts, keys::recruiting as words},
};

/// Invites a firm outside to join, since a sector lacks what it is thought to do. Says where its address is from, and
/// where it can refuse.
pub fn invitation(app: &App, lang: Lang, to: &Stored, sector: &Text2, technology: &Text2, stop: &str) -> Letter {
    let t = Texts(lang);
    let (sector, technology) = (sector.get(lang), technology.get(lang));
    Letter {
        lang,
        subject: words::mail_subject(t, sector, technology),
        paragraphs: vec![
            words::mail_body(t, &to.firm, sector, technology),
            t.s(words::MAIL_WHAT).to_owned(),
            words::mail_source(t, &to.source),
            words::mail_stop(t, app.absolute(lang, stop)),
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
        paragraphs: vec![words::ask_body(t, firm, sector, technology)],
        button: Some((t.s(words::ASK_OPEN).to_owned(), app.absolute(lang, path))),
    }
}
