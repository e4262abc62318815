//! Every SQL text of calls, bids and answers.

mod answers;
mod bids;
mod board;
mod call_list;
mod calls;
mod facts;
mod lots;
mod stored_bid;

pub use answers::{
    NewAnswer, StoredAnswer, answer, answer_place, answers_of, own_answers, put_answer, seat_needs, settle_answer,
    waiting_answers,
};
pub use bids::{
    NewBid, add_bid, award, bid_locked, bid_place, elsewhere, index_bid, lock_lot, move_bid, record_receipt,
    submitted_of, update_bid,
};
pub use board::{bids_of_firms, board, facets, of_call, of_consortium, open_bids, selected};
pub use call_list::{calls, next_change, page};
pub use calls::{StoredCall, add_call, call, call_locked, cancel, index_call, publish, record_award, update_call};
pub use lots::{
    bound_by_bids, firms_in_use, lot, lot_choices, lot_drafts, lot_name, lots_of, needs_of_lot, technology_merged,
    technology_wanted,
};
pub use stored_bid::{StoredBid, bid};

/// The words for a call, a lot and a bid in slugs, audit and search.
pub const CALL: &str = "call";
pub const LOT: &str = "lot";
pub const BID: &str = "bid";
