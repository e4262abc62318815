//! The list of calls, and when it changes by itself.

use super::{
    super::model::{CallKind, CallRow, Phase},
    facts::{FactsRow, facts_columns},
    lots,
};
use crate::{
    db::{StoreResult, Tx},
    text::Text2,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};

#[derive(sqlx::FromRow)]
struct ListRow {
    id: i64,
    slug: String,
    kind: String,
    name_ko: String,
    name_en: String,
    agency_ko: String,
    agency_en: String,
    #[sqlx(flatten)]
    facts: FactsRow,
    adverts: i64,
    total: i64,
}

/// A part of the calls, open ones first, then planned, then past ones up to `last`: `most` of them from `offset` on, and
/// how many there are. `drafts` adds what only the secretariat sees.
pub async fn calls(
    tx: &mut Tx,
    now: UnixMillis,
    drafts: bool,
    last: Phase,
    (most, offset): (i64, i64),
) -> StoreResult<(Vec<CallRow>, i64)> {
    // The phase is `CallState::phase`, computed again so that the list can be ordered and cut by it.
    const SELECT: &str = concat!(
        "SELECT k.id, k.slug, k.kind, k.name_ko, k.name_en, k.agency_ko, k.agency_en, ",
        facts_columns!(),
        ", (SELECT COUNT(*) FROM bid b JOIN flagship_lot l ON l.id = b.lot_id WHERE l.call_id = k.id \
        AND b.state = 'advertised') AS adverts, COUNT(*) OVER () AS total \
        FROM (SELECT c.*, CASE WHEN NOT c.public THEN 1 WHEN c.cancelled_ms IS NOT NULL OR c.awarded_ms IS NOT NULL THEN 2 \
        WHEN c.published_ms > $1 THEN 1 WHEN c.closes_ms + 1000 > $1 THEN 0 ELSE 2 END AS phase FROM flagship_call c \
        WHERE c.public OR $2) k WHERE k.phase <= $3 ORDER BY k.phase, \
        CASE WHEN k.phase = 2 THEN -k.closes_ms ELSE k.closes_ms END, k.id LIMIT CAST($4 AS BIGINT) OFFSET $5"
    );
    let last = last as i64;
    let found: Vec<ListRow> = tx.all(SELECT, values![now, drafts, last, most, offset]).await?;
    let total = found.first().map_or(0, |row| row.total);
    let ids: Vec<i64> = found.iter().map(|row| row.id).collect();
    let mut lots = lots::names(tx, &ids).await?;
    let row = |row: ListRow| {
        let facts = row.facts.facts();
        let state = facts.state(now);
        CallRow {
            slug: row.slug,
            kind: CallKind::of_code(&row.kind),
            state,
            name: Text2::new(row.name_ko, row.name_en),
            agency: Text2::new(row.agency_ko, row.agency_en),
            published: facts.dates.published,
            closes: facts.dates.closes,
            lots: lots.remove(&row.id).unwrap_or_default(),
            adverts: if state.takes_bids() { row.adverts } else { 0 },
        }
    };
    Ok((found.into_iter().map(row).collect(), total))
}

/// The page of the list with this number.
pub fn page(number: i64) -> (i64, i64) {
    (PAGE_ROWS, rows_before(number))
}

/// The next moment at which a public call changes its state by itself.
pub async fn next_change(tx: &mut Tx, now: UnixMillis) -> StoreResult<Option<UnixMillis>> {
    const SELECT: &str = "SELECT MIN(x.moment) FROM (SELECT published_ms AS moment FROM flagship_call WHERE public \
        UNION ALL SELECT questions_close_ms + 1000 AS moment FROM flagship_call WHERE public \
        UNION ALL SELECT closes_ms + 1000 AS moment FROM flagship_call WHERE public \
        UNION ALL SELECT opens_ms AS moment FROM flagship_call WHERE public) x WHERE x.moment > $1";
    let (at,): (Option<i64>,) = tx.one(SELECT, values![now]).await?;
    Ok(at.map(UnixMillis))
}
