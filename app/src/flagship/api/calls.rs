//! Server functions of calls: everybody reads public ones, coordinators keep them.

use super::super::model::{CallEditing, CallForm, CallList, CallView, ResultForm};
use crate::error::AppResult;
use crate::ui::EditTarget;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            model::{CallDraft, CallState, LOTS, Phase},
            store::{self, CALL, StoredCall},
        },
        shared::{hold_of, words},
    },
    crate::{
        accounts::{Person, drafts, once},
        audit::{self, Thing},
        consortia,
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, FORM, FieldErrors, Problem, check},
        sectors, slugs, technologies,
        text::keys,
    },
};

/// One page of the calls: open ones first, then planned, then past.
#[server(endpoint = "flagship/calls", input = GetUrl)]
pub async fn list_calls(page: i64) -> AppResult<CallList> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let may_create = ctx.person.as_ref().is_some_and(|p| p.coordinator);
    let (rows, total) = store::calls(&mut tx, ctx.now, may_create, Phase::Past, store::page(page)).await?;
    note_changes(&ctx, &mut tx).await?;
    Ok(CallList { now: ctx.now, rows, total, may_create })
}

/// A page that shows calls changes when a call does, and at midnight, when every D-day does.
#[cfg(feature = "ssr")]
pub async fn note_changes(ctx: &Ctx, tx: &mut Tx) -> AppResult<()> {
    ctx.changes_at(ctx.now.next_seoul_midnight());
    if let Some(at) = store::next_change(tx, ctx.now).await? {
        ctx.changes_at(at);
    }
    Ok(())
}

/// The page of a call. One that is not published exists for coordinators only.
#[server(endpoint = "flagship/call", input = GetUrl)]
pub async fn get_call(slug: String) -> AppResult<CallView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let call = store::call(&mut tx, &slug).await;
    let call = slugs::or_moved(&mut tx, CALL, "/flagship", &slug, call).await?;
    let (facts, may_edit) = (call.facts(), ctx.person.as_ref().is_some_and(|p| p.coordinator));
    if !facts.public && !may_edit {
        return Err(AppError::NotFound);
    }
    let mut lots = store::lots_of(&mut tx, call.id).await?;
    for advert in store::of_call(&mut tx, call.id).await? {
        if let Some(lot) = lots.iter_mut().find(|l| l.slug == advert.lot.slug) {
            lot.adverts.push(advert);
        }
    }
    let state = facts.state(ctx.now);
    let to_judge = if may_edit && state == CallState::Opened {
        store::submitted_of(&mut tx, call.id).await?.into_iter().map(|b| (b.slug, b.name)).collect()
    } else {
        Vec::new()
    };
    ctx.changes_at(ctx.now.next_seoul_midnight());
    if let Some(at) = facts.next_change(ctx.now) {
        ctx.changes_at(at);
    }
    Ok(CallView {
        now: ctx.now,
        kind: call.kind(),
        state,
        name: call.name(),
        agency: call.agency(),
        about: call.about(),
        about_html: call.about_html(),
        dates: facts.dates,
        version: call.version,
        cancel_reason: call.cancel_reason,
        slug: call.slug,
        lots,
        may_edit,
        to_judge,
    })
}

/// The editor of calls.
pub const CALL_EDITOR: EditTarget =
    EditTarget { things: "flagship", create: "flagship/create_call", update: "flagship/update_call" };

/// What the editor of a call starts from: an empty form, the stored call, or what was being typed.
#[server(endpoint = "flagship/call_editing", input = GetUrl)]
pub async fn edit_call(slug: Option<String>) -> AppResult<CallEditing> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.read().await?;
    let (stored, form) = match slug {
        None => (None, CallForm { closes_time: "18:00".to_owned(), ..CallForm::default() }),
        Some(slug) => {
            let call = store::call(&mut tx, &slug).await?;
            let lots = store::lot_drafts(store::lots_of(&mut tx, call.id).await?);
            (Some((slug, call.version)), CallForm { lots, ..call.form() })
        }
    };
    let mut edit = drafts::begin(&CALL_EDITOR, stored);
    let form = drafts::restore(&mut tx, person.id, &CALL_EDITOR, &mut edit, form).await?;
    Ok(CallEditing {
        edit,
        form,
        sectors: sectors::all(&mut tx).await?,
        map: technologies::map(&mut tx).await?.choices(),
    })
}

/// Adds a call, which only coordinators see until it is published.
#[server(endpoint = "flagship/create_call")]
pub async fn create_call(form: CallForm, once: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let draft = form.check()?;
    let once = check::line(&once, 40).map_err(|p| AppError::field(FORM, p))?;
    let mut tx = ctx.begin().await?;
    if let Some(slug) = once::earlier(&mut tx, person.id, &once).await? {
        ctx.go(&format!("/flagship/{slug}"));
        return Ok(());
    }
    let draft = known(&mut tx, draft, &[]).await?;
    let wanted = slugs::of_name(&draft.name.en, &draft.name.ko);
    let (id, slug) = store::add_call(&mut tx, &draft, &wanted, ctx.now).await?;
    drafts::discard(&mut tx, person.id, &CALL_EDITOR.draft(None)).await?;
    once::remember(&mut tx, person.id, &once, &slug, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "created", Thing(CALL, id), "").await?;
    tx.commit().await?;
    ctx.go(&format!("/flagship/{slug}?saved=1"));
    Ok(())
}

