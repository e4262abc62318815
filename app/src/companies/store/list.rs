//! The directory: pages of firms with their types and sectors, and what each filter would show.

use super::super::model::{CompanyQuery, CompanyRow};
use crate::{
    db::{StoreResult, Tx, in_25},
    label::{Facet, Label},
    markdown, search,
    text::Text2,
    ui::{PAGE_ROWS, rows_before},
    values,
};
use std::collections::HashMap;

/// The firm types and sectors of a firm.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    pub types: Vec<Label>,
    pub sectors: Vec<Label>,
}

#[derive(sqlx::FromRow)]
struct ListRow {
    company_id: i64,
    is_type: bool,
    slug: String,
    name_ko: String,
    name_en: String,
}

/// The firm types and sectors of firms, by firm.
pub(super) async fn lists(tx: &mut Tx, ids: &[i64]) -> StoreResult<HashMap<i64, Lists>> {
    const SELECT: &str = concat!(
        "SELECT l.company_id, TRUE AS is_type, t.position, t.slug, t.name_ko, t.name_en \
        FROM company_type l JOIN firm_type t ON t.slug = l.type WHERE l.company_id IN ",
        crate::in_25!(),
        " UNION ALL SELECT l.company_id, FALSE AS is_type, s.position, s.slug, s.name_ko, s.name_en \
        FROM company_sector l JOIN sector s ON s.slug = l.sector WHERE l.company_id IN ",
        crate::in_25!(),
        " ORDER BY 1, 2, 3, 4"
    );
    let mut by_firm: HashMap<i64, Lists> = HashMap::new();
    for some in in_25(ids) {
        for row in tx.all::<ListRow>(SELECT, &some).await? {
            let of = by_firm.entry(row.company_id).or_default();
            let list = if row.is_type { &mut of.types } else { &mut of.sectors };
            list.push(Label::new(row.slug, row.name_ko, row.name_en));
        }
    }
    Ok(by_firm)
}

/// The firm types and sectors of one firm.
pub async fn lists_of(tx: &mut Tx, id: i64) -> StoreResult<Lists> {
    Ok(lists(tx, &[id]).await?.remove(&id).unwrap_or_default())
}

#[derive(sqlx::FromRow)]
struct RowOfList {
    id: i64,
    slug: String,
    name_ko: String,
    name_en: String,
    region_ko: String,
    region_en: String,
    summary_ko: String,
    summary_en: String,
    total: i64,
}

/// One page of confirmed firms and how many there are in all.
pub async fn list(tx: &mut Tx, query: &CompanyQuery) -> StoreResult<(Vec<CompanyRow>, i64)> {
    // Which firms comes first: counting would carry every text along.
    const SELECT: &str = "SELECT c.id, c.slug, c.name_ko, c.name_en, r.name_ko AS region_ko, r.name_en AS region_en, \
        c.summary_ko, c.summary_en, p.total FROM (SELECT c.id, COUNT(*) OVER () AS total FROM company c \
        WHERE c.state = 'confirmed' AND ($1 = '' OR c.sort_key LIKE $2) \
        AND ($3 = '' OR EXISTS (SELECT 1 FROM company_type t WHERE t.company_id = c.id AND t.type = $3)) \
        AND ($4 = '' OR EXISTS (SELECT 1 FROM company_sector s WHERE s.company_id = c.id AND s.sector = $4)) \
        AND ($5 = '' OR c.region = $5) ORDER BY c.sort_key, c.id LIMIT $6 OFFSET $7) p \
        JOIN company c ON c.id = p.id JOIN region r ON r.slug = c.region ORDER BY c.sort_key, c.id";
    let mut values = filter_values(query);
    values.extend([PAGE_ROWS.into(), rows_before(query.page).into()]);
    let found = tx.all(SELECT, &values).await?;
    rows(tx, found).await
}

/// The firms that joined last, and how many there are in all.
pub async fn newest(tx: &mut Tx, most: i64) -> StoreResult<(Vec<CompanyRow>, i64)> {
    const SELECT: &str = "SELECT c.id, c.slug, c.name_ko, c.name_en, r.name_ko AS region_ko, r.name_en AS region_en, \
        c.summary_ko, c.summary_en, COUNT(*) OVER () AS total FROM company c JOIN region r ON r.slug = c.region WHERE c.state = 'confirmed' ORDER BY c.confirmed_ms DESC, c.id DESC LIMIT $1";
    let found = tx.all(SELECT, values![most]).await?;
    rows(tx, found).await
}

async fn rows(tx: &mut Tx, found: Vec<RowOfList>) -> StoreResult<(Vec<CompanyRow>, i64)> {
    let total = found.first().map_or(0, |row| row.total);
    let ids: Vec<_> = found.iter().map(|row| row.id).collect();
    let mut lists = lists(tx, &ids).await?;
    let rows = found.into_iter().map(|row| {
        let of = lists.remove(&row.id).unwrap_or_default();
        CompanyRow {
            about: markdown::about(&row.summary_ko, &row.summary_en),
            name: Text2::new(row.name_ko, row.name_en),
            types: of.types,
            sectors: of.sectors,
            region: Text2::new(row.region_ko, row.region_en),
            slug: row.slug,
        }
    });
    Ok((rows.collect(), total))
}

fn filter_values(query: &CompanyQuery) -> Vec<crate::db::Value> {
    let folded = search::fold(&query.q);
    let pattern = format!("%{folded}%");
    vec![folded.into(), pattern.into(), (&query.firm_type).into(), (&query.sector).into(), (&query.region).into()]
}

