//! Connections that read a SQLite file, one transaction a loan.
//!
//! What reading costs is the trips to a connection's thread, so a loan makes none but its queries: the transaction is
//! begun and ended by commands that nobody waits for. sqlx's own pool waits for both, and asks a connection whether it
//! lives before and after each loan.

use super::{StoreError, StoreResult};
use deadpool::managed::{self, Metrics, PoolError, RecycleResult, Timeouts};
use sqlx::{ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

/// Statements that a connection keeps prepared: more than the portal has.
const PREPARED: usize = 500;

/// Opens connections that read.
pub struct Opener(SqliteConnectOptions);

impl managed::Manager for Opener {
    type Type = SqliteConnection;
    type Error = sqlx::Error;

    async fn create(&self) -> Result<SqliteConnection, sqlx::Error> {
        self.0.connect().await
    }

    async fn recycle(&self, _: &mut SqliteConnection, _: &Metrics) -> RecycleResult<sqlx::Error> {
        Ok(())
    }
}

/// The connections that read.
pub type Readers = managed::Pool<Opener>;

/// At most `most` connections to a file; a request waits for one as long as `timeout`.
pub fn open(options: SqliteConnectOptions, most: usize, timeout: Duration) -> StoreResult<Readers> {
    let options = options.read_only(true).statement_cache_capacity(PREPARED);
    let timeouts = Timeouts { wait: Some(timeout), create: Some(timeout), recycle: None };
    Readers::builder(Opener(options))
        .max_size(most)
        .timeouts(timeouts)
        .runtime(deadpool::Runtime::Tokio1)
        .build()
        .map_err(|e| StoreError::Broken(e.to_string()))
}

/// A connection inside a transaction that reads one state of the database. Dropping it ends the transaction.
pub struct Reading(managed::Object<Opener>);

impl Reading {
    pub async fn begin(readers: &Readers) -> StoreResult<Self> {
        let mut reading = Self(readers.get().await.map_err(|e| match e {
            PoolError::Backend(e) => e.into(),
            e => StoreError::Away(e.to_string()),
        })?);
        reading.send("BEGIN");
        Ok(reading)
    }

    /// Gives the connection a command ahead of whatever comes next, without waiting for its answer.
    fn send(&mut self, command: &'static str) {
        let sent = pin!(sqlx::query(command).execute(&mut *self.0));
        let _ = sent.poll(&mut Context::from_waker(Waker::noop()));
    }

    pub fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.send("ROLLBACK");
    }
}
