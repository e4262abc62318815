//! Server functions of bids: the board, an advert, and what its consortium does with it.

use super::super::model::{BidList, BidQuery, BidView};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            model::{AnswerView, BidAct, CallState, Finding, Steering, Weighed, allows, covered, readiness},
            store::{self, BID, StoredBid},
        },
        calls::note_changes,
    },
    crate::{
        companies,
        consortia::{self, Act, Seat, SeatState},
        ctx::Ctx,
        db::Tx,
        error::AppError,
        label::Label,
        slugs,
        technologies::{self, Need},
        text::Text2,
        time::UnixMillis,
    },
};

/// One page of the bids that look for partners, with its filters.
#[server(endpoint = "flagship/bids", input = GetUrl)]
pub async fn list_bids(query: BidQuery) -> AppResult<BidList> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (rows, total) = store::board(&mut tx, &query, ctx.now).await?;
    let [sectors, types, calls] = store::facets(&mut tx, &query, ctx.now).await?;
    let technology = if query.technology.is_empty() {
        None
    } else {
        technologies::map(&mut tx).await?.node(&query.technology).ok().map(|node| node.label.clone())
    };
    let lot = if query.lot.is_empty() { None } else { store::lot_name(&mut tx, &query.lot).await? };
    note_changes(&ctx, &mut tx).await?;
    Ok(BidList { now: ctx.now, rows, total, sectors, types, calls, technology, lot })
}

/// The advert of a bid. One that is not public exists for its consortium's members only.
#[server(endpoint = "flagship/bid", input = GetUrl)]
pub async fn get_bid(slug: String) -> AppResult<BidView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let bid = store::bid(&mut tx, &slug).await;
    let bid = slugs::or_moved(&mut tx, BID, "/bids", &slug, bid).await?;
    let standing = match &ctx.person {
        Some(person) => consortia::standing(&mut tx, bid.consortium_id, person.id, person.coordinator).await?,
        None => consortia::Standing::default(),
    };
    if !standing.member && !bid.is_public() {
        return Err(AppError::NotFound);
    }
    let facts = bid.call_facts();
    let call_state = facts.state(ctx.now);
    let all = consortia::seats_of(&mut tx, bid.consortium_id).await?;
    let mut seats = consortia::seats_shown(&all, standing.member);
    seats.retain(|s| s.role.is_member());
    let types = companies::kinds(&mut tx).await?.types.all().to_vec();
    let (lot_needs, needs) = store::needs_of_lot(&mut tx, bid.lot_id).await?;
    let own_answers = match &ctx.person {
        Some(person) => store::own_answers(&mut tx, bid.id, person.id).await?,
        None => Vec::new(),
    };
    let (mut findings, mut steering) = (Vec::new(), None);
    if standing.member {
        findings = weigh(&mut tx, &bid, &all, &needs, &types, ctx.now).await?;
        if standing.steers {
            let works = consortia::may(standing, Act::Work, bid.consortium_state());
            steering = Some(steer(&mut tx, &bid, &all, call_state, works).await?);
        }
    }
    ctx.changes_at(ctx.now.next_seoul_midnight());
    if let Some(at) = facts.next_change(ctx.now) {
        ctx.changes_at(at);
    }
    let open = seats.iter().any(|s| matches!(s.state, SeatState::Open | SeatState::Invited));
    Ok(BidView {
        now: ctx.now,
        slug,
        state: bid.state(),
        name: bid.name(),
        pitch: bid.pitch(),
        pitch_html: bid.pitch_html(),
        call: bid.call(),
        call_kind: bid.call_kind(),
        call_state,
        closes: facts.dates.closes,
        lot: bid.lot(),
        track: bid.track(),
        cap_won: bid.cap_won,
        sector: bid.sector(),
        lot_needs,
        consortium: bid.consortium(),
        consortium_state: bid.consortium_state(),
        seats,
        types,
        grant_won: bid.grant_won,
        own_cash_won: bid.own_cash_won,
        own_kind_won: bid.own_kind_won,
        takes_answers: open && takes_answers(&bid, call_state),
        member: standing.member,
        own_answers,
        readiness: findings,
        steering,
    })
}

/// Whether firms can ask for its open seats.
#[cfg(feature = "ssr")]
pub fn takes_answers(bid: &StoredBid, call: CallState) -> bool {
    allows(bid.state(), BidAct::Answer, call) && bid.consortium_state().seats_firms()
}

/// The readiness list of a bid.
#[cfg(feature = "ssr")]
async fn weigh(
    tx: &mut Tx,
    bid: &StoredBid,
    seats: &[Seat],
    needs: &[(Text2, Need)],
    types: &[Label],
    now: UnixMillis,
) -> AppResult<Vec<Finding>> {
    let members = consortia::seated(seats);
    let rules = consortia::programmes(tx).await?.of_kind(&bid.programme, now);
    let lead_fits = consortia::lead_fits(seats, &rules);
    let elsewhere = store::elsewhere(tx, bid.lot_id, bid.id, &members).await?;
    let held = technologies::held(tx, &members).await?;
    Ok(readiness(&Weighed {
        lead_type: types.iter().find(|t| Some(&t.slug) == rules.lead_type.as_ref()).map(|t| t.name.clone()),
        lead_fits,
        members: &members,
        min_members: rules.min_members,
        elsewhere,
        needs,
        held: &held,
        grant_won: bid.grant_won,
        cap_won: bid.cap_won,
        consortium: bid.consortium_state(),
    }))
}

/// What those who steer the bid see of it.
#[cfg(feature = "ssr")]
async fn steer(tx: &mut Tx, bid: &StoredBid, seats: &[Seat], call: CallState, works: bool) -> AppResult<Steering> {
    let found = store::answers_of(tx, bid.id).await?;
    let firms: Vec<i64> = found.iter().map(|a| a.company_id).collect();
    let cards = companies::cards(tx, &firms).await?;
    let held = technologies::held(tx, &firms).await?;
    let needs = store::seat_needs(tx, bid.consortium_id).await?;
    let view = |answer: store::StoredAnswer| {
        let seat = seats.iter().find(|s| s.id == answer.seat_id);
        let kept = |s: &Seat| s.state == SeatState::Invited && s.company == Some(answer.company_id);
        Some(AnswerView {
            firm: cards.get(&answer.company_id)?.clone(),
            seat: seat.map(|s| s.label.clone()).unwrap_or_default(),
            seat_free: seat.is_some_and(|s| s.state == SeatState::Open || kept(s)),
            covers: needs.get(&answer.seat_id).map(|n| covered(n, &held, answer.company_id)).unwrap_or_default(),
            state: answer.state(),
            at: UnixMillis(answer.created_ms),
            message: answer.message,
            reply: answer.reply,
            reference: answer.r#ref,
        })
    };
    let may = |act| works && allows(bid.state(), act, call);
    Ok(Steering {
        answers: found.into_iter().filter_map(view).collect(),
        receipt_no: bid.receipt_no.clone(),
        may_edit: may(BidAct::Edit),
        may_advertise: may(BidAct::Advertise),
        may_withdraw: may(BidAct::Withdraw),
        may_record: may(BidAct::Record),
        may_settle: may(BidAct::Answer) && bid.consortium_state().seats_firms(),
    })
}
