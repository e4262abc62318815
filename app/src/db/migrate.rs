//! Brings the schema up to date, once, under a lock; refuses a schema newer than this program.

use super::{Pools, StoreError, StoreResult};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");

pub(super) async fn run(pools: &Pools) -> StoreResult<()> {
    match pools {
        Pools::Sqlite { write, .. } => SQLITE.run(write).await,
        Pools::Postgres(pool) => POSTGRES.run(pool).await,
    }
    .map_err(|e| StoreError::Broken(format!("migration: {e}")))
}
