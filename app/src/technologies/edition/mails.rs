//! The mails that editions of the map send.

use super::{changes::Line, history::said};
use crate::{
    companies::Firm,
    ctx::App,
    inbox::Letter,
    text::{Lang, Texts, keys::editions as words},
};

/// Tells an owner which of the technologies that the firm claims were merged, or had others split off from them.
pub fn changed(app: &App, lang: Lang, firm: &Firm, lines: &[Line], path: &str) -> Letter {
    let t = Texts(lang);
    let first = words::mail_body(t, firm.name.get(lang));
    Letter {
        lang,
        subject: t.s(words::MAIL_SUBJECT).to_owned(),
        paragraphs: std::iter::once(first).chain(lines.iter().map(|line| said(t, line))).collect(),
        button: Some((t.s(words::MAIL_OPEN).to_owned(), app.absolute(lang, path))),
    }
}
