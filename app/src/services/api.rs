//! Server functions of services: a firm's people keep them.

use super::model::{CertificateForm, ListingForm, ServiceDesk, ServiceEditing, ServiceForm};
use crate::{error::AppResult, ui::EditTarget};
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        model::{FirmServices, ServiceDraft},
        store::{self, KIND, Stored},
    },
    crate::{
        accounts::{Person, drafts, once},
        audit::{self, Thing},
        companies::{self, Firm, Role},
        ctx::Ctx,
        db::Tx,
        error::{AppError, FORM, FieldErrors, Problem, check},
        label::Label,
        sectors, technologies,
        text::keys::{companies as firm_words, services as words},
    },
};

/// The editor of services.
pub const EDITOR: EditTarget = EditTarget { things: "services", create: "services/add", update: "services/update" };

/// The services of a firm as the viewer sees them. Prices that the firm does not open are for members.
#[cfg(feature = "ssr")]
pub async fn of_firm(ctx: &Ctx, tx: &mut Tx, firm: &Firm, role: Option<Role>) -> AppResult<FirmServices> {
    let prices = role.is_some() || technologies::sees_levels(tx, ctx.person.as_ref()).await?;
    let services = store::of_firm(tx, firm.id, prices, ctx.now).await?;
    if !services.is_empty() {
        // Days of certifications are counted on it.
        ctx.changes_at(ctx.now.next_seoul_midnight());
    }
    let label = Label { slug: firm.slug.clone(), name: firm.name.clone() };
    Ok(FirmServices { firm: label, services, may_edit: matches!(role, Some(Role::Owner | Role::Editor)) })
}

/// A firm's services, for its people.
#[server(endpoint = "services/desk", input = GetUrl)]
pub async fn get_service_desk(slug: String) -> AppResult<ServiceDesk> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let firm = companies::editing(&mut tx, &person, &slug).await?;
    let of = of_firm(&ctx, &mut tx, &firm, Some(Role::Editor)).await?;
    let kinds = store::kinds(&mut tx).await?;
    Ok(ServiceDesk { of, schemes: kinds.schemes.all().to_vec(), registries: kinds.registries.all().to_vec() })
}

/// What the editor starts from: an empty service, the stored one, or what was being typed.
#[server(endpoint = "services/editing", input = GetUrl)]
pub async fn edit_service(slug: String, reference: Option<String>) -> AppResult<ServiceEditing> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let firm = companies::editing(&mut tx, &person, &slug).await?;
    let map = technologies::map(&mut tx).await?;
    let (stored, form) = match reference {
        None => (None, ServiceForm { firm: firm.slug.clone(), ..ServiceForm::default() }),
        Some(reference) => {
            let service = store::by_ref(&mut tx, &reference).await?;
            if service.company_id != firm.id {
                return Err(AppError::NotFound);
            }
            // What is stored as an address is read as a name.
            let name = |slug: &String| map.name(slug).get(ctx.lang).to_owned();
            let technologies = service.form.technologies.iter().map(name).collect();
            let form = ServiceForm { firm: firm.slug.clone(), technologies, ..service.form };
            (Some((reference, service.version)), form)
        }
    };
    let mut edit = drafts::begin(&EDITOR, stored);
    if edit.is_new() {
        edit.draft = new_draft(&firm.slug);
    }
    let mut form = drafts::restore(&mut tx, person.id, &EDITOR, &mut edit, form).await?;
    form.firm.clone_from(&firm.slug);
    let kinds = store::kinds(&mut tx).await?;
    Ok(ServiceEditing {
        firm: Label { slug: firm.slug, name: firm.name },
        edit,
        form,
        platforms: kinds.platforms.all().to_vec(),
        sectors: sectors::all(&mut tx).await?,
        map: map.choices(),
    })
}

/// The name of the draft of a firm's new service: who works for two firms types for each.
#[cfg(feature = "ssr")]
fn new_draft(firm: &str) -> String {
    format!("{}/{firm}", EDITOR.draft(None))
}

/// Adds a service of the firm that the form names.
#[server(endpoint = "services/add")]
pub async fn add_service(form: ServiceForm, once: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let once = check::line(&once, 40).map_err(|p| AppError::field(FORM, p))?;
    let mut tx = ctx.begin().await?;
    let firm = companies::firm(&mut tx, &form.firm).await?;
    store::lock(&mut tx, firm.id).await?;
    let firm = companies::editing(&mut tx, &person, &firm.slug).await?;
    if once::earlier(&mut tx, person.id, &once).await?.is_some() {
        ctx.go(&format!("/companies/{}/services?saved=1", firm.slug));
        return Ok(());
    }
    let draft = known_values(&mut tx, form.check()?).await?;
    if store::is_full(&mut tx, firm.id).await? {
        return Err(AppError::Conflict(words::FULL));
    }
    let (id, reference) = store::add(&mut tx, firm.id, &draft, ctx.now).await?;
    drafts::discard(&mut tx, person.id, &new_draft(&firm.slug)).await?;
    once::remember(&mut tx, person.id, &once, &reference, ctx.now).await?;
    done(&ctx, tx, &person, &firm, Act { verb: "offered", service: id, told: "saved" }).await
}

