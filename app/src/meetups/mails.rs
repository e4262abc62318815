//! The mails that meetups send. None of them carries the join link: mails are forwarded, the page knows who reads it.

use super::store::{Guest, KIND, Stored};
use crate::{
    audit::{self, Thing},
    ctx::Ctx,
    db::{StoreResult, Tx},
    inbox::{self, Letter},
    text::{Lang, Texts, keys::meetups},
    time::span,
};

/// What happened to a meetup or to somebody's place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Somebody moved from the queue to a seat.
    Promoted,
    /// It takes place at another time or place.
    Moved,
    Cancelled,
}

impl News {
    /// The kind of the message inside the portal.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Promoted => "meetup_promoted",
            Self::Moved => "meetup_moved",
            Self::Cancelled => "meetup_cancelled",
        }
    }
}

/// Tells a guest the news, in their language.
pub fn letter(ctx: &Ctx, news: News, lang: Lang, meetup: &Stored) -> Letter {
    let t = Texts(lang);
    let name = meetup.name();
    let name = name.get(lang);
    let when = span(meetup.start(), meetup.end(), lang);
    let (subject, body) = match news {
        News::Promoted => (meetups::mail_promoted_subject(t, name), meetups::mail_promoted_body(t, name, when)),
        News::Moved => (meetups::mail_moved_subject(t, name), meetups::mail_moved_body(t, name, when)),
        News::Cancelled => (meetups::mail_cancelled_subject(t, name), meetups::mail_cancelled_body(t, name, when)),
    };
    Letter {
        lang,
        subject,
        paragraphs: vec![body],
        button: Some((
            t.s(meetups::MAIL_OPEN).to_owned(),
            ctx.app.absolute(lang, &format!("/meetups/{}", meetup.slug)),
        )),
    }
}

/// Tells guests by mail and inside the portal, and notes each promotion, in the transaction that did it.
pub async fn tell(ctx: &Ctx, tx: &mut Tx, meetup: &Stored, news: News, guests: &[Guest]) -> StoreResult<()> {
    let path = format!("/meetups/{}", meetup.slug);
    let told = inbox::informs(news.kind(), &path);
    inbox::tell_all(tx, guests, told, |_, lang| letter(ctx, news, lang, meetup), ctx.now).await?;
    for guest in guests.iter().filter(|_| news == News::Promoted) {
        audit::record(tx, ctx.now, None, "promoted", Thing(KIND, meetup.id), &guest.to.person.to_string()).await?;
    }
    Ok(())
}
