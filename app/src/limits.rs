//! Limits on how often something may be tried; kept in the database so that they hold across processes.

use crate::{
    db::{Db, StoreResult, Tx},
    error::AppError,
    time::{DAY_MS, HOUR_MS, MINUTE_MS, UnixMillis},
    values,
};

/// How many tries within which time.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub name: &'static str,
    pub tries: i64,
    pub window_ms: i64,
}

/// Sign-ins with one mail address.
pub const SIGN_IN: Limit = Limit { name: "sign-in", tries: 10, window_ms: 15 * MINUTE_MS };
/// Sign-ins from one client, whatever the address.
pub const SIGN_IN_CLIENT: Limit = Limit { name: "sign-in-client", tries: 60, window_ms: 15 * MINUTE_MS };
/// Sign-ups from one client.
pub const SIGN_UP: Limit = Limit { name: "sign-up", tries: 20, window_ms: HOUR_MS };
/// Mails with a link to one address.
pub const LINK_MAIL: Limit = Limit { name: "link-mail", tries: 5, window_ms: HOUR_MS };

/// Mails that ask somebody for something on behalf of others, whoever sends them; counted by whom they go to.
pub const ASKED: Limit = Limit { name: "asked", tries: 3, window_ms: DAY_MS };

/// Counts a try of `who`; too many answer [`AppError::TooMany`] with the seconds to wait.
pub async fn hit(db: &Db, limit: Limit, who: &str, now: UnixMillis) -> Result<(), AppError> {
    let (started, tries) = count(db, limit, who, now).await?;
    if tries > limit.tries {
        let wait = started + limit.window_ms - now.0;
        return Err(AppError::TooMany(u64::try_from(wait / 1_000 + 1).unwrap_or(1)));
    }
    Ok(())
}

async fn count(db: &Db, limit: Limit, who: &str, now: UnixMillis) -> StoreResult<(i64, i64)> {
    const HIT: &str = "INSERT INTO rate (bucket, started_ms, tries) VALUES ($1, $2, 1) \
        ON CONFLICT (bucket) DO UPDATE SET \
        tries = CASE WHEN rate.started_ms <= $3 THEN 1 ELSE rate.tries + 1 END, \
        started_ms = CASE WHEN rate.started_ms <= $3 THEN $2 ELSE rate.started_ms END RETURNING started_ms, tries";
    let mut tx = db.begin().await?;
    let bucket = format!("{}:{who}", limit.name);
    let counted = tx.one(HIT, values![bucket, now, now + -limit.window_ms]).await?;
    tx.commit().await?;
    Ok(counted)
}

/// Takes a try back that was a good one.
pub async fn uncount(tx: &mut Tx, limit: Limit, who: &str) -> StoreResult<()> {
    const UNCOUNT: &str = "UPDATE rate SET tries = tries - 1 WHERE bucket = $1 AND tries > 0";
    tx.run(UNCOUNT, values![format!("{}:{who}", limit.name)]).await?;
    Ok(())
}

/// Forgets windows that are over.
pub async fn purge(db: &Db, now: UnixMillis) -> StoreResult<()> {
    let mut tx = db.begin().await?;
    // No window is longer than a day.
    tx.run("DELETE FROM rate WHERE started_ms < $1", values![now + -DAY_MS]).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::databases;

    #[tokio::test]
    async fn a_limit_holds_within_its_window_and_for_one_bucket() {
        const TWO: Limit = Limit { name: "test", tries: 2, window_ms: 10_000 };
        for test in databases().await {
            let now = UnixMillis(1_000_000_000);
            for _ in 0..2 {
                hit(&test.db, TWO, "a", now).await.expect("allowed");
            }
            assert_eq!(hit(&test.db, TWO, "a", now + 4_000).await, Err(AppError::TooMany(7)));
            hit(&test.db, TWO, "b", now).await.expect("another bucket");
            hit(&test.db, TWO, "a", now + 10_000).await.expect("a new window");
            for _ in 0..5 {
                hit(&test.db, TWO, "c", now).await.expect("good tries do not add up");
                let mut tx = test.db.begin().await.expect("a transaction");
                uncount(&mut tx, TWO, "c").await.expect("taken back");
                tx.commit().await.expect("stored");
            }
        }
    }
}
