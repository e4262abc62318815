//! Every SQL text of the history. Rows are added in the transaction that changes a capability, and never changed.

use super::model::{Change, Moved};
use crate::{
    db::{StoreResult, Tx},
    time::{Quarter, UnixMillis},
    ui::{PAGE_ROWS, rows_before},
    values,
};

/// Changes of one firm that are read at most: far more than a firm makes.
const MOST_CHANGES: i64 = 5_000;

macro_rules! insert {
    () => {
        "INSERT INTO capability_history (company_id, technology, activity, at_ms, kind, level, verified_level, open) \
        SELECT c.company_id, c.technology, c.activity, $2, "
    };
}

/// The last row of a capability `c`, as `b`.
macro_rules! before {
    () => {
        "LEFT JOIN capability_history b ON b.id = (SELECT MAX(x.id) FROM capability_history x \
        WHERE x.company_id = c.company_id AND x.technology = c.technology AND x.activity = c.activity) "
    };
}

/// Remembers a capability as it stands now, if that is new.
pub async fn remember(tx: &mut Tx, capability: i64, now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = concat!(
        insert!(),
        "CASE WHEN COALESCE(b.level, 0) = 0 THEN 'claimed' \
        WHEN COALESCE(c.verified_level, 0) > b.verified_level THEN 'confirmed' WHEN c.level > b.level THEN 'raised' \
        WHEN c.level < b.level THEN 'lowered' WHEN COALESCE(c.verified_level, 0) < b.verified_level THEN 'unconfirmed' \
        ELSE 'changed' END, c.level, COALESCE(c.verified_level, 0), c.open FROM capability c ",
        before!(),
        "WHERE c.id = $1 AND NOT (COALESCE(b.level, 0) = c.level AND COALESCE(b.verified_level, 0) = \
        COALESCE(c.verified_level, 0) AND COALESCE(b.open, c.open) = c.open)"
    );
    tx.run(INSERT, values![capability, now]).await?;
    Ok(())
}

/// Remembers that a capability ends. Call it before it is removed.
pub async fn forget(tx: &mut Tx, capability: i64, now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = concat!(insert!(), "'removed', 0, 0, c.open FROM capability c WHERE c.id = $1");
    tx.run(INSERT, values![capability, now]).await?;
    Ok(())
}

/// Remembers that the capabilities of a technology go on under another. Call it before they do.
pub async fn leave(tx: &mut Tx, technology: &str, now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = concat!(insert!(), "'merged', 0, 0, c.open FROM capability c WHERE c.technology = $1");
    tx.run(INSERT, values![technology, now]).await?;
    Ok(())
}

/// Remembers them there. Call it when they are.
pub async fn arrive(tx: &mut Tx, from: &str, into: &str, now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = concat!(
        insert!(),
        "'changed', c.level, COALESCE(c.verified_level, 0), c.open FROM capability c WHERE c.technology = $1 \
        AND EXISTS (SELECT 1 FROM capability_history m WHERE m.company_id = c.company_id AND m.technology = $3 \
        AND m.activity = c.activity AND m.kind = 'merged' AND m.at_ms = $2)"
    );
    tx.run(INSERT, values![into, now, from]).await?;
    Ok(())
}

/// Whether a change `h` lies in the quarter that is looked at, and is of a member.
macro_rules! in_quarter {
    () => {
        "h.at_ms >= $1 AND h.at_ms < $2 AND h.company_id NOT IN (SELECT u.id FROM company u WHERE u.state <> 'confirmed') "
    };
}

/// Whether the viewer sees a change of a level: it is for members (`$3`) unless the firm opens it.
macro_rules! level_seen {
    () => {
        "($3 OR (h.open AND EXISTS (SELECT 1 FROM capability o WHERE o.company_id = h.company_id \
        AND o.technology = h.technology AND o.activity = h.activity AND o.open))) "
    };
}

