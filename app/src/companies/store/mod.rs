//! Every SQL text of companies.

/// The columns `types` and `sectors` of a firm `c`: slugs with commas, for [`Names`].
macro_rules! types_and_sectors {
    () => {
        "COALESCE((SELECT string_agg(t.type, ',') FROM company_type t WHERE t.company_id = c.id), '') AS types, \
        COALESCE((SELECT string_agg(s.sector, ',') FROM company_sector s WHERE s.company_id = c.id), '') AS sectors"
    };
}

mod archive;
mod changes;
mod desk;
mod firms;
mod list;
mod logo;
mod open;
mod people;
mod roster;

pub use archive::{FirmRecord, records, restore};
pub use changes::{Facts, answer, ask, asked, changes, confirm};
pub use desk::{Settled, settle, waiting};
pub use firms::{
    CardRow, Firm, acting_for, cards, everyone, firm, firm_by_id, firms_of, has_type, of_sector, owned_by,
};
pub use list::{
    Names, by_slugs, count_by_sector, count_by_type, joined_since, list, list_facets, named, names, newest,
};
pub use logo::{FORGET_FILE, logo, set_logo};
pub use open::companies as open_companies;
pub use people::{
    accept, add_person, colleague, count_owners, invitations_of, invite, invited, mine, owners, people, purge,
    remove_person, role, withdraw, withdraw_all, works_for,
};

use super::model::{Act, CompanyDraft, CompanyForm, CompanyView, Role, Standing, State, may};
use crate::{
    db::{Kept, StoreError, StoreResult, Tx},
    label::{Label, Labels},
    markdown,
    search::{self, Audience, Document},
    slugs,
    text::Text2,
    time::UnixMillis,
    values,
};
use serde::Deserialize;
use std::sync::Arc;

/// The word for a firm in slugs, audit and search.
pub const KIND: &str = "company";

#[derive(Deserialize)]
struct BaseLabel {
    slug: String,
    ko: String,
    en: String,
    order: i64,
    #[serde(default)]
    formal_ko: String,
    #[serde(default)]
    formal_en: String,
    #[serde(default)]
    lead_eligible: bool,
    #[serde(default)]
    also: Vec<String>,
}

/// Adds the firm types and regions that are missing.
pub async fn load_base(tx: &mut Tx) -> StoreResult<()> {
    const TYPE: &str = "INSERT INTO firm_type (slug, position, name_ko, name_en, formal_ko, formal_en, lead_eligible) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (slug) DO NOTHING";
    const REGION: &str = "INSERT INTO region (slug, position, name_ko, name_en) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (slug) DO NOTHING";
    for l in base(include_str!("../../../data/firm_types.json"))? {
        tx.run(TYPE, values![l.slug, l.order, l.ko, l.en, l.formal_ko, l.formal_en, l.lead_eligible]).await?;
    }
    for l in base(include_str!("../../../data/regions.json"))? {
        tx.run(REGION, values![l.slug, l.order, l.ko, l.en]).await?;
    }
    renew_keys(tx).await
}

/// Makes the keys anew of firms from before both names stood in them.
async fn renew_keys(tx: &mut Tx) -> StoreResult<()> {
    const OLD: &str = "SELECT id, name_ko, name_en FROM company WHERE sort_key NOT LIKE '%|%' ORDER BY id";
    const RENEW: &str = "UPDATE company SET sort_key = $2 WHERE id = $1";
    for (id, ko, en) in tx.all::<(i64, String, String)>(OLD, values![]).await? {
        tx.run(RENEW, values![id, sort_key(&Text2::new(ko, en))]).await?;
    }
    Ok(())
}

/// What else firm types are called, by their slugs.
pub fn types_also_called() -> StoreResult<Vec<(String, Vec<String>)>> {
    let types = base(include_str!("../../../data/firm_types.json"))?;
    Ok(types.into_iter().map(|l| (l.slug, [vec![l.formal_ko, l.formal_en], l.also].concat())).collect())
}

