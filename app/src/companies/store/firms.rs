//! What upper slices ask about firms: which one it is, who speaks for it, how it is shown.

use super::{
    super::model::{FirmCard, Role, State},
    Names,
};
use crate::{
    db::{StoreError, StoreResult, Tx, in_25},
    markdown,
    text::Text2,
    values,
};
use std::collections::{HashMap, HashSet};

/// A firm as upper slices know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firm {
    pub id: i64,
    pub slug: String,
    pub name: Text2,
    /// Whether it is a member of the alliance.
    pub confirmed: bool,
}

#[derive(sqlx::FromRow)]
struct FirmRow {
    id: i64,
    slug: String,
    name_ko: String,
    name_en: String,
    state: String,
}

impl From<FirmRow> for Firm {
    fn from(row: FirmRow) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: Text2::new(row.name_ko, row.name_en),
            confirmed: State::of_code(&row.state) == State::Confirmed,
        }
    }
}

/// The firm with this address.
pub async fn firm(tx: &mut Tx, slug: &str) -> StoreResult<Firm> {
    const SELECT: &str = "SELECT id, slug, name_ko, name_en, state FROM company WHERE slug = $1";
    Ok(tx.one::<FirmRow>(SELECT, values![slug]).await?.into())
}

/// The firm with this id.
pub async fn firm_by_id(tx: &mut Tx, id: i64) -> StoreResult<Firm> {
    const SELECT: &str = "SELECT id, slug, name_ko, name_en, state FROM company WHERE id = $1";
    Ok(tx.one::<FirmRow>(SELECT, values![id]).await?.into())
}

/// The confirmed firms that a person speaks for, as owner or editor.
pub async fn firms_of(tx: &mut Tx, person: i64) -> StoreResult<Vec<Firm>> {
    const SELECT: &str = "SELECT c.id, c.slug, c.name_ko, c.name_en, c.state FROM company_person p \
        JOIN company c ON c.id = p.company_id WHERE p.person_id = $1 AND p.role IN ('owner', 'editor') \
        AND c.state = 'confirmed' ORDER BY c.sort_key, c.id LIMIT 50";
    Ok(tx.all::<FirmRow>(SELECT, values![person]).await?.into_iter().map(Into::into).collect())
}

/// The firms that a person owns.
pub async fn owned_by(tx: &mut Tx, person: i64) -> StoreResult<Vec<Firm>> {
    const SELECT: &str = "SELECT c.id, c.slug, c.name_ko, c.name_en, c.state FROM company_person p \
        JOIN company c ON c.id = p.company_id WHERE p.person_id = $1 AND p.role = 'owner' ORDER BY c.sort_key, c.id LIMIT 50";
    Ok(tx.all::<FirmRow>(SELECT, values![person]).await?.into_iter().map(Into::into).collect())
}

/// The confirmed firm with this address, if the person speaks for it as owner or editor; else [`StoreError::Missing`].
pub async fn acting_for(tx: &mut Tx, person: i64, slug: &str) -> StoreResult<Firm> {
    let firm = firm(tx, slug).await?;
    match super::role(tx, firm.id, person).await? {
        Some(Role::Owner | Role::Editor) if firm.confirmed => Ok(firm),
        _ => Err(StoreError::Missing),
    }
}

/// What a firm's profile says: its sectors, its types, and its summary without marks.
pub async fn profile_of(tx: &mut Tx, company: i64) -> StoreResult<(Vec<String>, Vec<String>, Text2)> {
    const SELECT: &str =
        concat!("SELECT ", types_and_sectors!(), ", c.summary_ko, c.summary_en FROM company c WHERE c.id = $1");
    let (types, sectors, ko, en): (String, String, String, String) = tx.one(SELECT, values![company]).await?;
    let names = super::names(tx).await?;
    let slugs = |labels: Vec<crate::label::Label>| labels.into_iter().map(|label| label.slug).collect();
    let summary = Text2::new(markdown::plain(&ko), markdown::plain(&en));
    Ok((slugs(names.sectors(&sectors)), slugs(names.types(&types)), summary))
}

/// Whether a person works for a member, in whatever role.
pub async fn works_for_member(tx: &mut Tx, person: i64) -> StoreResult<bool> {
    const COUNT: &str = "SELECT COUNT(*) FROM company_person p JOIN company c ON c.id = p.company_id \
        AND c.state = 'confirmed' WHERE p.person_id = $1";
    Ok(tx.number(COUNT, values![person]).await? > 0)
}

/// Whether a person speaks for a member of a type that may lead consortia.
pub async fn could_lead(tx: &mut Tx, person: i64) -> StoreResult<bool> {
    const COUNT: &str = "SELECT COUNT(*) FROM company_person p JOIN company c ON c.id = p.company_id \
        AND c.state = 'confirmed' JOIN company_type t ON t.company_id = c.id JOIN firm_type k ON k.slug = t.type \
        AND k.lead_eligible WHERE p.person_id = $1 AND p.role IN ('owner', 'editor')";
    Ok(tx.number(COUNT, values![person]).await? > 0)
}

/// Whether a firm is of a type.
pub async fn has_type(tx: &mut Tx, company: i64, firm_type: &str) -> StoreResult<bool> {
    const COUNT: &str = "SELECT COUNT(*) FROM company_type WHERE company_id = $1 AND type = $2";
    Ok(tx.number(COUNT, values![company, firm_type]).await? > 0)
}

/// Which of these firms belong to a sector.
pub async fn of_sector(tx: &mut Tx, sector: &str, ids: &[i64]) -> StoreResult<HashSet<i64>> {
    const SELECT: &str =
        concat!("SELECT company_id FROM company_sector WHERE sector = $26 AND company_id IN ", crate::in_25!());
    let mut found = HashSet::new();
    for mut some in in_25(ids) {
        some.push(sector.into());
        found.extend(tx.numbers(SELECT, &some).await?);
    }
    Ok(found)
}

/// The columns of a [`CardRow`] from a firm `f`, for `concat!`.
#[macro_export]
macro_rules! firm_card {
    () => {
        "f.id AS firm_id, f.slug AS firm_slug, f.name_ko AS firm_ko, f.name_en AS firm_en, f.region AS firm_region, \
        COALESCE((SELECT string_agg(t.type, ',') FROM company_type t WHERE t.company_id = f.id), '') AS firm_types"
    };
}

/// How a firm is shown on other pages, as a query finds it.
#[derive(sqlx::FromRow)]
pub struct CardRow {
    pub firm_id: i64,
    firm_slug: String,
    firm_ko: String,
    firm_en: String,
    firm_region: String,
    firm_types: String,
}

impl CardRow {
    pub fn card(self, names: &Names) -> FirmCard {
        FirmCard {
            slug: self.firm_slug,
            name: Text2::new(self.firm_ko, self.firm_en),
            types: names.types(&self.firm_types),
            region: names.region(&self.firm_region),
        }
    }
}

/// How firms are shown on other pages, by id; one statement for every 25 of them.
pub async fn cards(tx: &mut Tx, ids: &[i64]) -> StoreResult<HashMap<i64, FirmCard>> {
    const SELECT: &str = concat!("SELECT ", crate::firm_card!(), " FROM company f WHERE f.id IN ", crate::in_25!());
    let names = super::names(tx).await?;
    let mut found = HashMap::new();
    for some in in_25(ids) {
        let rows = tx.all::<CardRow>(SELECT, &some).await?;
        found.extend(rows.into_iter().map(|row| (row.firm_id, row.card(&names))));
    }
    Ok(found)
}
