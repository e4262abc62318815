//! The SQL of sheets: what was sent, what it changed, and taking that back.

use super::{
    super::{
        model::{CompanyForm, Role},
        store::{self, NewCompany},
    },
    model::{MatchForm, Outcome, Sent},
    plan::{Known, Planned},
    words::Vocabulary,
};
use crate::{
    audit::{self, Thing},
    ctx::App,
    db::{StoreError, StoreResult, Tx, in_25},
    secret, sectors,
    sheet::Sheet,
    text::{Lang, Text2},
    time::{DAY_MS, UnixMillis},
    values,
};
use std::collections::HashSet;

/// The word for a sheet in the audit.
pub const KIND: &str = "firm_import";
/// Sheets that are shown.
const MOST_SHOWN: i64 = 20;
/// How long a sheet is kept: it may hold addresses of people.
const KEPT_MS: i64 = 90 * DAY_MS;

#[derive(sqlx::FromRow)]
struct SentRow {
    r#ref: String,
    file_name: String,
    made_ms: i64,
    applied_ms: Option<i64>,
    undone_ms: Option<i64>,
}

impl From<SentRow> for Sent {
    fn from(row: SentRow) -> Self {
        Self {
            reference: row.r#ref,
            file_name: row.file_name,
            made: UnixMillis(row.made_ms),
            applied: row.applied_ms.map(UnixMillis),
            undone: row.undone_ms.map(UnixMillis),
        }
    }
}

/// A sheet as it is kept.
pub struct Kept {
    pub id: i64,
    pub version: i64,
    pub sent: Sent,
    pub sheet: Sheet,
    pub matching: MatchForm,
}

fn json<T: serde::Serialize>(value: &T) -> StoreResult<String> {
    serde_json::to_string(value).map_err(|e| StoreError::Broken(e.to_string()))
}

fn of_json<T: serde::de::DeserializeOwned>(json: &str) -> StoreResult<T> {
    serde_json::from_str(json).map_err(|e| StoreError::Broken(e.to_string()))
}

/// Keeps a sheet. Answers its id and its name in addresses.
pub async fn add(
    tx: &mut Tx,
    file_name: &str,
    sheet: &Sheet,
    matching: &MatchForm,
    person: i64,
    now: UnixMillis,
) -> StoreResult<(i64, String)> {
    const INSERT: &str = "INSERT INTO firm_import (ref, file_name, made_ms, person_id, content, matching, version) \
        VALUES ($1, $2, $3, $4, $5, $6, 1) RETURNING id";
    let reference = secret::reference();
    let values = values![&reference, file_name, now, person, json(sheet)?, json(matching)?];
    Ok((tx.number(INSERT, values).await?, reference))
}

/// The sheets, the newest first.
pub async fn sent(tx: &mut Tx) -> StoreResult<Vec<Sent>> {
    const SELECT: &str = "SELECT ref, file_name, made_ms, applied_ms, undone_ms FROM firm_import ORDER BY id DESC \
        LIMIT CAST($1 AS BIGINT)";
    Ok(tx.all::<SentRow>(SELECT, values![MOST_SHOWN]).await?.into_iter().map(Into::into).collect())
}

#[derive(sqlx::FromRow)]
struct KeptRow {
    id: i64,
    version: i64,
    content: String,
    matching: String,
    #[sqlx(flatten)]
    sent: SentRow,
}

/// A sheet with its rows.
pub async fn kept(tx: &mut Tx, reference: &str) -> StoreResult<Kept> {
    const SELECT: &str = "SELECT id, version, content, matching, ref, file_name, made_ms, applied_ms, undone_ms \
        FROM firm_import WHERE ref = $1";
    let row: KeptRow = tx.one(SELECT, values![reference]).await?;
    let (sheet, matching) = (of_json(&row.content)?, of_json(&row.matching)?);
    Ok(Kept { id: row.id, version: row.version, sent: row.sent.into(), sheet, matching })
}

/// The same for a change: all sheets, since two of them may speak of the same firms.
pub async fn kept_locked(tx: &mut Tx, reference: &str) -> StoreResult<Kept> {
    tx.lock("SELECT id FROM firm_import ORDER BY id FOR UPDATE", values![]).await?;
    kept(tx, reference).await
}

/// Says what the columns mean. [`StoreError::Stale`] where somebody else did, or where it is applied already.
pub async fn set_matching(tx: &mut Tx, id: i64, version: i64, matching: &MatchForm) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE firm_import SET matching = $3, version = version + 1 \
        WHERE id = $1 AND version = $2 AND applied_ms IS NULL";
    tx.run_versioned(UPDATE, values![id, version, json(matching)?]).await
}

