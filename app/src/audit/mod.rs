//! The audit log: who did what to which thing. Written in the transaction that does it; holds ids, never names.

use crate::{
    db::{StoreResult, Tx},
    time::UnixMillis,
    values,
};

/// A thing of the portal by its table's word and id.
#[derive(Clone, Copy, Debug)]
pub struct Thing(pub &'static str, pub i64);

/// Notes that `person` (`None`: the portal itself) did `verb` to `thing`.
pub async fn record(
    tx: &mut Tx,
    now: UnixMillis,
    person: Option<i64>,
    verb: &str,
    thing: Thing,
    detail: &str,
) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO audit (at_ms, person_id, verb, kind, thing_id, detail) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    tx.run(INSERT, values![now, person, verb, thing.0, thing.1, detail]).await?;
    Ok(())
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    pub at_ms: i64,
    pub person_id: Option<i64>,
    pub verb: String,
    pub detail: String,
}

/// When one of two things was last done to a thing.
pub async fn last(tx: &mut Tx, thing: Thing, verbs: [&str; 2]) -> StoreResult<Option<UnixMillis>> {
    const SELECT: &str = "SELECT MAX(at_ms) FROM audit WHERE kind = $1 AND thing_id = $2 AND verb IN ($3, $4)";
    let (at,): (Option<i64>,) = tx.one(SELECT, values![thing.0, thing.1, verbs[0], verbs[1]]).await?;
    Ok(at.map(UnixMillis))
}

/// What was done to a thing, the oldest first.
pub async fn history(tx: &mut Tx, thing: Thing) -> StoreResult<Vec<Entry>> {
    const SELECT: &str =
        "SELECT at_ms, person_id, verb, detail FROM audit WHERE kind = $1 AND thing_id = $2 ORDER BY id";
    tx.all(SELECT, values![thing.0, thing.1]).await
}