/// How many changes of each kind a quarter saw, of the firms that are members.
pub async fn counts(tx: &mut Tx, of: Quarter, member: bool) -> StoreResult<Vec<(Moved, i64)>> {
    const COUNT: &str = concat!(
        "SELECT h.kind, COUNT(*) FROM capability_history h \
        WHERE h.kind IN ('claimed', 'confirmed', 'removed') AND ",
        in_quarter!(),
        "GROUP BY h.kind UNION ALL SELECT h.kind, COUNT(*) FROM capability_history h \
        WHERE h.kind IN ('raised', 'lowered', 'unconfirmed') AND ",
        in_quarter!(),
        "AND ",
        level_seen!(),
        "GROUP BY h.kind"
    );
    let rows: Vec<(String, i64)> = tx.all(COUNT, values![of.begin(), of.end(), member]).await?;
    let count = |moved: Moved| rows.iter().find(|(kind, _)| kind == moved.code()).map_or(0, |(_, count)| *count);
    Ok(Moved::ALL.map(|moved| (moved, count(moved))).to_vec())
}

/// A change with its firm.
#[derive(sqlx::FromRow)]
pub struct MoveRow {
    pub slug: String,
    pub name_ko: String,
    pub name_en: String,
    #[sqlx(flatten)]
    pub change: Change,
}

/// A page of the changes of a quarter, of one kind or all, the newest first.
pub async fn moves(
    tx: &mut Tx,
    of: Quarter,
    member: bool,
    kind: Option<Moved>,
    page: i64,
) -> StoreResult<Vec<MoveRow>> {
    // CROSS JOIN keeps the planner at the order of the changes: it stops when the page is full.
    macro_rules! select {
        ($kinds:literal) => {
            concat!(
                "SELECT f.slug, f.name_ko, f.name_en, COALESCE(r.successor, h.technology) AS technology, h.activity, \
                h.at_ms, h.kind, h.level, h.verified_level, h.open AND COALESCE(k.open, FALSE) AS open \
                FROM capability_history h CROSS JOIN company f LEFT JOIN technology_retired r ON r.slug = h.technology \
                LEFT JOIN capability k ON k.company_id = h.company_id \
                AND k.technology = COALESCE(r.successor, h.technology) AND k.activity = h.activity \
                WHERE f.id = h.company_id AND ",
                in_quarter!(),
                "AND (h.kind NOT IN ('raised', 'lowered', 'unconfirmed') OR ",
                level_seen!(),
                ") AND h.kind ",
                $kinds,
                " ORDER BY h.at_ms DESC, h.id DESC LIMIT CAST($4 AS BIGINT) OFFSET $5"
            )
        };
    }
    const ALL: &str = select!("NOT IN ('merged', 'changed')");
    const OF: &str = select!("= $6");
    let (begin, end, before) = (of.begin(), of.end(), rows_before(page));
    match kind {
        Some(kind) => tx.all(OF, values![begin, end, member, PAGE_ROWS, before, kind.code()]).await,
        None => tx.all(ALL, values![begin, end, member, PAGE_ROWS, before]).await,
    }
}

/// When the first change was, and the last one.
pub async fn span(tx: &mut Tx) -> StoreResult<Option<(UnixMillis, UnixMillis)>> {
    const SPAN: &str =
        "SELECT (SELECT MIN(at_ms) FROM capability_history), (SELECT MAX(at_ms) FROM capability_history)";
    let (first, last): (Option<i64>, Option<i64>) = tx.one(SPAN, values![]).await?;
    Ok(first.map(UnixMillis).zip(last.map(UnixMillis)))
}

/// Every change of a firm before an instant, the oldest first.
pub async fn of_firm(tx: &mut Tx, company: i64, before: UnixMillis) -> StoreResult<Vec<Change>> {
    const SELECT: &str = "SELECT h.technology, h.activity, h.at_ms, h.kind, h.level, h.verified_level, \
        h.open AND COALESCE(k.open, FALSE) AS open FROM capability_history h \
        LEFT JOIN technology_retired r ON r.slug = h.technology LEFT JOIN capability k ON k.company_id = h.company_id \
        AND k.technology = COALESCE(r.successor, h.technology) AND k.activity = h.activity \
        WHERE h.company_id = $1 AND h.at_ms < $2 ORDER BY h.id LIMIT CAST($3 AS BIGINT)";
    tx.all(SELECT, values![company, before, MOST_CHANGES]).await
}
