//! Companies against real databases.

use super::{
    model::{CompanyForm, CompanyQuery, Role, State},
    store::{self, NewCompany, Settled},
};
use crate::{
    db::{StoreError, Tx, testing::databases},
    search,
    testing::{NOW, person, with_base},
};

fn form(name: &str, brn: &str) -> CompanyForm {
    CompanyForm {
        name_ko: name.into(),
        brn: brn.into(),
        types: vec!["saas".into()],
        sectors: vec!["healthcare".into(), "education".into()],
        region: "seoul".into(),
        size: "small".into(),
        summary_ko: "병원 예약을 **쉽게** 합니다.".into(),
        ..CompanyForm::default()
    }
}

async fn add(tx: &mut Tx, form: &CompanyForm, owner: i64) -> Result<(i64, String), StoreError> {
    let draft = form.check().expect("a good form");
    store::add(tx, &NewCompany { draft: &draft, owner, now: NOW }).await
}

async fn firms_found(tx: &mut Tx, query: &str) -> usize {
    let hits = search::find(tx, query, false, 99).await.expect("asked");
    hits.iter().filter(|h| h.kind == store::KIND).count()
}

#[tokio::test]
async fn a_registered_firm_is_hidden_until_it_is_approved() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let owner = person(&mut tx, "a@narae.example").await.id;
        let (id, slug) = add(&mut tx, &form("나래", "120-88-01280"), owner).await.expect("registered");
        store::index(&mut tx, &slug).await.expect("indexed");
        assert_eq!(store::list(&mut tx, &CompanyQuery::default()).await.expect("listed").1, 0);
        assert_eq!(firms_found(&mut tx, "병원").await, 0);
        assert_eq!(store::waiting(&mut tx).await.expect("queued").len(), 1);
        assert_eq!(store::role(&mut tx, id, owner).await.expect("asked"), Some(Role::Owner));

        store::settle(&mut tx, id, 1, Settled::Approved, NOW).await.expect("approved");
        store::index(&mut tx, &slug).await.expect("indexed");

        let (rows, total) = store::list(&mut tx, &CompanyQuery::default()).await.expect("listed");
        assert_eq!((total, rows[0].slug.as_str(), rows[0].sectors.len()), (1, slug.as_str(), 2));
        assert_eq!(rows[0].about.ko, "병원 예약을 쉽게 합니다.");
        assert_eq!(firms_found(&mut tx, "병원").await, 1);
        assert!(store::waiting(&mut tx).await.expect("queued").is_empty());
    }
}

#[tokio::test]
async fn approving_and_returning_the_same_row_cannot_both_win() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let owner = person(&mut tx, "a@narae.example").await.id;
        let (id, slug) = add(&mut tx, &form("나래", ""), owner).await.expect("registered");
        tx.commit().await.expect("stored");
        let settle = |how: Settled<'static>| {
            let db = test.db.clone();
            async move {
                let mut tx = db.begin().await?;
                store::settle(&mut tx, id, 1, how, NOW).await?;
                tx.commit().await
            }
        };
        let (a, b) = tokio::join!(settle(Settled::Approved), settle(Settled::Returned("번호를 확인해 주세요.")));
        assert_eq!([&a, &b].iter().filter(|r| r.is_ok()).count(), 1, "{a:?} {b:?}");
        assert!([a, b].into_iter().any(|r| matches!(r, Err(StoreError::Stale))));
        let mut tx = test.db.read().await.expect("a transaction");
        assert_ne!(store::by_slug(&mut tx, &slug).await.expect("found").state(), State::Submitted);
    }
}

#[tokio::test]
async fn a_returned_firm_waits_again_after_it_was_corrected() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let owner = person(&mut tx, "a@narae.example").await.id;
        let (id, slug) = add(&mut tx, &form("나래", ""), owner).await.expect("registered");
        store::settle(&mut tx, id, 1, Settled::Returned("소개를 더 써 주세요."), NOW).await.expect("returned");
        let better = form("나래", "120-88-01280").check().expect("a good form");
        let old = store::update(&mut tx, id, 1, &better, NOW).await;
        assert!(matches!(old, Err(StoreError::Stale)), "{old:?}");
        store::update(&mut tx, id, 2, &better, NOW).await.expect("corrected");
        let firm = store::by_slug(&mut tx, &slug).await.expect("found");
        assert_eq!((firm.state(), firm.brn_is_valid()), (State::Submitted, true));
    }
}

#[tokio::test]
async fn a_registration_number_is_unique_and_names_are_not() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let owner = person(&mut tx, "a@narae.example").await.id;
        let (_, first) = add(&mut tx, &form("나래", ""), owner).await.expect("registered");
        let (_, second) = add(&mut tx, &form("나래", "120-88-01280"), owner).await.expect("the same name");
        assert_eq!((first.as_str(), second.as_str()), ("narae", "narae-2"));
        assert_eq!(store::mine(&mut tx, owner).await.expect("asked").len(), 2);
        let again = add(&mut tx, &form("다른 회사", "1208801280"), owner).await;
        assert!(matches!(again, Err(StoreError::Taken)), "{again:?}");
    }
}

#[tokio::test]
async fn filters_combine_and_facets_count_what_they_would_show() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let owner = person(&mut tx, "a@narae.example").await.id;
        for (name, firm_type, region) in
            [("가온", "saas", "seoul"), ("나래", "infrastructure", "seoul"), ("Dawon", "saas", "busan")]
        {
            let form = CompanyForm { types: vec![firm_type.into()], region: region.into(), ..form(name, "") };
            let (id, _) = add(&mut tx, &form, owner).await.expect("registered");
            store::settle(&mut tx, id, 1, Settled::Approved, NOW).await.expect("approved");
        }
        let all = store::list(&mut tx, &CompanyQuery::default()).await.expect("listed").0;
        let order: Vec<_> = all.iter().map(|r| r.name.ko.as_str()).collect();
        assert_eq!(order, ["가온", "나래", "Dawon"], "Hangul stands before Latin");
        for (query, expected) in [
            (CompanyQuery { firm_type: "saas".into(), ..CompanyQuery::default() }, 2),
            (CompanyQuery { firm_type: "saas".into(), region: "busan".into(), ..CompanyQuery::default() }, 1),
            (CompanyQuery { q: "DAW".into(), ..CompanyQuery::default() }, 1),
            (CompanyQuery { q: "%".into(), ..CompanyQuery::default() }, 3),
            (CompanyQuery { sector: "finance".into(), ..CompanyQuery::default() }, 0),
            (CompanyQuery { sector: "' OR 1=1 --".into(), ..CompanyQuery::default() }, 0),
        ] {
            assert_eq!(store::list(&mut tx, &query).await.expect("listed").1, expected, "{query:?}");
        }
        let query = CompanyQuery { region: "seoul".into(), ..CompanyQuery::default() };
        let [types, sectors, regions] = store::list_facets(&mut tx, &query).await.expect("counted");
        let count =
            |facets: &[crate::label::Facet], slug: &str| facets.iter().find(|f| f.label.slug == slug).map(|f| f.count);
        assert_eq!(count(&types, "saas"), Some(1));
        assert_eq!(count(&sectors, "healthcare"), Some(2));
        assert_eq!(count(&regions, "busan"), Some(1), "a facet does not narrow itself");
    }
}
