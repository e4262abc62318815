//! What digests tell, and of what they were told.

use super::Recipient;
use crate::{
    db::{StoreResult, Tx, Value},
    text::{Lang, Text2},
    time::UnixMillis,
    values,
};

/// What the digest of a person tells: what no mail told of yet, and what they are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    pub to: Recipient,
    pub news: Vec<(Text2, String)>,
    pub open: Vec<(Text2, Option<UnixMillis>)>,
}

/// Messages of each kind in one digest, at most.
const MOST_IN_DIGEST: i64 = 20;

/// The people who have something in their digest, from a person on; at most `most`.
pub async fn waiting_for_digest(tx: &mut Tx, after: i64, most: i64) -> StoreResult<Vec<Recipient>> {
    const SELECT: &str = "SELECT p.id, p.email, p.lang FROM person p WHERE p.id > $1 AND p.verified_ms IS NOT NULL AND \
        p.id IN (SELECT m.person_id FROM message m WHERE NOT m.mailed) ORDER BY p.id LIMIT CAST($2 AS BIGINT)";
    let rows: Vec<(i64, String, String)> = tx.all(SELECT, values![after, most]).await?;
    Ok(rows.into_iter().map(|(person, email, lang)| Recipient { person, email, lang: Lang::of_code(&lang) }).collect())
}

/// Takes a person's digest out: what it tells is told.
pub async fn take_digest(tx: &mut Tx, to: Recipient) -> StoreResult<Digest> {
    const NEWS: &str = "SELECT content, content_en, path FROM message WHERE person_id = $1 AND NOT mailed \
        ORDER BY id DESC LIMIT CAST($2 AS BIGINT)";
    const OPEN: &str = "SELECT content, content_en, due_ms FROM message WHERE person_id = $1 AND action \
        AND done_ms IS NULL ORDER BY COALESCE(due_ms, 9000000000000000), id DESC LIMIT CAST($2 AS BIGINT)";
    const TOLD: &str = "UPDATE message SET mailed = TRUE WHERE person_id = $1 AND NOT mailed";
    let of: &[Value] = values![to.person, MOST_IN_DIGEST];
    let news: Vec<(String, String, String)> = tx.all(NEWS, of).await?;
    let open: Vec<(String, String, Option<i64>)> = tx.all(OPEN, of).await?;
    tx.run(TOLD, values![to.person]).await?;
    Ok(Digest {
        to,
        news: news.into_iter().map(|(ko, en, path)| (Text2::new(ko, en), path)).collect(),
        open: open.into_iter().map(|(ko, en, due)| (Text2::new(ko, en), due.map(UnixMillis))).collect(),
    })
}

/// Whether this process sends the digests of a day: the first that asks.
pub async fn claim_day(tx: &mut Tx, day: &str) -> StoreResult<bool> {
    const CLAIM: &str = "INSERT INTO setting (name, value) VALUES ('digest_day', $1) \
        ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE setting.value < excluded.value";
    Ok(tx.run(CLAIM, values![day]).await? > 0)
}
