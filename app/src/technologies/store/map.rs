//! The map itself: its nodes, their numbers, and who stands behind them.

use super::super::model::{AreaCell, DomainRow, MapArea, NodeCount, NodeLevel};
use crate::{
    db::{StoreError, StoreResult, Tx, in_25},
    label::Label,
    text::Text2,
    ui::{PAGE_ROWS, rows_before},
    values,
};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

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
    Ok(())
}

async fn insert(tx: &mut Tx, node: &BaseNode, level: &str, parent: Option<&str>, position: i64) -> StoreResult<u64> {
    const INSERT: &str = "INSERT INTO technology (slug, level, parent, position, name_ko, name_en, about_ko, about_en) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO NOTHING";
    let n = node;
    tx.run(INSERT, values![&n.slug, level, parent, position, &n.ko, &n.en, &n.about_ko, &n.about_en]).await
}

/// An area with its domain.
#[derive(sqlx::FromRow)]
pub(super) struct AreaRow {
    pub domain: String,
    pub domain_ko: String,
    pub domain_en: String,
    pub slug: String,
    pub name_ko: String,
    pub name_en: String,
}

/// Every area in the order of the map.
pub(super) async fn area_rows(tx: &mut Tx) -> StoreResult<Vec<AreaRow>> {
    const SELECT: &str = "SELECT d.slug AS domain, d.name_ko AS domain_ko, d.name_en AS domain_en, a.slug, a.name_ko, a.name_en \
        FROM technology d JOIN technology a ON a.parent = d.slug WHERE d.level = 'domain' \
        ORDER BY d.position, d.slug, a.position, a.slug";
    tx.all(SELECT, values![]).await
}

#[derive(sqlx::FromRow)]
struct AreaNumbers {
    area: String,
    firms: i64,
    verified: i64,
    high: i64,
}

/// The heat grid: every area with its numbers and strongest firms, for the firms of a sector or (empty) of all.
pub async fn areas(tx: &mut Tx, sector: &str) -> StoreResult<Vec<DomainRow>> {
    // One row a firm and area first, so that a firm with many technologies in an area counts once.
    const NUMBERS: &str = "SELECT x.area, COUNT(*) AS firms, COUNT(CASE WHEN x.best > 0 THEN 1 END) AS verified, \
        COUNT(CASE WHEN x.best >= 3 THEN 1 END) AS high FROM (SELECT t.parent AS area, c.company_id, \
        MAX(COALESCE(c.verified_level, 0)) AS best FROM capability c JOIN technology t ON t.slug = c.technology \
        JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' WHERE ($1 = '' OR EXISTS (SELECT 1 FROM \
        company_sector s WHERE s.company_id = c.company_id AND s.sector = $1)) GROUP BY t.parent, c.company_id) x \
        GROUP BY x.area";
    const BEST: &str = "SELECT y.area, y.name_ko, y.name_en FROM (SELECT t.parent AS area, f.name_ko, f.name_en, \
        ROW_NUMBER() OVER (PARTITION BY t.parent ORDER BY MAX(COALESCE(c.verified_level, 0)) DESC, COUNT(*) DESC, f.id) \
        AS place FROM capability c JOIN technology t ON t.slug = c.technology JOIN company f ON f.id = c.company_id \
        AND f.state = 'confirmed' WHERE c.verified_level IS NOT NULL AND ($1 = '' OR EXISTS (SELECT 1 FROM company_sector s \
        WHERE s.company_id = c.company_id AND s.sector = $1)) GROUP BY t.parent, f.id, f.name_ko, f.name_en) y \
        WHERE y.place <= 3 ORDER BY y.area, y.place";
    let numbers = tx.all::<AreaNumbers>(NUMBERS, values![sector]).await?;
    let mut numbers: HashMap<String, AreaNumbers> = numbers.into_iter().map(|n| (n.area.clone(), n)).collect();
    let mut best: HashMap<String, Vec<Text2>> = HashMap::new();
    for (area, ko, en) in tx.all::<(String, String, String)>(BEST, values![sector]).await? {
        best.entry(area).or_default().push(Text2::new(ko, en));
    }
    let mut domains: Vec<DomainRow> = Vec::new();
    for row in area_rows(tx).await? {
        let counted = numbers.remove(&row.slug);
        let cell = AreaCell {
            firms: counted.as_ref().map_or(0, |n| n.firms),
            verified: counted.as_ref().map_or(0, |n| n.verified),
            verified_high: counted.as_ref().map_or(0, |n| n.high),
            best: best.remove(&row.slug).unwrap_or_default(),
            slug: row.slug,
            name: Text2::new(row.name_ko, row.name_en),
        };
        match domains.last_mut().filter(|d| d.slug == row.domain) {
            Some(domain) => domain.areas.push(cell),
            None => domains.push(DomainRow {
                slug: row.domain,
                name: Text2::new(row.domain_ko, row.domain_en),
                areas: vec![cell],
            }),
        }
    }
    Ok(domains)
}

