//! Consents to give a named person's contact to the other firm.

use super::{
    super::model::{ContactCard, Exchange},
    Stored,
};
use crate::{
    db::{StoreResult, Tx},
    time::UnixMillis,
    values,
};

/// The notice that is agreed to.
const NOTICE: i64 = 1;

#[derive(sqlx::FromRow)]
struct ConsentRow {
    company_id: i64,
    person: String,
    email: String,
    phone: String,
}

/// Whether the two firms know each other's contacts, as one of them sees it. Whoever left their firm is no contact any more.
pub async fn exchange(tx: &mut Tx, of: &Stored, own: i64) -> StoreResult<Exchange> {
    const SELECT: &str = "SELECT k.company_id, p.name AS person, p.email, k.phone FROM contact_consent k \
        JOIN person p ON p.id = k.person_id \
        JOIN company_person o ON o.company_id = k.company_id AND o.person_id = k.person_id \
        WHERE k.conversation_id = $1 AND k.withdrawn_ms IS NULL ORDER BY k.given_ms";
    let given: Vec<ConsentRow> = tx.all(SELECT, values![of.id]).await?;
    let agreed = given.iter().any(|row| row.company_id == own);
    let theirs = given.into_iter().rev().find(|row| row.company_id != own);
    Ok(match (agreed, theirs) {
        (true, Some(row)) => Exchange::Done(ContactCard { person: row.person, email: row.email, phone: row.phone }),
        (true, None) => Exchange::Agreed,
        (false, Some(_)) => Exchange::Asked,
        (false, None) => Exchange::Open,
    })
}

/// A person agrees for their firm to give their contact to the other one.
pub async fn agree(tx: &mut Tx, of: i64, company: i64, person: i64, phone: &str, now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO contact_consent (conversation_id, company_id, person_id, notice, phone, given_ms) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    withdraw(tx, of, company, now).await?;
    tx.run(INSERT, values![of, company, person, NOTICE, phone, now]).await?;
    Ok(())
}

/// The consent of a firm is taken back; that it was given stays.
pub async fn withdraw(tx: &mut Tx, of: i64, company: i64, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE contact_consent SET withdrawn_ms = $3 WHERE conversation_id = $1 AND company_id = $2 \
        AND withdrawn_ms IS NULL";
    tx.run(UPDATE, values![of, company, now]).await?;
    Ok(())
}
