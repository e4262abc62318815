//! Sample meetups.

use super::World;
use crate::db::Tx;

/// Adds the meetups.
pub async fn fill(_tx: &mut Tx, _world: &World) -> Result<(), String> {
    Ok(())
}
