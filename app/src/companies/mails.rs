//! The mails that companies send.

use crate::{
    ctx::Ctx,
    inbox::Letter,
    text::{Lang, Text2, Texts, keys::companies},
};

/// Tells an owner that the firm is a member now.
pub fn approved(ctx: &Ctx, lang: Lang, name: &Text2, slug: &str) -> Letter {
    let t = Texts(lang);
    Letter {
        lang,
        subject: companies::mail_approved_subject(t, name.get(lang)),
        paragraphs: vec![companies::mail_approved_body(t, name.get(lang))],
        button: Some((t.s(companies::MAIL_OPEN).to_owned(), ctx.absolute(lang, &format!("/companies/{slug}")))),
    }
}

/// Tells an owner what the secretariat asks to correct.
pub fn returned(ctx: &Ctx, lang: Lang, name: &Text2, slug: &str, reason: &str) -> Letter {
    let t = Texts(lang);
    Letter {
        lang,
        subject: companies::mail_returned_subject(t, name.get(lang)),
        paragraphs: vec![companies::mail_returned_body(t, name.get(lang)), reason.to_owned()],
        button: Some((t.s(companies::MAIL_CORRECT).to_owned(), ctx.absolute(lang, &format!("/companies/{slug}/edit")))),
    }
}
