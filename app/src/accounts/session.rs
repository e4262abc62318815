//! Sessions: a random token in a cookie, its hash in the database, an end when idle and an end in any case.

use super::{model::Person, store};
use crate::{
    ctx::{App, Ctx},
    db::{StoreResult, Tx},
    error::AppResult,
    secret,
    time::{DAY_MS, MINUTE_MS, UnixMillis},
};
use http::{HeaderMap, HeaderValue, header};

/// The session cookie where the portal is served on loopback http.
const SESSION_COOKIE: &str = "oca_session";
/// The session cookie over TLS: browsers bind it to the host.
const HOST_SESSION_COOKIE: &str = "__Host-oca_session";
/// A session that is not used for so long ends.
const IDLE_MS: i64 = 7 * DAY_MS;
/// A session ends after so long in any case.
const ABSOLUTE_MS: i64 = 30 * DAY_MS;
/// A use is noted at most so often, so that reading pages does not write.
const NOTE_EVERY_MS: i64 = 10 * MINUTE_MS;

/// The name of the session cookie.
pub fn cookie_name(app: &App) -> &'static str {
    if app.is_https() { HOST_SESSION_COOKIE } else { SESSION_COOKIE }
}

/// The session token that a request carries.
pub fn token(app: &App, headers: &HeaderMap) -> Option<String> {
    let wanted = cookie_name(app);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    cookies.flat_map(|c| c.split(';')).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == wanted && !value.is_empty() && value.len() <= 64).then(|| value.to_owned())
    })
}

/// Who sent a request, by its session cookie.
pub async fn recognise(app: &App, headers: &HeaderMap, now: UnixMillis) -> AppResult<Option<Person>> {
    let Some(token) = token(app, headers) else { return Ok(None) };
    let mut tx = app.db.read().await?;
    let found = store::session_person(&mut tx, &token, now + -IDLE_MS, now + -ABSOLUTE_MS).await?;
    drop(tx);
    let Some((person, seen)) = found else { return Ok(None) };
    if now - seen > NOTE_EVERY_MS {
        let mut tx = app.db.begin().await?;
        store::touch_session(&mut tx, &token, now).await?;
        tx.commit().await?;
    }
    Ok(Some(person))
}

/// Starts a session in `tx` and answers with its cookie. A session that the browser had before ends.
pub async fn start(tx: &mut Tx, ctx: &Ctx, headers: &HeaderMap, person: i64) -> StoreResult<()> {
    if let Some(old) = token(&ctx.app, headers) {
        store::end_session(tx, &old).await?;
    }
    let token = secret::token();
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let agent: String = agent.chars().filter(|c| !c.is_control()).take(200).collect();
    store::add_session(tx, &token, person, &agent, ctx.now).await?;
    set_cookie(&ctx.app, &token, ABSOLUTE_MS / 1_000);
    Ok(())
}

/// Takes the session cookie back.
pub fn clear_cookie(app: &App) {
    set_cookie(app, "", 0);
}

fn set_cookie(app: &App, token: &str, seconds: i64) {
    let secure = if app.is_https() { "; Secure" } else { "" };
    let cookie = format!("{}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", cookie_name(app));
    if let (Some(response), Ok(value)) =
        (leptos::prelude::use_context::<leptos_axum::ResponseOptions>(), HeaderValue::from_str(&cookie))
    {
        response.append_header(header::SET_COOKIE, value);
    }
}

/// Forgets sessions and mailed links that are over.
pub async fn purge(app: &App, now: UnixMillis) -> StoreResult<()> {
    let mut tx = app.db.begin().await?;
    store::purge(&mut tx, now + -IDLE_MS, now + -ABSOLUTE_MS, now).await?;
    tx.commit().await
}
