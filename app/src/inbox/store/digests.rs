//! What digests tell, and of what they were told.

use super::Recipient;
use crate::{
    db::{StoreResult, Tx},
    text::{Lang, Text2},
    time::UnixMillis,
    values,
};

/// What the digest of a person tells: what no mail told of yet, and what they are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    pub to: Recipient,
    pub news: Vec<(Text2, String)>,
    /// How much more there was.
    pub more: usize,
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
    // In one statement: what comes meanwhile waits for the next digest.
    const NEWS: &str = "UPDATE message SET mailed = TRUE WHERE person_id = $1 AND NOT mailed \
        RETURNING id, content, content_en, path";
    const OPEN: &str = "SELECT content, content_en, due_ms FROM message WHERE person_id = $1 AND action \
        AND done_ms IS NULL ORDER BY COALESCE(due_ms, 9000000000000000), id DESC LIMIT CAST($2 AS BIGINT)";
    let mut news: Vec<(i64, String, String, String)> = tx.all(NEWS, values![to.person]).await?;
    let open: Vec<(String, String, Option<i64>)> = tx.all(OPEN, values![to.person, MOST_IN_DIGEST]).await?;
    news.sort_by_key(|row| std::cmp::Reverse(row.0));
    let most = usize::try_from(MOST_IN_DIGEST).unwrap_or_default();
    Ok(Digest {
        to,
        more: news.len().saturating_sub(most),
        news: news.into_iter().take(most).map(|(_, ko, en, path)| (Text2::new(ko, en), path)).collect(),
        open: open.into_iter().map(|(ko, en, due)| (Text2::new(ko, en), due.map(UnixMillis))).collect(),
    })
}

/// Whether this process sends the digests of a day: the first that asks.
pub async fn claim_day(tx: &mut Tx, day: &str) -> StoreResult<bool> {
    const CLAIM: &str = "INSERT INTO setting (name, value) VALUES ('digest_day', $1) \
        ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE setting.value < excluded.value";
    Ok(tx.run(CLAIM, values![day]).await? > 0)
}
