//! Sector groups against real databases: who may join, leave and run one, and for how long.

use super::{
    model::{Naming, Remit},
    store,
};
use crate::{
    accounts::Person,
    companies::{self, store as firms},
    db::{Tx, testing::databases},
    testing::{NOW, firm, person, with_base},
    time::DAY_MS,
};

fn naming(email: &str, days: i64) -> Naming {
    Naming { email: email.into(), until: NOW + days * DAY_MS, answer_days: 2 }
}

/// A member of the healthcare group whose owner coordinates it for thirty days.
async fn coordinated(tx: &mut Tx) -> (i64, Person) {
    let (company, owner) = firm(tx, "Narae", "saas", "healthcare").await;
    store::name(tx, "healthcare", company, owner.id, &naming(&owner.email, 30), NOW).await.expect("named");
    (company, owner)
}

#[tokio::test]
async fn a_coordinator_runs_a_group_for_a_term() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (_, owner) = coordinated(&mut tx).await;
        let sectors = async |tx: &mut Tx, now| store::coordinated_by(tx, owner.id, now).await.expect("read");
        assert_eq!(sectors(&mut tx, NOW).await, ["healthcare"]);
        assert!(sectors(&mut tx, NOW + 30 * DAY_MS).await.is_empty(), "the term is over");
        let remit = companies::remit(&mut tx, &owner, NOW).await.expect("runs one");
        assert_eq!(remit, Remit::Sectors(vec!["healthcare".into()]));
        let other = person(&mut tx, "other@narae.example").await;
        assert!(companies::remit(&mut tx, &other, NOW).await.is_err(), "whoever runs nothing is refused");
    }
}

#[tokio::test]
async fn naming_again_changes_the_term_and_ending_it_takes_the_group_away() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, owner) = coordinated(&mut tx).await;
        store::name(&mut tx, "healthcare", company, owner.id, &naming(&owner.email, 60), NOW).await.expect("again");
        let terms = store::terms(&mut tx, NOW).await.expect("read");
        assert_eq!((terms.len(), terms[0].coordinator().until), (1, NOW + 60 * DAY_MS));
        let term = terms[0].clone().on_desk();
        assert!(store::end(&mut tx, &term.reference, term.version - 1, NOW).await.is_err(), "somebody was faster");
        store::end(&mut tx, &term.reference, term.version, NOW).await.expect("ended");
        assert!(store::coordinated_by(&mut tx, owner.id, NOW).await.expect("read").is_empty());
    }
}

#[tokio::test]
async fn whoever_leaves_the_firm_coordinates_no_more() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, owner) = coordinated(&mut tx).await;
        firms::remove_person(&mut tx, company, owner.id).await.expect("left");
        assert!(store::coordinated_by(&mut tx, owner.id, NOW).await.expect("read").is_empty());
        assert!(store::terms_of(&mut tx, "healthcare", NOW).await.expect("read").is_empty());
    }
}

#[tokio::test]
async fn only_people_of_the_group_are_named() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (_, owner) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let found = async |tx: &mut Tx, sector: &str, email: &str| {
            store::nominee(tx, sector, email).await.expect("asked").is_some()
        };
        assert!(found(&mut tx, "healthcare", &owner.email).await);
        assert!(!found(&mut tx, "education", &owner.email).await, "the firm is not in that group");
        assert!(!found(&mut tx, "healthcare", "nobody@narae.example").await);
    }
}

#[tokio::test]
async fn a_firm_joins_chooses_its_fields_and_leaves() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, owner) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let before = firms::by_slug(&mut tx, "narae").await.expect("found").version;
        assert!(store::join(&mut tx, company, "education").await.expect("joined"));
        assert!(!store::join(&mut tx, company, "education").await.expect("again"), "joining twice is once");
        let after = firms::by_slug(&mut tx, "narae").await.expect("found").version;
        assert_eq!(after, before + 1, "whoever edits the firm meanwhile is told");
        let fields = ["school".to_owned(), "content".to_owned()];
        store::set_fields(&mut tx, company, "education", &fields).await.expect("chosen");
        let counted = async |tx: &mut Tx| {
            let facets = firms::count_by_field(tx, "education").await.expect("counted");
            facets.into_iter().map(|f| (f.label.slug, f.count)).collect::<Vec<_>>()
        };
        assert_eq!(counted(&mut tx).await, [("education/school".into(), 1), ("education/content".into(), 1)]);
        let own = store::own_firms(&mut tx, owner.id, "education").await.expect("read");
        assert!(own.len() == 1 && own[0].member && own[0].fields.len() == 2, "{own:?}");
        store::leave(&mut tx, company, "education").await.expect("left");
        assert!(counted(&mut tx).await.is_empty(), "its fields go with it");
        assert_eq!(store::sectors_of(&mut tx, company).await.expect("read"), ["healthcare"]);
    }
}

#[tokio::test]
async fn everybody_of_a_sector_is_told_once() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (_, narae) = firm(&mut tx, "Narae", "saas", "healthcare").await;
        let (dawon, _) = firm(&mut tx, "Dawon", "msp", "healthcare").await;
        firm(&mut tx, "Raon", "msp", "finance").await;
        firms::add_person(&mut tx, dawon, narae.id, companies::Role::Viewer).await.expect("added");
        let count = async |tx: &mut Tx, sector: &str| store::everyone_of(tx, sector).await.expect("read").len();
        assert_eq!((count(&mut tx, "healthcare").await, count(&mut tx, "").await), (2, 3));
    }
}
