//! The SQL of messages.

mod digests;

pub use digests::{Digest, claim_day, take_digest, waiting_for_digest};

use super::{
    letter::{self, Letter},
    model::{InboxQuery, MessageView, Preference},
};
use crate::{
    ctx::App,
    db::{StoreError, StoreResult, Tx},
    secret,
    text::{Lang, Text2},
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};
use std::collections::HashMap;

/// What stands before the subject of every mail, and before no message.
const MARK: &str = "[OCA] ";

/// Somebody to tell: who, and where and in which language to write to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub person: i64,
    pub email: String,
    pub lang: Lang,
}

impl AsRef<Self> for Recipient {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// Whether a message only tells, or asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Information,
    /// Open until [`done`] or [`done_by`] settles it.
    Action,
    /// The same, due at an instant and overdue from then on.
    Due(UnixMillis),
    /// The same, over at an instant.
    Until(UnixMillis),
}

/// What stands in the inbox beside the words, which are those of the letter's subject.
#[derive(Clone, Copy, Debug)]
pub struct News<'a> {
    pub kind: &'a str,
    /// What it is about, for the act that settles it: a slug or a reference.
    pub thing: &'a str,
    /// Where to go.
    pub path: &'a str,
    pub weight: Weight,
}

/// A message that asks for nothing.
pub const fn informs<'a>(kind: &'a str, path: &'a str) -> News<'a> {
    News { kind, thing: "", path, weight: Weight::Information }
}

/// Tells people of their own affairs: by mail and inside the portal, each in their language.
pub async fn tell_all<R: AsRef<Recipient>>(
    tx: &mut Tx,
    to: &[R],
    news: News<'_>,
    letter: impl Fn(&R, Lang) -> Letter,
    now: UnixMillis,
) -> StoreResult<()> {
    for one in to {
        let Recipient { person, email, lang } = one.as_ref();
        letter::mail(tx, email, &letter(one, *lang), now).await?;
        let said = said(&letter(one, Lang::Ko).subject, &letter(one, Lang::En).subject);
        tell(tx, *person, &said, news, true, now).await?;
    }
    Ok(())
}

/// Tells people of something that concerns many: inside the portal, and by mail as each of them wants it.
pub async fn announce(
    tx: &mut Tx,
    to: &[Recipient],
    news: News<'_>,
    letter: impl Fn(Lang) -> Letter,
    now: UnixMillis,
) -> StoreResult<()> {
    const CHOSEN: &str = "SELECT person_id, news FROM mail_preference";
    let chosen: HashMap<i64, String> = tx.all::<(i64, String)>(CHOSEN, values![]).await?.into_iter().collect();
    let letters = [letter(Lang::Ko), letter(Lang::En)];
    let said = said(&letters[0].subject, &letters[1].subject);
    for Recipient { person, email, lang } in to {
        let wants = chosen.get(person).and_then(|code| Preference::of_code(code).ok()).unwrap_or_default();
        if wants == Preference::Now {
            let own = letters.iter().find(|letter| letter.lang == *lang);
            letter::mail(tx, email, own.unwrap_or(&letters[0]), now).await?;
        }
        tell(tx, *person, &said, news, wants != Preference::Daily, now).await?;
    }
    Ok(())
}

/// What a message says: the subject of its mail in both languages.
pub fn said(ko: &str, en: &str) -> Text2 {
    let plain = |subject: &str| subject.strip_prefix(MARK).unwrap_or(subject).to_owned();
    Text2::new(plain(ko), plain(en))
}

/// Writes a message into an inbox, of which no mail tells.
pub async fn note(tx: &mut Tx, person: i64, said: &Text2, news: News<'_>, now: UnixMillis) -> StoreResult<()> {
    tell(tx, person, said, news, true, now).await
}

async fn tell(
    tx: &mut Tx,
    person: i64,
    said: &Text2,
    news: News<'_>,
    mailed: bool,
    now: UnixMillis,
) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO message (ref, person_id, kind, thing, path, content, content_en, created_ms, action, \
        due_ms, lapses, mailed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let (action, due, lapses) = match news.weight {
        Weight::Information => (false, None, false),
        Weight::Action => (true, None, false),
        Weight::Due(at) => (true, Some(at), false),
        Weight::Until(at) => (true, Some(at), true),
    };
    let values = values![
        secret::reference(),
        person,
        news.kind,
        news.thing,
        news.path,
        &said.ko,
        &said.en,
        now,
        action,
        due,
        lapses,
        mailed
    ];
    tx.run(INSERT, values).await?;
    Ok(())
}

/// Something that people were asked for is settled, for all of them.
pub async fn done(tx: &mut Tx, kind: &str, thing: &str, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE message SET done_ms = $3, read_ms = COALESCE(read_ms, $3) \
        WHERE kind = $1 AND thing = $2 AND action AND done_ms IS NULL";
    tx.run(UPDATE, values![kind, thing, now]).await?;
    Ok(())
}

/// The same for these people only.
pub async fn done_by<R: AsRef<Recipient>>(
    tx: &mut Tx,
    people: &[R],
    kind: &str,
    thing: &str,
    now: UnixMillis,
) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE message SET done_ms = $4, read_ms = COALESCE(read_ms, $4) \
        WHERE person_id = $1 AND kind = $2 AND thing = $3 AND action AND done_ms IS NULL";
    for one in people {
        tx.run(UPDATE, values![one.as_ref().person, kind, thing, now]).await?;
    }
    Ok(())
}

/// Who was asked for something since an instant and has not done it.
pub async fn asked_since(tx: &mut Tx, kind: &str, thing: &str, since: UnixMillis) -> StoreResult<Vec<i64>> {
    const SELECT: &str = "SELECT person_id FROM message WHERE kind = $1 AND thing = $2 AND action AND done_ms IS NULL \
        AND created_ms > $3";
    tx.numbers(SELECT, values![kind, thing, since]).await
}

