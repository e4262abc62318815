//! The SQL of recruiting.

use super::model::{Approach, Outcome, Outsider, RecruitingQuery, Step};
use crate::{
    db::{StoreError, StoreResult, Tx},
    secret, sectors, technologies,
    text::Text2,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};

/// The word for an approach in the audit.
pub const KIND: &str = "approach";

/// The firm of an approach as the portal knows it: the member, or what the owner of the mail address registered.
macro_rules! with_firm {
    () => {
        "approach a LEFT JOIN company f ON f.id = COALESCE(a.company_id, (SELECT MIN(p.company_id) FROM person u \
        JOIN company_person p ON p.person_id = u.id WHERE u.email = a.email))"
    };
}

/// What came of it: see [`outcome`].
macro_rules! outcome {
    () => {
        "CAST(COALESCE((SELECT MAX(CASE WHEN c.verified_level IS NULL THEN 3 ELSE 4 END) FROM capability c \
        WHERE c.company_id = f.id AND c.technology = a.technology AND f.state = 'confirmed'), \
        CASE WHEN f.id IS NULL THEN 0 WHEN f.state = 'confirmed' THEN 2 ELSE 1 END) AS BIGINT)"
    };
}

fn outcome(code: i64) -> Outcome {
    match code {
        4 => Outcome::Confirmed,
        3 => Outcome::Claims,
        2 => Outcome::Member,
        1 => Outcome::Registered,
        _ => Outcome::Nothing,
    }
}

#[derive(sqlx::FromRow)]
struct ApproachRow {
    r#ref: String,
    version: i64,
    sector: String,
    technology: String,
    insider: bool,
    firm: String,
    firm_ko: String,
    firm_en: String,
    slug: String,
    email: String,
    note: String,
    step: String,
    outcome: i64,
    planned_ms: i64,
    changed_ms: i64,
    total: i64,
}

/// A page of approaches, what moved last first, and how many there are in all.
pub async fn list(tx: &mut Tx, query: &RecruitingQuery) -> StoreResult<(Vec<Approach>, i64)> {
    const SELECT: &str = concat!(
        "SELECT a.ref, a.version, a.sector, a.technology, a.company_id IS NOT NULL AS insider, a.firm, \
        COALESCE(f.name_ko, '') AS firm_ko, COALESCE(f.name_en, '') AS firm_en, COALESCE(f.slug, '') AS slug, a.email, \
        a.note, a.step, ",
        outcome!(),
        " AS outcome, a.planned_ms, a.changed_ms, COUNT(*) OVER () AS total FROM ",
        with_firm!(),
        " WHERE ($1 = '' OR a.step = $1) AND ($2 = '' OR a.sector = $2) AND ($3 = '' OR a.technology = $3) \
        ORDER BY a.changed_ms DESC, a.id DESC LIMIT CAST($4 AS BIGINT) OFFSET $5"
    );
    let values = values![&query.step, &query.sector, &query.technology, PAGE_ROWS, rows_before(query.page)];
    let rows: Vec<ApproachRow> = tx.all(SELECT, values).await?;
    let total = rows.first().map_or(0, |row| row.total);
    let (sectors, map) = (sectors::known(tx).await?, technologies::map(tx).await?);
    let view = |row: ApproachRow| Approach {
        sector: sectors.labels.label(&row.sector),
        technology: map.label(&row.technology),
        firm: if row.slug.is_empty() { Text2::new(row.firm, "") } else { Text2::new(row.firm_ko, row.firm_en) },
        slug: row.slug,
        reference: row.r#ref,
        version: row.version,
        email: row.email,
        note: row.note,
        step: Step::of_code(&row.step).unwrap_or(Step::Planned),
        outcome: outcome(row.outcome),
        planned: UnixMillis(row.planned_ms),
        changed: UnixMillis(row.changed_ms),
        insider: row.insider,
    };
    Ok((rows.into_iter().map(view).collect(), total))
}

