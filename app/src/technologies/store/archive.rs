//! The map and capabilities as they travel between portals.

use super::super::model::{ACTIVITIES, EvidenceKind, Visibility};
use crate::{
    db::{StoreError, StoreResult, Tx},
    slugs,
    technologies::{edition, history},
    time::UnixMillis,
    values,
};
use serde::{Deserialize, Serialize};

/// A domain, an area or a technology of the map; one that is retired has no name any more, and whatever took its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
#[serde(deny_unknown_fields)]
pub struct NodeRecord {
    pub slug: String,
    /// `domain`, `area`, `technology` or `retired`.
    pub level: String,
    /// What it belongs to; of what is retired its successor.
    pub parent: String,
    pub position: i64,
    pub name_ko: String,
    pub name_en: String,
    pub about_ko: String,
    pub about_en: String,
}

/// What a firm can do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
#[serde(deny_unknown_fields)]
pub struct CapabilityRecord {
    pub capability: String,
    pub company: String,
    pub technology: String,
    pub activity: String,
    pub level: i64,
    pub verified_level: Option<i64>,
    pub open: bool,
    pub note_ko: String,
    pub note_en: String,
    pub claimed_ms: i64,
    pub verified_ms: Option<i64>,
    pub waiting_ms: Option<i64>,
    pub return_reason: String,
}

/// What proves a capability.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRecord {
    pub evidence: String,
    pub capability: String,
    pub kind: String,
    pub title_ko: String,
    pub title_en: String,
    pub issuer_ko: String,
    pub issuer_en: String,
    pub issued_ms: i64,
    pub expires_ms: Option<i64>,
    pub url: String,
    pub visibility: String,
}

/// What became of a capability, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
#[serde(deny_unknown_fields)]
pub struct HistoryRecord {
    pub company: String,
    pub technology: String,
    pub activity: String,
    pub at_ms: i64,
    pub kind: String,
    pub level: i64,
    pub verified_level: i64,
    pub open: bool,
}

/// The map: domains before areas before technologies, what is retired last.
pub async fn node_records(tx: &mut Tx) -> StoreResult<Vec<NodeRecord>> {
    const SELECT: &str = "SELECT slug, level, COALESCE(parent, '') AS parent, position, name_ko, name_en, about_ko, \
        about_en FROM technology ORDER BY CASE level WHEN 'domain' THEN 0 WHEN 'area' THEN 1 ELSE 2 END, slug";
    const RETIRED: &str = "SELECT slug, 'retired' AS level, COALESCE(successor, '') AS parent, CAST(0 AS BIGINT) AS \
        position, '' AS name_ko, '' AS name_en, '' AS about_ko, '' AS about_en FROM technology_retired ORDER BY slug";
    let mut records: Vec<NodeRecord> = tx.all(SELECT, values![]).await?;
    records.extend(tx.all::<NodeRecord>(RETIRED, values![]).await?);
    Ok(records)
}

/// Every capability, by firm and technology.
pub async fn capability_records(tx: &mut Tx) -> StoreResult<Vec<CapabilityRecord>> {
    const SELECT: &str = "SELECT c.ref AS capability, f.slug AS company, c.technology, c.activity, c.level, \
        c.verified_level, c.open, c.note_ko, c.note_en, c.claimed_ms, c.verified_ms, c.waiting_ms, c.return_reason \
        FROM capability c JOIN company f ON f.id = c.company_id ORDER BY f.slug, c.technology, c.activity";
    tx.all(SELECT, values![]).await
}

/// Every piece of evidence, by capability.
pub async fn evidence_records(tx: &mut Tx) -> StoreResult<Vec<EvidenceRecord>> {
    const SELECT: &str = "SELECT e.ref AS evidence, c.ref AS capability, e.kind, e.title_ko, e.title_en, e.issuer_ko, \
        e.issuer_en, e.issued_ms, e.expires_ms, e.url, e.visibility FROM evidence e \
        JOIN capability c ON c.id = e.capability_id ORDER BY c.ref, e.id";
    tx.all(SELECT, values![]).await
}

/// Everything that became of capabilities, in its order.
pub async fn history_records(tx: &mut Tx) -> StoreResult<Vec<HistoryRecord>> {
    const SELECT: &str = "SELECT f.slug AS company, h.technology, h.activity, h.at_ms, h.kind, h.level, h.verified_level, \
        h.open FROM capability_history h JOIN company f ON f.id = h.company_id ORDER BY f.slug, h.id";
    tx.all(SELECT, values![]).await
}

/// Makes the map what these records say: nodes that they do not name stay. Whether anything is new.
pub async fn restore_nodes(tx: &mut Tx, records: &[NodeRecord]) -> Result<bool, String> {
    let known = node_records(tx).await.map_err(|e| e.to_string())?;
    let mut changed = false;
    for record in records.iter().filter(|r| !known.contains(r)) {
        let wrong = |why: &dyn std::fmt::Display| format!("technologies, {}: {why}", record.slug);
        let named = record.level == "retired" || !record.name_ko.is_empty() || !record.name_en.is_empty();
        if !slugs::is_slug(&record.slug) || !named {
            return Err(wrong(&"slug, name_ko, name_en"));
        }
        if known.iter().any(|k| k.slug == record.slug && k.level != record.level) {
            return Err(wrong(&"level: it is something else here"));
        }
        if !changed {
            edition::lock(tx).await.map_err(|e| wrong(&e))?;
            if edition::is_drafted(tx).await.map_err(|e| wrong(&e))? {
                return Err(
                    "technologies: the secretariat drafts changes of the map; publish or drop them first".into()
                );
            }
        }
        restore_node(tx, record).await.map_err(|e| wrong(&e))?;
        changed = true;
    }
    Ok(changed)
}

