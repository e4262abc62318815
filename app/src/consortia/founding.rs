//! Founding a consortium and changing what it wants: its purpose, its requirements, its seats.

use super::model::{ConsortiumEditing, ConsortiumForm, SeatForm};
use crate::{error::AppResult, ui::EditTarget};
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        api::require,
        model::{Act, RequirementDraft, SeatDraft, SeatRole},
        store::{self, KIND, Stored},
    },
    crate::{
        accounts::{Person, drafts, once},
        audit::{self, Thing},
        companies,
        ctx::Ctx,
        db::Tx,
        error::{AppError, FORM, Problem, check},
        label::Label,
        sectors, technologies,
        text::{Text2, keys},
        time::UnixMillis,
    },
};

/// The editor of consortia.
pub const EDITOR: EditTarget =
    EditTarget { things: "consortia", create: "consortia/found", update: "consortia/update" };

/// What founding or editing starts from.
#[server(endpoint = "consortia/editing", input = GetUrl)]
pub async fn edit_consortium(slug: Option<String>) -> AppResult<ConsortiumEditing> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let (stored, form) = match slug {
        None => (None, ConsortiumForm::default()),
        Some(slug) => {
            let found = store::by_slug(&mut tx, &slug).await?;
            require(&mut tx, &found, &person, Act::Edit).await?;
            (Some((slug, found.version)), stored_form(&mut tx, found).await?)
        }
    };
    let mut edit = drafts::begin(&EDITOR, stored);
    let form = drafts::restore(&mut tx, person.id, &EDITOR, &mut edit, form).await?;
    let firms = companies::firms_of(&mut tx, person.id).await?;
    Ok(ConsortiumEditing {
        edit,
        form,
        firms: firms.into_iter().map(|f| Label { slug: f.slug, name: f.name }).collect(),
        kinds: store::programmes(&mut tx).await?.kinds.all().to_vec(),
        sectors: sectors::all(&mut tx).await?,
        map: technologies::map(&mut tx).await?.choices(),
    })
}

#[cfg(feature = "ssr")]
async fn stored_form(tx: &mut Tx, found: Stored) -> AppResult<ConsortiumForm> {
    let wanted = store::wanted(tx, found.id).await?;
    let name = found.name();
    Ok(ConsortiumForm {
        company: found.founder().slug,
        kind: found.kind,
        sector: found.sector,
        name_ko: name.ko,
        name_en: name.en,
        purpose_ko: found.purpose_ko,
        purpose_en: found.purpose_en,
        levels: wanted.iter().map(|w| w.need.min_level.to_string()).collect(),
        technologies: wanted.into_iter().map(|w| w.need.technology).collect(),
        roles: Vec::new(),
    })
}

/// Founds a consortium for a firm: a draft with its requirements and a seat for each role that they name.
#[server(endpoint = "consortia/found")]
pub async fn found_consortium(form: ConsortiumForm, once: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let once = check::line(&once, 40).map_err(|p| AppError::field(FORM, p))?;
    let mut tx = ctx.begin().await?;
    let Ok(founder) = companies::acting_for(&mut tx, person.id, &form.company).await else {
        return Err(AppError::field("form[company]", Problem::Rule(keys::consortia::FOUNDER_NEEDED)));
    };
    if let Some(slug) = once::earlier(&mut tx, person.id, &once).await? {
        ctx.go(&format!("/consortia/{slug}"));
        return Ok(());
    }
    let (draft, mut wanted) = form.check()?;
    known_values(&mut tx, &draft.kind, &draft.sector).await?;
    resolve(&mut tx, &mut wanted).await?;
    let (id, slug) = store::add(&mut tx, &draft, founder.id, ctx.now).await?;
    store::set_requirements(&mut tx, id, &wanted).await?;
    let seats = seats_for(&mut tx, &wanted).await?;
    let ids = store::add_seats(&mut tx, id, &seats).await?;
    if let Some(own) = founders_seat(&mut tx, &seats, founder.id, &draft.kind, ctx.now).await? {
        store::seat_firm(&mut tx, ids[own], founder.id, ctx.now).await?;
    }
    drafts::discard(&mut tx, person.id, &EDITOR.draft(None)).await?;
    once::remember(&mut tx, person.id, &once, &slug, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "founded", Thing(KIND, id), &founder.slug).await?;
    tx.commit().await?;
    ctx.go(&format!("/consortia/{slug}"));
    Ok(())
}

/// A seat for the lead, and one for each other role that a requirement names, covering what names it.
#[cfg(feature = "ssr")]
async fn seats_for(tx: &mut Tx, wanted: &[RequirementDraft]) -> AppResult<Vec<SeatDraft>> {
    let map = technologies::map(tx).await?;
    let word = |key: crate::text::Key| {
        use crate::text::{Lang, Texts};
        Text2::new(Texts(Lang::Ko).s(key), Texts(Lang::En).s(key))
    };
    let covering = |role: SeatRole| {
        let covers = wanted.iter().enumerate().filter(|(_, w)| w.role == Some(role)).map(|(i, _)| i);
        covers.collect::<Vec<_>>()
    };
    let seat = |role: SeatRole, label: Text2, covers: Vec<usize>| SeatDraft {
        role,
        label,
        firm_type: None,
        share_range: None,
        covers,
    };
    let mut seats = vec![seat(SeatRole::Lead, word(SeatRole::Lead.key()), covering(SeatRole::Lead))];
    for (position, w) in wanted.iter().enumerate() {
        let role = w.role.unwrap_or(SeatRole::Service);
        match role {
            SeatRole::Lead => {}
            // Services differ: each requirement has a seat of its own, named after it.
            SeatRole::Service => {
                seats.push(seat(role, map.name(&w.need.technology), vec![position]));
            }
            _ if seats.iter().any(|s| s.role == role) => {}
            _ => seats.push(seat(role, word(role.key()), covering(role))),
        }
    }
    Ok(seats)
}

