//! The portal's router in process: what a visitor, a member and an attacker get.
#![recursion_limit = "512"]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use app::{PUBLIC_ENDPOINTS, is_public, sample};
use axum::{
    Router,
    http::{Request, Response, StatusCode, header},
};
use std::collections::BTreeSet;
use support::{BASE, form, portal, send, sign_in};

async fn get(portal: &Router, path: &str) -> (StatusCode, Response<()>, String) {
    send(portal, Request::get(path).header(header::ACCEPT, "text/html"), "").await
}

#[tokio::test]
async fn pages_answer_in_both_languages_with_a_whole_document_and_a_strict_policy() {
    let (portal, _) = portal().await;
    for (path, status, words) in [
        ("/", 200, "함께 만들 클라우드 파트너를 찾는 곳"),
        ("/en", 200, "Where cloud firms find the partners"),
        ("/companies", 200, "36개사"),
        ("/en/companies?type=infrastructure", 200, "firms"),
        ("/companies/marugyeol-cloud", 200, "마루결클라우드"),
        ("/search?q=%EC%9D%98%EB%A3%8C", 200, "row-title"),
        ("/sectors", 200, "의료"),
        ("/en/sectors/healthcare", 200, "Healthcare group"),
        ("/technologies", 200, "heat-cell fill-5"),
        ("/technologies?view=table", 200, "scope=\"rowgroup\""),
        ("/coverage", 200, "cover healthy"),
        ("/en/coverage?sector=healthcare", 200, "Claimed only"),
        ("/technologies/gpu-cloud", 200, "너른결컴퓨팅"),
        ("/consortia", 200, "빈 역할"),
        ("/en/consortia/factory-foresight", 200, "Still needed: a lead firm of the type Infrastructure"),
        ("/consortia/certification-together", 404, "페이지를 찾을 수 없습니다"),
        ("/meetups", 200, "D-1"),
        ("/en/flagship", 200, "Cloud Flagship Project, Second Call"),
        ("/bids", 200, "42억원"),
        ("/search?q=%EB%AC%BC%EB%A5%98", 200, "row-title"),
        ("/search?q=%EC%A0%9C%EC%A1%B0", 200, "row-title"),
        ("/sitemap.xml", 200, "/en/technologies/gpu-cloud</loc>"),
        ("/sign-in", 200, "비밀번호"),
        ("/companies/nobody", 404, "페이지를 찾을 수 없습니다"),
        ("/en/nowhere", 404, "Page not found"),
        ("/companies/new", 401, "로그인이 필요합니다"),
        ("/secretariat", 401, "로그인이 필요합니다"),
    ] {
        let (answered, response, body) = get(&portal, path).await;
        assert_eq!(answered.as_u16(), status, "{path}");
        assert!(body.contains(words), "{path} lacks {words}: {body}");
        if path == "/sitemap.xml" {
            continue;
        }
        assert!(body.contains("</html>"), "{path}");
        assert!(!body.contains(" style=\""), "{path}: the policy forbids style attributes");
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe-inline"), "{policy}");
    }
}

#[tokio::test]
async fn a_former_address_leads_to_the_present_one_for_good() {
    let (portal, db) = portal().await;
    let mut tx = db.begin().await.unwrap();
    let firm = app::companies::firm(&mut tx, "marugyeol-cloud").await.unwrap();
    let slug = app::slugs::rename(&mut tx, app::companies::KIND, "marugyeol", firm.id).await.unwrap();
    tx.run("UPDATE company SET slug = $2 WHERE id = $1", app::values![firm.id, &slug]).await.unwrap();
    tx.commit().await.unwrap();
    for (old, new) in [
        ("/companies/marugyeol-cloud", "/companies/marugyeol"),
        ("/en/companies/marugyeol-cloud", "/en/companies/marugyeol"),
    ] {
        let (status, response, _) = get(&portal, old).await;
        assert_eq!((status.as_u16(), response.headers()[header::LOCATION].to_str().unwrap()), (301, new));
        assert_eq!(get(&portal, new).await.0, StatusCode::OK);
    }
    let asked = Request::get("/api/portal/firm?slug=marugyeol-cloud").header(header::ACCEPT, "application/json");
    let (status, _, body) = send(&portal, asked, "").await;
    assert_eq!((status.as_u16(), body.contains("/companies/marugyeol\"")), (301, true), "{body}");
}

#[tokio::test]
async fn an_anonymous_caller_is_refused_by_every_function_that_is_not_public() {
    let (portal, _) = portal().await;
    let functions: BTreeSet<String> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.trim_start_matches("/api/").to_owned())
        .collect();
    assert!(functions.len() > 15, "{functions:?}");
    for public in PUBLIC_ENDPOINTS.iter().flat_map(|slice| slice.iter()) {
        assert!(functions.contains(*public), "{public} is listed as public but does not exist");
    }
    for function in functions.iter().filter(|f| !is_public(f)) {
        for method in ["GET", "POST"] {
            let request =
                Request::builder().method(method).uri(format!("/api/{function}")).header(header::ORIGIN, BASE);
            let (status, _, body) = send(&portal, request, "").await;
            assert_eq!((status.as_u16(), body.as_str()), (401, "{\"kind\":\"signed_out\"}"), "{method} {function}");
        }
    }
}

