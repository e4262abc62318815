//! What consortia tell people: by mail and in their inbox, in the transaction that it tells of.

use super::store::Brief;
use crate::{
    accounts, companies,
    ctx::Ctx,
    db::Tx,
    error::AppResult,
    inbox::{self, Letter},
    text::{Lang, Texts, keys::consortia as words},
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

/// Tells the owners of one firm; `more` is what somebody wrote to them.
pub async fn to_firm(ctx: &Ctx, tx: &mut Tx, about: &Brief, firm: i64, what: Notice, more: &str) -> AppResult<()> {
    let name = companies::firm_by_id(tx, firm).await?.name;
    for owner in companies::owners(tx, firm).await? {
        tell(ctx, tx, about, owner, what, |lang| name.get(lang).to_owned(), more).await?;
    }
    Ok(())
}

/// Tells the owners of a firm what another firm answered.
pub async fn of_firm(
    ctx: &Ctx,
    tx: &mut Tx,
    about: &Brief,
    to: i64,
    (answering, what): (i64, Notice),
    more: &str,
) -> AppResult<()> {
    let name = companies::firm_by_id(tx, answering).await?.name;
    for owner in companies::owners(tx, to).await? {
        tell(ctx, tx, about, owner, what, |lang| name.get(lang).to_owned(), more).await?;
    }
    Ok(())
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
    for member in members {
        for owner in companies::owners(tx, *member).await?.into_iter().filter(|o| *o != doer) {
            tell(ctx, tx, about, owner, what, |_| String::new(), "").await?;
        }
    }
    Ok(())
}

async fn tell(
    ctx: &Ctx,
    tx: &mut Tx,
    about: &Brief,
    person: i64,
    what: Notice,
    firm: impl Fn(Lang) -> String,
    more: &str,
) -> AppResult<()> {
    let (email, lang) = accounts::email_of(tx, person).await?;
    let t = Texts(lang);
    let name = about.name.get(lang);
    let (subject, first) = what.says(t, name, &firm(lang));
    let path = format!("/consortia/{}", about.slug);
    let letter = Letter {
        lang,
        subject,
        paragraphs: std::iter::once(first).chain(Some(more.to_owned()).filter(|m| !m.is_empty())).collect(),
        button: Some((t.s(words::MAIL_OPEN).to_owned(), ctx.absolute(lang, &path))),
    };
    inbox::mail(tx, &email, &letter, ctx.now).await?;
    inbox::tell(tx, person, what.code(), name, &path, ctx.now).await?;
    Ok(())
}
