//! What somebody is typing into a long form, kept for them alone until they send or discard it.

use crate::{
    db::{StoreResult, Tx},
    time::UnixMillis,
    values,
};

/// Longest draft, in bytes of its form encoding.
pub const LONGEST: usize = 100_000;

/// Keeps what a person typed into a form, as its form encoding.
pub async fn save(tx: &mut Tx, person: i64, form: &str, content: &str, now: UnixMillis) -> StoreResult<()> {
    const UPSERT: &str = "INSERT INTO form_draft (person_id, form, content, saved_ms) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (person_id, form) DO UPDATE SET content = excluded.content, saved_ms = excluded.saved_ms";
    tx.run(UPSERT, values![person, form, content, now]).await?;
    Ok(())
}

/// What a person typed into a form, and when it was kept.
pub async fn load(tx: &mut Tx, person: i64, form: &str) -> StoreResult<Option<(String, UnixMillis)>> {
    const SELECT: &str = "SELECT content, saved_ms FROM form_draft WHERE person_id = $1 AND form = $2";
    let found: Option<(String, i64)> = tx.optional(SELECT, values![person, form]).await?;
    Ok(found.map(|(content, at)| (content, UnixMillis(at))))
}

/// Forgets it: the form was sent or the draft discarded.
pub async fn discard(tx: &mut Tx, person: i64, form: &str) -> StoreResult<()> {
    tx.run("DELETE FROM form_draft WHERE person_id = $1 AND form = $2", values![person, form]).await?;
    Ok(())
}
