//! Files of conversations.

use super::{super::store, counted, locked, own_side, write};
use crate::{
    blobs,
    ctx::Ctx,
    error::{AppError, AppResult, Problem},
    text::keys::onboarding,
};

/// Largest file, in bytes.
pub const LARGEST_FILE: usize = 8 * 1024 * 1024;
/// Longest name of a file, in characters.
const LONGEST_NAME: usize = 100;

/// Adds a file. Answers the page to go on at.
pub async fn send_file(ctx: &Ctx, reference: &str, file_name: &str, file: Vec<u8>) -> AppResult<String> {
    let person = ctx.person.clone().ok_or(AppError::SignedOut)?;
    let wrong = |problem| AppError::field("file", problem);
    if file.is_empty() {
        return Err(wrong(Problem::Required));
    }
    let kind = blobs::media_type(&file).ok_or_else(|| wrong(Problem::Rule(onboarding::DOCUMENT_KIND)))?;
    let name = blobs::file_name(file_name, LONGEST_NAME).map_err(wrong)?;
    counted(ctx, &person, reference).await?;
    let mut tx = ctx.begin().await?;
    let (found, own) = locked(&mut tx, &person, reference).await?;
    let line = write(&ctx.app, &mut tx, &person, &found, own, &name, ctx.now).await?;
    store::attach(&mut tx, line, &name, &file, kind, ctx.now).await?;
    tx.commit().await?;
    Ok(format!("/conversations/{reference}?sent=1"))
}

/// A file's name, media type and bytes, for the people of the two firms, and for the secretariat once it is reported.
pub async fn file(ctx: &Ctx, reference: &str, file: &str) -> AppResult<(String, String, Vec<u8>)> {
    let person = ctx.person.clone().ok_or(AppError::SignedOut)?;
    let mut tx = ctx.read().await?;
    let found = store::by_ref(&mut tx, reference).await?;
    if !(person.coordinator && found.reported_by.is_some()) {
        own_side(&mut tx, &person, &found).await?;
    }
    Ok(store::file(&mut tx, found.id, file).await?)
}
