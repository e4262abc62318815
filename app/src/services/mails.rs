//! The mails about services.

use crate::{
    ctx::App,
    inbox::Letter,
    text::{Lang, Text2, Texts, keys::services as words},
    time::UnixMillis,
};

/// Tells an owner that a certificate ends soon.
pub fn ends_soon(app: &App, lang: Lang, service: &Text2, scheme: &Text2, ends: UnixMillis, path: &str) -> Letter {
    let t = Texts(lang);
    let (service, scheme, day) = (service.get(lang), scheme.get(lang), ends.long_day(lang));
    Letter {
        lang,
        subject: words::mail_ends_subject(t, scheme, service),
        paragraphs: vec![words::mail_ends_body(t, day, scheme, service)],
        button: Some((t.s(words::DESK).to_owned(), app.absolute(lang, path))),
    }
}
