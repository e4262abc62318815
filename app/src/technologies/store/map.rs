//! The nodes that every portal starts with, and the firms behind one of them.

use super::{super::model::NodeCount, nodes::Node};
use crate::{
    db::{StoreError, StoreResult, Tx},
    label::Label,
    ui::{PAGE_ROWS, rows_before},
    values,
};
use serde::Deserialize;
use std::collections::HashSet;

#[derive(Deserialize)]
struct BaseNode {
    slug: String,
    ko: String,
    en: String,
    about_ko: String,
    about_en: String,
    #[serde(default)]
    areas: Vec<BaseNode>,
    #[serde(default)]
    technologies: Vec<BaseNode>,
}

/// Adds what is missing of the 12 domains, 56 areas and 230 technologies that every portal starts with, and indexes the
/// map when it is new.
pub async fn load_base(tx: &mut Tx) -> StoreResult<()> {
    let base: Vec<BaseNode> = serde_json::from_str(include_str!("../../../data/technologies.json"))
        .map_err(|e| StoreError::Broken(e.to_string()))?;
    let known: Vec<(String,)> = tx.all("SELECT slug FROM technology", values![]).await?;
    let known: HashSet<String> = known.into_iter().map(|row| row.0).collect();
    let mut nodes = Vec::new();
    for (d, domain) in (1_i64..).zip(&base) {
        nodes.push((domain, "domain", None, d));
        for (a, area) in (1_i64..).zip(&domain.areas) {
            nodes.push((area, "area", Some(domain.slug.as_str()), a));
            let technologies = (1_i64..).zip(&area.technologies);
            nodes.extend(technologies.map(|(t, node)| (node, "technology", Some(area.slug.as_str()), t)));
        }
    }
    nodes.retain(|(node, ..)| !known.contains(&node.slug));
    for (node, level, parent, position) in &nodes {
        insert(tx, node, level, *parent, *position).await?;
    }
    if !nodes.is_empty() {
        super::index_all(tx).await?;
    }
    // A portal from before areas were counted.
    if tx.number("SELECT COUNT(*) FROM area_supply", values![]).await? == 0 {
        super::recount_all(tx).await?;
    }
    Ok(())
}

async fn insert(tx: &mut Tx, node: &BaseNode, level: &str, parent: Option<&str>, position: i64) -> StoreResult<u64> {
    const INSERT: &str = "INSERT INTO technology (slug, level, parent, position, name_ko, name_en, about_ko, about_en) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO NOTHING";
    let n = node;
    tx.run(INSERT, values![&n.slug, level, parent, position, &n.ko, &n.en, &n.about_ko, &n.about_en]).await
}

/// What belongs to a node, each with the firms that claim it and those that are confirmed.
pub async fn counts(tx: &mut Tx, parent: &str) -> StoreResult<Vec<NodeCount>> {
    const SELECT: &str = "SELECT n.slug, COUNT(DISTINCT f.id) AS firms, \
        COUNT(DISTINCT CASE WHEN c.verified_level IS NOT NULL THEN f.id END) AS verified FROM technology n \
        JOIN technology t ON t.slug = n.slug OR t.parent = n.slug JOIN capability c ON c.technology = t.slug \
        JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' WHERE n.parent = $1 GROUP BY n.slug";
    let map = super::map(tx).await?;
    let children: Vec<&Node> = map.children(parent).collect();
    if children.is_empty() {
        return Ok(Vec::new());
    }
    let counts: Vec<(String, i64, i64)> = tx.all(SELECT, values![parent]).await?;
    let view = |node: &Node| {
        let (firms, verified) = counts
            .iter()
            .find(|(slug, ..)| *slug == node.label.slug)
            .map_or((0, 0), |(_, firms, verified)| (*firms, *verified));
        let Label { slug, name } = node.label.clone();
        NodeCount { slug, name, about: node.about.clone(), firms, verified }
    };
    Ok(children.into_iter().map(view).collect())
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
    #[sqlx(flatten)]
    counts: HolderCounts,
}

/// Capabilities of confirmed firms in a node or below it.
macro_rules! under_node {
    () => {
        "technology t JOIN capability c ON c.technology = t.slug JOIN company f ON f.id = c.company_id \
        AND f.state = 'confirmed' WHERE t.slug = $1 OR t.parent = $1 \
        OR t.parent IN (SELECT a.slug FROM technology a WHERE a.parent = $1)"
    };
}

/// How many capabilities there are under a node, and how many firms hold them: all, and confirmed ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct HolderCounts {
    pub total: i64,
    pub firms: i64,
    pub verified: i64,
}

/// A page of the capabilities under a node, the best confirmed first, and the counts of all.
pub async fn holders_page(tx: &mut Tx, node: &str, page: i64) -> StoreResult<(Vec<HolderRow>, HolderCounts)> {
    const SELECT: &str = concat!(
        "SELECT n.total, n.firms, n.verified, c.company_id, c.technology, c.activity, c.level, c.verified_level, c.open \
        FROM (SELECT COUNT(*) AS total, COUNT(DISTINCT c.company_id) AS firms, \
        COUNT(DISTINCT CASE WHEN c.verified_level IS NOT NULL THEN c.company_id END) AS verified FROM ",
        under_node!(),
        ") n, ",
        under_node!(),
        " ORDER BY COALESCE(c.verified_level, 0) DESC, f.sort_key, c.id LIMIT $2 OFFSET $3"
    );
    let rows: Vec<HolderRow> = tx.all(SELECT, values![node, PAGE_ROWS, rows_before(page)]).await?;
    let counts = rows.first().map(|row| row.counts).unwrap_or_default();
    Ok((rows, counts))
}

/// How many capabilities were confirmed since an instant.
pub async fn confirmed_since(tx: &mut Tx, since: crate::time::UnixMillis) -> StoreResult<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM capability c JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' \
        WHERE c.verified_ms >= $1";
    tx.number(COUNT, values![since]).await
}
