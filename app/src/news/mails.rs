//! The mail that brings a notice.

use super::store::Stored;
use crate::{
    ctx::App,
    inbox::Letter,
    text::{Lang, Texts, keys::news as words},
};

/// Longest beginning of the text in a mail, in characters.
const BEGINNING: usize = 400;

/// Brings the beginning of a notice.
pub fn letter(app: &App, lang: Lang, notice: &Stored) -> Letter {
    let t = Texts(lang);
    let plain = notice.plain();
    let text = plain.get(lang);
    let mut beginning: String = text.chars().take(BEGINNING).collect();
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    Letter {
        lang,
        subject: words::mail_subject(t, notice.title().get(lang)),
        paragraphs: vec![beginning],
        button: Some((t.s(words::MAIL_OPEN).to_owned(), app.absolute(lang, &format!("/news/{}", notice.slug)))),
    }
}
