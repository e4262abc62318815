//! Server functions of calls, bids and answers.

mod answers;
mod bid_acts;
mod bids;
mod calls;

pub use answers::GetAnswering;
#[cfg(all(test, feature = "ssr"))]
pub use answers::accept;
pub use bid_acts::{BID_EDITOR, EditBid};
pub use bids::{GetBid, ListBids};
pub use calls::{CALL_EDITOR, EditCall, GetCall, ListCalls};

#[cfg(feature = "ssr")]
mod shared {
    use super::super::{
        model::{BidAct, allows},
        store::{self, StoredBid},
    };
    use crate::{
        accounts::Person,
        consortia,
        ctx::Ctx,
        db::Tx,
        error::{AppError, AppResult, check},
        text::{Key, keys},
    };

    /// The bid with this address, locked after its consortium, for somebody who steers it.
    pub async fn steered(tx: &mut Tx, person: &Person, slug: &str) -> AppResult<StoredBid> {
        let place = store::bid_place(tx, slug).await?;
        steered_at(tx, person, place).await
    }

    /// The bid at a place (its id and its consortium's), locked, for somebody who steers it.
    pub async fn steered_at(tx: &mut Tx, person: &Person, (id, consortium): (i64, i64)) -> AppResult<StoredBid> {
        let state = consortia::by_id_locked(tx, consortium).await?.state();
        let bid = store::bid_locked(tx, id).await?;
        let standing = consortia::standing(tx, consortium, person.id, person.coordinator).await?;
        if !standing.member && !bid.is_public() {
            return Err(AppError::NotFound);
        }
        if !standing.steers {
            return Err(AppError::Forbidden);
        }
        if !consortia::may(standing, consortia::Act::Work, state) {
            return Err(AppError::Conflict(keys::flagship::CONSORTIUM_RESTS));
        }
        Ok(bid)
    }

    /// Whether the bid allows an act now; the reason says what stands against it.
    pub fn allowed(ctx: &Ctx, bid: &StoredBid, act: BidAct, reason: Key) -> AppResult<()> {
        let call = bid.call_facts().state(ctx.now);
        if allows(bid.state(), act, call) { Ok(()) } else { Err(AppError::Conflict(reason)) }
    }

    /// The reason under which a submitted or awarded bid holds its consortium.
    pub fn hold_of(bid: i64) -> String {
        format!("bid-{bid}")
    }

    /// A text that must be given, in a field of a small form.
    pub fn words(name: &str, typed: &str, most: usize) -> AppResult<String> {
        check::required_text(typed, most).map_err(|p| AppError::field(name, p))
    }
}
