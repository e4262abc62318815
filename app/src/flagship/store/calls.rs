//! Calls: their rows, their list, and what search knows of them.

use super::{
    super::model::{CallDates, CallDraft, CallFacts, CallForm, CallKind, CallRow, Phase, day_and_time},
    CALL, lots,
};
use crate::{
    db::{StoreResult, Tx},
    markdown,
    search::{self, Audience, Document},
    slugs,
    text::Text2,
    time::UnixMillis,
    ui::PAGE_ROWS,
    values,
};

/// A call as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredCall {
    pub id: i64,
    pub slug: String,
    kind: String,
    public: bool,
    name_ko: String,
    name_en: String,
    agency_ko: String,
    agency_en: String,
    about_ko: String,
    about_en: String,
    about_ko_html: String,
    about_en_html: String,
    published_ms: i64,
    questions_close_ms: i64,
    closes_ms: i64,
    opens_ms: i64,
    result_ms: i64,
    awarded_ms: Option<i64>,
    cancelled_ms: Option<i64>,
    pub cancel_reason: String,
    pub version: i64,
}

impl StoredCall {
    pub fn facts(&self) -> CallFacts {
        CallFacts {
            public: self.public,
            dates: CallDates {
                published: UnixMillis(self.published_ms),
                questions_close: UnixMillis(self.questions_close_ms),
                closes: UnixMillis(self.closes_ms),
                opens: UnixMillis(self.opens_ms),
                result: UnixMillis(self.result_ms),
            },
            awarded: self.awarded_ms.is_some(),
            cancelled: self.cancelled_ms.is_some(),
        }
    }

    pub fn kind(&self) -> CallKind {
        CallKind::of_code(&self.kind)
    }

    pub fn name(&self) -> Text2 {
        Text2::new(&self.name_ko, &self.name_en)
    }

    pub fn agency(&self) -> Text2 {
        Text2::new(&self.agency_ko, &self.agency_en)
    }

    /// What it is about, without marks.
    pub fn about(&self) -> Text2 {
        Text2::new(markdown::plain(&self.about_ko), markdown::plain(&self.about_en))
    }

    pub fn about_html(&self) -> Text2 {
        Text2::new(&self.about_ko_html, &self.about_en_html)
    }

    /// What its editor starts from, without the lots.
    pub fn form(&self) -> CallForm {
        let dates = self.facts().dates;
        let (closes, closes_time) = day_and_time(dates.closes);
        CallForm {
            name_ko: self.name_ko.clone(),
            name_en: self.name_en.clone(),
            agency_ko: self.agency_ko.clone(),
            agency_en: self.agency_en.clone(),
            about_ko: self.about_ko.clone(),
            about_en: self.about_en.clone(),
            published: dates.published.iso_day(),
            questions_close: dates.questions_close.iso_day(),
            closes,
            closes_time,
            opens: dates.opens.iso_day(),
            result: dates.result.iso_day(),
            lots: Vec::new(),
        }
    }
}

macro_rules! select_call {
    () => {
        "SELECT id, slug, kind, public, name_ko, name_en, agency_ko, agency_en, about_ko, about_en, about_ko_html, \
        about_en_html, published_ms, questions_close_ms, closes_ms, opens_ms, result_ms, awarded_ms, cancelled_ms, \
        cancel_reason, version FROM flagship_call WHERE "
    };
}

/// The call with this address.
pub async fn call(tx: &mut Tx, slug: &str) -> StoreResult<StoredCall> {
    tx.one(concat!(select_call!(), "slug = $1"), values![slug]).await
}

/// The same for a change: the lock comes before the first read.
pub async fn call_locked(tx: &mut Tx, slug: &str) -> StoreResult<StoredCall> {
    tx.lock("SELECT id FROM flagship_call WHERE slug = $1 FOR UPDATE", values![slug]).await?;
    call(tx, slug).await
}

/// The call with this id.
pub async fn call_by_id(tx: &mut Tx, id: i64) -> StoreResult<StoredCall> {
    tx.one(concat!(select_call!(), "id = $1"), values![id]).await
}

