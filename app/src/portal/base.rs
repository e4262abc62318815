//! What every portal starts with: sectors, firm types, regions.

use crate::{
    companies,
    db::{Db, StoreResult},
    sectors,
};

/// Adds the base data that is missing; what the secretariat changed stays.
pub async fn load_base(db: &Db) -> StoreResult<()> {
    let mut tx = db.begin().await?;
    sectors::load_base(&mut tx).await?;
    companies::load_base(&mut tx).await?;
    tx.commit().await
}
