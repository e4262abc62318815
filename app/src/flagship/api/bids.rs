//! Server functions of bids: the board, an advert, and what its consortium does with it.

use super::super::model::{BidEditing, BidForm, BidList, BidQuery, BidView};
use crate::error::AppResult;
use crate::ui::EditTarget;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            model::{AnswerView, BidAct, BidState, CallState, Finding, Steering, Weighed, allows, covered, readiness},
            store::{self, BID, NewBid, StoredBid},
        },
        calls::note_changes,
        shared::{allowed, hold_of, steered},
    },
    crate::{
        accounts::{Person, drafts, once},
        audit::{self, Thing},
        companies,
        consortia::{self, Act, Seat, SeatState},
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, FORM, Problem, check},
        label::Label,
        slugs,
        technologies::{self, Need},
        text::{Text2, keys},
        time::UnixMillis,
        ui::Edit,
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
        let names = technologies::labels(&mut tx, std::slice::from_ref(&query.technology)).await?;
        names.into_iter().next().map(|(slug, name)| Label { slug, name })
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
    let mut seats = consortia::seat_views(&mut tx, bid.consortium_id, standing.member).await?;
    seats.retain(|s| s.role.is_member());
    let types = companies::types(&mut tx).await?;
    let (lot_needs, needs) = store::needs_of_lot(&mut tx, bid.lot_id).await?;
    let own_answers = match &ctx.person {
        Some(person) => store::own_answers(&mut tx, bid.id, person.id).await?,
        None => Vec::new(),
    };
    let (mut findings, mut steering) = (Vec::new(), None);
    if standing.member {
        let all = consortia::seats_of(&mut tx, bid.consortium_id).await?;
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
    let (members, lead) = consortia::seated(seats);
    let rules = consortia::rules(tx, &bid.programme, now).await?;
    let lead_fits = consortia::lead_fits(tx, lead, &rules).await?;
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

/// The editor of bids.
pub const BID_EDITOR: EditTarget =
    EditTarget { things: "bids", create: "flagship/start_bid", update: "flagship/update_bid" };

/// What the editor of a bid starts from: a form for one of the viewer's consortia (and perhaps a lot), or a stored bid.
#[server(endpoint = "flagship/bid_editing", input = GetUrl)]
pub async fn edit_bid(slug: Option<String>, lot: String) -> AppResult<BidEditing> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let mut lots = Vec::new();
    let mut known = Vec::new();
    let (mut edit, form) = if let Some(slug) = slug {
        let bid = store::bid(&mut tx, &slug).await?;
        let standing = consortia::standing(&mut tx, bid.consortium_id, person.id, person.coordinator).await?;
        match (standing.member || bid.is_public(), standing.steers) {
            (false, _) => return Err(AppError::NotFound),
            (true, false) => return Err(AppError::Forbidden),
            (true, true) => {}
        }
        (drafts::begin(&BID_EDITOR, Some((slug, bid.version))), bid.form())
    } else {
        lots = store::lot_choices(&mut tx, ctx.now).await?;
        let steers = consortia::Standing { member: true, steers: true, ..consortia::Standing::default() };
        let steered = consortia::steered_by(&mut tx, person.id).await?;
        let working = steered.into_iter().filter(|c| consortia::may(steers, Act::Work, c.state));
        known = working.map(|c| Label { slug: c.slug, name: c.name }).collect();
        let chosen = if lots.iter().any(|l| l.slug == lot) { lot } else { String::new() };
        let consortium = if let [only] = known.as_slice() { only.slug.clone() } else { String::new() };
        let draft = new_draft(&chosen);
        let edit = Edit { draft, ..drafts::begin(&BID_EDITOR, None) };
        (edit, BidForm { lot: chosen, consortium, ..BidForm::default() })
    };
    let form = drafts::restore(&mut tx, person.id, &BID_EDITOR, &mut edit, form).await?;
    Ok(BidEditing { edit, form, lots, consortia: known })
}

/// The name of the draft of a new bid: one for each lot that somebody begins from.
#[cfg(feature = "ssr")]
fn new_draft(lot: &str) -> String {
    let new = BID_EDITOR.draft(None);
    if lot.is_empty() { new } else { format!("{new}/{lot}") }
}

