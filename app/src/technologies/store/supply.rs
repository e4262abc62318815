//! What stands behind each area of the map: counted when a capability or its firm changes, so that the heat grid and the
//! coverage matrix read a few hundred rows however many firms there are.

use super::{
    super::model::{AreaCell, CoverageArea, CoverageDomain, DomainRow, SUPPLY_LEVEL, Supply},
    nodes::Node,
};
use crate::{
    db::{StoreError, StoreResult, Tx, in_25},
    label::Label,
    text::Text2,
    values,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Firms named as the strongest of an area.
const MOST_NAMED: usize = 3;
/// In place of a sector's slug: the whole alliance.
const ALL: &str = "";

/// Notes the member firms that claim something.
macro_rules! claiming_firms {
    () => {
        "INSERT INTO firm_supply (company_id) SELECT f.id FROM company f WHERE f.state = 'confirmed' \
        AND EXISTS (SELECT 1 FROM capability c WHERE c.company_id = f.id)"
    };
}

const LOCK: &str = "SELECT slug FROM technology WHERE slug = $1 FOR NO KEY UPDATE";

/// Counts the members of a sector that claim what a row of its demand asks for.
macro_rules! firms_that_meet {
    () => {
        "SELECT COUNT(DISTINCT c.company_id) FROM capability c JOIN company f ON f.id = c.company_id \
        AND f.state = 'confirmed' JOIN company_sector s ON s.company_id = f.id AND s.sector = sector_demand.sector \
        WHERE c.technology = sector_demand.technology"
    };
}

/// A firm in an area.
#[derive(sqlx::FromRow)]
struct FirmInArea {
    name_ko: String,
    name_en: String,
    sectors: String,
    best: i64,
    claims: i64,
    confirmed: i64,
}

#[derive(Default)]
struct Counted {
    firms: i64,
    verified: i64,
    high: i64,
    claims: i64,
    confirmed: i64,
    /// Korean and English names; not `Text2`, which is written for one reader.
    best: Vec<(String, String)>,
}

impl Counted {
    fn add(&mut self, firm: &FirmInArea) {
        self.firms += 1;
        self.verified += i64::from(firm.best > 0);
        self.high += i64::from(firm.best >= SUPPLY_LEVEL);
        self.claims += firm.claims;
        self.confirmed += firm.confirmed;
        if firm.best > 0 && self.best.len() < MOST_NAMED {
            self.best.push((firm.name_ko.clone(), firm.name_en.clone()));
        }
    }
}

/// Counts anew what a firm changed: itself and the areas of these technologies. Call it in the transaction that changed
/// the firm's capabilities in them.
pub async fn recount(tx: &mut Tx, company: i64, technologies: &[String]) -> StoreResult<()> {
    const LOCK: &str = "SELECT id FROM company WHERE id = $1 FOR NO KEY UPDATE";
    tx.lock(LOCK, values![company]).await?;
    tx.run("DELETE FROM firm_supply WHERE company_id = $1", values![company]).await?;
    tx.run(concat!(claiming_firms!(), " AND f.id = $1"), values![company]).await?;
    recount_areas(tx, technologies).await
}

/// The areas of technologies in the one order in which areas are locked, so that nobody waits for each other.
fn areas_of<'a>(map: &'a super::Map, technologies: &[String]) -> BTreeSet<&'a str> {
    technologies.iter().filter_map(|t| map.parent(t)).map(|area| area.label.slug.as_str()).collect()
}

/// Locks the areas of these technologies: whoever writes what is counted in them locks them first.
pub async fn lock_areas(tx: &mut Tx, technologies: &[String]) -> StoreResult<()> {
    let map = super::map(tx).await?;
    for area in areas_of(&map, technologies) {
        tx.lock(LOCK, values![area]).await?;
    }
    Ok(())
}

/// Counts the areas of these technologies and their domains anew.
pub async fn recount_areas(tx: &mut Tx, technologies: &[String]) -> StoreResult<()> {
    let map = super::map(tx).await?;
    recount_these(tx, &map, areas_of(&map, technologies)).await
}