#[derive(sqlx::FromRow)]
struct FacetRow {
    slug: String,
    name_ko: String,
    name_en: String,
    firms: i64,
}

fn facets(rows: Vec<FacetRow>) -> Vec<Facet> {
    let facet = |row: FacetRow| Facet { label: Label::new(row.slug, row.name_ko, row.name_en), count: row.firms };
    rows.into_iter().map(facet).collect()
}

#[derive(sqlx::FromRow)]
struct FacetOfGroup {
    facet_group: i64,
    #[sqlx(flatten)]
    row: FacetRow,
}

/// How many firms each filter value would show, the other filters staying as they are: types, sectors, regions.
pub async fn list_facets(tx: &mut Tx, query: &CompanyQuery) -> StoreResult<[Vec<Facet>; 3]> {
    const SELECT: &str = "SELECT CAST(0 AS BIGINT) AS facet_group, f.position, f.slug, f.name_ko, f.name_en, \
        COUNT(c.id) AS firms FROM firm_type f \
        LEFT JOIN company_type t ON t.type = f.slug LEFT JOIN company c ON c.id = t.company_id AND c.state = 'confirmed' \
        AND ($1 = '' OR c.sort_key LIKE $2) \
        AND ($4 = '' OR EXISTS (SELECT 1 FROM company_sector s WHERE s.company_id = c.id AND s.sector = $4)) \
        AND ($5 = '' OR c.region = $5) GROUP BY f.slug, f.name_ko, f.name_en, f.position \
        UNION ALL SELECT CAST(1 AS BIGINT), f.position, f.slug, f.name_ko, f.name_en, COUNT(c.id) FROM sector f \
        LEFT JOIN company_sector t ON t.sector = f.slug LEFT JOIN company c ON c.id = t.company_id AND c.state = 'confirmed' \
        AND ($1 = '' OR c.sort_key LIKE $2) \
        AND ($3 = '' OR EXISTS (SELECT 1 FROM company_type s WHERE s.company_id = c.id AND s.type = $3)) \
        AND ($5 = '' OR c.region = $5) GROUP BY f.slug, f.name_ko, f.name_en, f.position \
        UNION ALL SELECT CAST(2 AS BIGINT), f.position, f.slug, f.name_ko, f.name_en, COUNT(c.id) FROM region f \
        LEFT JOIN company c ON c.region = f.slug AND c.state = 'confirmed' AND ($1 = '' OR c.sort_key LIKE $2) \
        AND ($3 = '' OR EXISTS (SELECT 1 FROM company_type s WHERE s.company_id = c.id AND s.type = $3)) \
        AND ($4 = '' OR EXISTS (SELECT 1 FROM company_sector s WHERE s.company_id = c.id AND s.sector = $4)) \
        GROUP BY f.slug, f.name_ko, f.name_en, f.position ORDER BY 1, 2, 3";
    let found: Vec<FacetOfGroup> = tx.all(SELECT, &filter_values(query)).await?;
    let mut groups = [Vec::new(), Vec::new(), Vec::new()];
    for FacetOfGroup { facet_group, row } in found {
        if let Some(group) = usize::try_from(facet_group).ok().and_then(|i| groups.get_mut(i)) {
            group.push(row);
        }
    }
    Ok(groups.map(facets))
}

/// How many confirmed firms each sector has.
pub async fn count_by_sector(tx: &mut Tx) -> StoreResult<HashMap<String, i64>> {
    const SELECT: &str = "SELECT s.sector, COUNT(*) FROM company_sector s JOIN company c ON c.id = s.company_id \
        AND c.state = 'confirmed' GROUP BY s.sector";
    Ok(tx.all::<(String, i64)>(SELECT, values![]).await?.into_iter().collect())
}

/// How many confirmed firms of each type a sector has, in the order of the types.
pub async fn count_by_type(tx: &mut Tx, sector: &str) -> StoreResult<Vec<Facet>> {
    const SELECT: &str = "SELECT f.slug, f.name_ko, f.name_en, COUNT(c.id) AS firms FROM firm_type f \
        JOIN company_type t ON t.type = f.slug JOIN company c ON c.id = t.company_id AND c.state = 'confirmed' \
        JOIN company_sector s ON s.company_id = c.id AND s.sector = $1 \
        GROUP BY f.slug, f.name_ko, f.name_en, f.position ORDER BY f.position, f.slug";
    Ok(facets(tx.all(SELECT, values![sector]).await?))
}

/// How many firms became members since an instant.
pub async fn joined_since(tx: &mut Tx, since: crate::time::UnixMillis) -> StoreResult<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM company WHERE state = 'confirmed' AND confirmed_ms >= $1";
    tx.number(COUNT, values![since]).await
}

/// The confirmed firms of a sector that joined last.
pub async fn newest_of(tx: &mut Tx, sector: &str, most: i64) -> StoreResult<Vec<CompanyRow>> {
    const SELECT: &str = "SELECT c.id, c.slug, c.name_ko, c.name_en, r.name_ko AS region_ko, r.name_en AS region_en, \
        c.summary_ko, c.summary_en, COUNT(*) OVER () AS total FROM company c JOIN region r ON r.slug = c.region \
        WHERE c.state = 'confirmed' AND EXISTS (SELECT 1 FROM company_sector s WHERE s.company_id = c.id AND s.sector = $1) \
        ORDER BY c.confirmed_ms DESC, c.id DESC LIMIT $2";
    let found = tx.all(SELECT, values![sector, most]).await?;
    Ok(rows(tx, found).await?.0)
}
