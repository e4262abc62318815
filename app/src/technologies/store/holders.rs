//! Who stands behind a node of the map: counts, and a page of capabilities.

use super::{
    super::model::{NodeCount, NodeLevel},
    nodes::Node,
};
use crate::{
    companies::CardRow,
    db::{StoreResult, Tx},
    label::Label,
    ui::{PAGE_ROWS, rows_before},
    values,
};

/// How many capabilities there are under a node, and how many firms hold them: all, and confirmed ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HolderCounts {
    pub total: i64,
    pub firms: i64,
    pub verified: i64,
}

/// The counts of a node, and what belongs to it, each with the firms that claim it and those that are confirmed.
pub async fn counts(tx: &mut Tx, node: &Node) -> StoreResult<(HolderCounts, Vec<NodeCount>)> {
    const DOMAIN: &str = "SELECT domain, claims, firms, verified FROM domain_supply WHERE domain = $1 \
        UNION ALL SELECT s.area, s.claims, s.firms, s.verified FROM area_supply s JOIN technology a ON a.slug = s.area \
        WHERE s.sector = '' AND a.parent = $1";
    const AREA: &str = "SELECT area, claims, firms, verified FROM area_supply WHERE area = $1 AND sector = '' \
        UNION ALL SELECT s.technology, s.claims, s.firms, s.verified FROM technology_supply s \
        JOIN technology t ON t.slug = s.technology WHERE t.parent = $1";
    const TECHNOLOGY: &str = "SELECT technology, claims, firms, verified FROM technology_supply WHERE technology = $1";
    let select = match node.level {
        NodeLevel::Domain => DOMAIN,
        NodeLevel::Area => AREA,
        NodeLevel::Technology => TECHNOLOGY,
    };
    let rows: Vec<(String, i64, i64, i64)> = tx.all(select, values![&node.label.slug]).await?;
    let counted = |slug: &str| {
        let found = rows.iter().find(|(counted, ..)| counted == slug);
        found.map_or_else(HolderCounts::default, |&(_, total, firms, verified)| HolderCounts { total, firms, verified })
    };
    let part = |node: &Node| {
        let Label { slug, name } = node.label.clone();
        let HolderCounts { firms, verified, .. } = counted(&slug);
        NodeCount { slug, name, about: node.about.clone(), firms, verified }
    };
    let map = super::map(tx).await?;
    Ok((counted(&node.label.slug), map.children(&node.label.slug).map(part).collect()))
}

/// A capability on the page of a node, with its firm.
#[derive(sqlx::FromRow)]
pub struct HolderRow {
    #[sqlx(flatten)]
    pub firm: CardRow,
    pub technology: String,
    pub activity: String,
    pub level: i64,
    pub verified_level: Option<i64>,
    pub open: bool,
}

/// A page of the capabilities of a node or under it, the best confirmed first, then the older claims.
pub async fn holders_page(tx: &mut Tx, node: &Node, page: i64) -> StoreResult<Vec<HolderRow>> {
    macro_rules! holders {
        ($from_where:literal, $limit:literal) => {
            concat!(
                "SELECT c.technology, c.activity, c.level, c.verified_level, c.open, ",
                crate::firm_card!(),
                $from_where,
                " ORDER BY COALESCE(c.verified_level, 0) DESC, c.id",
                $limit
            )
        };
    }
    const TECHNOLOGY: &str = holders!(
        " FROM capability c JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' WHERE c.technology = $1",
        " LIMIT CAST($2 AS BIGINT) OFFSET $3"
    );
    // Only what is shown is filled in. Of firms `firm_supply` is the smallest table that knows who is a member.
    const AREA: &str = holders!(
        " FROM (SELECT c.id AS shown FROM technology p JOIN capability c ON c.technology = p.slug \
        JOIN firm_supply m ON m.company_id = c.company_id WHERE p.parent = $1 \
        ORDER BY COALESCE(c.verified_level, 0) DESC, c.id LIMIT CAST($2 AS BIGINT) OFFSET $3) x \
        JOIN capability c ON c.id = x.shown JOIN company f ON f.id = c.company_id",
        ""
    );
    // A domain has a large part of all capabilities: CROSS JOIN and COALESCE keep the planner at their order.
    const DOMAIN: &str = holders!(
        " FROM capability c CROSS JOIN company f WHERE f.id = c.company_id AND f.state = 'confirmed' \
        AND COALESCE(c.technology, '') IN (SELECT p.slug FROM technology a JOIN technology p ON p.parent = a.slug \
        WHERE a.parent = $1)",
        " LIMIT CAST($2 AS BIGINT) OFFSET $3"
    );
    let select = match node.level {
        NodeLevel::Domain => DOMAIN,
        NodeLevel::Area => AREA,
        NodeLevel::Technology => TECHNOLOGY,
    };
    tx.all(select, values![&node.label.slug, PAGE_ROWS, rows_before(page)]).await
}

/// How many capabilities were confirmed since an instant.
pub async fn confirmed_since(tx: &mut Tx, since: crate::time::UnixMillis) -> StoreResult<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM capability c WHERE c.verified_ms >= $1 AND ", of_members!());
    tx.number(COUNT, values![since]).await
}
