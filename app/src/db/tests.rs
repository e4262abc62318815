//! The ground under every store: equal schemas, transactions that hold, versions that rise.

use super::{Inner, StoreError, testing::databases};
use std::collections::BTreeSet;

const SQLITE_COLUMNS: &str = "SELECT m.name AS t, c.name AS c, c.\"notnull\" <> 0 OR c.pk <> 0 AS n \
    FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' \
    AND m.name NOT LIKE '_sqlx%' ORDER BY 1, 2";
const POSTGRES_COLUMNS: &str = "SELECT CAST(table_name AS TEXT) AS t, CAST(column_name AS TEXT) AS c, \
    is_nullable = 'NO' AS n FROM information_schema.columns WHERE table_schema = 'public' \
    AND table_name NOT LIKE '\\_sqlx%' ORDER BY 1, 2";

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_and_nullability() {
    let mut schemas = Vec::new();
    for test in databases().await {
        let mut tx = test.db.read().await.expect("a transaction");
        let sql = match tx.inner {
            Inner::Sqlite(_) => SQLITE_COLUMNS,
            Inner::Postgres(_) => POSTGRES_COLUMNS,
        };
        let rows: Vec<(String, String, bool)> = tx.all(sql, values![]).await.expect("the catalogue");
        assert!(rows.len() > 20, "the schema is there");
        schemas.push(rows.into_iter().collect::<BTreeSet<_>>());
    }
    if let [sqlite, postgres] = &schemas[..] {
        let difference: Vec<_> = sqlite.symmetric_difference(postgres).collect();
        assert!(difference.is_empty(), "{difference:#?}");
    }
}

#[tokio::test]
async fn nothing_is_stored_before_commit_and_the_public_version_rises_with_it() {
    for test in databases().await {
        let before = test.db.public_version();
        let mut tx = test.db.begin().await.expect("a transaction");
        tx.run("INSERT INTO setting (name, value) VALUES ($1, $2)", values!["a", "1"]).await.expect("stored");
        tx.touch_public();
        drop(tx);
        let mut tx = test.db.begin().await.expect("a transaction");
        assert_eq!(tx.number("SELECT COUNT(*) FROM setting", values![]).await.expect("a count"), 0);
        tx.run("INSERT INTO setting (name, value) VALUES ($1, $2)", values!["a", "1"]).await.expect("stored");
        let again = tx.run("INSERT INTO setting (name, value) VALUES ($1, $2)", values!["a", "2"]).await;
        assert!(matches!(again, Err(StoreError::Taken)), "{again:?}");
        drop(tx);
        assert_eq!(test.db.public_version(), before, "nothing was committed");
        let mut tx = test.db.begin().await.expect("a transaction");
        tx.run("INSERT INTO setting (name, value) VALUES ($1, $2)", values!["a", "1"]).await.expect("stored");
        tx.touch_public();
        tx.commit().await.expect("stored");
        assert!(test.db.public_version() > before);
        let mut tx = test.db.read().await.expect("a transaction");
        assert_eq!(tx.number("SELECT COUNT(*) FROM setting", values![]).await.expect("a count"), 1);
    }
}

#[tokio::test]
async fn only_a_transaction_that_writes_takes_locks() {
    const LOCK: &str = "SELECT name FROM setting FOR UPDATE";
    for test in databases().await {
        let refused = test.db.read().await.expect("a transaction").lock(LOCK, values![]).await;
        assert!(matches!(refused, Err(StoreError::Broken(_))), "{:?}: {refused:?}", test.db);
        test.db.begin().await.expect("a transaction").lock(LOCK, values![]).await.expect("locked");
    }
}

const COUNT: &str = "SELECT COUNT(*) FROM setting";

async fn set(db: &super::Db, name: &str, public: bool) {
    let mut tx = db.begin().await.expect("a transaction");
    tx.run("INSERT INTO setting (name, value) VALUES ($1, '')", values![name]).await.expect("stored");
    if public {
        tx.touch_public();
    }
    tx.commit().await.expect("stored");
}

#[tokio::test]
async fn a_transaction_that_reads_sees_one_state_and_the_next_one_sees_what_was_stored_since() {
    for test in databases().await {
        for round in 0..20_i64 {
            let mut tx = test.db.read().await.expect("a transaction");
            assert_eq!(tx.number(COUNT, values![]).await.expect("a count"), round);
            set(&test.db, &round.to_string(), false).await;
            assert_eq!(tx.number(COUNT, values![]).await.expect("a count"), round, "the state it began with");
        }
        // A hundred at once share the few connections, some giving up half way.
        let readers = (0..100).map(|n| {
            let db = test.db.clone();
            tokio::spawn(async move {
                let mut tx = db.read().await.expect("a transaction");
                if n % 3 == 0 {
                    let given_up = std::time::Duration::from_micros(10);
                    let _ = tokio::time::timeout(given_up, tx.number(COUNT, values![])).await;
                    return;
                }
                assert_eq!(tx.number(COUNT, values![]).await.expect("a count"), 20);
            })
        });
        for reader in readers.collect::<Vec<_>>() {
            reader.await.expect("read");
        }
    }
}

/// How many settings there are, kept in memory.
struct Settings(i64);

impl super::Kept for Settings {
    async fn read(tx: &mut super::Tx) -> super::StoreResult<Self> {
        Ok(Self(tx.number(COUNT, values![]).await?))
    }
}

#[tokio::test]
async fn what_is_kept_is_read_again_when_something_public_changed() {
    for test in databases().await {
        let kept = async || {
            let mut tx = test.db.read().await.expect("a transaction");
            tx.kept::<Settings>().await.expect("read").0
        };
        assert_eq!(kept().await, 0);
        set(&test.db, "a", false).await;
        assert_eq!(kept().await, 0, "it was said that nothing public changed");
        set(&test.db, "b", true).await;
        assert_eq!(kept().await, 2);
        let mut tx = test.db.begin().await.expect("a transaction");
        tx.run("DELETE FROM setting", values![]).await.expect("deleted");
        assert_eq!(tx.kept::<Settings>().await.expect("read").0, 0, "one that writes sees what it wrote");
        drop(tx);
        assert_eq!(kept().await, 2);
    }
}
