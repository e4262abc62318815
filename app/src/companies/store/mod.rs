//! Every SQL text of companies.

/// The columns `types` and `sectors` of a firm `c`: slugs with commas, for [`Names`].
macro_rules! types_and_sectors {
    () => {
        "COALESCE((SELECT string_agg(t.type, ',') FROM company_type t WHERE t.company_id = c.id), '') AS types, \
        COALESCE((SELECT string_agg(s.sector, ',') FROM company_sector s WHERE s.company_id = c.id), '') AS sectors"
    };
}

mod archive;
mod base;
mod changes;
mod desk;
mod firms;
mod list;
mod logo;
mod open;
mod people;
mod roster;
mod stored;

pub use archive::{FirmRecord, records, restore};
pub use base::{load_base, types_also_called};
pub use changes::{Facts, answer, ask, asked, changes, confirm};
pub use desk::{Settled, changes_since, settle, waiting, waiting_since};
pub use firms::{
    CardRow, Firm, acting_for, cards, could_lead, firm, firm_by_id, firms_of, has_type, of_sector, owned_by,
    profile_of, works_for_member,
};
pub use list::{
    Names, by_slugs, count_by_field, count_by_sector, count_by_type, joined, joined_since, labels, list, list_facets,
    named, names, newest,
};
pub use logo::{logo, set_logo};
pub use open::companies as open_companies;
pub use people::{
    accept, add_person, colleague, count_owners, invitations_of, invite, invited, mine, owners, people, purge,
    remove_person, role, withdraw, withdraw_all, works_for,
};

pub use stored::{Stored, all_stored, by_slug, by_slug_locked, forget, index, set_standing, standing_of};

use super::model::{CompanyDraft, Role, State};
use crate::{
    db::{Kept, StoreResult, Tx},
    label::Labels,
    markdown, search, slugs,
    text::Text2,
    time::UnixMillis,
    values,
};
use std::sync::Arc;

/// The word for a firm in slugs, audit and search.
pub const KIND: &str = "company";

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
    write_lists(tx, id, d).await?;
    super::groups::store::forget_fields_left(tx, id).await
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