/// Takes messages of a kind about something away, as if they had never come.
pub async fn forget(tx: &mut Tx, kind: &str, path: &str) -> StoreResult<()> {
    tx.run("DELETE FROM message WHERE kind = $1 AND path = $2", values![kind, path]).await?;
    Ok(())
}

/// What is over by now is open no more.
pub async fn lapse(app: &App, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str =
        "UPDATE message SET done_ms = due_ms WHERE action AND lapses AND done_ms IS NULL AND due_ms <= $1";
    let mut tx = app.db.begin().await?;
    tx.run(UPDATE, values![now]).await?;
    tx.commit().await
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    r#ref: String,
    path: String,
    content: String,
    content_en: String,
    created_ms: i64,
    read_ms: Option<i64>,
    action: bool,
    due_ms: Option<i64>,
    done_ms: Option<i64>,
}

impl From<MessageRow> for MessageView {
    fn from(row: MessageRow) -> Self {
        Self {
            reference: row.r#ref,
            said: Text2::new(row.content, row.content_en),
            path: row.path,
            at: UnixMillis(row.created_ms),
            read: row.read_ms.is_some(),
            action: row.action,
            due: row.due_ms.map(UnixMillis),
            done: row.done_ms.map(UnixMillis),
        }
    }
}

/// A page of a person's messages: what has to be done first, by when it is due, then the newest.
pub async fn messages(tx: &mut Tx, person: i64, query: &InboxQuery) -> StoreResult<Vec<MessageView>> {
    const SELECT: &str = "SELECT ref, path, content, content_en, created_ms, read_ms, action, due_ms, done_ms FROM message \
        WHERE person_id = $1 AND (NOT $2 OR (action AND done_ms IS NULL)) \
        ORDER BY CASE WHEN action AND done_ms IS NULL THEN 0 ELSE 1 END, CASE WHEN action AND done_ms IS NULL \
        THEN COALESCE(due_ms, 9000000000000000) ELSE 0 END, id DESC LIMIT CAST($3 AS BIGINT) OFFSET $4";
    let values = values![person, query.open, PAGE_ROWS, rows_before(query.page)];
    Ok(tx.all::<MessageRow>(SELECT, values).await?.into_iter().map(Into::into).collect())
}

/// What a person is asked for, what is due first; at most `most`, and how much it is in all.
pub async fn waiting(tx: &mut Tx, person: i64, most: usize) -> StoreResult<(Vec<MessageView>, i64)> {
    let open = open_actions(tx, person).await?;
    if open == 0 {
        return Ok((Vec::new(), 0));
    }
    let mut first = messages(tx, person, &InboxQuery { open: true, page: 1 }).await?;
    first.truncate(most);
    Ok((first, open))
}

/// How many messages a person has, how many of them ask for something, and how many are unread.
pub async fn counts(tx: &mut Tx, person: i64) -> StoreResult<(i64, i64, i64)> {
    const COUNT: &str = "SELECT COUNT(*), COUNT(CASE WHEN action AND done_ms IS NULL THEN 1 END), \
        COUNT(CASE WHEN read_ms IS NULL THEN 1 END) FROM message WHERE person_id = $1";
    tx.one(COUNT, values![person]).await
}

/// How many things a person is asked for.
pub async fn open_actions(tx: &mut Tx, person: i64) -> StoreResult<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM message WHERE person_id = $1 AND action AND done_ms IS NULL";
    tx.number(COUNT, values![person]).await
}

/// Marks everything a person was told as read.
pub async fn read_all(tx: &mut Tx, person: i64, now: UnixMillis) -> StoreResult<()> {
    tx.run("UPDATE message SET read_ms = $2 WHERE person_id = $1 AND read_ms IS NULL", values![person, now]).await?;
    Ok(())
}

/// A person says that something is done, or will not be.
pub async fn set_done(tx: &mut Tx, person: i64, reference: &str, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE message SET done_ms = $3, read_ms = COALESCE(read_ms, $3) \
        WHERE person_id = $1 AND ref = $2 AND action AND done_ms IS NULL";
    match tx.run(UPDATE, values![person, reference, now]).await? {
        0 => Err(StoreError::Missing),
        _ => Ok(()),
    }
}

/// How a person wants to hear of news.
pub async fn preference(tx: &mut Tx, person: i64) -> StoreResult<Preference> {
    const SELECT: &str = "SELECT news FROM mail_preference WHERE person_id = $1";
    let found: Option<(String,)> = tx.optional(SELECT, values![person]).await?;
    Ok(found.and_then(|(code,)| Preference::of_code(&code).ok()).unwrap_or_default())
}

/// Changes that. What waits for a digest goes by the new wish, too.
pub async fn set_preference(tx: &mut Tx, person: i64, wants: Preference) -> StoreResult<()> {
    const UPSERT: &str = "INSERT INTO mail_preference (person_id, news) VALUES ($1, $2) \
        ON CONFLICT (person_id) DO UPDATE SET news = excluded.news";
    tx.run(UPSERT, values![person, wants.code()]).await?;
    if wants == Preference::Never {
        tx.run("UPDATE message SET mailed = TRUE WHERE person_id = $1 AND NOT mailed", values![person]).await?;
    }
    Ok(())
}

/// The kinds of what a person was told, the newest first.
#[cfg(test)]
pub async fn kinds_told(tx: &mut Tx, person: i64) -> StoreResult<Vec<String>> {
    const SELECT: &str = "SELECT kind FROM message WHERE person_id = $1 ORDER BY id DESC";
    Ok(tx.all::<(String,)>(SELECT, values![person]).await?.into_iter().map(|row| row.0).collect())
}
