//! Lists of meetups, for their own page and for others.

use super::{
    super::model::{MeetupQuery, MeetupRow, MeetupSeats, Mode, SeatState, State},
    holder_of,
    seats::{count_into, people},
};
use crate::{
    db::{StoreResult, Tx, Value, in_25},
    happened::Happened,
    label::{Facet, Label},
    text::Text2,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};

/// A list of meetups: what narrows it, and its order with its limit. Only the rows that are shown are filled in.
macro_rules! rows_sql {
    ($narrowed:expr, $order:literal, $limit:literal) => {
        concat!(
            "SELECT m.slug, m.state, m.name_ko, m.name_en, m.start_ms, m.end_ms, m.mode, m.place_ko, m.place_en, \
            m.capacity, m.online_capacity, m.attended, m.owner, COALESCE(s.slug, c.slug, '') AS holder, \
            COALESCE(s.name_ko, c.name_ko, '') AS holder_ko, COALESCE(s.name_en, c.name_en, '') AS holder_en, \
            COALESCE(r.state, '') AS mine, ",
            people!(),
            " AS people, x.total FROM (SELECT m.id AS shown, COUNT(*) OVER () AS total FROM meetup m \
            LEFT JOIN consortium c ON c.id = m.consortium_id \
            LEFT JOIN registration r ON r.meetup_id = m.id AND r.person_id = $1 WHERE ",
            $narrowed,
            " ORDER BY ",
            $order,
            " LIMIT ",
            $limit,
            ") x JOIN meetup m ON m.id = x.shown LEFT JOIN sector s ON s.slug = m.sector \
            LEFT JOIN consortium c ON c.id = m.consortium_id \
            LEFT JOIN registration r ON r.meetup_id = m.id AND r.person_id = $1 ORDER BY ",
            $order
        )
    };
}

/// Nobody's id: where a list is not about the viewer.
const NOBODY: i64 = 0;

#[derive(sqlx::FromRow)]
struct ListRow {
    slug: String,
    state: String,
    name_ko: String,
    name_en: String,
    start_ms: i64,
    end_ms: i64,
    mode: String,
    place_ko: String,
    place_en: String,
    capacity: i64,
    online_capacity: Option<i64>,
    attended: Option<i64>,
    owner: String,
    holder: String,
    holder_ko: String,
    holder_en: String,
    mine: String,
    people: String,
    total: i64,
}

/// Runs a list's text; its first value is the viewer.
async fn rows(tx: &mut Tx, sql: &'static str, values: &[Value]) -> StoreResult<(Vec<MeetupRow>, i64)> {
    let found: Vec<ListRow> = tx.all(sql, values).await?;
    let total = found.first().map_or(0, |row| row.total);
    let row = |row: ListRow| {
        let mode = Mode::of_code(&row.mode).unwrap_or_default();
        let mut seats = MeetupSeats::of(mode, row.capacity, row.online_capacity);
        count_into(&mut seats, &row.people);
        MeetupRow {
            slug: row.slug,
            name: Text2::new(row.name_ko, row.name_en),
            state: State::of_code(&row.state),
            start: UnixMillis(row.start_ms),
            end: UnixMillis(row.end_ms),
            mode,
            place: Text2::new(row.place_ko, row.place_en),
            holder: holder_of(&row.owner, &row.holder, Text2::new(row.holder_ko, row.holder_en)),
            seats,
            attended: row.attended,
            mine: (!row.mine.is_empty()).then(|| SeatState::of_code(&row.mine)),
        }
    };
    Ok((found.into_iter().map(row).collect(), total))
}

/// One page of meetups and how many there are in all. Those to come include called-off ones, which say so.
pub async fn list(
    tx: &mut Tx,
    query: &MeetupQuery,
    viewer: Option<i64>,
    now: UnixMillis,
) -> StoreResult<(Vec<MeetupRow>, i64)> {
    const COMING: &str = rows_sql!(
        "m.state IN ('published', 'cancelled') AND m.end_ms > $2 AND ($3 = '' OR COALESCE(m.sector, c.sector) = $3)",
        "m.start_ms, m.id",
        "CAST($4 AS BIGINT) OFFSET $5"
    );
    const PAST: &str = rows_sql!(
        "m.state = 'published' AND m.end_ms <= $2 AND ($3 = '' OR COALESCE(m.sector, c.sector) = $3)",
        "m.start_ms DESC, m.id DESC",
        "CAST($4 AS BIGINT) OFFSET $5"
    );
    let offset = rows_before(query.page);
    let values = values![viewer.unwrap_or(NOBODY), now, &query.sector, PAGE_ROWS, offset];
    rows(tx, if query.past { PAST } else { COMING }, values).await
}

/// How many meetups are to come and how many are over, in a sector or (empty) in all.
pub async fn tallies(tx: &mut Tx, sector: &str, now: UnixMillis) -> StoreResult<(i64, i64)> {
    const COUNT: &str = "SELECT CAST(COALESCE(SUM(CASE WHEN m.end_ms > $1 THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN m.end_ms <= $1 AND m.state = 'published' THEN 1 ELSE 0 END), 0) AS BIGINT) \
        FROM meetup m LEFT JOIN consortium c ON c.id = m.consortium_id \
        WHERE m.state IN ('published', 'cancelled') AND ($2 = '' OR COALESCE(m.sector, c.sector) = $2)";
    tx.one(COUNT, values![now, sector]).await
}

