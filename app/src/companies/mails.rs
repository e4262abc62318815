//! The mails that companies send.

use super::model::Role;
use crate::{
    ctx::Ctx,
    inbox::Letter,
    text::{
        Key, Lang, Text2, Texts,
        keys::{companies, onboarding},
    },
};

/// Tells an owner that the firm is a member now.
pub fn approved(ctx: &Ctx, lang: Lang, name: &Text2, slug: &str) -> Letter {
    let t = Texts(lang);
    Letter {
        lang,
        subject: companies::mail_approved_subject(t, name.get(lang)),
        paragraphs: vec![companies::mail_approved_body(t, name.get(lang))],
        button: Some((t.s(companies::MAIL_OPEN).to_owned(), ctx.app.absolute(lang, &format!("/companies/{slug}")))),
    }
}

/// Tells an owner what the secretariat asks to correct.
pub fn returned(ctx: &Ctx, lang: Lang, name: &Text2, slug: &str, reason: &str) -> Letter {
    let t = Texts(lang);
    Letter {
        lang,
        subject: companies::mail_returned_subject(t, name.get(lang)),
        paragraphs: vec![companies::mail_returned_body(t, name.get(lang)), reason.to_owned()],
        button: Some((
            t.s(companies::MAIL_CORRECT).to_owned(),
            ctx.app.absolute(lang, &format!("/companies/{slug}/edit")),
        )),
    }
}

/// Asks somebody to work for a firm. Their language is not known: the mail is in the one of whoever asks.
pub fn invited(ctx: &Ctx, by: &str, firm: &Text2, role: Role) -> Letter {
    let t = Texts(ctx.lang);
    let name = firm.get(ctx.lang);
    Letter {
        lang: ctx.lang,
        subject: companies::mail_invited_subject(t, name),
        paragraphs: vec![
            companies::mail_invited_body(t, by, name, t.s(role.key())),
            t.s(companies::MAIL_INVITED_HOW).to_owned(),
        ],
        button: Some((t.s(companies::MAIL_INVITED_OPEN).to_owned(), ctx.app.absolute(ctx.lang, "/companies/mine"))),
    }
}

/// Tells an owner whether other facts were confirmed; with a reason they were not.
pub fn facts_judged(ctx: &Ctx, lang: Lang, name: &Text2, slug: &str, reason: Option<&str>) -> Letter {
    let t = Texts(lang);
    let name = name.get(lang);
    let (subject, first) = match reason {
        None => (companies::mail_facts_approved_subject(t, name), companies::mail_facts_approved_body(t, name)),
        Some(_) => (companies::mail_facts_returned_subject(t, name), companies::mail_facts_returned_body(t, name)),
    };
    Letter {
        lang,
        subject,
        paragraphs: std::iter::once(first).chain(reason.map(str::to_owned)).collect(),
        button: Some((t.s(companies::MAIL_OPEN).to_owned(), ctx.app.absolute(lang, &format!("/companies/{slug}")))),
    }
}

/// Asks an owner to do a step into the alliance again.
pub fn step_asked(ctx: &Ctx, lang: Lang, name: &Text2, slug: &str, step: Key, note: &str) -> Letter {
    let t = Texts(lang);
    let (name, step) = (name.get(lang), t.s(step));
    let there = ctx.app.absolute(lang, &format!("/companies/{slug}/onboarding"));
    Letter {
        lang,
        subject: onboarding::mail_asked_subject(t, name, step),
        paragraphs: vec![onboarding::mail_asked_body(t, name, step), note.to_owned()],
        button: Some((t.s(onboarding::MAIL_ASKED_OPEN).to_owned(), there)),
    }
}
