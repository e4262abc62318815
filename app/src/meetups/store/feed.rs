//! What calendars get: public meetups without people and without the join link.

use super::{super::calendar::Entry, Stored, by_slug};
use crate::{
    db::{StoreResult, Tx},
    markdown,
    text::Text2,
    time::{DAY_MS, UnixMillis},
    values,
};

/// How long a called-off meetup stays in a feed, so that every subscriber sees that it is.
const CANCELLED_MS: i64 = 90 * DAY_MS;
/// How long a past meetup stays in a feed.
const PAST_MS: i64 = 365 * DAY_MS;

/// Which meetups a feed carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feed {
    /// Every public one.
    All,
    /// Those of a sector and of its consortia, by its slug.
    Sector(String),
    Consortium(i64),
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    slug: String,
    uid: String,
    state: String,
    name_ko: String,
    name_en: String,
    about_ko: String,
    about_en: String,
    place_ko: String,
    place_en: String,
    address_ko: String,
    address_en: String,
    start_ms: i64,
    end_ms: i64,
    sequence: i64,
    changed_ms: i64,
}

impl From<EntryRow> for Entry {
    fn from(row: EntryRow) -> Self {
        Self {
            slug: row.slug,
            uid: row.uid,
            cancelled: row.state == "cancelled",
            name: Text2::new(row.name_ko, row.name_en),
            about: Text2::new(markdown::plain(&row.about_ko), markdown::plain(&row.about_en)),
            place: Text2::new(row.place_ko, row.place_en),
            address: Text2::new(row.address_ko, row.address_en),
            start: UnixMillis(row.start_ms),
            end: UnixMillis(row.end_ms),
            sequence: row.sequence,
            changed: UnixMillis(row.changed_ms),
        }
    }
}

/// The entries of a feed, by their start; at most a thousand.
pub async fn entries(tx: &mut Tx, feed: &Feed, now: UnixMillis) -> StoreResult<Vec<Entry>> {
    const SELECT: &str = "SELECT m.slug, m.uid, m.state, m.name_ko, m.name_en, m.about_ko, m.about_en, m.place_ko, \
        m.place_en, m.address_ko, m.address_en, m.start_ms, m.end_ms, m.sequence, m.changed_ms FROM meetup m \
        LEFT JOIN consortium c ON c.id = m.consortium_id WHERE ((m.state = 'published' AND m.end_ms > $1) \
        OR (m.state = 'cancelled' AND m.changed_ms > $2)) AND ($3 = '' OR COALESCE(m.sector, c.sector) = $3) \
        AND ($4 = 0 OR m.consortium_id = $4) ORDER BY m.start_ms DESC, m.id DESC LIMIT 1000";
    let (sector, consortium) = match feed {
        Feed::All => ("", 0),
        Feed::Sector(slug) => (slug.as_str(), 0),
        Feed::Consortium(id) => ("", *id),
    };
    let values = values![now + -PAST_MS, now + -CANCELLED_MS, sector, consortium];
    let mut rows: Vec<EntryRow> = tx.all(SELECT, values).await?;
    rows.reverse();
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The entry of one meetup, whatever its age.
pub async fn entry(tx: &mut Tx, slug: &str) -> StoreResult<(Stored, Entry)> {
    let m = by_slug(tx, slug).await?;
    let entry = Entry {
        slug: m.slug.clone(),
        uid: m.uid.clone(),
        cancelled: m.state == "cancelled",
        name: m.name(),
        about: m.about(),
        place: m.place(),
        address: m.address(),
        start: m.start(),
        end: m.end(),
        sequence: m.sequence,
        changed: UnixMillis(m.changed_ms),
    };
    Ok((m, entry))
}
