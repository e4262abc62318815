//! The mail to somebody who is to coordinate a group.

use super::model::Naming;
use crate::{
    ctx::Ctx,
    inbox::Letter,
    text::{Lang, Text2, Texts, keys::sectors},
};

/// Tells somebody which group they coordinate, until when, and what they can do now.
pub fn named(ctx: &Ctx, lang: Lang, group: &Text2, path: &str, naming: &Naming) -> Letter {
    let t = Texts(lang);
    let group = group.get(lang);
    // The instant at which the term ends belongs to the day after its last.
    let last = (naming.until + -1).long_day(lang);
    Letter {
        lang,
        subject: sectors::mail_named_subject(t, group),
        paragraphs: vec![sectors::mail_named_body(t, group, last), t.s(sectors::MAIL_NAMED_RIGHTS).to_owned()],
        button: Some((t.s(sectors::MAIL_NAMED_OPEN).to_owned(), ctx.app.absolute(lang, path))),
    }
}
