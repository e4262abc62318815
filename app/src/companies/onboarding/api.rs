//! Server functions of a firm's way into the alliance. Documents come through a route of their own, which calls
//! [`send_document`].

use super::model::{Onboarding, RepresentativeForm};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            api::standing,
            mails,
            model::{Act, Standing, may},
            store::{KIND, Stored, by_slug, by_slug_locked, owners},
        },
        model::{Mark, Step, check_note},
        store,
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        blobs,
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, Problem},
        inbox::{self, News, Recipient, Weight},
        limits::{self, Limit},
        text::keys::onboarding as words,
        time::DAY_MS,
    },
};

/// Largest document, in bytes.
#[cfg(feature = "ssr")]
pub const LARGEST_DOCUMENT: usize = 10 * 1024 * 1024;
/// Longest name of a file that is kept, in characters.
#[cfg(feature = "ssr")]
const LONGEST_NAME: usize = 80;
/// Documents that one person sends in a day.
#[cfg(feature = "ssr")]
const UPLOADS: Limit = Limit { name: "document", tries: 40, window_ms: DAY_MS };

/// The firm for its people and the secretariat; for everybody else there is no such page.
#[cfg(feature = "ssr")]
async fn seen(tx: &mut Tx, person: &Person, firm: &Stored) -> AppResult<Standing> {
    let standing = standing(tx, firm.id, Some(person)).await?;
    if !may(standing, Act::See, firm.state()) {
        return Err(AppError::NotFound);
    }
    if !may(standing, Act::SeePeople, firm.state()) {
        return Err(AppError::Forbidden);
    }
    Ok(standing)
}

/// A firm's way into the alliance.
#[server(endpoint = "companies/onboarding", input = GetUrl)]
pub async fn get_onboarding(slug: String) -> AppResult<Onboarding> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let firm = by_slug(&mut tx, &slug).await?;
    let standing = seen(&mut tx, &person, &firm).await?;
    let whole = store::whole(&mut tx, &firm).await?;
    Ok(Onboarding {
        name: firm.name(),
        state: firm.state(),
        steps: whole.steps,
        agreements: whole.agreements,
        representative: whole.representative,
        documents: whole.documents,
        may_edit: may(standing, Act::Edit, firm.state()),
        may_mark: standing.coordinator && standing.role.is_none(),
        slug,
    })
}

/// The firm under its lock, if the person edits it.
#[cfg(feature = "ssr")]
async fn edited(tx: &mut Tx, person: &Person, slug: &str) -> AppResult<Stored> {
    let firm = by_slug_locked(tx, slug).await?;
    let standing = seen(tx, person, &firm).await?;
    if may(standing, Act::Edit, firm.state()) { Ok(firm) } else { Err(AppError::Forbidden) }
}

/// The message that asks a firm to do a step again, and what it is about.
#[cfg(feature = "ssr")]
const STEP_ASKED: &str = "company_step_asked";

#[cfg(feature = "ssr")]
fn asked_of(slug: &str, step: Step) -> String {
    format!("{slug}/{}", step.code())
}

/// The firm did a step; whoever was asked for it is not any more.
#[cfg(feature = "ssr")]
async fn did(
    ctx: &Ctx,
    mut tx: Tx,
    person: &Person,
    firm: &Stored,
    step: Step,
    act: (&str, &str),
) -> AppResult<String> {
    inbox::done(&mut tx, STEP_ASKED, &asked_of(&firm.slug, step), ctx.now).await?;
    done(ctx, tx, person, firm, act.0, act.1).await
}

#[cfg(feature = "ssr")]
async fn done(ctx: &Ctx, mut tx: Tx, person: &Person, firm: &Stored, verb: &str, detail: &str) -> AppResult<String> {
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, firm.id), detail).await?;
    tx.commit().await?;
    Ok(format!("/companies/{}/onboarding?saved=1", firm.slug))
}

/// Agrees for a firm to what one of its types asks for.
#[server(endpoint = "companies/agree")]
pub async fn agree(slug: String, firm_type: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let firm = edited(&mut tx, &person, &slug).await?;
    store::agree(&mut tx, firm.id, &firm_type, person.id, ctx.now).await?;
    let next = did(&ctx, tx, &person, &firm, Step::Agreements, ("agreed", &firm_type)).await?;
    ctx.go(&next);
    Ok(())
}

