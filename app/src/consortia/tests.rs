//! Consortia against real databases.

use super::{
    charter::{draw_up_charter, sign_as},
    facts,
    model::{
        ConsortiumDraft, ConsortiumQuery, RequirementDraft, Rule, SeatDraft, SeatRole, SeatState, Standing, State,
    },
    store::{self, Seat},
};
use crate::{
    db::{StoreError, Tx, testing::databases},
    search,
    technologies::{self, CapabilityDraft, Need},
    testing::{NOW, firm, with_base},
    text::Text2,
    time::DAY_MS,
};

async fn can(tx: &mut Tx, company: i64, technology: &str, level: i64) {
    let draft = CapabilityDraft {
        technology: technology.into(),
        activity: "build".into(),
        level,
        ..CapabilityDraft::default()
    };
    technologies::claim(tx, company, &draft, NOW).await.expect("claimed");
}

fn required(technology: &str) -> RequirementDraft {
    let need = Need { technology: technology.into(), activity: String::new(), min_level: 2 };
    RequirementDraft { need, firms: 1, weight: 1, waiver: String::new(), role: None }
}

fn seat(role: SeatRole, covers: Vec<usize>) -> SeatDraft {
    SeatDraft { role, label: Text2::new(role.code(), ""), firm_type: None, share_range: None, covers }
}

/// A cooperation of a founder with a lead seat, a platform seat and a service seat, requiring two technologies.
async fn found(tx: &mut Tx, founder: i64, kind: &str) -> (i64, String, Vec<i64>) {
    let draft = ConsortiumDraft {
        kind: kind.into(),
        sector: "healthcare".into(),
        name: Text2::new("진료 나눔", "Care Together"),
        purpose: Text2::new("의료 기록을 **함께** 봅니다.", ""),
        seat_limit: 20,
    };
    let (id, slug) = store::add(tx, &draft, founder, NOW).await.expect("founded");
    let wanted = [required("gpu-cloud"), required("storage")];
    store::set_requirements(tx, id, &wanted).await.expect("required");
    let seats = [seat(SeatRole::Lead, vec![0]), seat(SeatRole::Platform, vec![1]), seat(SeatRole::Service, vec![])];
    let seats = store::add_seats(tx, id, &seats).await.expect("seats");
    (id, slug, seats)
}

fn by_role(seats: &[Seat], role: SeatRole) -> &Seat {
    seats.iter().find(|s| s.role == role).expect("a seat of this role")
}

#[tokio::test]
async fn a_draft_is_its_founders_and_recruiting_makes_it_public() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (founder, owner) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (_, stranger) = firm(&mut tx, "Beta", "saas", "healthcare").await;
        let (id, slug, _) = found(&mut tx, founder, "flagship").await;
        let query = ConsortiumQuery { page: 1, ..ConsortiumQuery::default() };
        assert_eq!(store::list(&mut tx, &query, 25).await.expect("listed").1, 0);
        let own = store::standing(&mut tx, id, owner.id, false).await.expect("asked");
        assert!(own.member && own.steers && !own.signs, "a founder steers while the lead seat is open: {own:?}");
        assert_eq!(store::standing(&mut tx, id, stranger.id, false).await.expect("asked"), Standing::default());
        assert_eq!(store::steered_by(&mut tx, owner.id).await.expect("asked")[0].slug, slug);
        store::set_state(&mut tx, id, State::Recruiting, NOW).await.expect("opened");
        store::index(&mut tx, id).await.expect("indexed");
        let (rows, total) = store::list(&mut tx, &query, 25).await.expect("listed");
        assert_eq!(
            (total, rows[0].fleet.open_seats(), rows[0].fleet.members(), rows[0].fleet.lead_open()),
            (1, 3, 0, true)
        );
        assert_eq!(rows[0].fleet.seats.len(), 3);
        assert_eq!(
            search::find(&mut tx, "의료", false, 9)
                .await
                .expect("asked")
                .iter()
                .filter(|h| h.kind == "consortium")
                .count(),
            1
        );
        let seeking = store::seeking(&mut tx, "block-storage", 9).await.expect("asked");
        assert_eq!((seeking.0.len(), seeking.1), (1, 1), "an area is wanted, so each of its technologies is");
    }
}

