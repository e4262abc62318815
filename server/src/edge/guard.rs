//! What is refused before it runs: writes from other sites, and server functions that are not for everybody.

use super::{Edge, reads, wants_page};
use app::{
    ctx::Ctx,
    error::AppError,
    is_public,
    text::{Texts, keys},
};
use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The header by which an answer of a server function is known to be an error.
pub const FUNCTION_ERROR: HeaderName = HeaderName::from_static("serverfnerror");

/// Writes must come from a page of this site.
pub async fn origin(State(edge): State<Edge>, request: Request, next: Next) -> Response {
    if reads(request.method()) || same_origin(request.headers(), &edge.app.base_url) {
        return next.run(request).await;
    }
    if wants_page(&request) {
        let both = [Texts(app::text::Lang::Ko), Texts(app::text::Lang::En)].map(|t| t.s(keys::errors::CROSS_SITE));
        return (StatusCode::FORBIDDEN, both.join("\n")).into_response();
    }
    (StatusCode::FORBIDDEN, Json(AppError::Conflict(keys::errors::CROSS_SITE))).into_response()
}

fn same_origin(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => text("origin") == Some(base_url),
    }
}

/// A server function that is not listed as public needs somebody who is signed in. What fails gets the status that its
/// error means.
pub async fn endpoint(request: Request, next: Next) -> Response {
    let Some(name) = request.uri().path().strip_prefix("/api/").map(str::to_owned) else {
        return next.run(request).await;
    };
    let signed_in = request.extensions().get::<Ctx>().is_some_and(|c| c.person.is_some());
    if !signed_in && !is_public(&name) && !name.starts_with("v1/") {
        return refuse(&AppError::SignedOut);
    }
    let response = next.run(request).await;
    if response.headers().contains_key(FUNCTION_ERROR) { with_status(response).await } else { response }
}

/// The answer of a server function that refused.
pub fn refuse(error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or_default();
    let mut response = (status, Json(error)).into_response();
    response.headers_mut().insert(FUNCTION_ERROR, HeaderValue::from_static("refused"));
    if let AppError::TooMany(seconds) = error {
        response.headers_mut().insert(header::RETRY_AFTER, (*seconds).into());
    }
    response
}

async fn with_status(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let body = super::collect(body).await.unwrap_or_default();
    let error = serde_json::from_slice(&body).unwrap_or_else(|_| AppError::internal(&String::from_utf8_lossy(&body)));
    let mut refused = refuse(&error);
    for cookie in parts.headers.get_all(header::SET_COOKIE) {
        refused.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    refused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_site_may_write() {
        let base = "https://oca.example";
        for (name, value, allowed) in [
            ("sec-fetch-site", "same-origin", true),
            ("sec-fetch-site", "same-site", false),
            ("sec-fetch-site", "cross-site", false),
            ("sec-fetch-site", "none", false),
            ("origin", "https://oca.example", true),
            ("origin", "https://oca.example.evil.example", false),
            ("origin", "null", false),
            ("x-nothing", "", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            assert_eq!(same_origin(&headers, base), allowed, "{name}: {value}");
        }
    }
}
