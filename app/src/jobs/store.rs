//! The SQL of work to be done later.

use crate::{
    db::{Db, StoreResult, Tx},
    time::{MINUTE_MS, SECOND_MS, UnixMillis},
    values,
};

/// How long a worker may hold a job before another takes it.
const LEASE_MS: i64 = 2 * MINUTE_MS;
/// After so many failures a job is parked.
const MOST_TRIES: i64 = 8;

/// A job that a worker has taken.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Job {
    pub id: i64,
    pub kind: String,
    pub payload: String,
    pub tries: i64,
}

/// Plans work. The same kind and key again changes nothing.
pub async fn add(tx: &mut Tx, kind: &str, unique_key: &str, payload: &str, due: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO job (kind, unique_key, payload, due_ms, leased_ms, tries, parked, last_error) \
        VALUES ($1, $2, $3, $4, 0, 0, FALSE, '') ON CONFLICT (kind, unique_key) DO NOTHING";
    tx.run(INSERT, values![kind, unique_key, payload, due]).await?;
    Ok(())
}

/// Takes the next due job, for as long as the lease lasts.
pub async fn take(db: &Db, now: UnixMillis) -> StoreResult<Option<Job>> {
    const PEEK: &str = "SELECT COUNT(*) FROM job WHERE NOT parked AND due_ms <= $1 AND leased_ms <= $2";
    // The condition stands twice: under READ COMMITTED the outer one is checked again on the locked row, so that of
    // two workers only one takes it.
    const TAKE: &str = "UPDATE job SET leased_ms = $1, tries = tries + 1 WHERE id = (SELECT id FROM job \
        WHERE NOT parked AND due_ms <= $1 AND leased_ms <= $2 ORDER BY due_ms, id LIMIT 1) AND leased_ms <= $2 \
        RETURNING id, kind, payload, tries";
    let expired = UnixMillis(now.0 - LEASE_MS);
    // Looking first costs a read and saves an idle portal the one writer of SQLite.
    if db.read().await?.number(PEEK, values![now, expired]).await? == 0 {
        return Ok(None);
    }
    let mut tx = db.begin().await?;
    let job = tx.optional(TAKE, values![now, expired]).await?;
    tx.commit().await?;
    Ok(job)
}

/// The job is done and goes.
pub async fn finish(db: &Db, job: &Job) -> StoreResult<()> {
    let mut tx = db.begin().await?;
    tx.run("DELETE FROM job WHERE id = $1", values![job.id]).await?;
    tx.commit().await
}

/// The job failed: it is due again after a growing pause, or parked after the last try.
pub async fn fail(db: &Db, job: &Job, error: &str, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE job SET leased_ms = 0, due_ms = $2, parked = $3, last_error = $4 WHERE id = $1";
    let pause = (10 * SECOND_MS) << job.tries.clamp(0, 12);
    let mut tx = db.begin().await?;
    tx.run(UPDATE, values![job.id, now + pause, job.tries >= MOST_TRIES, error]).await?;
    tx.commit().await
}

/// A job that keeps failing, as a coordinator sees it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Parked {
    pub kind: String,
    pub unique_key: String,
    pub tries: i64,
    pub last_error: String,
}

/// The newest parked jobs, at most fifty.
pub async fn parked(tx: &mut Tx) -> StoreResult<Vec<Parked>> {
    const SELECT: &str = "SELECT kind, unique_key, tries, last_error FROM job WHERE parked ORDER BY id DESC LIMIT 50";
    tx.all(SELECT, values![]).await
}

/// How many jobs are parked.
pub async fn count_parked(tx: &mut Tx) -> StoreResult<i64> {
    tx.number("SELECT COUNT(*) FROM job WHERE parked", values![]).await
}

/// Gives a parked job another try, now. Answers its id.
pub async fn retry(tx: &mut Tx, kind: &str, unique_key: &str, now: UnixMillis) -> StoreResult<i64> {
    const UPDATE: &str = "UPDATE job SET parked = FALSE, tries = 0, leased_ms = 0, due_ms = $3 \
        WHERE kind = $1 AND unique_key = $2 AND parked RETURNING id";
    tx.number(UPDATE, values![kind, unique_key, now]).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::databases;

    #[tokio::test]
    async fn one_worker_takes_a_job_and_a_lost_lease_returns_it() {
        for test in databases().await {
            let now = UnixMillis(1_000_000_000);
            let mut tx = test.db.begin().await.expect("a transaction");
            add(&mut tx, "mail", "1", "1", now).await.expect("planned");
            add(&mut tx, "mail", "1", "again", now).await.expect("known already");
            tx.commit().await.expect("stored");
            assert!(take(&test.db, now + -1).await.expect("asked").is_none(), "not due yet");
            let (a, b) = tokio::join!(take(&test.db, now), take(&test.db, now));
            let taken = [a.expect("asked"), b.expect("asked")];
            assert_eq!(taken.iter().flatten().count(), 1, "exactly one worker takes it");
            assert!(take(&test.db, now + (LEASE_MS - 1)).await.expect("asked").is_none(), "it is leased");
            let again = take(&test.db, now + LEASE_MS).await.expect("asked").expect("the lease ran out");
            assert_eq!((again.payload.as_str(), again.tries), ("1", 2));
            finish(&test.db, &again).await.expect("done");
            assert!(take(&test.db, now + 9 * LEASE_MS).await.expect("asked").is_none());
        }
    }

    #[tokio::test]
    async fn what_keeps_failing_is_parked_and_can_be_retried() {
        for test in databases().await {
            let mut now = UnixMillis(1_000_000_000);
            let mut tx = test.db.begin().await.expect("a transaction");
            add(&mut tx, "mail", "7", "7", now).await.expect("planned");
            tx.commit().await.expect("stored");
            for _ in 0..MOST_TRIES {
                let job = take(&test.db, now).await.expect("asked").expect("due again");
                fail(&test.db, &job, "no route", now).await.expect("noted");
                assert!(take(&test.db, now).await.expect("asked").is_none(), "it pauses");
                now = now + ((10 * SECOND_MS) << 12);
            }
            assert!(take(&test.db, now).await.expect("asked").is_none(), "it is parked");
            let mut tx = test.db.begin().await.expect("a transaction");
            let waiting = parked(&mut tx).await.expect("listed");
            assert_eq!(waiting.len(), 1);
            assert_eq!(waiting[0].last_error, "no route");
            retry(&mut tx, "mail", &waiting[0].unique_key, now).await.expect("again");
            assert!(retry(&mut tx, "mail", "7", now).await.is_err(), "it is parked no more");
            tx.commit().await.expect("stored");
            assert!(take(&test.db, now).await.expect("asked").is_some());
        }
    }
}
