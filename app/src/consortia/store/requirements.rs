//! What consortia require, and what their members can do of it.

use super::super::model::Wanted;
use crate::{
    db::{StoreResult, Tx},
    technologies::{Held, Need},
    values,
};

#[derive(sqlx::FromRow)]
struct RequirementRow {
    id: i64,
    technology: String,
    activity: String,
    min_level: i64,
    firms_wanted: i64,
    weight: i64,
    waiver: String,
}

impl From<RequirementRow> for Wanted {
    fn from(row: RequirementRow) -> Self {
        Self {
            id: row.id,
            need: Need { technology: row.technology, activity: row.activity, min_level: row.min_level },
            firms: usize::try_from(row.firms_wanted).unwrap_or(1),
            weight: row.weight,
            waiver: row.waiver,
        }
    }
}

/// The requirements of a consortium as rules weigh them, in their order.
pub async fn wanted(tx: &mut Tx, consortium: i64) -> StoreResult<Vec<Wanted>> {
    const SELECT: &str = "SELECT id, technology, activity, min_level, firms_wanted, weight, waiver \
        FROM consortium_requirement WHERE consortium_id = $1 ORDER BY position, id";
    Ok(tx.all::<RequirementRow>(SELECT, values![consortium]).await?.into_iter().map(Into::into).collect())
}

#[derive(sqlx::FromRow)]
struct CoveredRow {
    #[sqlx(flatten)]
    requirement: RequirementRow,
    company_id: Option<i64>,
    held: String,
    held_activity: String,
    level: i64,
    verified: i64,
}

/// The same with what the members claim in it.
pub async fn wanted_and_held(tx: &mut Tx, consortium: i64) -> StoreResult<(Vec<Wanted>, Vec<Held>)> {
    const SELECT: &str = "SELECT r.id, r.technology, r.activity, r.min_level, r.firms_wanted, r.weight, r.waiver, \
        c.company_id, COALESCE(c.technology, '') AS held, COALESCE(c.activity, '') AS held_activity, \
        COALESCE(c.level, 0) AS level, COALESCE(c.verified_level, 0) AS verified FROM consortium_requirement r \
        LEFT JOIN capability c ON c.company_id IN (SELECT s.company_id FROM consortium_seat s WHERE s.consortium_id = $1 \
        AND s.state = 'seated' AND s.role <> 'observer') AND (c.technology = r.technology \
        OR c.technology IN (SELECT t.slug FROM technology t WHERE t.parent = r.technology)) \
        WHERE r.consortium_id = $1 ORDER BY r.position, r.id, c.id";
    let (mut wanted, mut held): (Vec<Wanted>, Vec<Held>) = Default::default();
    for row in tx.all::<CoveredRow>(SELECT, values![consortium]).await? {
        if let Some(company) = row.company_id {
            held.push(Held {
                company,
                area: row.requirement.technology.clone(),
                technology: row.held,
                activity: row.held_activity,
                level: row.level,
                verified: row.verified,
            });
        }
        if wanted.last().is_none_or(|last| last.id != row.requirement.id) {
            wanted.push(row.requirement.into());
        }
    }
    Ok((wanted, held))
}