#[tokio::test]
async fn a_seat_is_kept_for_the_invited_firm_and_opens_again_when_it_declines() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (founder, _) = firm(&mut tx, "Alpha", "infrastructure", "healthcare").await;
        let (asked, _) = firm(&mut tx, "Beta", "platform", "healthcare").await;
        let (other, _) = firm(&mut tx, "Gamma", "platform", "healthcare").await;
        let (id, _, seats) = found(&mut tx, founder, "flagship").await;
        store::seat_held_for(&mut tx, seats[1], asked).await.expect("kept");
        let reference = store::invite(&mut tx, id, asked, seats[1], "함께해 주세요.", NOW).await.expect("invited");
        let again = store::invite(&mut tx, id, asked, seats[1], "", NOW).await;
        assert!(matches!(again, Err(StoreError::Taken)), "a second pending invitation: {again:?}");
        let taken = store::seat_firm(&mut tx, seats[1], other, NOW).await;
        assert!(matches!(taken, Err(StoreError::Stale)), "kept for somebody else: {taken:?}");
        let visible = store::seats_shown(&store::seats_of(&mut tx, id).await.expect("seats"), false);
        assert_eq!((visible[1].state, visible[1].firm.is_none()), (SeatState::Open, true), "visitors see an open seat");
        let invitation = store::invitation(&mut tx, &reference).await.expect("found");
        store::free_seat(&mut tx, seats[1], asked).await.expect("freed");
        store::settle(&mut tx, invitation.id, "declined", "", NOW).await.expect("declined");
        let late = store::settle(&mut tx, invitation.id, "accepted", "", NOW).await;
        assert!(matches!(late, Err(StoreError::Stale)), "an answered invitation: {late:?}");
        store::seat_firm(&mut tx, seats[1], other, NOW).await.expect("open again");
        store::seat_held_for(&mut tx, seats[2], asked).await.expect("kept");
        let second = store::invite(&mut tx, id, asked, seats[2], "", NOW + DAY_MS).await.expect("the row opens again");
        assert_ne!(reference, second);
        assert_eq!(store::pending(&mut tx, id).await.expect("listed").len(), 1);
        let revoked = store::revoke_all(&mut tx, id, NOW).await.expect("revoked");
        assert_eq!((revoked.len(), store::pending(&mut tx, id).await.expect("listed").len()), (1, 0));
        let all = store::seats_of(&mut tx, id).await.expect("seats");
        assert_eq!(by_role(&all, SeatRole::Service).state, SeatState::Open);
    }
}

#[tokio::test]
async fn an_invited_firm_that_takes_another_seat_has_answered_and_gives_up_the_kept_one() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (founder, _) = firm(&mut tx, "Alpha", "infrastructure", "healthcare").await;
        let (asked, _) = firm(&mut tx, "Beta", "platform", "healthcare").await;
        let (id, _, seats) = found(&mut tx, founder, "flagship").await;
        store::seat_held_for(&mut tx, seats[1], asked).await.expect("kept");
        let reference = store::invite(&mut tx, id, asked, seats[1], "", NOW).await.expect("invited");
        store::seat_firm(&mut tx, seats[2], asked, NOW).await.expect("seated elsewhere");
        let states: Vec<_> = store::seats_of(&mut tx, id).await.expect("seats").iter().map(|s| s.state).collect();
        assert_eq!(states[1..3], [SeatState::Open, SeatState::Seated]);
        assert_eq!(store::invitation(&mut tx, &reference).await.expect("found").state, "accepted");
    }
}

