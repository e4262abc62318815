//! Member firms as open data.

use super::super::open::{OpenCompany, OpenCompanyQuery};
use crate::{
    db::{StoreResult, Tx},
    open::Window,
    text::Text2,
    time::UnixMillis,
    values,
};

#[derive(sqlx::FromRow)]
struct OpenRow {
    slug: String,
    name_ko: String,
    name_en: String,
    region: String,
    size: String,
    website: String,
    logo: String,
    summary_ko: String,
    summary_en: String,
    confirmed_ms: Option<i64>,
    types: String,
    sectors: String,
}

/// The firms of a page, and one more where there is one.
pub async fn companies(
    tx: &mut Tx,
    base_url: &str,
    query: &OpenCompanyQuery,
    window: &Window,
) -> StoreResult<Vec<OpenCompany>> {
    const SELECT: &str = concat!(
        "SELECT c.slug, c.name_ko, c.name_en, c.region, c.size, c.website, c.logo, c.summary_ko, c.summary_en, c.confirmed_ms, ",
        types_and_sectors!(),
        " FROM company c WHERE c.state = 'confirmed' AND c.slug > $1 \
        AND ($2 = '' OR EXISTS (SELECT 1 FROM company_type t WHERE t.company_id = c.id AND t.type = $2)) \
        AND ($3 = '' OR EXISTS (SELECT 1 FROM company_sector s WHERE s.company_id = c.id AND s.sector = $3)) \
        AND ($4 = '' OR c.region = $4) ORDER BY c.slug LIMIT CAST($5 AS BIGINT)"
    );
    let filters = values![&window.after, &query.firm_type, &query.sector, &query.region, window.ask()];
    let rows: Vec<OpenRow> = tx.all(SELECT, filters).await?;
    let names = super::names(tx).await?;
    let slugs = |labels: Vec<crate::label::Label>| labels.into_iter().map(|l| l.slug).collect();
    let open = rows.into_iter().map(|row| OpenCompany {
        url: format!("{base_url}/companies/{}", row.slug),
        slug: row.slug,
        name: Text2::new(row.name_ko, row.name_en),
        types: slugs(names.types(&row.types)),
        sectors: slugs(names.sectors(&row.sectors)),
        region: row.region,
        size: row.size,
        website: Some(row.website).filter(|w| !w.is_empty()),
        logo: (!row.logo.is_empty()).then(|| format!("{base_url}/logos/{}.png", row.logo)),
        summary: Text2::new(row.summary_ko, row.summary_en),
        member_since: row.confirmed_ms.map(|at| UnixMillis(at).iso_day()),
    });
    Ok(open.collect())
}
