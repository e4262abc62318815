//! What firms claim, with its evidence.

use super::super::{
    history,
    model::{
        CapabilityDraft, CapabilityForm, CapabilityView, Detail, EVIDENCE_FROM, EvidenceDraft, EvidenceKind,
        EvidenceView, ProfileArea, Sight, Visibility,
    },
};
use crate::{
    db::{StoreResult, Tx, Value, in_25},
    label::Label,
    secret,
    text::Text2,
    time::UnixMillis,
    values,
};
use std::collections::HashMap;

/// Claims a capability. One that is claimed already is left as it is: `None`. It waits for the secretariat at once where
/// it can be confirmed without evidence, else from its first piece of evidence on.
pub async fn claim(tx: &mut Tx, company: i64, draft: &CapabilityDraft, now: UnixMillis) -> StoreResult<Option<i64>> {
    const INSERT: &str = "INSERT INTO capability (ref, company_id, technology, activity, level, open, note_ko, note_en, \
        claimed_ms, waiting_ms, return_reason, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', 1) \
        ON CONFLICT (company_id, technology, activity) DO NOTHING RETURNING id";
    let d = draft;
    let waiting = (d.level < EVIDENCE_FROM).then_some(now);
    let id: Option<(i64,)> = tx
        .optional(
            INSERT,
            values![
                secret::reference(),
                company,
                &d.technology,
                &d.activity,
                d.level,
                d.open,
                &d.note.ko,
                &d.note.en,
                now,
                waiting
            ],
        )
        .await?;
    let Some((id,)) = id else { return Ok(None) };
    history::remember(tx, id, now).await?;
    Ok(Some(id))
}

/// A capability as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Claimed {
    pub id: i64,
    pub reference: String,
    pub company_id: i64,
    pub technology: String,
    pub level: i64,
    /// Since when it waits for an answer, if it does.
    pub waiting_ms: Option<i64>,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests look at it"))]
    pub verified_level: Option<i64>,
}

/// The capability with this name, locked where the transaction writes.
pub async fn by_ref(tx: &mut Tx, reference: &str) -> StoreResult<Claimed> {
    const SELECT: &str = "SELECT id, ref AS reference, company_id, technology, level, waiting_ms, verified_level FROM capability \
        WHERE ref = $1";
    tx.lock("SELECT id FROM capability WHERE ref = $1 FOR UPDATE", values![reference]).await?;
    tx.one(SELECT, values![reference]).await
}

/// Changes a capability: it waits again, and what is confirmed never stands above what is claimed.
pub async fn change(
    tx: &mut Tx,
    of: &Claimed,
    version: i64,
    (level, note, open): &(i64, Text2, bool),
    now: UnixMillis,
) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE capability SET level = $3, note_ko = $4, note_en = $5, open = $6, \
        verified_level = CASE WHEN verified_level > $3 THEN $3 ELSE verified_level END, \
        waiting_ms = CASE WHEN level <> $3 THEN $7 ELSE waiting_ms END, \
        return_reason = '', version = version + 1 WHERE id = $1 AND version = $2";
    tx.run_versioned(UPDATE, values![of.id, version, *level, &note.ko, &note.en, *open, now]).await?;
    history::remember(tx, of.id, now).await
}

/// Takes a capability off the firm's profile.
pub async fn remove(tx: &mut Tx, id: i64, now: UnixMillis) -> StoreResult<()> {
    history::forget(tx, id, now).await?;
    tx.run("DELETE FROM capability WHERE id = $1", values![id]).await?;
    Ok(())
}

/// Adds evidence; the capability waits for the secretariat again.
pub async fn add_evidence(tx: &mut Tx, capability: i64, draft: &EvidenceDraft, now: UnixMillis) -> StoreResult<()> {
    const WAIT: &str = "UPDATE capability SET waiting_ms = $2, return_reason = '' WHERE id = $1";
    const INSERT: &str = "INSERT INTO evidence (ref, capability_id, kind, title_ko, title_en, issuer_ko, issuer_en, issued_ms, \
        expires_ms, url, visibility) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let d = draft;
    tx.run(
        INSERT,
        values![
            secret::reference(),
            capability,
            d.kind.code(),
            &d.title.ko,
            &d.title.en,
            &d.issuer.ko,
            &d.issuer.en,
            d.issued,
            d.expires,
            &d.url,
            d.visibility.code()
        ],
    )
    .await?;
    tx.run(WAIT, values![capability, now]).await?;
    Ok(())
}

/// Takes a piece of evidence off a capability.
pub async fn remove_evidence(tx: &mut Tx, capability: i64, reference: &str) -> StoreResult<u64> {
    tx.run("DELETE FROM evidence WHERE capability_id = $1 AND ref = $2", values![capability, reference]).await
}

/// What a firm has claimed: technology slugs.
pub async fn known(tx: &mut Tx, company: i64) -> StoreResult<Vec<String>> {
    const SELECT: &str = "SELECT DISTINCT technology FROM capability WHERE company_id = $1 ORDER BY technology";
    Ok(tx.all::<(String,)>(SELECT, values![company]).await?.into_iter().map(|row| row.0).collect())
}

#[derive(sqlx::FromRow)]
struct EvidenceRow {
    capability_id: i64,
    r#ref: String,
    kind: String,
    title_ko: String,
    title_en: String,
    issuer_ko: String,
    issuer_en: String,
    issued_ms: i64,
    expires_ms: Option<i64>,
    url: String,
    visibility: String,
}

