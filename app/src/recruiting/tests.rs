use super::{
    model::{Outcome, Outsider, RecruitingQuery, Step},
    store::{self, For},
};
use crate::{
    db::{StoreError, testing::databases},
    testing::{NOW, firm, person, with_base},
    values,
};

const GAP: For<'static> = For { sector: "healthcare", technology: "telehealth" };

fn outsider(email: &str) -> Outsider {
    Outsider {
        firm: "새별클라우드".into(), email: email.into(), source: "협회 명부".into(), note: String::new()
    }
}

fn all() -> RecruitingQuery {
    RecruitingQuery { page: 1, ..RecruitingQuery::default() }
}

#[tokio::test]
async fn nobody_is_approached_twice_for_the_same() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (member, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        tx.commit().await.expect("stored");
        let add = async |email: Option<&str>| {
            let mut tx = test.db.begin().await.expect("a transaction");
            let added = match email {
                Some(email) => store::add_outsider(&mut tx, GAP, &outsider(email), NOW).await,
                None => store::add_member(&mut tx, GAP, member, NOW).await,
            };
            tx.commit().await.ok();
            added
        };
        for (email, again) in [(None, false), (Some("kim@firm.kr"), false), (Some(""), true)] {
            add(email).await.expect("added");
            let second = add(email).await;
            if again {
                second.expect("firms without an address cannot be told apart");
            } else {
                assert!(matches!(second, Err(StoreError::Taken)), "{email:?}: {second:?}");
            }
        }
    }
}

#[tokio::test]
async fn what_came_of_an_approach_is_seen_by_itself() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        store::add_outsider(&mut tx, GAP, &outsider("owner@newcomer.example"), NOW).await.expect("added");
        let outcome = async |tx: &mut crate::db::Tx| store::list(tx, &all()).await.expect("read").0[0].outcome;
        assert_eq!(outcome(&mut tx).await, Outcome::Nothing);
        let (company, _) = firm(&mut tx, "Newcomer", "saas", "healthcare").await;
        assert_eq!(outcome(&mut tx).await, Outcome::Member);
        let draft = crate::technologies::CapabilityDraft {
            technology: "telehealth".into(),
            activity: "build".into(),
            level: 2,
            ..Default::default()
        };
        let id = crate::technologies::claim(&mut tx, company, &draft, NOW).await.expect("claimed").expect("new");
        assert_eq!(outcome(&mut tx).await, Outcome::Claims);
        crate::technologies::confirm(&mut tx, id, 1, 2, NOW).await.expect("confirmed");
        assert_eq!(outcome(&mut tx).await, Outcome::Confirmed);
        let (steps, joined, claiming) = store::achieved(&mut tx, &RecruitingQuery::default()).await.expect("read");
        assert_eq!((steps[0], joined, claiming), ((Step::Planned, 1), 1, 1));
        tx.run("UPDATE company SET state = 'submitted' WHERE id = $1", values![company]).await.expect("left");
        assert_eq!(outcome(&mut tx).await, Outcome::Registered);
    }
}

#[tokio::test]
async fn an_answer_moves_an_approach_once() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        person(&mut tx, "someone@else.example").await;
        store::add_outsider(&mut tx, GAP, &outsider("kim@firm.kr"), NOW).await.expect("added");
        let shown = store::list(&mut tx, &all()).await.expect("read").0.remove(0);
        let of = store::by_ref(&mut tx, &shown.reference).await.expect("found");
        tx.commit().await.expect("stored");
        // Whoever only looks locks nothing: PostgreSQL refuses to lock in a transaction that reads.
        let looked = store::find(&mut test.db.read().await.expect("a transaction"), &shown.reference).await;
        assert_eq!(looked.expect("found").id, of.id);
        let mut tx = test.db.begin().await.expect("a transaction");
        store::answered(&mut tx, of.id, 1, Step::Interested, "다음 주에 만납니다.", NOW).await.expect("noted");
        let late = store::answered(&mut tx, of.id, 1, Step::Declined, "", NOW).await;
        assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
        let query = RecruitingQuery { step: "interested".into(), ..all() };
        let (found, total) = store::list(&mut tx, &query).await.expect("read");
        assert_eq!((found[0].note.as_str(), total), ("다음 주에 만납니다.", 1));
        store::remove(&mut tx, of.id, 2).await.expect("removed");
        assert_eq!(store::list(&mut tx, &all()).await.expect("read").1, 0);
    }
}

#[tokio::test]
async fn who_refuses_is_not_written_to_again_and_their_address_is_forgotten() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let email = "kim@firm.kr";
        for sector in ["healthcare", "finance"] {
            let gap = For { sector, ..GAP };
            store::add_outsider(&mut tx, gap, &outsider(email), NOW).await.expect("added");
        }
        assert!(!store::refuses(&mut tx, email).await.expect("asked"));
        let shown = store::list(&mut tx, &all()).await.expect("read").0.remove(0);
        let of = store::by_ref(&mut tx, &shown.reference).await.expect("found");
        store::refuse(&mut tx, &of, NOW).await.expect("refused");
        assert!(store::refuses(&mut tx, email).await.expect("asked"));
        let after = store::list(&mut tx, &all()).await.expect("read").0;
        assert!(after.iter().all(|a| a.email.is_empty() && a.step == Step::Declined), "for every gap: {after:?}");
    }
}

#[tokio::test]
async fn a_firm_outside_is_forgotten_after_half_a_year_and_a_member_is_not() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (member, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        store::add_member(&mut tx, GAP, member, NOW).await.expect("added");
        store::add_outsider(&mut tx, GAP, &outsider("kim@firm.kr"), NOW).await.expect("added");
        tx.commit().await.expect("stored");
        for (days, left) in [(183, 2), (184, 1)] {
            let now = NOW + days * crate::time::DAY_MS;
            store::purge(&crate::testing::app(&test.db, now), now).await.expect("purged");
            let mut tx = test.db.read().await.expect("a transaction");
            assert_eq!(store::list(&mut tx, &all()).await.expect("read").1, left, "after {days} days");
        }
    }
}