#[tokio::test]
async fn a_write_from_another_site_is_refused() {
    let (portal, _) = portal().await;
    for origin in ["https://evil.example", "null", "http://127.0.0.1:3001"] {
        let request = Request::post("/api/accounts/sign_out").header(header::ORIGIN, origin);
        assert_eq!(send(&portal, request, "").await.0, StatusCode::FORBIDDEN, "{origin}");
    }
    assert_eq!(send(&portal, Request::post("/api/accounts/sign_out"), "").await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_plain_form_that_fails_comes_back_with_every_error_and_what_was_typed_but_no_password() {
    let (portal, _) = portal().await;
    let body = "_from=%2Fen%2Fsign-up&form%5Bname%5D=Kim+%3Cb%3E&form%5Bemail%5D=kim&form%5Bpassword%5D=tiny-secret";
    let (status, _, page) = send(&portal, form("/api/accounts/sign_up"), &body.replace("tiny-secret", "tiny")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Kim &lt;b&gt;") && page.contains("value=\"kim\""), "{page}");
    assert!(page.contains("This is not a valid e-mail address") && page.contains("at least 10 characters"), "{page}");
    assert!(!page.contains("tiny") && !page.contains("modulepreload"), "{page}");
}

#[tokio::test]
async fn signing_in_opens_the_pages_of_a_role_and_signing_out_closes_them() {
    let (portal, _) = portal().await;
    let fields = "_from=/sign-in&form[next]=/secretariat&form[email]=jiam@oca.example&form[password]=";
    let (status, _, page) = send(&portal, form("/api/accounts/sign_in"), &format!("{fields}wrong-password")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("이메일이나 비밀번호가 맞지 않습니다"), "{page}");

    let (status, response, _) =
        send(&portal, form("/api/accounts/sign_in"), &format!("{fields}{}", sample::PASSWORD)).await;
    assert_eq!(
        (status, &response.headers()[header::LOCATION]),
        (StatusCode::SEE_OTHER, &"/secretariat".parse().unwrap())
    );
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let desk = Request::get("/secretariat").header(header::COOKIE, &cookie);
    let (status, _, page) = send(&portal, desk, "").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("결정을 기다리는 일 3건"), "{page}");

    let out = form("/api/accounts/sign_out").header(header::COOKIE, &cookie);
    assert_eq!(send(&portal, out, "").await.0, StatusCode::SEE_OTHER);
    let desk = Request::get("/secretariat").header(header::COOKIE, &cookie);
    assert_eq!(send(&portal, desk, "").await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_finished_page_is_kept_and_answers_304_until_something_public_changes() {
    let (portal, _) = portal().await;
    let (_, first, body) = get(&portal, "/companies?page=1").await;
    let etag = first.headers()[header::ETAG].clone();
    let (_, second, again) = get(&portal, "/companies?page=1").await;
    assert_eq!((&second.headers()[header::ETAG], body), (&etag, again));
    let asked = Request::get("/companies?page=1").header(header::IF_NONE_MATCH, &etag);
    let (status, response, body) = send(&portal, asked, "").await;
    assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY));
}

