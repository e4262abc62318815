//! The secretariat looks at what firms claim.

use super::{
    super::{
        history,
        model::{EvidenceView, REVIEW_ROWS, Seen, Sight, WaitingCapability},
    },
    capabilities::{CapabilityRow, evidence_of},
};
use crate::{
    companies,
    db::{StoreResult, Tx},
    label::Label,
    text::Text2,
    time::UnixMillis,
    values,
};

#[derive(sqlx::FromRow)]
struct WaitingRow {
    firm: String,
    firm_ko: String,
    firm_en: String,
    firm_waiting: i64,
    since: i64,
    total: i64,
    seen_ms: Option<i64>,
    seen_level: i64,
    seen_ko: String,
    seen_en: String,
    seen_evidence: String,
    #[sqlx(flatten)]
    capability: CapabilityRow,
}

impl WaitingRow {
    /// What was seen of it before, beside what is there now.
    fn seen(&self, evidence: &[EvidenceView]) -> Option<Seen> {
        let known: Vec<&str> = self.seen_evidence.split(',').filter(|name| !name.is_empty()).collect();
        let fresh = evidence.iter().map(|e| &e.reference).filter(|name| !known.contains(&name.as_str())).cloned();
        let fresh: Vec<String> = fresh.collect();
        let note = Text2::new(&self.seen_ko, &self.seen_en);
        Some(Seen {
            at: UnixMillis(self.seen_ms?),
            level: self.seen_level,
            noted: note != Text2::new(&self.capability.note_ko, &self.capability.note_en),
            note,
            gone: known.iter().filter(|name| !evidence.iter().any(|e| e.reference == **name)).count(),
            fresh,
        })
    }
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
        MIN(c.waiting_ms) OVER (PARTITION BY f.id) AS firm_since, COUNT(*) OVER (PARTITION BY f.id) AS firm_waiting, \
        COUNT(*) OVER () AS total, s.seen_ms, COALESCE(s.level, 0) AS seen_level, COALESCE(s.note_ko, '') AS seen_ko, \
        COALESCE(s.note_en, '') AS seen_en, COALESCE(s.evidence, '') AS seen_evidence, c.id, c.ref, c.technology, c.activity, c.level, c.verified_level, \
        c.open, c.note_ko, c.note_en, c.waiting_ms, c.return_reason, c.version FROM capability c \
        JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' \
        LEFT JOIN capability_seen s ON s.capability_id = c.id WHERE c.waiting_ms IS NOT NULL AND NOT EXISTS (SELECT 1 FROM company_person p WHERE p.company_id = f.id \
        AND p.person_id = $1) ORDER BY firm_since, f.id, c.waiting_ms, c.id LIMIT CAST($2 AS BIGINT) OFFSET $3";
    let rows = tx.all::<WaitingRow>(SELECT, values![reviewer, REVIEW_ROWS, (page.max(1) - 1) * REVIEW_ROWS]).await?;
    let total = rows.first().map_or(0, |r| r.total);
    let ids: Vec<i64> = rows.iter().map(|r| r.capability.id).collect();
    let mut evidence = evidence_of(tx, &ids, now).await?;
    let map = super::map(tx).await?;
    let view = |row: WaitingRow| {
        let proofs = evidence.remove(&row.capability.id).unwrap_or_default();
        let technology = map.label(&row.capability.technology);
        WaitingCapability {
            seen: row.seen(&proofs),
            firm: Label::new(row.firm, row.firm_ko, row.firm_en),
            firm_waiting: row.firm_waiting,
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
    see(tx, id, now).await?;
    history::remember(tx, id, now).await
}

/// Keeps what was seen of a capability when it was answered.
async fn see(tx: &mut Tx, id: i64, now: UnixMillis) -> StoreResult<()> {
    const KEEP: &str = "INSERT INTO capability_seen (capability_id, seen_ms, level, note_ko, note_en, evidence) \
        SELECT c.id, $2, c.level, c.note_ko, c.note_en, COALESCE((SELECT string_agg(e.ref, ',') FROM evidence e \
        WHERE e.capability_id = c.id), '') FROM capability c WHERE c.id = $1 ON CONFLICT (capability_id) DO UPDATE SET \
        seen_ms = excluded.seen_ms, level = excluded.level, note_ko = excluded.note_ko, note_en = excluded.note_en, \
        evidence = excluded.evidence";
    tx.run(KEEP, values![id, now]).await?;
    Ok(())
}

/// Sends a capability back with what to complete; what was confirmed stays.
pub async fn give_back(tx: &mut Tx, id: i64, version: i64, reason: &str, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE capability SET waiting_ms = NULL, return_reason = $3, version = version + 1 \
        WHERE id = $1 AND version = $2 AND waiting_ms IS NOT NULL";
    tx.run_versioned(UPDATE, values![id, version, reason]).await?;
    see(tx, id, now).await
}

/// Takes a capability off the queue without an answer: there is nothing to look at.
pub async fn set_aside(tx: &mut Tx, id: i64) -> StoreResult<()> {
    tx.run("UPDATE capability SET waiting_ms = NULL WHERE id = $1", values![id]).await?;
    Ok(())
}
