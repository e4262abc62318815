//! Every SQL text of services.

/// The lists of a service `s`: slugs with commas.
macro_rules! lists {
    () => {
        "COALESCE((SELECT string_agg(p.platform, ',') FROM service_platform p WHERE p.service_id = s.id), '') AS platforms, \
        COALESCE((SELECT string_agg(x.sector, ',') FROM service_sector x WHERE x.service_id = s.id), '') AS sectors, \
        COALESCE((SELECT string_agg(t.technology, ',') FROM service_technology t WHERE t.service_id = s.id), '') AS technologies"
    };
}

mod index;
mod kinds;
mod proofs;
mod whole;

pub use index::{firm_changed, index};
pub use kinds::{ServiceKinds, kinds, load_base};
pub use proofs::{
    Ending, add_certificate, add_listing, change_certificate, change_listing, ending, remove_certificate,
    remove_listing, warned,
};
pub use whole::of_firm;

use super::model::{ServiceDraft, ServiceForm};
use crate::{
    db::{StoreResult, Tx, Value},
    label::Label,
    search, secret, sectors, technologies,
    time::UnixMillis,
    values,
};

/// The word for a service in audit and search.
pub const KIND: &str = "service";
/// Services of a firm, and certificates or listings of a service, at most.
const MOST: i64 = 30;

#[derive(sqlx::FromRow)]
struct ServiceRow {
    id: i64,
    r#ref: String,
    company_id: i64,
    kind: String,
    name_ko: String,
    name_en: String,
    about_ko: String,
    about_en: String,
    url: String,
    price_ko: String,
    price_en: String,
    price_open: bool,
    voucher: bool,
    version: i64,
    platforms: String,
    sectors: String,
    technologies: String,
}

fn slugs(listed: &str) -> impl Iterator<Item = &str> {
    listed.split(',').filter(|slug| !slug.is_empty())
}

/// A service as acts need it.
pub struct Stored {
    pub id: i64,
    pub company_id: i64,
    pub version: i64,
    pub form: ServiceForm,
}

/// The service with this name.
pub async fn by_ref(tx: &mut Tx, reference: &str) -> StoreResult<Stored> {
    const SELECT: &str = concat!(
        "SELECT s.id, s.ref, s.company_id, s.kind, s.name_ko, s.name_en, s.about_ko, s.about_en, s.url, s.price_ko, \
        s.price_en, s.price_open, s.voucher, s.version, ",
        lists!(),
        " FROM service s WHERE s.ref = $1"
    );
    let s: ServiceRow = tx.one(SELECT, values![reference]).await?;
    let (kinds, sectors, map) = (kinds(tx).await?, sectors::known(tx).await?, technologies::map(tx).await?);
    let owned = |labels: Vec<Label>| labels.into_iter().map(|label| label.slug).collect();
    let ticked = |yes: bool| if yes { "1".to_owned() } else { String::new() };
    let mut technologies: Vec<String> = slugs(&s.technologies).map(str::to_owned).collect();
    technologies.sort_by_key(|slug| map.place(slug));
    Ok(Stored {
        id: s.id,
        company_id: s.company_id,
        version: s.version,
        form: ServiceForm {
            firm: String::new(),
            kind: s.kind,
            name_ko: s.name_ko,
            name_en: s.name_en,
            about_ko: s.about_ko,
            about_en: s.about_en,
            url: s.url,
            platforms: owned(kinds.platforms.listed(&s.platforms)),
            sectors: owned(sectors.labels.listed(&s.sectors)),
            technologies,
            price_ko: s.price_ko,
            price_en: s.price_en,
            price_open: ticked(s.price_open),
            voucher: ticked(s.voucher),
        },
    })
}

/// Nobody else changes the services of a firm until the transaction ends.
pub async fn lock(tx: &mut Tx, company: i64) -> StoreResult<()> {
    tx.lock("SELECT id FROM company WHERE id = $1 FOR UPDATE", values![company]).await
}

/// Whether a firm has as many services as are shown.
pub async fn is_full(tx: &mut Tx, company: i64) -> StoreResult<bool> {
    Ok(tx.number("SELECT COUNT(*) FROM service WHERE company_id = $1", values![company]).await? >= MOST)
}