/// How many technologies there are, firms that claim one, capabilities that are claimed and that are confirmed.
pub async fn totals(tx: &mut Tx) -> StoreResult<(i64, i64, i64, i64)> {
    const SELECT: &str = "SELECT (SELECT COUNT(*) FROM technology WHERE level = 'technology') AS technologies, \
        COUNT(DISTINCT c.company_id) AS firms, COUNT(*) AS claimed, COUNT(c.verified_level) AS verified \
        FROM capability c JOIN company f ON f.id = c.company_id AND f.state = 'confirmed'";
    tx.one(SELECT, values![]).await
}

/// A node of the map.
#[derive(Clone, Debug)]
pub struct NodeRow {
    pub level: NodeLevel,
    pub parent: Option<String>,
    pub name: Text2,
    pub about: Text2,
}

/// The node with this address.
pub async fn node(tx: &mut Tx, slug: &str) -> StoreResult<NodeRow> {
    const SELECT: &str = "SELECT level, parent, name_ko, name_en, about_ko, about_en FROM technology WHERE slug = $1";
    let (level, parent, ko, en, about_ko, about_en): (String, Option<String>, String, String, String, String) =
        tx.one(SELECT, values![slug]).await?;
    let level = NodeLevel::of_code(&level);
    Ok(NodeRow { level, parent, name: Text2::new(ko, en), about: Text2::new(about_ko, about_en) })
}

/// What a node belongs to, the domain first.
pub async fn parents(tx: &mut Tx, of: &NodeRow) -> StoreResult<Vec<Label>> {
    const SELECT: &str = "SELECT p.slug, p.name_ko, p.name_en FROM technology p WHERE p.slug = $1 \
        OR p.slug = (SELECT m.parent FROM technology m WHERE m.slug = $1) ORDER BY CASE p.level WHEN 'domain' THEN 0 ELSE 1 END";
    let Some(parent) = &of.parent else { return Ok(Vec::new()) };
    let rows: Vec<(String, String, String)> = tx.all(SELECT, values![parent]).await?;
    Ok(rows.into_iter().map(Label::from).collect())
}

#[derive(sqlx::FromRow)]
struct CountRow {
    slug: String,
    name_ko: String,
    name_en: String,
    about_ko: String,
    about_en: String,
    firms: i64,
    verified: i64,
}

/// What belongs to a node, each with the firms that claim it and those that are confirmed.
pub async fn counts(tx: &mut Tx, parent: &str) -> StoreResult<Vec<NodeCount>> {
    const SELECT: &str = "SELECT n.slug, n.name_ko, n.name_en, n.about_ko, n.about_en, COUNT(DISTINCT f.id) AS firms, \
        COUNT(DISTINCT CASE WHEN c.verified_level IS NOT NULL THEN f.id END) AS verified FROM technology n \
        LEFT JOIN technology t ON t.slug = n.slug OR t.parent = n.slug LEFT JOIN capability c ON c.technology = t.slug \
        LEFT JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' WHERE n.parent = $1 \
        GROUP BY n.slug, n.name_ko, n.name_en, n.about_ko, n.about_en, n.position ORDER BY n.position, n.slug";
    let view = |row: CountRow| NodeCount {
        slug: row.slug,
        name: Text2::new(row.name_ko, row.name_en),
        about: Text2::new(row.about_ko, row.about_en),
        firms: row.firms,
        verified: row.verified,
    };
    Ok(tx.all::<CountRow>(SELECT, values![parent]).await?.into_iter().map(view).collect())
}

/// A capability on the page of a node.
#[derive(sqlx::FromRow)]
pub struct HolderRow {
    pub company_id: i64,
    pub technology: String,
    pub name_ko: String,
    pub name_en: String,
    pub activity: String,
    pub level: i64,
    pub verified_level: Option<i64>,
    pub open: bool,
    total: i64,
}

