//! Sample consortia.

use super::World;
use crate::db::Tx;

/// Adds the consortia.
pub async fn fill(_tx: &mut Tx, _world: &mut World) -> Result<(), String> {
    Ok(())
}
