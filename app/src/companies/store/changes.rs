//! Confirmed facts that members want changed: name and registration number.

use super::{
    super::{
        brn,
        model::{CompanyDraft, FactChange, promised},
    },
    Stored, sort_key,
};
use crate::{
    db::{StoreError, StoreResult, Tx},
    text::Text2,
    time::UnixMillis,
    values,
};

/// What is confirmed of a firm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub name: Text2,
    pub brn: Option<String>,
}

impl Facts {
    /// What a draft says.
    pub fn of(draft: &CompanyDraft) -> Self {
        Self { name: draft.name.clone(), brn: draft.brn.clone() }
    }

    /// What is stored.
    pub fn confirmed(firm: &Stored) -> Self {
        Self { name: firm.name(), brn: firm.brn().map(str::to_owned) }
    }
}

/// What is asked of a firm's facts, if anything.
pub async fn asked(tx: &mut Tx, company: i64) -> StoreResult<Option<Facts>> {
    const SELECT: &str = "SELECT name_ko, name_en, brn FROM company_change WHERE company_id = $1";
    let found: Option<(String, String, Option<String>)> = tx.optional(SELECT, values![company]).await?;
    Ok(found.map(|(ko, en, brn)| Facts { name: Text2::new(ko, en), brn }))
}

/// Asks for other facts; a number that another firm has is [`StoreError::Taken`]. Asking for what is confirmed takes an
/// earlier question back. Whether something is asked now. Its version is the firm's, which the same save raises: it never
/// comes again, as that of a question that was taken back and asked anew would.
pub async fn ask(tx: &mut Tx, firm: &Stored, facts: &Facts, person: i64, now: UnixMillis) -> StoreResult<bool> {
    const WITHDRAW: &str = "DELETE FROM company_change WHERE company_id = $1";
    const TAKEN: &str = "SELECT COUNT(*) FROM company WHERE brn = $1 AND id <> $2";
    const ASK: &str = "INSERT INTO company_change (company_id, name_ko, name_en, brn, person_id, asked_ms, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (company_id) DO UPDATE SET name_ko = excluded.name_ko, \
        name_en = excluded.name_en, brn = excluded.brn, person_id = excluded.person_id, \
        version = excluded.version";
    if *facts == Facts::confirmed(firm) {
        tx.run(WITHDRAW, values![firm.id]).await?;
        return Ok(false);
    }
    if asked(tx, firm.id).await?.as_ref() == Some(facts) {
        return Ok(true);
    }
    if facts.brn.is_some() && tx.number(TAKEN, values![facts.brn.clone(), firm.id]).await? > 0 {
        return Err(StoreError::Taken);
    }
    tx.run(ASK, values![firm.id, &facts.name.ko, &facts.name.en, facts.brn.clone(), person, now, firm.version]).await?;
    Ok(true)
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    slug: String,
    version: i64,
    asked_ms: i64,
    by: String,
    name_ko: String,
    name_en: String,
    brn: Option<String>,
    new_ko: String,
    new_en: String,
    new_brn: Option<String>,
}

/// What the secretariat is asked to change, the longest waiting first.
pub async fn changes(tx: &mut Tx) -> StoreResult<Vec<FactChange>> {
    const SELECT: &str = "SELECT c.slug, x.version, x.asked_ms, p.name AS by, c.name_ko, c.name_en, c.brn, \
        x.name_ko AS new_ko, x.name_en AS new_en, x.brn AS new_brn FROM company_change x \
        JOIN company c ON c.id = x.company_id JOIN person p ON p.id = x.person_id \
        ORDER BY x.asked_ms, x.company_id LIMIT 50";
    let written = |brn: &Option<String>| brn.as_deref().map(brn::written).unwrap_or_default();
    let view = |row: ChangeRow| FactChange {
        slug: row.slug,
        version: row.version,
        asked: UnixMillis(row.asked_ms),
        promised: promised(UnixMillis(row.asked_ms)),
        by: row.by,
        name: Text2::new(&row.name_ko, &row.name_en),
        names: [row.name_ko, row.name_en],
        brn: written(&row.brn),
        new_names: [row.new_ko, row.new_en],
        new_brn_valid: row.new_brn.as_deref().is_none_or(brn::has_valid_check_digit),
        new_brn: written(&row.new_brn),
    };
    Ok(tx.all::<ChangeRow>(SELECT, values![]).await?.into_iter().map(view).collect())
}

/// Ends what was asked, as it was read. Somebody else's answer or another question meanwhile is [`StoreError::Stale`].
pub async fn answer(tx: &mut Tx, company: i64, version: i64) -> StoreResult<Facts> {
    const TAKE: &str =
        "DELETE FROM company_change WHERE company_id = $1 AND version = $2 RETURNING name_ko, name_en, brn";
    let taken: Option<(String, String, Option<String>)> = tx.optional(TAKE, values![company, version]).await?;
    let (ko, en, brn) = taken.ok_or(StoreError::Stale)?;
    Ok(Facts { name: Text2::new(ko, en), brn })
}

/// Makes facts the confirmed ones. A number that another firm has is [`StoreError::Taken`].
pub async fn confirm(tx: &mut Tx, company: i64, facts: &Facts) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE company SET name_ko = $2, name_en = $3, sort_key = $4, brn = $5, version = version + 1 \
        WHERE id = $1";
    tx.touch_firms();
    let Facts { name, brn } = facts;
    tx.run(UPDATE, values![company, &name.ko, &name.en, sort_key(name), brn.clone()]).await?;
    Ok(())
}
