//! Which day a page is of, and the days that a process keeps.

use super::{super::model::AsOf, then::Then};
use crate::{
    ctx::Ctx,
    db::{Kept, StoreResult, Tx, Version},
    error::{AppError, AppResult},
    time::UnixMillis,
    values,
};
use std::sync::{Arc, Mutex, PoisonError};

/// Days that a process keeps.
const MOST_KEPT: usize = 16;

/// Days that were asked for lately, as they look while nobody's claims change: firms that leave, or that close what they
/// had opened, are closed on past days too.
struct Days {
    /// What it is of; a transaction that reads something older adds nothing.
    version: Option<u64>,
    known: Mutex<Vec<(UnixMillis, Arc<Then>)>>,
    /// Held by whoever reads a day, and by who waits for them: no more, or a few questions would keep all connections busy.
    reading: tokio::sync::Mutex<()>,
    waiting: tokio::sync::Mutex<()>,
}

impl Kept for Days {
    const OF: Version = Version::Claims;

    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        let version = tx.version::<Self>();
        Ok(Self {
            version,
            known: Mutex::default(),
            reading: tokio::sync::Mutex::default(),
            waiting: tokio::sync::Mutex::default(),
        })
    }
}

impl Days {
    fn find(&self, end: UnixMillis) -> Option<Arc<Then>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|(day, _)| *day == end).map(|(_, then)| then.clone())
    }

    fn keep(&self, end: UnixMillis, then: &Arc<Then>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_KEPT {
            known.remove(0);
        }
        known.push((end, then.clone()));
    }
}

/// Of which day a page is, and what all could do then; nothing where it is of now.
#[derive(Default)]
pub struct Past {
    pub as_of: AsOf,
    pub then: Option<Arc<Then>>,
}

/// What a page is made of that is asked for the end of a day in Seoul, as in `2026-11-23`; of now for today, a day to come,
/// or no day at all.
pub async fn past(ctx: &Ctx, tx: &mut Tx, day: &str) -> AppResult<Past> {
    // Today's date stands in the page.
    ctx.changes_at(ctx.now.next_seoul_midnight());
    let asked = UnixMillis::of_iso_day(day.trim()).filter(|day| day.next_seoul_midnight() <= ctx.now);
    let then = match asked {
        Some(day) => Some(at(tx, day.next_seoul_midnight()).await?),
        None => None,
    };
    let day = asked.map(UnixMillis::iso_day).unwrap_or_default();
    Ok(Past { as_of: AsOf { day, today: ctx.now.iso_day() }, then })
}

pub(super) async fn at(tx: &mut Tx, end: UnixMillis) -> AppResult<Arc<Then>> {
    const FIRST: &str = "SELECT MIN(at_ms) FROM capability_history";
    let days: Arc<Days> = tx.kept().await?;
    if let Some(known) = days.find(end) {
        return Ok(known);
    }
    let (first,): (Option<i64>,) = tx.one(FIRST, values![]).await?;
    if first.is_none_or(|first| end.0 <= first) {
        return Ok(Arc::default());
    }
    let _turn = if let Ok(turn) = days.reading.try_lock() {
        turn
    } else {
        let Ok(_wait) = days.waiting.try_lock() else { return Err(AppError::TooMany(1)) };
        days.reading.lock().await
    };
    if let Some(known) = days.find(end) {
        return Ok(known);
    }
    let then = Arc::new(Then::read(tx, end).await?);
    if tx.version::<Days>() == days.version {
        days.keep(end, &then);
    }
    Ok(then)
}
