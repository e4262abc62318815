//! Flagship calls, and the bids that consortia prepare for them: how a bid finds the partners that it lacks.

mod answer;
mod api;
mod bid;
mod board;
mod call;
mod calls;
mod cards;
mod edit_bid;
mod edit_call;
mod fields;
#[cfg(feature = "ssr")]
mod mails;
mod model;
mod routes;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod work;

pub use cards::{BidRows, CallRows, DDay};
pub use model::{BidRow, CallRow};
pub use routes::FlagshipRoutes;
#[cfg(feature = "ssr")]
pub use {
    model::{AnswerState, BidDraft, BidState, CallDates, CallDraft, LotDraft, Track},
    store::{
        NewAnswer, NewBid, add_bid, add_call, bids_of_firms, bound_by_bids, firms_in_use, index_bid, index_call, lot,
        move_bid, open_bids, publish, put_answer, record_award, record_receipt, selected, settle_answer,
        technology_merged, technology_wanted,
    },
};

pub(crate) use answer::AnswerPage;
pub(crate) use bid::BidPage;
pub(crate) use board::BoardPage;
pub(crate) use call::CallPage;
pub(crate) use calls::CallListPage;
pub(crate) use edit_bid::EditBidPage;
pub(crate) use edit_bid::NewBidPage;
pub(crate) use edit_call::EditCallPage;
pub(crate) use edit_call::NewCallPage;

/// The server functions that visitors may call.
pub const PUBLIC: &[&str] = &["flagship/bid", "flagship/bids", "flagship/call", "flagship/calls"];

/// The public bids of a consortium, the newest first.
#[cfg(feature = "ssr")]
pub async fn bids_of_consortium(tx: &mut crate::db::Tx, consortium: i64) -> crate::db::StoreResult<Vec<BidRow>> {
    store::of_consortium(tx, consortium, false).await
}

/// Every bid of a consortium, for its members: also those that are prepared, withdrawn or lost.
#[cfg(feature = "ssr")]
pub async fn bids_for_members(tx: &mut crate::db::Tx, consortium: i64) -> crate::db::StoreResult<Vec<BidRow>> {
    store::of_consortium(tx, consortium, true).await
}

/// The open calls with the nearest deadlines, then planned ones.
#[cfg(feature = "ssr")]
pub async fn open_calls(
    tx: &mut crate::db::Tx,
    now: crate::time::UnixMillis,
    most: i64,
) -> crate::db::StoreResult<Vec<CallRow>> {
    Ok(store::calls(tx, now, false, model::Phase::Planned, (most, 0)).await?.0)
}
