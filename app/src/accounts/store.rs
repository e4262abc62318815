//! The SQL of people, sessions and mailed links.

use super::model::{Person, SessionView};
use crate::{
    db::{StoreError, StoreResult, Tx},
    secret,
    text::Lang,
    time::UnixMillis,
    values,
};

/// A person to be added.
#[derive(Clone, Debug)]
pub struct NewPerson<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub lang: Lang,
    pub password_hash: &'a str,
    pub coordinator: bool,
    /// When the address was proved, if it was.
    pub verified: Option<UnixMillis>,
}

/// Adds a person. A known address is [`StoreError::Taken`].
pub async fn add_person(tx: &mut Tx, person: &NewPerson<'_>, now: UnixMillis) -> StoreResult<i64> {
    const INSERT: &str = "INSERT INTO person (ref, email, name, lang, password_hash, coordinator, verified_ms, created_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (email) DO NOTHING RETURNING id";
    let p = person;
    let added: Option<(i64,)> = tx
        .optional(
            INSERT,
            values![
                secret::reference(),
                p.email,
                p.name,
                p.lang.code(),
                p.password_hash,
                p.coordinator,
                p.verified,
                now
            ],
        )
        .await?;
    added.map(|row| row.0).ok_or(StoreError::Taken)
}

/// Makes a person a coordinator.
pub async fn make_coordinator(tx: &mut Tx, email: &str) -> StoreResult<i64> {
    tx.number("UPDATE person SET coordinator = TRUE WHERE email = $1 RETURNING id", values![email]).await
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: i64,
    name: String,
    email: String,
    lang: String,
    coordinator: bool,
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            email: row.email,
            lang: Lang::of_code(&row.lang),
            coordinator: row.coordinator,
        }
    }
}

/// What a person is called.
pub async fn name_of(tx: &mut Tx, person: i64) -> StoreResult<String> {
    let (name,): (String,) = tx.one("SELECT name FROM person WHERE id = $1", values![person]).await?;
    Ok(name)
}

/// What a sign-in compares: id, password hash, and whether the address is verified.
pub async fn credentials(tx: &mut Tx, email: &str) -> StoreResult<Option<(i64, String, bool)>> {
    const SELECT: &str = "SELECT id, password_hash, verified_ms IS NOT NULL FROM person WHERE email = $1";
    tx.optional(SELECT, values![email]).await
}

/// The person with this address.
pub async fn by_email(tx: &mut Tx, email: &str) -> StoreResult<Option<Person>> {
    const SELECT: &str = "SELECT id, name, email, lang, coordinator FROM person WHERE email = $1";
    Ok(tx.optional::<PersonRow>(SELECT, values![email]).await?.map(Into::into))
}

/// Notes that the address of a person is proved.
pub async fn verify(tx: &mut Tx, person: i64, now: UnixMillis) -> StoreResult<()> {
    tx.run("UPDATE person SET verified_ms = COALESCE(verified_ms, $2) WHERE id = $1", values![person, now]).await?;
    Ok(())
}

/// Gives a person another password.
pub async fn set_password(tx: &mut Tx, person: i64, hash: &str) -> StoreResult<()> {
    tx.run("UPDATE person SET password_hash = $2 WHERE id = $1", values![person, hash]).await?;
    Ok(())
}

/// Changes a person's own settings.
pub async fn update(tx: &mut Tx, person: i64, name: &str, lang: Lang) -> StoreResult<()> {
    tx.run("UPDATE person SET name = $2, lang = $3 WHERE id = $1", values![person, name, lang.code()]).await?;
    // Whoever coordinates a group stands on its page with their name.
    tx.touch_public();
    Ok(())
}

/// Stores a mailed link under the hash of its token; earlier links of the same purpose end.
pub async fn add_link(tx: &mut Tx, token: &str, purpose: &str, person: i64, expires: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO mailed_link (token_hash, purpose, person_id, expires_ms) VALUES ($1, $2, $3, $4)";
    tx.run("DELETE FROM mailed_link WHERE person_id = $1 AND purpose = $2", values![person, purpose]).await?;
    tx.run(INSERT, values![secret::hash(token), purpose, person, expires]).await?;
    Ok(())
}

