//! The SQL of sector groups.

use super::model::{Coordinator, DeskTerm, Naming, OwnFirm};
use crate::{
    db::{Kept, StoreResult, Tx},
    inbox::Recipient,
    label::Label,
    secret,
    text::Lang,
    time::UnixMillis,
    values,
};
use std::collections::HashMap;

/// The word for a term in the audit.
pub const KIND: &str = "sector_term";

/// Somebody's term as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Term {
    pub sector: String,
    pub person_id: i64,
    r#ref: String,
    version: i64,
    person: String,
    email: String,
    firm: String,
    firm_ko: String,
    firm_en: String,
    answer_days: i64,
    from_ms: i64,
    until_ms: i64,
}

impl Term {
    pub fn coordinator(&self) -> Coordinator {
        Coordinator {
            name: self.person.clone(),
            firm: Label::new(&self.firm, &self.firm_ko, &self.firm_en),
            answer_days: self.answer_days,
            until: UnixMillis(self.until_ms),
        }
    }

    pub fn on_desk(self) -> DeskTerm {
        let coordinator = self.coordinator();
        DeskTerm { reference: self.r#ref, version: self.version, email: self.email, coordinator }
    }
}

/// Terms of people who still work for the member firm from which they were named, which is still in the group.
macro_rules! running_sql {
    () => {
        "SELECT k.sector, k.person_id, k.ref, k.version, p.name AS person, p.email, c.slug AS firm, \
        c.name_ko AS firm_ko, c.name_en AS firm_en, k.answer_days, k.from_ms, k.until_ms FROM sector_coordinator k \
        JOIN person p ON p.id = k.person_id JOIN company c ON c.id = k.company_id AND c.state = 'confirmed' \
        JOIN company_person o ON o.company_id = k.company_id AND o.person_id = k.person_id \
        JOIN company_sector s ON s.company_id = k.company_id AND s.sector = k.sector"
    };
}

/// Those that run at `$1`.
macro_rules! running {
    () => {
        concat!(running_sql!(), " WHERE k.from_ms <= $1 AND k.until_ms > $1")
    };
}

/// Every term that runs, read anew.
pub async fn terms(tx: &mut Tx, now: UnixMillis) -> StoreResult<Vec<Term>> {
    tx.all(concat!(running!(), " ORDER BY k.sector, k.from_ms, k.id"), values![now]).await
}

/// All terms, as a process keeps them for pages.
struct Terms(Vec<Term>);

impl Kept for Terms {
    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        const SELECT: &str = concat!(running_sql!(), " ORDER BY k.sector, k.from_ms, k.id");
        Ok(Self(tx.all(SELECT, values![]).await?))
    }
}

/// The terms of a sector that run.
pub async fn terms_of(tx: &mut Tx, sector: &str, now: UnixMillis) -> StoreResult<Vec<Term>> {
    let all = tx.kept::<Terms>().await?;
    let runs = |term: &&Term| term.sector == sector && term.from_ms <= now.0 && term.until_ms > now.0;
    Ok(all.0.iter().filter(runs).cloned().collect())
}

/// The sectors that a person coordinates now.
pub async fn coordinated_by(tx: &mut Tx, person: i64, now: UnixMillis) -> StoreResult<Vec<String>> {
    const SELECT: &str = concat!(running!(), " AND k.person_id = $2 ORDER BY k.sector, k.id");
    let mut sectors: Vec<String> =
        tx.all::<Term>(SELECT, values![now, person]).await?.into_iter().map(|term| term.sector).collect();
    sectors.dedup();
    Ok(sectors)
}

/// A person who may be named: whoever works for a member of the group; the firm comes first that they own.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Nominee {
    pub person_id: i64,
    pub company_id: i64,
    lang: String,
}

impl Nominee {
    pub fn recipient(&self, email: &str) -> Recipient {
        Recipient { person: self.person_id, email: email.to_owned(), lang: Lang::of_code(&self.lang) }
    }
}

/// The person with this address, if they work for a member of the group.
pub async fn nominee(tx: &mut Tx, sector: &str, email: &str) -> StoreResult<Option<Nominee>> {
    const SELECT: &str = "SELECT p.id AS person_id, c.id AS company_id, p.lang FROM person p \
        JOIN company_person o ON o.person_id = p.id JOIN company c ON c.id = o.company_id AND c.state = 'confirmed' \
        JOIN company_sector s ON s.company_id = c.id AND s.sector = $1 WHERE p.email = $2 AND p.verified_ms IS NOT NULL \
        ORDER BY CASE o.role WHEN 'owner' THEN 0 ELSE 1 END, c.id LIMIT 1";
    tx.optional(SELECT, values![sector, email]).await
}

/// Names a coordinator from now on; naming somebody again changes the term that runs. Answers the term's id.
pub async fn name(
    tx: &mut Tx,
    sector: &str,
    company: i64,
    person: i64,
    naming: &Naming,
    now: UnixMillis,
) -> StoreResult<i64> {
    const AGAIN: &str = "UPDATE sector_coordinator SET company_id = $3, until_ms = $4, answer_days = $5, \
        version = version + 1 WHERE sector = $1 AND person_id = $2 AND until_ms > $6 RETURNING id";
    const INSERT: &str = "INSERT INTO sector_coordinator (ref, sector, company_id, person_id, from_ms, until_ms, \
        answer_days, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1) RETURNING id";
    let Naming { until, answer_days, .. } = naming;
    // Two at once would name somebody twice.
    tx.lock("SELECT slug FROM sector WHERE slug = $1 FOR NO KEY UPDATE", values![sector]).await?;
    let again: Option<(i64,)> = tx.optional(AGAIN, values![sector, person, company, *until, *answer_days, now]).await?;
    tx.touch_public();
    match again {
        Some((id,)) => Ok(id),
        None => {
            tx.number(INSERT, values![secret::reference(), sector, company, person, now, *until, *answer_days]).await
        }
    }
}

