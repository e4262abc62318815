//! The feeds, the same for everybody: iCalendar of public meetups, Atom of what happened last.

use crate::edge::{Arrival, Edge};
use app::{
    error::{AppError, AppResult},
    meetups::{self, CalendarOf},
    portal,
    text::{Lang, Texts},
    time::UnixMillis,
};
use axum::{
    Router,
    extract::{FromRequestParts, Path, Query},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;

/// How long a feed may be kept without asking again.
const CACHING: &str = "public, max-age=300";

/// The language of a feed; Korean unless it says `lang=en`.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    lang: String,
}

/// Every feed by its address.
pub fn routes(edge: &Edge) -> Router {
    Router::new()
        .route("/calendar.ics", get(all))
        .route("/meetups/{slug}/calendar.ics", get(meetup))
        .route("/sectors/{slug}/calendar.ics", get(sector))
        .route("/consortia/{slug}/calendar.ics", get(consortium))
        .route("/feed.atom", get(latest))
        .route("/sectors/{slug}/feed.atom", get(latest_of))
        .with_state(edge.clone())
}

/// What every feed needs of its request.
struct Request {
    edge: Edge,
    now: UnixMillis,
    lang: Lang,
    known: HeaderMap,
}

impl FromRequestParts<Edge> for Request {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> Result<Self, StatusCode> {
        let asked: Query<Asked> = Query::try_from_uri(&parts.uri).map_err(|_| StatusCode::BAD_REQUEST)?;
        let now = parts.extensions.get::<Arrival>().map_or_else(|| edge.app.clock.now(), |arrival| arrival.at);
        Ok(Self { edge: edge.clone(), now, lang: Lang::of_code(&asked.lang), known: parts.headers.clone() })
    }
}

async fn all(request: Request) -> Response {
    request.calendar(CalendarOf::All).await
}

async fn meetup(Path(slug): Path<String>, request: Request) -> Response {
    request.calendar(CalendarOf::Meetup(&slug)).await
}

async fn sector(Path(slug): Path<String>, request: Request) -> Response {
    request.calendar(CalendarOf::Sector(&slug)).await
}

async fn consortium(Path(slug): Path<String>, request: Request) -> Response {
    request.calendar(CalendarOf::Consortium(&slug)).await
}

async fn latest(request: Request) -> Response {
    request.atom("").await
}

async fn latest_of(Path(slug): Path<String>, request: Request) -> Response {
    request.atom(&slug).await
}

impl Request {
    async fn calendar(self, of: CalendarOf<'_>) -> Response {
        let calendar = meetups::calendar(&self.edge.app, of, self.lang, self.now).await;
        self.answer(calendar, "text/calendar; charset=utf-8")
    }

    async fn atom(self, sector: &str) -> Response {
        let feed = portal::feed(&self.edge.app, sector, self.lang, self.now).await;
        self.answer(feed, "application/atom+xml; charset=utf-8")
    }

    /// The feed, that it is the one the client has, or why there is none.
    fn answer(self, feed: AppResult<String>, media_type: &'static str) -> Response {
        let feed = match feed {
            Ok(feed) => feed,
            Err(error) => return refused(&error, self.lang),
        };
        let etag = format!("\"{}\"", app::content_hash(feed.as_bytes()));
        let etag = HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\""));
        let headers = [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, HeaderValue::from_static(CACHING))];
        if self.known.get(header::IF_NONE_MATCH) == Some(&etag) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, [(header::CONTENT_TYPE, media_type)], feed).into_response()
    }
}

fn refused(error: &AppError, lang: Lang) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or_default();
    (status, error.message(Texts(lang))).into_response()
}
