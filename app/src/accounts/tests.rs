//! Accounts against real databases.

use super::{
    drafts, once,
    store::{self, NewPerson},
};
use crate::{
    db::{StoreError, Tx, testing::databases},
    text::Lang,
    time::UnixMillis,
    ui::EditTarget,
};
use serde::{Deserialize, Serialize};

const NOW: UnixMillis = UnixMillis(1_790_000_000_000);

async fn person(tx: &mut Tx, email: &str) -> Result<i64, StoreError> {
    let new =
        NewPerson { name: "홍길동", email, lang: Lang::En, password_hash: "h", coordinator: false, verified: None };
    store::add_person(tx, &new, NOW).await
}

#[tokio::test]
async fn an_address_has_one_account_and_an_unproved_one_is_known_as_such() {
    for test in databases().await {
        let mut tx = test.db.begin().await.expect("a transaction");
        let id = person(&mut tx, "a@b.example").await.expect("new");
        assert!(matches!(person(&mut tx, "a@b.example").await, Err(StoreError::Taken)));
        let found = store::credentials(&mut tx, "a@b.example").await.expect("asked");
        assert_eq!(found, Some((id, "h".to_owned(), false)));
        store::verify(&mut tx, id, NOW).await.expect("proved");
        assert!(store::credentials(&mut tx, "a@b.example").await.expect("asked").is_some_and(|f| f.2));
        assert_eq!(store::by_email(&mut tx, "a@b.example").await.expect("asked").map(|p| p.lang), Some(Lang::En));
    }
}

#[tokio::test]
async fn a_mailed_link_works_once_for_its_purpose_and_in_time() {
    for test in databases().await {
        let mut tx = test.db.begin().await.expect("a transaction");
        let id = person(&mut tx, "a@b.example").await.expect("new");
        store::add_link(&mut tx, "secret", "verify", id, NOW + 10).await.expect("stored");
        for (token, purpose, at) in [("secret", "reset", NOW), ("other", "verify", NOW), ("secret", "verify", NOW + 10)]
        {
            let refused = store::use_link(&mut tx, token, purpose, at).await;
            assert!(matches!(refused, Err(StoreError::Missing)), "{token} {purpose} {at:?}");
        }
        assert_eq!(store::use_link(&mut tx, "secret", "verify", NOW + 9).await.expect("used"), id);
        assert!(store::use_link(&mut tx, "secret", "verify", NOW + 9).await.is_err(), "once");
        store::add_link(&mut tx, "first", "reset", id, NOW + 10).await.expect("stored");
        store::add_link(&mut tx, "second", "reset", id, NOW + 10).await.expect("stored");
        assert!(store::use_link(&mut tx, "first", "reset", NOW).await.is_err(), "a newer link ends the older");
    }
}

#[tokio::test]
async fn a_session_ends_when_idle_when_old_and_when_ended() {
    for test in databases().await {
        let mut tx = test.db.begin().await.expect("a transaction");
        let id = person(&mut tx, "a@b.example").await.expect("new");
        store::add_session(&mut tx, "t1", id, "Firefox", NOW).await.expect("started");
        store::add_session(&mut tx, "t2", id, "Chrome", NOW).await.expect("started");
        let mut alive = async |token: &str, seen: i64, created: i64| {
            let found = store::session_person(&mut tx, token, NOW + seen, NOW + created).await.expect("asked");
            found.is_some_and(|(p, _)| p.id == id)
        };
        assert!(alive("t1", -1, -1).await);
        assert!(!alive("t1", 0, -1).await, "idle for too long");
        assert!(!alive("t1", -1, 0).await, "too old");
        assert!(!alive("t3", -1, -1).await, "unknown");
        store::end_sessions(&mut tx, id, "t2").await.expect("ended elsewhere");
        let left = store::sessions(&mut tx, id).await.expect("listed");
        assert_eq!(left.iter().map(|s| s.agent.as_str()).collect::<Vec<_>>(), ["Chrome"]);
        store::purge(&mut tx, NOW, NOW + -1, NOW).await.expect("purged");
        assert!(store::sessions(&mut tx, id).await.expect("listed").is_empty());
    }
}

