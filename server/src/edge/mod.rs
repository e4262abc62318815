//! The edge: what every request passes before a page or a server function sees it, the outermost first:
//! trace and finished pages → security headers → (files) → origin → keeping → page → session → replay → endpoint guard.

mod cache;
mod guard;
mod packing;
mod page;
mod replay;
mod session;

pub use guard::refuse;
pub use packing::{Unpacks, brotli};
pub use page::MARK;

use app::{ctx::App, time::UnixMillis};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, Limited};
use std::{
    net::{IpAddr, SocketAddr},
    ops::Deref,
    sync::Arc,
    time::Instant,
};

/// Largest body of an ordinary request, in bytes.
const LARGEST_BODY: usize = 1024 * 1024;

/// What the edge knows; every layer has it in hand.
#[derive(Clone)]
pub struct Edge(Arc<Known>);

/// What an edge knows.
pub struct Known {
    pub app: App,
    proxies: Vec<IpAddr>,
    pages: cache::Pages,
}

impl Edge {
    /// The edge of a portal behind these proxies.
    pub fn new(app: App, trusted_proxies: Vec<IpAddr>) -> Self {
        Self(Arc::new(Known { app, proxies: trusted_proxies, pages: cache::Pages::default() }))
    }
}

impl Deref for Edge {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.0
    }
}

/// When a request arrived and who sent it; stamped before anything else.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub at: UnixMillis,
    pub client: String,
}

/// Puts the layers around pages and server functions. They wrap the router as a whole, since a replayed form is routed
/// a second time.
pub fn around(router: Router, edge: &Edge) -> Router {
    Router::new()
        .fallback_service(router)
        .layer(from_fn(guard::endpoint))
        .layer(from_fn(replay::replay))
        .layer(from_fn_with_state(edge.clone(), session::session))
        .layer(from_fn(page::finish))
        .layer(from_fn_with_state(edge.clone(), cache::keep))
        .layer(from_fn_with_state(edge.clone(), guard::origin))
}

/// Stamps the arrival, names the request, and logs how it ended. Nothing personal is logged. A finished page is answered
/// from here: most requests of visitors pass nothing else.
pub async fn trace(State(edge): State<Edge>, mut request: Request, next: Next) -> Response {
    const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
    let id = app::request_id();
    let started = Instant::now();
    let at = edge.app.clock.now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    // No address of this portal holds a NUL, and PostgreSQL takes none.
    let hostile = request.uri().path_and_query().is_some_and(|p| p.as_str().contains("%00"));
    let mut response = if hostile {
        StatusCode::BAD_REQUEST.into_response()
    } else if let Some(page) = cache::finished(&edge, &request, at) {
        page
    } else {
        let client = client(&edge, &request);
        request.extensions_mut().insert(Arrival { at, client });
        next.run(request).await
    };
    let status = response.status().as_u16();
    let elapsed_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::error!(id, %method, path, status, elapsed_us, "answered");
    } else {
        tracing::debug!(id, %method, path, status, elapsed_us, "answered");
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// The address of the client: the connection's, or what a trusted proxy says.
fn client(edge: &Edge, request: &Request) -> String {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let forwarded = || {
        let list = request.headers().get("x-forwarded-for")?.to_str().ok()?;
        let named = list.rsplit(',').filter_map(|a| a.trim().parse::<IpAddr>().ok());
        named.into_iter().find(|a| !edge.proxies.contains(a))
    };
    let believed = peer.filter(|p| edge.proxies.contains(p)).and_then(|_| forwarded());
    believed.or(peer).map_or_else(|| "unknown".to_owned(), |ip| ip.to_string())
}

/// Headers that every answer carries.
pub async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    secure(response.headers_mut());
    response
}

fn secure(headers: &mut HeaderMap) {
    const HEADERS: [(HeaderName, &str); 5] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    ];
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// The whole body, if it is not larger than an ordinary one.
async fn collect(body: Body) -> Option<Bytes> {
    Limited::new(body, LARGEST_BODY * 16).collect().await.ok().map(http_body_util::Collected::to_bytes)
}

/// Whether a request only reads.
fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether a client asks for a page rather than for data.
fn wants_page(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok());
    accept.is_some_and(|a| a.contains("text/html"))
}

/// Whether an answer is a page.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    kind.is_some_and(|k| k.starts_with("text/html"))
}
