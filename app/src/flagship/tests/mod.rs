//! Calls, bids and answers against real databases.

mod calls;

use super::{
    api::accept,
    model::{AnswerState, BidDraft, BidQuery, BidState, CallDates, CallDraft, CallFacts, LotDraft, Phase, Track},
    store::{self, NewAnswer, NewBid},
};
use crate::{
    accounts::Person,
    consortia,
    ctx::{Ctx, Freshness},
    db::{Db, StoreError, Tx, testing::databases},
    error::{AppError, AppResult},
    portal, search,
    testing::{NOW, firm},
    text::{Lang, Text2, keys},
    time::{DAY_MS, SECOND_MS, UnixMillis},
    values,
};

/// A lead with a consortium of one open service seat and one open platform seat, and two firms that would join.
struct World {
    lead: Person,
    stranger: Person,
    firms: [i64; 2],
    consortium: i64,
    /// The open seats: service, platform.
    seats: [i64; 2],
    lot: i64,
    bid: i64,
    slug: String,
}

fn dates() -> CallDates {
    let at = |days: i64| NOW + days * DAY_MS;
    CallDates { published: at(-5), questions_close: at(5), closes: at(10), opens: at(11), result: at(40) }
}

fn call_draft() -> CallDraft {
    let lot = |slug: &str, sector: &str| LotDraft {
        slug: slug.into(),
        sector: sector.into(),
        track: Track::Platform,
        name: Text2::new("재난에도 이어지는 수업", "Lessons through a disaster"),
        cap_won: 5_000_000_000,
        technologies: vec![("learning-management".into(), 3)],
        documents: vec![Text2::new("사업계획서", "Project plan")],
        criteria: vec![(Text2::new("필요성", "Need"), 100)],
        place: 0,
    };
    CallDraft {
        name: Text2::new("제2차 공모", "Second Call"),
        agency: Text2::new("전담기관", "Agency"),
        about: Text2::new("**함께** 만듭니다.", ""),
        dates: dates(),
        lots: vec![lot("", "education"), lot("", "finance")],
    }
}

/// A recruiting consortium of a lead, with an open service seat that needs learning management and an open platform one.
async fn consortium(tx: &mut Tx, slug: &str, lead: i64) -> (i64, [i64; 2]) {
    const CONSORTIUM: &str = "INSERT INTO consortium (slug, state, kind, sector, name_ko, name_en, purpose_ko, purpose_en, \
        purpose_ko_html, purpose_en_html, renderer, founder_id, seat_limit, created_ms, changed_ms, version) \
        VALUES ($1, 'recruiting', 'flagship', 'education', $1, '', '', '', '', '', 1, $2, 20, 0, 0, 1) RETURNING id";
    const NEED: &str = "INSERT INTO consortium_requirement (consortium_id, position, technology, activity, min_level, \
        firms_wanted, weight, waiver) VALUES ($1, 0, 'learning-management', '', 2, 1, 1, '') RETURNING id";
    const SEAT: &str = "INSERT INTO consortium_seat (ref, consortium_id, position, role, label_ko, label_en, state, company_id) \
        VALUES ($1, $2, $3, $4, $4, '', $5, $6) RETURNING id";
    let id = tx.number(CONSORTIUM, values![slug, lead]).await.expect("a consortium");
    let need = tx.number(NEED, values![id]).await.expect("a requirement");
    let mut seats = Vec::new();
    for (position, role, company) in [(0_i64, "lead", Some(lead)), (1, "service", None), (2, "platform", None)] {
        let state = if company.is_some() { "seated" } else { "open" };
        let values = values![format!("{slug}-{role}"), id, position, role, state, company];
        seats.push(tx.number(SEAT, values).await.expect("a seat"));
    }
    let cover = "INSERT INTO consortium_seat_cover (seat_id, requirement_id) VALUES ($1, $2)";
    tx.run(cover, values![seats[1], need]).await.expect("covered");
    (id, [seats[1], seats[2]])
}

async fn add_bid(tx: &mut Tx, lot: i64, consortium: i64, name: &str) -> (i64, String) {
    let draft = BidDraft {
        name: Text2::new("", name),
        pitch: Text2::new("**지금** 교실을 엽니다.", ""),
        grant_won: 4_000_000_000,
        ..BidDraft::default()
    };
    let new = NewBid { lot, consortium, draft: &draft, wanted: name };
    store::add_bid(tx, &new, NOW).await.expect("begun")
}

