//! The mail that brings a notice.

use super::store::Stored;
use crate::{
    ctx::App,
    inbox::Letter,
    markdown,
    text::{Lang, Texts, keys::news as words},
};

/// Longest beginning of the text in a mail, in characters.
const BEGINNING: usize = 400;

/// Brings the beginning of a notice.
pub fn letter(app: &App, lang: Lang, notice: &Stored) -> Letter {
    let t = Texts(lang);
    Letter {
        lang,
        subject: words::mail_subject(t, notice.title().get(lang)),
        paragraphs: vec![markdown::teaser(notice.body().get(lang), BEGINNING)],
        button: Some((t.s(words::MAIL_OPEN).to_owned(), app.absolute(lang, &format!("/news/{}", notice.slug)))),
    }
}