/// Says who stands for a firm.
#[server(endpoint = "companies/set_representative")]
pub async fn set_representative(slug: String, form: RepresentativeForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let form = form.check()?;
    let mut tx = ctx.begin().await?;
    let firm = edited(&mut tx, &person, &slug).await?;
    store::set_representative(&mut tx, firm.id, &form, ctx.now).await?;
    let next = did(&ctx, tx, &person, &firm, Step::Representative, ("representative_set", "")).await?;
    ctx.go(&next);
    Ok(())
}

/// Adds a document of a firm. Answers the page to go on at.
#[cfg(feature = "ssr")]
pub async fn send_document(ctx: &Ctx, slug: &str, file_name: &str, file: Vec<u8>) -> AppResult<String> {
    let person = ctx.person.clone().ok_or(AppError::SignedOut)?;
    let wrong = |problem| AppError::field("document", problem);
    if file.is_empty() {
        return Err(wrong(Problem::Required));
    }
    let kind = blobs::media_type(&file).ok_or_else(|| wrong(Problem::Rule(words::DOCUMENT_KIND)))?;
    let name = blobs::file_name(file_name, LONGEST_NAME).map_err(wrong)?;
    // Looked at before it counts; and once more under the lock.
    let firm = by_slug(&mut ctx.read().await?, slug).await?;
    seen(&mut ctx.read().await?, &person, &firm).await?;
    limits::hit(&ctx.app.db, UPLOADS, &person.id.to_string(), ctx.now).await?;
    let mut tx = ctx.begin().await?;
    let firm = edited(&mut tx, &person, slug).await?;
    match store::add_document(&mut tx, firm.id, &name, &file, kind, ctx.now).await {
        Err(StoreError::Taken) => return Err(wrong(Problem::Rule(words::DOCUMENTS_FULL))),
        added => added?,
    }
    did(ctx, tx, &person, &firm, Step::Documents, ("document_sent", "")).await
}

/// Takes a document away.
#[server(endpoint = "companies/remove_document")]
pub async fn remove_document(slug: String, document: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let firm = edited(&mut tx, &person, &slug).await?;
    store::remove_document(&mut tx, firm.id, &document).await?;
    let next = done(&ctx, tx, &person, &firm, "document_removed", "").await?;
    ctx.go(&next);
    Ok(())
}

/// A document's name, media type and bytes, for the firm's people and the secretariat.
#[cfg(feature = "ssr")]
pub async fn document(ctx: &Ctx, slug: &str, reference: &str) -> AppResult<(String, String, Vec<u8>)> {
    let person = ctx.person.clone().ok_or(AppError::SignedOut)?;
    let mut tx = ctx.read().await?;
    let firm = by_slug(&mut tx, slug).await?;
    seen(&mut tx, &person, &firm).await?;
    Ok(store::document(&mut tx, firm.id, reference).await?)
}

/// Says that a step is to be done again, is not needed, or is good. With a note, the firm's owners are told.
#[server(endpoint = "companies/mark_step")]
pub async fn mark_step(slug: String, step: String, mark: String, #[server(default)] note: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let step = Step::of_code(&step).filter(|step| *step != Step::Review);
    let (Some(step), Some(mark)) = (step, Mark::of_code(&mark)) else {
        return Err(AppError::field("mark", Problem::Malformed));
    };
    let note = match mark {
        Mark::Accepted => String::new(),
        Mark::Asked | Mark::Skipped => check_note(&note).map_err(|problem| AppError::field("note", problem))?,
    };
    let mut tx = ctx.begin().await?;
    let firm = by_slug_locked(&mut tx, &slug).await?;
    if standing(&mut tx, firm.id, Some(&person)).await?.role.is_some() {
        return Err(AppError::Forbidden);
    }
    store::mark(&mut tx, firm.id, step, mark, &note, person.id, ctx.now).await?;
    if mark == Mark::Asked {
        let name = firm.name();
        let letter = |_: &Recipient, lang| mails::step_asked(&ctx, lang, &name, &slug, step.words().0, &note);
        let (path, thing) = (format!("/companies/{slug}/onboarding"), asked_of(&slug, step));
        let news = News { kind: STEP_ASKED, thing: &thing, path: &path, weight: Weight::Action };
        let owners = owners(&mut tx, &[firm.id]).await?;
        inbox::tell_all(&mut tx, &owners, news, letter, ctx.now).await?;
    } else {
        inbox::done(&mut tx, STEP_ASKED, &asked_of(&slug, step), ctx.now).await?;
    }
    let detail = format!("{} {}", step.code(), mark.code());
    let next = done(&ctx, tx, &person, &firm, "step_marked", &detail).await?;
    ctx.go(&next);
    Ok(())
}
