//! Server functions of the map and of capabilities.

use super::model::{CapabilityForm, ClaimForm, Claiming, EvidenceForm, MapView, NodeView, Profile, Reviewing};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        mails,
        model::{CapabilityDraft, Detail, EVIDENCE_FROM, Holder, Sight},
        store::{self, Claimed},
    },
    crate::{
        accounts::{Person, once},
        audit::{self, Thing},
        companies::{self, Firm, Role},
        ctx::Ctx,
        db::Tx,
        error::{AppError, FORM, FieldErrors, Problem, check},
        inbox::{self, News, Recipient},
        label::Label,
        search, secret, sectors,
        text::keys,
    },
    std::collections::HashMap,
};

/// The word for a capability in the audit.
#[cfg(feature = "ssr")]
const CAPABILITY: &str = "capability";

/// The map with its numbers, for the firms of one sector or (empty) of all.
#[server(endpoint = "technologies/map", input = GetUrl)]
pub async fn get_map(sector: String) -> AppResult<MapView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let domains = store::areas(&mut tx, &sector).await?;
    let (technologies, firms, claimed, verified) = store::totals(&mut tx).await?;
    let sectors = sectors::all(&mut tx).await?;
    Ok(MapView { domains, technologies, firms, claimed, verified, sectors })
}

/// The page of a domain, area or technology.
#[server(endpoint = "technologies/node", input = GetUrl)]
pub async fn get_node(slug: String, page: i64) -> AppResult<NodeView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let node = store::node(&mut tx, &slug).await?;
    let parents = store::parents(&mut tx, &node).await?;
    let children = store::counts(&mut tx, &slug).await?;
    let (rows, total, firms, verified_firms) = store::holders_page(&mut tx, &slug, page).await?;
    let ids: Vec<i64> = rows.iter().map(|r| r.company_id).collect();
    let cards = companies::cards(&mut tx, &ids).await?;
    let member = is_member(&mut tx, ctx.person.as_ref()).await?;
    let sight = if member { Sight::Member } else { Sight::Visitor };
    let holder = |row: store::HolderRow| {
        Some(Holder {
            firm: cards.get(&row.company_id)?.clone(),
            technology: Label::new(row.technology, row.name_ko, row.name_en),
            confirmed: row.verified_level.is_some(),
            detail: sight.sees_level(row.open).then_some(Detail {
                activity: row.activity,
                level: row.level,
                verified_level: row.verified_level,
            }),
        })
    };
    let holders = rows.into_iter().filter_map(holder).collect();
    Ok(NodeView {
        slug,
        level: node.level,
        name: node.name,
        about: node.about,
        parents,
        children,
        holders,
        total,
        firms,
        verified_firms,
        member,
    })
}

/// Whether somebody speaks for a confirmed firm, or is a coordinator: they see what members see.
#[cfg(feature = "ssr")]
async fn is_member(tx: &mut Tx, person: Option<&Person>) -> AppResult<bool> {
    let Some(person) = person else { return Ok(false) };
    Ok(person.coordinator || !companies::firms_of(tx, person.id).await?.is_empty())
}

/// A firm against the map. One that is not a member yet exists for its people and coordinators only.
#[server(endpoint = "technologies/profile", input = GetUrl)]
pub async fn get_profile(slug: String) -> AppResult<Profile> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let firm = companies::firm(&mut tx, &slug).await?;
    let role = match &ctx.person {
        Some(person) => companies::role(&mut tx, firm.id, person.id).await?,
        None => None,
    };
    let coordinator = ctx.person.as_ref().is_some_and(|p| p.coordinator);
    if !firm.confirmed && role.is_none() && !coordinator {
        return Err(AppError::NotFound);
    }
    let own = role.is_some();
    let member = own || is_member(&mut tx, ctx.person.as_ref()).await?;
    let sight = match (own || coordinator, member) {
        (true, _) => Sight::Reviewer,
        (false, true) => Sight::Member,
        (false, false) => Sight::Visitor,
    };
    let areas = store::profile(&mut tx, firm.id, sight, own, ctx.now).await?;
    let all = areas.iter().flat_map(|a| &a.capabilities);
    let (claimed, confirmed) = (all.clone().count(), all.filter(|c| c.confirmed).count());
    let strip = if claimed == 0 { Vec::new() } else { strip(&mut tx, firm.id).await? };
    Ok(Profile {
        firm: Label { slug: firm.slug, name: firm.name },
        areas,
        claimed,
        confirmed,
        strip,
        may_edit: matches!(role, Some(Role::Owner | Role::Editor)),
        member,
    })
}

/// Every area in order with how strong the firm is in it.
#[cfg(feature = "ssr")]
async fn strip(tx: &mut Tx, company: i64) -> AppResult<Vec<(String, Vec<(Label, u8)>)>> {
    let mut best: HashMap<String, u8> = HashMap::new();
    for held in store::held(tx, &[company]).await? {
        let step = match held.verified {
            0 => 1,
            1 | 2 => 2,
            _ => 3,
        };
        let known = best.entry(held.area).or_default();
        *known = step.max(*known);
    }
    let mut rows: Vec<(String, Vec<(Label, u8)>)> = Vec::new();
    for (domain, area) in store::all_areas(tx).await? {
        let step = best.get(&area.slug).copied().unwrap_or_default();
        match rows.last_mut().filter(|row| row.0 == domain) {
            Some(row) => row.1.push((area, step)),
            None => rows.push((domain, vec![(area, step)])),
        }
    }
    Ok(rows)
}

