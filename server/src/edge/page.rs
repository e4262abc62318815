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
use sha2::{Digest, Sha256};

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
        let page = wire::finished(&String::from_utf8_lossy(&body));
        if let Ok(policy) = HeaderValue::from_str(&policy(&page)) {
            parts.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        Response::from_parts(parts, Body::from(page))
    })
    .await
}

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

/// The texts of scripts that stand in the page itself and run.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (tag, body) = rest.split_once('>')?;
        let data = tag.contains("application/ld+json") || tag.contains("application/json");
        (!tag.contains(" src=") && !data).then(|| body.split("</script").next()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_in_the_page_are_found_and_files_and_data_are_not() {
        let page = r#"<script src="/a.js"></script><script>one()</script><script type="module" nonce="">two()</script>
            <script type="application/ld+json">{"a":1}</script>"#;
        assert_eq!(inline_scripts(page).collect::<Vec<_>>(), ["one()", "two()"]);
        let allowed = policy("<script>one()</script>");
        assert!(allowed.contains("'sha256-"), "{allowed}");
        assert!(!allowed.contains("unsafe-inline"), "{allowed}");
    }
}