/// Approaches at each step, the firms outside that became members, and approaches after which the firm claims what it
/// was asked for.
pub async fn achieved(tx: &mut Tx) -> StoreResult<(Vec<(Step, i64)>, i64, i64)> {
    const SELECT: &str = concat!(
        "SELECT x.step, COUNT(*), CAST(SUM(CASE WHEN x.outside AND x.outcome >= 2 THEN 1 ELSE 0 END) AS BIGINT), \
        CAST(SUM(CASE WHEN x.outcome >= 3 THEN 1 ELSE 0 END) AS BIGINT) FROM (SELECT a.step, a.company_id IS NULL AS outside, ",
        outcome!(),
        " AS outcome FROM ",
        with_firm!(),
        ") x GROUP BY x.step"
    );
    let rows: Vec<(String, i64, i64, i64)> = tx.all(SELECT, values![]).await?;
    let count = |step: Step| rows.iter().find(|row| row.0 == step.code()).map_or(0, |row| row.1);
    let steps = Step::ALL.map(|step| (step, count(step))).to_vec();
    Ok((steps, rows.iter().map(|r| r.2).sum(), rows.iter().map(|r| r.3).sum()))
}

/// The gap that somebody is approached for, and who.
#[derive(Clone, Copy, Debug)]
pub struct For<'a> {
    pub sector: &'a str,
    pub technology: &'a str,
}

/// Plans to approach a member. Somebody who is asked already for the same is [`StoreError::Taken`].
pub async fn add_member(tx: &mut Tx, gap: For<'_>, company: i64, now: UnixMillis) -> StoreResult<i64> {
    const INSERT: &str = "INSERT INTO approach (ref, sector, technology, company_id, firm, email, note, step, planned_ms, \
        changed_ms, version) VALUES ($1, $2, $3, $4, '', '', '', 'planned', $5, $5, 1) RETURNING id";
    tx.number(INSERT, values![secret::reference(), gap.sector, gap.technology, company, now]).await
}

/// Plans to approach a firm outside; likewise.
pub async fn add_outsider(tx: &mut Tx, gap: For<'_>, of: &Outsider, now: UnixMillis) -> StoreResult<i64> {
    const INSERT: &str = "INSERT INTO approach (ref, sector, technology, company_id, firm, email, note, step, planned_ms, \
        changed_ms, version) VALUES ($1, $2, $3, NULL, $4, $5, $6, 'planned', $7, $7, 1) RETURNING id";
    let values = values![secret::reference(), gap.sector, gap.technology, &of.firm, &of.email, &of.note, now];
    tx.number(INSERT, values).await
}

/// An approach as acts need it.
#[derive(Debug, sqlx::FromRow)]
pub struct Stored {
    pub id: i64,
    pub sector: String,
    pub technology: String,
    pub company_id: Option<i64>,
    pub firm: String,
    pub email: String,
    step: String,
}

impl Stored {
    pub fn step(&self) -> Step {
        Step::of_code(&self.step).unwrap_or(Step::Planned)
    }
}

/// The approach with this name, locked.
pub async fn by_ref(tx: &mut Tx, reference: &str) -> StoreResult<Stored> {
    const LOCK: &str = "SELECT id FROM approach WHERE ref = $1 FOR UPDATE";
    const SELECT: &str = "SELECT id, sector, technology, company_id, firm, email, step FROM approach WHERE ref = $1";
    tx.lock(LOCK, values![reference]).await?;
    tx.one(SELECT, values![reference]).await
}

/// Moves an approach on; an empty note leaves the one that stands. `Stale` where somebody else did meanwhile.
pub async fn step_on(tx: &mut Tx, id: i64, version: i64, to: Step, note: &str, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE approach SET step = $3, note = CASE WHEN $4 = '' THEN note ELSE $4 END, changed_ms = $5, \
        version = version + 1 WHERE id = $1 AND version = $2";
    tx.run_versioned(UPDATE, values![id, version, to.code(), note, now]).await
}

/// Forgets an approach with the name and address it holds.
pub async fn remove(tx: &mut Tx, id: i64, version: i64) -> StoreResult<()> {
    match tx.run("DELETE FROM approach WHERE id = $1 AND version = $2", values![id, version]).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}
