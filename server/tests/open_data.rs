//! The public API through the portal's router: what other people's programs read.
#![recursion_limit = "512"]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use axum::{
    Router,
    http::{Request, StatusCode, header},
};
use serde_json::Value;
use std::collections::BTreeSet;
use support::{COORDINATOR, MEMBER, page, portal, post, send, sign_in};

async fn json(portal: &Router, path: &str) -> (u16, Value) {
    let (status, _, body) = send(portal, Request::get(path), "").await;
    (status.as_u16(), serde_json::from_str(&body).unwrap_or_else(|e| panic!("{path}: {e}: {body}")))
}

/// Every item of a list, page by page.
async fn all(portal: &Router, path: &str, limit: usize) -> Vec<Value> {
    let (mut items, mut after) = (Vec::new(), String::new());
    loop {
        let (status, page) = json(portal, &format!("{path}limit={limit}&after={after}")).await;
        assert_eq!(status, 200, "{page}");
        let found = page["items"].as_array().unwrap();
        assert!(found.len() <= limit, "{} items", found.len());
        items.extend(found.iter().cloned());
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => return items,
        }
    }
}

#[tokio::test]
async fn pages_give_every_item_once_and_only_what_is_public() {
    let (portal, db) = portal().await;
    let mut tx = db.read().await.unwrap();
    let hidden = "SELECT COUNT(*) FROM company WHERE state <> 'confirmed'";
    assert!(tx.number(hidden, &[]).await.unwrap() > 0, "the sample world has firms that wait");
    for (path, count) in [
        ("/api/v1/companies?", "SELECT COUNT(*) FROM company WHERE state = 'confirmed'"),
        ("/api/v1/technologies?", "SELECT COUNT(*) FROM technology"),
        (
            "/api/v1/capabilities?",
            "SELECT COUNT(*) FROM capability c JOIN company f ON f.id = c.company_id AND f.state = 'confirmed'",
        ),
    ] {
        let items = all(&portal, path, 7).await;
        let marks: BTreeSet<_> = items.iter().map(|i| i.get("id").unwrap_or(&i["slug"]).to_string()).collect();
        assert_eq!(marks.len(), items.len(), "{path}: an item came twice");
        assert_eq!(i64::try_from(items.len()).unwrap(), tx.number(count, &[]).await.unwrap(), "{path}");
    }
}

