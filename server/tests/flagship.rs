//! Calls and bids through the portal's router: a coordinator's notice, a lead's advert, a firm's answer.
#![recursion_limit = "512"]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use axum::Router;
use support::{COORDINATOR, MEMBER, portal, sign_in};

async fn get(portal: &Router, path: &str, cookie: &str) -> (u16, String) {
    let (status, _, body) = support::page(portal, path, cookie).await;
    (status, body)
}

async fn post(portal: &Router, act: &str, cookie: &str, fields: &str) -> (u16, String, String) {
    support::post(portal, &format!("flagship/{act}"), cookie, fields).await
}

#[tokio::test]
async fn pages_answer_in_both_languages_and_editors_ask_who_one_is() {
    let (portal, _) = portal().await;
    for (path, status, words) in [
        ("/flagship", 200, "제2차 클라우드 플래그십 프로젝트 공모"),
        ("/en/flagship", 200, "Cloud Flagship Project, Third Call"),
        ("/flagship/flagship-round-2", 200, "이 지원 분야로 모집 시작"),
        ("/flagship/flagship-round-2", 200, "D-27"),
        ("/en/flagship/flagship-round-2", 200, "KRW 4,500 million"),
        ("/en/flagship/flagship-round-2", 200, "The agency receives and judges"),
        ("/flagship/flagship-round-1", 200, "선정 발표"),
        ("/bids", 200, "참여기업 모집"),
        ("/en/bids?sector=education", 200, "Partners wanted"),
        ("/bids", 200, "재난에도 열리는 교실"),
        ("/bids?technology=telehealth", 200, "따뜻한 회선"),
        ("/en/bids/warm-line-bid", 200, "Grant KRW 3,300 million"),
        ("/bids/factory-foresight-bid", 200, "주관기업을 찾습니다"),
        ("/flagship/flagship-round-2", 200, "재난에도 열리는 교실"),
        ("/bids/port-to-shelf-bid", 404, "페이지를 찾을 수 없습니다"),
        ("/bids/lecture-hall-ai-bid", 404, "페이지를 찾을 수 없습니다"),
        ("/bids/warm-line-bid/answer", 401, "로그인이 필요합니다"),
        ("/flagship/nothing", 404, "페이지를 찾을 수 없습니다"),
        ("/bids/nothing", 404, "페이지를 찾을 수 없습니다"),
        ("/flagship/new", 401, "로그인이 필요합니다"),
        ("/bids/new?lot=round-2-education", 401, "로그인이 필요합니다"),
    ] {
        let (answered, body) = get(&portal, path, "").await;
        assert_eq!(answered, status, "{path}");
        assert!(body.contains(words), "{path} lacks {words}: {body}");
        assert!(!body.contains(" style=\""), "{path}: the policy forbids style attributes");
        assert!(!body.contains("입찰"), "{path}: a funded call is no tender");
    }
    let member = sign_in(&portal, MEMBER).await;
    assert_eq!(get(&portal, "/flagship/new", &member).await.0, 403);
    assert_eq!(post(&portal, "publish_call", &member, "slug=flagship-round-3").await.0, 403);
}

const CALL: &str = "form[name_ko]=제9차 공모&form[agency_ko]=전담기관&form[about_ko]=**함께** 만듭니다.\
    &form[published]=2026-11-23&form[questions_close]=2026-12-01&form[closes]=2026-12-10&form[closes_time]=18:00\
    &form[opens]=2026-12-11&form[result]=2027-01-11&form[lots][0][name_ko]=교육&form[lots][0][sector]=education\
    &form[lots][0][track]=platform&form[lots][0][cap]=50&form[lots][0][cap_unit]=eok\
    &form[lots][0][technologies][]=learning-management&form[lots][0][levels][]=3\
    &form[lots][0][criteria]=필요성 | 100&once=abc";

#[tokio::test]
async fn a_coordinator_writes_a_call_which_is_hidden_until_it_is_published() {
    let (portal, _) = portal().await;
    let desk = sign_in(&portal, COORDINATOR).await;
    let bad = CALL.replace("[cap]=50", "[cap]=").replace("learning-management", "no-such-thing");
    let (status, _, page) = post(&portal, "create_call", &desk, &format!("_from=/flagship/new&{bad}")).await;
    assert_eq!(status, 422);
    assert!(page.contains("value=\"제9차 공모\""), "what was typed stays: {page}");

    let (status, location, page) = post(&portal, "create_call", &desk, CALL).await;
    assert_eq!(status, 303, "{page}");
    let path = location.split('?').next().unwrap().to_owned();
    let again = post(&portal, "create_call", &desk, CALL).await;
    assert_eq!(again.1, path, "posted twice, made once");
    assert_eq!(get(&portal, &path, "").await.0, 404);
    let (status, page) = get(&portal, &path, &desk).await;
    assert_eq!(status, 200);
    assert!(page.contains("작성 중") && page.contains("<strong>함께</strong>"), "{page}");

    let slug = path.rsplit('/').next().unwrap();
    assert_eq!(post(&portal, "publish_call", &desk, &format!("slug={slug}")).await.0, 303);
    let (status, page) = get(&portal, &path, "").await;
    assert_eq!(status, 200);
    assert!(page.contains("50억원") && page.contains("D-17") && page.contains("call-line"), "{page}");
    let earlier = format!("slug={slug}&version=2&{}", CALL.replace("2026-12-10", "2026-12-09"));
    let (status, _, page) = post(&portal, "update_call", &desk, &format!("_from={path}/edit&{earlier}")).await;
    assert_eq!(status, 422);
    assert!(page.contains("늦출 수만 있습니다"), "{page}");
    let reason = format!("slug={slug}&reason=예산이 바뀌었습니다.");
    assert_eq!(post(&portal, "cancel_call", &desk, &reason).await.0, 303);
    assert!(get(&portal, &path, "").await.1.contains("예산이 바뀌었습니다."));
}