/// Adds a service of a firm. Answers its id and its name in addresses.
pub async fn add(tx: &mut Tx, company: i64, d: &ServiceDraft, now: UnixMillis) -> StoreResult<(i64, String)> {
    const INSERT: &str = "INSERT INTO service (ref, company_id, kind, name_ko, name_en, about_ko, about_en, url, price_ko, \
        price_en, price_open, voucher, created_ms, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1) RETURNING id";
    let reference = secret::reference();
    let ServiceDraft { kind, name, about, url, price, price_open, voucher, .. } = d;
    let texts = values![
        &reference,
        company,
        kind,
        &name.ko,
        &name.en,
        &about.ko,
        &about.en,
        url,
        &price.ko,
        &price.en,
        *price_open,
        *voucher,
        now
    ];
    let id = tx.number(INSERT, texts).await?;
    write_lists(tx, id, d).await?;
    Ok((id, reference))
}

/// Changes a service. A version that is not the stored one is [`StoreError::Stale`].
pub async fn update(tx: &mut Tx, id: i64, version: i64, d: &ServiceDraft) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE service SET kind = $3, name_ko = $4, name_en = $5, about_ko = $6, about_en = $7, url = $8, \
        price_ko = $9, price_en = $10, price_open = $11, voucher = $12, version = version + 1 \
        WHERE id = $1 AND version = $2";
    let ServiceDraft { kind, name, about, url, price, price_open, voucher, .. } = d;
    let texts = values![
        id,
        version,
        kind,
        &name.ko,
        &name.en,
        &about.ko,
        &about.en,
        url,
        &price.ko,
        &price.en,
        *price_open,
        *voucher
    ];
    tx.run_versioned(UPDATE, texts).await?;
    for list in [
        "DELETE FROM service_platform WHERE service_id = $1",
        "DELETE FROM service_sector WHERE service_id = $1",
        "DELETE FROM service_technology WHERE service_id = $1",
    ] {
        tx.run(list, values![id]).await?;
    }
    write_lists(tx, id, d).await
}

async fn write_lists(tx: &mut Tx, id: i64, d: &ServiceDraft) -> StoreResult<()> {
    for (sql, list) in [
        ("INSERT INTO service_platform (service_id, platform) VALUES ($1, $2)", &d.platforms),
        ("INSERT INTO service_sector (service_id, sector) VALUES ($1, $2)", &d.sectors),
        ("INSERT INTO service_technology (service_id, technology) VALUES ($1, $2)", &d.technologies),
    ] {
        for slug in list {
            tx.run(sql, values![id, slug]).await?;
        }
    }
    Ok(())
}

/// Takes a service away with all that hangs on it.
pub async fn remove(tx: &mut Tx, id: i64) -> StoreResult<()> {
    search::remove(tx, KIND, id).await?;
    tx.run("DELETE FROM service WHERE id = $1", values![id]).await?;
    Ok(())
}

/// Services follow a merged technology.
pub async fn technology_merged(tx: &mut Tx, from: &str, into: &str) -> StoreResult<()> {
    const FOLLOW: &str = "INSERT INTO service_technology (service_id, technology) \
        SELECT t.service_id, $2 FROM service_technology t WHERE t.technology = $1 ON CONFLICT DO NOTHING";
    tx.run(FOLLOW, values![from, into]).await?;
    tx.run("DELETE FROM service_technology WHERE technology = $1", values![from]).await?;
    Ok(())
}

/// Which of up to 25 firms offer anything.
pub async fn firms_in_use(tx: &mut Tx, some: &[Value]) -> StoreResult<Vec<i64>> {
    const SELECT: &str = concat!("SELECT company_id FROM service WHERE company_id IN ", crate::in_25!());
    tx.numbers(SELECT, some).await
}

/// Whether a service names a technology.
pub async fn technology_wanted(tx: &mut Tx, slug: &str) -> StoreResult<bool> {
    Ok(tx.number("SELECT COUNT(*) FROM service_technology WHERE technology = $1", values![slug]).await? > 0)
}
