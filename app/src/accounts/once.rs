//! Idempotency: a form that is posted twice acts once and answers the same.

use crate::{
    db::{StoreResult, Tx},
    time::{HOUR_MS, UnixMillis},
    values,
};

/// How long a result is remembered.
const KEPT_MS: i64 = 48 * HOUR_MS;

/// The result that this person's form already had, if it was posted before.
pub async fn earlier(tx: &mut Tx, person: i64, key: &str) -> StoreResult<Option<String>> {
    const SELECT: &str = "SELECT result FROM idempotency WHERE person_id = $1 AND once_key = $2";
    let found: Option<(String,)> = tx.optional(SELECT, values![person, key]).await?;
    Ok(found.map(|row| row.0))
}

/// Remembers the result. Two posts at once: the second finds the key taken and fails, its work undone.
pub async fn remember(tx: &mut Tx, person: i64, key: &str, result: &str, now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO idempotency (person_id, once_key, result, at_ms) VALUES ($1, $2, $3, $4)";
    tx.run(INSERT, values![person, key, result, now]).await?;
    Ok(())
}

/// Forgets results that are too old to matter.
pub async fn purge(tx: &mut Tx, now: UnixMillis) -> StoreResult<()> {
    tx.run("DELETE FROM idempotency WHERE at_ms < $1", values![now + -KEPT_MS]).await?;
    Ok(())
}
