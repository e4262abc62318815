//! What services can run on, be certified by and be listed in.

use crate::{
    db::{Kept, StoreError, StoreResult, Tx},
    label::Labels,
    values,
};
use serde::Deserialize;
use std::{collections::HashMap, sync::Arc};

#[derive(Deserialize)]
struct BaseValue {
    slug: String,
    ko: String,
    en: String,
    target_days: Option<i64>,
}

#[derive(Deserialize)]
struct BaseValues {
    platforms: Vec<BaseValue>,
    schemes: Vec<BaseValue>,
    registries: Vec<BaseValue>,
}

/// Adds the platforms, schemes and registries that are missing.
pub async fn load_base(tx: &mut Tx) -> StoreResult<()> {
    const PLATFORM: &str = "INSERT INTO platform (slug, position, name_ko, name_en) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (slug) DO NOTHING";
    const REGISTRY: &str = "INSERT INTO registry (slug, position, name_ko, name_en) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (slug) DO NOTHING";
    const SCHEME: &str = "INSERT INTO certificate_scheme (slug, position, name_ko, name_en, target_days) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (slug) DO NOTHING";
    let base: BaseValues = serde_json::from_str(include_str!("../../../data/service_values.json"))
        .map_err(|e| StoreError::Broken(e.to_string()))?;
    for (sql, all) in [(PLATFORM, base.platforms), (REGISTRY, base.registries)] {
        for (place, v) in (1_i64..).zip(all) {
            tx.run(sql, values![v.slug, place, v.ko, v.en]).await?;
        }
    }
    for (place, v) in (1_i64..).zip(base.schemes) {
        tx.run(SCHEME, values![v.slug, place, v.ko, v.en, v.target_days]).await?;
    }
    Ok(())
}

/// What services can run on, be certified by and be listed in, as it is kept in memory.
pub struct ServiceKinds {
    pub platforms: Labels,
    pub schemes: Labels,
    pub registries: Labels,
    /// How many days a certification should take, where somebody promised that.
    pub targets: HashMap<String, i64>,
}

impl Kept for ServiceKinds {
    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        const PLATFORMS: &str = "SELECT slug, name_ko, name_en FROM platform ORDER BY position, slug";
        const SCHEMES: &str = "SELECT slug, name_ko, name_en FROM certificate_scheme ORDER BY position, slug";
        const REGISTRIES: &str = "SELECT slug, name_ko, name_en FROM registry ORDER BY position, slug";
        const TARGETS: &str = "SELECT slug, target_days FROM certificate_scheme WHERE target_days IS NOT NULL";
        let platforms: Vec<(String, String, String)> = tx.all(PLATFORMS, values![]).await?;
        let schemes: Vec<(String, String, String)> = tx.all(SCHEMES, values![]).await?;
        let registries: Vec<(String, String, String)> = tx.all(REGISTRIES, values![]).await?;
        let targets: Vec<(String, i64)> = tx.all(TARGETS, values![]).await?;
        Ok(Self {
            platforms: platforms.into(),
            schemes: schemes.into(),
            registries: registries.into(),
            targets: targets.into_iter().collect(),
        })
    }
}

/// Platforms, schemes and registries, in their order.
pub async fn kinds(tx: &mut Tx) -> StoreResult<Arc<ServiceKinds>> {
    tx.kept().await
}
