//! Server functions of news. The secretariat writes to everybody, sector coordinators to their groups.

use super::model::{NewsList, NewsQuery, NoticeEditing, NoticeForm, NoticeView};
use crate::{error::AppResult, ui::EditTarget};
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        mails,
        model::{ALL, NoticeDraft},
        store::{self, KIND},
    },
    crate::{
        accounts::{Person, drafts, once},
        audit::{self, Thing},
        companies::{self, Remit},
        ctx::{App, Ctx},
        db::{StoreError, Tx},
        error::{AppError, FORM, Problem, check},
        inbox, jobs,
        label::Label,
        sectors, slugs,
        text::{Lang, Texts, keys},
        time::UnixMillis,
    },
};

/// The editor of notices.
pub const EDITOR: EditTarget = EditTarget { things: "news", create: "news/publish", update: "news/update" };

/// The job that tells the readers of a notice.
#[cfg(feature = "ssr")]
pub const TELL_JOB: &str = "notice";
/// The message that brings one.
#[cfg(feature = "ssr")]
const NOTICE: &str = "notice";

/// One page of notices.
#[server(endpoint = "news/list", input = GetUrl)]
pub async fn list_news(#[server(default)] query: NewsQuery) -> AppResult<NewsList> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let member = is_member(&mut tx, ctx.person.as_ref()).await?;
    let (rows, total) = store::list(&mut tx, &query, member, ctx.now).await?;
    ctx.changes_at(ctx.now.next_seoul_midnight());
    Ok(NewsList {
        rows,
        total,
        sectors: store::facets(&mut tx, member).await?,
        may_write: writes(&mut tx, ctx.person.as_ref(), ctx.now).await?.is_some(),
    })
}

/// Whether somebody reads what is for members.
#[cfg(feature = "ssr")]
async fn is_member(tx: &mut Tx, person: Option<&Person>) -> AppResult<bool> {
    match person {
        None => Ok(false),
        Some(person) if person.coordinator => Ok(true),
        Some(person) => Ok(companies::works_for_member(tx, person.id).await?),
    }
}

/// To whom somebody may write, if to anybody.
#[cfg(feature = "ssr")]
async fn writes(tx: &mut Tx, person: Option<&Person>, now: UnixMillis) -> AppResult<Option<Remit>> {
    let Some(person) = person else { return Ok(None) };
    match companies::remit(tx, person, now).await {
        Ok(remit) => Ok(Some(remit)),
        Err(AppError::Forbidden) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Whether a remit reaches a notice's readers.
#[cfg(feature = "ssr")]
fn reaches(remit: &Remit, sector: &str) -> bool {
    *remit == Remit::Alliance || (!sector.is_empty() && remit.covers(sector))
}

/// A notice. One for members exists for members only.
#[server(endpoint = "news/notice", input = GetUrl)]
pub async fn get_notice(slug: String) -> AppResult<NoticeView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let found = store::by_slug(&mut tx, &slug).await;
    let found = slugs::or_moved(&mut tx, KIND, "/news", &slug, found).await?;
    let person = ctx.person.as_ref();
    if !found.public && !is_member(&mut tx, person).await? {
        return Err(AppError::NotFound);
    }
    let may_edit = writes(&mut tx, person, ctx.now).await?.is_some_and(|remit| reaches(&remit, &found.sector));
    Ok(found.view(&*sectors::known(&mut tx).await?, may_edit))
}

/// What the editor starts from: a new notice, perhaps for a sector, or a stored one.
#[server(endpoint = "news/editing", input = GetUrl)]
pub async fn edit_notice(slug: Option<String>, sector: Option<String>) -> AppResult<NoticeEditing> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let remit = companies::remit(&mut tx, &person, ctx.now).await?;
    let (stored, form) = match slug {
        None => {
            let only = match &remit {
                Remit::Sectors(own) if own.len() == 1 => own.first().cloned(),
                _ => None,
            };
            let sector = sector.filter(|sector| remit.covers(sector)).or(only).unwrap_or_default();
            (None, NoticeForm { sector, audience: "public".to_owned(), ..NoticeForm::default() })
        }
        Some(slug) => {
            let found = store::by_slug(&mut tx, &slug).await?;
            if !reaches(&remit, &found.sector) {
                return Err(AppError::Forbidden);
            }
            (Some((slug, found.version)), found.form())
        }
    };
    let mut edit = drafts::begin(&EDITOR, stored);
    let form = drafts::restore(&mut tx, person.id, &EDITOR, &mut edit, form).await?;
    let whole = |lang| Texts(lang).s(keys::news::TO_ALL);
    let all = (remit == Remit::Alliance).then(|| Label::new(ALL, whole(Lang::Ko), whole(Lang::En)));
    let known = sectors::all(&mut tx).await?.into_iter().filter(|sector| remit.covers(&sector.slug));
    Ok(NoticeEditing { edit, form, sectors: all.into_iter().chain(known).collect() })
}

