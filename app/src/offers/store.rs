//! The SQL of offers.

use super::model::{OfferDraft, OfferForm, OfferQuery, OfferRow};
use crate::{
    companies::{self, CardRow, Names},
    db::{StoreResult, Tx, Value, in_25},
    label::Facet,
    markdown,
    search::{self, Audience, Document},
    secret, sectors,
    technologies::{self, Map},
    text::Text2,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};

/// The word for an offer in audit and search.
pub const KIND: &str = "offer";

/// An offer as it is stored.
#[derive(sqlx::FromRow)]
pub struct Stored {
    pub id: i64,
    r#ref: String,
    pub company_id: i64,
    sector: String,
    firm_type: String,
    technologies: String,
    text_ko: String,
    text_en: String,
    pub until_ms: i64,
    pub hidden: String,
    pub version: i64,
    total: i64,
    #[sqlx(flatten)]
    firm: CardRow,
}

impl Stored {
    pub fn text(&self) -> Text2 {
        Text2::new(&self.text_ko, &self.text_en)
    }

    pub fn form(&self, company: &str) -> OfferForm {
        OfferForm {
            company: company.to_owned(),
            sector: self.sector.clone(),
            firm_type: self.firm_type.clone(),
            technologies: self.technologies.split(',').filter(|s| !s.is_empty()).map(str::to_owned).collect(),
            text_ko: self.text_ko.clone(),
            text_en: self.text_en.clone(),
            until: (UnixMillis(self.until_ms) + -1).iso_day(),
        }
    }

    pub fn row(self, words: &Words) -> OfferRow {
        OfferRow {
            reference: self.r#ref,
            sector: words.sectors.labels.label(&self.sector),
            role: words
                .names
                .types(&self.firm_type)
                .into_iter()
                .next()
                .unwrap_or_else(|| words.sectors.labels.label("")),
            technologies: self
                .technologies
                .split(',')
                .filter(|s| !s.is_empty())
                .map(|slug| words.map.label(slug))
                .collect(),
            about: markdown::about_as_read(&self.text_ko, &self.text_en),
            until: UnixMillis(self.until_ms),
            firm: self.firm.card(&words.names),
        }
    }
}

/// The names for what stands in a row.
pub struct Words {
    names: Names,
    sectors: std::sync::Arc<sectors::Sectors>,
    map: std::sync::Arc<Map>,
}

/// The names for the slugs of offers.
pub async fn words(tx: &mut Tx) -> StoreResult<Words> {
    Ok(Words {
        names: companies::names(tx).await?,
        sectors: sectors::known(tx).await?,
        map: technologies::map(tx).await?,
    })
}

/// The beginning of every list of offers.
macro_rules! stored_sql {
    () => {
        concat!(
            "SELECT o.id, o.ref, o.company_id, o.sector, o.firm_type, COALESCE((SELECT string_agg(t.technology, ',') \
            FROM offer_technology t WHERE t.offer_id = o.id), '') AS technologies, o.text_ko, o.text_en, o.until_ms, \
            o.hidden, o.version, COUNT(*) OVER () AS total, ",
            crate::firm_card!(),
            " FROM offer o JOIN company f ON f.id = o.company_id "
        )
    };
}

/// Offers that are shown at `$1`.
macro_rules! shown {
    () => {
        "o.until_ms > $1 AND o.hidden = '' AND f.state = 'confirmed'"
    };
}

/// What the list is narrowed to.
macro_rules! narrowed {
    () => {
        concat!(
            shown!(),
            " AND ($2 = '' OR o.sector = $2) AND ($3 = '' OR o.firm_type = $3) AND ($4 = '' OR EXISTS \
            (SELECT 1 FROM offer_technology t WHERE t.offer_id = o.id AND t.technology = $4))"
        )
    };
}

fn values_of(query: &OfferQuery, now: UnixMillis) -> Vec<Value> {
    vec![now.into(), (&query.sector).into(), (&query.firm_type).into(), (&query.technology).into()]
}

/// A page of the offers that are shown, the newest first, and how many there are in all.
pub async fn list(tx: &mut Tx, query: &OfferQuery, now: UnixMillis) -> StoreResult<(Vec<OfferRow>, i64)> {
    const SELECT: &str = concat!(
        stored_sql!(),
        "WHERE ",
        narrowed!(),
        " ORDER BY o.changed_ms DESC, o.id DESC LIMIT CAST($5 AS BIGINT) OFFSET $6"
    );
    let mut values = values_of(query, now);
    values.extend([PAGE_ROWS.into(), rows_before(query.page).into()]);
    let found: Vec<Stored> = tx.all(SELECT, &values).await?;
    let total = found.first().map_or(0, |offer| offer.total);
    let words = words(tx).await?;
    Ok((found.into_iter().map(|offer| offer.row(&words)).collect(), total))
}

