//! Finished pages of visitors, kept in memory with their headers and compressed; they die when something public changes
//! or when their time is over.

use super::{
    Arrival, Edge, collect, is_page,
    packing::{self, Unpacks},
    secure,
};
use app::{
    accounts::cookie_name,
    ctx::Freshness,
    time::{MINUTE_MS, UnixMillis},
};
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// All finished pages together, in bytes.
const LARGEST_TOTAL: usize = 64 * 1024 * 1024;
/// A page is made anew after this long in any case.
const LONGEST_LIFE_MS: i64 = 10 * MINUTE_MS;
/// Query parameters that pages know; a page with another one is not kept.
const KNOWN_PARAMETERS: [&str; 18] = [
    "q",
    "day",
    "firms",
    "page",
    "type",
    "sector",
    "region",
    "sort",
    "kind",
    "state",
    "view",
    "technology",
    "next",
    "quarter",
    "size",
    "when",
    "call",
    "lot",
];
/// Smallest body that is worth compressing, in bytes.
const SMALLEST_COMPRESSED: usize = 1024;

/// One finished page.
struct Finished {
    headers: HeaderMap,
    etag: HeaderValue,
    plain: Bytes,
    /// As small as it goes, once somebody has asked for it again: that takes longer than to build the page.
    brotli: OnceLock<Bytes>,
    version: u64,
    until: UnixMillis,
}

impl Finished {
    /// What it takes in memory, packed too.
    fn size(&self) -> usize {
        self.plain.len() + self.plain.len() / 4
    }
}

/// The finished pages of this process.
#[derive(Default)]
pub struct Pages {
    kept: Mutex<Kept>,
    /// Held by whoever packs a page for many: one at a time, so that answers go on.
    packing: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Default)]
struct Kept {
    by_key: HashMap<String, Arc<Finished>>,
    bytes: usize,
}

impl Pages {
    fn get(&self, key: &str, version: u64, now: UnixMillis) -> Option<Arc<Finished>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.by_key.get(key).filter(|p| p.version == version && now < p.until).cloned()
    }

    fn put(&self, key: String, page: Arc<Finished>) {
        let size = page.size();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.bytes + size > LARGEST_TOTAL {
            *kept = Kept::default();
        }
        kept.bytes += size;
        if let Some(old) = kept.by_key.insert(key, page) {
            kept.bytes -= old.size();
        }
    }

    /// Packs a page that is asked for again, beside the answers.
    fn pack(&self, page: &Arc<Finished>) {
        if page.brotli.get().is_some() {
            return;
        }
        if let Ok(turn) = self.packing.clone().try_lock_owned() {
            let page = page.clone();
            tokio::task::spawn_blocking(move || {
                page.brotli.get_or_init(|| packing::brotli(&page.plain, 9));
                drop(turn);
            });
        }
    }
}

/// The finished page that a visitor asks for, if there is one.
pub fn finished(edge: &Edge, request: &Request, now: UnixMillis) -> Option<Response> {
    let page = edge.pages.get(&key(edge, request)?, edge.app.db.public_version(), now)?;
    edge.pages.pack(&page);
    Some(answer(&page, Unpacks::of(request.headers()), request.headers().get(header::IF_NONE_MATCH)))
}

/// Finishes and keeps a visitor's page. Every other page is compressed on the way.
pub async fn keep(State(edge): State<Edge>, mut request: Request, next: Next) -> Response {
    let unpacks = Unpacks::of(request.headers());
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let now = request.extensions().get::<Arrival>().map_or(UnixMillis(0), |a| a.at);
    let Some(key) = key(&edge, &request) else {
        return compressed(next.run(request).await, unpacks).await;
    };
    // Read before rendering: a change in the meantime makes the page old at once.
    let version = edge.app.db.public_version();
    let freshness = Freshness::default();
    request.extensions_mut().insert(freshness.clone());
    let response = next.run(request).await;
    if response.status() != StatusCode::OK || !is_page(&response) || response.headers().contains_key(header::SET_COOKIE)
    {
        return compressed(response, unpacks).await;
    }
    let (parts, body) = response.into_parts();
    let Some(plain) = collect(body).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut headers = parts.headers;
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Cookie"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    secure(&mut headers);
    let etag = format!("\"{}\"", app::content_hash(&plain));
    let until = UnixMillis(freshness.until().0.min(now.next_seoul_midnight().0).min(now.0 + LONGEST_LIFE_MS));
    let etag = HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\""));
    let page = Arc::new(Finished { headers, etag, brotli: OnceLock::new(), plain, version, until });
    let response = answer(&page, unpacks, known.as_ref());
    edge.pages.put(key, page);
    response
}

/// Under which a page of visitors is kept: path and known parameters in order. `None` for everything else.
fn key(edge: &Edge, request: &Request) -> Option<String> {
    let path = request.uri().path();
    if *request.method() != Method::GET || path.starts_with("/api/") {
        return None;
    }
    let cookies = request.headers().get_all(header::COOKIE);
    let session = cookie_name(&edge.app);
    if cookies.iter().any(|c| c.to_str().is_ok_and(|c| c.contains(session))) {
        return None;
    }
    let mut parameters: Vec<&str> = request.uri().query().into_iter().flat_map(|q| q.split('&')).collect();
    if parameters.iter().any(|p| !KNOWN_PARAMETERS.contains(&p.split('=').next().unwrap_or_default())) {
        return None;
    }
    parameters.sort_unstable();
    Some(format!("{path}?{}", parameters.join("&")))
}

fn answer(page: &Finished, unpacks: Unpacks, known: Option<&HeaderValue>) -> Response {
    let small = page.brotli.get().filter(|_| unpacks.brotli).map(|packed| ("br", packed.clone()));
    let (mut response, coding) = if known == Some(&page.etag) {
        (StatusCode::NOT_MODIFIED.into_response(), None)
    } else if let Some((coding, packed)) = small.or_else(|| unpacks.quickly(&page.plain)) {
        (Response::new(Body::from(packed)), Some(coding))
    } else {
        (Response::new(Body::from(page.plain.clone())), None)
    };
    response.headers_mut().clone_from(&page.headers);
    response.headers_mut().insert(header::ETAG, page.etag.clone());
    if let Some(coding) = coding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// Compresses a page or data that is made for one reader.
async fn compressed(response: Response, unpacks: Unpacks) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let text = kind.starts_with("text/html") || kind.starts_with("application/json");
    let encoded = response.headers().contains_key(header::CONTENT_ENCODING);
    let (mut parts, body) = response.into_parts();
    if text {
        parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    if !text || encoded {
        return Response::from_parts(parts, body);
    }
    let Some(plain) = collect(body).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if plain.len() < SMALLEST_COMPRESSED {
        return Response::from_parts(parts, Body::from(plain));
    }
    let Some((coding, packed)) = unpacks.quickly(&plain) else {
        return Response::from_parts(parts, Body::from(plain));
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    Response::from_parts(parts, Body::from(packed))
}
