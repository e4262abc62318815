//! Files that people send, each kind through a route of its own with its own limit. They answer as server functions do,
//! so that their forms work like all others.

use crate::edge::refuse;
use app::{
    companies,
    ctx::Ctx,
    error::{AppError, AppResult, Problem},
    text::keys::companies as words,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};

/// Largest file of a logo with what stands around it in the form, in bytes.
const LARGEST_LOGO: usize = 4 * 1024 * 1024;

/// Where files are sent to.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let logo = post(async |request: Request| answer(set_logo(request).await));
    Router::new().route("/api/companies/set_logo", logo.layer(DefaultBodyLimit::max(LARGEST_LOGO)))
}

async fn set_logo(request: Request) -> AppResult<(Ctx, String)> {
    let ctx = request.extensions().get::<Ctx>().cloned().ok_or(AppError::SignedOut)?;
    let broken = || AppError::field("logo", Problem::Rule(words::LOGO_BROKEN));
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    let (mut slug, mut file) = (String::new(), Vec::new());
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => AppError::field("logo", Problem::Rule(words::LOGO_LARGE)),
            _ => broken(),
        })?;
        match name.as_str() {
            "slug" => slug = String::from_utf8_lossy(&bytes).into_owned(),
            "logo" => file = bytes.into(),
            _ => {}
        }
    }
    let path = companies::set_logo(&ctx, &slug, file).await?;
    Ok((ctx, path))
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
