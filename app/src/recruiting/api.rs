//! Server functions of recruiting: the secretariat's, and in their sectors those of sector coordinators.

use super::model::{ApproachForm, Recruiting, RecruitingQuery};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        landscape, mails,
        model::{Candidate, Gap, Step, Why, check_note},
        store::{self, For, KIND, Stored},
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        companies::{self, Remit},
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, FieldErrors, Problem},
        inbox::{self, Recipient},
        label::Label,
        limits::{self, Limit},
        sectors, technologies,
        text::{Text2, keys::recruiting as words},
        time::DAY_MS,
    },
    std::collections::HashMap,
};

/// Members proposed for a gap.
#[cfg(feature = "ssr")]
const MOST_CANDIDATES: usize = 8;
/// Members weighed for that.
#[cfg(feature = "ssr")]
const WEIGHED: usize = 100;
/// Mails of recruiting that one person sends in a day.
#[cfg(feature = "ssr")]
const MAILS: Limit = Limit { name: "recruiting", tries: 60, window_ms: DAY_MS };

/// The log of approaches, and for a gap that the query names who could fill it.
#[server(endpoint = "recruiting/list", input = GetUrl)]
pub async fn get_recruiting(#[server(default)] query: RecruitingQuery) -> AppResult<Recruiting> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut query = query;
    let mut tx = ctx.read().await?;
    let remit = companies::remit(&mut tx, &person, ctx.now).await?;
    if let Remit::Sectors(own) = &remit
        && query.sector.is_empty()
    {
        query.sector = own.first().cloned().unwrap_or_default();
    }
    if !query.sector.is_empty() && !remit.covers(&query.sector) {
        return Err(AppError::Forbidden);
    }
    let named = !query.sector.is_empty() && !query.technology.is_empty();
    let gap = if named { Some(gap(&mut tx, &query.sector, &query.technology).await?) } else { None };
    let (approaches, total) = store::list(&mut tx, &query).await?;
    let (steps, joined, claiming) = store::achieved(&mut tx, &query).await?;
    let whole = remit == Remit::Alliance;
    Ok(Recruiting { whole, gap, approaches, total, steps, joined, claiming, now: ctx.now })
}

/// Refuses whoever does not run the group of a sector.
#[cfg(feature = "ssr")]
async fn runs(ctx: &Ctx, tx: &mut Tx, person: &Person, sector: &str) -> AppResult<()> {
    if companies::remit(tx, person, ctx.now).await?.covers(sector) { Ok(()) } else { Err(AppError::Forbidden) }
}

/// Refuses whoever does not run the group of an approach. Who runs none learns of no approach, whether there is one or not.
#[cfg(feature = "ssr")]
async fn may_see(ctx: &Ctx, tx: &mut Tx, person: &Person, reference: &str) -> AppResult<()> {
    let remit = companies::remit(tx, person, ctx.now).await?;
    let sector = store::find(tx, reference).await?.sector;
    if remit.covers(&sector) { Ok(()) } else { Err(AppError::Forbidden) }
}

/// An approach of a group that the person runs, locked.
#[cfg(feature = "ssr")]
async fn approach_of(ctx: &Ctx, tx: &mut Tx, person: &Person, reference: &str) -> AppResult<Stored> {
    may_see(ctx, tx, person, reference).await?;
    Ok(store::by_ref(tx, reference).await?)
}

#[cfg(feature = "ssr")]
async fn known(tx: &mut Tx, sector: &str, technology: &str) -> AppResult<(Label, Label)> {
    let sector = sectors::known(tx).await?.labels.find(sector).cloned().ok_or(StoreError::Missing)?;
    let technology = technologies::map(tx).await?.node(technology)?.label.clone();
    Ok((sector, technology))
}

#[cfg(feature = "ssr")]
async fn gap(tx: &mut Tx, sector: &str, technology: &str) -> AppResult<Gap> {
    let (sector, technology) = known(tx, sector, technology).await?;
    let demand =
        technologies::demand(tx, &sector.slug).await?.into_iter().find(|d| d.technology.slug == technology.slug);
    let approached = store::approached(tx, For { sector: &sector.slug, technology: &technology.slug }).await?;
    let candidates = candidates(tx, &sector.slug, &technology.slug, &approached).await?;
    let map = technologies::map(tx).await?;
    let area = map.parent(&technology.slug).map_or(&technology.slug, |area| &area.label.slug);
    let asked = store::approached_outside(tx, For { sector: &sector.slug, technology: &technology.slug }).await?;
    let outside = landscape::outside(tx, area, &asked).await?;
    Ok(Gap { sector, technology, demand, candidates, outside })
}