fn base(json: &str) -> StoreResult<Vec<BaseLabel>> {
    serde_json::from_str(json).map_err(|e| StoreError::Broken(e.to_string()))
}

/// What firms are and where, as it is kept in memory.
pub struct FirmKinds {
    pub types: Labels,
    pub regions: Labels,
}

impl Kept for FirmKinds {
    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        const TYPES: &str = "SELECT slug, name_ko, name_en FROM firm_type ORDER BY position, slug";
        const REGIONS: &str = "SELECT slug, name_ko, name_en FROM region ORDER BY position, slug";
        let types: Vec<(String, String, String)> = tx.all(TYPES, values![]).await?;
        let regions: Vec<(String, String, String)> = tx.all(REGIONS, values![]).await?;
        Ok(Self { types: types.into(), regions: regions.into() })
    }
}

/// Firm types and regions, in their order.
pub async fn kinds(tx: &mut Tx) -> StoreResult<Arc<FirmKinds>> {
    tx.kept().await
}

/// A firm to be added, and who registers it.
#[derive(Clone, Debug)]
pub struct NewCompany<'a> {
    pub draft: &'a CompanyDraft,
    /// Its first owner; nobody where the secretariat adds it.
    pub owner: Option<i64>,
    /// A member at once, or one that waits for the secretariat.
    pub confirmed: bool,
    pub now: UnixMillis,
}

/// Hangul before Latin, without ㈜ and case: the order in which firms are listed. Both names stand in it, since firms are
/// also found by it.
fn sort_key(name: &Text2) -> String {
    let folded = search::fold(name.get(crate::text::Lang::Ko));
    let hangul = folded.chars().next().is_some_and(|c| ('가'..='힣').contains(&c));
    format!("{}{folded}|{}", if hangul { '0' } else { '1' }, search::fold(&name.en))
}

/// Adds a firm. A known registration number is
/// [`StoreError::Taken`].
pub async fn add(tx: &mut Tx, new: &NewCompany<'_>) -> StoreResult<(i64, String)> {
    const INSERT: &str = "INSERT INTO company (slug, name_ko, name_en, sort_key, brn, size, region, website, \
        summary_ko, summary_en, summary_ko_html, summary_en_html, renderer, return_reason, created_ms, submitted_ms, state, confirmed_ms, \
        version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', $14, $14, $15, $16, 1) RETURNING id";
    tx.touch_firms();
    let d = new.draft;
    let state = if new.confirmed { State::Confirmed } else { State::Submitted };
    let provisional = crate::secret::reference();
    let id = tx
        .number(
            INSERT,
            values![
                &provisional,
                &d.name.ko,
                &d.name.en,
                sort_key(&d.name),
                d.brn.clone(),
                &d.size,
                &d.region,
                &d.website,
                &d.summary.ko,
                &d.summary.en,
                markdown::render(&d.summary.ko),
                markdown::render(&d.summary.en),
                markdown::RENDERER,
                new.now,
                state.code(),
                new.confirmed.then_some(new.now)
            ],
        )
        .await?;
    let slug = slugs::claim(tx, KIND, &slugs::of_name(&d.name.en, &d.name.ko), id).await?;
    tx.run("UPDATE company SET slug = $2 WHERE id = $1", values![id, &slug]).await?;
    write_lists(tx, id, d).await?;
    if let Some(owner) = new.owner {
        add_person(tx, id, owner, Role::Owner).await?;
    }
    Ok((id, slug))
}

