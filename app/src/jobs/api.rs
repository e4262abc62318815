//! Server functions of work that failed; they are the secretariat's.

use crate::error::AppResult;
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::store,
    crate::{
        audit::{self, Thing},
        ctx::Ctx,
    },
};

/// Work that is parked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkedView {
    pub kind: String,
    pub key: String,
    pub tries: i64,
    pub last_error: String,
}

/// What is parked, the newest first.
#[server(endpoint = "jobs/parked", input = GetUrl)]
pub async fn get_parked() -> AppResult<Vec<ParkedView>> {
    let (ctx, _) = Ctx::coordinator()?;
    let parked = store::parked(&mut ctx.read().await?).await?;
    let view = |job: store::Parked| ParkedView {
        kind: job.kind,
        key: job.unique_key,
        tries: job.tries,
        last_error: job.last_error,
    };
    Ok(parked.into_iter().map(view).collect())
}

/// Gives parked work another try, now.
#[server(endpoint = "jobs/retry")]
pub async fn retry_job(kind: String, key: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let id = store::retry(&mut tx, &kind, &key, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "retried", Thing("job", id), &kind).await?;
    tx.commit().await?;
    ctx.go("/secretariat/jobs?retried=1");
    Ok(())
}
