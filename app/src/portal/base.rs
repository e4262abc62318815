//! What every portal starts with: what it says of itself, sectors, firm types, regions, the technology map, programme rules.

use crate::{
    about, companies, consortia,
    db::{Db, StoreResult},
    sectors, services, technologies,
};

/// Adds the base data that is missing; what the secretariat changed stays.
pub async fn load_base(db: &Db) -> StoreResult<()> {
    let mut tx = db.begin().await?;
    about::load_base(&mut tx).await?;
    sectors::load_base(&mut tx).await?;
    companies::load_base(&mut tx).await?;
    technologies::load_base(&mut tx).await?;
    services::load_base(&mut tx).await?;
    consortia::load_base(&mut tx).await?;
    // Other replicas may hold the names from before.
    tx.touch_public();
    tx.commit().await
}
