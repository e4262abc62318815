//! Sample firms with their people and what they can do.

use super::{SamplePerson, World, add_person, parse, wrong};
use crate::{
    companies::{self, CompanyForm, NewCompany, Role, Settled},
    db::Tx,
    technologies::{self, CapabilityDraft, EvidenceDraft, EvidenceKind, Visibility},
    text::Text2,
    time::{DAY_MS, HOUR_MS, UnixMillis},
};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct SampleFirm {
    slug: String,
    pub ko: String,
    en: String,
    pub types: Vec<String>,
    sectors: Vec<String>,
    region: String,
    size: String,
    brn: String,
    website: String,
    pub joined_day: i64,
    pub state: String,
    #[serde(default)]
    return_reason_ko: String,
    summary_ko: String,
    summary_en: String,
    pub people: Vec<SamplePerson>,
    capabilities: Vec<SampleCapability>,
}

#[derive(Deserialize)]
struct SampleCapability {
    technology: String,
    activity: String,
    level: i64,
    verified_level: Option<i64>,
    open: bool,
    note_ko: String,
    note_en: String,
    evidence: Vec<SampleEvidence>,
}

#[derive(Deserialize)]
struct SampleEvidence {
    kind: String,
    title_ko: String,
    title_en: String,
    issuer_ko: String,
    issuer_en: String,
    issued_day: i64,
    expires_day: Option<i64>,
    url: Option<String>,
    visibility: String,
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

/// Adds the firms; answers the address of a member to sign in as.
pub async fn fill(tx: &mut Tx, world: &mut World) -> Result<String, String> {
    let firms: Vec<SampleFirm> = parse(include_str!("../../seed/firms.json"))?;
    for firm in &firms {
        add(tx, world, firm).await.map_err(|e| format!("{}: {e}", firm.en))?;
    }
    Ok(firms.first().and_then(|f| f.people.first()).map(|p| p.email.clone()).unwrap_or_default())
}

async fn add(tx: &mut Tx, world: &mut World, firm: &SampleFirm) -> Result<(), String> {
    let draft = firm.form().check().map_err(|e| format!("{e:?}"))?;
    let mut people = Vec::new();
    for person in &firm.people {
        let id = add_person(tx, world, person, false).await.map_err(wrong)?;
        people.push((id, Role::of_code(&person.role)));
    }
    people.sort_by_key(|(_, role)| *role != Role::Owner);
    let owner = people.first().map(|(id, _)| *id).ok_or("nobody owns it")?;
    let joined = world.now + firm.joined_day * DAY_MS;
    let confirmed = firm.state == "confirmed";
    // A firm that still waits asked within the last two days.
    let submitted = if confirmed { joined } else { world.now + -(30 * HOUR_MS) };
    let (id, slug) =
        companies::add(tx, &NewCompany { draft: &draft, owner: Some(owner), confirmed: false, now: submitted })
            .await
            .map_err(wrong)?;
    for (person, role) in &people {
        companies::add_person(tx, id, *person, *role).await.map_err(wrong)?;
    }
    let settled = match firm.state.as_str() {
        "confirmed" => Some(Settled::Approved),
        "returned" => Some(Settled::Returned(&firm.return_reason_ko)),
        _ => None,
    };
    if let Some(settled) = settled {
        companies::settle(tx, id, 1, settled, submitted + HOUR_MS).await.map_err(wrong)?;
    }
    companies::index(tx, &slug).await.map_err(wrong)?;
    super::onboarding::fill(tx, world, firm, id, owner).await?;
    for (number, capability) in (0_i64..).zip(&firm.capabilities) {
        add_capability(tx, world.now, id, submitted + number * HOUR_MS, capability).await?;
    }
    let people: Vec<i64> = people.into_iter().map(|(id, _)| id).collect();
    if confirmed {
        world.members.extend(&people);
    }
    world.firms.insert(firm.slug.clone(), id);
    world.people.insert(firm.slug.clone(), people);
    Ok(())
}

async fn add_capability(
    tx: &mut Tx,
    now: UnixMillis,
    company: i64,
    claimed: UnixMillis,
    c: &SampleCapability,
) -> Result<(), String> {
    let draft = CapabilityDraft {
        technology: c.technology.clone(),
        activity: c.activity.clone(),
        level: c.level,
        open: c.open,
        note: Text2::new(&c.note_ko, &c.note_en),
    };
    // What still waits was claimed or proved within the last two days.
    let waits = c.verified_level.is_none() && !c.evidence.is_empty();
    let claimed = if waits { now + -(claimed.0.rem_euclid(40) + 2) * HOUR_MS } else { claimed };
    let id = technologies::claim(tx, company, &draft, claimed).await.map_err(wrong)?;
    let id = id.ok_or_else(|| format!("{} is claimed twice", c.technology))?;
    for e in &c.evidence {
        let evidence = EvidenceDraft {
            kind: EvidenceKind::of_code(&e.kind).ok_or_else(|| format!("evidence {}", e.kind))?,
            title: Text2::new(&e.title_ko, &e.title_en),
            issuer: Text2::new(&e.issuer_ko, &e.issuer_en),
            issued: now + e.issued_day * DAY_MS,
            expires: e.expires_day.map(|day| now + day * DAY_MS),
            url: e.url.clone().unwrap_or_default(),
            visibility: Visibility::of_code(&e.visibility).ok_or_else(|| format!("visibility {}", e.visibility))?,
        };
        technologies::add_evidence(tx, id, &evidence, claimed).await.map_err(wrong)?;
    }
    match c.verified_level {
        Some(level) => technologies::confirm(tx, id, 1, level, claimed + DAY_MS).await,
        None if c.evidence.is_empty() => technologies::set_aside(tx, id).await,
        None => Ok(()),
    }
    .map_err(wrong)?;
    Ok(())
}
