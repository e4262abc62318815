//! Calls, their lots, and the board of bids.

use super::*;

#[tokio::test]
async fn the_board_shows_what_can_be_answered_and_filters_combine() {
    for test in databases().await {
        let w = world(&test.db).await;
        let mut tx = test.db.begin().await.expect("a transaction");
        let (rows, total) = store::board(&mut tx, &BidQuery::default(), NOW).await.expect("listed");
        assert_eq!((total, rows[0].open_seats, rows[0].seats), (1, 2, 3));
        assert_eq!((rows[0].lead.en.as_str(), rows[0].about.ko.as_str()), ("lead-infra", "지금 교실을 엽니다."));
        assert_eq!(rows[0].needs.iter().map(|n| n.slug.as_str()).collect::<Vec<_>>(), ["learning-management"]);
        assert_eq!(rows[0].wanted.iter().map(|n| n.slug.as_str()).collect::<Vec<_>>(), ["platform", "saas"]);
        let only = |set: fn(&mut BidQuery)| {
            let mut query = BidQuery::default();
            set(&mut query);
            query
        };
        for (query, expected) in [
            (only(|q| q.sector = "education".into()), 1),
            (only(|q| q.sector = "finance".into()), 0),
            (only(|q| q.firm_type = "saas".into()), 1),
            (only(|q| q.firm_type = "msp".into()), 0),
            (only(|q| q.technology = "learning-management".into()), 1),
            (only(|q| q.technology = "gpu-cloud".into()), 0),
            (only(|q| q.call = "second-call".into()), 1),
            (only(|q| q.lot = "nothing".into()), 0),
            (only(|q| q.sector = "' OR 1=1 --".into()), 0),
        ] {
            assert_eq!(store::board(&mut tx, &query, NOW).await.expect("listed").1, expected, "{query:?}");
        }
        let query = only(|q| {
            q.sector = "finance".into();
            q.firm_type = "saas".into();
        });
        let [sectors, types, calls] = store::facets(&mut tx, &query, NOW).await.expect("counted");
        assert_eq!((sectors.len(), sectors[0].count), (1, 1), "a facet does not narrow itself");
        assert!(types.is_empty() && calls.is_empty());

        let closes = dates().closes;
        for (now, expected) in [(closes + (SECOND_MS - 1), 1), (closes + SECOND_MS, 0)] {
            assert_eq!(store::open_bids(&mut tx, now, Some("education"), 5).await.expect("listed").len(), expected);
        }
        store::index_bid(&mut tx, w.bid).await.expect("indexed");
        assert_eq!(search::find(&mut tx, "교실을", false, 9).await.expect("asked").len(), 1);
        store::move_bid(&mut tx, w.bid, BidState::Withdrawn, NOW).await.expect("withdrawn");
        store::index_bid(&mut tx, w.bid).await.expect("indexed");
        assert!(search::find(&mut tx, "교실을", true, 9).await.expect("asked").is_empty());
        assert!(super::super::bids_of_consortium(&mut tx, w.consortium).await.expect("listed").is_empty());
        assert_eq!(super::super::bids_for_members(&mut tx, w.consortium).await.expect("listed").len(), 1);
    }
}

#[tokio::test]
async fn the_list_of_calls_orders_by_the_state_that_the_clock_makes() {
    for test in databases().await {
        portal::load_base(&test.db).await.expect("base data");
        let mut tx = test.db.begin().await.expect("a transaction");
        for (slug, days) in [("now", 0), ("soon", 30), ("over", -60), ("draft", 0), ("done", 0)] {
            let mut draft = call_draft();
            let later = |at: UnixMillis| at + days * DAY_MS;
            let d = dates();
            draft.dates = CallDates {
                published: later(d.published),
                questions_close: later(d.questions_close),
                closes: later(d.closes),
                opens: later(d.opens),
                result: later(d.result),
            };
            let (id, _) = store::add_call(&mut tx, &draft, slug, NOW).await.expect("added");
            if slug != "draft" {
                store::publish(&mut tx, id).await.expect("published");
            }
            if slug == "done" {
                store::record_award(&mut tx, id, NOW).await.expect("awarded");
            }
        }
        let mut now = NOW + -100 * DAY_MS;
        while let Some(next) = store::next_change(&mut tx, now).await.expect("asked") {
            for moment in [next + -1, next] {
                let (rows, total) = store::calls(&mut tx, moment, true, Phase::Past, (25, 0)).await.expect("listed");
                assert_eq!(total, 5);
                assert!(rows.is_sorted_by_key(|r| r.state.phase()), "{moment:?} {rows:?}");
                let (known, _) = store::calls(&mut tx, moment, false, Phase::Planned, (25, 0)).await.expect("listed");
                let current = rows.iter().filter(|r| r.state.phase() != Phase::Past && r.slug != "draft").count();
                assert_eq!(known.len(), current, "{moment:?}: SQL and Rust agree on what is past");
            }
            now = next;
        }
        let (rows, _) = store::calls(&mut tx, NOW, true, Phase::Past, (25, 0)).await.expect("listed");
        let order: Vec<_> = rows.iter().map(|r| r.slug.as_str()).collect();
        assert_eq!(order, ["now", "draft", "soon", "done", "over"]);
        assert_eq!(rows[0].lots.len(), 2);
    }
}

#[tokio::test]
async fn a_call_keeps_its_lots_and_those_with_bids_cannot_be_left_out() {
    for test in databases().await {
        let w = world(&test.db).await;
        let mut tx = test.db.begin().await.expect("a transaction");
        let call = store::call(&mut tx, "second-call").await.expect("found");
        let facts: CallFacts = call.facts();
        assert_eq!((facts.dates, facts.public), (dates(), true));
        let lots = store::lots_of(&mut tx, call.id).await.expect("lots");
        assert_eq!(
            (lots[0].slug.as_str(), lots[1].slug.as_str()),
            ("lessons-through-a-disaster", "lessons-through-a-disaster-2")
        );
        assert_eq!((lots[0].needs.len(), lots[0].documents.len(), lots[0].criteria[0].1), (1, 1, 100));

        let mut draft = call_draft();
        draft.lots.remove(1);
        draft.lots[0].slug.clone_from(&lots[0].slug);
        draft.lots[0].cap_won = 1;
        store::update_call(&mut tx, call.id, call.version, &draft).await.expect("the second lot has no bid");
        let old = store::update_call(&mut tx, call.id, call.version, &draft).await;
        assert!(matches!(old, Err(StoreError::Stale)), "{old:?}");
        let lots = store::lots_of(&mut tx, call.id).await.expect("lots");
        assert_eq!((lots.len(), lots[0].cap_won), (1, 1));
        draft.lots[0].slug.clear();
        let gone = store::update_call(&mut tx, call.id, call.version + 1, &draft).await;
        assert!(matches!(gone, Err(StoreError::Taken)), "{gone:?}");

        let again = NewBid { lot: w.lot, consortium: w.consortium, draft: &BidDraft::default(), wanted: "x" };
        let twice = store::add_bid(&mut tx, &again, NOW).await;
        assert!(matches!(twice, Err(StoreError::Taken)), "one bid of a consortium for a lot: {twice:?}");
    }
}