/// Members that could fill a gap: who claims the technology before who can do something near it, those of the sector
/// first among equals.
#[cfg(feature = "ssr")]
async fn candidates(tx: &mut Tx, sector: &str, technology: &str, approached: &[i64]) -> AppResult<Vec<Candidate>> {
    let map = technologies::map(tx).await?;
    let area = map.parent(technology).map_or_else(|| technology.to_owned(), |area| area.label.slug.clone());
    // Of each firm what speaks most for it: the technology itself, then what is confirmed, then what is claimed.
    let mut best: HashMap<i64, technologies::Held> = HashMap::new();
    let weight = |h: &technologies::Held| (h.technology == technology, h.verified, h.level);
    for held in technologies::holders(tx, &[area]).await? {
        match best.get(&held.company) {
            Some(known) if weight(known) >= weight(&held) => {}
            _ => drop(best.insert(held.company, held)),
        }
    }
    let mut all: Vec<technologies::Held> =
        best.into_values().filter(|held| !approached.contains(&held.company)).collect();
    all.sort_by_key(|h| (std::cmp::Reverse(weight(h)), h.company));
    all.truncate(WEIGHED);
    let ids: Vec<i64> = all.iter().map(|h| h.company).collect();
    let inside = companies::of_sector(tx, sector, &ids).await?;
    let mut cards = companies::cards(tx, &ids).await?;
    let mut found: Vec<Candidate> = Vec::new();
    for held in all {
        let in_sector = inside.contains(&held.company);
        let delivers = held.technology == technology && held.verified >= technologies::SUPPLY_LEVEL;
        let why = match held.technology == technology {
            // It fills the gap already.
            true if delivers && in_sector => continue,
            true if delivers => Why::Elsewhere(held.verified),
            true => Why::Claims(held.level),
            false => Why::Near(map.label(&held.technology)),
        };
        found.extend(cards.remove(&held.company).map(|firm| Candidate { firm, why, in_sector }));
    }
    found.sort_by_key(|c| (matches!(c.why, Why::Near(_)), !c.in_sector));
    found.truncate(MOST_CANDIDATES);
    Ok(found)
}

/// Notes whom to approach for a gap: a member, or a firm outside.
#[server(endpoint = "recruiting/add")]
pub async fn add_approach(form: ApproachForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    runs(&ctx, &mut tx, &person, &form.sector).await?;
    let (sector, technology) = known(&mut tx, &form.sector, &form.technology).await?;
    let gap = For { sector: &sector.slug, technology: &technology.slug };
    let added = if form.company.is_empty() {
        let outsider = form.check()?;
        if store::refuses(&mut tx, &outsider.email).await? {
            return Err(AppError::field("form[email]", Problem::Rule(words::REFUSED)));
        }
        store::add_outsider(&mut tx, gap, &outsider, ctx.now).await
    } else {
        let firm = companies::firm(&mut tx, &form.company).await?;
        store::add_member(&mut tx, gap, firm.id, ctx.now).await
    };
    let id = match added {
        Err(StoreError::Taken) if form.company.is_empty() => {
            return Err(AppError::field("form[email]", Problem::Rule(words::TWICE)));
        }
        Err(StoreError::Taken) => return Err(AppError::Conflict(words::TWICE)),
        added => added?,
    };
    audit::record(&mut tx, ctx.now, Some(person.id), "planned", Thing(KIND, id), &technology.slug).await?;
    tx.commit().await?;
    ctx.go(&format!("/secretariat/recruiting?sector={}&technology={}&added=1", sector.slug, technology.slug));
    Ok(())
}

