//! The board: bids that look for partners, with what each filter would show; and bids as other pages list them.

use super::super::model::{BidQuery, BidRow, BidState};
use crate::{
    companies,
    db::{StoreResult, Tx, Value, in_25},
    happened::Happened,
    label::{Facet, Label, placed},
    markdown, sectors,
    technologies::{self, Map},
    text::Text2,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};

macro_rules! joins {
    () => {
        " FROM bid b JOIN flagship_lot l ON l.id = b.lot_id JOIN flagship_call k ON k.id = l.call_id \
        JOIN consortium c ON c.id = b.consortium_id "
    };
}

// An invited firm's seat is open to everybody else.
macro_rules! open_seat {
    () => {
        "o.consortium_id = b.consortium_id AND o.state IN ('open', 'invited') AND o.role <> 'observer'"
    };
}

// The type of firm that a seat wants: its own, else the one that its role stands for (`SeatRole::firm_type`).
macro_rules! seat_type {
    () => {
        "COALESCE(o.firm_type, CASE o.role WHEN 'lead' THEN 'infrastructure' WHEN 'platform' THEN 'platform' \
        WHEN 'service' THEN 'saas' WHEN 'msp' THEN 'msp' WHEN 'si' THEN 'si' ELSE 'software' END)"
    };
}

macro_rules! select_row {
    () => {
        concat!(
            "SELECT b.slug, b.state, b.name_ko, b.name_en, b.pitch_ko, b.pitch_en, b.grant_won, \
            b.own_cash_won, b.own_kind_won, l.slug AS lot, l.name_ko AS lot_ko, l.name_en AS lot_en, k.slug AS call, \
            k.name_ko AS call_ko, k.name_en AS call_en, k.closes_ms, l.sector, \
            COALESCE((SELECT string_agg(CAST(r.position AS TEXT) || ':' || r.technology, ',') FROM consortium_seat o \
            JOIN consortium_seat_cover v ON v.seat_id = o.id JOIN consortium_requirement r ON r.id = v.requirement_id WHERE ",
            open_seat!(),
            "), '') AS needs, COALESCE((SELECT string_agg(",
            seat_type!(),
            ", ',') FROM consortium_seat o WHERE ",
            open_seat!(),
            "), '') AS wanted, (SELECT COUNT(*) FROM consortium_seat o WHERE ",
            open_seat!(),
            ") AS open_seats, (SELECT COUNT(*) FROM consortium_seat a WHERE a.consortium_id = b.consortium_id \
            AND a.state <> 'left' AND a.role <> 'observer') AS seats, COALESCE(f.name_ko, '') AS lead_ko, \
            COALESCE(f.name_en, '') AS lead_en, COUNT(*) OVER () AS total",
            joins!(),
            "LEFT JOIN consortium_seat d ON d.consortium_id = b.consortium_id AND d.role = 'lead' AND d.state = 'seated' \
            LEFT JOIN company f ON f.id = d.company_id "
        )
    };
}

// Bids that firms can answer at the moment $1: `allows(…, BidAct::Answer, …)`, asked of every row.
macro_rules! advertised {
    () => {
        "WHERE b.state = 'advertised' AND k.public AND k.cancelled_ms IS NULL AND k.awarded_ms IS NULL \
        AND k.closes_ms + 1000 > $1 AND c.state IN ('recruiting', 'chartering', 'active') "
    };
}

macro_rules! filters {
    () => {
        concat!(
            advertised!(),
            "AND ($2 = '' OR l.sector = $2) AND ($3 = '' OR EXISTS (SELECT 1 FROM consortium_seat o WHERE ",
            open_seat!(),
            " AND ",
            seat_type!(),
            " = $3)) AND ($4 = '' OR EXISTS (SELECT 1 FROM consortium_seat o JOIN consortium_seat_cover v ON v.seat_id = o.id \
            JOIN consortium_requirement r ON r.id = v.requirement_id JOIN technology t ON t.slug = r.technology WHERE ",
            open_seat!(),
            " AND (t.slug = $4 OR t.parent = $4))) AND ($5 = '' OR k.slug = $5) AND ($6 = '' OR l.slug = $6) "
        )
    };
}

fn values_of(query: &BidQuery, now: UnixMillis) -> Vec<Value> {
    vec![
        now.into(),
        (&query.sector).into(),
        (&query.firm_type).into(),
        (&query.technology).into(),
        (&query.call).into(),
        (&query.lot).into(),
    ]
}

