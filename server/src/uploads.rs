//! Files that people send, each kind through a route of its own with its own limit. They answer as server functions do,
//! so that their forms work like all others.

use crate::edge::refuse;
use app::{
    companies, conversations,
    ctx::Ctx,
    error::{AppError, AppResult, Problem},
    recruiting, sheet,
    text::{
        Key,
        keys::{companies as logos, conversations as talk, landscape as landscapes, onboarding, sheet as sheets},
    },
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};

/// What stands around a file in its form at most, in bytes.
const AROUND: usize = 64 * 1024;
/// Largest logo, in bytes.
const LARGEST_LOGO: usize = 4 * 1024 * 1024;

/// Where files are sent to.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let limit = |largest: usize| DefaultBodyLimit::max(largest + AROUND);
    let logo = post(async |request: Request| answer(set_logo(request).await));
    let landscape = post(async |request: Request| answer(propose_landscape(request).await));
    let sheet = post(async |request: Request| answer(propose_sheet(request).await));
    let document = post(async |request: Request| answer(send_document(request).await));
    let file = post(async |request: Request| answer(send_file(request).await));
    Router::new()
        .route("/api/companies/send_document", document.layer(limit(companies::LARGEST_DOCUMENT)))
        .route("/api/conversations/send_file", file.layer(limit(conversations::LARGEST_FILE)))
        .route("/api/companies/set_logo", logo.layer(limit(LARGEST_LOGO)))
        .route("/api/companies/propose_import", sheet.layer(limit(2 * sheet::LARGEST)))
        .route("/api/recruiting/propose_landscape", landscape.layer(limit(recruiting::LARGEST_LANDSCAPE)))
}

async fn set_logo(request: Request) -> AppResult<(Ctx, String)> {
    const LOGO: Kind = Kind { field: "logo", largest: LARGEST_LOGO, large: logos::LOGO_LARGE };
    let ctx = context(&request)?;
    let sent = sent(request, &LOGO).await?;
    let path = companies::set_logo(&ctx, &sent.slug, sent.file).await?;
    Ok((ctx, path))
}

async fn propose_landscape(request: Request) -> AppResult<(Ctx, String)> {
    const FILE: Kind = Kind { field: "file", largest: recruiting::LARGEST_LANDSCAPE, large: landscapes::TOO_LARGE };
    let ctx = context(&request)?;
    let sent = sent(request, &FILE).await?;
    let path = recruiting::propose_landscape(&ctx, &sent.file_name, sent.file).await?;
    Ok((ctx, path))
}

async fn propose_sheet(request: Request) -> AppResult<(Ctx, String)> {
    const FILE: Kind = Kind { field: "file", largest: sheet::LARGEST, large: sheets::TOO_LARGE };
    let ctx = context(&request)?;
    let sent = sent(request, &FILE).await?;
    let path = companies::propose_import(&ctx, &sent.file_name, sent.file, sent.pasted).await?;
    Ok((ctx, path))
}

async fn send_document(request: Request) -> AppResult<(Ctx, String)> {
    const DOCUMENT: Kind =
        Kind { field: "document", largest: companies::LARGEST_DOCUMENT, large: onboarding::DOCUMENT_LARGE };
    let ctx = context(&request)?;
    let sent = sent(request, &DOCUMENT).await?;
    let path = companies::send_document(&ctx, &sent.slug, &sent.file_name, sent.file).await?;
    Ok((ctx, path))
}

async fn send_file(request: Request) -> AppResult<(Ctx, String)> {
    const FILE: Kind = Kind { field: "file", largest: conversations::LARGEST_FILE, large: talk::FILE_LARGE };
    let ctx = context(&request)?;
    let sent = sent(request, &FILE).await?;
    let path = conversations::send_file(&ctx, &sent.slug, &sent.file_name, sent.file).await?;
    Ok((ctx, path))
}

fn context(request: &Request) -> AppResult<Ctx> {
    request.extensions().get::<Ctx>().cloned().ok_or(AppError::SignedOut)
}

/// A kind of file: its field in the form, and what is said of one that is too large.
struct Kind {
    field: &'static str,
    largest: usize,
    large: Key,
}

/// What a form with a file holds.
#[derive(Default)]
struct Sent {
    /// Whose file it is.
    slug: String,
    file_name: String,
    file: Vec<u8>,
    /// What was pasted in place of a file.
    pasted: String,
}

async fn sent(request: Request, kind: &Kind) -> AppResult<Sent> {
    let large = || AppError::field(kind.field, Problem::Rule(kind.large));
    let broken = |status: StatusCode| match status {
        StatusCode::PAYLOAD_TOO_LARGE => large(),
        _ => AppError::field(kind.field, Problem::Malformed),
    };
    let mut form = Multipart::from_request(request, &()).await.map_err(|e| broken(e.status()))?;
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(|e| broken(e.status()))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|e| broken(e.status()))?;
        if name == kind.field {
            if bytes.len() > kind.largest {
                return Err(large());
            }
            (sent.file_name, sent.file) = (file_name, bytes.into());
        } else if name == "slug" {
            sent.slug = String::from_utf8_lossy(&bytes).into_owned();
        } else if name == "pasted" {
            sent.pasted = String::from_utf8_lossy(&bytes).into_owned();
        }
    }
    Ok(sent)
}

/// The next page, or why not.
fn answer(done: AppResult<(Ctx, String)>) -> Response {
    match done {
        Ok((ctx, path)) => match HeaderValue::from_str(&ctx.lang.href(&path)) {
            Ok(location) => [(header::LOCATION, location)].into_response(),
            Err(error) => refuse(&AppError::internal(&error)),
        },
        Err(error) => refuse(&error),
    }
}
