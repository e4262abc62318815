//! Which address is answered by what.

use crate::{
    calendars,
    edge::{self, Edge},
    embeds, open_data,
};
use app::{ctx::Ctx, portal, replay::Replay, shell};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    middleware::{from_fn, from_fn_with_state, map_response},
    response::{IntoResponse, Response},
    routing::{MethodRouter, any, get, get_service},
};
use leptos::{config::LeptosOptions, nonce::Nonce, prelude::*};
use leptos_axum::{LeptosRoutes, generate_route_list};
use tower_http::services::{ServeDir, ServeFile};

/// Files whose name carries their hash never change.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Other files are asked for again after an hour.
const AN_HOUR: &str = "public, max-age=3600";

/// The whole portal as one service.
pub fn router(edge: Edge, options: LeptosOptions) -> Router {
    let site = options.site_root.to_string();
    let pages = generate_route_list(app::App);
    let context = {
        move || {
            provide_context(Nonce::from_value(String::new()));
            if let Some(parts) = use_context::<Parts>() {
                if let Some(ctx) = parts.extensions.get::<Ctx>() {
                    provide_context(ctx.clone());
                }
                if let Some(replay) = parts.extensions.get::<Replay>() {
                    provide_context(replay.clone());
                }
            }
        }
    };
    let document = {
        let options = options.clone();
        move || shell::shell(options.clone())
    };
    let embeds = embeds::routes(&edge, &options);
    let dynamic = Router::new()
        .leptos_routes_with_context(&options, pages, context, document)
        .route("/api/{*function}", any(no_such_function))
        .fallback(leptos_axum::file_and_error_handler_with_context::<LeptosOptions, _>(context, shell::shell))
        .with_state(options);
    let dynamic = edge::around(dynamic, &edge);
    Router::new()
        .route("/health/live", get(|| async { "ok" }))
        .route("/health/ready", get(ready).with_state(edge.clone()))
        .route("/texts/{file}", get(texts))
        .nest_service("/pkg", files(&format!("{site}/pkg"), FOREVER))
        .nest_service("/fonts", files(&format!("{site}/fonts"), AN_HOUR))
        .route("/boot.js", file(&site, "boot.js"))
        .route("/icons.svg", file(&site, "icons.svg"))
        .route("/favicon.svg", file(&site, "favicon.svg"))
        .route("/apple-touch-icon.png", file(&site, "apple-touch-icon.png"))
        .route("/robots.txt", get(robots).with_state(edge.clone()))
        .route("/sitemap.xml", get(sitemap).with_state(edge.clone()))
        .merge(calendars::routes(&edge))
        .merge(open_data::routes(&edge))
        .merge(embeds)
        .fallback_service(dynamic)
        .layer(from_fn(edge::security_headers))
        .layer(from_fn_with_state(edge, edge::trace))
}

fn files(folder: &str, caching: &'static str) -> Router {
    let served = ServeDir::new(folder).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    Router::new().fallback_service(served).layer(map_response(move |response| kept(response, caching)))
}

fn file(site: &str, name: &str) -> MethodRouter {
    let served = ServeFile::new(format!("{site}/{name}")).precompressed_br().precompressed_gzip();
    get_service(served).layer(map_response(|response| kept(response, AN_HOUR)))
}

/// Says how long what was found may be kept.
async fn kept(mut response: Response, caching: &'static str) -> Response {
    if response.status().is_success() {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    }
    response
}

/// The catalogue of one language; an address of an older build is gone.
async fn texts(Path(file): Path<String>) -> Response {
    let path = format!("/texts/{file}");
    let Some(catalogue) = shell::CATALOGUES.iter().find(|c| c.path == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, FOREVER)];
    (headers, catalogue.script.as_str()).into_response()
}

async fn robots(State(edge): State<Edge>) -> String {
    portal::robots(&edge.app.base_url)
}

async fn sitemap(State(edge): State<Edge>) -> Response {
    match portal::sitemap(&edge.app.db, &edge.app.base_url).await {
        Ok(xml) => ([(header::CONTENT_TYPE, "application/xml; charset=utf-8"), (header::CACHE_CONTROL, AN_HOUR)], xml)
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "no sitemap");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn no_such_function() -> Response {
    (StatusCode::NOT_FOUND, Json(app::error::AppError::NotFound)).into_response()
}

/// Ready to serve: the database answers.
async fn ready(State(edge): State<Edge>) -> Response {
    match edge.app.db.read().await {
        Ok(_) => "ready".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}