#[tokio::test]
async fn a_program_sees_what_a_visitor_sees_whoever_asks() {
    let (portal, _) = portal().await;
    let capabilities = all(&portal, "/api/v1/capabilities?", 100).await;
    let (open, closed): (Vec<_>, Vec<_>) = capabilities.iter().partition(|c| !c["level"].is_null());
    assert!(!open.is_empty() && !closed.is_empty());
    assert!(closed.iter().all(|c| c["activity"].is_null() && c["verified_level"].is_null()));
    let cookie = sign_in(&portal, COORDINATOR).await;
    let path = "/api/v1/capabilities?limit=100";
    let (_, _, signed_in) = send(&portal, Request::get(path).header(header::COOKIE, cookie), "").await;
    assert_eq!(signed_in, send(&portal, Request::get(path), "").await.2);
    for secret in ["brn", "return_reason", "email"] {
        assert!(!send(&portal, Request::get("/api/v1/companies?limit=100"), "").await.2.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn filters_narrow_a_list() {
    let (portal, _) = portal().await;
    let firms = all(&portal, "/api/v1/companies?type=msp&sector=healthcare&", 50).await;
    assert!(!firms.is_empty());
    for firm in &firms {
        assert!(firm["types"].as_array().unwrap().iter().any(|t| t == "msp"), "{firm}");
        assert!(firm["sectors"].as_array().unwrap().iter().any(|s| s == "healthcare"), "{firm}");
    }
    let domain = all(&portal, "/api/v1/capabilities?technology=infrastructure&confirmed=true&", 100).await;
    let area = all(&portal, "/api/v1/capabilities?technology=compute&confirmed=true&", 100).await;
    assert!(!area.is_empty() && area.len() < domain.len(), "{} of {}", area.len(), domain.len());
    assert!(domain.iter().all(|c| c["confirmed"] == true));
    let (_, node) = json(&portal, "/api/v1/technologies?parent=compute&limit=1").await;
    assert_eq!(node["items"][0]["level"], "technology");
    let own = all(&portal, "/api/v1/capabilities?company=marugyeol-cloud&", 100).await;
    assert!(!own.is_empty() && own.iter().all(|c| c["company"] == "marugyeol-cloud"));
}

#[tokio::test]
async fn a_wrong_question_is_answered_by_the_name_of_what_is_wrong() {
    let (portal, _) = portal().await;
    for (path, name) in [
        ("/api/v1/companies?type=airline", "type"),
        ("/api/v1/companies?sector=%07", "sector"),
        ("/api/v1/companies?after=a%07b", "after"),
        ("/api/v1/companies?region=mars", "region"),
        ("/api/v1/companies?limit=1000", "limit"),
        ("/api/v1/technologies?level=planet", "level"),
        ("/api/v1/technologies?parent=nothing", "parent"),
        ("/api/v1/capabilities?company=gyeolmunui", "company"),
        ("/api/v1/capabilities?technology=' OR 1=1 --", "technology"),
        ("/api/v1/capabilities?confirmed=maybe", "confirmed"),
        ("/api/v1/capabilities?type=a&after=b&after=c", "form"),
    ] {
        let path = path.replace(' ', "%20");
        let (status, response, body) = send(&portal, Request::get(&path), "").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {body}");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        let told: Value = serde_json::from_str(&body).unwrap();
        assert!(told["errors"][name].as_str().is_some_and(|m| m.len() > 10), "{path}: {body}");
    }
    assert_eq!(send(&portal, Request::post("/api/v1/companies"), "").await.0, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let (portal, db) = portal().await;
    let ask = |etag: String| Request::get("/api/v1/companies?limit=3").header(header::IF_NONE_MATCH, etag);
    let (status, first, _) = send(&portal, ask(String::new()), "").await;
    assert_eq!(
        (status, &first.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN]),
        (StatusCode::OK, &"*".parse().unwrap())
    );
    let etag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
    for known in [etag.clone(), format!("W/{etag}"), format!("\"other\", {etag}")] {
        let (status, _, body) = send(&portal, ask(known), "").await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    }
    let mut tx = db.begin().await.unwrap();
    tx.run("UPDATE company SET size = 'large'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(send(&portal, ask(etag), "").await.0, StatusCode::OK);
}

#[tokio::test]
async fn the_document_describes_every_answer() {
    let (portal, _) = portal().await;
    let (status, document) = json(&portal, "/api/v1/openapi.json").await;
    assert_eq!((status, document["openapi"].as_str().map(|v| v.starts_with("3.1"))), (200, Some(true)));
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 3);
    for (path, described) in paths {
        let (_, page) = json(&portal, &format!("{path}?limit=1")).await;
        let name = described["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].as_str();
        let schema = &document["components"]["schemas"][name.unwrap().rsplit('/').next().unwrap()];
        let item = schema["properties"]["items"]["items"].clone();
        let properties = match item["$ref"].as_str() {
            Some(name) => document["components"]["schemas"][name.rsplit('/').next().unwrap()]["properties"].clone(),
            None => item["properties"].clone(),
        };
        let described: BTreeSet<_> = properties.as_object().unwrap().keys().cloned().collect();
        let given: BTreeSet<_> = page["items"][0].as_object().unwrap().keys().cloned().collect();
        assert_eq!(given, described, "{path}");
    }
}

#[tokio::test]
async fn frames_on_other_sites_show_the_map_and_can_do_nothing() {
    let (portal, _) = portal().await;
    let cookie = sign_in(&portal, COORDINATOR).await;
    for (path, words) in [
        ("/embed/technologies", "핵심기술 맵"),
        ("/embed/technologies?lang=en", "Core-technology map"),
        ("/embed/technologies/infrastructure", "컴퓨팅"),
        ("/embed/technologies/gpu-cloud?lang=en", "GPU"),
    ] {
        let request = Request::get(path).header(header::COOKIE, &cookie);
        let (status, response, body) = send(&portal, request, "").await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(body.contains(words) && body.contains("</html>"), "{path}: {body}");
        assert!(!body.contains("<script") && !body.contains("<form") && !body.contains(" style="), "{path}: {body}");
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors *"), "{policy}");
        assert!(!response.headers().contains_key(header::SET_COOKIE));
        assert_eq!(body, send(&portal, Request::get(path), "").await.2, "{path}: the same for everybody");
    }
    assert_eq!(send(&portal, Request::get("/embed/technologies/nothing"), "").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_merged_leads_on_in_pages_frames_and_data() {
    let (portal, db) = portal().await;
    let merge = "form[act]=merge&form[slug]=cloud-dns&form[target]=load-balancing";
    let stranger = sign_in(&portal, MEMBER).await;
    assert_eq!(post(&portal, "technologies/change_map", &stranger, merge).await.0, 403);
    let desk = sign_in(&portal, COORDINATOR).await;
    assert_eq!(post(&portal, "technologies/change_map", &desk, merge).await.0, 303);
    assert_eq!(page(&portal, "/technologies/cloud-dns", "").await.0, 200, "a draft changes nothing");
    let mut tx = db.read().await.unwrap();
    let upto = tx.number("SELECT MAX(id) FROM map_change", app::values![]).await.unwrap();
    drop(tx);
    let publish = |upto: i64| format!("upto={upto}&note=개정");
    assert_eq!(post(&portal, "technologies/publish_map", &desk, &publish(upto - 1)).await.0, 409, "not what was seen");
    assert_eq!(post(&portal, "technologies/publish_map", &desk, &publish(upto)).await.0, 303);
    for (old, new) in [
        ("/technologies/cloud-dns", "/technologies/load-balancing"),
        ("/en/technologies/cloud-dns", "/en/technologies/load-balancing"),
        ("/embed/technologies/cloud-dns?lang=en", "/embed/technologies/load-balancing?lang=en"),
    ] {
        let (status, response, _) = page(&portal, old, "").await;
        assert!(matches!(status, 301 | 308), "{old}: {status}");
        assert_eq!(response.headers()[header::LOCATION], new);
    }
    let (status, found) = json(&portal, "/api/v1/capabilities?technology=cloud-dns").await;
    assert_eq!(status, 200, "{found}");
    assert_eq!(found, json(&portal, "/api/v1/capabilities?technology=load-balancing").await.1);
}
