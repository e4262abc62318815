//! The demand of sectors. What meets it is counted with the areas (`supply.rs`).

use super::super::model::{Demand, DemandDraft, Supply, percent_met};
use crate::{
    db::{StoreError, StoreResult, Tx},
    values,
};
use std::collections::HashMap;

const BASE: &str = include_str!("../../../data/demand.json");
const INSERT: &str = "INSERT INTO sector_demand (sector, technology, weight, target) VALUES ($1, $2, $3, $4)";

/// Adds the demand of sectors that have no list yet. Whether there was one.
pub async fn load_base(tx: &mut Tx) -> StoreResult<bool> {
    const BEGIN: &str = "INSERT INTO sector_demand_list (sector, version) SELECT slug, 1 FROM sector WHERE slug = $1 \
        ON CONFLICT (sector) DO NOTHING";
    // The secretariat may have merged or retired what the base asks for.
    const DEMAND: &str = "INSERT INTO sector_demand (sector, technology, weight, target) \
        SELECT $1, slug, $3, $4 FROM technology WHERE slug = $2";
    let base: HashMap<String, Vec<(String, i64, i64)>> =
        serde_json::from_str(BASE).map_err(|e| StoreError::Broken(e.to_string()))?;
    let mut added = false;
    for (sector, rows) in base {
        if tx.run(BEGIN, values![&sector]).await? == 0 {
            continue;
        }
        for (technology, weight, target) in rows {
            tx.run(DEMAND, values![&sector, technology, weight, target]).await?;
        }
        added = true;
    }
    Ok(added)
}

#[derive(sqlx::FromRow)]
struct DemandRow {
    technology: String,
    weight: i64,
    target: i64,
    firms: i64,
    high: i64,
}

/// What a sector demands, what it lacks most first.
pub async fn demand(tx: &mut Tx, sector: &str) -> StoreResult<Vec<Demand>> {
    const SELECT: &str = "SELECT technology, weight, target, firms, high FROM sector_demand WHERE sector = $1";
    let rows: Vec<DemandRow> = tx.all(SELECT, values![sector]).await?;
    let map = super::map(tx).await?;
    let demand = |row: DemandRow| Demand {
        technology: map.label(&row.technology),
        weight: row.weight,
        target: row.target,
        supply: Supply(row.firms, row.high),
    };
    let mut all: Vec<Demand> = rows.into_iter().map(demand).collect();
    all.sort_by_key(|d| (-d.gap(), -d.weight, map.place(&d.technology.slug)));
    Ok(all)
}

/// How much of its demand each sector meets, in percent; a sector that demands nothing is left out.
pub async fn met(tx: &mut Tx) -> StoreResult<HashMap<String, i64>> {
    const SELECT: &str = "SELECT sector, weight, target, high FROM sector_demand";
    let mut by_sector: HashMap<String, Vec<(i64, i64, i64)>> = HashMap::new();
    for (sector, weight, target, high) in tx.all::<(String, i64, i64, i64)>(SELECT, values![]).await? {
        by_sector.entry(sector).or_default().push((weight, target, high));
    }
    Ok(by_sector.into_iter().filter_map(|(sector, rows)| Some((sector, percent_met(rows)?))).collect())
}

/// Every row of every sector's demand: sector, technology, weight and target.
pub async fn demanded(tx: &mut Tx) -> StoreResult<Vec<(String, String, i64, i64)>> {
    tx.all("SELECT sector, technology, weight, target FROM sector_demand ORDER BY sector, technology", values![]).await
}

/// The version of a sector's list; 0 where it has none yet.
pub async fn demand_version(tx: &mut Tx, sector: &str) -> StoreResult<i64> {
    const SELECT: &str = "SELECT version FROM sector_demand_list WHERE sector = $1";
    Ok(tx.optional::<(i64,)>(SELECT, values![sector]).await?.map_or(0, |row| row.0))
}

/// Replaces the demand of a sector; `Stale` where somebody else did meanwhile. Counts its areas anew.
pub async fn set_demand(tx: &mut Tx, sector: &str, version: i64, drafts: &[DemandDraft]) -> StoreResult<()> {
    const BEGIN: &str =
        "INSERT INTO sector_demand_list (sector, version) VALUES ($1, 0) ON CONFLICT (sector) DO NOTHING";
    const RAISE: &str = "UPDATE sector_demand_list SET version = version + 1 WHERE sector = $1 AND version = $2";
    tx.run(BEGIN, values![sector]).await?;
    if tx.run(RAISE, values![sector, version]).await? == 0 {
        return Err(StoreError::Stale);
    }
    let before: Vec<(String,)> =
        tx.all("SELECT technology FROM sector_demand WHERE sector = $1", values![sector]).await?;
    let after = drafts.iter().map(|d| d.technology.clone());
    let technologies: Vec<String> = before.into_iter().map(|row| row.0).chain(after).collect();
    super::supply::lock_areas(tx, &technologies).await?;
    tx.run("DELETE FROM sector_demand WHERE sector = $1", values![sector]).await?;
    for draft in drafts {
        tx.run(INSERT, values![sector, &draft.technology, draft.weight, draft.target]).await?;
    }
    super::supply::recount_areas(tx, &technologies).await
}
