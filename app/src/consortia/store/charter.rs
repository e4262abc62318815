//! The charter and its signatures. A signed version is never deleted; reopening makes its signatures void by making the
//! next version.

use crate::{
    db::{StoreResult, Tx},
    markdown, secret,
    text::Text2,
    time::UnixMillis,
    values,
};

/// A version of the charter.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Charter {
    pub number: i64,
    pub html: String,
    pub sha256: String,
}

/// The number of the newest version; 0 before the first.
pub async fn latest_number(tx: &mut Tx, consortium: i64) -> StoreResult<i64> {
    const MAX: &str = "SELECT COALESCE(MAX(number), 0) FROM consortium_charter WHERE consortium_id = $1";
    tx.number(MAX, values![consortium]).await
}

/// The newest version of the charter, if there is one.
pub async fn charter(tx: &mut Tx, consortium: i64) -> StoreResult<Option<Charter>> {
    const SELECT: &str = "SELECT number, html, sha256 FROM consortium_charter WHERE consortium_id = $1 \
        ORDER BY number DESC LIMIT 1";
    tx.optional(SELECT, values![consortium]).await
}

/// Draws up the next version. Its hash covers the text, which names the roster and the shares.
pub async fn draw_up(tx: &mut Tx, consortium: i64, source: &str, now: UnixMillis) -> StoreResult<i64> {
    const INSERT: &str = "INSERT INTO consortium_charter (consortium_id, number, source, html, renderer, sha256, created_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let number = latest_number(tx, consortium).await? + 1;
    let sha256 = secret::hash(source);
    tx.run(INSERT, values![consortium, number, source, markdown::render(source), markdown::RENDERER, sha256, now])
        .await?;
    Ok(number)
}

/// Who signs, for which firm.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    pub company: i64,
    pub person: i64,
    /// The charter keeps the signer's name as the contract's record.
    pub name: &'a str,
}

/// Signs a version for a firm; signing twice changes nothing.
pub async fn sign(tx: &mut Tx, consortium: i64, charter: &Charter, by: Signed<'_>, now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO consortium_signature (consortium_id, number, company_id, person_id, signer, sha256, \
        signed_ms) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    tx.run(INSERT, values![consortium, charter.number, by.company, by.person, by.name, &charter.sha256, now]).await?;
    Ok(())
}

/// The signatures under a version: firm id, firm name, signer, instant; in the order of signing.
pub async fn signatures(
    tx: &mut Tx,
    consortium: i64,
    number: i64,
) -> StoreResult<Vec<(i64, Text2, String, UnixMillis)>> {
    const SELECT: &str = "SELECT s.company_id, f.name_ko, f.name_en, s.signer, s.signed_ms FROM consortium_signature s \
        JOIN company f ON f.id = s.company_id WHERE s.consortium_id = $1 AND s.number = $2 ORDER BY s.signed_ms, s.company_id";
    let rows: Vec<(i64, String, String, String, i64)> = tx.all(SELECT, values![consortium, number]).await?;
    Ok(rows.into_iter().map(|(id, ko, en, signer, at)| (id, Text2::new(ko, en), signer, UnixMillis(at))).collect())
}
