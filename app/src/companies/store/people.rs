//! The people of firms.

use super::super::model::{Colleague, INVITATION_MS, Invitation, Invited, MyCompany, Role, State};
use crate::{
    ctx::App,
    db::{StoreError, StoreResult, Tx, in_25},
    inbox::Recipient,
    text::{Lang, Text2},
    time::UnixMillis,
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

/// Most people and invitations of one firm.
const MOST_PEOPLE: i64 = 100;

/// Who works for a firm, owners first.
pub async fn people(tx: &mut Tx, company: i64, viewer: i64) -> StoreResult<Vec<Colleague>> {
    const SELECT: &str = "SELECT p.id, p.ref, p.name, p.email, o.role FROM company_person o JOIN person p ON p.id = o.person_id \
        WHERE o.company_id = $1 ORDER BY CASE o.role WHEN 'owner' THEN 0 WHEN 'editor' THEN 1 ELSE 2 END, p.name, p.id \
        LIMIT CAST($2 AS BIGINT)";
    let rows: Vec<(i64, String, String, String, String)> = tx.all(SELECT, values![company, MOST_PEOPLE]).await?;
    let view = |(id, reference, name, email, role): (i64, String, String, String, String)| Colleague {
        reference,
        name,
        email,
        role: Role::of_code(&role),
        me: id == viewer,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Who was asked and may still accept.
pub async fn invited(tx: &mut Tx, company: i64, now: UnixMillis) -> StoreResult<Vec<Invited>> {
    const SELECT: &str = "SELECT email, role, expires_ms FROM company_invitation WHERE company_id = $1 AND expires_ms > $2 \
        ORDER BY invited_ms DESC, email LIMIT CAST($3 AS BIGINT)";
    let rows: Vec<(String, String, i64)> = tx.all(SELECT, values![company, now, MOST_PEOPLE]).await?;
    let view = |(email, role, expires): (String, String, i64)| Invited {
        email,
        role: Role::of_code(&role),
        expires: UnixMillis(expires),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Whether the owner of a mail address works for a firm.
pub async fn works_for(tx: &mut Tx, company: i64, email: &str) -> StoreResult<bool> {
    const COUNT: &str = "SELECT COUNT(*) FROM company_person o JOIN person p ON p.id = o.person_id \
        WHERE o.company_id = $1 AND p.email = $2";
    Ok(tx.number(COUNT, values![company, email]).await? > 0)
}

/// Asks somebody, or asks anew. [`StoreError::Taken`] where they work for the firm already.
pub async fn invite(tx: &mut Tx, company: i64, email: &str, role: Role, by: i64, now: UnixMillis) -> StoreResult<()> {
    const UPSERT: &str = "INSERT INTO company_invitation (company_id, email, role, invited_by, invited_ms, expires_ms) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (company_id, email) DO UPDATE SET role = excluded.role, \
        invited_by = excluded.invited_by, invited_ms = excluded.invited_ms, expires_ms = excluded.expires_ms";
    if works_for(tx, company, email).await? {
        return Err(StoreError::Taken);
    }
    tx.run(UPSERT, values![company, email, role.code(), by, now, now + INVITATION_MS]).await?;
    Ok(())
}

/// Takes an invitation back. [`StoreError::Missing`] where there is none.
pub async fn withdraw(tx: &mut Tx, company: i64, email: &str) -> StoreResult<()> {
    const DELETE: &str = "DELETE FROM company_invitation WHERE company_id = $1 AND email = $2";
    match tx.run(DELETE, values![company, email]).await? {
        0 => Err(StoreError::Missing),
        _ => Ok(()),
    }
}

/// Uses up the invitation of a mail address: the role it gives. [`StoreError::Missing`] where it is over or withdrawn.
pub async fn accept(tx: &mut Tx, company: i64, email: &str, now: UnixMillis) -> StoreResult<Role> {
    const DELETE: &str = "DELETE FROM company_invitation WHERE company_id = $1 AND email = $2 AND expires_ms > $3 \
        RETURNING role";
    let (role,): (String,) = tx.one(DELETE, values![company, email, now]).await?;
    Ok(Role::of_code(&role))
}

/// The invitations of a mail address.
pub async fn invitations_of(tx: &mut Tx, email: &str, now: UnixMillis) -> StoreResult<Vec<Invitation>> {
    const SELECT: &str = "SELECT c.slug, c.name_ko, c.name_en, i.role, p.name, i.expires_ms FROM company_invitation i \
        JOIN company c ON c.id = i.company_id JOIN person p ON p.id = i.invited_by \
        WHERE i.email = $1 AND i.expires_ms > $2 ORDER BY i.invited_ms DESC, c.id LIMIT 20";
    let rows: Vec<(String, String, String, String, String, i64)> = tx.all(SELECT, values![email, now]).await?;
    let view = |(slug, ko, en, role, by, expires): (String, String, String, String, String, i64)| Invitation {
        slug,
        name: Text2::new(ko, en),
        role: Role::of_code(&role),
        by,
        expires: UnixMillis(expires),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Somebody who works for a firm, by their reference: their id and role.
pub async fn colleague(tx: &mut Tx, company: i64, reference: &str) -> StoreResult<(i64, Role)> {
    const SELECT: &str = "SELECT p.id, o.role FROM company_person o JOIN person p ON p.id = o.person_id \
        WHERE o.company_id = $1 AND p.ref = $2";
    let (id, role): (i64, String) = tx.one(SELECT, values![company, reference]).await?;
    Ok((id, Role::of_code(&role)))
}

/// Takes somebody out of a firm.
pub async fn remove_person(tx: &mut Tx, company: i64, person: i64) -> StoreResult<()> {
    const DELETE: &str = "DELETE FROM company_person WHERE company_id = $1 AND person_id = $2";
    tx.run(DELETE, values![company, person]).await?;
    // Who coordinated a group from here does so no more.
    tx.touch_public();
    withdraw_all(tx, company, person).await
}

/// Takes back what somebody invited who may not invite any more.
pub async fn withdraw_all(tx: &mut Tx, company: i64, by: i64) -> StoreResult<()> {
    const DELETE: &str = "DELETE FROM company_invitation WHERE company_id = $1 AND invited_by = $2";
    tx.run(DELETE, values![company, by]).await?;
    Ok(())
}

/// How many owners a firm has. The firm must be locked, or two owners could leave at once.
pub async fn count_owners(tx: &mut Tx, company: i64) -> StoreResult<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM company_person WHERE company_id = $1 AND role = 'owner'";
    tx.number(COUNT, values![company]).await
}

/// Forgets invitations that are over.
pub async fn purge(app: &App, now: UnixMillis) -> StoreResult<()> {
    let mut tx = app.db.begin().await?;
    tx.run("DELETE FROM company_invitation WHERE expires_ms <= $1", values![now]).await?;
    tx.commit().await
}
