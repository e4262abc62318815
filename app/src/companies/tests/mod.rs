//! Companies against real databases.

mod facts;
mod logo;

use super::{
    model::{CompanyForm, CompanyQuery, Role, State},
    store::{self, NewCompany, Settled},
};
use crate::{
    db::{
        StoreError, Tx,
        testing::{databases, until_waiting},
    },
    search,
    testing::{NOW, person, with_base},
    time::DAY_MS,
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
    store::add(tx, &NewCompany { draft: &draft, owner: Some(owner), confirmed: false, now: NOW }).await
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
        let [types, sectors, _, regions] = store::list_facets(&mut tx, &query).await.expect("counted");
        let count =
            |facets: &[crate::label::Facet], slug: &str| facets.iter().find(|f| f.label.slug == slug).map(|f| f.count);
        assert_eq!(count(&types, "saas"), Some(1));
        assert_eq!(count(&sectors, "healthcare"), Some(2));
        assert_eq!(count(&regions, "busan"), Some(1), "a facet does not narrow itself");
    }
}

#[tokio::test]
async fn an_invitation_is_for_one_address_and_a_time() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let owner = person(&mut tx, "a@narae.example").await.id;
        let (id, _) = add(&mut tx, &form("나래", ""), owner).await.expect("registered");
        let newcomer = person(&mut tx, "b@narae.example").await;
        let known = store::invite(&mut tx, id, "a@narae.example", Role::Viewer, owner, NOW).await;
        assert!(matches!(known, Err(StoreError::Taken)), "{known:?}");
        for role in [Role::Viewer, Role::Editor] {
            store::invite(&mut tx, id, &newcomer.email, role, owner, NOW).await.expect("asked, and asked anew");
        }
        let seen = store::invitations_of(&mut tx, &newcomer.email, NOW).await.expect("read");
        assert_eq!(seen.iter().map(|i| i.role).collect::<Vec<_>>(), [Role::Editor]);
        let over = seen[0].expires;
        assert!(store::invitations_of(&mut tx, &newcomer.email, over).await.expect("read").is_empty());
        for (email, at) in [("c@narae.example", NOW), (newcomer.email.as_str(), over)] {
            let refused = store::accept(&mut tx, id, email, at).await;
            assert!(matches!(refused, Err(StoreError::Missing)), "{email} at {at:?}: {refused:?}");
        }
        let role = store::accept(&mut tx, id, &newcomer.email, NOW).await.expect("accepted");
        store::add_person(&mut tx, id, newcomer.id, role).await.expect("added");
        let people = store::people(&mut tx, id, newcomer.id).await.expect("read");
        assert_eq!(
            people.iter().map(|p| (p.role, p.me)).collect::<Vec<_>>(),
            [(Role::Owner, false), (Role::Editor, true)]
        );
        let again = store::accept(&mut tx, id, &newcomer.email, NOW).await;
        assert!(matches!(again, Err(StoreError::Missing)), "{again:?}");
    }
}

/// An owner leaves if another stays, as the server function does; `locks` tells whether the firm is locked first.
async fn leave(db: crate::db::Db, slug: String, owner: i64, locks: bool) {
    let mut tx = db.begin().await.expect("a transaction");
    let firm = if locks { store::by_slug_locked(&mut tx, &slug).await } else { store::by_slug(&mut tx, &slug).await };
    let firm = firm.expect("found").id;
    if store::count_owners(&mut tx, firm).await.expect("counted") > 1 {
        store::remove_person(&mut tx, firm, owner).await.expect("left");
        tx.commit().await.expect("stored");
    }
}

/// A firm with eight owners.
async fn owned(db: &crate::db::Db) -> (i64, String, Vec<i64>) {
    let mut tx = with_base(db).await;
    let mut owners = Vec::new();
    for number in 0..8 {
        owners.push(person(&mut tx, &format!("{number}@narae.example")).await.id);
    }
    let (id, slug) = add(&mut tx, &form("나래", ""), owners[0]).await.expect("registered");
    for owner in &owners {
        store::add_person(&mut tx, id, *owner, Role::Owner).await.expect("added");
    }
    tx.commit().await.expect("stored");
    (id, slug, owners)
}

