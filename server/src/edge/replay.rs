//! Plain forms: a refused one is answered with its own page again, a successful one with a 303 to the next page.

use super::{collect, guard::FUNCTION_ERROR, wants_page};
use app::{ctx::Ctx, error::AppError, replay::Replay, text::Lang};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use std::sync::Arc;

/// The hidden field that says which page a form stands on.
#[derive(Deserialize, Default)]
struct From {
    #[serde(default, rename = "_from")]
    path: String,
}

/// Runs the server function of a plain form as if a script had called it, then answers with a page.
pub async fn replay(request: Request, next: Next) -> Response {
    let function = request.uri().path().strip_prefix("/api/").map(str::to_owned);
    let (Some(endpoint), true, true) = (function, *request.method() == Method::POST, wants_page(&request)) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let Some(body) = collect(body).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    // A form with files says in its address which page it stands on.
    let named = parts.uri.query().unwrap_or_default().to_owned();
    let page = page_of(if named.is_empty() { &body } else { named.as_bytes() }, &parts.headers);
    if let Some(ctx) = parts.extensions.get_mut::<Ctx>() {
        ctx.lang = Lang::of_path(&page);
    }
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let mut again = Request::builder().method(Method::GET).uri(page.clone());
    if let Some(headers) = again.headers_mut() {
        headers.clone_from(&parts.headers);
        headers.insert(header::ACCEPT, HeaderValue::from_static("text/html"));
        headers.remove(header::CONTENT_LENGTH);
        headers.remove(header::CONTENT_TYPE);
    }
    let extensions = parts.extensions.clone();
    let answer = next.clone().run(Request::from_parts(parts, Body::from(body.clone()))).await;
    if !answer.headers().contains_key(FUNCTION_ERROR) {
        return go_on(&answer, &page);
    }
    let (answered, error) = answer.into_parts();
    let error = collect(error).await.unwrap_or_default();
    let error = serde_json::from_slice(&error).unwrap_or_else(|_| AppError::internal(&String::from_utf8_lossy(&error)));
    let status = StatusCode::from_u16(error.status()).unwrap_or_default();
    let Ok(mut again) = again.body(Body::empty()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    *again.extensions_mut() = extensions;
    again.extensions_mut().insert(Replay { endpoint: Arc::from(endpoint), error, body: Arc::from(&body[..]) });
    let mut shown = next.run(again).await;
    *shown.status_mut() = status;
    if let Some(wait) = answered.headers.get(header::RETRY_AFTER) {
        shown.headers_mut().insert(header::RETRY_AFTER, wait.clone());
    }
    shown
}

/// The page that a form stands on: the hidden field or parameter, else the address it was sent from, else the home page.
fn page_of(body: &[u8], headers: &HeaderMap) -> String {
    // Not strict: browsers encode the brackets of `form[tags][]`, and such a key stands there many times.
    let named = serde_qs::Config::new(5, false).deserialize_bytes::<From>(body).unwrap_or_default().path;
    let referer = || {
        let uri: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
        Some(uri.path_and_query()?.as_str().to_owned())
    };
    // The same rule as for signing in: nothing that a browser could read as another host.
    let local = |path: &String| path.len() > 1 && app::accounts::next_page(path) == path && path.parse::<Uri>().is_ok();
    Some(named).filter(local).or_else(|| referer().filter(local)).unwrap_or_else(|| "/".to_owned())
}

/// A 303 to where the server function sends the browser, or back to the form's page.
fn go_on(answer: &Response, page: &str) -> Response {
    let target = answer.headers().get(header::LOCATION).cloned();
    let target = target.or_else(|| HeaderValue::from_str(page).ok());
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Some(target) = target {
        response.headers_mut().insert(header::LOCATION, target);
    }
    for cookie in answer.headers().get_all(header::SET_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_returns_to_a_page_of_this_site_only() {
        let none = HeaderMap::new();
        for (body, expected) in [
            ("_from=%2Fcompanies%2Fnew&form%5Bname%5D=a", "/companies/new"),
            (
                "_from=%2Fen%2Fconsortia%2Fnew&form%5Btags%5D%5B%5D=a&form%5Btags%5D%5B%5D=b&form%5Bn%5D=1",
                "/en/consortia/new",
            ),
            ("_from=//evil.example", "/"),
            ("_from=https://evil.example", "/"),
            ("_from=/%5Cevil.example/x", "/"),
            ("_from=/api/accounts/sign_in", "/"),
            ("", "/"),
        ] {
            assert_eq!(page_of(body.as_bytes(), &none), expected, "{body}");
        }
        let mut sent = HeaderMap::new();
        sent.insert(header::REFERER, HeaderValue::from_static("http://127.0.0.1:3000/en/sign-in?next=/a"));
        assert_eq!(page_of(b"", &sent), "/en/sign-in?next=/a");
    }
}
