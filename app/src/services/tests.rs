//! Services against real databases.

use super::{
    model::{CertificateForm, ListingForm, Service, ServiceDraft, Standing},
    store::{self, KIND},
};
use crate::{
    companies::{self, Settled},
    db::{StoreError, Tx, testing::databases},
    inbox, search, technologies,
    testing::{NOW, app, firm, with_base},
    text::Text2,
    time::DAY_MS,
};

fn draft(name: &str) -> ServiceDraft {
    ServiceDraft {
        kind: "cloud".into(),
        name: Text2::new(name, ""),
        about: Text2::new("병동 예약을 받습니다.", ""),
        platforms: vec!["k-paas".into(), "kubernetes".into()],
        sectors: vec!["healthcare".into()],
        technologies: vec!["telehealth".into(), "gpu-cloud".into()],
        price: Text2::new("월 9만원", ""),
        ..ServiceDraft::default()
    }
}

fn certificate(applied: &str, issued: &str, expires: &str) -> super::model::CertificateDraft {
    let form = CertificateForm {
        scheme: "csap".into(),
        applied: applied.into(),
        issued: issued.into(),
        expires: expires.into(),
        ..CertificateForm::default()
    };
    form.check(NOW).expect("a good form")
}

fn day(days: i64) -> String {
    (NOW + days * DAY_MS).iso_day()
}

async fn all(tx: &mut Tx, company: i64, prices: bool) -> Vec<Service> {
    store::of_firm(tx, company, prices, NOW).await.expect("read")
}

async fn found(tx: &mut Tx, query: &str) -> usize {
    let hits = search::find(tx, query, false, 99).await.expect("asked");
    hits.iter().filter(|hit| hit.kind == KIND).count()
}

#[tokio::test]
async fn a_service_is_read_with_all_that_hangs_on_it() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (id, reference) = store::add(&mut tx, company, &draft("예약"), NOW).await.expect("added");
        let running = certificate(&day(-32), "", "");
        assert!(store::add_certificate(&mut tx, id, &running).await.expect("added"));
        assert!(store::add_certificate(&mut tx, id, &certificate("", &day(-9), &day(30))).await.expect("added"));
        let listing = ListingForm {
            registry: "digital-service".into(),
            contract: "수의계약".into(),
            applied: day(-50),
            listed: day(-10),
            ..ListingForm::default()
        };
        assert!(store::add_listing(&mut tx, id, &listing.check(NOW).expect("good")).await.expect("added"));
        let other =
            store::add(&mut tx, company, &ServiceDraft { name: Text2::new("둘", ""), ..draft("둘") }, NOW).await;
        other.expect("added");

        let services = all(&mut tx, company, false).await;
        assert_eq!(services.iter().map(|s| s.name.ko.as_str()).collect::<Vec<_>>(), ["예약", "둘"]);
        let service = &services[0];
        let slugs = |labels: &[crate::label::Label]| labels.iter().map(|l| l.slug.clone()).collect::<Vec<_>>();
        assert_eq!(slugs(&service.platforms), ["k-paas", "kubernetes"]);
        assert_eq!(slugs(&service.technologies), ["gpu-cloud", "telehealth"], "in the order of the map");
        assert!(service.price.ko.is_empty(), "a price is for members");
        assert_eq!(all(&mut tx, company, true).await[0].price.ko, "월 9만원");
        let standings: Vec<_> = service.certificates.iter().map(|c| (c.standing, c.target)).collect();
        assert_eq!(standings, [(Standing::EndsIn(30), Some(75)), (Standing::Running(32), Some(75))]);
        assert_eq!(service.listings[0].form.contract, "수의계약");
        assert!(matches!(service.listings[0].listed, super::model::Listed::Since(_, Some(40))));

        let stored = store::by_ref(&mut tx, &reference).await.expect("found");
        assert_eq!(
            stored.form.check().expect("good"),
            ServiceDraft { technologies: stored.form.technologies.clone(), ..draft("예약") }
        );
        store::remove(&mut tx, id).await.expect("removed");
        assert!(matches!(store::by_ref(&mut tx, &reference).await, Err(StoreError::Missing)));
        let left = tx.number("SELECT COUNT(*) FROM certificate", crate::values![]).await.expect("counted");
        assert_eq!(left, 0, "nothing hangs on what is gone");
    }
}