/// Begins a bid of a consortium that the person steers. Only its members see it until it is advertised.
#[server(endpoint = "flagship/start_bid")]
pub async fn start_bid(form: BidForm, once: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let draft = form.check(true)?;
    let once = check::line(&once, 40).map_err(|p| AppError::field(FORM, p))?;
    let mut tx = ctx.begin().await?;
    if let Some(slug) = once::earlier(&mut tx, person.id, &once).await? {
        ctx.go(&format!("/bids/{slug}"));
        return Ok(());
    }
    let unknown = |name: &'static str| move |_| AppError::field(name, Problem::Rule(keys::companies::CHOICE_UNKNOWN));
    let consortium = consortia::by_slug_locked(&mut tx, &form.consortium).await;
    let consortium = consortium.map_err(unknown("form[consortium]"))?.brief();
    let standing = consortia::standing(&mut tx, consortium.id, person.id, person.coordinator).await?;
    if !consortia::may(standing, Act::Work, consortium.state) {
        return Err(unknown("form[consortium]")(StoreError::Missing));
    }
    let lot = store::lot(&mut tx, form.lot.trim()).await.map_err(unknown("form[lot]"))?;
    if !lot.facts.state(ctx.now).takes_bids() {
        return Err(AppError::field("form[lot]", Problem::Rule(keys::flagship::LOT_CLOSED)));
    }
    let wanted = slugs::of_name(&draft.name.en, &draft.name.ko);
    let new = NewBid { lot: lot.id, consortium: consortium.id, draft: &draft, wanted: &wanted };
    let (id, slug) = store::add_bid(&mut tx, &new, ctx.now).await.map_err(|error| match error {
        StoreError::Taken => AppError::field("form[lot]", Problem::Rule(keys::flagship::BID_EXISTS)),
        other => other.into(),
    })?;
    for begun_from in ["", form.lot.trim()] {
        drafts::discard(&mut tx, person.id, &new_draft(begun_from)).await?;
    }
    once::remember(&mut tx, person.id, &once, &slug, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "started", Thing(BID, id), "").await?;
    tx.commit().await?;
    ctx.go(&format!("/bids/{slug}?saved=1"));
    Ok(())
}

/// Changes name, pitch and money of a bid.
#[server(endpoint = "flagship/update_bid")]
pub async fn update_bid(slug: String, version: i64, form: BidForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let bid = steered(&mut tx, &person, &slug).await?;
    allowed(&ctx, &bid, BidAct::Edit, keys::flagship::NOT_EDITABLE)?;
    let draft = form.check(false)?;
    store::update_bid(&mut tx, bid.id, version, &draft).await?;
    drafts::discard(&mut tx, person.id, &BID_EDITOR.draft(Some(&slug))).await?;
    done(ctx, tx, &person, "edited", &bid).await
}

/// Shows a bid to everybody, with its open seats.
#[server(endpoint = "flagship/advertise_bid")]
pub async fn advertise_bid(slug: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let bid = steered(&mut tx, &person, &slug).await?;
    allowed(&ctx, &bid, BidAct::Advertise, keys::flagship::NOT_ADVERTISABLE)?;
    store::move_bid(&mut tx, bid.id, BidState::Advertised, ctx.now).await?;
    done(ctx, tx, &person, "advertised", &bid).await
}

/// Takes a bid back before the deadline.
#[server(endpoint = "flagship/withdraw_bid")]
pub async fn withdraw_bid(slug: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let bid = steered(&mut tx, &person, &slug).await?;
    allowed(&ctx, &bid, BidAct::Withdraw, keys::flagship::NOT_WITHDRAWABLE)?;
    store::move_bid(&mut tx, bid.id, BidState::Withdrawn, ctx.now).await?;
    consortia::release(&mut tx, bid.consortium_id, &hold_of(bid.id)).await?;
    done(ctx, tx, &person, "withdrew", &bid).await
}

/// Notes the number under which the agency received a bid; its consortium then stands as it is until the result.
#[server(endpoint = "flagship/record_receipt")]
pub async fn record_receipt(slug: String, receipt_no: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let receipt = check::line(&receipt_no, 60).map_err(|p| AppError::field("receipt_no", p))?;
    let mut tx = ctx.begin().await?;
    let bid = steered(&mut tx, &person, &slug).await?;
    allowed(&ctx, &bid, BidAct::Record, keys::flagship::NOT_RECORDABLE)?;
    store::record_receipt(&mut tx, bid.id, &receipt, ctx.now).await?;
    let until = bid.call_facts().dates.result;
    consortia::hold(&mut tx, bid.consortium_id, &hold_of(bid.id), Some(until)).await?;
    done(ctx, tx, &person, "submitted", &bid).await
}

#[cfg(feature = "ssr")]
async fn done(ctx: Ctx, mut tx: Tx, person: &Person, verb: &str, bid: &StoredBid) -> AppResult<()> {
    store::index_bid(&mut tx, bid.id).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(BID, bid.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/bids/{}?{verb}=1", bid.slug));
    Ok(())
}
