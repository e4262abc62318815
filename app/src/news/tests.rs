//! Notices against real databases: who reads them, and that they are told once.

use super::{
    model::{NewsQuery, NoticeDraft},
    store,
};
use crate::{
    db::{Tx, testing::databases},
    inbox, search,
    testing::{NOW, app, firm, with_base},
    text::Text2,
    time::DAY_MS,
};

fn draft(sector: &str, public: bool) -> NoticeDraft {
    NoticeDraft {
        sector: sector.into(),
        public,
        title: Text2::new("정기 밋업 안내", "Our next meetup"),
        body: Text2::new("**다음** 밋업을 알려 드립니다.", ""),
        pinned_until: None,
    }
}

#[tokio::test]
async fn what_is_for_members_is_read_and_found_by_members_only() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        for (sector, public) in [("healthcare", true), ("healthcare", false), ("", true)] {
            let (_, slug) = store::add(&mut tx, &draft(sector, public), NOW).await.expect("published");
            store::index(&mut tx, &slug).await.expect("indexed");
        }
        let count = async |tx: &mut Tx, sector: &str, member: bool| {
            let query = NewsQuery { sector: sector.into(), page: 1 };
            store::list(tx, &query, member, NOW).await.expect("listed").1
        };
        assert_eq!((count(&mut tx, "", false).await, count(&mut tx, "", true).await), (2, 3));
        assert_eq!((count(&mut tx, "healthcare", false).await, count(&mut tx, "finance", true).await), (1, 0));
        assert_eq!(
            store::published(&mut tx, 9).await.expect("read").len(),
            2,
            "pages for everybody show what is public"
        );
        assert_eq!(store::feed(&mut tx, "healthcare", 9).await.expect("read").len(), 1);
        for (member, expected) in [(false, 2), (true, 3)] {
            let found = search::find(&mut tx, "밋업", member, 9).await.expect("asked");
            assert_eq!(found.iter().filter(|hit| hit.kind == "notice").count(), expected, "member: {member}");
        }
    }
}

#[tokio::test]
async fn a_pin_holds_until_its_day() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let pinned = NoticeDraft { pinned_until: Some(NOW + DAY_MS), ..draft("healthcare", true) };
        store::add(&mut tx, &pinned, NOW).await.expect("published");
        store::add(&mut tx, &draft("", true), NOW + 1).await.expect("published");
        let of =
            async |tx: &mut Tx, sector: &str, now| store::pinned(tx, sector, false, now, 9).await.expect("read").len();
        assert_eq!((of(&mut tx, "healthcare", NOW).await, of(&mut tx, "finance", NOW).await), (1, 0));
        assert_eq!(of(&mut tx, "healthcare", NOW + DAY_MS).await, 0);
        let first = store::list(&mut tx, &NewsQuery::default(), false, NOW).await.expect("listed").0;
        assert!(first[0].pinned && !first[1].pinned, "what is pinned comes first");
    }
}

#[tokio::test]
async fn the_people_of_the_sector_are_told_once() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (_, narae) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let (_, raon) = firm(&mut tx, "Raon", "msp", "finance").await;
        let (id, _) = store::add(&mut tx, &draft("healthcare", true), NOW).await.expect("published");
        tx.commit().await.expect("stored");
        let app = app(&test.db, NOW);
        for _ in 0..2 {
            super::tell(&app, id, NOW).await.expect("told");
        }
        let mut tx = test.db.read().await.expect("a transaction");
        assert_eq!(inbox::kinds_told(&mut tx, narae.id).await.expect("read"), ["notice"]);
        assert!(inbox::kinds_told(&mut tx, raon.id).await.expect("read").is_empty());
    }
}

#[tokio::test]
async fn somebody_elses_correction_is_not_overwritten() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (id, slug) = store::add(&mut tx, &draft("", true), NOW).await.expect("published");
        store::update(&mut tx, id, 1, &draft("", false), NOW + 1).await.expect("corrected");
        assert!(store::update(&mut tx, id, 1, &draft("", true), NOW + 2).await.is_err());
        assert!(store::remove(&mut tx, id, 1).await.is_err());
        store::remove(&mut tx, id, 2).await.expect("removed");
        assert!(store::by_slug(&mut tx, &slug).await.is_err());
    }
}