#[tokio::test]
async fn who_read_an_older_version_changes_nothing() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (id, _) = store::add(&mut tx, company, &draft("예약"), NOW).await.expect("added");
        store::update(&mut tx, id, 1, &draft("새 이름")).await.expect("changed");
        assert!(matches!(store::update(&mut tx, id, 1, &draft("옛 이름")).await, Err(StoreError::Stale)));
        store::add_certificate(&mut tx, id, &certificate(&day(-3), "", "")).await.expect("added");
        let of = all(&mut tx, company, true).await[0].certificates[0].reference.clone();
        let issued = certificate(&day(-3), &day(-1), "");
        store::change_certificate(&mut tx, id, &of, 1, &issued).await.expect("changed");
        let again = store::change_certificate(&mut tx, id, &of, 1, &issued).await;
        assert!(matches!(again, Err(StoreError::Stale)));
        assert_eq!(all(&mut tx, company, true).await[0].certificates[0].standing, Standing::Holds);
        let (other, _) = store::add(&mut tx, company, &draft("둘"), NOW).await.expect("added");
        let elsewhere = store::remove_certificate(&mut tx, other, &of).await;
        assert!(matches!(elsewhere, Err(StoreError::Missing)), "a certificate is taken off its own service only");
    }
}

#[tokio::test]
async fn services_are_found_while_their_firm_is_a_member() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (id, _) = store::add(&mut tx, company, &draft("병동예약"), NOW).await.expect("added");
        store::firm_changed(&mut tx, company).await.expect("indexed");
        let technology = technologies::map(&mut tx).await.expect("the map").name("telehealth").ko;
        assert_eq!((found(&mut tx, "병동예약").await, found(&mut tx, &technology).await), (1, 1), "by technology too");
        tx.run("UPDATE company SET state = 'returned' WHERE id = $1", crate::values![company]).await.expect("left");
        store::firm_changed(&mut tx, company).await.expect("indexed");
        assert_eq!(found(&mut tx, "병동예약").await, 0);
        tx.run("UPDATE company SET state = 'submitted' WHERE id = $1", crate::values![company]).await.expect("back");
        companies::settle(&mut tx, company, 2, Settled::Approved, NOW).await.expect("approved");
        store::firm_changed(&mut tx, company).await.expect("indexed");
        assert_eq!(found(&mut tx, "병동예약").await, 1);
        store::remove(&mut tx, id).await.expect("removed");
        assert_eq!(found(&mut tx, "병동예약").await, 0);
    }
}

#[tokio::test]
async fn a_merged_technology_is_named_once() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        store::add(&mut tx, company, &draft("예약"), NOW).await.expect("added");
        assert!(store::technology_wanted(&mut tx, "telehealth").await.expect("asked"));
        store::technology_merged(&mut tx, "telehealth", "gpu-cloud").await.expect("merged");
        assert!(!store::technology_wanted(&mut tx, "telehealth").await.expect("asked"));
        let technologies = &all(&mut tx, company, true).await[0].technologies;
        assert_eq!(technologies.iter().map(|l| l.slug.as_str()).collect::<Vec<_>>(), ["gpu-cloud"]);
    }
}

#[tokio::test]
async fn a_firm_is_told_once_of_a_certificate_that_ends_soon_and_again_of_its_new_end() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, owner) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (id, _) = store::add(&mut tx, company, &draft("예약"), NOW).await.expect("added");
        for (issued, expires) in [(-9, 61), (-400, 3), (-400, -2)] {
            let draft = certificate("", &day(issued), &day(expires));
            store::add_certificate(&mut tx, id, &draft).await.expect("added");
        }
        tx.commit().await.expect("stored");
        let app = app(&test.db, NOW);
        let told = async || {
            let mut tx = test.db.read().await.expect("a transaction");
            inbox::kinds_told(&mut tx, owner.id).await.expect("read").len()
        };
        for (at, count) in [(NOW, 1), (NOW, 1), (NOW + 2 * DAY_MS, 2), (NOW + 9 * DAY_MS, 2)] {
            super::warn_of_expiry(&app, at).await.expect("looked");
            assert_eq!(told().await, count, "at {}", at.iso_day());
        }
        let mut tx = test.db.begin().await.expect("a transaction");
        let ending = all(&mut tx, company, true).await[0]
            .certificates
            .iter()
            .find(|c| matches!(c.standing, Standing::EndsIn(_)))
            .expect("one ends soon")
            .clone();
        let renewed = certificate("", &day(-1), &day(40));
        store::change_certificate(&mut tx, id, &ending.reference, 1, &renewed).await.expect("renewed");
        tx.commit().await.expect("stored");
        super::warn_of_expiry(&app, NOW + 9 * DAY_MS).await.expect("looked");
        assert_eq!(told().await, 3, "the new end is news");
    }
}

#[tokio::test]
async fn there_is_room_for_thirty() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (id, _) = store::add(&mut tx, company, &draft("예약"), NOW).await.expect("added");
        for number in 0..32 {
            let added = store::add_certificate(&mut tx, id, &certificate(&day(-3), "", "")).await.expect("tried");
            assert_eq!(added, number < 30, "{number}");
        }
        for _ in 0..28 {
            store::add(&mut tx, company, &draft("더"), NOW).await.expect("added");
        }
        assert!(!store::is_full(&mut tx, company).await.expect("asked"));
        store::add(&mut tx, company, &draft("끝"), NOW).await.expect("added");
        assert!(store::is_full(&mut tx, company).await.expect("asked"));
    }
}
