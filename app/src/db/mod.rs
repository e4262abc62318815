//! The database: SQLite or PostgreSQL behind one set of calls, so that every SQL text is written once.
//!
//! The rules that keep a text valid on both stand in the README ("One SQL text"). All work runs in a transaction:
//! [`Db::read`] gives one that sees a single state, [`Db::begin`] one that writes.

mod connect;
mod kept;
mod migrate;
mod readers;
mod value;
mod version;

pub use kept::Kept;
pub use value::Value;
pub use version::Version;

use sqlx::{
    FromRow, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction, postgres::PgRow, sqlite::SqliteRow,
};
use std::{fmt, sync::Arc};
use version::Versions;

/// The result of a store function.
pub type StoreResult<T> = Result<T, StoreError>;

/// What a store function can answer instead of its result.
#[derive(Debug)]
pub enum StoreError {
    /// No such row.
    Missing,
    /// A unique key is taken.
    Taken,
    /// The row changed since it was read.
    Stale,
    /// The database does not answer.
    Away(String),
    /// Anything else: a fault of ours.
    Broken(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::Missing,
            sqlx::Error::Database(e) if e.is_unique_violation() => Self::Taken,
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Away(error.to_string()),
            // 57P: the server is stopping or starting.
            sqlx::Error::Database(e) if e.code().is_some_and(|c| c.starts_with("57P")) => Self::Away(error.to_string()),
            _ => Self::Broken(error.to_string()),
        }
    }
}

/// A row type that both engines can fill.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

#[derive(Clone)]
enum Pools {
    Sqlite { read: readers::Readers, write: SqlitePool },
    Postgres(PgPool),
}

/// The process's database.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    versions: Arc<Versions>,
    shelf: kept::Shelf,
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.engine())
    }
}

impl Db {
    /// Connects to `sqlite://FILE` (created if missing) or `postgres://…` and brings the schema up to date.
    pub async fn open(url: &str) -> StoreResult<Self> {
        let pools =
            if url.starts_with("postgres") { connect::postgres(url).await? } else { connect::sqlite(url).await? };
        let db = Self { pools, versions: Arc::default(), shelf: kept::Shelf::default() };
        migrate::run(&db.pools).await?;
        if let Pools::Postgres(pool) = &db.pools {
            connect::listen(pool.clone(), db.versions.clone());
        }
        Ok(db)
    }

