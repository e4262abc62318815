//! Meetups through the portal's router: what a visitor, an attendee, somebody in the queue and an organiser get.
#![recursion_limit = "512"]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use app::{db::Db, time::DAY_MS};
use axum::{
    Router,
    http::{Request, StatusCode, header},
};
use support::{COORDINATOR, now, page as get, portal, send, sign_in};

const LINK: &str = "https://meet.oca.example/router-test";

/// Posts a form of a page; answers the status and where it leads, or the page.
async fn post(portal: &Router, endpoint: &str, cookie: &str, fields: &str) -> (u16, String) {
    let (status, leads, page) = support::post(portal, endpoint, cookie, fields).await;
    (status, if leads.is_empty() { page } else { leads })
}

/// The fields of an online meetup of the alliance with one seat.
fn fields(once: &str) -> String {
    let day = (now() + 5 * DAY_MS).iso_day();
    format!(
        "once={once}&form[holder]=alliance&form[name_en]=Router+Test&form[about_ko]=x&form[day]={day}&form[start]=14:00\
         &form[end]=15:00&form[mode]=online&form[online_url]={LINK}&form[capacity]=1"
    )
}

#[tokio::test]
async fn public_pages_are_whole_and_say_nothing_private() {
    let (portal, _) = portal().await;
    for (path, status, words) in [
        ("/meetups", 200, "seat-bar"),
        ("/en/meetups?when=past&sector=logistics", 200, "Running Through a Typhoon"),
        ("/meetups/flagship-partner-evening", 200, "대기"),
        ("/meetups/security-clinic-online", 200, "로그인하고 참석 신청"),
        ("/en/meetups/education-first-day", 200, "Seoul time"),
        ("/meetups/healthcare-fhir-workshop", 200, "코드 버전을 자원에 함께 적는 것"),
        ("/meetups/finops-open-bill", 200, "취소되었습니다"),
        ("/meetups/shared-ward-monthly-4", 200, "/consortia/"),
        ("/meetups/nothing-here", 404, "페이지를 찾을 수 없습니다"),
        ("/meetups/new", 401, "로그인이 필요합니다"),
    ] {
        let (answered, _, body) = get(&portal, path, "").await;
        assert_eq!(answered, status, "{path}");
        assert!(body.contains(words), "{path} lacks {words}: {body}");
        assert!(body.contains("</html>") && !body.contains(" style=\""), "{path}");
        assert!(!body.contains("meet.oca.example"), "{path} gives a join link away");
        assert!(!body.contains("attendees.example") && !body.contains("data-label"), "{path} names attendees");
    }
    for path in ["/api/meetups/get?slug=security-clinic-online", "/api/meetups/list?query[page]=1"] {
        let (status, _, body) = send(&portal, Request::get(path).header(header::ACCEPT, "application/json"), "").await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        assert!(body.contains("security-clinic-online") && !body.contains("meet.oca.example"), "{body}");
    }
    let (_, _, found) = get(&portal, "/search?q=meet.oca.example", "").await;
    assert!(!found.contains("/meetups/security-clinic-online"), "search knows the join link");
}

