//! The people of firms.

use super::super::model::{MyCompany, Role, State};
use crate::{
    db::{StoreResult, Tx, in_25},
    inbox::Recipient,
    text::{Lang, Text2},
    values,
};
use std::collections::BTreeMap;

/// Gives somebody a role in a firm.
pub async fn add_person(tx: &mut Tx, company: i64, person: i64, role: Role) -> StoreResult<()> {
    const UPSERT: &str = "INSERT INTO company_person (company_id, person_id, role) VALUES ($1, $2, $3) \
        ON CONFLICT (company_id, person_id) DO UPDATE SET role = excluded.role";
    tx.run(UPSERT, values![company, person, role.code()]).await?;
    Ok(())
}

/// What somebody is in a firm.
pub async fn role(tx: &mut Tx, company: i64, person: i64) -> StoreResult<Option<Role>> {
    const SELECT: &str = "SELECT role FROM company_person WHERE company_id = $1 AND person_id = $2";
    let found: Option<(String,)> = tx.optional(SELECT, values![company, person]).await?;
    Ok(found.map(|row| Role::of_code(&row.0)))
}

/// The people who own one of these firms, each once.
pub async fn owners(tx: &mut Tx, companies: &[i64]) -> StoreResult<Vec<Recipient>> {
    const SELECT: &str = concat!(
        "SELECT DISTINCT p.id, p.email, p.lang FROM company_person o JOIN person p ON p.id = o.person_id \
        WHERE o.role = 'owner' AND o.company_id IN ",
        crate::in_25!(),
        " ORDER BY p.id"
    );
    let mut found = BTreeMap::new();
    for some in in_25(companies) {
        for (person, email, lang) in tx.all::<(i64, String, String)>(SELECT, &some).await? {
            found.insert(person, Recipient { person, email, lang: Lang::of_code(&lang) });
        }
    }
    Ok(found.into_values().collect())
}

/// The firms of a person.
pub async fn mine(tx: &mut Tx, person: i64) -> StoreResult<Vec<MyCompany>> {
    const SELECT: &str = "SELECT c.slug, c.name_ko, c.name_en, c.state, p.role, c.return_reason FROM company_person p \
        JOIN company c ON c.id = p.company_id WHERE p.person_id = $1 ORDER BY c.sort_key, c.id LIMIT 50";
    let rows: Vec<(String, String, String, String, String, String)> = tx.all(SELECT, values![person]).await?;
    let view =
        |(slug, ko, en, state, role, return_reason): (String, String, String, String, String, String)| MyCompany {
            slug,
            name: Text2::new(ko, en),
            state: State::of_code(&state),
            role: Role::of_code(&role),
            return_reason,
        };
    Ok(rows.into_iter().map(view).collect())
}
