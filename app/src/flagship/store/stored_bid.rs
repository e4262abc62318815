//! A bid as it is stored, with the lot, the call and the consortium that it belongs to.

use super::{
    super::model::{BidForm, BidState, CallFacts, CallKind, Track},
    facts::{FactsRow, facts_columns},
};
use crate::{
    consortia::State,
    db::{StoreResult, Tx},
    label::Label,
    markdown, money,
    text::Text2,
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
