//! Server functions of sector groups: joining and leaving, and naming who coordinates one.

use super::model::{JoinForm, NameForm, SectorDesk};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::store::{self as firms, Firm},
        mails,
        model::{DeskSector, GroupView, Remit, group_name},
        store::{self, Term},
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, Problem},
        inbox,
        label::Label,
        sectors,
        text::keys,
        time::UnixMillis,
    },
};

/// Most sectors of a firm.
#[cfg(feature = "ssr")]
const MOST_SECTORS: usize = 5;

/// Whose groups a person runs; who runs none is [`AppError::Forbidden`].
#[cfg(feature = "ssr")]
pub async fn remit(tx: &mut Tx, person: &Person, now: UnixMillis) -> AppResult<Remit> {
    if person.coordinator {
        return Ok(Remit::Alliance);
    }
    let sectors = store::coordinated_by(tx, person.id, now).await?;
    if sectors.is_empty() { Err(AppError::Forbidden) } else { Ok(Remit::Sectors(sectors)) }
}

/// The sectors whose groups a person coordinates; none for the secretariat's people, who run them all.
#[cfg(feature = "ssr")]
pub async fn coordinated(tx: &mut Tx, person: &Person, now: UnixMillis) -> AppResult<Vec<String>> {
    Ok(if person.coordinator { Vec::new() } else { store::coordinated_by(tx, person.id, now).await? })
}

/// A sector's group for one viewer.
#[cfg(feature = "ssr")]
pub async fn group(ctx: &Ctx, tx: &mut Tx, sector: &str) -> AppResult<GroupView> {
    let terms = store::terms_of(tx, sector, ctx.now).await?;
    if let Some(ends) = terms.iter().map(|term| term.coordinator().until).min() {
        ctx.changes_at(ends);
    }
    let person = ctx.person.as_ref();
    let own = match person {
        Some(person) => store::own_firms(tx, person.id, sector).await?,
        None => Vec::new(),
    };
    let choices = if own.is_empty() { Vec::new() } else { sectors::known(tx).await?.fields(sector).all().to_vec() };
    Ok(GroupView {
        runs: person.is_some_and(|p| p.coordinator || terms.iter().any(|term| term.person_id == p.id)),
        coordinators: terms.iter().map(Term::coordinator).collect(),
        fields: firms::count_by_field(tx, sector).await?,
        choices,
        own,
    })
}

/// Puts a firm into a group, or says anew in which of its fields it works.
#[server(endpoint = "companies/join_group")]
pub async fn join_group(form: JoinForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (firm, sector) = acting(&mut tx, &person, &form.company, &form.sector).await?;
    let known = sectors::known(&mut tx).await?.fields(&sector.slug);
    if form.fields.iter().any(|field| known.find(field).is_none()) {
        return Err(AppError::field("form[fields][]", Problem::Rule(keys::companies::CHOICE_UNKNOWN)));
    }
    let joined = store::join(&mut tx, firm.id, &sector.slug).await?;
    if joined && store::sectors_of(&mut tx, firm.id).await?.len() > MOST_SECTORS {
        return Err(AppError::Conflict(keys::sectors::TOO_MANY));
    }
    store::set_fields(&mut tx, firm.id, &sector.slug, &form.fields).await?;
    let verb = if joined { "joined_group" } else { "chose_fields" };
    done(ctx, tx, &person, &firm, &sector, verb).await
}

/// Takes a firm out of a group; the last one stays, since whoever looks for firms does so by sector.
#[server(endpoint = "companies/leave_group")]
pub async fn leave_group(sector: String, company: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (firm, sector) = acting(&mut tx, &person, &company, &sector).await?;
    let of = store::sectors_of(&mut tx, firm.id).await?;
    if !of.contains(&sector.slug) {
        ctx.go(&format!("/sectors/{}", sector.slug));
        return Ok(());
    }
    if of == [sector.slug.as_str()] {
        return Err(AppError::Conflict(keys::sectors::LAST));
    }
    store::leave(&mut tx, firm.id, &sector.slug).await?;
    done(ctx, tx, &person, &firm, &sector, "left_group").await
}

/// The firm for which the person acts, locked, and the sector.
#[cfg(feature = "ssr")]
async fn acting(tx: &mut Tx, person: &Person, company: &str, sector: &str) -> AppResult<(Firm, Label)> {
    firms::by_slug_locked(tx, company).await?;
    let firm = firms::acting_for(tx, person.id, company).await.map_err(|_| AppError::Forbidden)?;
    Ok((firm, known(tx, sector).await?))
}

#[cfg(feature = "ssr")]
async fn known(tx: &mut Tx, sector: &str) -> AppResult<Label> {
    Ok(sectors::known(tx).await?.labels.find(sector).cloned().ok_or(StoreError::Missing)?)
}

/// What hangs on the firm's sectors follows: search, and what is counted by sector.
#[cfg(feature = "ssr")]
async fn done(ctx: Ctx, mut tx: Tx, person: &Person, firm: &Firm, sector: &Label, verb: &str) -> AppResult<()> {
    firms::index(&mut tx, &firm.slug).await?;
    crate::firm_changed(&mut tx, firm.id).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(firms::KIND, firm.id), &sector.slug).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/sectors/{}?{verb}=1", sector.slug));
    Ok(())
}

/// Every group with who coordinates it.
#[server(endpoint = "companies/sector_desk", input = GetUrl)]
pub async fn get_sector_desk() -> AppResult<SectorDesk> {
    let (ctx, _) = Ctx::coordinator()?;
    let mut tx = ctx.read().await?;
    let mut terms = store::by_sector(store::terms(&mut tx, ctx.now).await?);
    let firms = firms::count_by_sector(&mut tx).await?;
    let desk = |sector: Label| DeskSector {
        firms: firms.get(&sector.slug).copied().unwrap_or_default(),
        terms: terms.remove(&sector.slug).unwrap_or_default().into_iter().map(Term::on_desk).collect(),
        sector,
    };
    Ok(SectorDesk { sectors: sectors::all(&mut tx).await?.into_iter().map(desk).collect() })
}

/// Names somebody of a member firm as coordinator of a group, and tells them.
#[server(endpoint = "companies/name_coordinator")]
pub async fn name_coordinator(form: NameForm) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let naming = form.check(ctx.now)?;
    let mut tx = ctx.begin().await?;
    let sector = known(&mut tx, &form.sector).await?;
    let Some(nominee) = store::nominee(&mut tx, &sector.slug, &naming.email).await? else {
        return Err(AppError::field("form[email]", Problem::Rule(keys::sectors::NOT_OF_GROUP)));
    };
    let term = store::name(&mut tx, &sector.slug, nominee.company_id, nominee.person_id, &naming, ctx.now).await?;
    let told = [nominee.recipient(&naming.email)];
    let (group, path) = (group_name(&sector.name), format!("/sectors/{}", sector.slug));
    let news = inbox::informs("sector_named", &path);
    inbox::tell_all(&mut tx, &told, news, |_, lang| mails::named(&ctx, lang, &group, &path, &naming), ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "named", Thing(store::KIND, term), &sector.slug).await?;
    tx.commit().await?;
    ctx.go("/secretariat/sectors?named=1");
    Ok(())
}

/// Ends a coordinator's term today.
#[server(endpoint = "companies/end_term")]
pub async fn end_term(term: String, version: i64) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let (id, sector) = store::end(&mut tx, &term, version, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "term_ended", Thing(store::KIND, id), &sector).await?;
    tx.commit().await?;
    ctx.go("/secretariat/sectors?term_ended=1");
    Ok(())
}