#[derive(sqlx::FromRow)]
struct Row {
    slug: String,
    state: String,
    name_ko: String,
    name_en: String,
    pitch_ko: String,
    pitch_en: String,
    grant_won: i64,
    own_cash_won: i64,
    own_kind_won: i64,
    lot: String,
    lot_ko: String,
    lot_en: String,
    call: String,
    call_ko: String,
    call_en: String,
    closes_ms: i64,
    sector: String,
    needs: String,
    wanted: String,
    open_seats: i64,
    seats: i64,
    lead_ko: String,
    lead_en: String,
    total: i64,
}

/// A page of the board, the nearest deadline first, and how many bids there are in all.
pub async fn board(tx: &mut Tx, query: &BidQuery, now: UnixMillis) -> StoreResult<(Vec<BidRow>, i64)> {
    some(tx, query, now, PAGE_ROWS, rows_before(query.page)).await
}

/// The bids with the nearest deadlines that look for partners, of one sector or of all.
pub async fn open_bids(tx: &mut Tx, now: UnixMillis, sector: Option<&str>, most: i64) -> StoreResult<Vec<BidRow>> {
    let query = BidQuery { sector: sector.unwrap_or_default().to_owned(), ..BidQuery::default() };
    Ok(some(tx, &query, now, most, 0).await?.0)
}

async fn some(
    tx: &mut Tx,
    query: &BidQuery,
    now: UnixMillis,
    most: i64,
    offset: i64,
) -> StoreResult<(Vec<BidRow>, i64)> {
    const SELECT: &str = concat!(
        select_row!(),
        filters!(),
        "ORDER BY k.closes_ms, b.advertised_ms DESC, b.id LIMIT CAST($7 AS BIGINT) OFFSET $8"
    );
    let mut values = values_of(query, now);
    values.extend([most.into(), offset.into()]);
    let found = tx.all(SELECT, &values).await?;
    rows(tx, found).await
}

/// The public bids of a consortium, or for its members all of them; the newest first.
pub async fn of_consortium(tx: &mut Tx, consortium: i64, for_members: bool) -> StoreResult<Vec<BidRow>> {
    const SELECT: &str = concat!(
        select_row!(),
        "WHERE b.consortium_id = $1 AND ($2 OR (k.public AND c.state NOT IN ('draft', 'abandoned') \
        AND (b.state IN ('advertised', 'awarded') OR (b.state = 'submitted' AND b.advertised_ms IS NOT NULL)))) \
        ORDER BY b.id DESC LIMIT 25"
    );
    let found = tx.all(SELECT, values![consortium, for_members]).await?;
    Ok(rows(tx, found).await?.0)
}

/// The public bids for the lots of a call.
pub async fn of_call(tx: &mut Tx, call: i64) -> StoreResult<Vec<BidRow>> {
    const SELECT: &str = concat!(
        select_row!(),
        "WHERE l.call_id = $1 AND k.public AND c.state NOT IN ('draft', 'abandoned') AND (b.state IN ('advertised', 'awarded') \
        OR (b.state = 'submitted' AND b.advertised_ms IS NOT NULL)) ORDER BY l.position, b.id LIMIT 100"
    );
    let found = tx.all(SELECT, values![call]).await?;
    Ok(rows(tx, found).await?.0)
}

async fn rows(tx: &mut Tx, found: Vec<Row>) -> StoreResult<(Vec<BidRow>, i64)> {
    let total = found.first().map_or(0, |row| row.total);
    let (map, kinds) = (technologies::map(tx).await?, companies::kinds(tx).await?);
    let sectors = sectors::known(tx).await?;
    let view = |row: Row| BidRow {
        state: BidState::of_code(&row.state),
        about: markdown::about_as_read(&row.pitch_ko, &row.pitch_en),
        name: Text2::new(row.name_ko, row.name_en),
        call: Label::new(row.call, row.call_ko, row.call_en),
        lot: Label::new(row.lot, row.lot_ko, row.lot_en),
        sector: sectors.labels.label(&row.sector),
        closes: UnixMillis(row.closes_ms),
        lead: Text2::new(row.lead_ko, row.lead_en),
        open_seats: row.open_seats,
        seats: row.seats,
        needs: needs(&map, &row.needs),
        wanted: kinds.types.listed(&row.wanted),
        grant_won: row.grant_won,
        own_cash_won: row.own_cash_won,
        own_kind_won: row.own_kind_won,
        slug: row.slug,
    };
    Ok((found.into_iter().map(view).collect(), total))
}

