//! The SQL of conversations.

mod contacts;
mod reports;

pub use contacts::{agree, exchange, withdraw};
pub use reports::{count_reported, report, reported, settle_report};

use super::model::{ConversationRow, FileView, LineView, Matter};
use crate::{
    blobs,
    db::{StoreResult, Tx, Value, in_25},
    label::Label,
    secret,
    text::Text2,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};
use std::collections::HashMap;

/// The word for a conversation in the audit.
pub const KIND: &str = "conversation";
/// Messages that are shown; earlier ones are counted.
const MOST_LINES: i64 = 200;

/// A conversation as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    pub id: i64,
    pub r#ref: String,
    pub first_id: i64,
    pub second_id: i64,
    pub matter: String,
    pub path: String,
    about_ko: String,
    about_en: String,
    pub blocked_by: Option<i64>,
    pub reported_by: Option<i64>,
    pub report: String,
    first: String,
    first_ko: String,
    first_en: String,
    second: String,
    second_ko: String,
    second_en: String,
}

impl Stored {
    pub fn about(&self) -> Text2 {
        Text2::new(&self.about_ko, &self.about_en)
    }

    pub const fn other(&self, own: i64) -> i64 {
        if own == self.first_id { self.second_id } else { self.first_id }
    }

    /// One of its firms.
    pub fn firm(&self, id: i64) -> Label {
        if id == self.first_id {
            Label::new(&self.first, &self.first_ko, &self.first_en)
        } else {
            Label::new(&self.second, &self.second_ko, &self.second_en)
        }
    }
}

/// The conversation with this reference.
pub async fn by_ref(tx: &mut Tx, reference: &str) -> StoreResult<Stored> {
    const SELECT: &str = "SELECT v.id, v.ref, v.first_id, v.second_id, v.matter, v.path, v.about_ko, v.about_en, \
        v.blocked_by, v.reported_by, v.report, a.slug AS first, a.name_ko AS first_ko, a.name_en AS first_en, \
        b.slug AS second, b.name_ko AS second_ko, b.name_en AS second_en FROM conversation v \
        JOIN company a ON a.id = v.first_id JOIN company b ON b.id = v.second_id WHERE v.ref = $1";
    tx.one(SELECT, values![reference]).await
}

/// The same for a change: the lock comes before the first read.
pub async fn by_ref_locked(tx: &mut Tx, reference: &str) -> StoreResult<Stored> {
    tx.lock("SELECT id FROM conversation WHERE ref = $1 FOR UPDATE", values![reference]).await?;
    by_ref(tx, reference).await
}

/// What a conversation is opened about.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    pub from: i64,
    pub to: i64,
    pub matter: Matter,
    pub thing: &'a str,
    pub path: &'a str,
    pub about: &'a Text2,
}

/// The conversation of a pair about a matter: a new one, or the one that there is. Answers its reference.
pub async fn open(tx: &mut Tx, o: &Opening<'_>, now: UnixMillis) -> StoreResult<String> {
    // The update changes nothing but finds the row that stands there, and locks it.
    const UPSERT: &str = "INSERT INTO conversation (ref, first_id, second_id, matter, thing, path, about_ko, about_en, \
        changed_ms, report) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '') \
        ON CONFLICT (first_id, second_id, matter, thing) DO UPDATE SET path = excluded.path RETURNING ref";
    let (first, second) = (o.from.min(o.to), o.from.max(o.to));
    let values =
        values![secret::reference(), first, second, o.matter.code(), o.thing, o.path, &o.about.ko, &o.about.en, now];
    let (reference,): (String,) = tx.one(UPSERT, values).await?;
    Ok(reference)
}

/// Adds a message of a firm. Answers its id.
pub async fn say(
    tx: &mut Tx,
    conversation: i64,
    company: i64,
    person: i64,
    text: &str,
    now: UnixMillis,
) -> StoreResult<i64> {
    const INSERT: &str = "INSERT INTO conversation_line (conversation_id, company_id, person_id, body, sent_ms) \
        VALUES ($1, $2, $3, $4, $5) RETURNING id";
    let id = tx.number(INSERT, values![conversation, company, person, text, now]).await?;
    tx.run("UPDATE conversation SET changed_ms = $2 WHERE id = $1", values![conversation, now]).await?;
    Ok(id)
}

/// Adds a file to a message.
pub async fn attach(
    tx: &mut Tx,
    line: i64,
    name: &str,
    bytes: &[u8],
    media_type: &str,
    now: UnixMillis,
) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO conversation_file (ref, line_id, name, sha256, size) VALUES ($1, $2, $3, $4, $5)";
    let sha256 = blobs::put(tx, bytes, media_type, now).await?;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    tx.run(INSERT, values![secret::reference(), line, name, sha256, size]).await?;
    Ok(())
}

/// A file of a conversation: its name, media type and bytes.
pub async fn file(tx: &mut Tx, conversation: i64, reference: &str) -> StoreResult<(String, String, Vec<u8>)> {
    const SELECT: &str = "SELECT f.name, f.sha256 FROM conversation_file f JOIN conversation_line l ON l.id = f.line_id \
        WHERE l.conversation_id = $1 AND f.ref = $2";
    let (name, sha256): (String, String) = tx.one(SELECT, values![conversation, reference]).await?;
    let (media_type, bytes) = blobs::get(tx, &sha256).await?;
    Ok((name, media_type, bytes))
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: i64,
    company_id: i64,
    person: String,
    body: String,
    sent_ms: i64,
    total: i64,
}

