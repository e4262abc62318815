//! Databases for tests: a fresh one on each engine, and the check that a test means to make on both.

use super::Db;
use std::{
    env, process,
    sync::atomic::{AtomicU32, Ordering},
};

/// A database of one test. SQLite files go with it; PostgreSQL ones with the test server.
pub struct TestDb {
    pub db: Db,
    file: Option<std::path::PathBuf>,
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            for suffix in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{suffix}", file.display()));
            }
        }
    }
}

/// A fresh database on every engine at hand: always SQLite, and PostgreSQL where `OCA_TEST_POSTGRES` names a server
/// (`make test` starts one).
pub async fn databases() -> Vec<TestDb> {
    let mut all = vec![sqlite().await];
    if let Ok(url) = env::var("OCA_TEST_POSTGRES") {
        all.push(TestDb { db: postgres(&url).await, file: None });
    }
    all
}

/// A fresh SQLite database.
async fn sqlite() -> TestDb {
    let file = env::temp_dir().join(format!("oca-test-{}.db", unique()));
    let db = Db::open(&format!("sqlite://{}", file.display())).await.expect("a temporary database");
    TestDb { db, file: Some(file) }
}

/// A clone of a template that every test process shares; one of them makes it.
async fn postgres(url: &str) -> Db {
    use sqlx::Connection;
    let mut lock = sqlx::PgConnection::connect(url).await.expect("the test server answers");
    sqlx::query("SELECT pg_advisory_lock(2020)").execute(&mut lock).await.expect("the lock");
    let known: Option<(i32,)> = sqlx::query_as("SELECT 1 FROM pg_database WHERE datname = 'oca_template'")
        .fetch_optional(&mut lock)
        .await
        .expect("the catalogue");
    if known.is_none() {
        execute(url, "CREATE DATABASE oca_template".to_owned()).await;
        let template = Db::open(&with_database(url, "oca_template")).await.expect("the template");
        template.close().await;
    }
    let name = format!("oca_{}", unique());
    execute(url, format!("CREATE DATABASE {name} TEMPLATE oca_template")).await;
    drop(lock);
    let db = Db::open(&with_database(url, &name)).await.expect("a clone of the template");
    // The listener raises the version once when it is ready; a test that watches the version must not see that.
    for _ in 0..500 {
        if db.public_version() > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    db
}

async fn execute(url: &str, sql: String) {
    use sqlx::Connection;
    let mut connection = sqlx::PgConnection::connect(url).await.expect("the test server answers");
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.expect("a database is made");
}

/// `postgres://host/NAME?…` with another database name.
fn with_database(url: &str, name: &str) -> String {
    let (front, query) = url.split_once('?').map_or((url, String::new()), |(f, q)| (f, format!("?{q}")));
    let root = front.rfind('/').map_or(front, |i| &front[..i]);
    format!("{root}/{name}{query}")
}

fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{}_{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Waits until so many transactions of a PostgreSQL database wait for a lock, half a minute at most.
///
/// # Panics
/// Where the database cannot be asked.
pub async fn until_waiting(db: &Db, transactions: i64) {
    const WAITING: &str =
        "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    for _ in 0..600 {
        let mut tx = db.read().await.expect("a transaction");
        if tx.number(WAITING, &[]).await.expect("counted") == transactions {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}
