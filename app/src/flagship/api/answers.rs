//! Server functions of answers: a firm asks for an open seat, those who steer the bid say yes or no.

use super::super::model::{AnswerForm, Answering};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            mails,
            model::{AnswerState, BidAct, OpenSeat, covered},
            store::{self, BID, NewAnswer, StoredAnswer, StoredBid},
        },
        bids::takes_answers,
        shared::{allowed, steered_at, words},
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        companies::{self, Firm},
        consortia::{self, Seat, SeatRole, SeatState},
        conversations::{self, About, Matter},
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, Problem},
        inbox::{self, Letter, News, Recipient, Weight},
        label::Label,
        technologies,
        text::{Lang, keys},
    },
};

/// Longest reason of a refusal, in characters.
#[cfg(feature = "ssr")]
const LONGEST_REPLY: usize = 500;

/// What answering an advert starts from: the open seats, and what the viewer's firms cover of each.
#[server(endpoint = "flagship/answering", input = GetUrl)]
pub async fn get_answering(slug: String) -> AppResult<Answering> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let bid = store::bid(&mut tx, &slug).await?;
    if !bid.is_public() {
        let standing = consortia::standing(&mut tx, bid.consortium_id, person.id, person.coordinator).await?;
        return Err(if standing.member { AppError::Conflict(keys::flagship::NOT_OPEN) } else { AppError::NotFound });
    }
    let seats = consortia::seats_of(&mut tx, bid.consortium_id).await?;
    let mut firms = companies::firms_of(&mut tx, person.id).await?;
    firms.retain(|f| !sits(&seats, f.id));
    let ids: Vec<i64> = firms.iter().map(|f| f.id).collect();
    let held = technologies::held(&mut tx, &ids).await?;
    let needs = store::seat_needs(&mut tx, bid.consortium_id).await?;
    let own_answers = store::own_answers(&mut tx, bid.id, person.id).await?;
    let open = |seat: Seat| {
        let needs = needs.get(&seat.id).map(Vec::as_slice).unwrap_or_default();
        let against = |f: &Firm| (f.name.clone(), covered(needs, &held, f.id));
        OpenSeat {
            firms: firms.iter().map(against).collect(),
            reference: seat.reference,
            label: seat.label,
            share_range: seat.share_range,
        }
    };
    let facts = bid.call_facts();
    Ok(Answering {
        now: ctx.now,
        slug,
        name: bid.name(),
        closes: facts.dates.closes,
        takes_answers: takes_answers(&bid, facts.state(ctx.now)),
        seats: seats.into_iter().filter(is_open).map(open).collect(),
        firms: firms.into_iter().map(|f| Label { slug: f.slug, name: f.name }).collect(),
        own_answers,
    })
}

/// The message that asks for an answer to a firm that would take a seat.
#[cfg(feature = "ssr")]
pub(super) const ANSWERED: &str = "bid_answered";

/// Whether a seat can be asked for: one that is kept for an invited firm looks open to everybody else.
#[cfg(feature = "ssr")]
fn is_open(seat: &Seat) -> bool {
    seat.role.is_member() && matches!(seat.state, SeatState::Open | SeatState::Invited)
}

#[cfg(feature = "ssr")]
fn sits(seats: &[Seat], company: i64) -> bool {
    seats.iter().any(|s| s.company == Some(company) && s.state == SeatState::Seated)
}

