//! Logos of firms.

use crate::{
    blobs,
    db::{StoreError, StoreResult, Tx},
    time::UnixMillis,
    values,
};

/// Gives a firm a logo (a PNG), or takes it away. What no firm shows any more is forgotten.
pub async fn set_logo(tx: &mut Tx, company: i64, png: Option<&[u8]>, now: UnixMillis) -> StoreResult<()> {
    const OLD: &str = "SELECT logo FROM company WHERE id = $1";
    const SET: &str = "UPDATE company SET logo = $2 WHERE id = $1";
    let (old,): (String,) = tx.one(OLD, values![company]).await?;
    let new = match png {
        Some(png) => blobs::put(tx, png, "image/png", now).await?,
        None => String::new(),
    };
    tx.run(SET, values![company, &new]).await?;
    blobs::forget(tx, &old).await
}

/// The bytes of a logo that a firm shows.
pub async fn logo(tx: &mut Tx, sha256: &str) -> StoreResult<Vec<u8>> {
    const SHOWN: &str = "SELECT COUNT(*) FROM company WHERE logo = $1";
    if sha256.is_empty() || tx.number(SHOWN, values![sha256]).await? == 0 {
        return Err(StoreError::Missing);
    }
    Ok(blobs::get(tx, sha256).await?.1)
}
