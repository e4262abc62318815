//! The secretariat looks at what firms claim.

use super::{
    super::{
        history,
        model::{Sight, WaitingCapability},
    },
    capabilities::{CapabilityRow, evidence_of},
};
use crate::{
    companies,
    db::{StoreResult, Tx},
    label::Label,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};

#[derive(sqlx::FromRow)]
struct WaitingRow {
    firm: String,
    firm_ko: String,
    firm_en: String,
    since: i64,
    total: i64,
    #[sqlx(flatten)]
    capability: CapabilityRow,
}

/// A page of the capabilities of confirmed firms that wait, firm by firm, the longest waiting first, and how many wait in
/// all. Those of the reviewer's own firms stay out.
pub async fn waiting(
    tx: &mut Tx,
    reviewer: i64,
    page: i64,
    now: UnixMillis,
) -> StoreResult<(Vec<WaitingCapability>, i64)> {
    const SELECT: &str = "SELECT f.slug AS firm, f.name_ko AS firm_ko, f.name_en AS firm_en, c.waiting_ms AS since, \
        COUNT(*) OVER () AS total, c.id, c.ref, c.technology, c.activity, c.level, c.verified_level, \
        c.open, c.note_ko, c.note_en, c.waiting_ms, c.return_reason, c.version FROM capability c \
        JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' \
        WHERE c.waiting_ms IS NOT NULL AND NOT EXISTS (SELECT 1 FROM company_person p WHERE p.company_id = f.id \
        AND p.person_id = $1) ORDER BY c.waiting_ms, f.id, c.id LIMIT CAST($2 AS BIGINT) OFFSET $3";
    let rows = tx.all::<WaitingRow>(SELECT, values![reviewer, PAGE_ROWS, rows_before(page)]).await?;
    let total = rows.first().map_or(0, |r| r.total);
    let ids: Vec<i64> = rows.iter().map(|r| r.capability.id).collect();
    let mut evidence = evidence_of(tx, &ids, now).await?;
    let map = super::map(tx).await?;
    let view = |row: WaitingRow| {
        let proofs = evidence.remove(&row.capability.id).unwrap_or_default();
        let technology = map.label(&row.capability.technology);
        WaitingCapability {
            firm: Label::new(row.firm, row.firm_ko, row.firm_en),
            capability: row.capability.view(technology, proofs, Sight::Reviewer, true),
            since: UnixMillis(row.since),
            promised: companies::promised(UnixMillis(row.since)),
        }
    };
    Ok((rows.into_iter().map(view).collect(), total))
}

/// Confirms a capability at a level, which the row's own constraint keeps at or below the claim.
pub async fn confirm(tx: &mut Tx, id: i64, version: i64, level: i64, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE capability SET verified_level = $3, verified_ms = $4, waiting_ms = NULL, return_reason = '', \
        version = version + 1 WHERE id = $1 AND version = $2 AND level >= $3";
    tx.run_versioned(UPDATE, values![id, version, level, now]).await?;
    history::remember(tx, id, now).await
}

/// Sends a capability back with what to complete; what was confirmed stays.
pub async fn give_back(tx: &mut Tx, id: i64, version: i64, reason: &str) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE capability SET waiting_ms = NULL, return_reason = $3, version = version + 1 \
        WHERE id = $1 AND version = $2 AND waiting_ms IS NOT NULL";
    tx.run_versioned(UPDATE, values![id, version, reason]).await
}

/// Takes a capability off the queue without an answer: there is nothing to look at.
pub async fn set_aside(tx: &mut Tx, id: i64) -> StoreResult<()> {
    tx.run("UPDATE capability SET waiting_ms = NULL WHERE id = $1", values![id]).await?;
    Ok(())
}
