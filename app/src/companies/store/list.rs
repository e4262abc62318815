//! The directory: pages of firms with their types and sectors, and what each filter would show.

use super::{
    super::model::{CompanyQuery, CompanyRow},
    FirmKinds,
};
use crate::{
    db::{StoreResult, Tx, in_25},
    label::{Facet, Label},
    markdown, search,
    sectors::{self, Sectors},
    text::Text2,
    ui::{PAGE_ROWS, rows_before},
    values,
};
use std::{collections::HashMap, sync::Arc};

/// The names of what firms are, where, and in which sectors.
pub struct Names {
    kinds: Arc<FirmKinds>,
    sectors: Arc<Sectors>,
}

/// The names for the slugs of firms.
pub async fn names(tx: &mut Tx) -> StoreResult<Names> {
    Ok(Names { kinds: super::kinds(tx).await?, sectors: sectors::known(tx).await? })
}

impl Names {
    /// The firm types that a column lists.
    pub fn types(&self, listed: &str) -> Vec<Label> {
        self.kinds.types.listed(listed)
    }

    /// The sectors that a column lists.
    pub fn sectors(&self, listed: &str) -> Vec<Label> {
        self.sectors.labels.listed(listed)
    }

    pub fn region(&self, slug: &str) -> Text2 {
        self.kinds.regions.name(slug)
    }
}

#[derive(sqlx::FromRow)]
struct RowOfList {
    id: i64,
    slug: String,
    name_ko: String,
    name_en: String,
    region: String,
    summary_ko: String,
    summary_en: String,
    types: String,
    sectors: String,
    total: i64,
}

/// The beginning of every list of firms; which ones (`p.id`) follows: counting them would carry every text along.
macro_rules! rows_sql {
    () => {
        rows_sql!("COUNT(*) OVER ()")
    };
    ($total:literal) => {
        concat!(
            "SELECT c.id, c.slug, c.name_ko, c.name_en, c.region, c.summary_ko, c.summary_en, p.total, ",
            types_and_sectors!(),
            " FROM (SELECT c.id, ",
            $total,
            " AS total FROM company c WHERE c.state = 'confirmed' "
        )
    };
}

/// One page of confirmed firms and how many there are in all.
pub async fn list(tx: &mut Tx, query: &CompanyQuery) -> StoreResult<(Vec<CompanyRow>, i64)> {
    const SELECT: &str = concat!(
        rows_sql!(),
        "AND ($1 = '' OR c.sort_key LIKE $2) \
        AND ($3 = '' OR EXISTS (SELECT 1 FROM company_type t WHERE t.company_id = c.id AND t.type = $3)) \
        AND ($4 = '' OR EXISTS (SELECT 1 FROM company_sector s WHERE s.company_id = c.id AND s.sector = $4)) \
        AND ($5 = '' OR c.region = $5) ORDER BY c.sort_key, c.id LIMIT CAST($6 AS BIGINT) OFFSET $7) p \
        JOIN company c ON c.id = p.id ORDER BY c.sort_key, c.id"
    );
    let mut values = filter_values(query);
    values.extend([PAGE_ROWS.into(), rows_before(query.page).into()]);
    let found = tx.all(SELECT, &values).await?;
    rows(tx, found).await
}

/// The firms that joined last, and how many there are in all.
pub async fn newest(tx: &mut Tx, most: i64) -> StoreResult<(Vec<CompanyRow>, i64)> {
    const SELECT: &str = concat!(
        rows_sql!("(SELECT COUNT(*) FROM company WHERE state = 'confirmed')"),
        "ORDER BY c.confirmed_ms DESC, c.id DESC LIMIT CAST($1 AS BIGINT)) p JOIN company c ON c.id = p.id \
        ORDER BY c.confirmed_ms DESC, c.id DESC"
    );
    let found = tx.all(SELECT, values![most]).await?;
    rows(tx, found).await
}

/// Confirmed firms whose name holds these words, for pickers.
pub async fn named(tx: &mut Tx, words: &str, most: i64) -> StoreResult<Vec<Label>> {
    const SELECT: &str = "SELECT slug, name_ko, name_en FROM company WHERE state = 'confirmed' AND sort_key LIKE $1 \
        ORDER BY sort_key, id LIMIT CAST($2 AS BIGINT)";
    let found: Vec<(String, String, String)> = tx.all(SELECT, values![pattern(words), most]).await?;
    Ok(found.into_iter().map(|(slug, ko, en)| Label::new(slug, ko, en)).collect())
}

/// What a sort key is like that holds these words.
fn pattern(words: &str) -> String {
    format!("%{}%", search::fold(words))
}

async fn rows(tx: &mut Tx, found: Vec<RowOfList>) -> StoreResult<(Vec<CompanyRow>, i64)> {
    let total = found.first().map_or(0, |row| row.total);
    let names = names(tx).await?;
    Ok((found.into_iter().map(|row| row.view(&names)).collect(), total))
}

impl RowOfList {
    fn view(self, names: &Names) -> CompanyRow {
        CompanyRow {
            about: markdown::about(&self.summary_ko, &self.summary_en),
            name: Text2::new(self.name_ko, self.name_en),
            types: names.types(&self.types),
            sectors: names.sectors(&self.sectors),
            region: names.region(&self.region),
            slug: self.slug,
        }
    }
}