/// The draft, if the person may write to whom it is for.
#[cfg(feature = "ssr")]
async fn written(ctx: &Ctx, tx: &mut Tx, person: &Person, form: &NoticeForm) -> AppResult<NoticeDraft> {
    let remit = companies::remit(tx, person, ctx.now).await?;
    let draft = form.check(ctx.now)?;
    let unknown = || AppError::field("form[sector]", Problem::Rule(keys::companies::CHOICE_UNKNOWN));
    if !draft.sector.is_empty() && sectors::known(tx).await?.labels.find(&draft.sector).is_none() {
        return Err(unknown());
    }
    if reaches(&remit, &draft.sector) { Ok(draft) } else { Err(AppError::Forbidden) }
}

/// Publishes a notice; its readers are told afterwards.
#[server(endpoint = "news/publish")]
pub async fn publish_notice(form: NoticeForm, once: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let draft = written(&ctx, &mut tx, &person, &form).await?;
    let once = check::line(&once, 40).map_err(|p| AppError::field(FORM, p))?;
    if let Some(slug) = once::earlier(&mut tx, person.id, &once).await? {
        ctx.go(&format!("/news/{slug}"));
        return Ok(());
    }
    let (id, slug) = store::add(&mut tx, &draft, ctx.now).await?;
    store::index(&mut tx, &slug).await?;
    jobs::add(&mut tx, TELL_JOB, &id.to_string(), &id.to_string(), ctx.now).await?;
    drafts::discard(&mut tx, person.id, &EDITOR.draft(None)).await?;
    once::remember(&mut tx, person.id, &once, &slug, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "published", Thing(KIND, id), &draft.sector).await?;
    tx.commit().await?;
    ctx.go(&format!("/news/{slug}?published=1"));
    Ok(())
}

/// Corrects a notice. Nobody is told again.
#[server(endpoint = "news/update")]
pub async fn update_notice(slug: String, version: i64, form: NoticeForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let found = owned(&ctx, &mut tx, &person, &slug).await?;
    let draft = written(&ctx, &mut tx, &person, &form).await?;
    store::update(&mut tx, found.id, version, &draft, ctx.now).await?;
    store::index(&mut tx, &slug).await?;
    drafts::discard(&mut tx, person.id, &EDITOR.draft(Some(&slug))).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "edited", Thing(KIND, found.id), &draft.sector).await?;
    tx.commit().await?;
    ctx.go(&format!("/news/{slug}?saved=1"));
    Ok(())
}

/// A notice, locked, if it is the person's to change.
#[cfg(feature = "ssr")]
async fn owned(ctx: &Ctx, tx: &mut Tx, person: &Person, slug: &str) -> AppResult<store::Stored> {
    let remit = companies::remit(tx, person, ctx.now).await?;
    let found = store::by_slug_locked(tx, slug).await?;
    if reaches(&remit, &found.sector) { Ok(found) } else { Err(AppError::Forbidden) }
}

/// Takes a notice away.
#[server(endpoint = "news/remove")]
pub async fn remove_notice(slug: String, version: i64) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let found = owned(&ctx, &mut tx, &person, &slug).await?;
    store::remove(&mut tx, found.id, version).await?;
    inbox::forget(&mut tx, NOTICE, &format!("/news/{slug}")).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "removed", Thing(KIND, found.id), &found.sector).await?;
    tx.commit().await?;
    ctx.go("/news?removed=1");
    Ok(())
}

/// Tells the people of a notice's sector, or of all members, once. What was taken away meanwhile is told to nobody.
#[cfg(feature = "ssr")]
pub async fn tell(app: &App, id: i64, now: UnixMillis) -> Result<(), String> {
    let wrong = |e: StoreError| e.to_string();
    let mut tx = app.db.begin().await.map_err(wrong)?;
    if !store::claim_telling(&mut tx, id, now).await.map_err(wrong)? {
        return Ok(());
    }
    let notice = store::by_id(&mut tx, id).await.map_err(wrong)?;
    let readers = companies::everyone_of(&mut tx, &notice.sector).await.map_err(wrong)?;
    let path = format!("/news/{}", notice.slug);
    let letter = |lang| mails::letter(app, lang, &notice);
    inbox::announce(&mut tx, &readers, inbox::informs(NOTICE, &path), letter, now).await.map_err(wrong)?;
    tx.commit().await.map_err(wrong)
}
