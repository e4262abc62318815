//! Landscape files, read and taken over.

use super::{
    model::{FindingKind, Landscape},
    read::{LARGEST, read},
    store,
};
use crate::{
    db::{StoreError, testing::databases},
    testing::{NOW, app, firm, with_base},
    text::keys::landscape as words,
    time::DAY_MS,
    values,
};

const FILE: &str = r#"landscape:
  - category:
    name: CNCF Members
    subcategories:
      - subcategory:
        name: Silver
        items:
          - item:
            name: 새별클라우드
            homepage_url: https://saebyeol.example
            crunchbase: https://www.crunchbase.com/organization/saebyeol
            joined: '2024-05-01'
          - item:
            name: Maru
            homepage_url: javascript:alert(1)
            crunchbase: https://www.crunchbase.com/organization/maru
          - item:
            name: Saebyeol again
            crunchbase: https://crunchbase.com/organization/Saebyeol/
  - category:
    name: Runtime
    subcategories:
      - subcategory:
        name: Cloud Native Storage
        items:
          - item:
            name: Star Store
            homepage_url: https://store.example
            crunchbase: https://www.crunchbase.com/organization/saebyeol
            second_path: "Runtime / Nowhere"
            colour: red
          - item:
            name: Star Store
            crunchbase: https://www.crunchbase.com/organization/saebyeol
          - item:
            name: [Not, a, name]
          - item:
            homepage_url: https://nameless.example
          - item:
            name: Stray
            crunchbase: https://www.crunchbase.com/organization/nobody
            second_path:
              - "Runtime / Cloud Native Storage"
      - subcategory:
        name: Weaving
        items: []
extra: 1
"#;

fn landscape(text: &str) -> Landscape {
    read(text.as_bytes()).expect("a landscape")
}

#[test]
fn members_become_firms_and_items_their_products_and_nothing_is_lost_in_silence() {
    use FindingKind::*;
    let found = landscape(FILE);
    let firms: Vec<_> = found.firms.iter().map(|f| (f.name.as_str(), f.homepage.as_str(), f.products.len())).collect();
    assert_eq!(firms, [("새별클라우드", "https://saebyeol.example", 1), ("Maru", "", 0)]);
    let product = &found.firms[0].products[0];
    assert_eq!((product.place.as_str(), product.area.as_str()), ("Runtime / Cloud Native Storage", "storage"));
    let findings: Vec<_> = found.findings.iter().map(|f| (f.line, f.kind, f.about.as_str())).collect();
    assert_eq!(
        findings,
        [
            (15, BadAddress, "javascript:alert(1)"),
            (17, Duplicate, "Saebyeol again"),
            (30, DanglingPath, "Runtime / Nowhere"),
            (31, UnknownKey, "colour"),
            (32, Duplicate, "Star Store"),
            (36, WrongType, "name"),
            (37, Nameless, "item"),
            (39, Unmatched, "Stray"),
            (44, NoArea, "Runtime / Weaving"),
            (47, UnknownKey, "extra"),
        ]
    );
}

#[test]
fn what_is_no_landscape_is_refused_and_says_where() {
    let deep = format!("landscape: {}{}", "[".repeat(90), "]".repeat(90));
    let large = vec![b'a'; LARGEST + 1];
    for (bytes, refusal) in [
        (&b"landscape: [1"[..], None),
        (b"- a\n- b", Some((words::NO_LANDSCAPE, 1))),
        (b"landscape:\n  name: x", Some((words::NO_LANDSCAPE, 1))),
        (b"\n\nname: \xff\xfe", Some((words::NOT_UTF8, 3))),
        (deep.as_bytes(), Some((words::TOO_DEEP, 1))),
        (&large, Some((words::TOO_LARGE, 1))),
        (b"a: &a [1]\nlandscape: *a", Some((words::ALIAS, 2))),
    ] {
        let refused = read(bytes).expect_err("refused");
        assert!(refusal.is_none_or(|expected| expected == refused), "{refused:?}, not {refusal:?}");
    }
    let controls = landscape("landscape:\n- name: \"A\\u0007\"\n  subcategories: []\n");
    assert_eq!(controls.findings[0].kind, FindingKind::WrongType, "control characters are nobody's name");
}

/// A landscape of this many members, each with products.
fn large(members: usize, items: usize) -> String {
    let mut text = String::from("landscape:\n- name: CNCF Members\n  subcategories:\n  - name: Silver\n    items:\n");
    for n in 0..members {
        text += &format!(
            "    - name: Member {n}\n      homepage_url: https://m{n}.example\n      crunchbase: https://www.crunchbase.com/organization/m{n}\n"
        );
    }
    text += "- name: Runtime\n  subcategories:\n  - name: Cloud Native Storage\n    items:\n";
    for n in 0..items {
        let member = n % members;
        text += &format!(
            "    - name: Product {n}\n      homepage_url: https://p{n}.example\n      logo: p{n}.svg\n      crunchbase: https://www.crunchbase.com/organization/m{member}\n"
        );
    }
    text
}

