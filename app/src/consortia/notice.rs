//! What consortia tell people: by mail and in their inbox, in the transaction that it tells of.

use super::{
    model::INVITATION_MS,
    store::{self, Brief},
};
use crate::{
    companies,
    ctx::Ctx,
    db::{StoreResult, Tx},
    error::AppResult,
    inbox::{self, Letter, News, Recipient, Weight},
    text::{Lang, Text2, Texts, keys::consortia as words},
    time::UnixMillis,
};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    Invited,
    Revoked,
    Accepted,
    Declined,
    Chartering,
    Reopened,
    Active,
    Ended,
}

impl Notice {
    const fn code(self) -> &'static str {
        match self {
            Self::Invited => "consortium_invited",
            Self::Revoked => "consortium_revoked",
            Self::Accepted => "consortium_accepted",
            Self::Declined => "consortium_declined",
            Self::Chartering => "consortium_chartering",
            Self::Reopened => "consortium_reopened",
            Self::Active => "consortium_active",
            Self::Ended => "consortium_ended",
        }
    }

    /// What is asked of whoever reads it.
    fn weight(self, now: UnixMillis) -> Weight {
        match self {
            Self::Invited => Weight::Until(now + INVITATION_MS),
            Self::Chartering => Weight::Action,
            _ => Weight::Information,
        }
    }

    /// The letter's subject and its first sentence. `firm` is who is meant: the invited one, or who answered.
    fn says(self, t: Texts, name: &str, firm: &str) -> (String, String) {
        match self {
            Self::Invited => (words::mail_invited_subject(t, name), words::mail_invited_body(t, firm, name)),
            Self::Revoked => (words::mail_revoked_subject(t, name), words::mail_revoked_body(t, firm, name)),
            Self::Accepted => (words::mail_accepted_subject(t, firm, name), words::mail_accepted_body(t, firm, name)),
            Self::Declined => (words::mail_declined_subject(t, firm, name), words::mail_declined_body(t, firm, name)),
            Self::Chartering => (words::mail_chartering_subject(t, name), words::mail_chartering_body(t, name)),
            Self::Reopened => (words::mail_reopened_subject(t, name), words::mail_reopened_body(t, name)),
            Self::Active => (words::mail_active_subject(t, name), words::mail_active_body(t, name)),
            Self::Ended => (words::mail_ended_subject(t, name), words::mail_ended_body(t, name)),
        }
    }
}

/// Tells the owners of `to` what happened to a firm, often their own; `more` is what somebody wrote.
pub async fn to_owners(
    ctx: &Ctx,
    tx: &mut Tx,
    about: &Brief,
    to: i64,
    (firm, what): (i64, Notice),
    more: &str,
) -> AppResult<()> {
    if what == Notice::Revoked {
        settled(ctx, tx, about, to, Notice::Invited).await?;
    }
    let firm = companies::firm_by_id(tx, firm).await?.name;
    let owners = companies::owners(tx, &[to]).await?;
    tell(ctx, tx, about, &owners, what, &firm, more).await
}

/// Tells the owners of every member, but not whoever did it.
pub async fn to_members(
    ctx: &Ctx,
    tx: &mut Tx,
    about: &Brief,
    members: &[i64],
    doer: i64,
    what: Notice,
) -> AppResult<()> {
    if what != Notice::Chartering {
        // Nothing is to be signed any more.
        inbox::done(tx, Notice::Chartering.code(), &about.slug, ctx.now).await?;
    }
    let mut owners = companies::owners(tx, members).await?;
    owners.retain(|owner| owner.person != doer);
    tell(ctx, tx, about, &owners, what, &Text2::default(), "").await
}

/// Puts an invitation into the inboxes of a firm's owners, without a mail.
pub async fn note_invited(tx: &mut Tx, consortium: i64, firm: i64, at: UnixMillis) -> StoreResult<()> {
    let Some(about) = store::briefs(tx, &[consortium]).await?.remove(&consortium) else { return Ok(()) };
    let (what, path) = (Notice::Invited, format!("/consortia/{}", about.slug));
    let name = companies::firm_by_id(tx, firm).await?.name;
    let subject = |lang| what.says(Texts(lang), about.name.get(lang), name.get(lang)).0;
    let said = inbox::said(&subject(Lang::Ko), &subject(Lang::En));
    let news = News { kind: what.code(), thing: &about.slug, path: &path, weight: what.weight(at) };
    for owner in companies::owners(tx, &[firm]).await? {
        inbox::note(tx, owner.person, &said, news, at).await?;
    }
    Ok(())
}

/// A firm did what it was asked for, or cannot any more.
pub async fn settled(ctx: &Ctx, tx: &mut Tx, about: &Brief, firm: i64, what: Notice) -> AppResult<()> {
    let owners = companies::owners(tx, &[firm]).await?;
    Ok(inbox::done_by(tx, &owners, what.code(), &about.slug, ctx.now).await?)
}

async fn tell(
    ctx: &Ctx,
    tx: &mut Tx,
    about: &Brief,
    to: &[Recipient],
    what: Notice,
    firm: &Text2,
    more: &str,
) -> AppResult<()> {
    let path = format!("/consortia/{}", about.slug);
    let letter = |_: &Recipient, lang| {
        let t = Texts(lang);
        let (subject, first) = what.says(t, about.name.get(lang), firm.get(lang));
        Letter {
            lang,
            subject,
            paragraphs: std::iter::once(first).chain(Some(more.to_owned()).filter(|m| !m.is_empty())).collect(),
            button: Some((t.s(words::MAIL_OPEN).to_owned(), ctx.app.absolute(lang, &path))),
        }
    };
    let news = News { kind: what.code(), thing: &about.slug, path: &path, weight: what.weight(ctx.now) };
    Ok(inbox::tell_all(tx, to, news, letter, ctx.now).await?)
}
