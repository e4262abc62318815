//! Certificates end: their firms are told two months before.

use super::{
    mails,
    store::{self, Ending, KIND},
};
use crate::{
    audit::{self, Thing},
    companies,
    ctx::App,
    db::StoreResult,
    inbox::{self, Recipient},
    text::Text2,
    time::UnixMillis,
};

/// Tells the firms of certificates that end soon, once each. The worker calls it every hour.
pub async fn warn_of_expiry(app: &App, now: UnixMillis) -> StoreResult<()> {
    while let Some(next) = store::ending(&mut app.db.read().await?, now).await? {
        warn(app, &next, now).await?;
    }
    Ok(())
}

async fn warn(app: &App, of: &Ending, now: UnixMillis) -> StoreResult<()> {
    let mut tx = app.db.begin().await?;
    if !store::warned(&mut tx, of, now).await? {
        // Another replica was faster, or the day was changed.
        return Ok(());
    }
    let firm = companies::firm_by_id(&mut tx, of.company_id).await?;
    let scheme = store::kinds(&mut tx).await?.schemes.name(&of.scheme);
    let service = Text2::new(&of.name_ko, &of.name_en);
    let path = format!("/companies/{}/services", firm.slug);
    let ends = UnixMillis(of.expires_ms);
    let letter = |_: &Recipient, lang| mails::ends_soon(app, lang, &service, &scheme, ends, &path);
    let owners = companies::owners(&mut tx, &[of.company_id]).await?;
    let news = inbox::informs("certificate_ends", &path);
    inbox::tell_all(&mut tx, &owners, news, letter, now).await?;
    audit::record(&mut tx, now, None, "warned", Thing(KIND, of.service_id), &of.scheme).await?;
    tx.commit().await
}
