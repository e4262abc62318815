//! The map and capabilities as open data.

use super::super::{
    model::Sight,
    open::{OpenCapability, OpenCapabilityQuery, OpenTechnology, OpenTechnologyQuery},
};
use crate::{
    db::{StoreResult, Tx},
    open::Window,
    text::Text2,
    values,
};

#[derive(sqlx::FromRow)]
struct NodeRow {
    slug: String,
    level: String,
    parent: Option<String>,
    name_ko: String,
    name_en: String,
    about_ko: String,
    about_en: String,
    firms: i64,
    verified: i64,
}

/// The nodes of a page, and one more where there is one.
pub async fn nodes(
    tx: &mut Tx,
    base_url: &str,
    query: &OpenTechnologyQuery,
    window: &Window,
) -> StoreResult<Vec<OpenTechnology>> {
    const SELECT: &str = "SELECT n.slug, n.level, n.parent, n.name_ko, n.name_en, n.about_ko, n.about_en, \
        COUNT(DISTINCT f.id) AS firms, \
        COUNT(DISTINCT CASE WHEN c.verified_level IS NOT NULL THEN f.id END) AS verified \
        FROM (SELECT slug, level, parent, name_ko, name_en, about_ko, about_en FROM technology WHERE slug > $1 \
        AND ($2 = '' OR level = $2) AND ($3 = '' OR parent = $3) ORDER BY slug LIMIT CAST($4 AS BIGINT)) n \
        LEFT JOIN technology t ON t.slug = n.slug OR t.parent = n.slug \
        OR t.parent IN (SELECT a.slug FROM technology a WHERE a.parent = n.slug) \
        LEFT JOIN capability c ON c.technology = t.slug \
        LEFT JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' \
        GROUP BY n.slug, n.level, n.parent, n.name_ko, n.name_en, n.about_ko, n.about_en ORDER BY n.slug";
    let filters = values![&window.after, &query.level, &query.parent, window.ask()];
    let open = |row: NodeRow| OpenTechnology {
        url: format!("{base_url}/technologies/{}", row.slug),
        slug: row.slug,
        level: row.level,
        parent: row.parent,
        name: Text2::new(row.name_ko, row.name_en),
        about: Text2::new(row.about_ko, row.about_en),
        firms: row.firms,
        verified_firms: row.verified,
    };
    Ok(tx.all::<NodeRow>(SELECT, filters).await?.into_iter().map(open).collect())
}

#[derive(sqlx::FromRow)]
struct CapabilityRow {
    id: String,
    company: String,
    technology: String,
    activity: String,
    level: i64,
    verified_level: Option<i64>,
    open: bool,
}

/// The capabilities of a page, and one more where there is one, as a visitor may see them.
pub async fn capabilities(
    tx: &mut Tx,
    company: Option<i64>,
    query: &OpenCapabilityQuery,
    window: &Window,
) -> StoreResult<Vec<OpenCapability>> {
    const SELECT: &str = "SELECT c.ref AS id, f.slug AS company, c.technology, c.activity, c.level, c.verified_level, \
        c.open FROM capability c JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' \
        JOIN technology t ON t.slug = c.technology WHERE c.ref > $1 \
        AND (CAST($2 AS BIGINT) IS NULL OR c.company_id = $2) AND ($3 = '' OR c.technology = $3 OR t.parent = $3 \
        OR t.parent IN (SELECT a.slug FROM technology a WHERE a.parent = $3)) \
        AND ($4 = '' OR ($4 = 'true') = (c.verified_level IS NOT NULL)) ORDER BY c.ref LIMIT CAST($5 AS BIGINT)";
    let filters = values![&window.after, company, &query.technology, &query.confirmed, window.ask()];
    let open = |row: CapabilityRow| {
        let shown = Sight::Visitor.sees_level(row.open);
        OpenCapability {
            id: row.id,
            company: row.company,
            technology: row.technology,
            confirmed: row.verified_level.is_some(),
            activity: Some(row.activity).filter(|_| shown),
            level: Some(row.level).filter(|_| shown),
            verified_level: row.verified_level.filter(|_| shown),
        }
    };
    Ok(tx.all::<CapabilityRow>(SELECT, filters).await?.into_iter().map(open).collect())
}
