//! The nodes that every portal starts with.

use crate::{
    db::{StoreError, StoreResult, Tx},
    technologies::edition,
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
    let retired = edition::retired(tx).await?;
    nodes.retain(|(node, ..)| !known.contains(&node.slug) && !retired.contains(&node.slug));
    for (node, level, parent, position) in &nodes {
        insert(tx, node, level, *parent, *position).await?;
    }
    if !nodes.is_empty() {
        super::index_all(tx).await?;
    }
    // A portal from before areas or what meets a demand were counted.
    let new_demand = super::demand::load_base(tx).await?;
    if new_demand || tx.number("SELECT COUNT(*) FROM area_supply", values![]).await? == 0 {
        super::recount_all(tx).await?;
    }
    edition::load_base(tx).await
}

async fn insert(tx: &mut Tx, node: &BaseNode, level: &str, parent: Option<&str>, position: i64) -> StoreResult<u64> {
    const INSERT: &str = "INSERT INTO technology (slug, level, parent, position, name_ko, name_en, about_ko, about_en) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO NOTHING";
    let n = node;
    tx.run(INSERT, values![&n.slug, level, parent, position, &n.ko, &n.en, &n.about_ko, &n.about_en]).await
}
