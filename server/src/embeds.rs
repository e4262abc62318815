//! Plain pages for frames on other sites: no script, no cookie, only what visitors see.

use crate::edge::Edge;
use app::{
    error::AppError,
    technologies,
    text::{Lang, Texts},
};
use axum::{
    Router,
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use leptos::config::LeptosOptions;
use serde::Deserialize;

/// Other sites may frame these pages, which can do nothing but look.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors *",
);
const CACHING: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// The language of a frame; Korean unless it says `lang=en`.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    lang: String,
}

/// Every frame by its address.
pub fn routes(edge: &Edge, options: &LeptosOptions) -> Router {
    Router::new()
        .route("/embed/technologies", get(map))
        .route("/embed/technologies/{slug}", get(part))
        .with_state((edge.clone(), options.clone()))
}

async fn map(State((edge, options)): State<(Edge, LeptosOptions)>, asked: Query<Asked>) -> Response {
    answer(&edge, options, None, &asked).await
}

async fn part(
    State((edge, options)): State<(Edge, LeptosOptions)>,
    Path(slug): Path<String>,
    asked: Query<Asked>,
) -> Response {
    answer(&edge, options, Some(slug), &asked).await
}

async fn answer(edge: &Edge, options: LeptosOptions, slug: Option<String>, asked: &Asked) -> Response {
    let lang = Lang::of_code(&asked.lang);
    let policy = [(header::CONTENT_SECURITY_POLICY, POLICY)];
    match technologies::embed(&edge.app, options, slug, lang).await {
        Ok(page) => (policy, [(header::CACHE_CONTROL, CACHING)], Html(page)).into_response(),
        Err(AppError::Moved(to)) => Redirect::permanent(&format!("/embed{to}?lang={}", lang.code())).into_response(),
        Err(error) => (policy, refused(&error, lang)).into_response(),
    }
}

fn refused(error: &AppError, lang: Lang) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or_default();
    (status, error.message(Texts(lang))).into_response()
}
