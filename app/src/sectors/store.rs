//! The SQL of sectors, and the sectors every portal starts with.

use super::model::Sector;
use crate::{
    db::{StoreError, StoreResult, Tx},
    text::Text2,
    values,
};
use serde::Deserialize;

const BASE: &str = include_str!("../../data/sectors.json");

#[derive(Deserialize)]
struct BaseSector {
    slug: String,
    ko: String,
    en: String,
    order: i64,
    aliases: Vec<String>,
    about_ko: String,
    about_en: String,
}

/// Adds the sectors that are missing; those that the secretariat changed stay as they are.
pub async fn load_base(tx: &mut Tx) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO sector (slug, position, name_ko, name_en, about_ko, about_en, aliases) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (slug) DO NOTHING";
    let sectors: Vec<BaseSector> = serde_json::from_str(BASE).map_err(|e| StoreError::Broken(e.to_string()))?;
    for s in sectors {
        tx.run(INSERT, values![s.slug, s.order, s.ko, s.en, s.about_ko, s.about_en, s.aliases.join(" ")]).await?;
    }
    Ok(())
}

/// Every sector, in the secretariat's order.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Sector>> {
    const SELECT: &str = "SELECT slug, name_ko, name_en FROM sector ORDER BY position, slug";
    let rows: Vec<(String, String, String)> = tx.all(SELECT, values![]).await?;
    Ok(rows.into_iter().map(|(slug, ko, en)| Sector { slug, name: Text2::new(ko, en) }).collect())
}