/// Confirmed firms by their slugs and in the order of these, each with its id; those that are none are left out.
pub async fn by_slugs(tx: &mut Tx, slugs: &[String]) -> StoreResult<Vec<(i64, CompanyRow)>> {
    const SELECT: &str =
        concat!(rows_sql!(), "AND c.slug IN ", crate::in_25!(), ") p JOIN company c ON c.id = p.id ORDER BY c.id");
    let mut found = Vec::new();
    for some in in_25(slugs) {
        found.extend(tx.all::<RowOfList>(SELECT, &some).await?);
    }
    let names = names(tx).await?;
    found.sort_by_key(|row| slugs.iter().position(|slug| *slug == row.slug));
    Ok(found.into_iter().map(|row| (row.id, row.view(&names))).collect())
}

fn filter_values(query: &CompanyQuery) -> Vec<crate::db::Value> {
    vec![
        search::fold(&query.q).into(),
        pattern(&query.q).into(),
        (&query.firm_type).into(),
        (&query.sector).into(),
        (&query.region).into(),
    ]
}

/// How many firms each filter value would show, the other filters staying as they are: types, sectors, regions.
pub async fn list_facets(tx: &mut Tx, query: &CompanyQuery) -> StoreResult<[Vec<Facet>; 3]> {
    const SELECT: &str = "SELECT CAST(0 AS BIGINT) AS facet, t.type AS slug, COUNT(*) AS firms FROM company c \
        JOIN company_type t ON t.company_id = c.id WHERE c.state = 'confirmed' AND ($1 = '' OR c.sort_key LIKE $2) \
        AND ($4 = '' OR EXISTS (SELECT 1 FROM company_sector s WHERE s.company_id = c.id AND s.sector = $4)) \
        AND ($5 = '' OR c.region = $5) GROUP BY t.type \
        UNION ALL SELECT CAST(1 AS BIGINT), t.sector, COUNT(*) FROM company c \
        JOIN company_sector t ON t.company_id = c.id WHERE c.state = 'confirmed' AND ($1 = '' OR c.sort_key LIKE $2) \
        AND ($3 = '' OR EXISTS (SELECT 1 FROM company_type s WHERE s.company_id = c.id AND s.type = $3)) \
        AND ($5 = '' OR c.region = $5) GROUP BY t.sector \
        UNION ALL SELECT CAST(2 AS BIGINT), c.region, COUNT(*) FROM company c \
        WHERE c.state = 'confirmed' AND ($1 = '' OR c.sort_key LIKE $2) \
        AND ($3 = '' OR EXISTS (SELECT 1 FROM company_type s WHERE s.company_id = c.id AND s.type = $3)) \
        AND ($4 = '' OR EXISTS (SELECT 1 FROM company_sector s WHERE s.company_id = c.id AND s.sector = $4)) \
        GROUP BY c.region";
    let mut counts = [Vec::new(), Vec::new(), Vec::new()];
    for (facet, slug, firms) in tx.all::<(i64, String, i64)>(SELECT, &filter_values(query)).await? {
        if let Some(group) = usize::try_from(facet).ok().and_then(|i| counts.get_mut(i)) {
            group.push((slug, firms));
        }
    }
    let Names { kinds, sectors } = names(tx).await?;
    let [types, in_sectors, regions] = counts;
    Ok([kinds.types.counted(&types), sectors.labels.counted(&in_sectors), kinds.regions.counted(&regions)])
}

/// How many confirmed firms each sector has.
pub async fn count_by_sector(tx: &mut Tx) -> StoreResult<HashMap<String, i64>> {
    const SELECT: &str = "SELECT s.sector, COUNT(*) FROM company_sector s JOIN company c ON c.id = s.company_id \
        AND c.state = 'confirmed' GROUP BY s.sector";
    Ok(tx.all::<(String, i64)>(SELECT, values![]).await?.into_iter().collect())
}

/// How many confirmed firms of each type a sector has, in the order of the types.
pub async fn count_by_type(tx: &mut Tx, sector: &str) -> StoreResult<Vec<Facet>> {
    const SELECT: &str = "SELECT t.type, COUNT(*) FROM company_sector s JOIN company c ON c.id = s.company_id \
        AND c.state = 'confirmed' JOIN company_type t ON t.company_id = c.id WHERE s.sector = $1 GROUP BY t.type";
    let counts: Vec<(String, i64)> = tx.all(SELECT, values![sector]).await?;
    let mut facets = super::kinds(tx).await?.types.counted(&counts);
    facets.retain(|facet| facet.count > 0);
    Ok(facets)
}

/// How many firms became members since an instant.
pub async fn joined_since(tx: &mut Tx, since: crate::time::UnixMillis) -> StoreResult<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM company WHERE state = 'confirmed' AND confirmed_ms >= $1";
    tx.number(COUNT, values![since]).await
}

/// The confirmed firms of a sector that joined last, and how many there are in all.
pub async fn newest_of(tx: &mut Tx, sector: &str, most: i64) -> StoreResult<(Vec<CompanyRow>, i64)> {
    const SELECT: &str = concat!(
        rows_sql!(),
        "AND EXISTS (SELECT 1 FROM company_sector s WHERE s.company_id = c.id AND s.sector = $1) \
        ORDER BY c.confirmed_ms DESC, c.id DESC LIMIT CAST($2 AS BIGINT)) p JOIN company c ON c.id = p.id \
        ORDER BY c.confirmed_ms DESC, c.id DESC"
    );
    let found = tx.all(SELECT, values![sector, most]).await?;
    rows(tx, found).await
}