/// What the claiming screen of a firm starts from.
#[server(endpoint = "technologies/claiming", input = GetUrl)]
pub async fn get_claiming(slug: String) -> AppResult<Claiming> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let firm = editing(&mut tx, &person, &slug).await?;
    let known = store::known(&mut tx, firm.id).await?;
    let map = store::choices(&mut tx).await?;
    Ok(Claiming { firm: Label { slug: firm.slug, name: firm.name }, map, known, once: secret::reference() })
}

/// The firm, if the person edits it. A firm that waits for the secretariat may claim too; it shows once it is confirmed.
#[cfg(feature = "ssr")]
async fn editing(tx: &mut Tx, person: &Person, slug: &str) -> AppResult<Firm> {
    let firm = companies::firm(tx, slug).await?;
    match companies::role(tx, firm.id, person.id).await? {
        Some(Role::Owner | Role::Editor) => Ok(firm),
        Some(Role::Viewer) => Err(AppError::Forbidden),
        None if firm.confirmed => Err(AppError::Forbidden),
        None => Err(AppError::NotFound),
    }
}

/// Claims up to ten technologies at once.
#[server(endpoint = "technologies/claim")]
pub async fn claim_capabilities(slug: String, form: ClaimForm, once: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let once = check::line(&once, 40).map_err(|p| AppError::field(FORM, p))?;
    let mut tx = ctx.begin().await?;
    let firm = editing(&mut tx, &person, &slug).await?;
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
    for area in store::choices(tx).await? {
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
    let firm = editing(tx, person, &firm.slug).await?;
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
    done(ctx, tx, &person, "unproved", &claimed, &firm).await
}

/// Takes a capability off the firm's profile.
#[server(endpoint = "technologies/remove")]
pub async fn remove_capability(capability: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (claimed, firm) = own(&mut tx, &person, &capability).await?;
    store::remove(&mut tx, claimed.id).await?;
    done(ctx, tx, &person, "removed", &claimed, &firm).await
}

#[cfg(feature = "ssr")]
async fn done(ctx: Ctx, mut tx: Tx, person: &Person, verb: &str, capability: &Claimed, firm: &Firm) -> AppResult<()> {
    let thing = Thing(CAPABILITY, capability.id);
    audit::record(&mut tx, ctx.now, Some(person.id), verb, thing, &capability.technology).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/companies/{}/capabilities?done=1", firm.slug));
    Ok(())
}

/// Capabilities that wait for the secretariat.
#[server(endpoint = "technologies/reviewing", input = GetUrl)]
pub async fn get_reviewing(page: i64) -> AppResult<Reviewing> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.read().await?;
    let (waiting, total) = store::waiting(&mut tx, person.id, page, ctx.now).await?;
    Ok(Reviewing { now: ctx.now, total, waiting })
}

/// Confirms a capability at a level and tells the firm. Levels 3 and 4 need valid evidence; nobody reviews their own firm.
#[server(endpoint = "technologies/confirm")]
pub async fn confirm_capability(capability: String, version: i64, level: i64) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let claimed = reviewed(&mut tx, &person, &capability).await?;
    if !(1..=claimed.level).contains(&level) {
        return Err(AppError::field("level", Problem::OutOfRange(1, claimed.level)));
    }
    let proofs = store::evidence_of(&mut tx, &[claimed.id], ctx.now).await?.remove(&claimed.id).unwrap_or_default();
    if level >= EVIDENCE_FROM && !proofs.iter().any(|e| !e.expired) {
        return Err(AppError::Conflict(keys::technologies::NEEDS_EVIDENCE));
    }
    store::confirm(&mut tx, claimed.id, version, level, ctx.now).await?;
    answer(ctx, tx, &person, &claimed, None).await
}

/// Sends a capability back with what to complete, and tells the firm.
#[server(endpoint = "technologies/give_back")]
pub async fn give_back_capability(capability: String, version: i64, reason: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let reason = check::text(&reason, 1_000).and_then(|r| if r.is_empty() { Err(Problem::Required) } else { Ok(r) });
    let reason = reason.map_err(|p| FieldErrors::one("reason", p))?;
    let mut tx = ctx.begin().await?;
    let claimed = reviewed(&mut tx, &person, &capability).await?;
    store::give_back(&mut tx, claimed.id, version, &reason).await?;
    answer(ctx, tx, &person, &claimed, Some(&reason)).await
}

#[cfg(feature = "ssr")]
async fn reviewed(tx: &mut Tx, person: &Person, reference: &str) -> AppResult<Claimed> {
    let capability = store::by_ref(tx, reference).await?;
    match companies::role(tx, capability.company_id, person.id).await? {
        Some(_) => Err(AppError::Forbidden),
        None => Ok(capability),
    }
}

#[cfg(feature = "ssr")]
async fn answer(ctx: Ctx, mut tx: Tx, person: &Person, of: &Claimed, reason: Option<&str>) -> AppResult<()> {
    let verb = if reason.is_none() { "confirmed" } else { "returned" };
    let firm = companies::firm_by_id(&mut tx, of.company_id).await?;
    let technology = store::labels(&mut tx, std::slice::from_ref(&of.technology)).await?;
    let technology = technology.get(&of.technology).cloned().unwrap_or_default();
    let path = format!("/companies/{}/capabilities", firm.slug);
    let letter = |owner: &Recipient| mails::reviewed(&ctx, owner.lang, &firm, technology.get(owner.lang), reason);
    let owners = companies::owners(&mut tx, &[of.company_id]).await?;
    let news = News { kind: &format!("capability_{verb}"), about: &technology, path: &path };
    inbox::tell_all(&mut tx, &owners, news, letter, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(CAPABILITY, of.id), &of.technology).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go("/secretariat/capabilities");
    Ok(())
}
