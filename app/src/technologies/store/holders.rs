//! Who stands behind a node of the map: counts, and a page of capabilities.

use super::{
    super::model::{NodeCount, NodeLevel},
    nodes::Node,
};
use crate::{
    companies::CardRow,
    db::{StoreResult, Tx, in_25},
    label::Label,
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
    id: i64,
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
    const SELECT: &str = concat!(
        "SELECT c.id, c.technology, c.activity, c.level, c.verified_level, c.open, ",
        crate::firm_card!(),
        " FROM capability c JOIN company f ON f.id = c.company_id WHERE c.id IN ",
        crate::in_25!()
    );
    let map = super::map(tx).await?;
    let ids = super::holdings_of_all(tx).await?.page(&map, node, page);
    let mut rows: Vec<HolderRow> = Vec::with_capacity(ids.len());
    for some in in_25(&ids) {
        rows.extend(tx.all::<HolderRow>(SELECT, &some).await?);
    }
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// How many capabilities were confirmed since an instant.
pub async fn confirmed_since(tx: &mut Tx, since: crate::time::UnixMillis) -> StoreResult<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM capability c WHERE c.verified_ms >= $1 AND ", of_members!());
    tx.number(COUNT, values![since]).await
}