async fn world(db: &Db) -> World {
    portal::load_base(db).await.expect("base data");
    let mut tx = db.begin().await.expect("a transaction");
    let (lead_firm, lead) = firm(&mut tx, "lead-infra", "infrastructure", "education").await;
    let (a, stranger) = firm(&mut tx, "aurora", "saas", "education").await;
    let (b, _) = firm(&mut tx, "boreal", "platform", "education").await;
    let (consortium, seats) = consortium(&mut tx, "open-school", lead_firm).await;
    let (call, _) = store::add_call(&mut tx, &call_draft(), "second-call", NOW).await.expect("a call");
    store::publish(&mut tx, call).await.expect("published");
    let lot = store::lots_of(&mut tx, call).await.expect("lots").remove(0).slug;
    let lot = store::lot(&mut tx, &lot).await.expect("the lot").id;
    let (bid, slug) = add_bid(&mut tx, lot, consortium, "open-school").await;
    store::move_bid(&mut tx, bid, BidState::Advertised, NOW).await.expect("advertised");
    tx.commit().await.expect("stored");
    World { lead, stranger, firms: [a, b], consortium, seats, lot, bid, slug }
}

fn ctx(db: &Db, person: &Person, now: UnixMillis) -> Ctx {
    Ctx {
        app: crate::testing::app(db, now),
        now,
        lang: Lang::Ko,
        client: String::new(),
        person: Some(person.clone()),
        freshness: Freshness::default(),
    }
}

async fn answer(db: &Db, bid: i64, seat: i64, company: i64, by: &Person) -> String {
    let mut tx = db.begin().await.expect("a transaction");
    let new = NewAnswer { bid, seat, company, person: by.id, message: "함께하겠습니다." };
    let id = store::put_answer(&mut tx, &new, NOW).await.expect("answered");
    let found = store::answers_of(&mut tx, bid).await.expect("listed");
    tx.commit().await.expect("stored");
    found.into_iter().find(|a| a.id == id).expect("there").r#ref
}

async fn number(db: &Db, sql: &'static str) -> i64 {
    db.read().await.expect("a transaction").number(sql, values![]).await.expect("counted")
}

