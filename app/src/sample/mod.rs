//! The sample world: an invented alliance, so that every page has something to show on the first run.

use crate::{
    accounts::{self, NewPerson},
    companies::{self, CompanyForm, NewCompany, Role, Settled},
    db::{Db, StoreError, StoreResult, Tx},
    portal,
    text::Lang,
    time::{DAY_MS, HOUR_MS, UnixMillis},
};
use serde::Deserialize;

/// The password of everybody in the sample world; it works on a loopback address only.
pub const PASSWORD: &str = "sample-world-2026";

#[derive(Deserialize)]
struct SamplePerson {
    name_ko: String,
    email: String,
    role: String,
}

#[derive(Deserialize)]
struct SampleFirm {
    ko: String,
    en: String,
    types: Vec<String>,
    sectors: Vec<String>,
    region: String,
    size: String,
    brn: String,
    website: String,
    joined_day: i64,
    state: String,
    #[serde(default)]
    return_reason_ko: String,
    summary_ko: String,
    summary_en: String,
    people: Vec<SamplePerson>,
}

impl SampleFirm {
    fn form(&self) -> CompanyForm {
        CompanyForm {
            name_ko: self.ko.clone(),
            name_en: self.en.clone(),
            brn: self.brn.clone(),
            types: self.types.clone(),
            sectors: self.sectors.clone(),
            region: self.region.clone(),
            size: self.size.clone(),
            website: self.website.clone(),
            summary_ko: self.summary_ko.clone(),
            summary_en: self.summary_en.clone(),
        }
    }
}

/// Who can sign in to the sample world.
#[derive(Clone, Debug)]
pub struct SignIns {
    pub coordinator: String,
    pub member: String,
    pub firms: usize,
}

/// Fills an empty database with the sample world. All of it is stored, or nothing.
pub async fn fill(db: &Db, now: UnixMillis) -> Result<SignIns, String> {
    let wrong = |e: StoreError| e.to_string();
    let people: Vec<SamplePerson> = parse(include_str!("../../seed/people.json"))?;
    let firms: Vec<SampleFirm> = parse(include_str!("../../seed/firms.json"))?;
    let hash = accounts::hash_password(PASSWORD.to_owned()).await.map_err(|e| e.to_string())?;
    portal::load_base(db).await.map_err(wrong)?;
    let mut tx = db.begin().await.map_err(wrong)?;
    let known = tx.number("SELECT COUNT(*) FROM person", &[]).await.map_err(wrong)?;
    if known > 0 {
        return Err("the database is not empty: the sample world goes into a new one".to_owned());
    }
    for person in &people {
        add_person(&mut tx, person, &hash, person.role == "coordinator", now).await.map_err(wrong)?;
    }
    for firm in &firms {
        add_firm(&mut tx, firm, &hash, now).await?;
    }
    portal::mark_sample_world(&mut tx).await.map_err(wrong)?;
    tx.touch_public();
    tx.commit().await.map_err(wrong)?;
    let email = |list: &[SamplePerson]| list.first().map(|p| p.email.clone()).unwrap_or_default();
    let member = firms.first().map(|f| email(&f.people)).unwrap_or_default();
    Ok(SignIns { coordinator: email(&people), member, firms: firms.len() })
}

fn parse<T: for<'de> Deserialize<'de>>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|e| format!("sample world: {e}"))
}

async fn add_person(tx: &mut Tx, p: &SamplePerson, hash: &str, coordinator: bool, now: UnixMillis) -> StoreResult<i64> {
    let person = NewPerson {
        name: &p.name_ko,
        email: &p.email,
        lang: Lang::Ko,
        password_hash: hash,
        coordinator,
        verified: Some(now),
    };
    accounts::add_person(tx, &person, now).await
}

async fn add_firm(tx: &mut Tx, firm: &SampleFirm, hash: &str, now: UnixMillis) -> Result<(), String> {
    let wrong = |e: StoreError| format!("{}: {e}", firm.en);
    let draft = firm.form().check().map_err(|e| format!("{}: {e:?}", firm.en))?;
    let mut ids = Vec::new();
    for person in &firm.people {
        let role = Role::of_code(&person.role);
        ids.push((add_person(tx, person, hash, false, now).await.map_err(wrong)?, role));
    }
    let owner = ids.first().map(|(id, _)| *id).ok_or_else(|| format!("{}: nobody owns it", firm.en))?;
    let joined = now + firm.joined_day * DAY_MS;
    // A firm that still waits asked within the last two days.
    let submitted = if firm.state == "confirmed" { joined } else { now + -(30 * HOUR_MS) };
    let (id, slug) = companies::add(tx, &NewCompany { draft: &draft, owner, now: submitted }).await.map_err(wrong)?;
    for (person, role) in ids {
        companies::add_person(tx, id, person, role).await.map_err(wrong)?;
    }
    let settled = match firm.state.as_str() {
        "confirmed" => Some(Settled::Approved),
        "returned" => Some(Settled::Returned(&firm.return_reason_ko)),
        _ => None,
    };
    if let Some(settled) = settled {
        companies::settle(tx, id, 1, settled, submitted + HOUR_MS).await.map_err(wrong)?;
    }
    companies::index(tx, &slug).await.map_err(wrong)
}
