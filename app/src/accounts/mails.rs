//! The mails that accounts send.

use crate::{
    ctx::Ctx,
    inbox::Letter,
    text::{Lang, Texts, keys::mail},
    ui::address,
};

fn letter(lang: Lang, subject: String, paragraphs: Vec<String>, button: (String, String)) -> Letter {
    Letter { lang, subject, paragraphs, button: Some(button) }
}

/// Asks a newcomer to prove the address, and then to go on with what they came for.
pub fn verify(ctx: &Ctx, name: &str, token: &str, next: &str) -> Letter {
    let t = Texts(ctx.lang);
    let path = address("/verify", &[("token", token), ("next", next)]);
    letter(
        ctx.lang,
        t.s(mail::VERIFY_SUBJECT).to_owned(),
        vec![mail::hello(t, name), t.s(mail::VERIFY_BODY).to_owned()],
        (t.s(mail::VERIFY_BUTTON).to_owned(), ctx.app.absolute(ctx.lang, &path)),
    )
}

/// Tells somebody who signs up again that there is an account already.
pub fn known(ctx: &Ctx, name: &str, lang: Lang) -> Letter {
    let t = Texts(lang);
    letter(
        lang,
        t.s(mail::KNOWN_SUBJECT).to_owned(),
        vec![mail::hello(t, name), t.s(mail::KNOWN_BODY).to_owned()],
        (t.s(mail::KNOWN_BUTTON).to_owned(), ctx.app.absolute(lang, "/sign-in")),
    )
}

/// Lets somebody choose another password.
pub fn reset(ctx: &Ctx, name: &str, lang: Lang, token: &str) -> Letter {
    let t = Texts(lang);
    letter(
        lang,
        t.s(mail::RESET_SUBJECT).to_owned(),
        vec![mail::hello(t, name), t.s(mail::RESET_BODY).to_owned()],
        (t.s(mail::RESET_BUTTON).to_owned(), ctx.app.absolute(lang, &format!("/reset?token={token}"))),
    )
}