/// Changes a firm. A version that is not the stored one is [`StoreError::Stale`]. A returned firm waits again.
pub async fn update(tx: &mut Tx, id: i64, version: i64, d: &CompanyDraft, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE company SET name_ko = $3, name_en = $4, sort_key = $5, brn = $6, size = $7, region = $8, \
        website = $9, summary_ko = $10, summary_en = $11, summary_ko_html = $12, summary_en_html = $13, renderer = $14, \
        state = CASE WHEN state = 'returned' THEN 'submitted' ELSE state END, \
        submitted_ms = CASE WHEN state = 'returned' THEN $15 ELSE submitted_ms END, version = version + 1 \
        WHERE id = $1 AND version = $2";
    tx.touch_firms();
    tx.run_versioned(
        UPDATE,
        values![
            id,
            version,
            &d.name.ko,
            &d.name.en,
            sort_key(&d.name),
            d.brn.clone(),
            &d.size,
            &d.region,
            &d.website,
            &d.summary.ko,
            &d.summary.en,
            markdown::render(&d.summary.ko),
            markdown::render(&d.summary.en),
            markdown::RENDERER,
            now
        ],
    )
    .await?;
    tx.run("DELETE FROM company_type WHERE company_id = $1", values![id]).await?;
    tx.run("DELETE FROM company_sector WHERE company_id = $1", values![id]).await?;
    write_lists(tx, id, d).await
}

async fn write_lists(tx: &mut Tx, id: i64, draft: &CompanyDraft) -> StoreResult<()> {
    for firm_type in &draft.types {
        tx.run("INSERT INTO company_type (company_id, type) VALUES ($1, $2)", values![id, firm_type]).await?;
    }
    for sector in &draft.sectors {
        tx.run("INSERT INTO company_sector (company_id, sector) VALUES ($1, $2)", values![id, sector]).await?;
    }
    Ok(())
}

/// A firm as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    pub id: i64,
    pub slug: String,
    state: String,
    name_ko: String,
    name_en: String,
    brn: Option<String>,
    size: String,
    region: String,
    website: String,
    summary_ko: String,
    summary_en: String,
    summary_ko_html: String,
    summary_en_html: String,
    pub logo: String,
    pub return_reason: String,
    confirmed_ms: Option<i64>,
    pub version: i64,
    types: String,
    sectors: String,
}

impl Stored {
    pub fn state(&self) -> State {
        State::of_code(&self.state)
    }

    pub fn name(&self) -> Text2 {
        Text2::new(&self.name_ko, &self.name_en)
    }

    /// The firm as upper slices know it.
    pub fn firm(&self) -> Firm {
        Firm { id: self.id, slug: self.slug.clone(), name: self.name(), confirmed: self.state() == State::Confirmed }
    }

    pub fn has_summary(&self) -> bool {
        !self.summary_ko.is_empty() || !self.summary_en.is_empty()
    }

    /// The slugs of its types, with commas.
    pub fn types(&self) -> &str {
        &self.types
    }

    pub fn brn(&self) -> Option<&str> {
        self.brn.as_deref()
    }

    /// Whether it has a registration number whose check digit fits.
    pub fn brn_is_valid(&self) -> bool {
        self.brn.as_deref().is_some_and(super::brn::has_valid_check_digit)
    }

    /// Whether it has a number that cannot be right.
    pub fn brn_is_wrong(&self) -> bool {
        self.brn.is_some() && !self.brn_is_valid()
    }

    /// What its editor starts from, with its facts as they are or are asked for.
    pub fn form(&self, names: &Names, facts: &Facts) -> CompanyForm {
        // In the order of the page's boxes, in which a browser sends them.
        let slugs = |labels: Vec<Label>| labels.into_iter().map(|label| label.slug).collect();
        CompanyForm {
            name_ko: facts.name.ko.clone(),
            name_en: facts.name.en.clone(),
            brn: facts.brn.as_deref().map(super::brn::written).unwrap_or_default(),
            types: slugs(names.types(&self.types)),
            sectors: slugs(names.sectors(&self.sectors)),
            region: self.region.clone(),
            size: self.size.clone(),
            website: self.website.clone(),
            summary_ko: self.summary_ko.clone(),
            summary_en: self.summary_en.clone(),
        }
    }

    /// Its page, for a viewer who may edit or not.
    pub fn view(self, names: &Names, viewer: Standing) -> CompanyView {
        let state = self.state();
        CompanyView {
            state,
            name: self.name(),
            brn_checked: self.brn_is_valid(),
            types: names.types(&self.types),
            sectors: names.sectors(&self.sectors),
            region: names.region(&self.region),
            size: self.size,
            logo: self.logo,
            website: self.website,
            about: markdown::about_as_read(&self.summary_ko, &self.summary_en),
            summary_html: Text2::new(self.summary_ko_html, self.summary_en_html),
            confirmed: self.confirmed_ms.map(UnixMillis),
            may_edit: may(viewer, Act::Edit, state),
            may_see_people: may(viewer, Act::SeePeople, state),
            return_reason: if viewer.role.is_some() { self.return_reason } else { String::new() },
            slug: self.slug,
        }
    }
}