#[tokio::test]
async fn too_many_sign_ins_answer_429_with_the_time_to_wait() {
    let (portal, _) = portal().await;
    let fields = "form[email]=nobody@x.example&form[password]=wrong-password";
    let mut last = StatusCode::OK;
    for _ in 0..11 {
        let request = form("/api/accounts/sign_in").header(header::ACCEPT, "application/json");
        let (status, response, _) = send(&portal, request, fields).await;
        last = status;
        if status == StatusCode::TOO_MANY_REQUESTS {
            let wait: u64 = response.headers()[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
            assert!((1..=901).contains(&wait), "{wait}");
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn visitors_see_that_a_firm_can_do_something_and_members_how_well() {
    let (portal, _) = portal().await;
    let path = "/companies/soebuk-factory";
    let (_, _, visitor) = get(&portal, path).await;
    assert!(
        visitor.contains("제조실행시스템") && visitor.contains("수준과 활동은 회원사만 볼 수 있습니다"),
        "{visitor}"
    );
    let cookie = sign_in(&portal, "taeo@marugyeol-cloud.example").await;
    let (_, _, member) = send(&portal, Request::get(path).header(header::COOKIE, &cookie), "").await;
    let levels = |page: &str| page.matches("3 상용 공급").count();
    assert!(levels(&member) > levels(&visitor), "a member sees more levels");
    assert!(!member.contains("수준과 활동은 회원사만 볼 수 있습니다"), "{member}");
}

#[tokio::test]
async fn a_consortiums_page_tells_visitors_no_levels_of_firms() {
    let (portal, db) = portal().await;
    let mut tx = db.begin().await.unwrap();
    // Whoever founds a consortium chooses the levels that it asks for.
    tx.run("UPDATE consortium_requirement SET min_level = 4", &[]).await.unwrap();
    tx.run("UPDATE capability SET open = FALSE", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let cookie = sign_in(&portal, "taeo@marugyeol-cloud.example").await;
    let read = async |cookie: &str| {
        let request = Request::get("/api/portal/consortium?slug=factory-foresight")
            .header(header::ACCEPT, "application/json")
            .header(header::COOKIE, cookie);
        let (_, _, body) = send(&portal, request, "").await;
        serde_json::from_str::<serde_json::Value>(&body).unwrap()["consortium"].take()
    };
    let (visitor, member) = (read("").await, read(&cookie).await);
    let names = |page: &serde_json::Value| {
        let rows = page["requirements"].as_array().unwrap();
        rows.iter().map(|r| r["covered_by"].as_array().unwrap().len()).sum::<usize>()
    };
    assert!(names(&visitor) == 0 && names(&member) > 0, "members see who covers what");
    let covers = |page: &serde_json::Value| {
        let leads = page["leads"].as_array().unwrap();
        leads.iter().map(|l| l["covers"].as_array().unwrap().len()).sum::<usize>()
    };
    assert!(covers(&visitor) > covers(&member), "a visitor sees who has a technology, at whatever level");
}

#[tokio::test]
async fn only_the_firms_own_people_claim_for_it_and_nobody_confirms_their_own() {
    let (portal, _) = portal().await;
    let cookie = sign_in(&portal, "taeo@marugyeol-cloud.example").await;
    let claim = |slug: &str| format!("slug={slug}&once=a&form[technologies][]=gpu-cloud&form[levels][]=3");
    for (endpoint, body, status) in [
        ("technologies/claim", claim("soebuk-factory"), 403),
        ("technologies/claim", claim("nobody"), 404),
        ("technologies/confirm", "capability=x&version=1&level=1".to_owned(), 403),
        ("consortia/open", "slug=factory-foresight".to_owned(), 403),
        ("consortia/open", "slug=certification-together".to_owned(), 404),
        ("consortia/invite", "slug=factory-foresight&company=x&seat=y".to_owned(), 403),
        ("consortia/answer", "invitation=x&accept=true".to_owned(), 404),
    ] {
        let request = form(&format!("/api/{endpoint}"))
            .header(header::ACCEPT, "application/json")
            .header(header::COOKIE, &cookie);
        let (answered, _, text) = send(&portal, request, &body).await;
        assert_eq!(answered.as_u16(), status, "{endpoint} {body}: {text}");
    }
}

#[tokio::test]
async fn what_people_type_never_runs_as_a_script() {
    const SCRIPT: &str = "<script>alert(1)</script>";
    let (portal, _) = portal().await;
    let cookie = sign_in(&portal, support::MEMBER).await;
    // Leptos escapes neither a title nor a textarea.
    let typed = format!(
        "_from=/companies/new&once=hostile&form[name_ko]=</title>{SCRIPT}&form[summary_ko]=</textarea>{SCRIPT}&form[region]=seoul\
         &form[size]=small&form[types][]=saas&form[sectors][]=healthcare"
    );
    let (status, refused, page) = {
        let request = form("/api/companies/register").header(header::COOKIE, &cookie);
        send(&portal, request, &typed.replace("form[region]=seoul", "form[region]=mars")).await
    };
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut pages = vec![(refused, page)];
    let (status, path, page) = support::post(&portal, "companies/register", &cookie, &typed).await;
    assert_eq!(status, 303, "{}", page.len());
    let path = path.split('?').next().unwrap().to_owned();
    for path in [path.clone(), format!("/en{path}"), format!("{path}/edit"), "/companies/mine".to_owned()] {
        let (status, response, page) = support::page(&portal, &path, &cookie).await;
        assert_eq!(status, 200, "{path}");
        pages.push((response, page));
    }
    let allowed = |response: &Response<()>| {
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        policy.matches("'sha256-").count()
    };
    let (_, ordinary, _) = support::page(&portal, "/companies/mine", &cookie).await;
    for (response, page) in &pages {
        assert!(!page.contains(SCRIPT), "{page}");
        assert!(allowed(response) <= allowed(&ordinary), "a further script may run");
        assert!(!page.contains(server::edge::MARK.as_str()), "the mark of our own scripts is a secret");
    }
    for path in ["/companies?q=%00", "/api/v1/companies?after=%00", "/%00"] {
        assert_eq!(get(&portal, path).await.0, StatusCode::BAD_REQUEST, "{path}");
    }
}