/// Ends a term before its time. Answers its id and its sector.
pub async fn end(tx: &mut Tx, reference: &str, version: i64, now: UnixMillis) -> StoreResult<(i64, String)> {
    const FIND: &str = "SELECT id, sector FROM sector_coordinator WHERE ref = $1";
    const END: &str = "UPDATE sector_coordinator SET until_ms = $3, from_ms = CASE WHEN from_ms > $3 THEN $3 ELSE from_ms END, \
        version = version + 1 WHERE id = $1 AND version = $2 AND until_ms > $3";
    let found: (i64, String) = tx.one(FIND, values![reference]).await?;
    tx.run_versioned(END, values![found.0, version, now]).await?;
    tx.touch_public();
    Ok(found)
}

/// The firms that a person speaks for, beside a sector.
pub async fn own_firms(tx: &mut Tx, person: i64, sector: &str) -> StoreResult<Vec<OwnFirm>> {
    const SELECT: &str = "SELECT c.slug, c.name_ko, c.name_en, COALESCE(s.sector, ''), \
        COALESCE((SELECT string_agg(d.field, ',') FROM company_field d WHERE d.company_id = c.id AND d.sector = $2), '') \
        FROM company_person o JOIN company c ON c.id = o.company_id AND c.state = 'confirmed' \
        LEFT JOIN company_sector s ON s.company_id = c.id AND s.sector = $2 \
        WHERE o.person_id = $1 AND o.role IN ('owner', 'editor') ORDER BY c.sort_key, c.id LIMIT 20";
    let rows: Vec<(String, String, String, String, String)> = tx.all(SELECT, values![person, sector]).await?;
    let own = |(slug, ko, en, member, fields): (String, String, String, String, String)| OwnFirm {
        firm: Label::new(slug, ko, en),
        member: !member.is_empty(),
        fields: fields.split(',').filter(|f| !f.is_empty()).map(str::to_owned).collect(),
    };
    Ok(rows.into_iter().map(own).collect())
}

/// The sectors of a firm.
pub async fn sectors_of(tx: &mut Tx, company: i64) -> StoreResult<Vec<String>> {
    const SELECT: &str = "SELECT sector FROM company_sector WHERE company_id = $1 ORDER BY sector";
    Ok(tx.all::<(String,)>(SELECT, values![company]).await?.into_iter().map(|row| row.0).collect())
}

/// Puts a firm into a group. Whether it was not there before. Whoever edits the firm meanwhile is told.
pub async fn join(tx: &mut Tx, company: i64, sector: &str) -> StoreResult<bool> {
    const INSERT: &str = "INSERT INTO company_sector (company_id, sector) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let joined = tx.run(INSERT, values![company, sector]).await? > 0;
    if joined {
        changed(tx, company).await?;
    }
    Ok(joined)
}

/// Takes a firm out of a group, with its fields there.
pub async fn leave(tx: &mut Tx, company: i64, sector: &str) -> StoreResult<()> {
    tx.run("DELETE FROM company_sector WHERE company_id = $1 AND sector = $2", values![company, sector]).await?;
    forget_fields_left(tx, company).await?;
    changed(tx, company).await
}

async fn changed(tx: &mut Tx, company: i64) -> StoreResult<()> {
    tx.touch_firms();
    tx.run("UPDATE company SET version = version + 1 WHERE id = $1", values![company]).await?;
    Ok(())
}

/// Says in which fields of a sector a firm works.
pub async fn set_fields(tx: &mut Tx, company: i64, sector: &str, fields: &[String]) -> StoreResult<()> {
    const INSERT: &str =
        "INSERT INTO company_field (company_id, sector, field) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    tx.touch_firms();
    tx.run("DELETE FROM company_field WHERE company_id = $1 AND sector = $2", values![company, sector]).await?;
    for field in fields {
        tx.run(INSERT, values![company, sector, field]).await?;
    }
    Ok(())
}

/// Forgets fields of sectors that a firm is no longer in.
pub async fn forget_fields_left(tx: &mut Tx, company: i64) -> StoreResult<()> {
    const DELETE: &str = "DELETE FROM company_field WHERE company_id = $1 AND sector NOT IN \
        (SELECT s.sector FROM company_sector s WHERE s.company_id = $1)";
    tx.run(DELETE, values![company]).await?;
    Ok(())
}

/// The people of the members of a sector, or (empty) of all members, each once.
pub async fn everyone_of(tx: &mut Tx, sector: &str) -> StoreResult<Vec<Recipient>> {
    const SELECT: &str = "SELECT DISTINCT p.id, p.email, p.lang FROM person p JOIN company_person o ON o.person_id = p.id \
        JOIN company c ON c.id = o.company_id AND c.state = 'confirmed' WHERE p.verified_ms IS NOT NULL AND ($1 = '' OR \
        EXISTS (SELECT 1 FROM company_sector s WHERE s.company_id = c.id AND s.sector = $1)) ORDER BY p.id";
    let rows: Vec<(i64, String, String)> = tx.all(SELECT, values![sector]).await?;
    Ok(rows.into_iter().map(|(person, email, lang)| Recipient { person, email, lang: Lang::of_code(&lang) }).collect())
}

/// The terms by their sectors.
pub fn by_sector(terms: Vec<Term>) -> HashMap<String, Vec<Term>> {
    let mut sectors: HashMap<String, Vec<Term>> = HashMap::new();
    for term in terms {
        sectors.entry(term.sector.clone()).or_default().push(term);
    }
    sectors
}
