//! The services of a firm as its page shows them, with all that hangs on them.

use super::{
    super::model::{Certificate, CertificateForm, Listed, Listing, ListingForm, Service, Standing},
    MOST, ServiceKinds, ServiceRow, kinds, slugs,
};
use crate::{
    db::{StoreResult, Tx},
    label::Label,
    sectors, technologies,
    text::Text2,
    time::UnixMillis,
    values,
};
use std::cmp::Reverse;

/// What stands between the columns of a packed row, and between rows: nothing that a line of text may hold.
const COLUMN: &str = "\u{1f}";
const ROW: &str = "\u{1e}";

#[derive(sqlx::FromRow)]
struct WholeRow {
    #[sqlx(flatten)]
    service: ServiceRow,
    certificates: String,
    listings: String,
}

/// The services of a firm with their certificates and listings, the oldest first. Prices for whoever may read them.
pub async fn of_firm(tx: &mut Tx, company: i64, prices: bool, now: UnixMillis) -> StoreResult<Vec<Service>> {
    // One statement, however many services: what hangs on each is packed into a column.
    const SELECT: &str = concat!(
        "SELECT s.id, s.ref, s.company_id, s.kind, s.name_ko, s.name_en, s.about_ko, s.about_en, s.url, s.price_ko, \
        s.price_en, s.price_open, s.voucher, s.version, ",
        lists!(),
        ", COALESCE((SELECT string_agg(c.ref || CAST($2 AS TEXT) || CAST(c.version AS TEXT) || $2 || c.scheme || $2 || c.type || $2 || \
        c.grade || $2 || c.number || $2 || COALESCE(CAST(c.applied_ms AS TEXT), '') || $2 || \
        COALESCE(CAST(c.issued_ms AS TEXT), '') || $2 || COALESCE(CAST(c.expires_ms AS TEXT), ''), $3) \
        FROM certificate c WHERE c.service_id = s.id), '') AS certificates, \
        COALESCE((SELECT string_agg(l.ref || $2 || CAST(l.version AS TEXT) || $2 || l.registry || $2 || l.number || $2 || l.url || $2 || \
        l.contract || $2 || COALESCE(CAST(l.applied_ms AS TEXT), '') || $2 || COALESCE(CAST(l.listed_ms AS TEXT), '') \
        || $2 || COALESCE(CAST(l.ended_ms AS TEXT), ''), $3) FROM listing l WHERE l.service_id = s.id), '') AS listings \
        FROM service s WHERE s.company_id = $1 ORDER BY s.id LIMIT CAST($4 AS BIGINT)"
    );
    let rows: Vec<WholeRow> = tx.all(SELECT, values![company, COLUMN, ROW, MOST]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (kinds, sectors, map) = (kinds(tx).await?, sectors::known(tx).await?, technologies::map(tx).await?);
    let service = |WholeRow { service: s, certificates, listings }: WholeRow| {
        let mut technologies: Vec<Label> = slugs(&s.technologies).map(|slug| map.label(slug)).collect();
        technologies.sort_by_key(|label| map.place(&label.slug));
        let mut certificates: Vec<Certificate> =
            packed(&certificates).filter_map(|c| certificate(&kinds, &c, &s.r#ref, now)).collect();
        certificates.sort_by_key(|c| Reverse((newest(&c.form.issued, &c.form.applied), c.reference.clone())));
        let mut listings: Vec<Listing> = packed(&listings).filter_map(|l| listing(&kinds, &l, &s.r#ref, now)).collect();
        listings.sort_by_key(|l| Reverse((newest(&l.form.listed, &l.form.applied), l.reference.clone())));
        Service {
            kind: s.kind,
            name: Text2::new(s.name_ko, s.name_en),
            about: Text2::new(s.about_ko, s.about_en),
            url: s.url,
            platforms: kinds.platforms.listed(&s.platforms),
            sectors: sectors.labels.listed(&s.sectors),
            technologies,
            price: if prices || s.price_open { Text2::new(s.price_ko, s.price_en) } else { Text2::default() },
            voucher: s.voucher,
            certificates,
            listings,
            reference: s.r#ref,
        }
    };
    Ok(rows.into_iter().map(service).collect())
}

/// Rows that a column packs, as their columns.
fn packed(listed: &str) -> impl Iterator<Item = Vec<&str>> {
    listed.split(ROW).filter(|row| !row.is_empty()).map(|row| row.split(COLUMN).collect())
}

fn instant(written: &str) -> Option<UnixMillis> {
    written.parse().ok().map(UnixMillis)
}

/// The later of two days, as forms show them: what was decided, or else what was asked for.
fn newest(decided: &str, asked: &str) -> String {
    if decided.is_empty() { asked } else { decided }.to_owned()
}

/// A day as its form shows it.
fn typed_day(at: Option<UnixMillis>) -> String {
    at.map(UnixMillis::iso_day).unwrap_or_default()
}

fn certificate(kinds: &ServiceKinds, columns: &[&str], service: &str, now: UnixMillis) -> Option<Certificate> {
    let [reference, version, scheme, r#type, grade, number, applied, issued, expires] = columns.try_into().ok()?;
    let (applied, issued, expires) = (instant(applied), instant(issued), instant(expires));
    Some(Certificate {
        reference: reference.to_owned(),
        scheme: kinds.schemes.name(scheme),
        standing: Standing::of(applied, issued, expires, now),
        target: kinds.targets.get(scheme).copied(),
        issued,
        expires,
        form: CertificateForm {
            service: service.to_owned(),
            certificate: reference.to_owned(),
            version: version.to_owned(),
            scheme: scheme.to_owned(),
            r#type: r#type.to_owned(),
            grade: grade.to_owned(),
            number: number.to_owned(),
            applied: typed_day(applied),
            issued: typed_day(issued),
            expires: typed_day(expires),
        },
    })
}

fn listing(kinds: &ServiceKinds, columns: &[&str], service: &str, now: UnixMillis) -> Option<Listing> {
    let [reference, version, registry, number, url, contract, applied, listed, ended] = columns.try_into().ok()?;
    let (applied, listed, ended) = (instant(applied), instant(listed), instant(ended));
    Some(Listing {
        reference: reference.to_owned(),
        registry: kinds.registries.name(registry),
        listed: Listed::of(applied, listed, ended, now),
        form: ListingForm {
            service: service.to_owned(),
            listing: reference.to_owned(),
            version: version.to_owned(),
            registry: registry.to_owned(),
            number: number.to_owned(),
            url: url.to_owned(),
            contract: contract.to_owned(),
            applied: typed_day(applied),
            listed: typed_day(listed),
            ended: typed_day(ended),
        },
    })
}
