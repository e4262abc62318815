//! Bids: how they are written, and what search knows of them.

use super::{
    super::model::{BidDraft, BidState},
    BID,
    stored_bid::{StoredBid, bid_by_id},
};
use crate::{
    db::{StoreResult, Tx, Value, in_25},
    markdown,
    search::{self, Audience, Document},
    slugs,
    text::Text2,
    time::UnixMillis,
    values,
};

/// The id of a bid and of its consortium, which never change: what has to be locked before the bid is read.
pub async fn bid_place(tx: &mut Tx, slug: &str) -> StoreResult<(i64, i64)> {
    tx.one("SELECT id, consortium_id FROM bid WHERE slug = $1", values![slug]).await
}

/// The bid, locked. Take its consortium's lock first.
pub async fn bid_locked(tx: &mut Tx, id: i64) -> StoreResult<StoredBid> {
    tx.lock("SELECT id FROM bid WHERE id = $1 FOR UPDATE", values![id]).await?;
    bid_by_id(tx, id).await
}

/// Locks a lot, so that one firm is not seated in two of its bids at once. Take the bid's lock first.
pub async fn lock_lot(tx: &mut Tx, lot: i64) -> StoreResult<()> {
    tx.lock("SELECT id FROM flagship_lot WHERE id = $1 FOR UPDATE", values![lot]).await
}

/// A bid to be added.
#[derive(Clone, Debug)]
pub struct NewBid<'a> {
    pub lot: i64,
    pub consortium: i64,
    pub draft: &'a BidDraft,
    /// Its address, where that is free.
    pub wanted: &'a str,
}

/// Adds a bid that its members prepare. A second one of a consortium for a lot is [`StoreError::Taken`].
///
/// [`StoreError::Taken`]: crate::db::StoreError::Taken
pub async fn add_bid(tx: &mut Tx, new: &NewBid<'_>, now: UnixMillis) -> StoreResult<(i64, String)> {
    const INSERT: &str = "INSERT INTO bid (slug, lot_id, consortium_id, state, name_ko, name_en, pitch_ko, pitch_en, \
        pitch_ko_html, pitch_en_html, renderer, grant_won, own_cash_won, own_kind_won, created_ms, receipt_no, version) \
        VALUES ($1, $2, $3, 'preparing', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', 1) RETURNING id";
    let d = new.draft;
    let id = tx
        .number(
            INSERT,
            values![
                crate::secret::reference(),
                new.lot,
                new.consortium,
                &d.name.ko,
                &d.name.en,
                &d.pitch.ko,
                &d.pitch.en,
                markdown::render(&d.pitch.ko),
                markdown::render(&d.pitch.en),
                markdown::RENDERER,
                d.grant_won,
                d.own_cash_won,
                d.own_kind_won,
                now
            ],
        )
        .await?;
    let slug = slugs::claim(tx, BID, new.wanted, id).await?;
    tx.run("UPDATE bid SET slug = $2 WHERE id = $1", values![id, &slug]).await?;
    Ok((id, slug))
}

/// Changes a bid. A version that is not the stored one is [`StoreError::Stale`].
///
/// [`StoreError::Stale`]: crate::db::StoreError::Stale
pub async fn update_bid(tx: &mut Tx, id: i64, version: i64, draft: &BidDraft) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE bid SET name_ko = $3, name_en = $4, pitch_ko = $5, pitch_en = $6, pitch_ko_html = $7, \
        pitch_en_html = $8, renderer = $9, grant_won = $10, own_cash_won = $11, own_kind_won = $12, version = version + 1 \
        WHERE id = $1 AND version = $2";
    let d = draft;
    tx.run_versioned(
        UPDATE,
        values![
            id,
            version,
            &d.name.ko,
            &d.name.en,
            &d.pitch.ko,
            &d.pitch.en,
            markdown::render(&d.pitch.ko),
            markdown::render(&d.pitch.en),
            markdown::RENDERER,
            d.grant_won,
            d.own_cash_won,
            d.own_kind_won
        ],
    )
    .await
}