async fn restore_node(tx: &mut Tx, r: &NodeRecord) -> StoreResult<()> {
    const NODE: &str = "INSERT INTO technology (slug, level, parent, position, name_ko, name_en, about_ko, about_en) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO UPDATE SET parent = excluded.parent, \
        position = excluded.position, name_ko = excluded.name_ko, name_en = excluded.name_en, \
        about_ko = excluded.about_ko, about_en = excluded.about_en";
    const RETIRED: &str = "INSERT INTO technology_retired (slug, successor) VALUES ($1, $2) \
        ON CONFLICT (slug) DO UPDATE SET successor = excluded.successor";
    tx.touch_claims();
    let parent = (!r.parent.is_empty()).then(|| r.parent.clone());
    if r.level == "retired" {
        tx.run(RETIRED, values![&r.slug, parent]).await?;
    } else {
        let values = values![&r.slug, &r.level, parent, r.position, &r.name_ko, &r.name_en, &r.about_ko, &r.about_en];
        tx.run(NODE, values).await?;
    }
    Ok(())
}

/// Adds a capability of a firm, or makes it what the record says. Answers its id.
pub async fn restore_capability(tx: &mut Tx, company: i64, r: &CapabilityRecord) -> StoreResult<i64> {
    const UPSERT: &str = "INSERT INTO capability (ref, company_id, technology, activity, level, verified_level, open, \
        note_ko, note_en, claimed_ms, verified_ms, waiting_ms, return_reason, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1) \
        ON CONFLICT (company_id, technology, activity) DO UPDATE SET level = excluded.level, \
        verified_level = excluded.verified_level, open = excluded.open, note_ko = excluded.note_ko, \
        note_en = excluded.note_en, claimed_ms = excluded.claimed_ms, verified_ms = excluded.verified_ms, \
        waiting_ms = excluded.waiting_ms, return_reason = excluded.return_reason, version = capability.version + 1 \
        RETURNING id";
    if !ACTIVITIES.iter().any(|(code, _)| *code == r.activity) {
        return Err(StoreError::Broken("activity".into()));
    }
    tx.touch_claims();
    let values = values![
        &r.capability,
        company,
        &r.technology,
        &r.activity,
        r.level,
        r.verified_level,
        r.open,
        &r.note_ko,
        &r.note_en,
        r.claimed_ms,
        r.verified_ms,
        r.waiting_ms,
        &r.return_reason
    ];
    tx.number(UPSERT, values).await
}

/// The capability with this reference.
pub async fn capability_id(tx: &mut Tx, reference: &str) -> StoreResult<i64> {
    tx.number("SELECT id FROM capability WHERE ref = $1", values![reference]).await
}

/// Forgets what proves a capability.
pub async fn forget_evidence(tx: &mut Tx, capability: i64) -> StoreResult<()> {
    tx.run("DELETE FROM evidence WHERE capability_id = $1", values![capability]).await?;
    Ok(())
}

/// Adds a piece of evidence.
pub async fn restore_evidence(tx: &mut Tx, capability: i64, r: &EvidenceRecord) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO evidence (ref, capability_id, kind, title_ko, title_en, issuer_ko, issuer_en, \
        issued_ms, expires_ms, url, visibility) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let known = EvidenceKind::ALL.iter().any(|kind| kind.code() == r.kind)
        && Visibility::ALL.iter().any(|visibility| visibility.code() == r.visibility);
    let web = crate::error::check::web_address(&r.url).is_ok();
    if !known || !web {
        return Err(StoreError::Broken("kind, visibility, url".into()));
    }
    let values = values![
        &r.evidence,
        capability,
        &r.kind,
        &r.title_ko,
        &r.title_en,
        &r.issuer_ko,
        &r.issuer_en,
        r.issued_ms,
        r.expires_ms,
        &r.url,
        &r.visibility
    ];
    tx.run(INSERT, values).await?;
    Ok(())
}

/// Whether anything is known of what became of a firm's capabilities.
pub async fn has_history(tx: &mut Tx, company: i64) -> StoreResult<bool> {
    const COUNT: &str = "SELECT COUNT(*) FROM capability_history WHERE company_id = $1";
    Ok(tx.number(COUNT, values![company]).await? > 0)
}

/// Remembers how restored capabilities stand, where the history says otherwise.
pub async fn remember_restored(tx: &mut Tx, capabilities: &[i64], now: UnixMillis) -> StoreResult<()> {
    for capability in capabilities {
        history::remember(tx, *capability, now).await?;
    }
    Ok(())
}

/// Adds a row of the history.
pub async fn restore_history(tx: &mut Tx, company: i64, r: &HistoryRecord) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO capability_history (company_id, technology, activity, at_ms, kind, level, \
        verified_level, open) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = values![company, &r.technology, &r.activity, r.at_ms, &r.kind, r.level, r.verified_level, r.open];
    tx.run(INSERT, values).await?;
    Ok(())
}

/// Counts and indexes everything anew; a map that changed is a new edition.
pub async fn restored(tx: &mut Tx, map_changed: bool, note: &str, now: UnixMillis) -> StoreResult<()> {
    if map_changed {
        edition::publish(tx, note, &[], now).await?;
        return Ok(());
    }
    super::recount_all(tx).await
}