/// Asks for an open seat in the name of a firm, before the deadline. Answering again re-opens the firm's answer.
#[server(endpoint = "flagship/answer_bid")]
pub async fn answer_bid(slug: String, form: AnswerForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (id, consortium) = store::bid_place(&mut tx, &slug).await?;
    consortia::by_id_locked(&mut tx, consortium).await?;
    let bid = store::bid_locked(&mut tx, id).await?;
    if !bid.is_public() {
        return Err(AppError::NotFound);
    }
    let draft = form.check()?;
    let unknown = |name: &'static str| move || AppError::field(name, Problem::Rule(keys::companies::CHOICE_UNKNOWN));
    let firm = companies::acting_for(&mut tx, person.id, &draft.company).await.map_err(|error| match error {
        StoreError::Missing => unknown("form[company]")(),
        other => other.into(),
    })?;
    allowed(&ctx, &bid, BidAct::Answer, keys::flagship::NOT_OPEN)?;
    if !bid.consortium_state().seats_firms() {
        return Err(AppError::Conflict(keys::flagship::CONSORTIUM_RESTS));
    }
    let seats = consortia::seats_of(&mut tx, consortium).await?;
    if sits(&seats, firm.id) {
        return Err(AppError::field("form[company]", Problem::Rule(keys::flagship::SITS_ALREADY)));
    }
    let seat = seats.iter().find(|s| s.reference == draft.seat).ok_or_else(unknown("form[seat]"))?;
    if !is_open(seat) {
        return Err(AppError::field("form[seat]", Problem::Rule(keys::flagship::SEAT_TAKEN)));
    }
    let new = NewAnswer { bid: id, seat: seat.id, company: firm.id, person: person.id, message: &draft.message };
    let answer = store::put_answer(&mut tx, &new, ctx.now).await?.to_string();
    let steering = seats.iter().find(|s| s.role == SeatRole::Lead && s.state == SeatState::Seated);
    let steering = steering.and_then(|s| s.company).unwrap_or(bid.founder_id);
    let seat = seat.label.clone();
    let letter = |lang| mails::answered(&ctx, lang, &bid, &firm.name, &seat, &draft.message);
    let asks = (ANSWERED, answer.as_str(), Weight::Due(companies::promised(ctx.now)));
    tell(&ctx, &mut tx, steering, asks, &bid, letter).await?;
    let (path, name) = (format!("/bids/{slug}"), bid.name());
    let about = About { matter: Matter::Bid, thing: &slug, path: &path, name: &name };
    conversations::begin(&mut tx, person.id, (firm.id, steering), about, &draft.message, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "answered", Thing(BID, id), &format!("company {}", firm.id))
        .await?;
    tx.commit().await?;
    ctx.go(&format!("/bids/{slug}?answered=1"));
    Ok(())
}

/// Writes to every owner of a firm, each in their language.
#[cfg(feature = "ssr")]
async fn tell(
    ctx: &Ctx,
    tx: &mut Tx,
    company: i64,
    (kind, thing, weight): (&str, &str, Weight),
    bid: &StoredBid,
    letter: impl Fn(Lang) -> Letter,
) -> AppResult<()> {
    let path = format!("/bids/{}", bid.slug);
    let owners = companies::owners(tx, &[company]).await?;
    let news = News { kind, thing, path: &path, weight };
    Ok(inbox::tell_all(tx, &owners, news, |_: &Recipient, lang| letter(lang), ctx.now).await?)
}

/// Takes back an answer of a firm that the person speaks for.
#[server(endpoint = "flagship/withdraw_answer")]
pub async fn withdraw_answer(answer: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (id, consortium) = store::answer_place(&mut tx, &answer).await?;
    consortia::by_id_locked(&mut tx, consortium).await?;
    let bid = store::bid_locked(&mut tx, id).await?;
    let found = store::answer(&mut tx, &answer).await?;
    let firm = companies::firm_by_id(&mut tx, found.company_id).await?;
    companies::acting_for(&mut tx, person.id, &firm.slug).await?;
    settle(&mut tx, &ctx, &found, AnswerState::Withdrawn, "").await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "unanswered", Thing(BID, id), &format!("company {}", firm.id))
        .await?;
    tx.commit().await?;
    ctx.go(&format!("/bids/{}", bid.slug));
    Ok(())
}

#[cfg(feature = "ssr")]
async fn settle(tx: &mut Tx, ctx: &Ctx, answer: &StoredAnswer, to: AnswerState, reply: &str) -> AppResult<()> {
    store::settle_answer(tx, answer.id, to, reply, ctx.now).await.map_err(|error| match error {
        StoreError::Stale => AppError::Conflict(keys::flagship::ANSWER_SETTLED),
        other => other.into(),
    })?;
    Ok(inbox::done(tx, ANSWERED, &answer.id.to_string(), ctx.now).await?)
}

/// Seats the firm that answered. Of two people who accept for one seat exactly one does.
#[server(endpoint = "flagship/accept_answer")]
pub async fn accept_answer(answer: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let slug = accept(&ctx, &person, &answer).await?;
    ctx.go(&format!("/bids/{slug}?accepted=1"));
    Ok(())
}

