//! The secretariat and sector coordinators look at what firms claim.

use super::{
    super::{
        history,
        model::{EvidenceView, REVIEW_ROWS, Seen, Sight, WaitingCapability},
    },
    capabilities::{CapabilityRow, evidence_of},
};
use crate::{
    companies::{self, Remit},
    db::{StoreResult, Tx, in_25},
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
    company_id: i64,
    since: i64,
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

/// Who reviews.
pub struct Reviewer {
    pub person: i64,
    pub remit: Remit,
    /// Firms that bid with or against the reviewer's own.
    pub bound: Vec<i64>,
}

impl Reviewer {
    /// Whether they may look at what a firm of these sectors claims at a level. Their own firms are the caller's matter.
    pub fn may(&self, company: i64, sectors: &[String], level: i64) -> bool {
        match &self.remit {
            Remit::Alliance => true,
            Remit::Sectors(own) => {
                level <= HIGHEST_OF_SECTORS
                    && sectors.iter().any(|sector| own.contains(sector))
                    && !self.bound.contains(&company)
            }
        }
    }
}

/// The highest level that sector coordinators confirm.
const HIGHEST_OF_SECTORS: i64 = 3;

/// What decides whether a capability stands in a reviewer's queue, and where.
#[derive(sqlx::FromRow)]
struct QueuedRow {
    id: i64,
    company_id: i64,
    level: i64,
    sectors: String,
}

/// A page of the capabilities of confirmed firms that wait, firm by firm, the longest waiting first, and how many wait in
/// all. Those of the reviewer's own firms stay out.
pub async fn waiting(
    tx: &mut Tx,
    reviewer: &Reviewer,
    page: i64,
    now: UnixMillis,
) -> StoreResult<(Vec<WaitingCapability>, i64)> {
    const QUEUE: &str = "SELECT c.id, c.company_id, c.level, COALESCE((SELECT string_agg(s.sector, ',') \
        FROM company_sector s WHERE s.company_id = f.id), '') AS sectors, \
        MIN(c.waiting_ms) OVER (PARTITION BY f.id) AS firm_since FROM capability c \
        JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' WHERE c.waiting_ms IS NOT NULL AND NOT EXISTS \
        (SELECT 1 FROM company_person p WHERE p.company_id = f.id AND p.person_id = $1) \
        ORDER BY firm_since, f.id, c.waiting_ms, c.id";
    let mut queue: Vec<QueuedRow> = tx.all(QUEUE, values![reviewer.person]).await?;
    queue.retain(|row| {
        let sectors: Vec<String> = row.sectors.split(',').map(str::to_owned).collect();
        reviewer.may(row.company_id, &sectors, row.level)
    });
    let rows = usize::try_from(REVIEW_ROWS).unwrap_or_default();
    let before = usize::try_from(page.max(1) - 1).unwrap_or_default().saturating_mul(rows);
    let ids: Vec<i64> = queue.iter().skip(before).take(rows).map(|row| row.id).collect();
    let of_firm = |company: i64| i64::try_from(queue.iter().filter(|row| row.company_id == company).count());
    let mut found = queued(tx, &ids).await?;
    let mut evidence = evidence_of(tx, &ids, now).await?;
    let map = super::map(tx).await?;
    found.sort_by_key(|row| ids.iter().position(|id| *id == row.capability.id));
    let view = |row: WaitingRow| {
        let proofs = evidence.remove(&row.capability.id).unwrap_or_default();
        let technology = map.label(&row.capability.technology);
        WaitingCapability {
            seen: row.seen(&proofs),
            firm: Label::new(row.firm, row.firm_ko, row.firm_en),
            firm_waiting: of_firm(row.company_id).unwrap_or_default(),
            capability: row.capability.view(technology, proofs, Sight::Reviewer, true),
            since: UnixMillis(row.since),
            promised: companies::promised(UnixMillis(row.since)),
        }
    };
    let total = i64::try_from(queue.len()).unwrap_or(i64::MAX);
    Ok((found.into_iter().map(view).collect(), total))
}

/// What is shown of capabilities that wait.
async fn queued(tx: &mut Tx, ids: &[i64]) -> StoreResult<Vec<WaitingRow>> {
    const SELECT: &str = concat!(
        "SELECT f.slug AS firm, f.name_ko AS firm_ko, f.name_en AS firm_en, c.company_id, c.waiting_ms AS since, \
        s.seen_ms, COALESCE(s.level, 0) AS seen_level, COALESCE(s.note_ko, '') AS seen_ko, \
        COALESCE(s.note_en, '') AS seen_en, COALESCE(s.evidence, '') AS seen_evidence, c.id, c.ref, c.technology, \
        c.activity, c.level, c.verified_level, c.open, c.note_ko, c.note_en, c.waiting_ms, c.return_reason, c.version \
        FROM capability c JOIN company f ON f.id = c.company_id LEFT JOIN capability_seen s ON s.capability_id = c.id \
        WHERE c.id IN ",
        crate::in_25!()
    );
    let mut rows = Vec::new();
    for some in in_25(ids) {
        rows.extend(tx.all::<WaitingRow>(SELECT, &some).await?);
    }
    Ok(rows)
}

/// How many capabilities of members wait, and since when the first of them.
pub async fn waiting_since(tx: &mut Tx) -> StoreResult<(i64, Option<UnixMillis>)> {
    const SELECT: &str = "SELECT COUNT(*), MIN(c.waiting_ms) FROM capability c JOIN company f ON f.id = c.company_id \
        AND f.state = 'confirmed' WHERE c.waiting_ms IS NOT NULL";
    let (count, first): (i64, Option<i64>) = tx.one(SELECT, values![]).await?;
    Ok((count, first.map(UnixMillis)))
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