/// Every area is locked before the first domain.
async fn recount_these(tx: &mut Tx, map: &super::Map, areas: BTreeSet<&str>) -> StoreResult<()> {
    tx.touch_claims();
    for area in &areas {
        recount_area(tx, area).await?;
    }
    let domains = areas.iter().filter_map(|area| map.parent(area));
    for domain in domains.map(|domain| domain.label.slug.as_str()).collect::<BTreeSet<_>>() {
        recount_domain(tx, domain).await?;
    }
    Ok(())
}

async fn recount_domain(tx: &mut Tx, domain: &str) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO domain_supply (domain, firms, verified, claims) SELECT a.parent, \
        COUNT(DISTINCT c.company_id), COUNT(DISTINCT CASE WHEN c.verified_level IS NOT NULL THEN c.company_id END), \
        COUNT(*) FROM technology a JOIN technology t ON t.parent = a.slug JOIN capability c ON c.technology = t.slug \
        JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' WHERE a.parent = $1 GROUP BY a.parent";
    tx.lock(LOCK, values![domain]).await?;
    tx.run("DELETE FROM domain_supply WHERE domain = $1", values![domain]).await?;
    tx.run(INSERT, values![domain]).await?;
    Ok(())
}

/// Counts everything anew: after many capabilities were written at once.
pub async fn recount_all(tx: &mut Tx) -> StoreResult<()> {
    let map = super::map(tx).await?;
    recount_these(tx, &map, map.areas().collect()).await?;
    tx.run("DELETE FROM firm_supply", values![]).await?;
    tx.run(concat!(claiming_firms!(), " ON CONFLICT (company_id) DO NOTHING"), values![]).await?;
    Ok(())
}

/// Counts a firm and the areas it is in anew: after the firm joined, left, or changed its name or sectors.
pub async fn recount_firm(tx: &mut Tx, company: i64) -> StoreResult<()> {
    let technologies = super::known(tx, company).await?;
    recount(tx, company, &technologies).await
}

/// The same for many firms at once.
pub async fn recount_firms(tx: &mut Tx, companies: &[i64]) -> StoreResult<()> {
    const FORGET: &str = concat!("DELETE FROM firm_supply WHERE company_id IN ", crate::in_25!());
    const COUNT: &str = concat!(claiming_firms!(), " AND f.id IN ", crate::in_25!());
    const KNOWN: &str = concat!("SELECT DISTINCT technology FROM capability WHERE company_id IN ", crate::in_25!());
    let mut technologies = BTreeSet::new();
    for some in in_25(companies) {
        tx.run(FORGET, &some).await?;
        tx.run(COUNT, &some).await?;
        technologies.extend(tx.all::<(String,)>(KNOWN, &some).await?.into_iter().map(|row| row.0));
    }
    recount_areas(tx, &Vec::from_iter(technologies)).await
}