/// Uses a mailed link up and tells whose it was. An unknown, used or expired one is [`StoreError::Missing`].
pub async fn use_link(tx: &mut Tx, token: &str, purpose: &str, now: UnixMillis) -> StoreResult<i64> {
    const DELETE: &str = "DELETE FROM mailed_link WHERE token_hash = $1 AND purpose = $2 AND expires_ms > $3 \
        RETURNING person_id";
    tx.number(DELETE, values![secret::hash(token), purpose, now]).await
}

/// Starts a session under the hash of its token.
pub async fn add_session(tx: &mut Tx, token: &str, person: i64, agent: &str, now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str =
        "INSERT INTO session (token_hash, person_id, created_ms, seen_ms, agent) VALUES ($1, $2, $3, $3, $4)";
    tx.run(INSERT, values![secret::hash(token), person, now, agent]).await?;
    Ok(())
}

/// Who a live session belongs to, and when it was last seen.
pub async fn session_person(
    tx: &mut Tx,
    token: &str,
    seen_after: UnixMillis,
    created_after: UnixMillis,
) -> StoreResult<Option<(Person, UnixMillis)>> {
    const SELECT: &str = "SELECT p.id, p.name, p.email, p.lang, p.coordinator FROM session s \
        JOIN person p ON p.id = s.person_id WHERE s.token_hash = $1 AND s.seen_ms > $2 AND s.created_ms > $3";
    const SEEN: &str = "SELECT seen_ms FROM session WHERE token_hash = $1";
    let hash = secret::hash(token);
    let Some(row) = tx.optional::<PersonRow>(SELECT, values![&hash, seen_after, created_after]).await? else {
        return Ok(None);
    };
    let seen = tx.number(SEEN, values![&hash]).await?;
    Ok(Some((row.into(), UnixMillis(seen))))
}

/// Notes that a session was used.
pub async fn touch_session(tx: &mut Tx, token: &str, now: UnixMillis) -> StoreResult<()> {
    tx.run("UPDATE session SET seen_ms = $2 WHERE token_hash = $1", values![secret::hash(token), now]).await?;
    Ok(())
}

/// Ends one session.
pub async fn end_session(tx: &mut Tx, token: &str) -> StoreResult<()> {
    tx.run("DELETE FROM session WHERE token_hash = $1", values![secret::hash(token)]).await?;
    Ok(())
}

/// Ends every session of a person but the one with `kept` as its token.
pub async fn end_sessions(tx: &mut Tx, person: i64, kept: &str) -> StoreResult<()> {
    const DELETE: &str = "DELETE FROM session WHERE person_id = $1 AND token_hash <> $2";
    tx.run(DELETE, values![person, secret::hash(kept)]).await?;
    Ok(())
}

/// The sessions of a person, the last used first.
pub async fn sessions(tx: &mut Tx, person: i64) -> StoreResult<Vec<SessionView>> {
    const SELECT: &str = "SELECT agent, created_ms, seen_ms FROM session WHERE person_id = $1 \
        ORDER BY seen_ms DESC, token_hash LIMIT 20";
    let rows: Vec<(String, i64, i64)> = tx.all(SELECT, values![person]).await?;
    let view = |(agent, since, seen)| SessionView { agent, since: UnixMillis(since), seen: UnixMillis(seen) };
    Ok(rows.into_iter().map(view).collect())
}

/// Forgets sessions and links that are over.
pub async fn purge(tx: &mut Tx, seen_after: UnixMillis, created_after: UnixMillis, now: UnixMillis) -> StoreResult<()> {
    const SESSIONS: &str = "DELETE FROM session WHERE seen_ms <= $1 OR created_ms <= $2";
    tx.run(SESSIONS, values![seen_after, created_after]).await?;
    tx.run("DELETE FROM mailed_link WHERE expires_ms <= $1", values![now]).await?;
    Ok(())
}
