//! The sample world's portal in process, and what its visitors and members send.
#![allow(dead_code, reason = "each test file uses a part of it")]

use app::{
    ctx::{App, Clock},
    db::Db,
    sample,
    time::UnixMillis,
};
use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode, header, request::Builder},
};
use http_body_util::BodyExt;
use leptos::config::LeptosOptions;
use server::edge::Edge;
use std::sync::atomic::{AtomicU32, Ordering};
use tower::ServiceExt;

pub const BASE: &str = "http://127.0.0.1:3000";
pub const COORDINATOR: &str = "jiam@oca.example";
pub const MEMBER: &str = "taeo@marugyeol-cloud.example";

/// When the tests take place: a Monday morning.
pub fn now() -> UnixMillis {
    UnixMillis::of_seoul(2026, 11, 23, 10, 0)
}

/// The portal of the sample world, and its database.
pub async fn portal() -> (Router, Db) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let file = std::env::temp_dir().join(format!("oca-router-{}-{number}.db", std::process::id()));
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", file.display()));
    }
    let db = Db::open(&format!("sqlite://{}", file.display())).await.unwrap();
    sample::fill(&db, now()).await.unwrap();
    let app = App { db: db.clone(), clock: Clock::fixed(now()), base_url: BASE.into(), sample_world: true };
    let options = LeptosOptions::builder().output_name("oca").site_root("/nonexistent").build();
    (server::router(Edge::new(app, vec![]), options), db)
}

pub async fn send(portal: &Router, request: Builder, body: &str) -> (StatusCode, Response<()>, String) {
    let response = portal.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let text = String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned();
    (parts.status, Response::from_parts(parts, ()), text)
}

/// A page, for whom the cookie names.
pub async fn page(portal: &Router, path: &str, cookie: &str) -> (u16, Response<()>, String) {
    let request = Request::get(path).header(header::ACCEPT, "text/html").header(header::COOKIE, cookie);
    let (status, response, body) = send(portal, request, "").await;
    (status.as_u16(), response, body)
}

/// A plain form of a page of this portal.
pub fn form(path: &str) -> Builder {
    Request::post(path)
        .header(header::ORIGIN, BASE)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// Sends the plain form of a server function; answers the status, where it leads and the page.
pub async fn post(portal: &Router, endpoint: &str, cookie: &str, fields: &str) -> (u16, String, String) {
    let request = form(&format!("/api/{endpoint}")).header(header::COOKIE, cookie);
    let (status, response, page) = send(portal, request, fields).await;
    let leads = response.headers().get(header::LOCATION).map(|l| l.to_str().unwrap().to_owned());
    (status.as_u16(), leads.unwrap_or_default(), page)
}

/// Signs a sample person in; answers the cookie.
pub async fn sign_in(portal: &Router, email: &str) -> String {
    let fields = format!("_from=/sign-in&form[email]={email}&form[password]={}", sample::PASSWORD);
    let (_, response, page) = send(portal, form("/api/accounts/sign_in"), &fields).await;
    let cookie = response.headers().get(header::SET_COOKIE).unwrap_or_else(|| panic!("{email}: {page}"));
    cookie.to_str().unwrap().split(';').next().unwrap().to_owned()
}
