//! The public API: what visitors see, as data, with an OpenAPI document. It reads no cookie.

use crate::edge::Edge;
use app::{
    companies::{self, OpenCompany, OpenCompanyQuery},
    ctx::App,
    db::Tx,
    error::{AppError, AppResult, FORM, FieldErrors, Problem},
    open::{OpenPage, Paging},
    technologies::{self, OpenCapability, OpenCapabilityQuery, OpenTechnology, OpenTechnologyQuery},
    text::{Lang, Texts},
};
use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;
use utoipa::{OpenApi, ToSchema};

/// How long an answer may be kept without asking again.
const CACHING: HeaderValue = HeaderValue::from_static("public, max-age=60");
/// Other sites' pages may read what everybody may read.
const EVERY_SITE: HeaderValue = HeaderValue::from_static("*");

/// Member firms, the core-technology map and what firms say that they can do, in pages. Every answer carries an ETag;
/// sent back as If-None-Match it is answered by 304 while nothing has changed.
#[derive(OpenApi)]
#[openapi(
    info(title = "Open Cloud Alliance", version = "1"),
    paths(companies, technologies, capabilities),
    components(schemas(Refusal))
)]
struct Api;

/// The API by its addresses.
pub fn routes(edge: &Edge) -> Router {
    Router::new()
        .route("/api/v1/companies", get(companies))
        .route("/api/v1/technologies", get(technologies))
        .route("/api/v1/capabilities", get(capabilities))
        .route("/api/v1/openapi.json", get(document))
        .with_state(edge.clone())
}

/// Why a request was refused, as RFC 9457 has it.
#[derive(Serialize, ToSchema)]
struct Refusal {
    title: String,
    status: u16,
    /// What is wrong with each parameter, by its name.
    errors: BTreeMap<String, String>,
}

async fn document(State(edge): State<Edge>, headers: HeaderMap) -> Response {
    let mut api = Api::openapi();
    api.servers = Some(vec![utoipa::openapi::Server::new(edge.app.base_url.as_ref())]);
    answer(&headers, serde_json::to_vec(&api).map_err(|_| AppError::Unavailable))
}

/// The member firms, in the order of their slugs.
#[utoipa::path(
    get, path = "/api/v1/companies", params(OpenCompanyQuery, Paging),
    responses((status = 200, body = OpenPage<OpenCompany>), (status = 422, body = Refusal, content_type = "application/problem+json"))
)]
async fn companies(State(edge): State<Edge>, uri: Uri, headers: HeaderMap) -> Response {
    let page = read(&edge.app, &uri, async |tx: &mut Tx, query: OpenCompanyQuery, paging: Paging| {
        companies::open(tx, &edge.app.base_url, &query, &paging).await
    });
    answer(&headers, page.await)
}

/// The core-technology map with its domains, areas and technologies, in the order of their slugs.
#[utoipa::path(
    get, path = "/api/v1/technologies", params(OpenTechnologyQuery, Paging),
    responses((status = 200, body = OpenPage<OpenTechnology>), (status = 422, body = Refusal, content_type = "application/problem+json"))
)]
async fn technologies(State(edge): State<Edge>, uri: Uri, headers: HeaderMap) -> Response {
    let page = read(&edge.app, &uri, async |tx: &mut Tx, query: OpenTechnologyQuery, paging: Paging| {
        technologies::open_technologies(tx, &edge.app.base_url, &query, &paging).await
    });
    answer(&headers, page.await)
}

/// What member firms say that they can do, in the order of the ids.
#[utoipa::path(
    get, path = "/api/v1/capabilities", params(OpenCapabilityQuery, Paging),
    responses((status = 200, body = OpenPage<OpenCapability>), (status = 422, body = Refusal, content_type = "application/problem+json"))
)]
async fn capabilities(State(edge): State<Edge>, uri: Uri, headers: HeaderMap) -> Response {
    let page = read(&edge.app, &uri, async |tx: &mut Tx, query: OpenCapabilityQuery, paging: Paging| {
        technologies::open_capabilities(tx, &query, &paging).await
    });
    answer(&headers, page.await)
}

/// What a reading finds for the query of an address, as JSON.
async fn read<Q: DeserializeOwned, T: Serialize>(
    app: &App,
    uri: &Uri,
    find: impl AsyncFnOnce(&mut Tx, Q, Paging) -> AppResult<T>,
) -> AppResult<Vec<u8>> {
    let malformed = |_| AppError::Invalid(FieldErrors::one(FORM, Problem::Malformed));
    let Query(query) = Query::try_from_uri(uri).map_err(malformed)?;
    let Query(paging) = Query::try_from_uri(uri).map_err(malformed)?;
    let mut tx = app.db.read().await?;
    let found = find(&mut tx, query, paging).await?;
    serde_json::to_vec(&found).map_err(|_| AppError::Unavailable)
}

fn answer(known: &HeaderMap, found: AppResult<Vec<u8>>) -> Response {
    let json = match found {
        Ok(json) => json,
        Err(error) => return refused(&error),
    };
    let etag = format!("\"{}\"", app::content_hash(&json));
    let etag = HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\""));
    let headers = [
        (header::ETAG, etag.clone()),
        (header::CACHE_CONTROL, CACHING),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, EVERY_SITE),
    ];
    if has(known, &etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}

/// Whether a client has the answer of this ETag: it may know several, and calls them weak where a proxy packed them.
fn has(known: &HeaderMap, etag: &HeaderValue) -> bool {
    let listed = known.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    let mut tags = listed.flat_map(|v| v.split(',')).map(|tag| tag.trim().trim_start_matches("W/"));
    tags.any(|tag| tag == "*" || tag.as_bytes() == etag.as_bytes())
}

fn refused(error: &AppError) -> Response {
    let t = Texts(Lang::En);
    let errors = match error {
        AppError::Invalid(fields) => {
            fields.0.iter().map(|(name, problem)| (name.clone(), problem.message(t))).collect()
        }
        _ => BTreeMap::new(),
    };
    let status = StatusCode::from_u16(error.status()).unwrap_or_default();
    let refusal = Refusal { title: error.message(t), status: status.as_u16(), errors };
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, EVERY_SITE),
        (header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json")),
    ];
    (status, headers, Json(refusal)).into_response()
}
