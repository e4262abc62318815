//! Certificates and listings of services.

use super::{
    super::model::{CertificateDraft, ListingDraft, WARNING_MS},
    MOST,
};
use crate::{
    db::{StoreError, StoreResult, Tx},
    secret,
    time::UnixMillis,
    values,
};

/// Adds a certificate to a service, as long as there is room. Whether there was.
pub async fn add_certificate(tx: &mut Tx, service: i64, d: &CertificateDraft) -> StoreResult<bool> {
    const INSERT: &str = "INSERT INTO certificate (ref, service_id, scheme, type, grade, number, applied_ms, issued_ms, \
        expires_ms, warned_ms, version) SELECT $1, $2, $3, $4, $5, $6, CAST($7 AS BIGINT), CAST($8 AS BIGINT), \
        CAST($9 AS BIGINT), NULL, 1 WHERE (SELECT COUNT(*) FROM certificate WHERE service_id = $2) < $10";
    let CertificateDraft { scheme, r#type, grade, number, applied, issued, expires } = d;
    let values =
        values![secret::reference(), service, scheme, r#type, grade, number, *applied, *issued, *expires, MOST];
    Ok(tx.run(INSERT, values).await? == 1)
}

/// Changes a certificate; the firm is told anew before it ends.
pub async fn change_certificate(
    tx: &mut Tx,
    service: i64,
    of: &str,
    version: i64,
    d: &CertificateDraft,
) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE certificate SET scheme = $4, type = $5, grade = $6, number = $7, applied_ms = $8, \
        issued_ms = $9, warned_ms = CASE WHEN expires_ms = $10 THEN warned_ms END, expires_ms = $10, \
        version = version + 1 WHERE ref = $1 AND service_id = $2 AND version = $3";
    let CertificateDraft { scheme, r#type, grade, number, applied, issued, expires } = d;
    let values = values![of, service, version, scheme, r#type, grade, number, *applied, *issued, *expires];
    tx.run_versioned(UPDATE, values).await
}

/// Takes a certificate off a service.
pub async fn remove_certificate(tx: &mut Tx, service: i64, of: &str) -> StoreResult<()> {
    found(tx.run("DELETE FROM certificate WHERE ref = $1 AND service_id = $2", values![of, service]).await?)
}

/// Adds a listing to a service, as long as there is room. Whether there was.
pub async fn add_listing(tx: &mut Tx, service: i64, d: &ListingDraft) -> StoreResult<bool> {
    const INSERT: &str = "INSERT INTO listing (ref, service_id, registry, number, url, contract, applied_ms, listed_ms, \
        ended_ms, version) SELECT $1, $2, $3, $4, $5, $6, CAST($7 AS BIGINT), CAST($8 AS BIGINT), \
        CAST($9 AS BIGINT), 1 WHERE (SELECT COUNT(*) FROM listing WHERE service_id = $2) < $10";
    let ListingDraft { registry, number, url, contract, applied, listed, ended } = d;
    let values =
        values![secret::reference(), service, registry, number, url, contract, *applied, *listed, *ended, MOST];
    Ok(tx.run(INSERT, values).await? == 1)
}

/// Changes a listing.
pub async fn change_listing(tx: &mut Tx, service: i64, of: &str, version: i64, d: &ListingDraft) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE listing SET registry = $4, number = $5, url = $6, contract = $7, applied_ms = $8, \
        listed_ms = $9, ended_ms = $10, version = version + 1 WHERE ref = $1 AND service_id = $2 AND version = $3";
    let ListingDraft { registry, number, url, contract, applied, listed, ended } = d;
    let values = values![of, service, version, registry, number, url, contract, *applied, *listed, *ended];
    tx.run_versioned(UPDATE, values).await
}

/// Takes a listing off a service.
pub async fn remove_listing(tx: &mut Tx, service: i64, of: &str) -> StoreResult<()> {
    found(tx.run("DELETE FROM listing WHERE ref = $1 AND service_id = $2", values![of, service]).await?)
}

const fn found(rows: u64) -> StoreResult<()> {
    if rows == 0 { Err(StoreError::Missing) } else { Ok(()) }
}

/// A certificate that ends soon.
#[derive(Debug, sqlx::FromRow)]
pub struct Ending {
    pub id: i64,
    pub service_id: i64,
    pub company_id: i64,
    pub scheme: String,
    pub name_ko: String,
    pub name_en: String,
    pub expires_ms: i64,
}

/// One that ends soon and whose firm does not know yet, if there is any.
pub async fn ending(tx: &mut Tx, now: UnixMillis) -> StoreResult<Option<Ending>> {
    const SELECT: &str = "SELECT c.id, s.id AS service_id, s.company_id, c.scheme, s.name_ko, s.name_en, c.expires_ms FROM certificate c \
        JOIN service s ON s.id = c.service_id WHERE c.expires_ms > $1 AND c.expires_ms <= $2 AND c.warned_ms IS NULL \
        ORDER BY c.expires_ms, c.id LIMIT 1";
    tx.optional(SELECT, values![now, now + WARNING_MS]).await
}

/// Notes that the firm is told. Whether that was still needed.
pub async fn warned(tx: &mut Tx, of: &Ending, now: UnixMillis) -> StoreResult<bool> {
    const UPDATE: &str =
        "UPDATE certificate SET warned_ms = $3 WHERE id = $1 AND expires_ms = $2 AND warned_ms IS NULL";
    Ok(tx.run(UPDATE, values![of.id, of.expires_ms, now]).await? == 1)
}
