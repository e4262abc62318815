//! Connections: to a SQLite file or a PostgreSQL server.

use super::{
    Pools, StoreError, StoreResult, readers,
    version::{self, Version, Versions},
};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, sync::Arc, time::Duration};

/// How long a request waits for a connection before the database counts as away.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// Connections to PostgreSQL.
const SESSIONS: u32 = 16;
/// Connections to SQLite that read at the same time.
const READERS: usize = 3;
/// What each of them keeps of the file in memory: 6 MiB. A page that is not there costs a call of the system.
const CACHED: &str = "-6144";

pub async fn sqlite(url: &str) -> StoreResult<Pools> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(ACQUIRE_TIMEOUT);
    let folder = options.get_filename().parent().map(std::path::Path::to_path_buf);
    if let Some(folder) = folder.filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(&folder).map_err(|e| StoreError::Away(format!("{}: {e}", folder.display())))?;
    }
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(options.clone())
        .await?;
    let read = readers::open(options.pragma("cache_size", CACHED), READERS, ACQUIRE_TIMEOUT)?;
    Ok(Pools::Sqlite { read, write })
}

pub async fn postgres(url: &str) -> StoreResult<Pools> {
    let options = PgConnectOptions::from_str(url)?.application_name("oca");
    let pool =
        PgPoolOptions::new().max_connections(SESSIONS).acquire_timeout(ACQUIRE_TIMEOUT).connect_with(options).await?;
    Ok(Pools::Postgres(pool))
}

/// Raises the versions whenever another replica says that it changed something.
pub fn listen(pool: PgPool, versions: Arc<Versions>) {
    tokio::spawn(async move {
        while !pool.is_closed() {
            let listener = sqlx::postgres::PgListener::connect_with(&pool).await;
            if let Ok(mut listener) = listener
                && listener.listen(version::CHANNEL).await.is_ok()
            {
                // Whatever was said before is lost.
                versions.raise(Version::Firms);
                while let Ok(said) = listener.recv().await {
                    versions.raise(Version::of_code(said.payload()));
                }
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
}