/// How many offers each sector and each role would show, the other filters staying as they are.
pub async fn facets(tx: &mut Tx, query: &OfferQuery, now: UnixMillis) -> StoreResult<(Vec<Facet>, Vec<Facet>)> {
    const SECTORS: &str = concat!(
        "SELECT o.sector, COUNT(*) FROM offer o JOIN company f ON f.id = o.company_id WHERE ",
        narrowed!(),
        " GROUP BY o.sector"
    );
    const TYPES: &str = concat!(
        "SELECT o.firm_type, COUNT(*) FROM offer o JOIN company f ON f.id = o.company_id WHERE ",
        narrowed!(),
        " GROUP BY o.firm_type"
    );
    let of = |query: OfferQuery| values_of(&query, now);
    let sectors: Vec<(String, i64)> =
        tx.all(SECTORS, &of(OfferQuery { sector: String::new(), ..query.clone() })).await?;
    let types: Vec<(String, i64)> =
        tx.all(TYPES, &of(OfferQuery { firm_type: String::new(), ..query.clone() })).await?;
    let kinds = companies::kinds(tx).await?;
    Ok((sectors::known(tx).await?.labels.counted(&sectors), kinds.types.counted(&types)))
}

/// Offers that bring one of these technologies, those of the sector first; at most `most`.
pub async fn bringing(
    tx: &mut Tx,
    technologies: &[String],
    sector: &str,
    now: UnixMillis,
    most: usize,
) -> StoreResult<Vec<OfferRow>> {
    const SELECT: &str = concat!(
        stored_sql!(),
        "WHERE o.until_ms > $26 AND o.hidden = '' AND f.state = 'confirmed' AND EXISTS (SELECT 1 FROM offer_technology t \
        WHERE t.offer_id = o.id AND t.technology IN ",
        crate::in_25!(),
        ") ORDER BY CASE WHEN o.sector = $27 THEN 0 ELSE 1 END, o.changed_ms DESC, o.id DESC LIMIT 25"
    );
    let mut found: Vec<Stored> = Vec::new();
    for mut values in in_25(technologies) {
        values.extend([now.into(), sector.into()]);
        found.extend(tx.all::<Stored>(SELECT, &values).await?);
    }
    found.sort_by_key(|offer| (offer.sector != sector, std::cmp::Reverse(offer.id)));
    found.dedup_by_key(|offer| offer.id);
    found.truncate(most);
    let words = words(tx).await?;
    Ok(found.into_iter().map(|offer| offer.row(&words)).collect())
}

/// The offer with this reference.
pub async fn by_ref(tx: &mut Tx, reference: &str) -> StoreResult<Stored> {
    tx.one(concat!(stored_sql!(), "WHERE o.ref = $1"), values![reference]).await
}

/// The same for a change: the lock comes before the first read.
pub async fn by_ref_locked(tx: &mut Tx, reference: &str) -> StoreResult<Stored> {
    tx.lock("SELECT id FROM offer WHERE ref = $1 FOR UPDATE", values![reference]).await?;
    by_ref(tx, reference).await
}

/// How many offers of a firm are open.
pub async fn count_open(tx: &mut Tx, company: i64, now: UnixMillis) -> StoreResult<i64> {
    tx.number("SELECT COUNT(*) FROM offer WHERE company_id = $1 AND until_ms > $2", values![company, now]).await
}

/// Publishes an offer. Answers its id and reference.
pub async fn add(tx: &mut Tx, company: i64, d: &OfferDraft, now: UnixMillis) -> StoreResult<(i64, String)> {
    const INSERT: &str = "INSERT INTO offer (ref, company_id, sector, firm_type, text_ko, text_en, until_ms, hidden, \
        created_ms, changed_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $8, 1) RETURNING id";
    let reference = secret::reference();
    let values = values![&reference, company, &d.sector, &d.firm_type, &d.text.ko, &d.text.en, d.until, now];
    let id = tx.number(INSERT, values).await?;
    write_technologies(tx, id, d).await?;
    tx.touch_public();
    Ok((id, reference))
}

/// Changes an offer. A version that is not the stored one is [`crate::db::StoreError::Stale`].
pub async fn update(tx: &mut Tx, id: i64, version: i64, d: &OfferDraft, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE offer SET sector = $3, firm_type = $4, text_ko = $5, text_en = $6, until_ms = $7, \
        changed_ms = $8, version = version + 1 WHERE id = $1 AND version = $2";
    let values = values![id, version, &d.sector, &d.firm_type, &d.text.ko, &d.text.en, d.until, now];
    tx.run_versioned(UPDATE, values).await?;
    tx.run("DELETE FROM offer_technology WHERE offer_id = $1", values![id]).await?;
    write_technologies(tx, id, d).await?;
    tx.touch_public();
    Ok(())
}

async fn write_technologies(tx: &mut Tx, id: i64, d: &OfferDraft) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO offer_technology (offer_id, technology) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    for technology in &d.technologies {
        tx.run(INSERT, values![id, technology]).await?;
    }
    Ok(())
}

