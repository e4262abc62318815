//! The SQL of notices.

use super::model::{ALL, NewsQuery, NoticeDraft, NoticeForm, NoticeRow, NoticeView};
use crate::{
    db::{Kept, StoreResult, Tx, Value},
    happened::Happened,
    label::Facet,
    markdown,
    search::{self, Audience, Document},
    sectors, slugs,
    text::Text2,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};

/// The word for a notice in slugs, audit and search.
pub const KIND: &str = "notice";

/// A notice as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    pub id: i64,
    pub slug: String,
    /// Empty: the whole alliance.
    pub sector: String,
    pub public: bool,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
    body_ko_html: String,
    body_en_html: String,
    pinned_until_ms: Option<i64>,
    published_ms: i64,
    changed_ms: i64,
    pub version: i64,
}

impl Stored {
    pub fn title(&self) -> Text2 {
        Text2::new(&self.title_ko, &self.title_en)
    }

    /// The text without its marks.
    pub fn plain(&self) -> Text2 {
        Text2::new(markdown::plain(&self.body_ko), markdown::plain(&self.body_en))
    }

    pub fn body(&self) -> Text2 {
        Text2::new(&self.body_ko, &self.body_en)
    }

    pub fn form(&self) -> NoticeForm {
        NoticeForm {
            sector: if self.sector.is_empty() { ALL.to_owned() } else { self.sector.clone() },
            audience: if self.public { "public" } else { "members" }.to_owned(),
            title_ko: self.title_ko.clone(),
            title_en: self.title_en.clone(),
            body_ko: self.body_ko.clone(),
            body_en: self.body_en.clone(),
            pinned_until: self.pinned_until_ms.map(|until| (UnixMillis(until) + -1).iso_day()).unwrap_or_default(),
        }
    }

    pub fn view(self, sectors: &sectors::Sectors, may_edit: bool) -> NoticeView {
        NoticeView {
            title: self.title(),
            about: markdown::about_as_read(&self.body_ko, &self.body_en),
            html: Text2::new(self.body_ko_html, self.body_en_html),
            sector: sectors.labels.find(&self.sector).cloned(),
            published: UnixMillis(self.published_ms),
            changed: (self.changed_ms > self.published_ms).then_some(UnixMillis(self.changed_ms)),
            public: self.public,
            slug: self.slug,
            version: self.version,
            may_edit,
        }
    }
}

/// The columns of [`Stored`].
macro_rules! stored_sql {
    () => {
        "SELECT n.id, n.slug, COALESCE(n.sector, '') AS sector, n.public, n.title_ko, n.title_en, n.body_ko, n.body_en, \
        n.body_ko_html, n.body_en_html, n.pinned_until_ms, n.published_ms, n.changed_ms, n.version \
        FROM notice n "
    };
}

/// The notice with this address.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> StoreResult<Stored> {
    tx.one(concat!(stored_sql!(), "WHERE n.slug = $1"), values![slug]).await
}

/// The same for a change: the lock comes before the first read.
pub async fn by_slug_locked(tx: &mut Tx, slug: &str) -> StoreResult<Stored> {
    tx.lock("SELECT id FROM notice WHERE slug = $1 FOR UPDATE", values![slug]).await?;
    by_slug(tx, slug).await
}

/// The notice with this id.
pub async fn by_id(tx: &mut Tx, id: i64) -> StoreResult<Stored> {
    tx.one(concat!(stored_sql!(), "WHERE n.id = $1"), values![id]).await
}

/// Publishes a notice. Answers its id and its name in addresses.
pub async fn add(tx: &mut Tx, d: &NoticeDraft, now: UnixMillis) -> StoreResult<(i64, String)> {
    const INSERT: &str = "INSERT INTO notice (slug, sector, public, title_ko, title_en, body_ko, body_en, body_ko_html, \
        body_en_html, renderer, pinned_until_ms, published_ms, changed_ms, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, 1) RETURNING id";
    let provisional = crate::secret::reference();
    let values = values![
        provisional,
        sector(d),
        d.public,
        &d.title.ko,
        &d.title.en,
        &d.body.ko,
        &d.body.en,
        markdown::render(&d.body.ko),
        markdown::render(&d.body.en),
        markdown::RENDERER,
        d.pinned_until,
        now
    ];
    let id = tx.number(INSERT, values).await?;
    let slug = slugs::claim(tx, KIND, &slugs::of_name(&d.title.en, &d.title.ko), id).await?;
    tx.run("UPDATE notice SET slug = $2 WHERE id = $1", values![id, &slug]).await?;
    tx.touch_public();
    Ok((id, slug))
}

