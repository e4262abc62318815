//! Who stands behind a node of the map: counts, and a page of capabilities.

use super::{
    super::model::{NodeCount, NodeLevel},
    nodes::Node,
};
use crate::{
    db::{StoreResult, Tx},
    label::Label,
    ui::{PAGE_ROWS, rows_before},
    values,
};

/// What belongs to a node, each with the firms that claim it and those that are confirmed.
pub async fn counts(tx: &mut Tx, parent: &str) -> StoreResult<Vec<NodeCount>> {
    const AREAS: &str = "SELECT s.area, s.firms, s.verified FROM area_supply s JOIN technology a ON a.slug = s.area \
        WHERE s.sector = '' AND a.parent = $1";
    const TECHNOLOGIES: &str = "SELECT s.technology, s.firms, s.verified FROM technology_supply s \
        JOIN technology t ON t.slug = s.technology WHERE t.parent = $1";
    let map = super::map(tx).await?;
    let select = match map.node(parent)?.level {
        NodeLevel::Domain => AREAS,
        NodeLevel::Area => TECHNOLOGIES,
        NodeLevel::Technology => return Ok(Vec::new()),
    };
    let counts: Vec<(String, i64, i64)> = tx.all(select, values![parent]).await?;
    let view = |node: &Node| {
        let Label { slug, name } = node.label.clone();
        let found = counts.iter().find(|(counted, ..)| *counted == slug);
        let (firms, verified) = found.map_or((0, 0), |(_, firms, verified)| (*firms, *verified));
        NodeCount { slug, name, about: node.about.clone(), firms, verified }
    };
    Ok(map.children(parent).map(view).collect())
}

/// How many capabilities there are under a node, and how many firms hold them: all, and confirmed ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct HolderCounts {
    pub total: i64,
    pub firms: i64,
    pub verified: i64,
}

/// The counts of a node.
pub async fn holder_counts(tx: &mut Tx, node: &Node) -> StoreResult<HolderCounts> {
    const OF_TECHNOLOGY: &str = "SELECT claims AS total, firms, verified FROM technology_supply WHERE technology = $1";
    const OF_AREA: &str = "SELECT claims AS total, firms, verified FROM area_supply WHERE area = $1 AND sector = ''";
    // A firm may be in several areas of a domain.
    const OF_DOMAIN: &str = concat!(
        "SELECT COUNT(*) AS total, COUNT(DISTINCT c.company_id) AS firms, \
        COUNT(DISTINCT CASE WHEN c.verified_level IS NOT NULL THEN c.company_id END) AS verified FROM technology a \
        JOIN technology t ON t.parent = a.slug JOIN capability c ON c.technology = t.slug WHERE a.parent = $1 AND ",
        of_members!()
    );
    let select = match node.level {
        NodeLevel::Technology => OF_TECHNOLOGY,
        NodeLevel::Area => OF_AREA,
        NodeLevel::Domain => OF_DOMAIN,
    };
    Ok(tx.optional(select, values![&node.label.slug]).await?.unwrap_or_default())
}

/// A capability on the page of a node.
#[derive(sqlx::FromRow)]
pub struct HolderRow {
    pub company_id: i64,
    pub technology: String,
    pub activity: String,
    pub level: i64,
    pub verified_level: Option<i64>,
    pub open: bool,
}

/// A page of the capabilities of a node or under it, the best confirmed first, then the older claims.
pub async fn holders_page(tx: &mut Tx, node: &Node, page: i64) -> StoreResult<Vec<HolderRow>> {
    const OF_TECHNOLOGY: &str = concat!(
        "SELECT c.company_id, c.technology, c.activity, c.level, c.verified_level, c.open FROM capability c \
        WHERE c.technology = $1 AND ",
        of_members!(),
        " ORDER BY COALESCE(c.verified_level, 0) DESC, c.id LIMIT CAST($2 AS BIGINT) OFFSET $3"
    );
    const BELOW: &str = concat!(
        "SELECT c.company_id, c.technology, c.activity, c.level, c.verified_level, c.open FROM technology t \
        JOIN capability c ON c.technology = t.slug WHERE (t.parent = $1 \
        OR t.parent IN (SELECT a.slug FROM technology a WHERE a.parent = $1)) AND ",
        of_members!(),
        " ORDER BY COALESCE(c.verified_level, 0) DESC, c.id LIMIT CAST($2 AS BIGINT) OFFSET $3"
    );
    let select = if node.level == NodeLevel::Technology { OF_TECHNOLOGY } else { BELOW };
    tx.all(select, values![&node.label.slug, PAGE_ROWS, rows_before(page)]).await
}

/// How many capabilities were confirmed since an instant.
pub async fn confirmed_since(tx: &mut Tx, since: crate::time::UnixMillis) -> StoreResult<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM capability c WHERE c.verified_ms >= $1 AND ", of_members!());
    tx.number(COUNT, values![since]).await
}