#[tokio::test]
async fn a_draft_is_kept_per_person_and_form() {
    for test in databases().await {
        let mut tx = test.db.begin().await.expect("a transaction");
        let (a, b) =
            (person(&mut tx, "a@b.example").await.expect("new"), person(&mut tx, "c@b.example").await.expect("new"));
        drafts::save(&mut tx, a, "companies/new", "form[name_ko]=1", NOW).await.expect("kept");
        drafts::save(&mut tx, a, "companies/new", "form[name_ko]=2", NOW + 1).await.expect("kept");
        let kept = drafts::load(&mut tx, a, "companies/new").await.expect("asked");
        assert_eq!(kept, Some(("form[name_ko]=2".to_owned(), NOW + 1)));
        assert_eq!(drafts::load(&mut tx, b, "companies/new").await.expect("asked"), None);
        drafts::discard(&mut tx, a, "companies/new").await.expect("discarded");
        assert_eq!(drafts::load(&mut tx, a, "companies/new").await.expect("asked"), None);
    }
}

/// A form as an editor has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Typed {
    name: String,
    tags: Vec<String>,
    lots: Vec<Lot>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Lot {
    name: String,
}

const EDITOR: EditTarget = EditTarget { things: "things", create: "things/create", update: "things/update" };

#[tokio::test]
async fn a_draft_that_somebody_overtook_comes_back_with_what_is_stored_now() {
    let stored = Typed {
        name: "한\n둘".into(),
        tags: vec!["a".into(), "b".into()],
        lots: vec![Lot { name: "one".into() }, Lot { name: "two".into() }],
    };
    let draft =
        "form[name]=%ED%95%9C%0D%0A%EB%91%98&form[tags][]=a&form[lots][0][name]=one&form[lots][1][name]=2&version=3";
    for test in databases().await {
        let mut tx = test.db.begin().await.expect("a transaction");
        let id = person(&mut tx, "a@b.example").await.expect("new");
        drafts::save(&mut tx, id, "things/x", draft, NOW).await.expect("kept");
        let mut begin = async |version: i64| {
            let mut edit = drafts::begin(&EDITOR, Some(("x".to_owned(), version)));
            let form = drafts::restore(&mut tx, id, &EDITOR, &mut edit, stored.clone()).await.expect("asked");
            (edit, form)
        };
        let (same, form) = begin(3).await;
        assert_eq!((form.lots[1].name.as_str(), same.restored, same.stored.len()), ("2", true, 0));
        let (overtaken, form) = begin(4).await;
        assert_eq!(form.lots[1].name, "2", "nothing typed is lost");
        let differing: Vec<(&str, &[String])> =
            overtaken.stored.iter().map(|(name, values)| (name.as_str(), values.as_slice())).collect();
        let (tags, two) = (["a".to_owned(), "b".to_owned()], ["two".to_owned()]);
        assert_eq!(differing, [("form[lots][1][name]", &two[..]), ("form[tags][]", &tags[..])]);
        drafts::discard(&mut tx, id, "things/x").await.expect("discarded");
        let mut edit = drafts::begin(&EDITOR, Some(("x".to_owned(), 4)));
        let form = drafts::restore(&mut tx, id, &EDITOR, &mut edit, stored.clone()).await.expect("asked");
        assert_eq!((form, edit.restored, edit.stored.is_empty()), (stored.clone(), false, true));
    }
}

#[tokio::test]
async fn the_same_key_is_remembered_once() {
    for test in databases().await {
        let mut tx = test.db.begin().await.expect("a transaction");
        let id = person(&mut tx, "a@b.example").await.expect("new");
        assert_eq!(once::earlier(&mut tx, id, "k").await.expect("asked"), None);
        once::remember(&mut tx, id, "k", "narae", NOW).await.expect("remembered");
        assert_eq!(once::earlier(&mut tx, id, "k").await.expect("asked").as_deref(), Some("narae"));
        once::purge(&mut tx, NOW + 49 * 3_600_000).await.expect("purged");
        assert_eq!(once::earlier(&mut tx, id, "k").await.expect("asked"), None);
    }
}
