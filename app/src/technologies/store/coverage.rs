//! Sectors against areas: who claims a capability, who is confirmed to deliver it.

use super::{
    super::model::{CoverageArea, CoverageDomain, SUPPLY_LEVEL, Supply},
    nodes::Node,
};
use crate::{
    db::{StoreResult, Tx},
    label::Label,
    values,
};
use std::collections::HashMap;

/// Every area of the map with its supply in each of these sectors.
pub async fn coverage(tx: &mut Tx, sectors: &[Label]) -> StoreResult<Vec<CoverageDomain>> {
    const SUPPLY: &str = "SELECT s.sector, t.parent, COUNT(DISTINCT c.company_id), \
        COUNT(DISTINCT CASE WHEN c.verified_level >= $1 THEN c.company_id END) FROM capability c \
        JOIN technology t ON t.slug = c.technology JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' \
        JOIN company_sector s ON s.company_id = c.company_id GROUP BY s.sector, t.parent";
    let found: Vec<(String, String, i64, i64)> = tx.all(SUPPLY, values![SUPPLY_LEVEL]).await?;
    let supply: HashMap<(String, String), Supply> =
        found.into_iter().map(|(sector, area, firms, proven)| ((sector, area), Supply(firms, proven))).collect();
    let area = |node: &Node| {
        let Label { slug, name } = node.label.clone();
        let of = |sector: &Label| supply.get(&(sector.slug.clone(), slug.clone())).copied().unwrap_or_default();
        CoverageArea { supply: sectors.iter().map(of).collect(), slug, name }
    };
    let domains = super::map(tx).await?.by_domain(area);
    Ok(domains.into_iter().map(|(Label { slug, name }, areas)| CoverageDomain { slug, name, areas }).collect())
}
