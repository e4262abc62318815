//! Server functions of what the alliance says of itself.

use super::model::{AboutView, PartEditing, PartForm};
use crate::{error::AppResult, ui::EditTarget};
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::store::{self, KIND},
    crate::{
        accounts::drafts,
        audit::{self, Thing},
        ctx::Ctx,
        error::AppError,
    },
};

/// The editor of a part; there are no new ones.
pub const EDITOR: EditTarget = EditTarget { things: "about", create: "about/update", update: "about/update" };

/// What the alliance says of itself.
#[server(endpoint = "about/parts", input = GetUrl)]
pub async fn get_about() -> AppResult<AboutView> {
    let ctx = Ctx::current()?;
    let parts = store::parts(&mut ctx.read().await?).await?.0.clone();
    Ok(AboutView { parts, may_edit: ctx.person.is_some_and(|person| person.coordinator) })
}

/// What the editor of a part starts from.
#[server(endpoint = "about/editing", input = GetUrl)]
pub async fn edit_about(slug: String) -> AppResult<PartEditing> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.read().await?;
    let (form, version) = store::form(&mut tx, &slug).await?;
    let mut edit = drafts::begin(&EDITOR, Some((slug, version)));
    let form = drafts::restore(&mut tx, person.id, &EDITOR, &mut edit, form).await?;
    Ok(PartEditing { edit, form })
}

/// Changes a part.
#[server(endpoint = "about/update")]
pub async fn update_about(slug: String, version: i64, form: PartForm) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let draft = form.check().map_err(AppError::from)?;
    let mut tx = ctx.begin().await?;
    store::set(&mut tx, &slug, version, &draft, ctx.now).await?;
    drafts::discard(&mut tx, person.id, &EDITOR.draft(Some(&slug))).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "edited", Thing(KIND, 0), &slug).await?;
    tx.commit().await?;
    ctx.go("/about?saved=1");
    Ok(())
}
