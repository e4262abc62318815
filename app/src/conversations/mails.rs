//! The mails of conversations.

use super::store::Stored;
use crate::{
    ctx::App,
    inbox::Letter,
    text::{Lang, Texts, keys::conversations as words},
};

/// Longest beginning of a message in a mail, in characters.
const BEGINNING: usize = 600;

/// Tells a firm that the other one wrote.
pub fn wrote(app: &App, lang: Lang, of: &Stored, from: i64, text: &str) -> Letter {
    let t = Texts(lang);
    let firm = of.firm(from).name;
    Letter {
        lang,
        subject: words::mail_wrote_subject(t, firm.get(lang)),
        paragraphs: vec![
            words::mail_wrote_body(t, of.about().get(lang), firm.get(lang)),
            text.chars().take(BEGINNING).collect(),
        ],
        button: Some((t.s(words::MAIL_OPEN).to_owned(), app.absolute(lang, &format!("/conversations/{}", of.r#ref)))),
    }
}

/// Tells a firm that both contacts are known now, or that the other one would like that.
pub fn exchanged(app: &App, lang: Lang, of: &Stored, from: i64, both: bool) -> Letter {
    let t = Texts(lang);
    let firm = of.firm(from).name;
    let (subject, body) = if both {
        (words::mail_exchanged_subject(t, firm.get(lang)), t.s(words::MAIL_EXCHANGED_BODY).to_owned())
    } else {
        (words::mail_asked_subject(t, firm.get(lang)), words::mail_asked_body(t, firm.get(lang)))
    };
    Letter {
        lang,
        subject,
        paragraphs: vec![body],
        button: Some((t.s(words::MAIL_OPEN).to_owned(), app.absolute(lang, &format!("/conversations/{}", of.r#ref)))),
    }
}
