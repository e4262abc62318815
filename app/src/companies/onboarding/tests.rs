//! Steps of real firms.

use super::{
    model::{Mark, RepresentativeForm, Stands, Step},
    store::{self, MOST_DOCUMENTS},
};
use crate::{
    audit::{self, Thing},
    companies::store as firms,
    db::{StoreError, Tx, testing::databases},
    testing::{NOW, firm, person, with_base},
    time::{DAY_MS, UnixMillis},
    values,
};

async fn steps(tx: &mut Tx, slug: &str) -> Vec<Stands> {
    let firm = firms::by_slug(tx, slug).await.expect("here");
    let whole = store::whole(tx, &firm).await.expect("read");
    whole.steps.into_iter().map(|step| step.stands).collect()
}

#[tokio::test]
async fn a_firm_goes_its_way_and_is_asked_again() {
    use Stands::*;
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (id, owner) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let desk = person(&mut tx, "desk@oca.example").await.id;
        let at = |day: i64| NOW + day * DAY_MS;
        audit::record(&mut tx, at(0), Some(owner.id), "registered", Thing(firms::KIND, id), "").await.expect("noted");
        assert_eq!(steps(&mut tx, "narae").await, [Done, Todo, Todo, Todo, Todo, Done]);
        let unknown = store::agree(&mut tx, id, "msp", owner.id, at(1)).await;
        assert!(matches!(unknown, Err(StoreError::Missing)), "it is no such firm: {unknown:?}");
        store::agree(&mut tx, id, "saas", owner.id, at(1)).await.expect("agreed");
        store::agree(&mut tx, id, "saas", owner.id, at(1)).await.expect("agreed again");
        let form =
            RepresentativeForm { name: "김하늘".into(), title: "대표이사".into(), phone: "02-1234-5678".into() };
        store::set_representative(&mut tx, id, &form, at(1)).await.expect("set");
        store::add_document(&mut tx, id, "등록증.pdf", b"%PDF-1.7 one", "application/pdf", at(1)).await.expect("sent");
        store::mark(&mut tx, id, Step::Number, Mark::Skipped, "해외 기업", desk, at(2)).await.expect("skipped");
        assert_eq!(steps(&mut tx, "narae").await, [Done, Skipped, Done, Done, InProgress, Done]);
        store::mark(&mut tx, id, Step::Documents, Mark::Accepted, "", desk, at(2)).await.expect("accepted");
        assert_eq!(steps(&mut tx, "narae").await[4], Done);
        store::add_document(&mut tx, id, "둘.pdf", b"%PDF-1.7 two", "application/pdf", at(3)).await.expect("sent");
        assert_eq!(steps(&mut tx, "narae").await[4], InProgress, "somebody has to look at the new one");
        store::mark(&mut tx, id, Step::Profile, Mark::Asked, "소개를 더 적어 주세요", desk, at(4))
            .await
            .expect("asked");
        assert_eq!(steps(&mut tx, "narae").await[0], Failed);
        audit::record(&mut tx, at(5), Some(owner.id), "edited", Thing(firms::KIND, id), "").await.expect("noted");
        assert_eq!(steps(&mut tx, "narae").await[0], InProgress);
        store::mark(&mut tx, id, Step::Profile, Mark::Accepted, "", desk, at(6)).await.expect("accepted");
        assert_eq!(steps(&mut tx, "narae").await[0], Done);
    }
}

const OF: &str = "SELECT ref FROM company_document WHERE company_id = $1 ORDER BY id";

#[tokio::test]
async fn documents_are_a_firms_own_and_go_when_nobody_has_them() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (id, _) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let (other, _) = firm(&mut tx, "Dasom", "saas", "healthcare").await;
        let pdf = b"%PDF-1.7 shared";
        for company in [id, other] {
            store::add_document(&mut tx, company, "a.pdf", pdf, "application/pdf", NOW).await.expect("sent");
        }
        firms::set_logo(&mut tx, id, Some(pdf), UnixMillis(1)).await.expect("the same bytes as a logo");
        firms::set_logo(&mut tx, id, None, UnixMillis(2)).await.expect("taken away while they are a document");
        let reference = |rows: Vec<(String,)>| rows.into_iter().next().expect("one").0;
        let mine = reference(tx.all(OF, values![id]).await.expect("read"));
        let theirs = reference(tx.all(OF, values![other]).await.expect("read"));
        let (name, kind, bytes) = store::document(&mut tx, id, &mine).await.expect("mine");
        assert_eq!((name.as_str(), kind.as_str(), bytes.as_slice()), ("a.pdf", "application/pdf", &pdf[..]));
        assert!(matches!(store::document(&mut tx, id, &theirs).await, Err(StoreError::Missing)));
        assert!(matches!(store::remove_document(&mut tx, id, &theirs).await, Err(StoreError::Missing)));
        store::remove_document(&mut tx, id, &mine).await.expect("removed");
        store::document(&mut tx, other, &theirs).await.expect("theirs is still there");
        store::remove_document(&mut tx, other, &theirs).await.expect("removed");
        assert_eq!(tx.number("SELECT COUNT(*) FROM blob", values![]).await.expect("counted"), 0);
        for number in 0..MOST_DOCUMENTS {
            let bytes = format!("%PDF-1.7 {number}");
            let sent = store::add_document(&mut tx, id, "a.pdf", bytes.as_bytes(), "application/pdf", NOW).await;
            sent.expect("sent");
        }
        let eleventh = store::add_document(&mut tx, id, "a.pdf", pdf, "application/pdf", NOW).await;
        assert!(matches!(eleventh, Err(StoreError::Taken)), "{eleventh:?}");
    }
}