#[tokio::test]
async fn the_last_seat_goes_to_one_firm_and_a_firm_sits_once() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (founder, _) = firm(&mut tx, "Alpha", "infrastructure", "healthcare").await;
        let mut firms = Vec::new();
        for name in ["Beta", "Gamma", "Delta", "Epsilon"] {
            firms.push(firm(&mut tx, name, "platform", "healthcare").await.0);
        }
        let (_, slug, seats) = found(&mut tx, founder, "flagship").await;
        store::seat_firm(&mut tx, seats[0], founder, NOW).await.expect("seated");
        tx.commit().await.expect("stored");
        let take = |company: i64| {
            let (db, slug, seat) = (test.db.clone(), slug.clone(), seats[1]);
            async move {
                let mut tx = db.begin().await?;
                store::by_slug_locked(&mut tx, &slug).await?;
                store::seat_firm(&mut tx, seat, company, NOW).await?;
                tx.commit().await
            }
        };
        let (a, b, c, d) = tokio::join!(take(firms[0]), take(firms[1]), take(firms[2]), take(firms[3]));
        let answers = [a, b, c, d];
        assert_eq!(answers.iter().filter(|r| r.is_ok()).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|r| matches!(r, Err(StoreError::Stale))).count(), 3, "{answers:?}");
        let mut tx = test.db.begin().await.expect("a transaction");
        let twice = store::seat_firm(&mut tx, seats[2], founder, NOW).await;
        assert!(matches!(twice, Err(StoreError::Taken)), "{twice:?}");
    }
}

#[tokio::test]
async fn gates_tell_the_whole_list_and_the_last_signature_completes_the_charter() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (founder, owner) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (other, second) = firm(&mut tx, "Beta", "platform", "healthcare").await;
        let (id, slug, seats) = found(&mut tx, founder, "cooperation").await;
        store::set_state(&mut tx, id, State::Recruiting, NOW).await.expect("opened");
        let read = |state, facts: &facts::Facts| {
            facts::gates(state, facts).iter().map(|g| (g.rule, g.found, g.needed)).collect::<Vec<_>>()
        };
        let stored = store::by_slug(&mut tx, &slug).await.expect("found");
        let facts = facts::facts(&mut tx, &stored, NOW).await.expect("facts");
        assert_eq!(read(State::Recruiting, &facts), [(Rule::Lead, 0, 1), (Rule::Members, 0, 2), (Rule::Covered, 0, 2)]);
        store::seat_firm(&mut tx, seats[0], founder, NOW).await.expect("any type leads a cooperation");
        store::seat_firm(&mut tx, seats[1], other, NOW).await.expect("seated");
        can(&mut tx, founder, "gpu-cloud", 3).await;
        can(&mut tx, other, "block-storage", 2).await;
        let facts = facts::facts(&mut tx, &stored, NOW).await.expect("facts");
        assert_eq!(read(State::Recruiting, &facts), [(Rule::Lead, 1, 1), (Rule::Members, 2, 2), (Rule::Covered, 2, 2)]);
        store::agree_share(&mut tx, seats[0], 6000).await.expect("agreed");
        store::agree_share(&mut tx, seats[1], 4000).await.expect("agreed");
        assert_eq!(draw_up_charter(&mut tx, id, NOW).await.expect("drawn up"), 1);
        let charter = store::charter(&mut tx, id).await.expect("asked").expect("there");
        assert!(charter.html.contains("Alpha") && charter.html.contains("60%"), "{}", charter.html);
        sign_as(&mut tx, id, founder, owner.id, NOW).await.expect("signed");
        sign_as(&mut tx, id, founder, owner.id, NOW + 1).await.expect("signing twice changes nothing");
        sign_as(&mut tx, id, other, second.id, NOW + 2).await.expect("signed");
        let signed = store::signatures(&mut tx, id, 1).await.expect("listed");
        assert_eq!(signed.iter().map(|s| s.0).collect::<Vec<_>>(), [founder, other]);
        assert_eq!(draw_up_charter(&mut tx, id, NOW).await.expect("drawn up"), 2);
        assert!(store::signatures(&mut tx, id, 2).await.expect("listed").is_empty(), "a new version has no signature");
        assert_eq!(store::signatures(&mut tx, id, 1).await.expect("listed").len(), 2, "and the old ones stay");
    }
}