impl EvidenceRow {
    fn view(self, now: UnixMillis) -> EvidenceView {
        EvidenceView {
            reference: self.r#ref,
            kind: EvidenceKind::of_code(&self.kind).unwrap_or(EvidenceKind::Reference),
            title: Text2::new(self.title_ko, self.title_en),
            issuer: Text2::new(self.issuer_ko, self.issuer_en),
            issued: UnixMillis(self.issued_ms),
            expires: self.expires_ms.map(UnixMillis),
            expired: self.expires_ms.is_some_and(|e| e <= now.0),
            url: self.url,
            visibility: Visibility::of_code(&self.visibility).unwrap_or(Visibility::Reviewers),
        }
    }
}

/// The beginning of every list of evidence `e`.
macro_rules! evidence_sql {
    () => {
        "SELECT e.capability_id, e.ref, e.kind, e.title_ko, e.title_en, e.issuer_ko, e.issuer_en, e.issued_ms, e.expires_ms, \
        e.url, e.visibility FROM evidence e "
    };
}

/// The evidence of capabilities, by capability.
pub async fn evidence_of(tx: &mut Tx, ids: &[i64], now: UnixMillis) -> StoreResult<HashMap<i64, Vec<EvidenceView>>> {
    const SELECT: &str = concat!(
        evidence_sql!(),
        "WHERE e.capability_id IN ",
        crate::in_25!(),
        " ORDER BY e.capability_id, e.issued_ms DESC, e.id"
    );
    let mut rows = Vec::new();
    for some in in_25(ids) {
        rows.extend(tx.all::<EvidenceRow>(SELECT, &some).await?);
    }
    Ok(by_capability(rows, now))
}

fn by_capability(rows: Vec<EvidenceRow>, now: UnixMillis) -> HashMap<i64, Vec<EvidenceView>> {
    let mut by_capability: HashMap<i64, Vec<EvidenceView>> = HashMap::new();
    for row in rows {
        by_capability.entry(row.capability_id).or_default().push(row.view(now));
    }
    by_capability
}

#[derive(sqlx::FromRow)]
pub(super) struct CapabilityRow {
    pub id: i64,
    pub r#ref: String,
    pub technology: String,
    pub activity: String,
    pub level: i64,
    pub verified_level: Option<i64>,
    pub open: bool,
    pub note_ko: String,
    pub note_en: String,
    pub waiting_ms: Option<i64>,
    pub return_reason: String,
    pub version: i64,
}

impl CapabilityRow {
    /// The capability for somebody who sees so much; `own` for the firm's people.
    pub fn view(self, technology: Label, evidence: Vec<EvidenceView>, sight: Sight, own: bool) -> CapabilityView {
        let sees = sight.sees_level(self.open);
        let form = own.then(|| CapabilityForm {
            level: self.level.to_string(),
            note_ko: self.note_ko.clone(),
            note_en: self.note_en.clone(),
            open: if self.open { "1".to_owned() } else { String::new() },
        });
        CapabilityView {
            reference: self.r#ref,
            version: self.version,
            technology,
            confirmed: self.verified_level.is_some(),
            detail: sees.then_some(Detail {
                activity: self.activity,
                level: self.level,
                verified_level: self.verified_level,
            }),
            note: if sees { Text2::new(self.note_ko, self.note_en) } else { Text2::default() },
            evidence: evidence.into_iter().filter(|e| sight.sees_evidence(self.open, e.visibility)).collect(),
            open: self.open,
            waiting: own && self.waiting_ms.is_some(),
            return_reason: if own { self.return_reason } else { String::new() },
            form,
        }
    }
}

/// What a firm can do, by area in the order of the map, as a viewer may see it; and all of it as rules weigh it: the
/// technology and its confirmed level. Two statements.
pub async fn profile(
    tx: &mut Tx,
    company: i64,
    sight: Sight,
    own: bool,
    now: UnixMillis,
) -> StoreResult<(Vec<ProfileArea>, Vec<(String, i64)>)> {
    const SELECT: &str = "SELECT id, ref, technology, activity, level, verified_level, open, note_ko, note_en, waiting_ms, \
        return_reason, version FROM capability WHERE company_id = $1 ORDER BY id LIMIT 500";
    const EVIDENCE: &str = concat!(
        evidence_sql!(),
        "JOIN capability c ON c.id = e.capability_id WHERE c.company_id = $1 \
        ORDER BY e.capability_id, e.issued_ms DESC, e.id"
    );
    let map = super::map(tx).await?;
    let mut rows = tx.all::<CapabilityRow>(SELECT, values![company]).await?;
    rows.sort_by_key(|row| map.place(&row.technology));
    let mut evidence = by_capability(tx.all(EVIDENCE, values![company]).await?, now);
    let held = rows.iter().map(|row| (row.technology.clone(), row.verified_level.unwrap_or(0))).collect();
    let mut areas: Vec<ProfileArea> = Vec::new();
    for row in rows {
        let Some(area) = map.parent(&row.technology) else { continue };
        let proofs = evidence.remove(&row.id).unwrap_or_default();
        let technology = map.label(&row.technology);
        let view = row.view(technology, proofs, sight, own);
        match areas.last_mut().filter(|a| a.area.slug == area.label.slug) {
            Some(area) => area.capabilities.push(view),
            None => areas.push(ProfileArea {
                area: area.label.clone(),
                domain: map.label(&area.parent),
                capabilities: vec![view],
            }),
        }
    }
    Ok((areas, held))
}

/// Which of up to 25 firms claim, or claimed, anything.
pub async fn firms_in_use(tx: &mut Tx, some: &[Value]) -> StoreResult<Vec<i64>> {
    const SELECT: &str = concat!(
        "SELECT company_id FROM capability WHERE company_id IN ",
        crate::in_25!(),
        " UNION SELECT company_id FROM capability_history WHERE company_id IN ",
        crate::in_25!(),
    );
    tx.numbers(SELECT, some).await
}
