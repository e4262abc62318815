//! Bids: their rows, with the lot, the call and the consortium that they belong to.

use super::{
    super::model::{BidDraft, BidForm, BidState, CallFacts, CallKind, Track},
    BID,
    facts::{FactsRow, facts_columns},
};
use crate::{
    consortia::State,
    db::{StoreResult, Tx, Value, in_25},
    label::Label,
    markdown, money,
    search::{self, Audience, Document},
    slugs,
    text::Text2,
    time::UnixMillis,
    values,
};

/// A bid as it is stored, with what it belongs to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredBid {
    pub id: i64,
    pub slug: String,
    pub lot_id: i64,
    pub consortium_id: i64,
    state: String,
    name_ko: String,
    name_en: String,
    pitch_ko: String,
    pitch_en: String,
    pitch_ko_html: String,
    pitch_en_html: String,
    pub grant_won: i64,
    pub own_cash_won: i64,
    pub own_kind_won: i64,
    advertised_ms: Option<i64>,
    pub receipt_no: String,
    pub version: i64,
    lot: String,
    lot_ko: String,
    lot_en: String,
    track: String,
    pub cap_won: i64,
    sector: String,
    sector_ko: String,
    sector_en: String,
    call: String,
    call_ko: String,
    call_en: String,
    call_kind: String,
    #[sqlx(flatten)]
    call_facts: FactsRow,
    consortium: String,
    consortium_ko: String,
    consortium_en: String,
    consortium_state: String,
    /// The purpose kind of the consortium: the programme whose rules hold.
    pub programme: String,
    /// The firm that founded the consortium.
    pub founder_id: i64,
}

impl StoredBid {
    pub fn state(&self) -> BidState {
        BidState::of_code(&self.state)
    }

    /// Whether everybody may see it.
    pub fn is_public(&self) -> bool {
        self.call_facts().public
            && self.consortium_state().is_public()
            && self.state().is_public(self.advertised_ms.is_some())
    }

    pub fn name(&self) -> Text2 {
        Text2::new(&self.name_ko, &self.name_en)
    }

    /// The pitch without marks.
    pub fn pitch(&self) -> Text2 {
        Text2::new(markdown::plain(&self.pitch_ko), markdown::plain(&self.pitch_en))
    }

    pub fn pitch_html(&self) -> Text2 {
        Text2::new(&self.pitch_ko_html, &self.pitch_en_html)
    }

    pub fn lot(&self) -> Label {
        Label::new(&self.lot, &self.lot_ko, &self.lot_en)
    }

    pub fn track(&self) -> Track {
        Track::of_code(&self.track).unwrap_or_default()
    }

    pub fn sector(&self) -> Label {
        Label::new(&self.sector, &self.sector_ko, &self.sector_en)
    }

    pub fn call(&self) -> Label {
        Label::new(&self.call, &self.call_ko, &self.call_en)
    }

    pub fn call_kind(&self) -> CallKind {
        CallKind::of_code(&self.call_kind)
    }

    /// What the state of its call follows from.
    pub fn call_facts(&self) -> CallFacts {
        self.call_facts.facts()
    }

    pub fn consortium(&self) -> Label {
        Label::new(&self.consortium, &self.consortium_ko, &self.consortium_en)
    }

    pub fn consortium_state(&self) -> State {
        State::of_code(&self.consortium_state)
    }

    /// What its editor starts from.
    pub fn form(&self) -> BidForm {
        let (grant, grant_unit) = money::split(self.grant_won);
        let (own_cash, own_cash_unit) = money::split(self.own_cash_won);
        let (own_kind, own_kind_unit) = money::split(self.own_kind_won);
        BidForm {
            consortium: self.consortium.clone(),
            lot: self.lot.clone(),
            name_ko: self.name_ko.clone(),
            name_en: self.name_en.clone(),
            pitch_ko: self.pitch_ko.clone(),
            pitch_en: self.pitch_en.clone(),
            grant,
            grant_unit: grant_unit.to_owned(),
            own_cash,
            own_cash_unit: own_cash_unit.to_owned(),
            own_kind,
            own_kind_unit: own_kind_unit.to_owned(),
        }
    }
}

macro_rules! select_bid {
    () => {
        concat!(
        "SELECT b.id, b.slug, b.lot_id, b.consortium_id, b.state, b.name_ko, b.name_en, b.pitch_ko, b.pitch_en, \
        b.pitch_ko_html, b.pitch_en_html, b.grant_won, b.own_cash_won, b.own_kind_won, b.advertised_ms, b.receipt_no, \
        b.version, l.slug AS lot, l.name_ko AS lot_ko, l.name_en AS lot_en, l.track, l.cap_won, l.sector, \
        s.name_ko AS sector_ko, s.name_en AS sector_en, k.slug AS call, k.name_ko AS call_ko, k.name_en AS call_en, \
        k.kind AS call_kind, ",
        facts_columns!(),
        ", c.slug AS consortium, \
        c.name_ko AS consortium_ko, c.name_en AS consortium_en, c.state AS consortium_state, c.kind AS programme, \
        c.founder_id FROM bid b JOIN flagship_lot l ON l.id = b.lot_id JOIN flagship_call k ON k.id = l.call_id \
        JOIN sector s ON s.slug = l.sector JOIN consortium c ON c.id = b.consortium_id WHERE "
        )
    };
}

/// The bid with this address.
pub async fn bid(tx: &mut Tx, slug: &str) -> StoreResult<StoredBid> {
    tx.one(concat!(select_bid!(), "b.slug = $1"), values![slug]).await
}

/// The bid with this id.
pub async fn bid_by_id(tx: &mut Tx, id: i64) -> StoreResult<StoredBid> {
    tx.one(concat!(select_bid!(), "b.id = $1"), values![id]).await
}

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