/// Changes a service.
#[server(endpoint = "services/update")]
pub async fn update_service(slug: String, version: i64, form: ServiceForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (service, firm) = own(&mut tx, &person, &slug).await?;
    let draft = known_values(&mut tx, form.check()?).await?;
    store::update(&mut tx, service.id, version, &draft).await?;
    drafts::discard(&mut tx, person.id, &EDITOR.draft(Some(&slug))).await?;
    done(&ctx, tx, &person, &firm, Act { verb: "edited", service: service.id, told: "saved" }).await
}

/// Takes a service away.
#[server(endpoint = "services/remove")]
pub async fn remove_service(service: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (stored, firm) = own(&mut tx, &person, &service).await?;
    store::remove(&mut tx, stored.id).await?;
    done(&ctx, tx, &person, &firm, Act { verb: "removed", service: stored.id, told: "removed" }).await
}

/// Adds a certificate to a service, or changes one.
#[server(endpoint = "services/certify")]
pub async fn certify_service(form: CertificateForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (service, firm) = own(&mut tx, &person, &form.service).await?;
    let draft = form.check(ctx.now)?;
    if store::kinds(&mut tx).await?.schemes.find(&draft.scheme).is_none() {
        return Err(AppError::field("form[scheme]", Problem::Rule(firm_words::CHOICE_UNKNOWN)));
    }
    if form.certificate.is_empty() {
        room(store::add_certificate(&mut tx, service.id, &draft).await?)?;
    } else {
        let version = check::number(&form.version, 0, i64::MAX).map_err(|p| AppError::field(FORM, p))?;
        store::change_certificate(&mut tx, service.id, &form.certificate, version, &draft).await?;
    }
    done(&ctx, tx, &person, &firm, Act { verb: "certified", service: service.id, told: "saved" }).await
}

/// Takes a certificate off a service.
#[server(endpoint = "services/remove_certificate")]
pub async fn remove_certificate(service: String, certificate: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (stored, firm) = own(&mut tx, &person, &service).await?;
    store::remove_certificate(&mut tx, stored.id, &certificate).await?;
    done(&ctx, tx, &person, &firm, Act { verb: "uncertified", service: stored.id, told: "removed" }).await
}

/// Adds a listing to a service, or changes one.
#[server(endpoint = "services/register")]
pub async fn list_service(form: ListingForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (service, firm) = own(&mut tx, &person, &form.service).await?;
    let draft = form.check(ctx.now)?;
    if store::kinds(&mut tx).await?.registries.find(&draft.registry).is_none() {
        return Err(AppError::field("form[registry]", Problem::Rule(firm_words::CHOICE_UNKNOWN)));
    }
    if form.listing.is_empty() {
        room(store::add_listing(&mut tx, service.id, &draft).await?)?;
    } else {
        let version = check::number(&form.version, 0, i64::MAX).map_err(|p| AppError::field(FORM, p))?;
        store::change_listing(&mut tx, service.id, &form.listing, version, &draft).await?;
    }
    done(&ctx, tx, &person, &firm, Act { verb: "listed", service: service.id, told: "saved" }).await
}

/// Takes a listing off a service.
#[server(endpoint = "services/remove_listing")]
pub async fn remove_listing(service: String, listing: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (stored, firm) = own(&mut tx, &person, &service).await?;
    store::remove_listing(&mut tx, stored.id, &listing).await?;
    done(&ctx, tx, &person, &firm, Act { verb: "unlisted", service: stored.id, told: "removed" }).await
}

/// The service and its firm, locked, if the person edits the firm.
#[cfg(feature = "ssr")]
async fn own(tx: &mut Tx, person: &Person, reference: &str) -> AppResult<(Stored, Firm)> {
    let service = store::by_ref(tx, reference).await?;
    let firm = companies::firm_by_id(tx, service.company_id).await?;
    store::lock(tx, firm.id).await?;
    let firm = companies::editing(tx, person, &firm.slug).await?;
    Ok((store::by_ref(tx, reference).await?, firm))
}

#[cfg(feature = "ssr")]
const fn room(was: bool) -> AppResult<()> {
    if was { Ok(()) } else { Err(AppError::Conflict(words::FULL)) }
}

/// What was done with a service.
#[cfg(feature = "ssr")]
struct Act {
    verb: &'static str,
    service: i64,
    /// What the desk says about it.
    told: &'static str,
}

#[cfg(feature = "ssr")]
async fn done(ctx: &Ctx, mut tx: Tx, person: &Person, firm: &Firm, act: Act) -> AppResult<()> {
    store::index(&mut tx, firm).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), act.verb, Thing(KIND, act.service), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/companies/{}/services?{}=1", firm.slug, act.told));
    Ok(())
}

/// The draft with the slugs of the technologies that were typed by name; platforms and sectors must be among the stored.
#[cfg(feature = "ssr")]
async fn known_values(tx: &mut Tx, mut draft: ServiceDraft) -> AppResult<ServiceDraft> {
    draft.technologies = technologies::resolve(tx, &draft.technologies, false).await?;
    let (kinds, sectors) = (store::kinds(tx).await?, sectors::known(tx).await?);
    let mut wrong = FieldErrors::default();
    for (name, all_known) in [
        ("form[platforms][]", draft.platforms.iter().all(|slug| kinds.platforms.find(slug).is_some())),
        ("form[sectors][]", draft.sectors.iter().all(|slug| sectors.labels.find(slug).is_some())),
    ] {
        if !all_known {
            wrong.add(name, Problem::Rule(firm_words::CHOICE_UNKNOWN));
        }
    }
    Ok(wrong.or(draft)?)
}