/// Adds a call that nobody but the secretariat sees yet. `wanted` is its address, where it is free.
pub async fn add_call(tx: &mut Tx, draft: &CallDraft, wanted: &str, now: UnixMillis) -> StoreResult<(i64, String)> {
    const INSERT: &str = "INSERT INTO flagship_call (slug, kind, public, name_ko, name_en, agency_ko, agency_en, about_ko, \
        about_en, about_ko_html, about_en_html, renderer, published_ms, questions_close_ms, closes_ms, opens_ms, result_ms, \
        cancel_reason, created_ms, version) VALUES ($1, $2, FALSE, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, \
        $16, '', $17, 1) RETURNING id";
    let (d, dates) = (draft, &draft.dates);
    let id = tx
        .number(
            INSERT,
            values![
                crate::secret::reference(),
                CallKind::External.code(),
                &d.name.ko,
                &d.name.en,
                &d.agency.ko,
                &d.agency.en,
                &d.about.ko,
                &d.about.en,
                markdown::render(&d.about.ko),
                markdown::render(&d.about.en),
                markdown::RENDERER,
                dates.published,
                dates.questions_close,
                dates.closes,
                dates.opens,
                dates.result,
                now
            ],
        )
        .await?;
    let slug = slugs::claim(tx, CALL, wanted, id).await?;
    tx.run("UPDATE flagship_call SET slug = $2 WHERE id = $1", values![id, &slug]).await?;
    lots::write(tx, id, &draft.lots).await?;
    Ok((id, slug))
}

/// Changes a call. A version that is not the stored one is [`StoreError::Stale`]; leaving out a lot for which there are
/// bids is [`StoreError::Taken`].
///
/// [`StoreError::Stale`]: crate::db::StoreError::Stale
/// [`StoreError::Taken`]: crate::db::StoreError::Taken
pub async fn update_call(tx: &mut Tx, id: i64, version: i64, draft: &CallDraft) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE flagship_call SET name_ko = $3, name_en = $4, agency_ko = $5, agency_en = $6, \
        about_ko = $7, about_en = $8, about_ko_html = $9, about_en_html = $10, renderer = $11, published_ms = $12, \
        questions_close_ms = $13, closes_ms = $14, opens_ms = $15, result_ms = $16, version = version + 1 \
        WHERE id = $1 AND version = $2";
    let (d, dates) = (draft, &draft.dates);
    tx.run_versioned(
        UPDATE,
        values![
            id,
            version,
            &d.name.ko,
            &d.name.en,
            &d.agency.ko,
            &d.agency.en,
            &d.about.ko,
            &d.about.en,
            markdown::render(&d.about.ko),
            markdown::render(&d.about.en),
            markdown::RENDERER,
            dates.published,
            dates.questions_close,
            dates.closes,
            dates.opens,
            dates.result
        ],
    )
    .await?;
    lots::write(tx, id, &draft.lots).await
}

/// Shows a call to everybody.
pub async fn publish(tx: &mut Tx, id: i64) -> StoreResult<()> {
    tx.run_versioned("UPDATE flagship_call SET public = TRUE, version = version + 1 WHERE id = $1", values![id]).await
}

/// Calls a call off, for a reason.
pub async fn cancel(tx: &mut Tx, id: i64, reason: &str, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str =
        "UPDATE flagship_call SET cancelled_ms = $2, cancel_reason = $3, version = version + 1 WHERE id = $1";
    tx.run_versioned(UPDATE, values![id, now, reason]).await
}

/// Notes that the result of a call is published.
pub async fn record_award(tx: &mut Tx, id: i64, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE flagship_call SET awarded_ms = $2, version = version + 1 WHERE id = $1";
    tx.run_versioned(UPDATE, values![id, now]).await
}