#[tokio::test]
async fn a_flagship_is_led_by_infrastructure_and_a_hold_stands_until_its_end() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (founder, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (id, slug, seats) = found(&mut tx, founder, "flagship").await;
        store::seat_firm(&mut tx, seats[0], founder, NOW).await.expect("the row itself allows it");
        let stored = store::by_slug(&mut tx, &slug).await.expect("found");
        let facts = facts::facts(&mut tx, &stored, NOW).await.expect("facts");
        assert!(!facts.lead_fits && facts.rules.min_members == 10, "the rules of the kind are rows");
        assert!(!store::is_held(&mut tx, id, NOW).await.expect("asked"));
        store::hold(&mut tx, id, "bid", Some(NOW + DAY_MS)).await.expect("held");
        assert!(store::is_held(&mut tx, id, NOW).await.expect("asked"));
        assert!(!store::is_held(&mut tx, id, NOW + DAY_MS).await.expect("asked"));
        store::hold(&mut tx, id, "award", None).await.expect("held");
        assert!(store::is_held(&mut tx, id, NOW + 9 * DAY_MS).await.expect("asked"));
        store::release(&mut tx, id, "award").await.expect("released");
        assert!(!store::is_held(&mut tx, id, NOW + 9 * DAY_MS).await.expect("asked"));
    }
}

#[tokio::test]
async fn changed_requirements_keep_what_each_seat_must_cover() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (founder, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (id, _, seats) = found(&mut tx, founder, "flagship").await;
        store::set_requirements(&mut tx, id, &[required("storage"), required("bare-metal")]).await.expect("changed");
        let shown = store::seats_shown(&store::seats_of(&mut tx, id).await.expect("seats"), true);
        let covers: Vec<usize> = shown.iter().map(|s| s.covers.len()).collect();
        assert_eq!(covers, [0, 1, 0], "the lead's need is gone, the platform's stays");
        let open = store::seat_by_ref(&mut tx, &shown[2].reference).await.expect("found").1;
        assert_eq!(open.id, seats[2]);
        store::remove_seat(&mut tx, id, &shown[2].reference).await.expect("removed");
        store::seat_firm(&mut tx, seats[1], founder, NOW).await.expect("seated");
        let taken = store::remove_seat(&mut tx, id, &shown[1].reference).await;
        assert!(matches!(taken, Err(StoreError::Stale)), "a taken seat stays: {taken:?}");
    }
}

#[tokio::test]
async fn what_members_claim_comes_with_what_is_required() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (founder, _) = firm(&mut tx, "Alpha", "infrastructure", "healthcare").await;
        let (id, _, seats) = found(&mut tx, founder, "flagship").await;
        for (technology, level) in [("gpu-cloud", 3), ("object-storage", 2), ("bare-metal", 4)] {
            can(&mut tx, founder, technology, level).await;
        }
        let (outside, _) = firm(&mut tx, "Beta", "msp", "healthcare").await;
        can(&mut tx, outside, "gpu-cloud", 4).await;
        store::seat_firm(&mut tx, seats[0], founder, NOW).await.expect("seated");
        let (wanted, held) = store::wanted_and_held(&mut tx, id).await.expect("required");
        assert_eq!(wanted, store::wanted(&mut tx, id).await.expect("required"), "the same in one statement");
        let covered = super::model::cover(&wanted, &held, &[founder]);
        assert_eq!(covered.iter().map(|c| c.by.clone()).collect::<Vec<_>>(), [[founder], [founder]]);
        assert_eq!(held.len(), 2, "only what is required, only of members: {held:?}");
    }
}
