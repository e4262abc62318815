//! The mails that the map sends.

use crate::{
    companies::Firm,
    ctx::{App, Ctx},
    inbox::Letter,
    text::{Lang, Texts, keys::technologies},
};

/// Tells an owner how the secretariat looked at a capability: confirmed, or sent back for a reason.
pub fn reviewed(ctx: &Ctx, lang: Lang, firm: &Firm, technology: &str, reason: Option<&str>) -> Letter {
    let t = Texts(lang);
    let name = firm.name.get(lang);
    let (subject, first) = match reason {
        None => (
            technologies::mail_confirmed_subject(t, technology),
            technologies::mail_confirmed_body(t, name, technology),
        ),
        Some(_) => {
            (technologies::mail_returned_subject(t, technology), technologies::mail_returned_body(t, name, technology))
        }
    };
    Letter {
        lang,
        subject,
        paragraphs: std::iter::once(first).chain(reason.map(str::to_owned)).collect(),
        button: Some((
            t.s(technologies::MAIL_OPEN).to_owned(),
            ctx.app.absolute(lang, &format!("/companies/{}/capabilities", firm.slug)),
        )),
    }
}

/// Tells an owner that a capability lost its evidence.
pub fn lowered(app: &App, lang: Lang, firm: &Firm, technology: &str, path: &str) -> Letter {
    let t = Texts(lang);
    Letter {
        lang,
        subject: technologies::mail_lowered_subject(t, technology),
        paragraphs: vec![technologies::mail_lowered_body(t, firm.name.get(lang), technology)],
        button: Some((t.s(technologies::MAIL_PROVE).to_owned(), app.absolute(lang, path))),
    }
}