    /// `SQLite` or `PostgreSQL`.
    pub const fn engine(&self) -> &'static str {
        match self.pools {
            Pools::Sqlite { .. } => "SQLite",
            Pools::Postgres(_) => "PostgreSQL",
        }
    }

    /// The version of everything public; equal versions mean equal public pages, finished ones die with it.
    pub fn public_version(&self) -> u64 {
        self.versions.of(Version::Public)
    }

    /// A transaction that reads one state of the database. Dropping it ends it.
    pub async fn read(&self) -> StoreResult<Tx> {
        // Before the transaction begins: what it reads is as new as these versions, or newer.
        let shelf = Some(self.shelf.now(&self.versions));
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => Inner::Sqlite(Lite::Reads(readers::Reading::begin(read).await?)),
            Pools::Postgres(pool) => {
                Inner::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        Ok(Tx { inner, versions: self.versions.clone(), touched: None, shelf })
    }

    /// A transaction that writes. Nothing is stored before [`Tx::commit`].
    pub async fn begin(&self) -> StoreResult<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { write, .. } => Inner::Sqlite(Lite::Writes(write.begin_with("BEGIN IMMEDIATE").await?)),
            Pools::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        };
        Ok(Tx { inner, versions: self.versions.clone(), touched: None, shelf: None })
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> StoreResult<()> {
        self.read().await?.number("SELECT COUNT(*) FROM setting", &[]).await.map(|_| ())
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close();
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

enum Inner {
    Sqlite(Lite),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction on SQLite.
enum Lite {
    Reads(readers::Reading),
    Writes(Transaction<'static, Sqlite>),
}

impl Lite {
    fn connection(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Reads(reading) => reading.connection(),
            Self::Writes(tx) => tx,
        }
    }
}

/// An open transaction. Every SQL text takes its values as `$1`, `$2` ….
pub struct Tx {
    inner: Inner,
    versions: Arc<Versions>,
    touched: Option<Version>,
    /// What is kept in memory, for transactions that read.
    shelf: Option<kept::ShelfAt>,
}

impl Tx {
    /// Every row that the query finds.
    pub async fn all<T: Row>(&mut self, sql: &'static str, values: &[Value]) -> StoreResult<Vec<T>> {
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => sqlx::query_as_with(sql, value::sqlite(values)?).fetch_all(tx.connection()).await?,
            Inner::Postgres(tx) => sqlx::query_as_with(sql, value::postgres(values)?).fetch_all(&mut **tx).await?,
        })
    }

    /// The row that the query finds, if any.
    pub async fn optional<T: Row>(&mut self, sql: &'static str, values: &[Value]) -> StoreResult<Option<T>> {
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => {
                sqlx::query_as_with(sql, value::sqlite(values)?).fetch_optional(tx.connection()).await?
            }
            Inner::Postgres(tx) => sqlx::query_as_with(sql, value::postgres(values)?).fetch_optional(&mut **tx).await?,
        })
    }

    /// The row that the query finds; none is [`StoreError::Missing`].
    pub async fn one<T: Row>(&mut self, sql: &'static str, values: &[Value]) -> StoreResult<T> {
        self.optional(sql, values).await?.ok_or(StoreError::Missing)
    }

    /// The single number that the query finds: a count or a new id.
    pub async fn number(&mut self, sql: &'static str, values: &[Value]) -> StoreResult<i64> {
        Ok(self.one::<(i64,)>(sql, values).await?.0)
    }

    /// The numbers that the query finds, a row each.
    pub async fn numbers(&mut self, sql: &'static str, values: &[Value]) -> StoreResult<Vec<i64>> {
        Ok(self.all::<(i64,)>(sql, values).await?.into_iter().map(|row| row.0).collect())
    }

    /// Runs a statement and tells how many rows it changed.
    pub async fn run(&mut self, sql: &'static str, values: &[Value]) -> StoreResult<u64> {
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => {
                sqlx::query_with(sql, value::sqlite(values)?).execute(tx.connection()).await?.rows_affected()
            }
            Inner::Postgres(tx) => {
                sqlx::query_with(sql, value::postgres(values)?).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Runs an `UPDATE … WHERE id = … AND version = …`; no row changed is [`StoreError::Stale`].
    pub async fn run_versioned(&mut self, sql: &'static str, values: &[Value]) -> StoreResult<()> {
        if self.run(sql, values).await? == 0 { Err(StoreError::Stale) } else { Ok(()) }
    }

    /// Takes the row lock of `SELECT … FOR UPDATE`. On SQLite a writing transaction already has the only lock, and one that
    /// reads is refused, as PostgreSQL does.
    pub async fn lock(&mut self, sql: &'static str, values: &[Value]) -> StoreResult<()> {
        match &mut self.inner {
            Inner::Sqlite(Lite::Writes(_)) => {}
            Inner::Sqlite(Lite::Reads(_)) => {
                return Err(StoreError::Broken(format!("a lock in a transaction that reads: {sql}")));
            }
            Inner::Postgres(tx) => {
                sqlx::query_with(sql, value::postgres(values)?).execute(&mut **tx).await?;
            }
        }
        Ok(())
    }

    /// Stores everything. An answer `Ok` means it is on disk.
    pub async fn commit(self) -> StoreResult<()> {
        match self.inner {
            Inner::Sqlite(Lite::Writes(tx)) => tx.commit().await?,
            Inner::Sqlite(Lite::Reads(_)) => {}
            Inner::Postgres(mut tx) => {
                if let Some(touched) = self.touched {
                    let notify = sqlx::query("SELECT pg_notify($1, $2)").bind(version::CHANNEL);
                    notify.bind(touched.code()).execute(&mut *tx).await?;
                }
                tx.commit().await?;
            }
        }
        if let Some(touched) = self.touched {
            self.versions.raise(touched);
        }
        Ok(())
    }
}

/// The text `($1, …, $25)`, for `concat!`: the place of up to 25 values from [`in_25`].
#[macro_export]
macro_rules! in_25 {
    () => {
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
        $24, $25)"
    };
}

/// The values for [`in_25!`](crate::in_25), 25 at a time: a statement for a list of any length, without a text of its own
/// for each length. The last one is filled up by repeating.
pub fn in_25<T: Clone + Into<Value>>(list: &[T]) -> impl Iterator<Item = Vec<Value>> {
    list.chunks(25).map(|some| {
        let filler = some.iter().cycle();
        filler.take(25).cloned().map(Into::into).collect()
    })
}

/// The values of a query, in the order of `$1`, `$2` ….
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Value::from($value)),*] };
}

#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