/// The firms that are here, beside which a sheet is read.
pub async fn known(tx: &mut Tx, lang: Lang) -> StoreResult<Known> {
    const OWNED: &str = "SELECT DISTINCT company_id FROM company_person WHERE role = 'owner'";
    let (kinds, sectors) = (store::kinds(tx).await?, sectors::known(tx).await?);
    let also = store::types_also_called()?;
    let called = |slug: &str| also.iter().find(|(s, _)| s == slug).map(|(_, words)| words.clone()).unwrap_or_default();
    let type_words = Vocabulary::new(kinds.types.all().iter().map(|label| (label, called(&label.slug))));
    let sector_words = sectors.with_aliases().map(|(label, also)| (label, also.map(str::to_owned).collect()));
    Ok(Known {
        names: store::names(tx).await?,
        type_words,
        sector_words: Vocabulary::new(sector_words),
        firms: store::all_stored(tx).await?,
        owned: tx.numbers(OWNED, values![]).await?.into_iter().collect(),
        kinds,
        sectors: sectors.clone(),
        lang,
    })
}

/// Somebody who is asked to own a firm's page.
#[derive(Debug)]
pub struct Asked {
    pub company: i64,
    pub name: Text2,
    pub email: String,
}

/// Takes over what was planned. Answers whom to ask to own the pages of members.
pub async fn apply(
    tx: &mut Tx,
    kept: &Kept,
    planned: &[Planned],
    person: i64,
    now: UnixMillis,
) -> StoreResult<Vec<Asked>> {
    const MARK: &str = "UPDATE firm_import SET applied_ms = $3, version = version + 1 \
        WHERE id = $1 AND version = $2 AND applied_ms IS NULL";
    const LOCK: &str = concat!("SELECT id FROM company WHERE id IN ", crate::in_25!(), " ORDER BY id FOR UPDATE");
    const CHANGE: &str = "INSERT INTO firm_import_change (import_id, line, company_id, before, version, state, \
        submitted_ms, asked) SELECT $1, $2, id, $4, version, $5, $6, '' FROM company WHERE id = $3";
    tx.run_versioned(MARK, values![kept.id, kept.version, now]).await?;
    let planned = || planned.iter().filter(|p| matches!(p.view.outcome, Outcome::New | Outcome::Changed));
    let mut known: Vec<i64> = planned().filter_map(|p| p.firm.map(|firm| firm.0)).collect();
    known.sort_unstable();
    for some in in_25(&known) {
        tx.lock(LOCK, &some).await?;
    }
    let mut asked = Vec::new();
    for planned in planned() {
        let line = i64::try_from(planned.view.line).unwrap_or_default();
        let (company, before, state, submitted) =
            if let (Some((id, version)), Some(before)) = (planned.firm, &planned.before) {
                let (state, submitted) = store::standing_of(tx, id).await?;
                store::update(tx, id, version, &planned.draft, now).await?;
                store::index(tx, &planned.view.slug).await?;
                (id, json(before)?, state, submitted)
            } else {
                let confirmed = planned.confirmed;
                let new = NewCompany { draft: &planned.draft, owner: None, confirmed, now };
                let (id, slug) = store::add(tx, &new).await?;
                if confirmed {
                    store::index(tx, &slug).await?;
                }
                (id, String::new(), String::new(), 0)
            };
        tx.run(CHANGE, values![kept.id, line, company, before, state, submitted]).await?;
        audit::record(tx, now, Some(person), "imported", Thing(store::KIND, company), &kept.sent.file_name).await?;
        if let Some(email) = &planned.contact {
            asked.push(Asked { company, name: planned.draft.name.clone(), email: email.clone() });
        }
    }
    crate::firms_changed(tx, &known).await?;
    Ok(asked)
}

/// Asks somebody to own a firm's page, if they do not work for it and were not asked already. Whether they were.
pub async fn ask(tx: &mut Tx, import: i64, asked: &Asked, person: i64, now: UnixMillis) -> StoreResult<bool> {
    const KNOWN: &str = "SELECT COUNT(*) FROM company_invitation WHERE company_id = $1 AND email = $2";
    const NOTE: &str = "UPDATE firm_import_change SET asked = $3 WHERE import_id = $1 AND company_id = $2";
    let Asked { company, email, .. } = asked;
    let known = tx.number(KNOWN, values![*company, email]).await? > 0;
    if known || store::works_for(tx, *company, email).await? {
        return Ok(false);
    }
    store::invite(tx, *company, email, Role::Owner, person, now).await?;
    tx.run(NOTE, values![import, *company, email]).await?;
    Ok(true)
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    company_id: i64,
    slug: String,
    before: String,
    /// The firm's version that the sheet made.
    version: i64,
    /// The firm's version by now.
    now: i64,
    state: String,
    submitted_ms: i64,
    asked: String,
}

