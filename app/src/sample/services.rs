//! What sample firms offer.

use super::{World, parse, wrong};
use crate::{
    db::Tx,
    services::{self, CertificateForm, ListingForm, ServiceForm},
    time::DAY_MS,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct SampleService {
    firm: String,
    kind: String,
    name_ko: String,
    name_en: String,
    about_ko: String,
    about_en: String,
    platforms: Vec<String>,
    sectors: Vec<String>,
    technologies: Vec<String>,
    price_ko: String,
    price_en: String,
    price_open: bool,
    voucher: bool,
    certificates: Vec<SampleCertificate>,
    listings: Vec<SampleListing>,
}

#[derive(Deserialize)]
struct SampleCertificate {
    scheme: String,
    r#type: String,
    grade: String,
    number: String,
    applied_day: Option<i64>,
    issued_day: Option<i64>,
    expires_day: Option<i64>,
}

#[derive(Deserialize)]
struct SampleListing {
    registry: String,
    number: String,
    contract: String,
    applied_day: Option<i64>,
    listed_day: Option<i64>,
    ended_day: Option<i64>,
}

/// Adds the services with their certificates and listings.
pub async fn fill(tx: &mut Tx, world: &World) -> Result<(), String> {
    let all: Vec<SampleService> = parse(include_str!("../../seed/services.json"))?;
    for service in all {
        let firm = world.firm(&service.firm)?;
        let name = service.name_en.clone();
        add(tx, world, firm, service).await.map_err(|e| format!("{name}: {e}"))?;
        services::firm_changed(tx, firm).await.map_err(wrong)?;
    }
    Ok(())
}

async fn add(tx: &mut Tx, world: &World, firm: i64, s: SampleService) -> Result<(), String> {
    let day = |day: Option<i64>| day.map(|d| (world.now + d * DAY_MS).iso_day()).unwrap_or_default();
    let ticked = |yes: bool| if yes { "1".to_owned() } else { String::new() };
    let form = ServiceForm {
        firm: s.firm,
        kind: s.kind,
        name_ko: s.name_ko,
        name_en: s.name_en,
        about_ko: s.about_ko,
        about_en: s.about_en,
        url: String::new(),
        platforms: s.platforms,
        sectors: s.sectors,
        technologies: s.technologies,
        price_ko: s.price_ko,
        price_en: s.price_en,
        price_open: ticked(s.price_open),
        voucher: ticked(s.voucher),
    };
    let draft = form.check().map_err(|e| format!("{e:?}"))?;
    let (id, _) = services::add(tx, firm, &draft, world.now).await.map_err(wrong)?;
    for c in s.certificates {
        let form = CertificateForm {
            scheme: c.scheme,
            r#type: c.r#type,
            grade: c.grade,
            number: c.number,
            applied: day(c.applied_day),
            issued: day(c.issued_day),
            expires: day(c.expires_day),
            ..CertificateForm::default()
        };
        let draft = form.check(world.now).map_err(|e| format!("{e:?}"))?;
        services::add_certificate(tx, id, &draft).await.map_err(wrong)?;
    }
    for l in s.listings {
        let form = ListingForm {
            registry: l.registry,
            number: l.number,
            contract: l.contract,
            applied: day(l.applied_day),
            listed: day(l.listed_day),
            ended: day(l.ended_day),
            ..ListingForm::default()
        };
        let draft = form.check(world.now).map_err(|e| format!("{e:?}"))?;
        services::add_listing(tx, id, &draft).await.map_err(wrong)?;
    }
    Ok(())
}
