//! Server functions of companies.

use super::model::{CompanyEditing, CompanyForm, CompanyList, CompanyQuery, Mine, Queue};
use crate::{error::AppResult, ui::EditTarget};
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        mails,
        model::{Act, CompanyDraft, CompanyView, Role, Standing, State, may},
        store::{self, Facts, Firm, KIND, NewCompany, Settled},
    },
    crate::{
        accounts::{Person, drafts, once},
        audit::{self, Thing},
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, FORM, Problem, check},
        inbox::{self, News, Recipient, Weight},
        sectors, slugs,
        text::keys,
    },
};

mod changes;
mod logo;
mod people;

pub use logo::*;
pub use people::*;

/// The message that asks a firm to correct what it sent.
#[cfg(feature = "ssr")]
const RETURNED: &str = "company_returned";

/// The editor of firms.
pub const EDITOR: EditTarget =
    EditTarget { things: "companies", create: "companies/register", update: "companies/update" };

/// One page of the directory with its filters.
#[server(endpoint = "companies/list", input = GetUrl)]
pub async fn list_companies(query: CompanyQuery) -> AppResult<CompanyList> {
    let ctx = Ctx::current()?;
    let mut query = query;
    let mut tx = ctx.read().await?;
    if query.field.split('/').next() != Some(&query.sector) {
        // Left over from another sector.
        query.field.clear();
    }
    let (rows, total) = store::list(&mut tx, &query).await?;
    let [types, sectors, fields, regions] = store::list_facets(&mut tx, &query).await?;
    Ok(CompanyList { rows, total, types, sectors, fields, regions })
}

/// What a firm's page shows of the firm itself, and the firm with the viewer's role in it. One that is not a member yet
/// exists for its people and coordinators only.
#[cfg(feature = "ssr")]
pub async fn company(ctx: &Ctx, tx: &mut Tx, slug: &str) -> AppResult<(CompanyView, Firm, Option<Role>)> {
    let found = store::by_slug(tx, slug).await;
    let found = slugs::or_moved(tx, KIND, "/companies", slug, found).await?;
    let standing = standing(tx, found.id, ctx.person.as_ref()).await?;
    if !may(standing, Act::See, found.state()) {
        return Err(AppError::NotFound);
    }
    let names = store::names(tx).await?;
    let firm = found.firm();
    Ok((found.view(&names, standing), firm, standing.role))
}

#[cfg(feature = "ssr")]
pub(super) async fn standing(tx: &mut Tx, company: i64, person: Option<&Person>) -> AppResult<Standing> {
    let Some(person) = person else { return Ok(Standing::default()) };
    Ok(Standing { role: store::role(tx, company, person.id).await?, coordinator: person.coordinator })
}

/// The firm, if the person edits it. A firm that waits for the secretariat may be worked on too; what it
/// says shows once it is confirmed.
#[cfg(feature = "ssr")]
pub async fn editing(tx: &mut Tx, person: &Person, slug: &str) -> AppResult<Firm> {
    let firm = store::firm(tx, slug).await?;
    match store::role(tx, firm.id, person.id).await? {
        Some(Role::Owner | Role::Editor) => Ok(firm),
        Some(Role::Viewer) => Err(AppError::Forbidden),
        None if firm.confirmed => Err(AppError::Forbidden),
        None => Err(AppError::NotFound),
    }
}

