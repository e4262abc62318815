//! Sample flagship.

use super::World;
use crate::db::Tx;

/// Adds the flagship.
pub async fn fill(_tx: &mut Tx, _world: &World) -> Result<(), String> {
    Ok(())
}