/// Accepts an answer under the locks of consortium, bid and lot, in this order; tells the address of the bid.
#[cfg(feature = "ssr")]
pub async fn accept(ctx: &Ctx, person: &Person, reference: &str) -> AppResult<String> {
    let mut tx = ctx.begin().await?;
    let place = store::answer_place(&mut tx, reference).await?;
    let bid = steered_at(&mut tx, person, place).await?;
    let answer = store::answer(&mut tx, reference).await?;
    if !answer.state().waits() {
        return Err(AppError::Conflict(keys::flagship::ANSWER_SETTLED));
    }
    allowed(ctx, &bid, BidAct::Answer, keys::flagship::NOT_OPEN)?;
    if !bid.consortium_state().seats_firms() {
        return Err(AppError::Conflict(keys::flagship::CONSORTIUM_RESTS));
    }
    let firm = companies::firm_by_id(&mut tx, answer.company_id).await?;
    let seats = consortia::seats_of(&mut tx, bid.consortium_id).await?;
    let seat = seats.iter().find(|s| s.id == answer.seat_id);
    let seat = seat.ok_or(AppError::Conflict(keys::flagship::SEAT_TAKEN))?;
    if !firm.confirmed {
        return Err(AppError::Conflict(keys::flagship::FIRM_AWAY));
    }
    if sits(&seats, firm.id) {
        return Err(AppError::Conflict(keys::flagship::SITS_ALREADY));
    }
    store::lock_lot(&mut tx, bid.lot_id).await?;
    fits_rules(&mut tx, ctx, &bid, seat, &firm).await?;
    consortia::seat_firm(&mut tx, seat.id, firm.id, ctx.now).await.map_err(|error| match error {
        StoreError::Stale => AppError::Conflict(keys::flagship::SEAT_TAKEN),
        // The firm is invited to another seat, which is kept for it.
        StoreError::Taken => AppError::Conflict(keys::flagship::INVITED_ELSEWHERE),
        other => other.into(),
    })?;
    settle(&mut tx, ctx, &answer, AnswerState::Accepted, "").await?;
    let letter = |lang| mails::accepted(ctx, lang, &bid, &firm.name, &seat.label);
    tell(ctx, &mut tx, firm.id, ("bid_accepted", "", Weight::Information), &bid, letter).await?;
    let detail = format!("company {} seat {}", firm.id, seat.id);
    audit::record(&mut tx, ctx.now, Some(person.id), "accepted", Thing(BID, bid.id), &detail).await?;
    store::index_bid(&mut tx, bid.id).await?;
    tx.touch_public();
    tx.commit().await?;
    Ok(bid.slug)
}

/// The programme's rules for a newcomer: the type of a lead, and one bid a lot. Which other bid it is stays secret.
#[cfg(feature = "ssr")]
async fn fits_rules(tx: &mut Tx, ctx: &Ctx, bid: &StoredBid, seat: &Seat, firm: &Firm) -> AppResult<()> {
    let programmes = consortia::programmes(tx).await?;
    let lead_type = programmes.of_kind(&bid.programme, ctx.now).lead_type;
    if let Some(wanted) = lead_type.filter(|_| seat.role == SeatRole::Lead)
        && !companies::has_type(tx, firm.id, &wanted).await?
    {
        return Err(AppError::Conflict(keys::flagship::LEAD_TYPE));
    }
    let most = programmes.rule("flagship", "bids-per-firm-lot", ctx.now);
    let exclusive = most.and_then(|v| v.parse::<i64>().ok()).is_some_and(|most| most <= 1);
    if exclusive && store::elsewhere(tx, bid.lot_id, bid.id, &[firm.id]).await? > 0 {
        return Err(AppError::Conflict(keys::flagship::EXCLUSIVE));
    }
    Ok(())
}

/// Declines an answer for a reason that the firm reads.
#[server(endpoint = "flagship/decline_answer")]
pub async fn decline_answer(answer: String, reason: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let reason = words("reason", &reason, LONGEST_REPLY)?;
    let mut tx = ctx.begin().await?;
    let place = store::answer_place(&mut tx, &answer).await?;
    let bid = steered_at(&mut tx, &person, place).await?;
    let found = store::answer(&mut tx, &answer).await?;
    settle(&mut tx, &ctx, &found, AnswerState::Declined, &reason).await?;
    let firm = companies::firm_by_id(&mut tx, found.company_id).await?;
    let letter = |lang| mails::declined(&ctx, lang, &bid, &firm.name, &reason);
    tell(&ctx, &mut tx, firm.id, ("bid_declined", "", Weight::Information), &bid, letter).await?;
    let detail = format!("company {}", firm.id);
    audit::record(&mut tx, ctx.now, Some(person.id), "declined", Thing(BID, bid.id), &detail).await?;
    tx.commit().await?;
    ctx.go(&format!("/bids/{}?declined=1", bid.slug));
    Ok(())
}