/// All of them leave at once; how many stay.
async fn owners_after(db: &crate::db::Db, (id, slug, owners): (i64, String, Vec<i64>), locks: bool) -> i64 {
    let leaving = owners.into_iter().map(|owner| tokio::spawn(leave(db.clone(), slug.clone(), owner, locks)));
    for one in leaving.collect::<Vec<_>>() {
        one.await.expect("ended");
    }
    store::count_owners(&mut db.read().await.expect("a transaction"), id).await.expect("counted")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_firm_is_never_without_an_owner() {
    for test in databases().await {
        let firm = owned(&test.db).await;
        assert_eq!(owners_after(&test.db, firm, true).await, 1);
    }
}

/// The control of the test above: without the lock a firm loses its last owner. SQLite has one writer, lock or no lock.
///
/// The rows are held until everybody has counted the owners and waits to leave.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_the_lock_a_firm_loses_its_last_owner() {
    const HOLD: &str = "SELECT role FROM company_person WHERE company_id = $1 FOR UPDATE";
    for test in databases().await.into_iter().filter(|t| t.db.engine() == "PostgreSQL") {
        let firm = owned(&test.db).await;
        let mut holder = test.db.begin().await.expect("a transaction");
        holder.lock(HOLD, crate::values![firm.0]).await.expect("held");
        let db = test.db.clone();
        let leaving = tokio::spawn(async move { owners_after(&db, firm, false).await });
        until_waiting(&test.db, 8).await;
        holder.commit().await.expect("let go");
        assert_eq!(leaving.await.expect("no panic"), 0, "the control does not show what the lock is for");
    }
}

#[tokio::test]
async fn lists_know_a_member_as_soon_as_it_is_one() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let owner = person(&mut tx, "a@narae.example").await.id;
        for (name, days) in [("가온", 2), ("나래", 1), ("다온", 3)] {
            let (id, _) = add(&mut tx, &form(name, ""), owner).await.expect("registered");
            let joined = NOW + -days * DAY_MS;
            store::settle(&mut tx, id, 1, Settled::Approved, joined).await.expect("approved");
        }
        tx.commit().await.expect("stored");
        let newest = async |sector: &str| {
            let mut tx = test.db.read().await.expect("a transaction");
            let (rows, total) = store::newest(&mut tx, sector, 2).await.expect("listed");
            let since = store::joined_since(&mut tx, NOW + -2 * DAY_MS).await.expect("counted");
            (rows.into_iter().map(|row| row.name.ko).collect::<Vec<_>>(), total, since)
        };
        assert_eq!(newest("").await, (vec!["나래".to_owned(), "가온".to_owned()], 3, 2));
        assert_eq!(newest("finance").await.1, 0);
        let mut tx = test.db.begin().await.expect("a transaction");
        let finance = CompanyForm { sectors: vec!["finance".into()], ..form("라온", "") };
        let (id, _) = add(&mut tx, &finance, owner).await.expect("registered");
        store::settle(&mut tx, id, 1, Settled::Approved, NOW).await.expect("approved");
        tx.commit().await.expect("stored");
        assert_eq!(
            newest("").await,
            (vec!["라온".to_owned(), "나래".to_owned()], 4, 3),
            "what was kept is not kept on"
        );
        assert_eq!(newest("finance").await, (vec!["라온".to_owned()], 1, 3));
        let mut tx = test.db.read().await.expect("a transaction");
        let by_sector = store::count_by_sector(&mut tx).await.expect("counted");
        assert_eq!((by_sector.get("healthcare"), by_sector.get("finance")), (Some(&3), Some(&1)));
        let types = store::count_by_type(&mut tx, "finance").await.expect("counted");
        assert_eq!(types.iter().map(|f| (f.label.slug.as_str(), f.count)).collect::<Vec<_>>(), [("saas", 1)]);
    }
}