#[tokio::test]
async fn whoever_steers_no_consortium_is_told_so_and_refused() {
    let (portal, _) = portal().await;
    let desk = sign_in(&portal, COORDINATOR).await;
    let (status, page) = get(&portal, "/bids/new?lot=round-2-education", &desk).await;
    assert_eq!(status, 200);
    assert!(page.contains("신청을 준비할 컨소시엄이 없습니다"), "{page}");
    let bid = "_from=/bids/new&form[consortium]=nobody&form[lot]=round-2-education&form[name_ko]=교실\
        &form[pitch_ko]=엽니다&form[grant]=40&form[grant_unit]=eok&once=abc";
    assert_eq!(post(&portal, "start_bid", &desk, bid).await.0, 422);
    for (endpoint, body) in [
        ("advertise_bid", "slug=nothing"),
        ("answer_bid", "slug=nothing&form[seat]=x"),
        ("accept_answer", "answer=nothing"),
        ("withdraw_answer", "answer=nothing"),
    ] {
        assert_eq!(post(&portal, endpoint, &desk, body).await.0, 404, "{endpoint}");
    }
}

#[tokio::test]
async fn an_advert_keeps_its_answers_to_those_who_steer_and_a_firm_can_answer_and_be_seated() {
    let (portal, _) = portal().await;
    let lead = sign_in(&portal, "sangu@handeulmok-networks.example").await;
    let newcomer = sign_in(&portal, "sinae@yeoulmok-platform.example").await;
    let advert = "/bids/warm-line-bid";
    let words = "공통 실행 환경을 맡겠습니다";
    let (_, page) = get(&portal, &format!("{advert}/answer"), &newcomer).await;
    let seats: Vec<&str> =
        page.split("name=\"form[seat]\" value=\"").skip(1).map(|p| p.split('"').next().unwrap()).collect();
    assert_eq!(seats.len(), 5, "{page}");
    let body =
        format!("slug=warm-line-bid&form[company]=yeoulmok-platform&form[seat]={}&form[message]={words}", seats[1]);
    assert_eq!(post(&portal, "answer_bid", &lead, &body).await.0, 422, "a firm of others");
    assert_eq!(post(&portal, "answer_bid", &newcomer, &body).await.1, format!("{advert}?answered=1"));

    let (_, page) = get(&portal, advert, "").await;
    assert!(!page.contains(words) && !page.contains("readiness-figure"), "{page}");
    let (_, page) = get(&portal, advert, &newcomer).await;
    assert!(page.contains("우리 회사의 참여 희망") && !page.contains("readiness-figure"), "{page}");
    let (_, page) = get(&portal, advert, &lead).await;
    assert!(page.contains(words) && page.contains("readiness-figure"), "{page}");

    let row = page.split("row-item").find(|row| row.contains(words)).unwrap();
    let answer = row.split("name=\"answer\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let body = format!("answer={answer}");
    assert_eq!(post(&portal, "accept_answer", &newcomer, &body).await.0, 403);
    assert_eq!(post(&portal, "accept_answer", &lead, &body).await.1, format!("{advert}?accepted=1"));
    assert_eq!(post(&portal, "accept_answer", &lead, &body).await.0, 409);
    let (_, page) = get(&portal, advert, "").await;
    assert!(page.contains("href=\"/companies/yeoulmok-platform\""), "the newcomer is seated: {page}");

    let receipt = "slug=warm-line-bid&receipt_no=EXT-77";
    assert_eq!(post(&portal, "record_receipt", &lead, receipt).await.0, 303);
    let (_, page) = get(&portal, advert, "").await;
    assert!(page.contains("신청 완료") && !page.contains("EXT-77"), "{page}");
    assert_eq!(post(&portal, "withdraw_bid", &lead, "slug=warm-line-bid").await.0, 303);
    assert_eq!(get(&portal, advert, "").await.0, 404);
}
