//! Offers against real databases: what is shown, to whom, and until when.

use super::{
    model::{LONGEST_MS, OfferDraft, OfferQuery},
    store,
};
use crate::{
    db::{Tx, testing::databases},
    search, technologies,
    testing::{NOW, app, firm, with_base},
    text::Text2,
    time::DAY_MS,
};

fn draft(sector: &str, technology: &str, days: i64) -> OfferDraft {
    OfferDraft {
        sector: sector.into(),
        firm_type: "saas".into(),
        technologies: vec![technology.into()],
        text: Text2::new("GPU를 나눠 드립니다.", ""),
        until: NOW + days * DAY_MS,
    }
}

async fn count(tx: &mut Tx, query: OfferQuery, days: i64) -> i64 {
    store::list(tx, &query, NOW + days * DAY_MS).await.expect("listed").1
}

#[tokio::test]
async fn an_offer_is_shown_until_its_day_and_while_nobody_hides_it() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let (id, reference) =
            store::add(&mut tx, company, &draft("healthcare", "gpu-cloud", 30), NOW).await.expect("added");
        store::index(&mut tx, &reference).await.expect("indexed");
        assert_eq!(count(&mut tx, OfferQuery::default(), 0).await, 1);
        assert_eq!(count(&mut tx, OfferQuery::default(), 30).await, 0, "it is over");
        for (query, expected) in [
            (OfferQuery { sector: "healthcare".into(), ..OfferQuery::default() }, 1),
            (OfferQuery { sector: "finance".into(), ..OfferQuery::default() }, 0),
            (OfferQuery { technology: "gpu-cloud".into(), ..OfferQuery::default() }, 1),
            (OfferQuery { firm_type: "msp".into(), ..OfferQuery::default() }, 0),
        ] {
            assert_eq!(count(&mut tx, query.clone(), 0).await, expected, "{query:?}");
        }
        store::hide(&mut tx, id, 1, "광고가 아닙니다").await.expect("hidden");
        assert_eq!(count(&mut tx, OfferQuery::default(), 0).await, 0);
        assert!(store::hide(&mut tx, id, 1, "").await.is_err(), "somebody was faster");
        store::hide(&mut tx, id, 2, "").await.expect("shown");
        assert_eq!(count(&mut tx, OfferQuery::default(), 0).await, 1);
        store::end(&mut tx, id, 3, NOW).await.expect("ended");
        assert_eq!(count(&mut tx, OfferQuery::default(), 0).await, 0);
    }
}

#[tokio::test]
async fn who_leads_finds_the_offers_that_fill_gaps() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (narae, _) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let (raon, _) = firm(&mut tx, "Raon", "saas", "finance").await;
        for (company, sector, technology) in
            [(narae, "healthcare", "gpu-cloud"), (raon, "finance", "gpu-cloud"), (raon, "finance", "object-storage")]
        {
            store::add(&mut tx, company, &draft(sector, technology, 30), NOW).await.expect("added");
        }
        let wanted = ["gpu-cloud".to_owned()];
        let found = store::bringing(&mut tx, &wanted, "finance", NOW, 9).await.expect("found");
        let firms: Vec<&str> = found.iter().map(|offer| offer.firm.name.en.as_str()).collect();
        assert_eq!(firms, ["Raon", "Narae"], "those of the sector first");
        assert!(store::bringing(&mut tx, &[], "finance", NOW, 9).await.expect("found").is_empty());
    }
}

#[tokio::test]
async fn what_is_over_is_found_no_more() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        assert!(technologies::known(&mut tx, company).await.expect("read").is_empty());
        let (_, reference) =
            store::add(&mut tx, company, &draft("healthcare", "gpu-cloud", 60), NOW).await.expect("added");
        store::index(&mut tx, &reference).await.expect("indexed");
        tx.commit().await.expect("stored");
        let app = app(&test.db, NOW);
        let found = async || {
            let mut tx = test.db.read().await.expect("a transaction");
            let hits = search::find(&mut tx, "GPU를 나눠", false, 9).await.expect("asked");
            hits.iter().filter(|hit| hit.kind == "offer").count()
        };
        store::forget_over(&app, NOW).await.expect("looked");
        assert_eq!(found().await, 1);
        store::forget_over(&app, NOW + LONGEST_MS).await.expect("looked");
        assert_eq!(found().await, 0);
    }
}

#[tokio::test]
async fn an_offer_is_found_under_its_firms_new_name() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let mut references = Vec::new();
        for technology in ["gpu-cloud", "object-storage"] {
            let (_, reference) =
                store::add(&mut tx, company, &draft("healthcare", technology, 60), NOW).await.expect("added");
            references.push(reference);
        }
        store::index(&mut tx, &references[0]).await.expect("indexed");
        tx.run("UPDATE company SET name_en = 'Doran' WHERE id = $1", crate::values![company]).await.expect("renamed");
        crate::firm_changed(&mut tx, company).await.expect("told");
        tx.commit().await.expect("stored");
        let mut tx = test.db.read().await.expect("a transaction");
        let hits = search::find(&mut tx, "Doran", false, 9).await.expect("asked");
        let offers: Vec<&str> = hits.iter().filter(|hit| hit.kind == "offer").map(|hit| hit.path.as_str()).collect();
        assert_eq!(offers, [format!("/offers/{}", references[0])], "the one that search knew, and no other");
    }
}
