//! Calls: their rows, and what search knows of them.

use super::{
    super::model::{CallDraft, CallFacts, CallForm, CallKind, day_and_time},
    CALL,
    facts::{FactsRow, facts_columns},
    lots,
};
use crate::{
    db::{StoreResult, Tx},
    markdown,
    search::{self, Audience, Document},
    slugs,
    text::Text2,
    time::UnixMillis,
    values,
};

/// A call as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredCall {
    pub id: i64,
    pub slug: String,
    kind: String,
    name_ko: String,
    name_en: String,
    agency_ko: String,
    agency_en: String,
    about_ko: String,
    about_en: String,
    about_ko_html: String,
    about_en_html: String,
    #[sqlx(flatten)]
    facts: FactsRow,
    pub cancel_reason: String,
    pub version: i64,
}

impl StoredCall {
    pub fn facts(&self) -> CallFacts {
        self.facts.facts()
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
        concat!(
            "SELECT k.id, k.slug, k.kind, k.name_ko, k.name_en, k.agency_ko, k.agency_en, k.about_ko, k.about_en, \
        k.about_ko_html, k.about_en_html, k.cancel_reason, k.version, ",
            facts_columns!(),
            " FROM flagship_call k WHERE "
        )
    };
}

/// The call with this address.
pub async fn call(tx: &mut Tx, slug: &str) -> StoreResult<StoredCall> {
    tx.one(concat!(select_call!(), "k.slug = $1"), values![slug]).await
}

/// The same for a change: the lock comes before the first read.
pub async fn call_locked(tx: &mut Tx, slug: &str) -> StoreResult<StoredCall> {
    tx.lock("SELECT id FROM flagship_call WHERE slug = $1 FOR UPDATE", values![slug]).await?;
    call(tx, slug).await
}

/// The call with this id.
pub async fn call_by_id(tx: &mut Tx, id: i64) -> StoreResult<StoredCall> {
    tx.one(concat!(select_call!(), "k.id = $1"), values![id]).await
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

/// Writes what search knows of a call: public ones can be found.
pub async fn index_call(tx: &mut Tx, id: i64) -> StoreResult<()> {
    let call = call_by_id(tx, id).await?;
    if !call.facts().public {
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