/// What the editor starts from: an empty form, the stored firm, or what was being typed.
#[server(endpoint = "companies/editing", input = GetUrl)]
pub async fn edit_company(slug: Option<String>) -> AppResult<CompanyEditing> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let (mut confirmed, mut waiting) = (false, false);
    let (stored, form, return_reason) = match slug {
        None => (None, CompanyForm::default(), String::new()),
        Some(slug) => {
            let firm = store::by_slug(&mut tx, &slug).await?;
            let standing = standing(&mut tx, firm.id, Some(&person)).await?;
            if !may(standing, Act::See, firm.state()) {
                return Err(AppError::NotFound);
            }
            if !may(standing, Act::Edit, firm.state()) {
                return Err(AppError::Forbidden);
            }
            let names = store::names(&mut tx).await?;
            confirmed = firm.state() == State::Confirmed;
            let asked = store::asked(&mut tx, firm.id).await?;
            waiting = asked.is_some();
            let facts = asked.unwrap_or_else(|| Facts::confirmed(&firm));
            (Some((slug, firm.version)), firm.form(&names, &facts), firm.return_reason.clone())
        }
    };
    let mut edit = drafts::begin(&EDITOR, stored);
    let form = drafts::restore(&mut tx, person.id, &EDITOR, &mut edit, form).await?;
    let kinds = store::kinds(&mut tx).await?;
    Ok(CompanyEditing {
        edit,
        form,
        return_reason,
        confirmed,
        waiting,
        types: kinds.types.all().to_vec(),
        sectors: sectors::all(&mut tx).await?,
        regions: kinds.regions.all().to_vec(),
    })
}

/// Registers a firm for the signed-in person, who becomes its owner. It then waits for the secretariat.
#[server(endpoint = "companies/register")]
pub async fn register_company(form: CompanyForm, once: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let draft = form.check()?;
    let once = check::line(&once, 40).map_err(|p| AppError::field(FORM, p))?;
    let mut tx = ctx.begin().await?;
    if let Some(slug) = once::earlier(&mut tx, person.id, &once).await? {
        ctx.go(&format!("/companies/{slug}"));
        return Ok(());
    }
    known_values(&mut tx, &draft).await?;
    let new = NewCompany { draft: &draft, owner: Some(person.id), confirmed: false, now: ctx.now };
    let (id, slug) = store::add(&mut tx, &new).await.map_err(taken)?;
    drafts::discard(&mut tx, person.id, &EDITOR.draft(None)).await?;
    once::remember(&mut tx, person.id, &once, &slug, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "registered", Thing(KIND, id), "").await?;
    tx.commit().await?;
    ctx.go(&format!("/companies/{slug}?sent=1"));
    Ok(())
}

/// Changes a firm; a returned one waits for the secretariat again.
#[server(endpoint = "companies/update")]
pub async fn update_company(slug: String, version: i64, form: CompanyForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let firm = store::by_slug_locked(&mut tx, &slug).await?;
    let standing = standing(&mut tx, firm.id, Some(&person)).await?;
    if !may(standing, Act::See, firm.state()) {
        return Err(AppError::NotFound);
    }
    if !may(standing, Act::Edit, firm.state()) {
        return Err(AppError::Forbidden);
    }
    let mut draft = form.check()?;
    known_values(&mut tx, &draft).await?;
    let mut asked = false;
    if firm.state() == State::Confirmed {
        // What is confirmed stays until the secretariat agrees to something else.
        asked = store::ask(&mut tx, &firm, &Facts::of(&draft), person.id, ctx.now).await.map_err(taken)?;
        let confirmed = Facts::confirmed(&firm);
        (draft.name, draft.brn) = (confirmed.name, confirmed.brn);
    }
    store::update(&mut tx, firm.id, version, &draft, ctx.now).await.map_err(taken)?;
    store::index(&mut tx, &slug).await?;
    crate::firm_changed(&mut tx, firm.id).await?;
    inbox::done(&mut tx, RETURNED, &slug, ctx.now).await?;
    drafts::discard(&mut tx, person.id, &EDITOR.draft(Some(&slug))).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "edited", Thing(KIND, firm.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/companies/{slug}?{}=1", if asked { "asked" } else { "saved" }));
    Ok(())
}

/// The registration number is the only unique thing that a person types.
#[cfg(feature = "ssr")]
fn taken(error: StoreError) -> AppError {
    match error {
        StoreError::Taken => AppError::field("form[brn]", Problem::Rule(keys::companies::BRN_TAKEN)),
        other => other.into(),
    }
}

/// Types, sectors and region must be among the stored ones.
#[cfg(feature = "ssr")]
async fn known_values(tx: &mut Tx, draft: &CompanyDraft) -> AppResult<()> {
    let kinds = store::kinds(tx).await?;
    let sectors = sectors::known(tx).await?;
    let mut wrong = crate::error::FieldErrors::default();
    for (name, all_known) in [
        ("form[types][]", draft.types.iter().all(|t| kinds.types.find(t).is_some())),
        ("form[sectors][]", draft.sectors.iter().all(|s| sectors.labels.find(s).is_some())),
        ("form[region]", kinds.regions.find(&draft.region).is_some()),
    ] {
        if !all_known {
            wrong.add(name, Problem::Rule(keys::companies::CHOICE_UNKNOWN));
        }
    }
    Ok(wrong.or(())?)
}

/// The firms of the signed-in person, and those that asked for them.
#[server(endpoint = "companies/mine", input = GetUrl)]
pub async fn my_companies() -> AppResult<Mine> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    Ok(Mine {
        firms: store::mine(&mut tx, person.id).await?,
        invitations: store::invitations_of(&mut tx, &person.email, ctx.now).await?,
    })
}