/// The last messages as one of the firms reads them, the oldest first, and how many earlier ones there are; with the names
/// of those who wrote for the other firm, or without.
pub async fn lines(tx: &mut Tx, of: &Stored, own: i64, names: bool) -> StoreResult<(Vec<LineView>, i64)> {
    const LINES: &str = "SELECT l.id, l.company_id, p.name AS person, l.body, l.sent_ms, COUNT(*) OVER () AS total \
        FROM conversation_line l JOIN person p ON p.id = l.person_id WHERE l.conversation_id = $1 \
        ORDER BY l.id DESC LIMIT CAST($2 AS BIGINT)";
    const FILES: &str = concat!(
        "SELECT line_id, ref, name, size FROM conversation_file WHERE line_id IN ",
        crate::in_25!(),
        " ORDER BY ref"
    );
    let rows: Vec<LineRow> = tx.all(LINES, values![of.id, MOST_LINES]).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut files: HashMap<i64, Vec<FileView>> = HashMap::new();
    for some in in_25(&ids) {
        for (line, reference, name, size) in tx.all::<(i64, String, String, i64)>(FILES, &some).await? {
            files.entry(line).or_default().push(FileView { reference, name, size });
        }
    }
    let earlier = rows.first().map_or(0, |row| row.total) - i64::try_from(rows.len()).unwrap_or_default();
    let view = |row: LineRow| LineView {
        own: row.company_id == own,
        firm: of.firm(row.company_id).name,
        // Who speaks for the other firm is known once both agreed to exchange contacts.
        person: if row.company_id == own || names { row.person } else { String::new() },
        text: row.body,
        files: files.remove(&row.id).unwrap_or_default(),
        at: UnixMillis(row.sent_ms),
    };
    Ok((rows.into_iter().rev().map(view).collect(), earlier))
}

#[derive(sqlx::FromRow)]
struct ListRow {
    r#ref: String,
    matter: String,
    about_ko: String,
    about_en: String,
    changed_ms: i64,
    own_ko: String,
    own_en: String,
    with_ko: String,
    with_en: String,
    last: String,
    own_last: i64,
    total: i64,
}

/// A page of the conversations of the firms that a person speaks for, what moved last first.
pub async fn list(tx: &mut Tx, person: i64, page: i64) -> StoreResult<(Vec<ConversationRow>, i64)> {
    const SELECT: &str = "SELECT x.ref, x.matter, x.about_ko, x.about_en, x.changed_ms, o.name_ko AS own_ko, \
        o.name_en AS own_en, w.name_ko AS with_ko, w.name_en AS with_en, COALESCE(l.body, '') AS last, \
        CAST(CASE WHEN l.company_id = x.own THEN 1 ELSE 0 END AS BIGINT) AS own_last, COUNT(*) OVER () AS total FROM \
        (SELECT v.id, v.ref, v.matter, v.about_ko, v.about_en, v.changed_ms, MIN(p.company_id) AS own, \
        CASE WHEN v.first_id = MIN(p.company_id) THEN v.second_id ELSE v.first_id END AS other FROM company_person p \
        JOIN company c ON c.id = p.company_id AND c.state = 'confirmed' \
        JOIN conversation v ON v.first_id = p.company_id OR v.second_id = p.company_id \
        WHERE p.person_id = $1 AND p.role IN ('owner', 'editor') \
        GROUP BY v.id, v.ref, v.matter, v.about_ko, v.about_en, v.changed_ms, v.first_id, v.second_id) x \
        JOIN company o ON o.id = x.own JOIN company w ON w.id = x.other \
        LEFT JOIN conversation_line l ON l.id = (SELECT MAX(m.id) FROM conversation_line m WHERE m.conversation_id = x.id) \
        ORDER BY x.changed_ms DESC, x.id DESC LIMIT CAST($2 AS BIGINT) OFFSET $3";
    let rows: Vec<ListRow> = tx.all(SELECT, values![person, PAGE_ROWS, rows_before(page)]).await?;
    let total = rows.first().map_or(0, |row| row.total);
    let view = |row: ListRow| ConversationRow {
        reference: row.r#ref,
        own: Text2::new(row.own_ko, row.own_en),
        with: Text2::new(row.with_ko, row.with_en),
        matter: Matter::of_code(&row.matter),
        about: Text2::new(row.about_ko, row.about_en),
        last: row.last.chars().take(120).collect(),
        own_last: row.own_last > 0,
        at: UnixMillis(row.changed_ms),
    };
    Ok((rows.into_iter().map(view).collect(), total))
}

/// A firm wants no more of a conversation, or does again.
pub async fn block(tx: &mut Tx, of: i64, by: Option<i64>) -> StoreResult<()> {
    tx.run("UPDATE conversation SET blocked_by = $2 WHERE id = $1", values![of, by]).await?;
    Ok(())
}

/// Which of up to 25 firms talk to another one.
pub async fn firms_in_use(tx: &mut Tx, some: &[Value]) -> StoreResult<Vec<i64>> {
    const SELECT: &str = concat!(
        "SELECT first_id FROM conversation WHERE first_id IN ",
        crate::in_25!(),
        " UNION SELECT second_id FROM conversation WHERE second_id IN ",
        crate::in_25!(),
    );
    tx.numbers(SELECT, some).await
}
