//! Scheduling, changing, publishing, calling off and writing up a meetup, by its organisers.

use super::super::model::{MaterialsForm, MeetupEditing, MeetupForm};
use crate::{error::AppResult, ui::EditTarget};
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::super::{
        holders,
        mails::{News, tell},
        model::{Act, HolderDraft, MeetupDraft, Phase, Standing, may},
        store::{self, KIND, Locked, NewMeetup, Stored},
    },
    crate::{
        accounts::{Person, drafts, once},
        audit::{self, Thing},
        companies,
        ctx::Ctx,
        db::Tx,
        error::{AppError, FORM, Problem, check},
        text::keys,
        time::UnixMillis,
    },
    std::collections::BTreeSet,
};

/// The editor of meetups.
pub const EDITOR: EditTarget = EditTarget { things: "meetups", create: "meetups/schedule", update: "meetups/update" };

/// What the editor starts from: a new meetup of a consortium or a sector group (or nobody's yet), or a stored one.
#[server(endpoint = "meetups/editing", input = GetUrl)]
pub async fn edit_meetup(
    slug: Option<String>,
    consortium: Option<String>,
    sector: Option<String>,
) -> AppResult<MeetupEditing> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let mut editing = match slug {
        None => {
            let holders = holders::choices(&mut tx, &person, consortium.as_deref(), ctx.now).await?;
            if holders.is_empty() {
                return Err(AppError::Forbidden);
            }
            let asked = consortium.map(|slug| format!("consortium/{slug}"));
            let asked = asked.or_else(|| sector.map(|slug| HolderDraft::Sector(slug).code()));
            let chosen = asked.filter(|code| holders.iter().any(|h| h.code == *code)).unwrap_or_default();
            MeetupEditing {
                edit: drafts::begin(&EDITOR, None),
                form: MeetupForm { holder: chosen, mode: "in-person".to_owned(), ..MeetupForm::default() },
                materials: MaterialsForm::default(),
                begun: false,
                holders,
            }
        }
        Some(slug) => {
            let meetup = store::by_slug(&mut tx, &slug).await?;
            let phase = organised(&mut tx, &meetup, &ctx, &person).await?;
            let begun = matches!(phase, Phase::Running | Phase::Past);
            if phase == Phase::Cancelled {
                return Err(AppError::Forbidden);
            }
            let agenda = store::agenda_draft(&mut tx, &meetup).await?;
            MeetupEditing {
                edit: drafts::begin(&EDITOR, Some((slug, meetup.version))),
                form: meetup.form(&agenda),
                materials: meetup.materials_form(),
                begun,
                holders: Vec::new(),
            }
        }
    };
    if !editing.begun {
        let form = std::mem::take(&mut editing.form);
        editing.form = drafts::restore(&mut tx, person.id, &EDITOR, &mut editing.edit, form).await?;
    }
    Ok(editing)
}

/// The phase of a meetup for one of its organisers. Others do not learn of a draft, and may not touch anything.
#[cfg(feature = "ssr")]
async fn organised(tx: &mut Tx, meetup: &Stored, ctx: &Ctx, person: &Person) -> AppResult<Phase> {
    let phase = meetup.phase(ctx.now);
    if holders::organises(tx, meetup, Some(person), ctx.now).await? {
        return Ok(phase);
    }
    Err(if phase == Phase::Draft { AppError::NotFound } else { AppError::Forbidden })
}

/// The meetup under its lock, for an organiser's act that its phase allows.
#[cfg(feature = "ssr")]
async fn locked_for(tx: &mut Tx, slug: &str, act: Act, ctx: &Ctx, person: &Person) -> AppResult<Locked> {
    let meetup = store::lock(tx, slug).await?;
    let phase = organised(tx, &meetup, ctx, person).await?;
    if may(Standing { organises: true, seat: None }, act, phase) {
        Ok(meetup)
    } else {
        Err(AppError::Conflict(keys::meetups::NOT_NOW))
    }
}

/// Speakers' firms must be members.
#[cfg(feature = "ssr")]
async fn known_firms(tx: &mut Tx, draft: &MeetupDraft) -> AppResult<()> {
    let firms: BTreeSet<&str> = draft.agenda.iter().map(|i| i.firm.as_str()).filter(|f| !f.is_empty()).collect();
    for slug in firms {
        if !companies::firm(tx, slug).await.is_ok_and(|firm| firm.confirmed) {
            return Err(AppError::field("form[agenda]", Problem::Rule(keys::meetups::AGENDA_FIRM)));
        }
    }
    Ok(())
}

