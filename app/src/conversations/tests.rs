//! Conversations against real databases: who takes part, what both learn and when, and what a block does.

use super::{
    api::{self, About},
    model::{Exchange, Matter},
    store,
};
use crate::{
    accounts::Person,
    companies,
    db::{Tx, testing::databases},
    error::AppError,
    inbox,
    testing::{NOW, app, firm, with_base},
    text::{Text2, keys::conversations as words},
};

struct World {
    narae: (i64, Person),
    raon: (i64, Person),
}

async fn world(tx: &mut Tx) -> World {
    World { narae: firm(tx, "Narae", "saas", "healthcare").await, raon: firm(tx, "Raon", "msp", "finance").await }
}

fn about(name: &Text2) -> About<'_> {
    About { matter: Matter::Contact, thing: "", path: "/companies/raon", name }
}

#[tokio::test]
async fn a_pair_has_one_conversation_about_a_matter() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let w = world(&mut tx).await;
        let (app, name) = (app(&test.db, NOW), Text2::new("라온", ""));
        let open = async |tx: &mut Tx, from: &(i64, Person), to: i64| {
            api::open(&app, tx, &from.1, (from.0, to), about(&name), "안녕하세요", NOW).await.expect("opened")
        };
        let first = open(&mut tx, &w.narae, w.raon.0).await;
        let second = open(&mut tx, &w.raon, w.narae.0).await;
        assert_eq!(first, second, "whoever begins");
        let found = store::by_ref(&mut tx, &first).await.expect("found");
        let (lines, earlier) = store::lines(&mut tx, &found, w.raon.0, false).await.expect("read");
        assert_eq!(lines.iter().map(|line| line.own).collect::<Vec<_>>(), [false, true]);
        assert_eq!(earlier, 0);
        let (rows, total) = store::list(&mut tx, w.raon.1.id, 1).await.expect("listed");
        assert_eq!((total, rows[0].own_last, rows[0].with.en.as_str()), (1, true, "Narae"));
    }
}

#[tokio::test]
async fn an_answer_is_asked_for_once_and_settles_what_was_asked() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let w = world(&mut tx).await;
        let (app, name) = (app(&test.db, NOW), Text2::new("라온", ""));
        for _ in 0..3 {
            api::open(&app, &mut tx, &w.narae.1, (w.narae.0, w.raon.0), about(&name), "안녕하세요", NOW)
                .await
                .expect("wrote");
        }
        assert_eq!(inbox::open_actions(&mut tx, w.raon.1.id).await.expect("counted"), 1, "told once");
        api::open(&app, &mut tx, &w.raon.1, (w.raon.0, w.narae.0), about(&name), "네", NOW).await.expect("answered");
        assert_eq!(inbox::open_actions(&mut tx, w.raon.1.id).await.expect("counted"), 0);
        assert_eq!(inbox::open_actions(&mut tx, w.narae.1.id).await.expect("counted"), 1);
    }
}

#[tokio::test]
async fn contacts_are_known_once_both_agreed_and_until_one_takes_it_back() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let w = world(&mut tx).await;
        let (app, name) = (app(&test.db, NOW), Text2::new("라온", ""));
        let reference = api::open(&app, &mut tx, &w.narae.1, (w.narae.0, w.raon.0), about(&name), "안녕하세요", NOW)
            .await
            .expect("wrote");
        let found = store::by_ref(&mut tx, &reference).await.expect("found");
        let seen = async |tx: &mut Tx, own: i64| store::exchange(tx, &found, own).await.expect("read");
        assert_eq!(seen(&mut tx, w.narae.0).await, Exchange::Open);
        store::agree(&mut tx, found.id, w.narae.0, w.narae.1.id, "02-555-0100", NOW).await.expect("agreed");
        assert_eq!(seen(&mut tx, w.narae.0).await, Exchange::Agreed);
        assert_eq!(seen(&mut tx, w.raon.0).await, Exchange::Asked, "no name, no number yet");
        store::agree(&mut tx, found.id, w.raon.0, w.raon.1.id, "", NOW + 1).await.expect("agreed");
        let Exchange::Done(card) = seen(&mut tx, w.raon.0).await else { panic!("both agreed") };
        assert_eq!((card.email.as_str(), card.phone.as_str()), (w.narae.1.email.as_str(), "02-555-0100"));
        store::withdraw(&mut tx, found.id, w.narae.0, NOW + 2).await.expect("taken back");
        assert_eq!(seen(&mut tx, w.raon.0).await, Exchange::Agreed);
        let kept = "SELECT COUNT(*) FROM contact_consent WHERE withdrawn_ms IS NOT NULL";
        assert_eq!(tx.number(kept, crate::values![]).await.expect("counted"), 1, "that it was given stays");
    }
}

#[tokio::test]
async fn a_blocked_conversation_takes_no_message() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let w = world(&mut tx).await;
        let (app, name) = (app(&test.db, NOW), Text2::new("라온", ""));
        let write = async |tx: &mut Tx| {
            api::open(&app, tx, &w.narae.1, (w.narae.0, w.raon.0), about(&name), "안녕하세요", NOW).await
        };
        let reference = write(&mut tx).await.expect("wrote");
        let found = store::by_ref(&mut tx, &reference).await.expect("found");
        store::block(&mut tx, found.id, Some(w.raon.0)).await.expect("blocked");
        assert_eq!(write(&mut tx).await, Err(AppError::Conflict(words::BLOCKED)));
        store::report(&mut tx, found.id, w.raon.0, "광고입니다").await.expect("reported");
        assert_eq!(store::count_reported(&mut tx).await.expect("counted"), 1);
        store::settle_report(&mut tx, found.id).await.expect("settled");
        assert!(store::settle_report(&mut tx, found.id).await.is_err(), "once");
        assert!(companies::firm(&mut tx, "raon").await.is_ok());
    }
}