/// Firms that wait for the secretariat.
#[server(endpoint = "companies/queue", input = GetUrl)]
pub async fn company_queue() -> AppResult<Queue> {
    let (ctx, _) = Ctx::coordinator()?;
    let mut tx = ctx.read().await?;
    Ok(Queue { now: ctx.now, waiting: store::waiting(&mut tx).await?, changes: store::changes(&mut tx).await? })
}

/// Makes a waiting firm a member and tells its owners.
#[server(endpoint = "companies/approve")]
pub async fn approve_company(slug: String, version: i64) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    settle(&ctx, &person, &slug, version, Settled::Approved).await
}

/// Sends a waiting firm back with what to correct, and tells its owners.
#[server(endpoint = "companies/return")]
pub async fn return_company(slug: String, version: i64, reason: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let reason = check::required_text(&reason, 1_000).map_err(|p| AppError::field("reason", p))?;
    settle(&ctx, &person, &slug, version, Settled::Returned(&reason)).await
}

#[cfg(feature = "ssr")]
async fn settle(ctx: &Ctx, person: &Person, slug: &str, version: i64, how: Settled<'_>) -> AppResult<()> {
    let (act, verb) = match how {
        Settled::Approved => (Act::Approve, "approved"),
        Settled::Returned(_) => (Act::Return, "returned"),
    };
    let mut tx = ctx.begin().await?;
    let firm = store::by_slug_locked(&mut tx, slug).await?;
    let standing = standing(&mut tx, firm.id, Some(person)).await?;
    if standing.role.is_some() {
        return Err(AppError::Forbidden);
    }
    if !may(standing, act, firm.state()) {
        return Err(AppError::Conflict(keys::companies::SETTLED_ALREADY));
    }
    if how == Settled::Approved && firm.brn_is_wrong() {
        return Err(AppError::Conflict(keys::companies::BRN_BLOCKS));
    }
    store::settle(&mut tx, firm.id, version, how, ctx.now).await?;
    store::index(&mut tx, slug).await?;
    crate::firm_changed(&mut tx, firm.id).await?;
    let path = format!("/companies/{slug}");
    let name = firm.name();
    let letter = |_: &Recipient, lang| match how {
        Settled::Approved => mails::approved(ctx, lang, &name, slug),
        Settled::Returned(reason) => mails::returned(ctx, lang, &name, slug, reason),
    };
    let weight = match how {
        Settled::Approved => Weight::Information,
        Settled::Returned(_) => Weight::Action,
    };
    let owners = store::owners(&mut tx, &[firm.id]).await?;
    let news = News {
        kind: if how == Settled::Approved { "company_approved" } else { RETURNED },
        thing: slug,
        path: &path,
        weight,
    };
    inbox::tell_all(&mut tx, &owners, news, letter, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, firm.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go("/secretariat");
    Ok(())
}