/// Takes back what a sheet changed. Firms that were changed since, or that something hangs on by now, stay as they are:
/// answers how many were taken back and how many stay.
pub async fn undo(tx: &mut Tx, kept: &Kept, person: i64, now: UnixMillis) -> StoreResult<(i64, i64)> {
    const MARK: &str = "UPDATE firm_import SET undone_ms = $3, version = version + 1 \
        WHERE id = $1 AND version = $2 AND applied_ms IS NOT NULL AND undone_ms IS NULL";
    const LOCK: &str = "SELECT c.id FROM company c WHERE c.id IN \
        (SELECT x.company_id FROM firm_import_change x WHERE x.import_id = $1) ORDER BY c.id FOR UPDATE";
    const CHANGES: &str = "SELECT x.company_id, c.slug, x.before, x.version, c.version AS now, x.state, x.submitted_ms, \
        x.asked FROM firm_import_change x JOIN company c ON c.id = x.company_id WHERE x.import_id = $1 \
        ORDER BY x.line DESC";
    const INVITED: &str = "DELETE FROM company_invitation WHERE company_id = $1 AND email = $2";
    const DONE: &str = "DELETE FROM firm_import_change WHERE import_id = $1 AND company_id = $2";
    tx.run_versioned(MARK, values![kept.id, kept.version, now]).await?;
    tx.lock(LOCK, values![kept.id]).await?;
    let changes: Vec<ChangeRow> = tx.all(CHANGES, values![kept.id]).await?;
    let new: Vec<i64> = changes.iter().filter(|change| change.before.is_empty()).map(|c| c.company_id).collect();
    let used = in_use(tx, &new).await?;
    let (mut undone, mut left, mut back) = (0, 0, Vec::new());
    for ChangeRow { company_id: company, slug, before, version, now: found, state, submitted_ms, asked } in changes {
        tx.run(INVITED, values![company, asked]).await?;
        if found != version || used.contains(&company) {
            left += 1;
            continue;
        }
        if before.is_empty() {
            store::forget(tx, company).await?;
        } else {
            let form: CompanyForm = of_json(&before)?;
            let draft = form.check_listed().map_err(|e| StoreError::Broken(format!("{e:?}")))?;
            store::update(tx, company, version, &draft, now).await?;
            store::set_standing(tx, company, &state, submitted_ms).await?;
            store::index(tx, &slug).await?;
            tx.run(DONE, values![kept.id, company]).await?;
            back.push(company);
        }
        audit::record(tx, now, Some(person), "import_undone", Thing(store::KIND, company), &kept.sent.file_name)
            .await?;
        undone += 1;
    }
    crate::firms_changed(tx, &back).await?;
    Ok((undone, left))
}

/// For which of these firms somebody works, or which an upper slice knows.
async fn in_use(tx: &mut Tx, companies: &[i64]) -> StoreResult<HashSet<i64>> {
    const PEOPLE: &str = concat!("SELECT company_id FROM company_person WHERE company_id IN ", crate::in_25!());
    let mut used = crate::firms_in_use(tx, companies).await?;
    for some in in_25(companies) {
        used.extend(tx.numbers(PEOPLE, &some).await?);
    }
    Ok(used)
}

/// How many firms of an undone sheet stay as the sheet left them or as they became since.
pub async fn left(tx: &mut Tx, id: i64) -> StoreResult<i64> {
    tx.number("SELECT COUNT(*) FROM firm_import_change WHERE import_id = $1", values![id]).await
}

/// Forgets a sheet that was not applied.
pub async fn discard(tx: &mut Tx, reference: &str) -> StoreResult<()> {
    match tx.run("DELETE FROM firm_import WHERE ref = $1 AND applied_ms IS NULL", values![reference]).await? {
        0 => Err(StoreError::Missing),
        _ => Ok(()),
    }
}

/// Forgets old sheets; what they changed stays.
pub async fn purge(app: &App, now: UnixMillis) -> StoreResult<()> {
    let mut tx = app.db.begin().await?;
    tx.run("DELETE FROM firm_import WHERE made_ms < $1", values![now + -KEPT_MS]).await?;
    tx.commit().await
}
