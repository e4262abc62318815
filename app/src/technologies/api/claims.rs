//! What a firm claims: its capabilities and their evidence, by its own people.

use super::super::model::{CapabilityForm, ClaimForm, Claiming, EvidenceForm};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            model::CapabilityDraft,
            store::{self, Claimed},
        },
        CAPABILITY, RETURNED,
    },
    crate::{
        accounts::{Person, once},
        audit::{self, Thing},
        companies::{self, Firm},
        ctx::Ctx,
        db::Tx,
        error::{AppError, FORM, Problem, check},
        inbox,
        label::Label,
        search, secret,
        text::keys,
    },
    std::collections::HashMap,
};

/// What the claiming screen of a firm starts from.
#[server(endpoint = "technologies/claiming", input = GetUrl)]
pub async fn get_claiming(slug: String) -> AppResult<Claiming> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let firm = companies::editing(&mut tx, &person, &slug).await?;
    let known = store::known(&mut tx, firm.id).await?;
    let map = store::map(&mut tx).await?.choices();
    Ok(Claiming { firm: Label { slug: firm.slug, name: firm.name }, map, known, once: secret::reference() })
}

/// Claims up to ten technologies at once.
#[server(endpoint = "technologies/claim")]
pub async fn claim_capabilities(slug: String, form: ClaimForm, once: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let once = check::line(&once, 40).map_err(|p| AppError::field(FORM, p))?;
    let mut tx = ctx.begin().await?;
    let firm = companies::editing(&mut tx, &person, &slug).await?;
    if let Some(count) = once::earlier(&mut tx, person.id, &once).await? {
        ctx.go(&format!("/companies/{slug}/capabilities?saved={count}"));
        return Ok(());
    }
    let drafts = known_technologies(&mut tx, form.check()?).await?;
    let mut added = 0;
    for draft in &drafts {
        if let Some(id) = store::claim(&mut tx, firm.id, draft, ctx.now).await? {
            audit::record(&mut tx, ctx.now, Some(person.id), "claimed", Thing(CAPABILITY, id), &draft.technology)
                .await?;
            added += 1;
        }
    }
    let claimed: Vec<String> = drafts.into_iter().map(|draft| draft.technology).collect();
    store::recount(&mut tx, firm.id, &claimed).await?;
    once::remember(&mut tx, person.id, &once, &added.to_string(), ctx.now).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/companies/{slug}/capabilities?saved={added}"));
    Ok(())
}

/// Turns what was typed or picked (a name in either language, or a slug) into slugs of the map.
#[cfg(feature = "ssr")]
async fn known_technologies(tx: &mut Tx, mut drafts: Vec<CapabilityDraft>) -> AppResult<Vec<CapabilityDraft>> {
    let typed: Vec<String> = drafts.iter().map(|d| d.technology.clone()).collect();
    let slugs = resolve(tx, &typed, false).await?;
    for (draft, slug) in drafts.iter_mut().zip(slugs) {
        draft.technology = slug;
    }
    Ok(drafts)
}

/// The slugs of technologies (and with `areas` of areas too) that somebody typed by name or slug.
#[cfg(feature = "ssr")]
pub async fn resolve(tx: &mut Tx, typed: &[String], areas: bool) -> AppResult<Vec<String>> {
    let mut by_name: HashMap<String, String> = HashMap::new();
    for area in store::map(tx).await?.choices() {
        let labels = areas.then_some(area.area).into_iter().chain(area.technologies);
        for label in labels {
            for name in [&label.slug, &label.name.ko, &label.name.en] {
                by_name.entry(search::fold(name)).or_insert_with(|| label.slug.clone());
            }
        }
    }
    let mut slugs: Vec<String> = Vec::new();
    for name in typed {
        let Some(slug) = by_name.get(&search::fold(name)) else {
            return Err(AppError::field("form[technologies][]", Problem::Rule(keys::technologies::UNKNOWN)));
        };
        if slugs.contains(slug) {
            return Err(AppError::field("form[technologies][]", Problem::Rule(keys::technologies::TWICE)));
        }
        slugs.push(slug.clone());
    }
    Ok(slugs)
}

/// The capability, locked, if the person edits its firm.
#[cfg(feature = "ssr")]
async fn own(tx: &mut Tx, person: &Person, reference: &str) -> AppResult<(Claimed, Firm)> {
    let capability = store::by_ref(tx, reference).await?;
    let firm = companies::firm_by_id(tx, capability.company_id).await?;
    let firm = companies::editing(tx, person, &firm.slug).await?;
    Ok((capability, firm))
}

/// Changes level, note and openness of a capability.
#[server(endpoint = "technologies/change")]
pub async fn change_capability(capability: String, version: i64, form: CapabilityForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (claimed, firm) = own(&mut tx, &person, &capability).await?;
    let changes = form.check()?;
    store::change(&mut tx, &claimed, version, &changes, ctx.now).await?;
    done(ctx, tx, &person, "changed", &claimed, &firm).await
}

/// Adds a piece of evidence to a capability.
#[server(endpoint = "technologies/add_evidence")]
pub async fn add_evidence(capability: String, form: EvidenceForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (claimed, firm) = own(&mut tx, &person, &capability).await?;
    let draft = form.check(ctx.now)?;
    store::add_evidence(&mut tx, claimed.id, &draft, ctx.now).await?;
    done(ctx, tx, &person, "proved", &claimed, &firm).await
}

/// Takes a piece of evidence off a capability.
#[server(endpoint = "technologies/remove_evidence")]
pub async fn remove_evidence(capability: String, evidence: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (claimed, firm) = own(&mut tx, &person, &capability).await?;
    store::remove_evidence(&mut tx, claimed.id, &evidence).await?;
    // Without evidence a high level is not confirmed any more.
    store::lower(&mut tx, claimed.id, ctx.now).await?;
    done(ctx, tx, &person, "unproved", &claimed, &firm).await
}

/// Takes a capability off the firm's profile.
#[server(endpoint = "technologies/remove")]
pub async fn remove_capability(capability: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (claimed, firm) = own(&mut tx, &person, &capability).await?;
    store::remove(&mut tx, claimed.id, ctx.now).await?;
    done(ctx, tx, &person, "removed", &claimed, &firm).await
}

#[cfg(feature = "ssr")]
async fn done(ctx: Ctx, mut tx: Tx, person: &Person, verb: &str, capability: &Claimed, firm: &Firm) -> AppResult<()> {
    let thing = Thing(CAPABILITY, capability.id);
    if verb != "unproved" {
        inbox::done(&mut tx, RETURNED, &capability.id.to_string(), ctx.now).await?;
    }
    audit::record(&mut tx, ctx.now, Some(person.id), verb, thing, &capability.technology).await?;
    store::recount(&mut tx, firm.id, std::slice::from_ref(&capability.technology)).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/companies/{}/capabilities?{verb}=1", firm.slug));
    Ok(())
}