/// Moves a bid to another state. The moment of its first advert stays.
pub async fn move_bid(tx: &mut Tx, id: i64, state: BidState, now: UnixMillis) -> StoreResult<()> {
    const MOVE: &str = "UPDATE bid SET state = $2, version = version + 1 WHERE id = $1";
    const ADVERTISE: &str = "UPDATE bid SET state = $2, advertised_ms = COALESCE(advertised_ms, $3), \
        version = version + 1 WHERE id = $1";
    if state == BidState::Advertised {
        return tx.run_versioned(ADVERTISE, values![id, state.code(), now]).await;
    }
    tx.run_versioned(MOVE, values![id, state.code()]).await
}

/// Notes the number under which the agency received a bid.
pub async fn record_receipt(tx: &mut Tx, id: i64, receipt_no: &str, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE bid SET state = 'submitted', receipt_no = $2, submitted_ms = $3, version = version + 1 \
        WHERE id = $1";
    tx.run_versioned(UPDATE, values![id, receipt_no, now]).await
}

/// A bid that the agency has.
#[derive(Clone, Debug)]
pub struct Submitted {
    pub id: i64,
    pub consortium: i64,
    pub slug: String,
    pub name: Text2,
}

/// The submitted bids of a call.
pub async fn submitted_of(tx: &mut Tx, call: i64) -> StoreResult<Vec<Submitted>> {
    const SELECT: &str = "SELECT b.id, b.consortium_id, b.slug, b.name_ko, b.name_en FROM bid b JOIN flagship_lot l ON l.id = b.lot_id \
        WHERE l.call_id = $1 AND b.state = 'submitted' ORDER BY l.position, b.id LIMIT 200";
    let rows: Vec<(i64, i64, String, String, String)> = tx.all(SELECT, values![call]).await?;
    let view = |(id, consortium, slug, ko, en): (i64, i64, String, String, String)| Submitted {
        id,
        consortium,
        slug,
        name: Text2::new(ko, en),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Notes whether a submitted bid is awarded.
pub async fn award(tx: &mut Tx, id: i64, awarded: bool) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE bid SET state = $2, version = version + 1 WHERE id = $1 AND state = 'submitted'";
    let state = if awarded { BidState::Awarded } else { BidState::NotAwarded };
    tx.run_versioned(UPDATE, values![id, state.code()]).await
}

/// How many of these firms take part in another bid of the lot that is not withdrawn.
pub async fn elsewhere(tx: &mut Tx, lot: i64, bid: i64, firms: &[i64]) -> StoreResult<i64> {
    const COUNT: &str = concat!(
        "SELECT COUNT(DISTINCT s.company_id) FROM bid b JOIN consortium c ON c.id = b.consortium_id \
        AND c.state NOT IN ('dissolved', 'abandoned') JOIN consortium_seat s ON s.consortium_id = b.consortium_id \
        AND s.state = 'seated' AND s.role <> 'observer' WHERE b.state <> 'withdrawn' AND b.lot_id = $26 AND b.id <> $27 \
        AND s.company_id IN ",
        crate::in_25!()
    );
    let mut found = 0;
    for mut some in in_25(firms) {
        some.extend([Value::from(lot), Value::from(bid)]);
        found += tx.number(COUNT, &some).await?;
    }
    Ok(found)
}

/// Writes what search knows of a bid: its public face, never its inside.
pub async fn index_bid(tx: &mut Tx, id: i64) -> StoreResult<()> {
    let bid = bid_by_id(tx, id).await?;
    if !bid.is_public() {
        return search::remove(tx, BID, id).await;
    }
    let (needs, _) = super::needs_of_lot(tx, bid.lot_id).await?;
    let seats = super::seat_needs(tx, bid.consortium_id).await?;
    let names = needs.into_iter().map(|n| n.technology.name).chain(seats.into_values().flatten().map(|(name, _)| name));
    let mut words: Vec<String> = names.map(|n| format!("{} {}", n.ko, n.en)).collect();
    words.sort();
    words.dedup();
    let (lot, call) = (bid.lot().name, bid.call().name);
    let document = Document {
        kind: BID,
        thing_id: id,
        path: format!("/bids/{}", bid.slug),
        audience: Audience::Public,
        title: bid.name(),
        about: bid.pitch(),
        words: format!("{} {} {} {} {}", words.join(" "), lot.ko, lot.en, call.ko, call.en),
    };
    search::put(tx, &document).await
}