/// Changes a call. The deadline of a published one only moves later.
#[server(endpoint = "flagship/update_call")]
pub async fn update_call(slug: String, version: i64, form: CallForm) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let call = store::call_locked(&mut tx, &slug).await?;
    let draft = form.check()?;
    let facts = call.facts();
    if !matches!(facts.state(ctx.now), CallState::Draft | CallState::Planned) && draft.dates.closes < facts.dates.closes
    {
        return Err(AppError::field("form[closes]", Problem::Rule(keys::flagship::ONLY_LATER)));
    }
    let lots: Vec<String> = store::lots_of(&mut tx, call.id).await?.into_iter().map(|l| l.slug).collect();
    let draft = known(&mut tx, draft, &lots).await?;
    store::update_call(&mut tx, call.id, version, &draft).await.map_err(|error| match error {
        StoreError::Taken => AppError::field(LOTS[0].name_ko, Problem::Rule(keys::flagship::LOT_HAS_BIDS)),
        other => other.into(),
    })?;
    drafts::discard(&mut tx, person.id, &CALL_EDITOR.draft(Some(&slug))).await?;
    done(ctx, tx, &person, "edited", &call, "saved").await
}

/// Looks up what the map and the list of sectors must know; `lots` are those that can be changed.
#[cfg(feature = "ssr")]
async fn known(tx: &mut Tx, mut draft: CallDraft, lots: &[String]) -> AppResult<CallDraft> {
    let sectors: Vec<String> = sectors::all(tx).await?.into_iter().map(|s| s.slug).collect();
    let mut wrong = FieldErrors::default();
    for lot in &mut draft.lots {
        if !lots.contains(&lot.slug) {
            lot.slug.clear();
        }
        if !sectors.contains(&lot.sector) {
            wrong.add(LOTS[lot.place].sector, Problem::Rule(keys::companies::CHOICE_UNKNOWN));
        }
        let typed: Vec<String> = lot.technologies.iter().map(|t| t.0.clone()).collect();
        match technologies::resolve(tx, &typed, false).await {
            Ok(found) => lot.technologies = found.into_iter().zip(lot.technologies.iter().map(|t| t.1)).collect(),
            Err(AppError::Invalid(fields)) => {
                for problem in fields.0.into_values() {
                    wrong.add(LOTS[lot.place].technologies, problem);
                }
            }
            Err(other) => return Err(other),
        }
    }
    Ok(wrong.or(draft)?)
}

/// Shows a call to everybody.
#[server(endpoint = "flagship/publish_call")]
pub async fn publish_call(slug: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let call = store::call_locked(&mut tx, &slug).await?;
    if call.facts().public {
        return Err(AppError::Conflict(keys::errors::CHANGED_MEANWHILE));
    }
    store::publish(&mut tx, call.id).await?;
    done(ctx, tx, &person, "published", &call, "published").await
}

/// Calls a call off, for a reason that everybody reads.
#[server(endpoint = "flagship/cancel_call")]
pub async fn cancel_call(slug: String, reason: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let reason = words("reason", &reason, 1_000)?;
    let mut tx = ctx.begin().await?;
    let call = store::call_locked(&mut tx, &slug).await?;
    if matches!(call.facts().state(ctx.now), CallState::Draft | CallState::Awarded | CallState::Cancelled) {
        return Err(AppError::Conflict(keys::errors::CHANGED_MEANWHILE));
    }
    store::cancel(&mut tx, call.id, &reason, ctx.now).await?;
    for bid in store::submitted_of(&mut tx, call.id).await? {
        consortia::release(&mut tx, bid.consortium, &hold_of(bid.id)).await?;
    }
    done(ctx, tx, &person, "cancelled", &call, "saved").await
}

/// Notes the result that the agency has published: which submitted bids are awarded; the others are not.
#[server(endpoint = "flagship/record_result")]
pub async fn record_result(slug: String, #[server(default)] form: ResultForm) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let call = store::call_locked(&mut tx, &slug).await?;
    if call.facts().state(ctx.now) != CallState::Opened {
        return Err(AppError::Conflict(keys::errors::CHANGED_MEANWHILE));
    }
    for bid in store::submitted_of(&mut tx, call.id).await? {
        let awarded = form.awarded.contains(&bid.slug);
        store::award(&mut tx, bid.id, awarded).await?;
        // An awarded project needs its consortium as it is; the others are free again.
        if awarded {
            consortia::hold(&mut tx, bid.consortium, &hold_of(bid.id), None).await?;
        } else {
            consortia::release(&mut tx, bid.consortium, &hold_of(bid.id)).await?;
        }
        store::index_bid(&mut tx, bid.id).await?;
    }
    store::record_award(&mut tx, call.id, ctx.now).await?;
    done(ctx, tx, &person, "awarded", &call, "saved").await
}

#[cfg(feature = "ssr")]
async fn done(ctx: Ctx, mut tx: Tx, person: &Person, verb: &str, call: &StoredCall, told: &str) -> AppResult<()> {
    store::index_call(&mut tx, call.id).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(CALL, call.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/flagship/{}?{told}=1", call.slug));
    Ok(())
}