/// Schedules a meetup: a draft until it is published.
#[server(endpoint = "meetups/schedule")]
pub async fn schedule_meetup(form: MeetupForm, once: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    if !holders::may_schedule(&mut tx, &person, ctx.now).await? {
        return Err(AppError::Forbidden);
    }
    let draft = form.check()?;
    let once = check::line(&once, 40).map_err(|p| AppError::field(FORM, p))?;
    if let Some(slug) = once::earlier(&mut tx, person.id, &once).await? {
        ctx.go(&format!("/meetups/{slug}"));
        return Ok(());
    }
    let consortium = holders::allowed(&mut tx, &person, &draft.holder, ctx.now).await?;
    in_future(draft.start, ctx.now)?;
    known_firms(&mut tx, &draft).await?;
    let new = NewMeetup { draft: &draft, consortium, slug: "", now: ctx.now };
    let (id, slug) = store::add(&mut tx, &new).await?;
    drafts::discard(&mut tx, person.id, &EDITOR.draft(None)).await?;
    once::remember(&mut tx, person.id, &once, &slug, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "scheduled", Thing(KIND, id), "").await?;
    tx.commit().await?;
    ctx.go(&format!("/meetups/{slug}"));
    Ok(())
}

#[cfg(feature = "ssr")]
fn in_future(start: UnixMillis, now: UnixMillis) -> AppResult<()> {
    if start > now { Ok(()) } else { Err(AppError::field("form[day]", Problem::Rule(keys::meetups::START_PAST))) }
}

/// Changes a meetup that has not begun; more seats promote the queue, another time or place is told to everybody.
#[server(endpoint = "meetups/update")]
pub async fn update_meetup(slug: String, version: i64, form: MeetupForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let meetup = locked_for(&mut tx, &slug, Act::Edit, &ctx, &person).await?;
    let draft = form.check()?;
    in_future(draft.start, ctx.now)?;
    known_firms(&mut tx, &draft).await?;
    let before = store::guests(&mut tx, meetup.id).await?;
    let changed = store::update(&mut tx, &meetup, version, &draft, ctx.now).await?;
    let Some((promoted, moved)) = changed else {
        return Err(AppError::field("form[capacity]", Problem::Rule(keys::meetups::SEATS_TAKEN)));
    };
    let now_stored = store::by_slug(&mut tx, &slug).await?;
    if moved {
        let others = before.into_iter().filter(|g| promoted.iter().all(|p| p.to.person != g.to.person));
        tell(&ctx, &mut tx, &now_stored, News::Moved, &others.collect::<Vec<_>>()).await?;
    }
    tell(&ctx, &mut tx, &now_stored, News::Promoted, &promoted).await?;
    store::index(&mut tx, &slug).await?;
    drafts::discard(&mut tx, person.id, &EDITOR.draft(Some(&slug))).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "edited", Thing(KIND, meetup.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/meetups/{slug}"));
    Ok(())
}

/// Writes what came out of a meetup that has begun.
#[server(endpoint = "meetups/write_up")]
pub async fn write_up_meetup(slug: String, version: i64, form: MaterialsForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let meetup = locked_for(&mut tx, &slug, Act::WriteUp, &ctx, &person).await?;
    let draft = form.check()?;
    store::write_up(&mut tx, &meetup, version, &draft).await?;
    store::index(&mut tx, &slug).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "wrote_up", Thing(KIND, meetup.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/meetups/{slug}"));
    Ok(())
}

/// Shows a draft to everybody.
#[server(endpoint = "meetups/publish")]
pub async fn publish_meetup(slug: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let meetup = locked_for(&mut tx, &slug, Act::Publish, &ctx, &person).await?;
    if meetup.start() <= ctx.now {
        return Err(AppError::Conflict(keys::meetups::START_PAST));
    }
    store::publish(&mut tx, &meetup, ctx.now).await?;
    store::index(&mut tx, &slug).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "published", Thing(KIND, meetup.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/meetups/{slug}"));
    Ok(())
}

/// Calls a meetup off and tells everybody who had a seat or queued for one.
#[server(endpoint = "meetups/cancel")]
pub async fn cancel_meetup(slug: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let meetup = locked_for(&mut tx, &slug, Act::Cancel, &ctx, &person).await?;
    let guests = store::cancel(&mut tx, &meetup, ctx.now).await?;
    tell(&ctx, &mut tx, &meetup, News::Cancelled, &guests).await?;
    store::index(&mut tx, &slug).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "cancelled", Thing(KIND, meetup.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/meetups/{slug}"));
    Ok(())
}
