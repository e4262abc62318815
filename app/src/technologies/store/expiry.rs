//! Confirmed capabilities whose evidence is over.

use super::super::{history, model::EVIDENCE_FROM};
use crate::{
    db::{StoreResult, Tx},
    time::UnixMillis,
    values,
};

/// Whether capability `c` stands at a level that needs evidence (`$1`) and has none that holds at `$2`.
macro_rules! unproved {
    () => {
        "c.verified_level >= $1 AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.capability_id = c.id \
        AND (e.expires_ms IS NULL OR e.expires_ms > $2))"
    };
}

/// A capability that lost its evidence.
#[derive(Debug, sqlx::FromRow)]
pub struct Unproved {
    pub id: i64,
    #[sqlx(rename = "ref")]
    pub reference: String,
    pub company_id: i64,
    pub technology: String,
}

/// One whose evidence is over, if there is any.
pub async fn unproved(tx: &mut Tx, now: UnixMillis) -> StoreResult<Option<Unproved>> {
    const SELECT: &str = concat!(
        "SELECT c.id, c.ref, c.company_id, c.technology FROM evidence x JOIN capability c ON c.id = x.capability_id \
        WHERE x.expires_ms <= $2 AND ",
        unproved!(),
        " ORDER BY c.id LIMIT 1"
    );
    tx.optional(SELECT, values![EVIDENCE_FROM, now]).await
}

/// Lowers what is confirmed of a capability to the highest level that needs no evidence. Whether that was still needed.
pub async fn lower(tx: &mut Tx, id: i64, now: UnixMillis) -> StoreResult<bool> {
    const UPDATE: &str = concat!(
        "UPDATE capability AS c SET verified_level = $1 - 1, version = version + 1 WHERE c.id = $3 AND ",
        unproved!()
    );
    let lowered = tx.run(UPDATE, values![EVIDENCE_FROM, now, id]).await? == 1;
    if lowered {
        history::remember(tx, id, now).await?;
    }
    Ok(lowered)
}