/// Of two results one is a success; the other's error.
fn one_lost(a: AppResult<String>, b: AppResult<String>) -> AppError {
    match (a, b) {
        (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
        other => panic!("exactly one wins: {other:?}"),
    }
}

#[tokio::test]
async fn two_who_accept_for_one_seat_seat_exactly_one_firm_and_nothing_is_half_done() {
    for test in databases().await {
        let w = world(&test.db).await;
        let first = answer(&test.db, w.bid, w.seats[0], w.firms[0], &w.stranger).await;
        let second = answer(&test.db, w.bid, w.seats[0], w.firms[1], &w.stranger).await;
        let ctx = ctx(&test.db, &w.lead, NOW);
        let (a, b) = tokio::join!(accept(&ctx, &w.lead, &first), accept(&ctx, &w.lead, &second));
        assert_eq!(one_lost(a, b), AppError::Conflict(keys::flagship::SEAT_TAKEN));

        let mut tx = test.db.read().await.expect("a transaction");
        let answers = store::answers_of(&mut tx, w.bid).await.expect("listed");
        let states: Vec<_> = answers.iter().map(super::store::StoredAnswer::state).collect();
        assert_eq!(states, [AnswerState::New, AnswerState::Accepted], "the other still waits");
        let members = consortia::members(&mut tx, w.consortium).await.expect("asked");
        assert_eq!((members.len(), members[1]), (2, answers[1].company_id));
        drop(tx);
        assert_eq!(number(&test.db, "SELECT COUNT(*) FROM mail").await, 1, "only the newcomer is told");
        assert_eq!(number(&test.db, "SELECT COUNT(*) FROM audit WHERE verb = 'accepted'").await, 1);
    }
}

#[tokio::test]
async fn one_answer_accepted_in_two_tabs_acts_once() {
    for test in databases().await {
        let w = world(&test.db).await;
        let reference = answer(&test.db, w.bid, w.seats[0], w.firms[0], &w.stranger).await;
        let ctx = ctx(&test.db, &w.lead, NOW);
        let (a, b) = tokio::join!(accept(&ctx, &w.lead, &reference), accept(&ctx, &w.lead, &reference));
        assert_eq!(one_lost(a, b), AppError::Conflict(keys::flagship::ANSWER_SETTLED));
        assert_eq!(number(&test.db, "SELECT COUNT(*) FROM mail").await, 1);
    }
}

#[tokio::test]
async fn a_firm_is_seated_in_one_bid_of_a_lot_even_when_two_leads_accept_at_once() {
    for test in databases().await {
        let w = world(&test.db).await;
        let mut tx = test.db.begin().await.expect("a transaction");
        let (rival_firm, rival) = firm(&mut tx, "rival-infra", "infrastructure", "education").await;
        let (consortium, seats) = consortium(&mut tx, "rival-school", rival_firm).await;
        let (bid, _) = add_bid(&mut tx, w.lot, consortium, "rival-school").await;
        store::move_bid(&mut tx, bid, BidState::Advertised, NOW).await.expect("advertised");
        tx.commit().await.expect("stored");
        let here = answer(&test.db, w.bid, w.seats[0], w.firms[0], &w.stranger).await;
        let there = answer(&test.db, bid, seats[0], w.firms[0], &w.stranger).await;
        let (one, other) = (ctx(&test.db, &w.lead, NOW), ctx(&test.db, &rival, NOW));
        let (a, b) = tokio::join!(accept(&one, &w.lead, &here), accept(&other, &rival, &there));
        assert_eq!(one_lost(a, b), AppError::Conflict(keys::flagship::EXCLUSIVE));
        let seated = "SELECT COUNT(*) FROM consortium_seat WHERE state = 'seated' AND role = 'service'";
        assert_eq!(number(&test.db, seated).await, 1);

        // A withdrawn bid binds nobody.
        let mut tx = test.db.begin().await.expect("a transaction");
        for id in [w.bid, bid] {
            store::move_bid(&mut tx, id, BidState::Withdrawn, NOW).await.expect("withdrawn");
        }
        assert_eq!(store::elsewhere(&mut tx, w.lot, 0, &w.firms).await.expect("asked"), 0);
    }
}

#[tokio::test]
async fn only_who_steers_accepts_and_only_in_time() {
    for test in databases().await {
        let w = world(&test.db).await;
        let reference = answer(&test.db, w.bid, w.seats[0], w.firms[0], &w.stranger).await;
        let closes = dates().closes;
        let refused = accept(&ctx(&test.db, &w.stranger, NOW), &w.stranger, &reference).await;
        assert_eq!(refused, Err(AppError::Forbidden));
        let late = ctx(&test.db, &w.lead, closes + SECOND_MS);
        assert_eq!(accept(&late, &w.lead, &reference).await, Err(AppError::Conflict(keys::flagship::NOT_OPEN)));
        assert_eq!(accept(&late, &w.lead, "nothing").await, Err(AppError::NotFound));
        let in_time = ctx(&test.db, &w.lead, closes + (SECOND_MS - 1));
        assert_eq!(accept(&in_time, &w.lead, &reference).await, Ok(w.slug));
    }
}

#[tokio::test]
async fn a_lead_seat_takes_a_firm_of_the_right_type_only() {
    for test in databases().await {
        let w = world(&test.db).await;
        let mut tx = test.db.begin().await.expect("a transaction");
        // The lead left: its founder steers until another firm leads.
        let clear = "UPDATE consortium_seat SET state = 'open', company_id = NULL WHERE role = 'lead'";
        tx.run(clear, values![]).await.expect("opened");
        let seat = tx.number("SELECT id FROM consortium_seat WHERE role = 'lead'", values![]).await.expect("the seat");
        tx.commit().await.expect("stored");
        let reference = answer(&test.db, w.bid, seat, w.firms[0], &w.stranger).await;
        let ctx = ctx(&test.db, &w.lead, NOW);
        assert_eq!(accept(&ctx, &w.lead, &reference).await, Err(AppError::Conflict(keys::flagship::LEAD_TYPE)));
    }
}

#[tokio::test]
async fn answering_again_reopens_the_row_until_it_is_accepted() {
    for test in databases().await {
        let w = world(&test.db).await;
        let first = answer(&test.db, w.bid, w.seats[0], w.firms[0], &w.stranger).await;
        let mut tx = test.db.begin().await.expect("a transaction");
        let row = store::answer(&mut tx, &first).await.expect("found");
        store::settle_answer(&mut tx, row.id, AnswerState::Declined, "다음에", NOW).await.expect("declined");
        let twice = store::settle_answer(&mut tx, row.id, AnswerState::Declined, "다음에", NOW).await;
        assert!(matches!(twice, Err(StoreError::Stale)), "{twice:?}");
        tx.commit().await.expect("stored");

        let again = answer(&test.db, w.bid, w.seats[1], w.firms[0], &w.stranger).await;
        assert_ne!(first, again, "the old name is void");
        let mut tx = test.db.begin().await.expect("a transaction");
        let own = store::own_answers(&mut tx, w.bid, w.stranger.id).await.expect("listed");
        assert_eq!((own.len(), own[0].state, own[0].reply.as_str()), (1, AnswerState::New, ""));
        let row = store::answer(&mut tx, &again).await.expect("found");
        store::settle_answer(&mut tx, row.id, AnswerState::Accepted, "", NOW).await.expect("accepted");
        let new =
            NewAnswer { bid: w.bid, seat: w.seats[0], company: w.firms[0], person: w.stranger.id, message: "다시" };
        let after = store::put_answer(&mut tx, &new, NOW).await;
        assert!(matches!(after, Err(StoreError::Taken)), "{after:?}");
    }
}
