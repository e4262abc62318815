//! Which address is answered by what.

use crate::{
    downloads,
    edge::{self, Edge, Unpacks},
    embeds, feeds, open_data, uploads,
};
use app::{companies, ctx::Ctx, db::StoreError, portal, replay::Replay, shell};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    middleware::{from_fn, from_fn_with_state, map_response},
    response::{IntoResponse, Response},
    routing::{MethodRouter, any, get, get_service},
};
use leptos::{config::LeptosOptions, nonce::Nonce, prelude::*};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use std::sync::LazyLock;
use tower_http::{
    compression::CompressionLayer,
    services::{ServeDir, ServeFile},
};

/// Files whose name carries their hash never change.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Other files are asked for again after an hour.
const AN_HOUR: &str = "public, max-age=3600";

/// Every page's route. Made once: while leptos lists them, no resource of the process loads, and a page that another
/// portal of the same process renders at that moment (tests have several) would wait for ever.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(app::App));

/// The whole portal as one service.
pub fn router(edge: Edge, options: LeptosOptions) -> Router {
    let site = options.site_root.to_string();
    let pages = PAGES.clone();
    let context = {
        move || {
            provide_context(Nonce::from_value(edge::MARK.as_str()));
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
        .merge(uploads::routes())
        .merge(downloads::routes(&edge))
        .route("/api/{*function}", any(no_such_function))
        .fallback(leptos_axum::file_and_error_handler_with_context::<LeptosOptions, _>(context, shell::shell))
        .with_state(options);
    let dynamic = edge::around(dynamic, &edge);
    Router::new()
        .route("/health/live", get(|| async { "ok" }))
        .route("/health/ready", get(ready).with_state(edge.clone()))
        .route("/texts/{file}", get(texts))
        .route("/logos/{file}", get(logo).with_state(edge.clone()))
        .nest_service("/pkg", files(&format!("{site}/pkg"), FOREVER))
        .nest_service("/fonts", files(&format!("{site}/fonts"), AN_HOUR))
        .route("/boot.js", file(&site, "boot.js"))
        .route("/icons.svg", file(&site, "icons.svg"))
        .route("/favicon.svg", file(&site, "favicon.svg"))
        .route("/apple-touch-icon.png", file(&site, "apple-touch-icon.png"))
        .route("/robots.txt", get(robots).with_state(edge.clone()))
        .merge(
            Router::new()
                .route("/sitemap.xml", get(sitemap).with_state(edge.clone()))
                .merge(feeds::routes(&edge))
                .merge(open_data::routes(&edge))
                .merge(embeds)
                .layer(CompressionLayer::new()),
        )
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

/// The catalogues, compressed once.
static PACKED_TEXTS: LazyLock<[Bytes; 2]> =
    LazyLock::new(|| [0, 1].map(|i| edge::brotli(shell::CATALOGUES[i].script.as_bytes(), 11)));

/// The catalogue of one language; an address of an older build is gone.
async fn texts(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let path = format!("/texts/{file}");
    let Some(index) = shell::CATALOGUES.iter().position(|c| c.path == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, FOREVER),
        (header::VARY, "Accept-Encoding"),
    ];
    if Unpacks::of(&headers).brotli {
        return (kind, [(header::CONTENT_ENCODING, "br")], PACKED_TEXTS[index].clone()).into_response();
    }
    (kind, shell::CATALOGUES[index].script.as_str()).into_response()
}

/// A firm's logo, named by its content. Nothing in it may run, wherever it is opened.
async fn logo(State(edge): State<Edge>, Path(file): Path<String>) -> Response {
    let Some(name) = file.strip_suffix(".png") else { return StatusCode::NOT_FOUND.into_response() };
    let read = async { companies::logo(&mut edge.app.db.read().await?, name).await };
    match read.await {
        Ok(png) => {
            let kind = [
                (header::CONTENT_TYPE, "image/png"),
                (header::CACHE_CONTROL, FOREVER),
                (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
            ];
            (kind, png).into_response()
        }
        Err(StoreError::Missing) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "no logo");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
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
    match edge.app.db.answers().await {
        Ok(()) => "ready".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}
