//! Who asks: the session cookie becomes a person, and the request its context.

use super::{Arrival, Edge, wants_page};
use app::{
    accounts,
    ctx::{Ctx, Freshness},
    error::AppError,
    text::{Lang, Texts, keys},
};
use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

/// Gives the request its context. Without a database it ends here with a plain page that says so.
pub async fn session(State(edge): State<Edge>, mut request: Request, next: Next) -> Response {
    let arrival = request.extensions().get::<Arrival>().cloned();
    let Some(Arrival { at, client }) = arrival else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let lang = language(request.uri().path(), request.headers());
    let person = match accounts::recognise(&edge.app, request.headers(), at).await {
        Ok(person) => person,
        Err(error) => return away(&error, wants_page(&request)),
    };
    let freshness = request.extensions().get::<Freshness>().cloned().unwrap_or_default();
    request.extensions_mut().insert(Ctx { app: edge.app.clone(), now: at, lang, client, person, freshness });
    next.run(request).await
}

/// The language of a page, or of the page that a server function is called from.
pub fn language(path: &str, headers: &HeaderMap) -> Lang {
    if !path.starts_with("/api/") {
        return Lang::of_path(path);
    }
    let referer = headers.get(header::REFERER).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<Uri>().ok());
    referer.map_or(Lang::Ko, |uri| Lang::of_path(uri.path()))
}

fn away(error: &AppError, page: bool) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or_default();
    let retry = [(header::RETRY_AFTER, "10")];
    if !page {
        return (status, retry, Json(error)).into_response();
    }
    let parts = Lang::ALL.map(|lang| {
        let t = Texts(lang);
        let (title, body) = (t.s(keys::errors::UNAVAILABLE_TITLE), t.s(keys::errors::UNAVAILABLE));
        format!("<section lang=\"{}\"><h1>{title}</h1><p>{body}</p></section>", lang.code())
    });
    let title = Texts(Lang::Ko).s(keys::errors::UNAVAILABLE_TITLE);
    let page = format!(
        "<!DOCTYPE html><html lang=\"ko\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"></head><body>{}</body></html>",
        parts.concat()
    );
    (status, retry, Html(page)).into_response()
}