#[derive(sqlx::FromRow)]
struct ListRow {
    id: i64,
    slug: String,
    kind: String,
    public: bool,
    name_ko: String,
    name_en: String,
    agency_ko: String,
    agency_en: String,
    published_ms: i64,
    questions_close_ms: i64,
    closes_ms: i64,
    opens_ms: i64,
    result_ms: i64,
    awarded: bool,
    cancelled: bool,
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
    const SELECT: &str = "SELECT x.id, x.slug, x.kind, x.public, x.name_ko, x.name_en, x.agency_ko, x.agency_en, \
        x.published_ms, x.questions_close_ms, x.closes_ms, x.opens_ms, x.result_ms, x.awarded_ms IS NOT NULL AS awarded, \
        x.cancelled_ms IS NOT NULL AS cancelled, (SELECT COUNT(*) FROM bid b JOIN flagship_lot l ON l.id = b.lot_id \
        WHERE l.call_id = x.id AND b.state = 'advertised') AS adverts, COUNT(*) OVER () AS total \
        FROM (SELECT k.*, CASE WHEN NOT k.public THEN 1 WHEN k.cancelled_ms IS NOT NULL OR k.awarded_ms IS NOT NULL THEN 2 \
        WHEN k.published_ms > $1 THEN 1 WHEN k.closes_ms + 1000 > $1 THEN 0 ELSE 2 END AS phase FROM flagship_call k \
        WHERE k.public OR $2) x WHERE x.phase <= $3 ORDER BY x.phase, \
        CASE WHEN x.phase = 2 THEN -x.closes_ms ELSE x.closes_ms END, x.id LIMIT $4 OFFSET $5";
    let last = last as i64;
    let found: Vec<ListRow> = tx.all(SELECT, values![now, drafts, last, most, offset]).await?;
    let total = found.first().map_or(0, |row| row.total);
    let ids: Vec<i64> = found.iter().map(|row| row.id).collect();
    let mut lots = lots::names(tx, &ids).await?;
    let row = |row: ListRow| {
        let dates = CallDates {
            published: UnixMillis(row.published_ms),
            questions_close: UnixMillis(row.questions_close_ms),
            closes: UnixMillis(row.closes_ms),
            opens: UnixMillis(row.opens_ms),
            result: UnixMillis(row.result_ms),
        };
        let facts = CallFacts { public: row.public, dates, awarded: row.awarded, cancelled: row.cancelled };
        let state = facts.state(now);
        CallRow {
            slug: row.slug,
            kind: CallKind::of_code(&row.kind),
            state,
            name: Text2::new(row.name_ko, row.name_en),
            agency: Text2::new(row.agency_ko, row.agency_en),
            published: dates.published,
            closes: dates.closes,
            lots: lots.remove(&row.id).unwrap_or_default(),
            adverts: if state.takes_bids() { row.adverts } else { 0 },
        }
    };
    Ok((found.into_iter().map(row).collect(), total))
}

/// The page of the list with this number.
pub fn page(number: i64) -> (i64, i64) {
    (PAGE_ROWS, (number.max(1) - 1) * PAGE_ROWS)
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

/// Writes what search knows of a call: public ones can be found.
pub async fn index_call(tx: &mut Tx, id: i64) -> StoreResult<()> {
    let call = call_by_id(tx, id).await?;
    if !call.public {
        return search::remove(tx, CALL, id).await;
    }
    let lots = lots::lots_of(tx, id).await?;
    let mut words: Vec<String> = Vec::new();
    for lot in &lots {
        let named =
            std::iter::once(&lot.name).chain([&lot.sector.name]).chain(lot.needs.iter().map(|n| &n.technology.name));
        words.extend(named.map(|n| format!("{} {}", n.ko, n.en)));
    }
    let agency = call.agency();
    let document = Document {
        kind: CALL,
        thing_id: id,
        path: format!("/flagship/{}", call.slug),
        audience: Audience::Public,
        title: call.name(),
        about: call.about(),
        words: format!("{} {} {}", words.join(" "), agency.ko, agency.en),
    };
    search::put(tx, &document).await
}