async fn recount_area(tx: &mut Tx, area: &str) -> StoreResult<()> {
    const FIRMS: &str = "SELECT f.name_ko, f.name_en, COALESCE((SELECT string_agg(s.sector, ',') FROM company_sector s \
        WHERE s.company_id = f.id), '') AS sectors, x.best, x.claims, x.confirmed FROM (SELECT c.company_id, \
        MAX(COALESCE(c.verified_level, 0)) AS best, COUNT(*) AS claims, COUNT(c.verified_level) AS confirmed \
        FROM technology t JOIN capability c ON c.technology = t.slug WHERE t.parent = $1 GROUP BY c.company_id) x \
        JOIN company f ON f.id = x.company_id AND f.state = 'confirmed' ORDER BY x.best DESC, x.confirmed DESC, f.id";
    const INSERT: &str = "INSERT INTO area_supply (area, sector, firms, verified, high, claims, confirmed, best) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    const FORGET: &str = "DELETE FROM technology_supply \
        WHERE technology IN (SELECT t.slug FROM technology t WHERE t.parent = $1)";
    const TECHNOLOGIES: &str = "INSERT INTO technology_supply (technology, firms, verified, claims) \
        SELECT c.technology, COUNT(DISTINCT c.company_id), \
        COUNT(DISTINCT CASE WHEN c.verified_level IS NOT NULL THEN c.company_id END), COUNT(*) FROM technology t \
        JOIN capability c ON c.technology = t.slug JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' \
        WHERE t.parent = $1 GROUP BY c.technology";
    const DEMAND: &str = concat!(
        "UPDATE sector_demand SET firms = (",
        firms_that_meet!(),
        "), high = (",
        firms_that_meet!(),
        " AND c.verified_level >= $2) WHERE technology IN (SELECT t.slug FROM technology t WHERE t.parent = $1)"
    );
    tx.lock(LOCK, values![area]).await?;
    let firms: Vec<FirmInArea> = tx.all(FIRMS, values![area]).await?;
    let mut by_sector: BTreeMap<&str, Counted> = BTreeMap::new();
    for firm in &firms {
        for sector in firm.sectors.split(',').filter(|s| !s.is_empty()).chain([ALL]) {
            by_sector.entry(sector).or_default().add(firm);
        }
    }
    tx.run("DELETE FROM area_supply WHERE area = $1", values![area]).await?;
    tx.run(FORGET, values![area]).await?;
    tx.run(TECHNOLOGIES, values![area]).await?;
    tx.run(DEMAND, values![area, SUPPLY_LEVEL]).await?;
    for (sector, c) in by_sector {
        let best = serde_json::to_string(&c.best).map_err(|e| StoreError::Broken(e.to_string()))?;
        tx.run(INSERT, values![area, sector, c.firms, c.verified, c.high, c.claims, c.confirmed, best]).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct AreaRow {
    area: String,
    firms: i64,
    verified: i64,
    high: i64,
    best: String,
}

/// The heat grid: every area with its numbers and strongest firms, for the firms of a sector or (empty) of all.
pub async fn areas(tx: &mut Tx, sector: &str) -> StoreResult<Vec<DomainRow>> {
    const SELECT: &str = "SELECT area, firms, verified, high, best FROM area_supply WHERE sector = $1";
    let rows: Vec<AreaRow> = tx.all(SELECT, values![sector]).await?;
    let mut rows: HashMap<String, AreaRow> = rows.into_iter().map(|row| (row.area.clone(), row)).collect();
    let cell = |area: &Node| {
        let Label { slug, name } = area.label.clone();
        let Some(row) = rows.remove(&slug) else { return AreaCell { slug, name, ..AreaCell::default() } };
        AreaCell {
            slug,
            name,
            firms: row.firms,
            verified: row.verified,
            verified_high: row.high,
            best: names(&row.best),
        }
    };
    let domains = super::map(tx).await?.by_domain(cell);
    Ok(domains.into_iter().map(|(Label { slug, name }, areas)| DomainRow { slug, name, areas }).collect())
}

fn names(json: &str) -> Vec<Text2> {
    let names: Vec<(String, String)> = serde_json::from_str(json).unwrap_or_default();
    names.into_iter().map(|(ko, en)| Text2::new(ko, en)).collect()
}

/// How many firms claim something, and how many capabilities are claimed and confirmed.
pub async fn totals(tx: &mut Tx) -> StoreResult<(i64, i64, i64)> {
    const SELECT: &str = "SELECT (SELECT COUNT(*) FROM firm_supply), CAST(COALESCE(SUM(claims), 0) AS BIGINT), \
        CAST(COALESCE(SUM(confirmed), 0) AS BIGINT) FROM area_supply WHERE sector = ''";
    tx.one(SELECT, values![]).await
}

/// Every area of the map with its supply in each of these sectors.
pub async fn coverage(tx: &mut Tx, sectors: &[Label]) -> StoreResult<Vec<CoverageDomain>> {
    const SELECT: &str = "SELECT sector, area, firms, high FROM area_supply WHERE sector <> ''";
    let rows: Vec<(String, String, i64, i64)> = tx.all(SELECT, values![]).await?;
    let supply: HashMap<(&str, &str), Supply> = rows
        .iter()
        .map(|(sector, area, firms, proven)| ((sector.as_str(), area.as_str()), Supply(*firms, *proven)))
        .collect();
    let area = |node: &Node| {
        let Label { slug, name } = node.label.clone();
        let of = |sector: &Label| supply.get(&(sector.slug.as_str(), slug.as_str())).copied().unwrap_or_default();
        CoverageArea { supply: sectors.iter().map(of).collect(), slug, name }
    };
    let domains = super::map(tx).await?.by_domain(area);
    Ok(domains.into_iter().map(|(Label { slug, name }, areas)| CoverageDomain { slug, name, areas }).collect())
}