/// The technologies that open seats must cover, each once, in the order of the requirements.
fn needs(map: &Map, listed: &str) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for technology in placed(listed) {
        if !labels.iter().any(|l| l.slug == technology) {
            labels.push(map.label(technology));
        }
    }
    labels
}

#[derive(sqlx::FromRow)]
struct FacetRow {
    slug: String,
    name_ko: String,
    name_en: String,
    bids: i64,
}

/// How many bids each sector, each type of firm and each call would show, the other filters staying as they are.
pub async fn facets(tx: &mut Tx, query: &BidQuery, now: UnixMillis) -> StoreResult<[Vec<Facet>; 3]> {
    const SECTORS: &str = concat!("SELECT l.sector, COUNT(*)", joins!(), filters!(), "GROUP BY l.sector");
    const TYPES: &str = concat!(
        "SELECT x.slug, COUNT(*) FROM (SELECT DISTINCT b.id, ",
        seat_type!(),
        " AS slug",
        joins!(),
        "JOIN consortium_seat o ON ",
        open_seat!(),
        " ",
        filters!(),
        ") x GROUP BY x.slug"
    );
    const CALLS: &str = concat!(
        "SELECT k.slug, k.name_ko, k.name_en, COUNT(*) AS bids",
        joins!(),
        filters!(),
        "GROUP BY k.slug, k.name_ko, k.name_en, k.closes_ms ORDER BY k.closes_ms, k.slug"
    );
    let facet = |row: FacetRow| Facet { label: Label::new(row.slug, row.name_ko, row.name_en), count: row.bids };
    // A facet does not narrow itself: its own filter is left out.
    let all = String::new;
    let sectors = values_of(&BidQuery { sector: all(), ..query.clone() }, now);
    let types = values_of(&BidQuery { firm_type: all(), ..query.clone() }, now);
    let calls = values_of(&BidQuery { call: all(), lot: all(), ..query.clone() }, now);
    let by_sector: Vec<(String, i64)> = tx.all(SECTORS, &sectors).await?;
    let by_type: Vec<(String, i64)> = tx.all(TYPES, &types).await?;
    let by_call: Vec<FacetRow> = tx.all(CALLS, &calls).await?;
    let mut sectors = sectors::known(tx).await?.labels.counted(&by_sector);
    let mut types = companies::kinds(tx).await?.types.counted(&by_type);
    sectors.retain(|f| f.count > 0);
    types.retain(|f| f.count > 0);
    Ok([sectors, types, by_call.into_iter().map(facet).collect()])
}

/// The bids that were selected last, in calls whose results are public.
pub async fn selected(tx: &mut Tx, most: i64) -> StoreResult<Vec<Happened>> {
    const SELECT: &str = "SELECT b.slug, b.name_ko, b.name_en, l.sector AS sectors, k.awarded_ms AS at_ms FROM bid b \
        JOIN flagship_lot l ON l.id = b.lot_id JOIN flagship_call k ON k.id = l.call_id \
        WHERE b.state = 'awarded' AND k.public AND k.awarded_ms IS NOT NULL \
        ORDER BY k.awarded_ms DESC, b.id DESC LIMIT CAST($1 AS BIGINT)";
    tx.all(SELECT, values![most]).await
}

/// The addresses of the bids of consortia in which one of these firms sits or which it founded.
pub async fn bids_of_firms(tx: &mut Tx, firms: &[i64]) -> StoreResult<Vec<String>> {
    const SELECT: &str = concat!(
        "SELECT b.slug FROM bid b WHERE b.consortium_id IN (SELECT s.consortium_id FROM consortium_seat s \
        WHERE s.state = 'seated' AND s.company_id IN ",
        crate::in_25!(),
        " UNION SELECT c.id FROM consortium c WHERE c.founder_id IN ",
        crate::in_25!(),
        ")"
    );
    let mut slugs = Vec::new();
    for some in in_25(firms) {
        slugs.extend(tx.all::<(String,)>(SELECT, &some).await?.into_iter().map(|row| row.0));
    }
    Ok(slugs)
}
