//! Confirmed facts, and other ones that members ask for.

use super::{
    super::store::{self, Facts, Settled},
    NOW, StoreError, Tx, add, databases, form, person, with_base,
};
use crate::text::Text2;

/// A member with its owner.
async fn member(tx: &mut Tx, name: &str, brn: &str, owner: i64) -> (i64, String) {
    let (id, slug) = add(tx, &form(name, brn), owner).await.expect("registered");
    store::settle(tx, id, 1, Settled::Approved, NOW).await.expect("approved");
    (id, slug)
}

fn facts(name: &str, brn: &str) -> Facts {
    Facts { name: Text2::new(name, ""), brn: (!brn.is_empty()).then(|| brn.to_owned()) }
}

#[tokio::test]
async fn facts_that_are_asked_for_change_nothing_until_they_are_agreed_to() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let owner = person(&mut tx, "a@narae.example").await.id;
        let (id, slug) = member(&mut tx, "나래", "120-88-01280", owner).await;
        member(&mut tx, "다솜", "214-88-68723", owner).await;
        let ask = async |tx: &mut Tx, wanted: &Facts| {
            let firm = store::by_slug(tx, &slug).await?;
            let asked = store::ask(tx, &firm, wanted, owner, NOW).await?;
            // What is asked for is part of a save of the firm.
            tx.run("UPDATE company SET version = version + 1 WHERE id = $1", crate::values![id]).await?;
            Ok::<_, StoreError>(asked)
        };
        let version = async |tx: &mut Tx| store::changes(tx).await.expect("read")[0].version;
        let taken = ask(&mut tx, &facts("나래", "2148868723")).await;
        assert!(matches!(taken, Err(StoreError::Taken)), "{taken:?}");
        assert!(!ask(&mut tx, &facts("나래", "1208801280")).await.expect("nothing else"));
        let wanted = facts("새나래", "1208801280");
        let mut versions = Vec::new();
        for _ in 0..2 {
            assert!(ask(&mut tx, &wanted).await.expect("asked"));
            let changes = store::changes(&mut tx).await.expect("read");
            let [change] = &changes[..] else { panic!("one change: {changes:?}") };
            assert_eq!((change.names[0].as_str(), change.new_names[0].as_str()), ("나래", "새나래"));
            versions.push(change.version);
        }
        assert_eq!(versions[0], versions[1], "asking for the same again is no other question");
        assert_eq!(store::by_slug(&mut tx, &slug).await.expect("found").name().ko, "나래");
        assert!(!ask(&mut tx, &facts("나래", "1208801280")).await.expect("taken back"));
        assert!(store::changes(&mut tx).await.expect("read").is_empty());

        ask(&mut tx, &wanted).await.expect("asked");
        let read = version(&mut tx).await;
        assert_ne!(read, versions[0], "a question that was taken back does not come again");
        ask(&mut tx, &facts("또나래", "")).await.expect("asked for something else");
        let stale = store::answer(&mut tx, id, read).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "what was read is not asked any more: {stale:?}");
        let now = version(&mut tx).await;
        let agreed = store::answer(&mut tx, id, now).await.expect("answered");
        store::confirm(&mut tx, id, &agreed).await.expect("confirmed");
        let firm = store::by_slug(&mut tx, &slug).await.expect("found");
        assert_eq!(Facts::confirmed(&firm), facts("또나래", ""));
        assert!(store::asked(&mut tx, id).await.expect("read").is_none());
    }
}

#[tokio::test]
async fn agreeing_and_declining_cannot_both_win() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let owner = person(&mut tx, "a@narae.example").await.id;
        let (id, slug) = member(&mut tx, "나래", "", owner).await;
        let firm = store::by_slug(&mut tx, &slug).await.expect("found");
        store::ask(&mut tx, &firm, &facts("새나래", ""), owner, NOW).await.expect("asked");
        let version = firm.version;
        tx.commit().await.expect("stored");
        let answer = |agree: bool| {
            let db = test.db.clone();
            async move {
                let mut tx = db.begin().await?;
                let facts = store::answer(&mut tx, id, version).await?;
                if agree {
                    store::confirm(&mut tx, id, &facts).await?;
                }
                tx.commit().await
            }
        };
        let (agreed, declined) = tokio::join!(answer(true), answer(false));
        assert_ne!(agreed.is_ok(), declined.is_ok(), "{agreed:?} {declined:?}");
        let mut tx = test.db.read().await.expect("a transaction");
        let name = store::by_slug(&mut tx, &slug).await.expect("found").name().ko;
        assert_eq!(name == "새나래", agreed.is_ok());
    }
}
