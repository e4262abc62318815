//! Answers of firms to adverts. One row a firm and bid: answering again re-opens it.

use super::super::model::{AnswerState, OwnAnswer};
use crate::{
    db::{StoreError, StoreResult, Tx},
    secret,
    technologies::Need,
    text::Text2,
    time::UnixMillis,
    values,
};
use std::collections::HashMap;

/// An answer as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredAnswer {
    pub id: i64,
    pub r#ref: String,
    pub seat_id: i64,
    pub company_id: i64,
    pub message: String,
    state: String,
    pub reply: String,
    pub created_ms: i64,
}

impl StoredAnswer {
    pub fn state(&self) -> AnswerState {
        AnswerState::of_code(&self.state).unwrap_or(AnswerState::Withdrawn)
    }
}

/// An answer to be noted.
#[derive(Clone, Debug)]
pub struct NewAnswer<'a> {
    pub bid: i64,
    pub seat: i64,
    pub company: i64,
    pub person: i64,
    pub message: &'a str,
}

/// Notes a firm's answer. One that the lead has accepted already is [`StoreError::Taken`].
pub async fn put_answer(tx: &mut Tx, new: &NewAnswer<'_>, now: UnixMillis) -> StoreResult<i64> {
    const UPSERT: &str = "INSERT INTO bid_answer (ref, bid_id, seat_id, company_id, person_id, message, state, reply, \
        created_ms) VALUES ($1, $2, $3, $4, $5, $6, 'new', '', $7) ON CONFLICT (bid_id, company_id) DO UPDATE SET \
        ref = excluded.ref, seat_id = excluded.seat_id, person_id = excluded.person_id, message = excluded.message, \
        state = 'new', reply = '', created_ms = excluded.created_ms, answered_ms = NULL \
        WHERE bid_answer.state <> 'accepted' RETURNING id";
    let n = new;
    let written: Option<(i64,)> =
        tx.optional(UPSERT, values![secret::reference(), n.bid, n.seat, n.company, n.person, n.message, now]).await?;
    written.map(|row| row.0).ok_or(StoreError::Taken)
}

/// The bid of an answer and its consortium: what has to be locked before the answer is read.
pub async fn answer_place(tx: &mut Tx, reference: &str) -> StoreResult<(i64, i64)> {
    const SELECT: &str =
        "SELECT b.id, b.consortium_id FROM bid_answer a JOIN bid b ON b.id = a.bid_id WHERE a.ref = $1";
    tx.one(SELECT, values![reference]).await
}

/// The answers to a bid that nobody has settled.
pub async fn waiting_answers(tx: &mut Tx, bid: i64) -> StoreResult<Vec<i64>> {
    tx.numbers("SELECT id FROM bid_answer WHERE bid_id = $1 AND state IN ('new', 'talking') ORDER BY id", values![bid])
        .await
}

/// The answer with this name. Read it under the lock of its bid.
pub async fn answer(tx: &mut Tx, reference: &str) -> StoreResult<StoredAnswer> {
    const SELECT: &str = "SELECT id, ref, seat_id, company_id, message, state, reply, created_ms FROM bid_answer \
        WHERE ref = $1";
    tx.one(SELECT, values![reference]).await
}

/// Notes what became of an answer; one that was settled meanwhile is [`StoreError::Stale`].
pub async fn settle_answer(tx: &mut Tx, id: i64, state: AnswerState, reply: &str, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE bid_answer SET state = $2, reply = $3, answered_ms = $4 WHERE id = $1 \
        AND state IN ('new', 'talking')";
    tx.run_versioned(UPDATE, values![id, state.code(), reply, now]).await
}

/// The answers to a bid, those that wait first.
pub async fn answers_of(tx: &mut Tx, bid: i64) -> StoreResult<Vec<StoredAnswer>> {
    const SELECT: &str = "SELECT id, ref, seat_id, company_id, message, state, reply, created_ms FROM bid_answer \
        WHERE bid_id = $1 ORDER BY CASE WHEN state IN ('new', 'talking') THEN 0 ELSE 1 END, created_ms DESC, id DESC LIMIT 100";
    tx.all(SELECT, values![bid]).await
}

type OwnRow = (String, String, String, String, String, String, String);

/// The answers to a bid of every firm that a person speaks for.
pub async fn own_answers(tx: &mut Tx, bid: i64, person: i64) -> StoreResult<Vec<OwnAnswer>> {
    const SELECT: &str = "SELECT a.ref, f.name_ko, f.name_en, s.label_ko, s.label_en, a.state, a.reply FROM bid_answer a \
        JOIN company f ON f.id = a.company_id JOIN consortium_seat s ON s.id = a.seat_id JOIN company_person p \
        ON p.company_id = a.company_id AND p.person_id = $2 AND p.role IN ('owner', 'editor') WHERE a.bid_id = $1 \
        ORDER BY a.created_ms DESC, a.id DESC LIMIT 25";
    let view = |(reference, ko, en, seat_ko, seat_en, state, reply): OwnRow| OwnAnswer {
        reference,
        firm: Text2::new(ko, en),
        seat: Text2::new(seat_ko, seat_en),
        state: AnswerState::of_code(&state).unwrap_or(AnswerState::Withdrawn),
        reply,
    };
    Ok(tx.all::<OwnRow>(SELECT, values![bid, person]).await?.into_iter().map(view).collect())
}

/// What each seat of a consortium must cover: seat id → name and need.
pub async fn seat_needs(tx: &mut Tx, consortium: i64) -> StoreResult<HashMap<i64, Vec<(Text2, Need)>>> {
    const SELECT: &str = "SELECT v.seat_id, r.technology, r.activity, r.min_level, t.name_ko, t.name_en \
        FROM consortium_requirement r JOIN consortium_seat_cover v ON v.requirement_id = r.id \
        JOIN technology t ON t.slug = r.technology WHERE r.consortium_id = $1 ORDER BY v.seat_id, r.position, r.id";
    let rows: Vec<(i64, String, String, i64, String, String)> = tx.all(SELECT, values![consortium]).await?;
    let mut needs: HashMap<i64, Vec<(Text2, Need)>> = HashMap::new();
    for (seat, technology, activity, min_level, ko, en) in rows {
        needs.entry(seat).or_default().push((Text2::new(ko, en), Need { technology, activity, min_level }));
    }
    Ok(needs)
}
