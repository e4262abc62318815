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
    // Once each requirement by itself, then once with each claim in it. CROSS JOIN keeps the planner at going from the few
    // members to what they claim.
    const SELECT: &str = "SELECT r.id, r.technology, r.activity, r.min_level, r.firms_wanted, r.weight, r.waiver, \
        r.position, CAST(0 AS BIGINT) AS claim, CAST(NULL AS BIGINT) AS company_id, '' AS held, '' AS held_activity, \
        CAST(0 AS BIGINT) AS level, CAST(0 AS BIGINT) AS verified FROM consortium_requirement r WHERE r.consortium_id = $1 \
        UNION ALL SELECT r.id, r.technology, r.activity, r.min_level, r.firms_wanted, r.weight, r.waiver, r.position, \
        c.id, c.company_id, c.technology, c.activity, c.level, COALESCE(c.verified_level, 0) \
        FROM (SELECT DISTINCT s.company_id FROM consortium_seat s WHERE s.consortium_id = $1 AND s.state = 'seated' \
        AND s.role <> 'observer') m CROSS JOIN capability c CROSS JOIN technology t CROSS JOIN consortium_requirement r \
        WHERE c.company_id = m.company_id AND t.slug = c.technology AND r.consortium_id = $1 \
        AND (r.technology = c.technology OR r.technology = t.parent) ORDER BY position, id, claim";
    let (mut wanted, mut held): (Vec<Wanted>, Vec<Held>) = Default::default();
    for row in tx.all::<CoveredRow>(SELECT, values![consortium]).await? {
        match row.company_id {
            None => wanted.push(row.requirement.into()),
            Some(company) => held.push(Held {
                company,
                area: row.requirement.technology,
                technology: row.held,
                activity: row.held_activity,
                level: row.level,
                verified: row.verified,
            }),
        }
    }
    Ok((wanted, held))
}