/// How many meetups each sector would show.
pub async fn sectors(tx: &mut Tx, past: bool, now: UnixMillis) -> StoreResult<Vec<Facet>> {
    const SELECT: &str = "SELECT f.slug, f.name_ko, f.name_en, COUNT(x.id) AS meetups FROM sector f LEFT JOIN \
        (SELECT m.id, COALESCE(m.sector, c.sector) AS sector FROM meetup m LEFT JOIN consortium c ON c.id = m.consortium_id \
        WHERE ($1 AND m.state = 'published' AND m.end_ms <= $2) \
        OR (NOT $1 AND m.state IN ('published', 'cancelled') AND m.end_ms > $2)) x ON x.sector = f.slug \
        GROUP BY f.slug, f.name_ko, f.name_en, f.position ORDER BY f.position, f.slug";
    let rows: Vec<(String, String, String, i64)> = tx.all(SELECT, values![past, now]).await?;
    let facet = |(slug, ko, en, count): (String, String, String, i64)| Facet { label: Label::new(slug, ko, en), count };
    Ok(rows.into_iter().map(facet).collect())
}

/// The next meetups of a sector with its consortia, or (empty) of all; at most `most`.
pub async fn upcoming(tx: &mut Tx, now: UnixMillis, sector: &str, most: i64) -> StoreResult<Vec<MeetupRow>> {
    const SELECT: &str = rows_sql!(
        "m.state = 'published' AND m.end_ms > $2 AND ($3 = '' OR COALESCE(m.sector, c.sector) = $3)",
        "m.start_ms, m.id",
        "CAST($4 AS BIGINT)"
    );
    Ok(rows(tx, SELECT, values![NOBODY, now, sector, most]).await?.0)
}

/// The next meetups of a consortium, at most `most`.
pub async fn upcoming_of(tx: &mut Tx, now: UnixMillis, consortium: i64, most: i64) -> StoreResult<Vec<MeetupRow>> {
    const SELECT: &str = rows_sql!(
        "m.consortium_id = $3 AND m.state = 'published' AND m.end_ms > $2",
        "m.start_ms, m.id",
        "CAST($4 AS BIGINT)"
    );
    Ok(rows(tx, SELECT, values![NOBODY, now, consortium, most]).await?.0)
}

/// The meetups to come for which a person has a seat or queues, the next first; at most fifty.
pub async fn of_person(tx: &mut Tx, person: i64, now: UnixMillis) -> StoreResult<Vec<MeetupRow>> {
    const SELECT: &str = rows_sql!(
        "m.state = 'published' AND m.end_ms > $2 AND r.state IN ('confirmed', 'waitlisted')",
        "m.start_ms, m.id",
        "50"
    );
    Ok(rows(tx, SELECT, values![person, now]).await?.0)
}

/// Every draft, at most fifty.
pub async fn drafts(tx: &mut Tx) -> StoreResult<Vec<MeetupRow>> {
    const ALL: &str = rows_sql!("m.state = 'draft'", "m.start_ms, m.id", "50");
    Ok(rows(tx, ALL, values![NOBODY]).await?.0)
}

/// The drafts of these consortia and these sector groups, at most fifty of each 25.
pub async fn drafts_of(tx: &mut Tx, consortia: &[i64], sectors: &[String]) -> StoreResult<Vec<MeetupRow>> {
    // Nobody is registered for a draft: that `$1` is no viewer here finds nothing wrong.
    const CONSORTIA: &str =
        rows_sql!(concat!("m.state = 'draft' AND m.consortium_id IN ", crate::in_25!()), "m.start_ms, m.id", "50");
    const SECTORS: &str =
        rows_sql!("m.state = 'draft' AND m.owner = 'sector' AND m.sector = $2", "m.start_ms, m.id", "50");
    let mut drafts = Vec::new();
    for some in in_25(consortia) {
        drafts.extend(rows(tx, CONSORTIA, &some).await?.0);
    }
    for sector in sectors {
        drafts.extend(rows(tx, SECTORS, values![NOBODY, sector]).await?.0);
    }
    drafts.sort_by(|a, b| (a.start, &a.slug).cmp(&(b.start, &b.slug)));
    Ok(drafts)
}

/// The meetups whose materials are there, the last first.
pub async fn written_up(tx: &mut Tx, most: i64) -> StoreResult<Vec<Happened>> {
    const SELECT: &str = "SELECT m.slug, m.name_ko, m.name_en, COALESCE(m.sector, c.sector, '') AS sectors, \
        m.end_ms AS at_ms FROM meetup m LEFT JOIN consortium c ON c.id = m.consortium_id WHERE m.state = 'published' \
        AND (m.materials_ko <> '' OR m.materials_en <> '') ORDER BY m.end_ms DESC, m.id DESC LIMIT CAST($1 AS BIGINT)";
    tx.all(SELECT, values![most]).await
}

/// How many meetups were held within a time, and how many people were counted at them.
pub async fn held_between(tx: &mut Tx, since: UnixMillis, until: UnixMillis) -> StoreResult<(i64, i64)> {
    const COUNT: &str = "SELECT COUNT(*), CAST(COALESCE(SUM(attended), 0) AS BIGINT) FROM meetup \
        WHERE state = 'published' AND end_ms > $1 AND end_ms <= $2";
    tx.one(COUNT, values![since, until]).await
}