#[tokio::test]
async fn one_seat_goes_from_the_first_to_the_second_with_link_and_mail() {
    let (portal, db) = portal().await;
    let organiser = sign_in(&portal, COORDINATOR).await;
    let first = sign_in(&portal, "taeo@marugyeol-cloud.example").await;
    let second = sign_in(&portal, "gaon@onsaebyeol-infra.example").await;
    let (status, _) = post(&portal, "meetups/schedule", &first, &fields("a")).await;
    assert_eq!(status, 403, "the alliance is not this member's to speak for");
    let (status, page) = post(&portal, "meetups/schedule", &organiser, &fields("b")).await;
    assert_eq!((status, page.as_str()), (303, "/meetups/router-test"));
    assert_eq!(post(&portal, "meetups/schedule", &organiser, &fields("b")).await.1, page, "posted twice, made once");

    for (who, status) in [("", 404), (&first, 404), (&organiser, 200)] {
        assert_eq!(get(&portal, &page, who).await.0, status, "a draft");
    }
    let feed = format!("{page}/calendar.ics");
    assert_eq!(get(&portal, &feed, "").await.0, 404, "a draft's calendar");
    assert_ne!(post(&portal, "meetups/register", &first, "slug=router-test&place=online").await.0, 303, "a draft");
    assert_eq!(post(&portal, "meetups/publish", &organiser, "slug=router-test").await.0, 303);
    assert_eq!(get(&portal, &page, "").await.0, 200);

    for (who, times) in [(&first, 2), (&second, 1)] {
        for _ in 0..times {
            let (status, to) = post(&portal, "meetups/register", who, "slug=router-test&place=online").await;
            assert_eq!((status, to), (303, page.clone()));
        }
    }
    assert_ne!(post(&portal, "meetups/register", &second, "slug=router-test&place=room").await.0, 303, "no room");
    let sees = async |who: &str| get(&portal, &page, who).await.2.contains(LINK);
    assert!(sees(&first).await && sees(&organiser).await, "who is confirmed, and the organiser");
    assert!(!sees(&second).await && !sees("").await, "who waits, and visitors");
    let waiting = get(&portal, &page, &second).await.2;
    assert!(waiting.contains("대기 1번") && !waiting.contains("data-label"), "{waiting}");
    assert!(get(&portal, &page, &organiser).await.2.contains("data-label"), "the organiser sees who comes");

    assert_eq!(post(&portal, "meetups/leave", &first, "slug=router-test").await.0, 303);
    assert!(!sees(&first).await && sees(&second).await, "the seat has moved");
    assert_eq!(mails(&db, "gaon@onsaebyeol-infra.example").await, 1);
    assert_eq!(mails(&db, "taeo@marugyeol-cloud.example").await, 0);

    assert_ne!(post(&portal, "meetups/cancel", &second, "slug=router-test").await.0, 303, "no organiser");
    assert_eq!(post(&portal, "meetups/cancel", &organiser, "slug=router-test").await.0, 303);
    assert_eq!(mails(&db, "gaon@onsaebyeol-infra.example").await, 2);
    assert_ne!(post(&portal, "meetups/register", &first, "slug=router-test&place=online").await.0, 303, "called off");
    assert!(get(&portal, &feed, "").await.2.contains("STATUS:CANCELLED"));
    assert!(!sees(&second).await);
}

async fn mails(db: &Db, to: &str) -> i64 {
    const COUNT: &str = "SELECT COUNT(*) FROM mail WHERE recipient = $1";
    const LEAKS: &str = "SELECT COUNT(*) FROM mail WHERE body_text LIKE '%meet.oca.example%'";
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.number(LEAKS, &[]).await.unwrap(), 0, "no mail carries the join link");
    tx.number(COUNT, &[to.into()]).await.unwrap()
}

#[tokio::test]
async fn calendars_are_crlf_validated_and_public() {
    let (portal, _) = portal().await;
    for (path, has, lacks) in [
        ("/calendar.ics", "SUMMARY:가을 전체 밋업", "Autumn"),
        ("/calendar.ics?lang=en", "Autumn Alliance Meetup", "가을 전체"),
        ("/sectors/logistics/calendar.ics", "태풍", "가을 전체"),
        ("/consortia/port-to-shelf/calendar.ics", "port-to-shelf-charter", "가을 전체"),
        ("/meetups/finops-open-bill/calendar.ics", "STATUS:CANCELLED", "가을 전체"),
    ] {
        let (status, response, body) = get(&portal, path, "").await;
        assert_eq!(status, 200, "{path}: {body}");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        let unfolded = body.replace("\r\n ", "");
        assert!(unfolded.contains(has) && !unfolded.contains(lacks), "{path}: {unfolded}");
        assert_eq!(body.matches('\n').count(), body.matches("\r\n").count(), "{path}");
        assert!(body.split("\r\n").all(|line| line.len() <= 75), "{path}");
        assert!(!body.contains("meet.oca.example") && !body.contains("ATTENDEE"), "{path}");

        let etag = response.headers()[header::ETAG].clone();
        let asked = Request::get(path).header(header::IF_NONE_MATCH, &etag);
        let (status, response, body) = send(&portal, asked, "").await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        assert_eq!(response.headers()[header::ETAG], etag);
    }
    for path in ["/sectors/nothing/calendar.ics", "/consortia/nothing/calendar.ics", "/meetups/nothing/calendar.ics"] {
        assert_eq!(get(&portal, path, "").await.0, 404, "{path}");
    }
}
