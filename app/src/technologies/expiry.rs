//! Evidence ends: what was confirmed on it is lowered, what is claimed stays, and the firm is told.

use super::{
    mails,
    model::EVIDENCE_FROM,
    store::{self, Unproved},
};
use crate::{
    audit::{self, Thing},
    companies,
    ctx::App,
    db::StoreResult,
    inbox::{self, Recipient},
    time::UnixMillis,
};

/// Lowers every capability whose evidence is over. The worker calls it every hour.
pub async fn lower_expired(app: &App, now: UnixMillis) -> StoreResult<()> {
    while let Some(next) = store::unproved(&mut app.db.read().await?, now).await? {
        lower(app, &next, now).await?;
    }
    Ok(())
}

async fn lower(app: &App, of: &Unproved, now: UnixMillis) -> StoreResult<()> {
    let mut tx = app.db.begin().await?;
    if !store::lower(&mut tx, of.id, now).await? {
        // Another replica was faster, or new evidence came.
        return Ok(());
    }
    let firm = companies::firm_by_id(&mut tx, of.company_id).await?;
    let technology = store::map(&mut tx).await?.name(&of.technology);
    let path = format!("/companies/{}/capabilities/{}", firm.slug, of.reference);
    let letter = |_: &Recipient, lang| mails::lowered(app, lang, &firm, technology.get(lang), &path);
    let owners = companies::owners(&mut tx, &[of.company_id]).await?;
    let news = inbox::informs("capability_lowered", &path);
    inbox::tell_all(&mut tx, &owners, news, letter, now).await?;
    let level = (EVIDENCE_FROM - 1).to_string();
    audit::record(&mut tx, now, None, "lowered", Thing(super::api::CAPABILITY, of.id), &level).await?;
    store::recount(&mut tx, of.company_id, std::slice::from_ref(&of.technology)).await?;
    tx.touch_public();
    tx.commit().await
}
