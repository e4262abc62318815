//! Finishing a page: its data become blocks at its end, and inline scripts are allowed by their hashes, nothing else is.

use super::{collect, is_page, session};
use app::wire;
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use memchr::memmem;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// Finishes a page's body and says which scripts may run on it.
pub async fn finish(request: Request, next: Next) -> Response {
    let lang = session::language(request.uri().path(), request.headers());
    wire::reading(lang, async {
        let response = next.run(request).await;
        if !is_page(&response) {
            return response;
        }
        let (mut parts, body) = response.into_parts();
        let Some(body) = collect(body).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let Ok(page) = simdutf8::basic::from_utf8(&body) else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let page = wire::finished(page);
        let policy = HeaderValue::from_str(&policy(&page));
        let page = unmarked(&page);
        if let Ok(policy) = policy {
            parts.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        Response::from_parts(parts, Body::from(page))
    })
    .await
}

/// What marks the scripts that Leptos writes while a page is in the making; nobody who types knows it, and no page that
/// is sent holds it.
pub static MARK: LazyLock<String> = LazyLock::new(app::secret_word);

fn policy(page: &str) -> String {
    let hashes: String = inline_scripts(page)
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes()))))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'; object-src 'none'"
    )
}

/// Where the mark stands in a page.
fn marks(page: &str) -> impl Iterator<Item = usize> {
    memmem::find_iter(page.as_bytes(), MARK.as_bytes())
}

/// The page without its marks.
fn unmarked(page: &str) -> String {
    let mut rest = 0;
    let mut clean = String::with_capacity(page.len());
    for at in marks(page) {
        clean += &page[rest..at];
        rest = at + MARK.len();
    }
    clean + &page[rest..]
}

/// The texts of the marked scripts that stand in the page itself.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    marks(page).filter_map(|at| {
        let tag = page[..at].rsplit_once('<')?.1;
        let (attributes, body) = page[at..].split_once('>')?;
        let inline = tag.starts_with("script") && ![tag, attributes].iter().any(|part| part.contains(" src="));
        inline.then(|| body.split("</script").next()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marked_scripts_may_run() {
        let mark = MARK.as_str();
        let page = format!(
            r#"<script src="/a.js"></script><title></title><script>typed()</script><script nonce="">guessed()</script>
            <script type="module" nonce="{mark}">ours()</script><script type="application/ld+json">{{"a":1}}</script>"#
        );
        assert_eq!(inline_scripts(&page).collect::<Vec<_>>(), ["ours()"]);
        let allowed = policy(&page);
        assert_eq!(allowed.matches("'sha256-").count(), 1, "{allowed}");
        assert!(!allowed.contains("unsafe-inline") && !allowed.contains(mark), "{allowed}");
    }
}
