//! The mails that bids send.

use super::store::StoredBid;
use crate::{
    ctx::Ctx,
    inbox::Letter,
    text::{
        Lang, Text2, Texts,
        keys::flagship::{self, MAIL_OPEN},
    },
};

fn button(ctx: &Ctx, lang: Lang, bid: &StoredBid) -> (String, String) {
    (Texts(lang).s(MAIL_OPEN).to_owned(), ctx.app.absolute(lang, &format!("/bids/{}", bid.slug)))
}

/// Tells those who steer a bid that a firm asks for a seat.
pub fn answered(ctx: &Ctx, lang: Lang, bid: &StoredBid, firm: &Text2, seat: &Text2, message: &str) -> Letter {
    let (t, name) = (Texts(lang), bid.name());
    Letter {
        lang,
        subject: flagship::mail_answered_subject(t, firm.get(lang), name.get(lang)),
        paragraphs: vec![
            flagship::mail_answered_body(t, firm.get(lang), name.get(lang), seat.get(lang)),
            message.to_owned(),
        ],
        button: Some(button(ctx, lang, bid)),
    }
}

/// Tells a firm that it has taken the seat.
pub fn accepted(ctx: &Ctx, lang: Lang, bid: &StoredBid, firm: &Text2, seat: &Text2) -> Letter {
    let (t, name) = (Texts(lang), bid.name());
    Letter {
        lang,
        subject: flagship::mail_accepted_subject(t, firm.get(lang), name.get(lang)),
        paragraphs: vec![flagship::mail_accepted_body(t, firm.get(lang), name.get(lang), seat.get(lang))],
        button: Some(button(ctx, lang, bid)),
    }
}

/// Tells a firm that it was declined, and why.
pub fn declined(ctx: &Ctx, lang: Lang, bid: &StoredBid, firm: &Text2, reason: &str) -> Letter {
    let (t, name) = (Texts(lang), bid.name());
    Letter {
        lang,
        subject: flagship::mail_declined_subject(t, name.get(lang)),
        paragraphs: vec![flagship::mail_declined_body(t, firm.get(lang), name.get(lang)), reason.to_owned()],
        button: Some(button(ctx, lang, bid)),
    }
}
