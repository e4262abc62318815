//! What tests of several slices begin with: the base data, people, firms.

use crate::{
    accounts::{self, NewPerson, Person},
    companies::{self, CompanyForm, NewCompany, Settled},
    ctx::{App, Clock},
    db::{Db, Tx},
    portal,
    text::Lang,
    time::UnixMillis,
};

/// When tests take place.
pub const NOW: UnixMillis = UnixMillis(1_790_000_000_000);

/// A portal on a database, at a fixed time.
pub fn app(db: &Db, now: UnixMillis) -> App {
    App { db: db.clone(), clock: Clock::fixed(now), base_url: "http://127.0.0.1".into(), sample_world: false }
}

/// A transaction on a database with the base data, which a second start does not change.
pub async fn with_base(db: &Db) -> Tx {
    portal::load_base(db).await.expect("base data");
    portal::load_base(db).await.expect("base data again changes nothing");
    db.begin().await.expect("a transaction")
}

/// Somebody who is signed up.
pub async fn person(tx: &mut Tx, email: &str) -> Person {
    let new = NewPerson {
        name: "홍길동",
        email,
        lang: Lang::Ko,
        password_hash: "x",
        coordinator: false,
        verified: Some(NOW),
    };
    let id = accounts::add_person(tx, &new, NOW).await.expect("a new person");
    Person { id, name: "홍길동".into(), email: email.into(), lang: Lang::Ko, coordinator: false }
}

/// A confirmed firm of a type in a sector, with its owner.
pub async fn firm(tx: &mut Tx, name: &str, firm_type: &str, sector: &str) -> (i64, Person) {
    let owner = person(tx, &format!("owner@{}.example", name.to_lowercase())).await;
    let form = CompanyForm {
        name_en: name.into(),
        types: vec![firm_type.into()],
        sectors: vec![sector.into()],
        region: "seoul".into(),
        size: "small".into(),
        summary_en: "We teach.".into(),
        ..CompanyForm::default()
    };
    let draft = form.check().expect("a good form");
    let new = NewCompany { draft: &draft, owner: Some(owner.id), confirmed: false, now: NOW };
    let (id, _) = companies::add(tx, &new).await.expect("registered");
    companies::settle(tx, id, 1, Settled::Approved, NOW).await.expect("approved");
    (id, owner)
}
