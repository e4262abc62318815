//! Firms that could lead a consortium.

use crate::{
    companies::{self, CardRow, FirmCard},
    db::{StoreResult, Tx},
    values,
};

/// Whom to look for.
#[derive(Clone, Copy, Debug)]
pub struct LeadsWanted<'a> {
    pub consortium: i64,
    /// The type of firm that the kind asks for; empty where any firm may lead.
    pub firm_type: &'a str,
    /// The ids of the requirements that are still to be covered.
    pub open: &'a [i64],
    /// Whether the levels of firms count; who may not see them is told who has the technologies at all.
    pub by_level: bool,
    pub most: i64,
}

/// A firm that could lead, and the ids of the open requirements that it would cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    pub company: i64,
    pub firm: FirmCard,
    pub covers: Vec<i64>,
    pub confirmed: usize,
}

#[derive(sqlx::FromRow)]
struct LeadRow {
    #[sqlx(flatten)]
    firm: CardRow,
    covers: String,
    confirmed: i64,
}

/// Those first that cover most of what is open, then those with more of it confirmed; after them other firms of the type,
/// so that a young alliance has somebody to ask.
pub async fn leads(tx: &mut Tx, wanted: LeadsWanted<'_>) -> StoreResult<Vec<Lead>> {
    const SELECT: &str = concat!(
        "WITH needed AS (SELECT r.id, t.slug, r.activity, CASE WHEN $4 THEN r.min_level ELSE 1 END AS min_level \
        FROM consortium_requirement r JOIN technology t ON t.slug = r.technology OR t.parent = r.technology \
        WHERE r.consortium_id = $1 AND $3 LIKE '%,' || CAST(r.id AS TEXT) || ',%'), \
        able AS (SELECT c.company_id, COUNT(DISTINCT n.id) AS covered, \
        COUNT(DISTINCT CASE WHEN c.verified_level >= n.min_level THEN n.id END) AS confirmed, \
        string_agg(CAST(n.id AS TEXT), ',') AS covers FROM needed n JOIN capability c ON c.technology = n.slug \
        AND c.level >= n.min_level AND n.activity IN ('', c.activity) \
        JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' \
        WHERE $2 = '' OR EXISTS (SELECT 1 FROM company_type y WHERE y.company_id = c.company_id AND y.type = $2) \
        GROUP BY c.company_id ORDER BY 2 DESC, 3 DESC, 1 LIMIT CAST($5 AS BIGINT)), \
        others AS (SELECT f.id AS company_id, CAST(0 AS BIGINT) AS covered, CAST(0 AS BIGINT) AS confirmed, '' AS covers \
        FROM company_type y JOIN company f ON f.id = y.company_id AND f.state = 'confirmed' WHERE y.type = $2 \
        AND f.id NOT IN (SELECT a.company_id FROM able a) ORDER BY f.id LIMIT CAST($5 AS BIGINT)) \
        SELECT x.covers, x.confirmed, ",
        crate::firm_card!(),
        " FROM (SELECT * FROM able UNION ALL SELECT * FROM others) x JOIN company f ON f.id = x.company_id \
        ORDER BY x.covered DESC, x.confirmed DESC, f.id LIMIT CAST($5 AS BIGINT)"
    );
    let open: String = wanted.open.iter().map(|id| format!(",{id},")).collect();
    let values = values![wanted.consortium, wanted.firm_type, open, wanted.by_level, wanted.most];
    let rows: Vec<LeadRow> = tx.all(SELECT, values).await?;
    let names = companies::names(tx).await?;
    let lead = |row: LeadRow| {
        let mut covers: Vec<i64> = row.covers.split(',').filter_map(|id| id.parse().ok()).collect();
        covers.sort_unstable();
        covers.dedup();
        Lead {
            company: row.firm.firm_id,
            firm: row.firm.card(&names),
            covers,
            confirmed: usize::try_from(row.confirmed).unwrap_or_default(),
        }
    };
    Ok(rows.into_iter().map(lead).collect())
}
