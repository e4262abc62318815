//! The firm types and regions that every portal starts with.

use super::sort_key;
use crate::{
    db::{StoreError, StoreResult, Tx},
    text::Text2,
    values,
};
use serde::Deserialize;

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