/// The columns of [`Stored`].
macro_rules! stored_sql {
    () => {
        concat!(
            "SELECT c.id, c.slug, c.state, c.name_ko, c.name_en, c.brn, c.size, c.region, c.website, c.summary_ko, \
            c.summary_en, c.summary_ko_html, c.summary_en_html, c.logo, c.return_reason, c.confirmed_ms, c.version, ",
            types_and_sectors!(),
            " FROM company c "
        )
    };
}

/// The firm with this address, locked until the transaction ends where it writes.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> StoreResult<Stored> {
    const SELECT: &str = concat!(stored_sql!(), "WHERE c.slug = $1");
    tx.one(SELECT, values![slug]).await
}

/// Every firm that there is, member or not.
pub async fn all_stored(tx: &mut Tx) -> StoreResult<Vec<Stored>> {
    const SELECT: &str = concat!(stored_sql!(), "ORDER BY c.id");
    tx.all(SELECT, values![]).await
}

/// A firm by its id.
pub async fn stored_by_id(tx: &mut Tx, id: i64) -> StoreResult<Stored> {
    const SELECT: &str = concat!(stored_sql!(), "WHERE c.id = $1");
    tx.one(SELECT, values![id]).await
}

/// Where a firm stands on its way: its state and when it was last submitted.
pub async fn standing_of(tx: &mut Tx, id: i64) -> StoreResult<(String, i64)> {
    tx.one("SELECT state, submitted_ms FROM company WHERE id = $1", values![id]).await
}

/// Puts a firm back to where it stood.
pub async fn set_standing(tx: &mut Tx, id: i64, state: &str, submitted_ms: i64) -> StoreResult<()> {
    tx.touch_firms();
    tx.run("UPDATE company SET state = $2, submitted_ms = $3 WHERE id = $1", values![id, state, submitted_ms]).await?;
    Ok(())
}

/// Forgets a firm, as if it had never been here. Whoever calls it knows that nothing hangs on it.
pub async fn forget(tx: &mut Tx, id: i64) -> StoreResult<()> {
    tx.touch_firms();
    search::remove(tx, KIND, id).await?;
    slugs::forget(tx, KIND, id).await?;
    tx.run("DELETE FROM company WHERE id = $1", values![id]).await?;
    Ok(())
}

/// The same for a change: the lock comes before the first read.
pub async fn by_slug_locked(tx: &mut Tx, slug: &str) -> StoreResult<Stored> {
    tx.lock("SELECT id FROM company WHERE slug = $1 FOR UPDATE", values![slug]).await?;
    by_slug(tx, slug).await
}

/// Writes what search knows of a firm: confirmed ones are public, others are not found.
pub async fn index(tx: &mut Tx, slug: &str) -> StoreResult<()> {
    let firm = by_slug(tx, slug).await?;
    if firm.state() != State::Confirmed {
        return search::remove(tx, KIND, firm.id).await;
    }
    let names = names(tx).await?;
    let region = names.region(&firm.region);
    let labels = names.types(&firm.types).into_iter().chain(names.sectors(&firm.sectors));
    let words = labels.map(|l| format!("{} {}", l.name.ko, l.name.en)).collect::<Vec<_>>().join(" ");
    let document = Document {
        kind: KIND,
        thing_id: firm.id,
        path: format!("/companies/{}", firm.slug),
        audience: Audience::Public,
        title: firm.name(),
        about: Text2::new(markdown::plain(&firm.summary_ko), markdown::plain(&firm.summary_en)),
        words: format!("{words} {} {}", region.ko, region.en),
    };
    search::put(tx, &document).await
}