fn sector(d: &NoticeDraft) -> Option<String> {
    (!d.sector.is_empty()).then(|| d.sector.clone())
}

/// Corrects a notice. A version that is not the stored one is [`crate::db::StoreError::Stale`].
pub async fn update(tx: &mut Tx, id: i64, version: i64, d: &NoticeDraft, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE notice SET sector = $3, public = $4, title_ko = $5, title_en = $6, body_ko = $7, \
        body_en = $8, body_ko_html = $9, body_en_html = $10, renderer = $11, pinned_until_ms = $12, changed_ms = $13, \
        version = version + 1 WHERE id = $1 AND version = $2";
    let values = values![
        id,
        version,
        sector(d),
        d.public,
        &d.title.ko,
        &d.title.en,
        &d.body.ko,
        &d.body.en,
        markdown::render(&d.body.ko),
        markdown::render(&d.body.en),
        markdown::RENDERER,
        d.pinned_until,
        now
    ];
    tx.touch_public();
    tx.run_versioned(UPDATE, values).await
}

/// Takes a notice away.
pub async fn remove(tx: &mut Tx, id: i64, version: i64) -> StoreResult<()> {
    tx.run_versioned("DELETE FROM notice WHERE id = $1 AND version = $2", values![id, version]).await?;
    tx.touch_public();
    search::remove(tx, KIND, id).await?;
    slugs::forget(tx, KIND, id).await
}

/// Whether its readers are told now: they are told once, even where two processes would.
pub async fn claim_telling(tx: &mut Tx, id: i64, now: UnixMillis) -> StoreResult<bool> {
    const CLAIM: &str = "UPDATE notice SET told_ms = $2 WHERE id = $1 AND told_ms IS NULL";
    Ok(tx.run(CLAIM, values![id, now]).await? > 0)
}

#[derive(sqlx::FromRow)]
struct ListRow {
    slug: String,
    sector: String,
    public: bool,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
    pinned: i64,
    published_ms: i64,
    total: i64,
}

/// A list of notices at `$1`, for members (`$2`) or for everybody; what narrows it further follows.
macro_rules! rows_sql {
    ($narrowed:literal) => {
        concat!(
            "SELECT n.slug, COALESCE(n.sector, '') AS sector, n.public, n.title_ko, n.title_en, n.body_ko, n.body_en, \
            CAST(CASE WHEN n.pinned_until_ms > $1 THEN 1 ELSE 0 END AS BIGINT) AS pinned, n.published_ms, COUNT(*) OVER () AS total \
            FROM notice n WHERE (n.public OR $2) AND ",
            $narrowed
        )
    };
}

async fn rows(tx: &mut Tx, sql: &'static str, values: &[Value]) -> StoreResult<(Vec<NoticeRow>, i64)> {
    let found: Vec<ListRow> = tx.all(sql, values).await?;
    let total = found.first().map_or(0, |row| row.total);
    let sectors = sectors::known(tx).await?;
    let row = |row: ListRow| NoticeRow {
        title: Text2::new(row.title_ko, row.title_en),
        about: markdown::about_as_read(&row.body_ko, &row.body_en),
        sector: sectors.labels.find(&row.sector).cloned(),
        published: UnixMillis(row.published_ms),
        pinned: row.pinned > 0,
        public: row.public,
        slug: row.slug,
    };
    Ok((found.into_iter().map(row).collect(), total))
}

