//! Sample calls with their lots, and the bids that the sample consortia prepare for them.

use super::{World, parse, wrong};
use crate::{
    consortia::{self, Seat, SeatRole},
    db::Tx,
    flagship::{self, AnswerState, BidDraft, BidState, CallDates, CallDraft, LotDraft, NewAnswer, NewBid, Track},
    technologies,
    text::Text2,
    time::{DAY_MS, HOUR_MS, UnixMillis},
};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct SampleFile {
    calls: Vec<SampleCall>,
    bids: Vec<SampleBid>,
}

#[derive(Deserialize)]
struct SampleCall {
    slug: String,
    ko: String,
    en: String,
    agency_ko: String,
    agency_en: String,
    state: String,
    about_ko: String,
    about_en: String,
    published_day: i64,
    questions_close_day: i64,
    closes_day: i64,
    closes_time: String,
    opens_day: i64,
    result_day: i64,
    lots: Vec<SampleLot>,
}

#[derive(Deserialize)]
struct SampleLot {
    slug: String,
    sector: String,
    ko: String,
    en: String,
    track: String,
    cap_won: i64,
    required: Vec<SampleNeed>,
    documents: Vec<SampleName>,
    criteria: Vec<SampleCriterion>,
}

#[derive(Deserialize)]
struct SampleNeed {
    technology: String,
    min_level: i64,
}

#[derive(Deserialize)]
struct SampleName {
    ko: String,
    en: String,
}

#[derive(Deserialize)]
struct SampleCriterion {
    ko: String,
    en: String,
    weight: i64,
}

#[derive(Deserialize)]
struct SampleBid {
    slug: String,
    ko: String,
    en: String,
    lot: String,
    consortium: String,
    state: String,
    pitch_ko: String,
    pitch_en: String,
    grant_won: i64,
    own_cash_won: i64,
    own_kind_won: i64,
    submitted_day: Option<i64>,
    receipt_no: Option<String>,
    seats: Vec<SampleSeat>,
    answers: Vec<SampleAnswer>,
}

#[derive(Deserialize)]
struct SampleSeat {
    en: String,
    r#type: String,
    technologies: Vec<String>,
    share_min_bp: i64,
    share_max_bp: i64,
}

#[derive(Deserialize)]
struct SampleAnswer {
    firm: String,
    message_ko: String,
    state: String,
}

/// Adds the calls, then the bids.
pub async fn fill(tx: &mut Tx, world: &World) -> Result<(), String> {
    let file: SampleFile = parse(include_str!("../../seed/flagship.json"))?;
    let mut lots = HashMap::new();
    for call in &file.calls {
        add_call(tx, world, call).await.map_err(|e| format!("{}: {e}", call.slug))?;
        for lot in &call.lots {
            lots.insert(lot.slug.as_str(), call);
        }
    }
    for bid in &file.bids {
        let call = lots.get(bid.lot.as_str()).ok_or_else(|| format!("sample world: no lot {}", bid.lot))?;
        add_bid(tx, world, bid, call).await.map_err(|e| format!("{}: {e}", bid.slug))?;
    }
    Ok(())
}

/// An hour of the Seoul day that lies so many days from the world's now.
fn at_day(world: &World, day: i64, hour: i64) -> UnixMillis {
    world.now.next_seoul_midnight() + ((day - 1) * DAY_MS + hour * HOUR_MS)
}

async fn add_call(tx: &mut Tx, world: &World, call: &SampleCall) -> Result<(), String> {
    let hour = call.closes_time.split(':').next().and_then(|h| h.parse().ok()).unwrap_or(18);
    let draft = CallDraft {
        name: Text2::new(&call.ko, &call.en),
        agency: Text2::new(&call.agency_ko, &call.agency_en),
        about: Text2::new(&call.about_ko, &call.about_en),
        dates: CallDates {
            published: at_day(world, call.published_day, 0),
            questions_close: at_day(world, call.questions_close_day, 18),
            closes: at_day(world, call.closes_day, hour),
            opens: at_day(world, call.opens_day, 10),
            result: at_day(world, call.result_day, 10),
        },
        lots: call.lots.iter().map(lot).collect::<Result<_, _>>()?,
    };
    let (id, _) = flagship::add_call(tx, &draft, &call.slug, draft.dates.published).await.map_err(wrong)?;
    flagship::publish(tx, id).await.map_err(wrong)?;
    if call.state == "awarded" {
        flagship::record_award(tx, id, draft.dates.result).await.map_err(wrong)?;
    }
    flagship::index_call(tx, id).await.map_err(wrong)
}

