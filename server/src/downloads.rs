//! Files that people take away: the map, firms and capabilities as JSON or CSV, and what people sent: documents of firms and
//! files of conversations.

use crate::edge::{Edge, refuse};
use app::{
    archive::{self, Archive, Table},
    companies, conversations,
    ctx::{App, Ctx},
    error::{AppError, AppResult},
};
use axum::{
    Extension, Router,
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};

/// Where files are taken from.
pub fn routes<S: Clone + Send + Sync + 'static>(edge: &Edge) -> Router<S> {
    Router::new()
        .route("/secretariat/export/{file}", get(file))
        .route("/companies/{slug}/documents/{document}", get(document))
        .route("/conversations/{reference}/files/{file}", get(sent))
        .with_state(edge.clone())
}

/// A document of a firm.
async fn document(Path((slug, document)): Path<(String, String)>, ctx: Option<Extension<Ctx>>) -> Response {
    let Some(Extension(ctx)) = ctx else { return refuse(&AppError::SignedOut) };
    taken_away(companies::document(&ctx, &slug, &document).await)
}

/// A file of a conversation.
async fn sent(Path((reference, file)): Path<(String, String)>, ctx: Option<Extension<Ctx>>) -> Response {
    let Some(Extension(ctx)) = ctx else { return refuse(&AppError::SignedOut) };
    taken_away(conversations::file(&ctx, &reference, &file).await)
}

/// What people sent, by its name, media type and bytes: never shown but taken away, since nothing in it may run here.
fn taken_away(file: AppResult<(String, String, Vec<u8>)>) -> Response {
    match file {
        Ok((name, kind, bytes)) => {
            let encoded: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let headers = [
                (header::CONTENT_TYPE, kind.as_str()),
                (header::CONTENT_DISPOSITION, &format!("attachment; filename*=UTF-8''{encoded}")),
                (header::CACHE_CONTROL, "private, no-store"),
                (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => refuse(&error),
    }
}

async fn file(State(edge): State<Edge>, Path(name): Path<String>, ctx: Option<Extension<Ctx>>) -> Response {
    match made(&edge.app, &name, ctx.map(|ctx| ctx.0)).await {
        Ok((kind, text)) => {
            let named = format!("attachment; filename=\"{name}\"");
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CONTENT_DISPOSITION, named.as_str()),
                (header::CACHE_CONTROL, "private, no-store"),
            ];
            (headers, text).into_response()
        }
        Err(AppError::SignedOut) => Redirect::to("/sign-in?next=/secretariat/import").into_response(),
        Err(error) => refuse(&error),
    }
}

/// A file with its kind, for coordinators.
async fn made(app: &App, name: &str, ctx: Option<Ctx>) -> AppResult<(&'static str, String)> {
    let person = ctx.and_then(|ctx| ctx.person).ok_or(AppError::SignedOut)?;
    if !person.coordinator {
        return Err(AppError::Forbidden);
    }
    let table = Table::ALL.into_iter().find(|table| table.file() == name);
    if table.is_none() && name != "archive.json" {
        return Err(AppError::NotFound);
    }
    let archive = archive::export(&mut app.db.read().await?).await?;
    // Up to a hundred thousand rows: not on a thread that answers others.
    let writing = tokio::task::spawn_blocking(move || text(&archive, table));
    let text = writing.await.map_err(|e| AppError::internal(&e))?.map_err(|e| AppError::internal(&e))?;
    Ok((if table.is_some() { "text/csv; charset=utf-8" } else { "application/json" }, text))
}

fn text(archive: &Archive, table: Option<Table>) -> Result<String, String> {
    table.map_or_else(|| archive.json(), |table| archive.csv(table))
}
