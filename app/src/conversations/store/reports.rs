//! What firms reported.

use super::super::model::ReportedRow;
use crate::{
    db::{StoreResult, Tx},
    text::Text2,
    time::UnixMillis,
    values,
};

/// A firm tells the secretariat of a conversation. [`StoreError::Stale`] where the other one did so already.
pub async fn report(tx: &mut Tx, of: i64, by: i64, reason: &str) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE conversation SET reported_by = $2, report = $3 WHERE id = $1 \
        AND (reported_by IS NULL OR reported_by = $2)";
    tx.run_versioned(UPDATE, values![of, by, reason]).await
}

/// The secretariat has looked at it.
pub async fn settle_report(tx: &mut Tx, of: i64) -> StoreResult<()> {
    const UPDATE: &str =
        "UPDATE conversation SET reported_by = NULL, report = '' WHERE id = $1 AND reported_by IS NOT NULL";
    tx.run_versioned(UPDATE, values![of]).await
}

/// How many conversations are reported.
pub async fn count_reported(tx: &mut Tx) -> StoreResult<i64> {
    tx.number("SELECT COUNT(*) FROM conversation WHERE reported_by IS NOT NULL", values![]).await
}

/// The reported conversations, the oldest first.
pub async fn reported(tx: &mut Tx) -> StoreResult<Vec<ReportedRow>> {
    const SELECT: &str = "SELECT v.ref, a.name_ko, a.name_en, b.name_ko, b.name_en, v.report, v.changed_ms \
        FROM conversation v JOIN company a ON a.id = v.first_id JOIN company b ON b.id = v.second_id \
        WHERE v.reported_by IS NOT NULL ORDER BY v.changed_ms, v.id LIMIT 50";
    let rows: Vec<(String, String, String, String, String, String, i64)> = tx.all(SELECT, values![]).await?;
    let view =
        |(reference, ko, en, other_ko, other_en, reason, at): (String, String, String, String, String, String, i64)| {
            let (first, second) = (Text2::new(ko, en), Text2::new(other_ko, other_en));
            ReportedRow { reference, first, second, reason, at: UnixMillis(at) }
        };
    Ok(rows.into_iter().map(view).collect())
}
