//! The directory: pages of firms with their types and sectors, and what each filter would show.

use super::{
    super::model::{CompanyQuery, CompanyRow},
    FirmKinds,
    roster::{By, roster},
};
use crate::{
    db::{StoreResult, Tx, in_25},
    happened::Happened,
    label::{Facet, Label, Labels},
    markdown, search,
    sectors::{self, Sectors},
    text::Text2,
    time::UnixMillis,
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

/// The beginning of every list of firms; which ones follows.
macro_rules! rows_sql {
    () => {
        concat!(
            "SELECT c.id, c.slug, c.name_ko, c.name_en, c.region, c.logo, c.summary_ko, c.summary_en, ",
            types_and_sectors!(),
            " FROM company c WHERE c.state = 'confirmed' AND "
        )
    };
}

#[derive(sqlx::FromRow)]
struct RowOfList {
    id: i64,
    slug: String,
    name_ko: String,
    name_en: String,
    region: String,
    logo: String,
    summary_ko: String,
    summary_en: String,
    types: String,
    sectors: String,
}

/// The firms with these ids, in this order.
async fn rows(tx: &mut Tx, ids: &[i64]) -> StoreResult<Vec<CompanyRow>> {
    const SELECT: &str = concat!(rows_sql!(), "c.id IN ", crate::in_25!());
    let mut found: Vec<RowOfList> = Vec::new();
    for some in in_25(ids) {
        found.extend(tx.all::<RowOfList>(SELECT, &some).await?);
    }
    found.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    let names = names(tx).await?;
    Ok(found.into_iter().map(|row| row.view(&names)).collect())
}

/// One page of confirmed firms and how many there are in all.
pub async fn list(tx: &mut Tx, query: &CompanyQuery) -> StoreResult<(Vec<CompanyRow>, i64)> {
    let (ids, total) = roster(tx).await?.page(query);
    Ok((rows(tx, &ids).await?, total))
}

/// The firms that joined last, of a sector or (empty) of all, and how many there are in all.
pub async fn newest(tx: &mut Tx, sector: &str, most: i64) -> StoreResult<(Vec<CompanyRow>, i64)> {
    let (ids, total) = roster(tx).await?.newest(sector, most);
    Ok((rows(tx, &ids).await?, total))
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

impl RowOfList {
    fn view(self, names: &Names) -> CompanyRow {
        CompanyRow {
            about: markdown::about_as_read(&self.summary_ko, &self.summary_en),
            name: Text2::new(self.name_ko, self.name_en),
            types: names.types(&self.types),
            sectors: names.sectors(&self.sectors),
            region: names.region(&self.region),
            logo: self.logo,
            slug: self.slug,
        }
    }
}

/// Confirmed firms by their slugs and in the order of these, each with its id; those that are none are left out.
pub async fn by_slugs(tx: &mut Tx, slugs: &[String]) -> StoreResult<Vec<(i64, CompanyRow)>> {
    const SELECT: &str = concat!(rows_sql!(), "c.slug IN ", crate::in_25!());
    let mut found = Vec::new();
    for some in in_25(slugs) {
        found.extend(tx.all::<RowOfList>(SELECT, &some).await?);
    }
    let names = names(tx).await?;
    found.sort_by_key(|row| slugs.iter().position(|slug| *slug == row.slug));
    Ok(found.into_iter().map(|row| (row.id, row.view(&names))).collect())
}

/// How many firms each filter value would show, the other filters staying as they are: types, sectors, fields of the
/// sector that is asked for, regions.
pub async fn list_facets(tx: &mut Tx, query: &CompanyQuery) -> StoreResult<[Vec<Facet>; 4]> {
    let roster = roster(tx).await?;
    let Names { kinds, sectors } = names(tx).await?;
    Ok([
        kinds.types.counted(&roster.counts(query, By::Type)),
        sectors.labels.counted(&roster.counts(query, By::Sector)),
        fields(&sectors, &query.sector).counted(&roster.counts(query, By::Field)),
        kinds.regions.counted(&roster.counts(query, By::Region)),
    ])
}

/// The fields of a sector as the directory is narrowed by them: `healthcare/imaging`.
fn fields(sectors: &Sectors, sector: &str) -> Labels {
    let field = |label: &Label| Label { slug: format!("{sector}/{}", label.slug), name: label.name.clone() };
    sectors.fields(sector).all().iter().map(field).collect::<Vec<_>>().into()
}

/// How many confirmed firms work in each field of a sector, fields without firms left out.
pub async fn count_by_field(tx: &mut Tx, sector: &str) -> StoreResult<Vec<Facet>> {
    let query = CompanyQuery { sector: sector.to_owned(), ..CompanyQuery::default() };
    let counts = roster(tx).await?.counts(&query, By::Field);
    let mut facets = fields(&*sectors::known(tx).await?, sector).counted(&counts);
    facets.retain(|facet| facet.count > 0);
    Ok(facets)
}

/// How many confirmed firms each sector has.
pub async fn count_by_sector(tx: &mut Tx) -> StoreResult<HashMap<String, i64>> {
    Ok(roster(tx).await?.counts(&CompanyQuery::default(), By::Sector).into_iter().collect())
}

/// How many confirmed firms of each type a sector has, in the order of the types.
pub async fn count_by_type(tx: &mut Tx, sector: &str) -> StoreResult<Vec<Facet>> {
    let query = CompanyQuery { sector: sector.to_owned(), ..CompanyQuery::default() };
    let counts = roster(tx).await?.counts(&query, By::Type);
    let mut facets = super::kinds(tx).await?.types.counted(&counts);
    facets.retain(|facet| facet.count > 0);
    Ok(facets)
}

/// What members are called, in the order of these ids; whoever is none is left out.
pub async fn labels(tx: &mut Tx, ids: &[i64]) -> StoreResult<Vec<Label>> {
    let roster = roster(tx).await?;
    Ok(ids.iter().filter_map(|id| roster.label(*id)).cloned().collect())
}

/// How many firms became members since an instant.
pub async fn joined_since(tx: &mut Tx, since: UnixMillis) -> StoreResult<i64> {
    Ok(roster(tx).await?.joined_since(since))
}

/// The firms that became members last.
pub async fn joined(tx: &mut Tx, most: i64) -> StoreResult<Vec<Happened>> {
    const SELECT: &str = "SELECT c.slug, c.name_ko, c.name_en, COALESCE((SELECT string_agg(s.sector, ',') \
        FROM company_sector s WHERE s.company_id = c.id), '') AS sectors, c.confirmed_ms AS at_ms FROM company c \
        WHERE c.state = 'confirmed' AND c.confirmed_ms IS NOT NULL ORDER BY c.confirmed_ms DESC, c.id DESC \
        LIMIT CAST($1 AS BIGINT)";
    tx.all(SELECT, values![most]).await
}