/// A page of the capabilities under a node, the best confirmed first, how many there are, and how many firms hold them,
/// all and confirmed.
pub async fn holders_page(tx: &mut Tx, node: &str, page: i64) -> StoreResult<(Vec<HolderRow>, i64, i64, i64)> {
    const SELECT: &str = "SELECT c.company_id, c.technology, t.name_ko, t.name_en, c.activity, c.level, c.verified_level, \
        c.open, COUNT(*) OVER () AS total FROM technology t JOIN capability c ON c.technology = t.slug \
        JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' LEFT JOIN technology a ON a.slug = t.parent \
        WHERE t.slug = $1 OR t.parent = $1 OR a.parent = $1 ORDER BY COALESCE(c.verified_level, 0) DESC, f.sort_key, c.id \
        LIMIT $2 OFFSET $3";
    const FIRMS: &str = "SELECT COUNT(DISTINCT c.company_id) AS firms, \
        COUNT(DISTINCT CASE WHEN c.verified_level IS NOT NULL THEN c.company_id END) AS verified \
        FROM technology t JOIN capability c ON c.technology = t.slug JOIN company f ON f.id = c.company_id \
        AND f.state = 'confirmed' LEFT JOIN technology a ON a.slug = t.parent \
        WHERE t.slug = $1 OR t.parent = $1 OR a.parent = $1";
    let offset = rows_before(page);
    let rows = tx.all::<HolderRow>(SELECT, values![node, PAGE_ROWS, offset]).await?;
    let total = rows.first().map_or(0, |r| r.total);
    let (firms, verified): (i64, i64) = tx.one(FIRMS, values![node]).await?;
    Ok((rows, total, firms, verified))
}

/// The names of nodes by their slug.
pub async fn labels(tx: &mut Tx, slugs: &[String]) -> StoreResult<HashMap<String, Text2>> {
    const SELECT: &str = concat!("SELECT slug, name_ko, name_en FROM technology WHERE slug IN ", crate::in_25!());
    let mut names = HashMap::new();
    for some in in_25(slugs) {
        let rows = tx.all::<(String, String, String)>(SELECT, &some).await?;
        names.extend(rows.into_iter().map(|(slug, ko, en)| (slug, Text2::new(ko, en))));
    }
    Ok(names)
}

#[derive(sqlx::FromRow)]
struct ChoiceRow {
    domain_ko: String,
    domain_en: String,
    area: String,
    area_ko: String,
    area_en: String,
    slug: String,
    name_ko: String,
    name_en: String,
}

/// The whole map for pickers: areas in order with their technologies.
pub async fn choices(tx: &mut Tx) -> StoreResult<Vec<MapArea>> {
    const SELECT: &str = "SELECT d.name_ko AS domain_ko, d.name_en AS domain_en, a.slug AS area, a.name_ko AS area_ko, \
        a.name_en AS area_en, t.slug, t.name_ko, t.name_en FROM technology t JOIN technology a ON a.slug = t.parent \
        JOIN technology d ON d.slug = a.parent WHERE t.level = 'technology' \
        ORDER BY d.position, d.slug, a.position, a.slug, t.position, t.slug";
    let mut map: Vec<MapArea> = Vec::new();
    for row in tx.all::<ChoiceRow>(SELECT, values![]).await? {
        let technology = Label::new(row.slug, row.name_ko, row.name_en);
        match map.last_mut().filter(|a| a.area.slug == row.area) {
            Some(area) => area.technologies.push(technology),
            None => map.push(MapArea {
                area: Label::new(row.area, row.area_ko, row.area_en),
                domain: Text2::new(row.domain_ko, row.domain_en),
                technologies: vec![technology],
            }),
        }
    }
    Ok(map)
}

/// Every area in the order of the map, with the slug of its domain.
pub async fn all_areas(tx: &mut Tx) -> StoreResult<Vec<(String, Label)>> {
    let rows = area_rows(tx).await?;
    Ok(rows.into_iter().map(|row| (row.domain, Label::new(row.slug, row.name_ko, row.name_en))).collect())
}

/// How many capabilities were confirmed since an instant.
pub async fn confirmed_since(tx: &mut Tx, since: crate::time::UnixMillis) -> StoreResult<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM capability c JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' \
        WHERE c.verified_ms >= $1";
    tx.number(COUNT, values![since]).await
}
