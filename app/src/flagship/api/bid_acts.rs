//! Beginning, changing, advertising, submitting and withdrawing a bid, by those who steer it.

use super::super::model::{BidEditing, BidForm};
use crate::{error::AppResult, ui::EditTarget};
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            model::{BidAct, BidState},
            store::{self, BID, NewBid, StoredBid},
        },
        answers::ANSWERED,
        shared::{allowed, hold_of, steered},
    },
    crate::{
        accounts::{Person, drafts, once},
        audit::{self, Thing},
        consortia::{self, Act},
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, FORM, Problem, check},
        inbox,
        label::Label,
        slugs,
        text::keys,
        ui::Edit,
    },
};

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
    for answer in store::waiting_answers(&mut tx, bid.id).await? {
        inbox::done(&mut tx, ANSWERED, &answer.to_string(), ctx.now).await?;
    }
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
