//! Invitations go to a firm; its owner answers. One row a firm and consortium: asking again re-opens it.

use super::super::model::INVITATION_MS;
use crate::{
    db::{StoreError, StoreResult, Tx},
    secret,
    text::Text2,
    time::UnixMillis,
    values,
};

/// An invitation as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invitation {
    pub id: i64,
    pub r#ref: String,
    pub consortium_id: i64,
    pub company_id: i64,
    pub seat_id: i64,
    pub state: String,
    pub message: String,
    pub expires_ms: i64,
}

/// Asks a firm to take a seat. A second pending invitation is [`StoreError::Taken`].
pub async fn invite(
    tx: &mut Tx,
    consortium: i64,
    company: i64,
    seat: i64,
    message: &str,
    now: UnixMillis,
) -> StoreResult<String> {
    const UPSERT: &str = "INSERT INTO consortium_invitation (ref, consortium_id, company_id, seat_id, state, message, \
        answer, invited_ms, expires_ms) VALUES ($1, $2, $3, $4, 'pending', $5, '', $6, $7) \
        ON CONFLICT (consortium_id, company_id) DO UPDATE SET ref = excluded.ref, seat_id = excluded.seat_id, \
        state = 'pending', message = excluded.message, answer = '', invited_ms = excluded.invited_ms, \
        expires_ms = excluded.expires_ms, answered_ms = NULL WHERE consortium_invitation.state <> 'pending'";
    let reference = secret::reference();
    let written =
        tx.run(UPSERT, values![&reference, consortium, company, seat, message, now, now + INVITATION_MS]).await?;
    if written == 0 { Err(StoreError::Taken) } else { Ok(reference) }
}

/// The invitation with this name.
pub async fn by_ref(tx: &mut Tx, reference: &str) -> StoreResult<Invitation> {
    const SELECT: &str = "SELECT id, ref, consortium_id, company_id, seat_id, state, message, expires_ms \
        FROM consortium_invitation WHERE ref = $1";
    tx.one(SELECT, values![reference]).await
}

/// Notes the answer to a pending invitation; one that was answered meanwhile is [`StoreError::Stale`].
pub async fn settle(tx: &mut Tx, id: i64, state: &str, answer: &str, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE consortium_invitation SET state = $2, answer = $3, answered_ms = $4 \
        WHERE id = $1 AND state = 'pending'";
    tx.run_versioned(UPDATE, values![id, state, answer, now]).await
}

/// The pending invitations of a consortium.
pub async fn pending(tx: &mut Tx, consortium: i64) -> StoreResult<Vec<Invitation>> {
    const SELECT: &str = "SELECT id, ref, consortium_id, company_id, seat_id, state, message, expires_ms \
        FROM consortium_invitation WHERE consortium_id = $1 AND state = 'pending' ORDER BY id LIMIT 100";
    tx.all(SELECT, values![consortium]).await
}

/// Revokes every pending invitation of a consortium and answers whom they had asked.
pub async fn revoke_all(tx: &mut Tx, consortium: i64, now: UnixMillis) -> StoreResult<Vec<Invitation>> {
    let revoked = pending(tx, consortium).await?;
    for invitation in &revoked {
        settle(tx, invitation.id, "revoked", "", now).await?;
        super::free_seat(tx, invitation.seat_id, invitation.company_id).await?;
    }
    Ok(revoked)
}

/// A pending invitation as the invited firm's people see it in their list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct MineRow {
    pub slug: String,
    name_ko: String,
    name_en: String,
    firm_ko: String,
    firm_en: String,
    pub expires_ms: i64,
}

impl MineRow {
    pub fn name(&self) -> Text2 {
        Text2::new(&self.name_ko, &self.name_en)
    }

    pub fn firm(&self) -> Text2 {
        Text2::new(&self.firm_ko, &self.firm_en)
    }
}

/// The pending invitations of every firm that a person speaks for.
pub async fn of_firms(tx: &mut Tx, person: i64, now: UnixMillis) -> StoreResult<Vec<MineRow>> {
    const SELECT: &str = "SELECT c.slug, c.name_ko, c.name_en, f.name_ko AS firm_ko, f.name_en AS firm_en, \
        i.expires_ms FROM consortium_invitation i JOIN consortium c ON c.id = i.consortium_id \
        JOIN company f ON f.id = i.company_id JOIN company_person p ON p.company_id = f.id AND p.person_id = $1 \
        AND p.role IN ('owner', 'editor') WHERE i.state = 'pending' AND i.expires_ms > $2 ORDER BY i.expires_ms, i.id LIMIT 50";
    tx.all(SELECT, values![person, now]).await
}