/// The seat that the founder takes: the lead where its kind allows that, else the seat whose needs it meets best.
#[cfg(feature = "ssr")]
async fn founders_seat(
    tx: &mut Tx,
    seats: &[SeatDraft],
    founder: i64,
    kind: &str,
    now: UnixMillis,
) -> AppResult<Option<usize>> {
    let rules = store::programmes(tx).await?.of_kind(kind, now);
    let leads = match &rules.lead_type {
        None => true,
        Some(wanted) => companies::has_type(tx, founder, wanted).await?,
    };
    if leads {
        return Ok(Some(0));
    }
    let card = companies::cards(tx, &[founder]).await?.remove(&founder);
    let types: Vec<String> = card.into_iter().flat_map(|c| c.types).map(|l| l.slug).collect();
    let fits = |s: &&(usize, &SeatDraft)| types.iter().any(|t| t == s.1.role.firm_type());
    let open: Vec<(usize, &SeatDraft)> = seats.iter().enumerate().skip(1).collect();
    Ok(open.iter().find(fits).or_else(|| open.first()).map(|(i, _)| *i))
}

#[cfg(feature = "ssr")]
async fn resolve(tx: &mut Tx, wanted: &mut [RequirementDraft]) -> AppResult<()> {
    let typed: Vec<String> = wanted.iter().map(|w| w.need.technology.clone()).collect();
    let slugs = technologies::resolve(tx, &typed, true).await?;
    for (w, slug) in wanted.iter_mut().zip(slugs) {
        w.need.technology = slug;
    }
    Ok(())
}

#[cfg(feature = "ssr")]
async fn known_values(tx: &mut Tx, kind: &str, sector: &str) -> AppResult<()> {
    let programmes = store::programmes(tx).await?;
    let sectors = sectors::known(tx).await?;
    let mut wrong = crate::error::FieldErrors::default();
    for (field, known) in
        [("form[kind]", programmes.kinds.find(kind).is_some()), ("form[sector]", sectors.labels.find(sector).is_some())]
    {
        if !known {
            wrong.add(field, Problem::Rule(keys::companies::CHOICE_UNKNOWN));
        }
    }
    Ok(wrong.or(())?)
}

/// Changes name, sector, purpose and requirements.
#[server(endpoint = "consortia/update")]
pub async fn update_consortium(slug: String, version: i64, form: ConsortiumForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let found = store::by_slug_locked(&mut tx, &slug).await?;
    require(&mut tx, &found, &person, Act::Edit).await?;
    let (draft, mut wanted) = form.check()?;
    known_values(&mut tx, &draft.kind, &draft.sector).await?;
    resolve(&mut tx, &mut wanted).await?;
    store::update(&mut tx, found.id, version, &draft, ctx.now).await?;
    store::set_requirements(&mut tx, found.id, &wanted).await?;
    store::index(&mut tx, found.id).await?;
    drafts::discard(&mut tx, person.id, &EDITOR.draft(Some(&slug))).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "edited", Thing(KIND, found.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/consortia/{slug}?saved=1"));
    Ok(())
}

/// Adds a seat.
#[server(endpoint = "consortia/add_seat")]
pub async fn add_seat(slug: String, form: SeatForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let found = store::by_slug_locked(&mut tx, &slug).await?;
    require(&mut tx, &found, &person, Act::Edit).await?;
    let draft = form.check()?;
    let seats = store::seats_of(&mut tx, found.id).await?;
    if draft.role == SeatRole::Lead && seats.iter().any(|s| s.role == SeatRole::Lead) {
        return Err(AppError::field("form[role]", Problem::Rule(keys::consortia::ONE_LEAD)));
    }
    if i64::try_from(seats.len()).unwrap_or(i64::MAX) >= found.seat_limit {
        return Err(AppError::Conflict(keys::consortia::SEATS_FULL));
    }
    store::add_seats(&mut tx, found.id, std::slice::from_ref(&draft)).await?;
    changed(ctx, tx, &person, &found, "added_seat").await
}

/// Takes an open seat away.
#[server(endpoint = "consortia/remove_seat")]
pub async fn remove_seat(slug: String, seat: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let found = store::by_slug_locked(&mut tx, &slug).await?;
    require(&mut tx, &found, &person, Act::Edit).await?;
    store::remove_seat(&mut tx, found.id, &seat).await?;
    changed(ctx, tx, &person, &found, "removed_seat").await
}

#[cfg(feature = "ssr")]
async fn changed(ctx: Ctx, mut tx: Tx, person: &Person, found: &Stored, verb: &str) -> AppResult<()> {
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, found.id), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/consortia/{}?saved=1", found.slug));
    Ok(())
}