#[tokio::test]
async fn a_large_landscape_is_taken_over_and_taking_it_again_changes_nothing() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let found = landscape(&large(720, 2_400));
        assert_eq!((found.firms.len(), found.findings.len()), (720, 0));
        let (_, first) = store::add(&mut tx, "a.yml", &found, None, NOW).await.expect("proposed");
        let looked = store::reviewed(&mut tx, &first).await.expect("looked at");
        assert_eq!((looked.new_count, looked.changed_count, looked.same_count, looked.products), (720, 0, 0, 2_400));
        assert_eq!(looked.new.len(), 100, "no list without an end");
        assert_eq!(store::totals(&mut tx).await.expect("counted").0, 0, "looking changes nothing");
        assert_eq!(store::take(&mut tx, &first, NOW).await.expect("taken").1, 720);
        let again = store::take(&mut tx, &first, NOW).await;
        assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");

        let mut newer = found.clone();
        newer.firms[3].products.truncate(1);
        newer.firms[4].name = "새 이름".into();
        let (_, second) = store::add(&mut tx, "a.yml", &newer, None, NOW).await.expect("proposed");
        let looked = store::reviewed(&mut tx, &second).await.expect("looked at");
        assert_eq!((looked.new_count, looked.changed_count, looked.same_count), (0, 2, 718));
        assert_eq!(store::take(&mut tx, &second, NOW).await.expect("taken").1, 2);
        assert_eq!(store::totals(&mut tx).await.expect("counted").0, 720);
        let products = tx.number("SELECT COUNT(*) FROM candidate_product", values![]).await.expect("counted");
        assert_eq!(products, 2_400 - 3);

        // What another file says of the same firms stands beside it.
        let (_, third) = store::add(&mut tx, "b.yml", &landscape(&large(720, 0)), None, NOW).await.expect("proposed");
        assert_eq!(store::take(&mut tx, &third, NOW).await.expect("taken").1, 720);
        let products = tx.number("SELECT COUNT(*) FROM candidate_product", values![]).await.expect("counted");
        assert_eq!((products, store::totals(&mut tx).await.expect("counted").0), (2_400 - 3, 720));
    }
}

#[tokio::test]
async fn a_gap_shows_firms_outside_with_a_product_in_its_area() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (member, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        tx.run("UPDATE company SET website = 'http://www.saebyeol.example/ko' WHERE id = $1", values![member])
            .await
            .expect("changed");
        let (_, proposal) = store::add(&mut tx, "a.yml", &landscape(&large(3, 3)), None, NOW).await.expect("proposed");
        store::take(&mut tx, &proposal, NOW).await.expect("taken");
        let (_, proposal) = store::add(&mut tx, "b.yml", &landscape(FILE), None, NOW).await.expect("proposed");
        store::take(&mut tx, &proposal, NOW).await.expect("taken");
        assert_eq!(store::totals(&mut tx).await.expect("counted"), (5, 1), "the member has the same website");
        let names = |firms: Vec<super::OutsideFirm>| firms.into_iter().map(|f| f.name).collect::<Vec<_>>();
        let found = store::outside(&mut tx, "storage", &[]).await.expect("found");
        assert_eq!(names(found), ["Member 0", "Member 1", "Member 2"], "members are not outside");
        let found = store::outside(&mut tx, "storage", &["member 1".into()]).await.expect("found");
        assert_eq!(names(found), ["Member 0", "Member 2"], "who is approached already is not proposed");
        assert!(store::outside(&mut tx, "compute", &[]).await.expect("found").is_empty());
        // Who joins later is no longer outside.
        tx.run("UPDATE company SET website = 'https://m1.example' WHERE id = $1", values![member])
            .await
            .expect("moved");
        tx.commit().await.expect("stored");
        super::purge(&app(&test.db, NOW), NOW).await.expect("looked");
        let mut tx = test.db.begin().await.expect("a transaction");
        let found = store::outside(&mut tx, "storage", &[]).await.expect("found");
        assert_eq!(names(found), ["Member 0", "Member 2", "새별클라우드"]);
        tx.commit().await.expect("stored");
        super::purge(&app(&test.db, NOW), NOW + 184 * DAY_MS).await.expect("purged");
        let mut tx = test.db.read().await.expect("a transaction");
        assert_eq!(store::totals(&mut tx).await.expect("counted").0, 0, "nobody is kept for ever");
    }
}