fn lot(lot: &SampleLot) -> Result<LotDraft, String> {
    Ok(LotDraft {
        slug: lot.slug.clone(),
        sector: lot.sector.clone(),
        track: Track::of_code(&lot.track).ok_or_else(|| format!("track {}", lot.track))?,
        name: Text2::new(&lot.ko, &lot.en),
        cap_won: lot.cap_won,
        technologies: lot.required.iter().map(|n| (n.technology.clone(), n.min_level)).collect(),
        documents: lot.documents.iter().map(|d| Text2::new(&d.ko, &d.en)).collect(),
        criteria: lot.criteria.iter().map(|c| (Text2::new(&c.ko, &c.en), c.weight)).collect(),
        place: 0,
    })
}

async fn add_bid(tx: &mut Tx, world: &World, bid: &SampleBid, call: &SampleCall) -> Result<(), String> {
    let consortium = world.consortium(&bid.consortium)?;
    let draft = BidDraft {
        name: Text2::new(&bid.ko, &bid.en),
        pitch: Text2::new(&bid.pitch_ko, &bid.pitch_en),
        grant_won: bid.grant_won,
        own_cash_won: bid.own_cash_won,
        own_kind_won: bid.own_kind_won,
    };
    let lot = flagship::lot(tx, &bid.lot).await.map_err(wrong)?.id;
    let begun = at_day(world, call.published_day + 2, 9);
    let new = NewBid { lot, consortium, draft: &draft, wanted: &bid.slug };
    let (id, _) = flagship::add_bid(tx, &new, begun).await.map_err(wrong)?;
    let seats = describe(tx, bid, consortium).await?;
    let state = BidState::ALL.into_iter().find(|s| s.code() == bid.state);
    let state = state.ok_or_else(|| format!("state {}", bid.state))?;
    if state != BidState::Preparing {
        flagship::move_bid(tx, id, BidState::Advertised, begun + DAY_MS).await.map_err(wrong)?;
    }
    for (number, answer) in (0_i64..).zip(&bid.answers) {
        let company = world.firm(&answer.firm)?;
        let seat = asked_for(tx, bid, &seats, company).await?;
        let new = NewAnswer { bid: id, seat, company, person: world.owner(&answer.firm)?, message: &answer.message_ko };
        add_answer(tx, &new, &answer.state, begun + (DAY_MS + (number + 1) * 5 * HOUR_MS)).await?;
    }
    if let Some(receipt) = &bid.receipt_no {
        let at = at_day(world, bid.submitted_day.unwrap_or(call.closes_day), 17);
        flagship::record_receipt(tx, id, receipt, at).await.map_err(wrong)?;
    }
    let result = at_day(world, call.result_day, 10);
    match state {
        BidState::Submitted => {
            let reason = format!("bid-{id}");
            consortia::hold(tx, consortium, &reason, Some(result)).await.map_err(wrong)?;
        }
        BidState::Preparing | BidState::Advertised => {}
        _ => flagship::move_bid(tx, id, state, result).await.map_err(wrong)?,
    }
    flagship::index_bid(tx, id).await.map_err(wrong)
}

/// Writes what the file says of each seat onto the consortium's own, which stand in the same order; answers these.
async fn describe(tx: &mut Tx, bid: &SampleBid, consortium: i64) -> Result<Vec<Seat>, String> {
    let mut seats = consortia::seats_of(tx, consortium).await.map_err(wrong)?;
    seats.retain(|s| s.role != SeatRole::Observer);
    if seats.len() != bid.seats.len() {
        return Err(format!("{} seats in the bid, {} in its consortium", bid.seats.len(), seats.len()));
    }
    for (seat, said) in seats.iter().zip(&bid.seats) {
        consortia::describe_seat(tx, seat.id, &said.r#type, said.share_min_bp, said.share_max_bp)
            .await
            .map_err(|e| format!("{}: {e}", said.en))?;
    }
    Ok(seats)
}

/// The seat that a firm asked for: the one that it sits on, else an open one that needs what it can do.
async fn asked_for(tx: &mut Tx, bid: &SampleBid, seats: &[Seat], company: i64) -> Result<i64, String> {
    let held = technologies::held(tx, &[company]).await.map_err(wrong)?;
    let fits = |said: &SampleSeat| said.technologies.iter().any(|t| held.iter().any(|h| h.technology == *t));
    let open = || seats.iter().zip(&bid.seats).filter(|(seat, _)| seat.company.is_none());
    let own = seats.iter().find(|s| s.company == Some(company));
    let found = own.or_else(|| open().find(|(_, said)| fits(said)).map(|(seat, _)| seat));
    let found = found.or_else(|| open().next_back().map(|(seat, _)| seat)).or(seats.last());
    found.map(|s| s.id).ok_or_else(|| "a bid without seats".to_owned())
}

async fn add_answer(tx: &mut Tx, new: &NewAnswer<'_>, state: &str, at: UnixMillis) -> Result<(), String> {
    let id = flagship::put_answer(tx, new, at).await.map_err(wrong)?;
    let state = AnswerState::of_code(state).ok_or_else(|| format!("answer {state}"))?;
    if state != AnswerState::New {
        flagship::settle_answer(tx, id, state, "", at + DAY_MS).await.map_err(wrong)?;
    }
    Ok(())
}
