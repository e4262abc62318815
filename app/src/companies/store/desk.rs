//! The secretariat's desk: firms that wait, and its answers.

use super::super::model::{Waiting, promised};
use crate::{
    db::{StoreResult, Tx},
    text::Text2,
    time::UnixMillis,
    values,
};

#[derive(sqlx::FromRow)]
struct WaitingRow {
    slug: String,
    name_ko: String,
    name_en: String,
    version: i64,
    submitted_ms: i64,
    brn: Option<String>,
    website: String,
}

/// Firms that wait for the secretariat, the longest waiting first.
pub async fn waiting(tx: &mut Tx) -> StoreResult<Vec<Waiting>> {
    const SELECT: &str = "SELECT slug, name_ko, name_en, version, submitted_ms, brn, website FROM company \
        WHERE state = 'submitted' ORDER BY submitted_ms, id LIMIT 50";
    let view = |row: WaitingRow| Waiting {
        slug: row.slug,
        name: Text2::new(row.name_ko, row.name_en),
        version: row.version,
        submitted: UnixMillis(row.submitted_ms),
        promised: promised(UnixMillis(row.submitted_ms)),
        brn_valid: row.brn.as_deref().is_none_or(super::super::brn::has_valid_check_digit),
        brn: row.brn.as_deref().map(super::super::brn::written).unwrap_or_default(),
        website: row.website,
    };
    Ok(tx.all::<WaitingRow>(SELECT, values![]).await?.into_iter().map(view).collect())
}

/// The secretariat's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled<'a> {
    Approved,
    Returned(&'a str),
}

/// Settles a waiting firm. Somebody else's answer or edit in the meantime is [`StoreError::Stale`].
pub async fn settle(tx: &mut Tx, id: i64, version: i64, how: Settled<'_>, now: UnixMillis) -> StoreResult<()> {
    const APPROVE: &str = "UPDATE company SET state = 'confirmed', return_reason = '', \
        confirmed_ms = COALESCE(confirmed_ms, $3), version = version + 1 \
        WHERE id = $1 AND version = $2 AND state = 'submitted'";
    const RETURN: &str = "UPDATE company SET state = 'returned', return_reason = $3, version = version + 1 \
        WHERE id = $1 AND version = $2 AND state = 'submitted'";
    tx.touch_firms();
    match how {
        Settled::Approved => tx.run_versioned(APPROVE, values![id, version, now]).await?,
        Settled::Returned(reason) => tx.run_versioned(RETURN, values![id, version, reason]).await?,
    }
    Ok(())
}

/// How many firms wait, and since when the first of them.
pub async fn waiting_since(tx: &mut Tx) -> StoreResult<(i64, Option<UnixMillis>)> {
    since(tx, "SELECT COUNT(*), MIN(submitted_ms) FROM company WHERE state = 'submitted'").await
}

/// How many members ask for other facts, and since when the first of them.
pub async fn changes_since(tx: &mut Tx) -> StoreResult<(i64, Option<UnixMillis>)> {
    since(tx, "SELECT COUNT(*), MIN(asked_ms) FROM company_change").await
}

async fn since(tx: &mut Tx, sql: &'static str) -> StoreResult<(i64, Option<UnixMillis>)> {
    let (count, first): (i64, Option<i64>) = tx.one(sql, values![]).await?;
    Ok((count, first.map(UnixMillis)))
}