/// Ends an offer now.
pub async fn end(tx: &mut Tx, id: i64, version: i64, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str =
        "UPDATE offer SET until_ms = $3, version = version + 1 WHERE id = $1 AND version = $2 AND until_ms > $3";
    tx.run_versioned(UPDATE, values![id, version, now]).await?;
    tx.touch_public();
    search::remove(tx, KIND, id).await
}

/// Hides an offer with a reason, or (empty) shows it again.
pub async fn hide(tx: &mut Tx, id: i64, version: i64, reason: &str) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE offer SET hidden = $3, mended = FALSE, version = version + 1 \
        WHERE id = $1 AND version = $2";
    tx.run_versioned(UPDATE, values![id, version, reason]).await?;
    tx.touch_public();
    if reason.is_empty() { Ok(()) } else { search::remove(tx, KIND, id).await }
}

/// A hidden offer was changed: it waits for the secretariat.
pub async fn mended(tx: &mut Tx, id: i64) -> StoreResult<()> {
    tx.run("UPDATE offer SET mended = TRUE WHERE id = $1", values![id]).await?;
    Ok(())
}

/// The references of the hidden offers that were mended, the oldest first.
pub async fn waiting(tx: &mut Tx, now: UnixMillis) -> StoreResult<Vec<String>> {
    const SELECT: &str = "SELECT ref FROM offer WHERE mended AND hidden <> '' AND until_ms > $1 ORDER BY changed_ms, id \
        LIMIT 50";
    Ok(tx.all::<(String,)>(SELECT, values![now]).await?.into_iter().map(|row| row.0).collect())
}

/// Offers follow a merged technology.
pub async fn technology_merged(tx: &mut Tx, from: &str, into: &str) -> StoreResult<()> {
    const FOLLOW: &str = "INSERT INTO offer_technology (offer_id, technology) \
        SELECT t.offer_id, $2 FROM offer_technology t WHERE t.technology = $1 ON CONFLICT DO NOTHING";
    tx.run(FOLLOW, values![from, into]).await?;
    tx.run("DELETE FROM offer_technology WHERE technology = $1", values![from]).await?;
    Ok(())
}

/// Whether an offer names a technology.
pub async fn technology_wanted(tx: &mut Tx, slug: &str) -> StoreResult<bool> {
    Ok(tx.number("SELECT COUNT(*) FROM offer_technology WHERE technology = $1", values![slug]).await? > 0)
}

/// Which of up to 25 firms offered something.
pub async fn firms_in_use(tx: &mut Tx, some: &[Value]) -> StoreResult<Vec<i64>> {
    tx.numbers(concat!("SELECT company_id FROM offer WHERE company_id IN ", crate::in_25!()), some).await
}

/// Writes what search knows of an offer.
pub async fn index(tx: &mut Tx, reference: &str) -> StoreResult<()> {
    let offer = by_ref(tx, reference).await?;
    let (id, text) = (offer.id, offer.text());
    let row = offer.row(&words(tx).await?);
    let named: Vec<String> = row.technologies.iter().map(|t| format!("{} {}", t.name.ko, t.name.en)).collect();
    let document = Document {
        kind: KIND,
        thing_id: id,
        path: format!("/offers/{reference}"),
        audience: Audience::Public,
        title: row.firm.name,
        about: Text2::new(markdown::plain(&text.ko), markdown::plain(&text.en)),
        words: format!("{} {} {}", named.join(" "), row.sector.name.ko, row.sector.name.en),
    };
    search::put(tx, &document).await
}

/// What search knows of the offers of these firms, at most 25, follows their change.
pub async fn firms_changed(tx: &mut Tx, companies: &[Value]) -> StoreResult<()> {
    const FOUND: &str = concat!(
        "SELECT o.ref FROM offer o JOIN search_document d ON d.kind = 'offer' AND d.thing_id = o.id WHERE o.company_id IN ",
        crate::in_25!(),
        " ORDER BY o.id"
    );
    let found: Vec<(String,)> = tx.all(FOUND, companies).await?;
    for (reference,) in found {
        index(tx, &reference).await?;
    }
    Ok(())
}

/// Offers that are over are found no more.
pub async fn forget_over(app: &crate::ctx::App, now: UnixMillis) -> StoreResult<()> {
    const OVER: &str = "SELECT o.id FROM offer o JOIN search_document d ON d.kind = 'offer' AND d.thing_id = o.id \
        WHERE o.until_ms <= $1 ORDER BY o.id LIMIT 500";
    let mut tx = app.db.begin().await?;
    let over = tx.numbers(OVER, values![now]).await?;
    for id in &over {
        search::remove(&mut tx, KIND, *id).await?;
    }
    if !over.is_empty() {
        tx.touch_public();
    }
    tx.commit().await
}