/// Writes to the firm: a member's owners are asked to register the technology, a firm outside is invited to join.
#[server(endpoint = "recruiting/invite")]
pub async fn invite_approached(approach: String, version: i64) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    // Looked at before it counts as a mail; and once more, locked, in the transaction that writes.
    may_see(&ctx, &mut ctx.read().await?, &person, &approach).await?;
    limits::hit(&ctx.app.db, MAILS, &person.id.to_string(), ctx.now).await?;
    limits::hit(&ctx.app.db, limits::ASKED, &approach, ctx.now).await?;
    let mut tx = ctx.begin().await?;
    let of = approach_of(&ctx, &mut tx, &person, &approach).await?;
    if !of.step().may_invite() {
        return Err(AppError::Conflict(words::ANSWERED));
    }
    store::invited(&mut tx, of.id, version, ctx.now).await?;
    let (sector, technology) = known(&mut tx, &of.sector, &of.technology).await?;
    match of.company_id {
        Some(company) => ask_member(&ctx, &mut tx, company, &sector.name, &technology.name).await?,
        None if of.email.is_empty() => return Err(AppError::Conflict(words::NO_ADDRESS)),
        None if store::refuses(&mut tx, &of.email).await? => return Err(AppError::Conflict(words::REFUSED)),
        None => {
            let stop = format!("/contact/stop?of={approach}");
            let letter = mails::invitation(&ctx.app, ctx.lang, &of, &sector.name, &technology.name, &stop);
            inbox::mail_outside(&mut tx, &of.email, &letter, ctx.now).await?;
        }
    }
    moved(ctx, tx, &person, &of, Step::Invited).await
}

#[cfg(feature = "ssr")]
async fn ask_member(ctx: &Ctx, tx: &mut Tx, company: i64, sector: &Text2, technology: &Text2) -> AppResult<()> {
    let firm = companies::firm_by_id(tx, company).await?;
    let path = format!("/companies/{}/capabilities/new", firm.slug);
    let letter = |_: &Recipient, lang| {
        mails::request(&ctx.app, lang, firm.name.get(lang), sector.get(lang), technology.get(lang), &path)
    };
    let owners = companies::owners(tx, &[company]).await?;
    let news = inbox::informs("capability_wanted", &path);
    Ok(inbox::tell_all(tx, &owners, news, letter, ctx.now).await?)
}

/// Notes what the firm answered.
#[server(endpoint = "recruiting/answer")]
pub async fn note_answer(
    approach: String,
    version: i64,
    #[server(default)] answer: String,
    #[server(default)] note: String,
) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let of = approach_of(&ctx, &mut tx, &person, &approach).await?;
    let mut wrong = FieldErrors::default();
    let note = wrong.take("note", check_note(&note));
    let step = match Step::of_answer(&answer) {
        Ok(step) => step,
        Err(problem) => {
            wrong.add("answer", problem);
            Step::Planned
        }
    };
    wrong.or(())?;
    store::answered(&mut tx, of.id, version, step, &note, ctx.now).await?;
    moved(ctx, tx, &person, &of, step).await
}

/// Whoever got a mail of recruiting wants no more of them. Says the same whether there was such a mail.
#[server(endpoint = "recruiting/stop")]
pub async fn stop_contact(of: String) -> AppResult<()> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.begin().await?;
    match store::by_ref(&mut tx, &of).await {
        Ok(found) => {
            store::refuse(&mut tx, &found, ctx.now).await?;
            audit::record(&mut tx, ctx.now, None, "refused", Thing(KIND, found.id), "").await?;
        }
        Err(StoreError::Missing) => {}
        Err(error) => return Err(error.into()),
    }
    tx.commit().await?;
    ctx.go("/contact/stop?done=1");
    Ok(())
}

/// Forgets an approach with the name and address it holds.
#[server(endpoint = "recruiting/remove")]
pub async fn remove_approach(approach: String, version: i64) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let of = approach_of(&ctx, &mut tx, &person, &approach).await?;
    store::remove(&mut tx, of.id, version).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "removed", Thing(KIND, of.id), &of.technology).await?;
    tx.commit().await?;
    ctx.go("/secretariat/recruiting?removed=1");
    Ok(())
}

#[cfg(feature = "ssr")]
async fn moved(ctx: Ctx, mut tx: Tx, person: &Person, of: &Stored, to: Step) -> AppResult<()> {
    audit::record(&mut tx, ctx.now, Some(person.id), to.code(), Thing(KIND, of.id), &of.technology).await?;
    tx.commit().await?;
    ctx.go(&format!("/secretariat/recruiting?sector={}&technology={}&{}=1", of.sector, of.technology, to.code()));
    Ok(())
}