/// A page of notices: those that are pinned, then the newest; and how many there are in all.
pub async fn list(tx: &mut Tx, query: &NewsQuery, member: bool, now: UnixMillis) -> StoreResult<(Vec<NoticeRow>, i64)> {
    const SELECT: &str = rows_sql!(
        "($3 = '' OR n.sector = $3) ORDER BY CASE WHEN n.pinned_until_ms > $1 THEN 0 ELSE 1 END, n.published_ms DESC, \
        n.id DESC LIMIT CAST($4 AS BIGINT) OFFSET $5"
    );
    rows(tx, SELECT, values![now, member, &query.sector, PAGE_ROWS, rows_before(query.page)]).await
}

/// How many notices each sector has.
pub async fn facets(tx: &mut Tx, member: bool) -> StoreResult<Vec<Facet>> {
    const COUNT: &str = "SELECT COALESCE(sector, ''), COUNT(*) FROM notice WHERE public OR $1 GROUP BY sector";
    let counts: Vec<(String, i64)> = tx.all(COUNT, values![member]).await?;
    Ok(sectors::known(tx).await?.labels.counted(&counts))
}

/// The notices that are or were pinned, as a process keeps them; the newest first.
struct Pinned(Vec<(NoticeRow, UnixMillis)>);

impl Kept for Pinned {
    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        const PINNED: &str = concat!(
            stored_sql!(),
            "WHERE n.pinned_until_ms IS NOT NULL ORDER BY n.published_ms DESC, n.id DESC LIMIT 100"
        );
        let sectors = sectors::known(tx).await?;
        let row = |notice: Stored| {
            let until = UnixMillis(notice.pinned_until_ms.unwrap_or_default());
            let row = NoticeRow {
                title: notice.title(),
                // What is kept is read in both languages.
                about: markdown::about(&notice.body_ko, &notice.body_en),
                sector: sectors.labels.find(&notice.sector).cloned(),
                published: UnixMillis(notice.published_ms),
                pinned: true,
                public: notice.public,
                slug: notice.slug,
            };
            (row, until)
        };
        Ok(Self(tx.all::<Stored>(PINNED, values![]).await?.into_iter().map(row).collect()))
    }
}

/// The notices that are pinned for a sector with those for all, or (empty) for all only; the newest first.
pub async fn pinned(
    tx: &mut Tx,
    sector: &str,
    member: bool,
    now: UnixMillis,
    most: usize,
) -> StoreResult<Vec<NoticeRow>> {
    let all = tx.kept::<Pinned>().await?;
    let shown = |(row, until): &&(NoticeRow, UnixMillis)| {
        *until > now && (member || row.public) && row.sector.as_ref().is_none_or(|own| own.slug == sector)
    };
    Ok(all.0.iter().filter(shown).take(most).map(|(row, _)| row.clone()).collect())
}

/// The public notices that were published last.
pub async fn published(tx: &mut Tx, most: i64) -> StoreResult<Vec<Happened>> {
    const SELECT: &str = "SELECT slug, title_ko AS name_ko, title_en AS name_en, COALESCE(sector, '') AS sectors, \
        published_ms AS at_ms FROM notice WHERE public ORDER BY published_ms DESC, id DESC LIMIT CAST($1 AS BIGINT)";
    tx.all(SELECT, values![most]).await
}

/// The texts of the public notices of a sector, or (empty) of all, by their names in addresses; the newest first.
pub async fn feed(tx: &mut Tx, sector: &str, most: i64) -> StoreResult<Vec<(String, Text2)>> {
    const SELECT: &str = "SELECT slug, body_ko_html, body_en_html FROM notice WHERE public AND ($1 = '' OR sector = $1) \
        ORDER BY published_ms DESC, id DESC LIMIT CAST($2 AS BIGINT)";
    let rows: Vec<(String, String, String)> = tx.all(SELECT, values![sector, most]).await?;
    Ok(rows.into_iter().map(|(slug, ko, en)| (slug, Text2::new(ko, en))).collect())
}

/// Writes what search knows of a notice.
pub async fn index(tx: &mut Tx, slug: &str) -> StoreResult<()> {
    let notice = by_slug(tx, slug).await?;
    let document = Document {
        kind: KIND,
        thing_id: notice.id,
        path: format!("/news/{slug}"),
        audience: if notice.public { Audience::Public } else { Audience::Members },
        title: notice.title(),
        about: notice.plain(),
        words: String::new(),
    };
    search::put(tx, &document).await
}
