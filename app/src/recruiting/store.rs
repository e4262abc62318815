//! The SQL of recruiting.

use super::model::{Approach, Outcome, Outsider, RecruitingQuery, Step};
use crate::{
    ctx::App,
    db::{StoreError, StoreResult, Tx, Value},
    secret, sectors, technologies,
    text::Text2,
    time::{DAY_MS, UnixMillis},
    ui::{PAGE_ROWS, rows_before},
    values,
};

/// How long a firm outside is kept that nothing happens with.
const KEPT_MS: i64 = 183 * DAY_MS;
/// The word for an approach in the audit.
pub const KIND: &str = "approach";

/// The firm of an approach as the portal knows it: the member, or what the owner of the mail address registered.
macro_rules! with_firm {
    () => {
        "approach a LEFT JOIN company f ON f.id = COALESCE(a.company_id, (SELECT MIN(p.company_id) FROM person u \
        JOIN company_person p ON p.person_id = u.id WHERE u.email = a.email))"
    };
}

/// What came of it since: see [`outcome`].
macro_rules! outcome {
    () => {
        "CAST(COALESCE(NULLIF((SELECT MAX(CASE WHEN c.verified_ms >= a.planned_ms THEN 4 \
        WHEN c.claimed_ms >= a.planned_ms THEN 3 ELSE 0 END) FROM capability c WHERE c.company_id = f.id \
        AND c.technology = a.technology AND f.state = 'confirmed'), 0), CASE WHEN f.id IS NULL THEN 0 WHEN f.state = 'confirmed' THEN 2 ELSE 1 END) AS BIGINT)"
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

/// Approaches at each step, narrowed as a list is; how many firms from outside became members since they were approached, and how many firms
/// claimed or had confirmed what they were asked for.
pub async fn achieved(tx: &mut Tx, query: &RecruitingQuery) -> StoreResult<(Vec<(Step, i64)>, i64, i64)> {
    const STEPS: &str = "SELECT a.step, COUNT(*) FROM approach a WHERE ($1 = '' OR a.sector = $1) \
        AND ($2 = '' OR a.technology = $2) GROUP BY a.step";
    const FIRMS: &str = concat!(
        "SELECT COUNT(DISTINCT x.joined), COUNT(DISTINCT x.claiming) FROM (SELECT CASE WHEN a.company_id IS NULL \
        AND f.state = 'confirmed' AND f.confirmed_ms >= a.planned_ms THEN f.id END AS joined, CASE WHEN ",
        outcome!(),
        " >= 3 THEN f.id END AS claiming FROM ",
        with_firm!(),
        " WHERE ($1 = '' OR a.sector = $1) AND ($2 = '' OR a.technology = $2)) x"
    );
    let narrowed = values![&query.sector, &query.technology];
    let rows: Vec<(String, i64)> = tx.all(STEPS, narrowed).await?;
    let count = |step: Step| rows.iter().find(|row| row.0 == step.code()).map_or(0, |row| row.1);
    let (joined, claiming) = tx.one(FIRMS, narrowed).await?;
    Ok((Step::ALL.map(|step| (step, count(step))).to_vec(), joined, claiming))
}

/// Members that were approached for a gap.
pub async fn approached(tx: &mut Tx, gap: For<'_>) -> StoreResult<Vec<i64>> {
    const SELECT: &str =
        "SELECT company_id FROM approach WHERE sector = $1 AND technology = $2 AND company_id IS NOT NULL";
    let rows: Vec<(i64,)> = tx.all(SELECT, values![gap.sector, gap.technology]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Firms outside that were approached for a gap, by name.
pub async fn approached_outside(tx: &mut Tx, gap: For<'_>) -> StoreResult<Vec<String>> {
    const SELECT: &str =
        "SELECT DISTINCT firm FROM approach WHERE sector = $1 AND technology = $2 AND company_id IS NULL ORDER BY firm";
    let rows: Vec<(String,)> = tx.all(SELECT, values![gap.sector, gap.technology]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Whether the owner of an address wants no mail of recruiting.
pub async fn refuses(tx: &mut Tx, email: &str) -> StoreResult<bool> {
    const COUNT: &str = "SELECT COUNT(*) FROM do_not_contact WHERE email_hash = $1";
    Ok(tx.number(COUNT, values![secret::hash(email)]).await? > 0)
}

/// Notes that the owner of an approach's address wants no such mail, and forgets the address itself.
pub async fn refuse(tx: &mut Tx, of: &Stored, now: UnixMillis) -> StoreResult<()> {
    const NOTE: &str =
        "INSERT INTO do_not_contact (email_hash, since_ms) VALUES ($1, $2) ON CONFLICT (email_hash) DO NOTHING";
    const FORGET: &str = "UPDATE approach SET email = '', step = 'declined', changed_ms = $2, version = version + 1 \
        WHERE email = $1 AND email <> ''";
    if !of.email.is_empty() {
        tx.run(NOTE, values![secret::hash(&of.email), now]).await?;
        tx.run(FORGET, values![&of.email, now]).await?;
    }
    Ok(())
}

/// Forgets firms outside that nothing happened with for half a year.
pub async fn purge(app: &App, now: UnixMillis) -> StoreResult<()> {
    const DELETE: &str = "DELETE FROM approach WHERE company_id IS NULL AND changed_ms < $1";
    let mut tx = app.db.begin().await?;
    tx.run(DELETE, values![now + -KEPT_MS]).await?;
    tx.commit().await
}

/// The gap that somebody is approached for, and who.
#[derive(Clone, Copy, Debug)]
pub struct For<'a> {
    pub sector: &'a str,
    pub technology: &'a str,
}

/// Plans to approach a member. Somebody who is asked already for the same is [`StoreError::Taken`].
pub async fn add_member(tx: &mut Tx, gap: For<'_>, company: i64, now: UnixMillis) -> StoreResult<i64> {
    const INSERT: &str = "INSERT INTO approach (ref, sector, technology, company_id, firm, email, source, note, step, \
        planned_ms, changed_ms, version) VALUES ($1, $2, $3, $4, '', '', '', '', 'planned', $5, $5, 1) RETURNING id";
    tx.number(INSERT, values![secret::reference(), gap.sector, gap.technology, company, now]).await
}

/// Plans to approach a firm outside; likewise.
pub async fn add_outsider(tx: &mut Tx, gap: For<'_>, of: &Outsider, now: UnixMillis) -> StoreResult<i64> {
    const INSERT: &str = "INSERT INTO approach (ref, sector, technology, company_id, firm, email, source, note, step, \
        planned_ms, changed_ms, version) VALUES ($1, $2, $3, NULL, $4, $5, $6, $7, 'planned', $8, $8, 1) RETURNING id";
    let Outsider { firm, email, source, note } = of;
    tx.number(INSERT, values![secret::reference(), gap.sector, gap.technology, firm, email, source, note, now]).await
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
    pub source: String,
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
    tx.lock(LOCK, values![reference]).await?;
    find(tx, reference).await
}

/// The approach with this name, to be looked at.
pub async fn find(tx: &mut Tx, reference: &str) -> StoreResult<Stored> {
    const SELECT: &str =
        "SELECT id, sector, technology, company_id, firm, email, source, step FROM approach WHERE ref = $1";
    tx.one(SELECT, values![reference]).await
}

/// Notes that a mail went out. `Stale` where somebody else changed the approach meanwhile.
pub async fn invited(tx: &mut Tx, id: i64, version: i64, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE approach SET step = 'invited', changed_ms = $3, version = version + 1 \
        WHERE id = $1 AND version = $2";
    tx.run_versioned(UPDATE, values![id, version, now]).await
}

/// Notes an answer; likewise.
pub async fn answered(tx: &mut Tx, id: i64, version: i64, to: Step, note: &str, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE approach SET step = $3, note = $4, changed_ms = $5, version = version + 1 \
        WHERE id = $1 AND version = $2";
    tx.run_versioned(UPDATE, values![id, version, to.code(), note, now]).await
}

/// Forgets an approach with the name and address it holds.
pub async fn remove(tx: &mut Tx, id: i64, version: i64) -> StoreResult<()> {
    match tx.run("DELETE FROM approach WHERE id = $1 AND version = $2", values![id, version]).await? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Approaches follow a merged technology; where a firm was asked for both, the one that moved last stays.
pub async fn technology_merged(tx: &mut Tx, from: &str, into: &str) -> StoreResult<()> {
    const DROP: &str = "DELETE FROM approach WHERE id IN (SELECT CASE WHEN s.changed_ms > t.changed_ms THEN t.id ELSE s.id END \
        FROM approach s, approach t WHERE s.technology = $1 AND t.technology = $2 AND s.sector = t.sector \
        AND (s.company_id = t.company_id OR s.email = t.email AND s.email <> ''))";
    const FOLLOW: &str = "UPDATE approach SET technology = $2, version = version + 1 WHERE technology = $1";
    for text in [DROP, FOLLOW] {
        tx.run(text, values![from, into]).await?;
    }
    Ok(())
}

/// Which of up to 25 firms were approached.
pub async fn firms_in_use(tx: &mut Tx, some: &[Value]) -> StoreResult<Vec<i64>> {
    const SELECT: &str = concat!("SELECT company_id FROM approach WHERE company_id IN ", crate::in_25!());
    tx.numbers(SELECT, some).await
}

/// Whether somebody was approached for a technology.
pub async fn technology_wanted(tx: &mut Tx, slug: &str) -> StoreResult<bool> {
    Ok(tx.number("SELECT COUNT(*) FROM approach WHERE technology = $1", values![slug]).await? > 0)
}
