//! Firms as they travel between portals.

use super::{
    super::{groups::store as groups, model::CompanyForm},
    KIND, State, markdown, sort_key, write_lists,
};
use crate::{
    db::{StoreError, StoreResult, Tx},
    slugs, values,
};
use serde::{Deserialize, Serialize};

/// A firm with everything but its people, logo and services; flat, so that a row of a sheet holds it. Lists have commas
/// between their slugs, times are Unix milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
#[serde(deny_unknown_fields)]
pub struct FirmRecord {
    pub slug: String,
    /// What else it was called in addresses.
    pub aliases: String,
    pub state: String,
    pub name_ko: String,
    pub name_en: String,
    pub registration_number: String,
    pub types: String,
    pub sectors: String,
    /// The fields it works in, `healthcare/imaging`.
    #[serde(default)]
    pub fields: String,
    pub region: String,
    pub size: String,
    pub website: String,
    pub summary_ko: String,
    pub summary_en: String,
    pub return_reason: String,
    pub created_ms: i64,
    pub submitted_ms: i64,
    pub confirmed_ms: Option<i64>,
}

/// Every firm, by its slug.
pub async fn records(tx: &mut Tx) -> StoreResult<Vec<FirmRecord>> {
    const SELECT: &str = "SELECT c.slug, COALESCE((SELECT string_agg(a.slug, ',') FROM slug a WHERE a.kind = 'company' \
        AND a.thing_id = c.id AND a.alias), '') AS aliases, c.state, c.name_ko, c.name_en, \
        COALESCE(c.brn, '') AS registration_number, \
        COALESCE((SELECT string_agg(t.type, ',') FROM company_type t WHERE t.company_id = c.id), '') AS types, \
        COALESCE((SELECT string_agg(s.sector, ',') FROM company_sector s WHERE s.company_id = c.id), '') AS sectors, \
        COALESCE((SELECT string_agg(d.sector || '/' || d.field, ',') FROM company_field d WHERE d.company_id = c.id), '') \
        AS fields, c.region, c.size, c.website, c.summary_ko, c.summary_en, c.return_reason, c.created_ms, c.submitted_ms, \
        c.confirmed_ms FROM company c ORDER BY c.slug";
    let mut records: Vec<FirmRecord> = tx.all(SELECT, values![]).await?;
    // No engine lists in an order of its own.
    for record in &mut records {
        for list in [&mut record.aliases, &mut record.types, &mut record.sectors, &mut record.fields] {
            let mut slugs: Vec<&str> = list.split(',').collect();
            slugs.sort_unstable();
            *list = slugs.join(",");
        }
    }
    Ok(records)
}

fn list(slugs: &str) -> Vec<String> {
    slugs.split(',').filter(|slug| !slug.is_empty()).map(str::to_owned).collect()
}

/// Adds a firm, or makes the one at its address what the record says. The reason why not names what is wrong.
pub async fn restore(tx: &mut Tx, r: &FirmRecord) -> Result<i64, String> {
    let form = CompanyForm {
        name_ko: r.name_ko.clone(),
        name_en: r.name_en.clone(),
        brn: r.registration_number.clone(),
        types: list(&r.types),
        sectors: list(&r.sectors),
        region: r.region.clone(),
        size: r.size.clone(),
        website: r.website.clone(),
        summary_ko: r.summary_ko.clone(),
        summary_en: r.summary_en.clone(),
    };
    let draft = form.check_listed().map_err(|wrong| wrong.0.keys().cloned().collect::<Vec<_>>().join(", "))?;
    if State::of_code(&r.state).code() != r.state || (r.state == "confirmed") != r.confirmed_ms.is_some() {
        return Err("state, confirmed_ms".into());
    }
    if !slugs::is_slug(&r.slug) || !list(&r.aliases).iter().all(|alias| slugs::is_slug(alias)) {
        return Err("slug, aliases".into());
    }
    written(tx, r, &draft).await.map_err(|error| match error {
        StoreError::Taken => "registration_number, slug, aliases: another firm has it".into(),
        StoreError::Broken(why) => format!("types, sectors, fields, region: {why}"),
        other => other.to_string(),
    })
}

async fn written(tx: &mut Tx, r: &FirmRecord, d: &super::CompanyDraft) -> StoreResult<i64> {
    const UPSERT: &str = "INSERT INTO company (slug, state, name_ko, name_en, sort_key, brn, size, region, website, \
        summary_ko, summary_en, summary_ko_html, summary_en_html, renderer, return_reason, created_ms, submitted_ms, \
        confirmed_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1) \
        ON CONFLICT (slug) DO UPDATE SET state = excluded.state, name_ko = excluded.name_ko, name_en = excluded.name_en, \
        sort_key = excluded.sort_key, brn = excluded.brn, size = excluded.size, region = excluded.region, \
        website = excluded.website, summary_ko = excluded.summary_ko, summary_en = excluded.summary_en, \
        summary_ko_html = excluded.summary_ko_html, summary_en_html = excluded.summary_en_html, \
        renderer = excluded.renderer, return_reason = excluded.return_reason, created_ms = excluded.created_ms, \
        submitted_ms = excluded.submitted_ms, confirmed_ms = excluded.confirmed_ms, version = company.version + 1 \
        RETURNING id";
    tx.touch_firms();
    let id = tx
        .number(
            UPSERT,
            values![
                &r.slug,
                &r.state,
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
                &r.return_reason,
                r.created_ms,
                r.submitted_ms,
                r.confirmed_ms
            ],
        )
        .await?;
    slugs::restore(tx, KIND, id, &r.slug, &list(&r.aliases)).await?;
    tx.run("DELETE FROM company_type WHERE company_id = $1", values![id]).await?;
    tx.run("DELETE FROM company_sector WHERE company_id = $1", values![id]).await?;
    write_lists(tx, id, d).await?;
    for sector in &d.sectors {
        let own = list(&r.fields).into_iter().filter_map(|f| f.strip_prefix(&format!("{sector}/")).map(str::to_owned));
        groups::set_fields(tx, id, sector, &own.collect::<Vec<_>>()).await?;
    }
    groups::forget_fields_left(tx, id).await?;
    super::index(tx, &r.slug).await?;
    Ok(id)
}
