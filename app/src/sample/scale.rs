//! A larger world for benchmarks and for looking at full pages: invented firms by the number with all that hangs on
//! them, the same at every run.

use super::{World, wrong};
use crate::{
    accounts::{self, NewPerson},
    companies::{self, CompanyForm, NewCompany, Settled},
    consortia::{self, ConsortiumDraft, RequirementDraft, SeatDraft, SeatRole, State},
    db::Tx,
    meetups::{self, MeetupForm, NewMeetup, Place},
    services::{self, CertificateForm, ServiceDraft},
    technologies::{self, CapabilityDraft, EvidenceDraft, EvidenceKind, Need, Visibility},
    text::{Lang, Text2},
    time::{DAY_MS, HOUR_MS},
};

/// Capabilities of a generated firm on average.
const CAPABILITIES: usize = 9;
const FIRST: [&str; 20] = [
    "가람",
    "나루",
    "다솜",
    "도담",
    "라온",
    "마루",
    "미르",
    "바론",
    "보람",
    "새론",
    "소담",
    "아라",
    "여울",
    "온새",
    "이든",
    "자람",
    "차오름",
    "하늘",
    "한별",
    "해솔",
];
const SECOND: [&str; 12] = [
    "클라우드",
    "소프트",
    "데이터",
    "시스템즈",
    "네트웍스",
    "랩스",
    "플랫폼",
    "테크",
    "솔루션",
    "컴퓨팅",
    "정보",
    "웍스",
];
const FIRST_EN: [&str; 20] = [
    "Garam", "Naru", "Dasom", "Dodam", "Raon", "Maru", "Mir", "Baron", "Boram", "Saeron", "Sodam", "Ara", "Yeoul",
    "Onsae", "Ideun", "Jaram", "Chaoreum", "Haneul", "Hanbyeol", "Haesol",
];
const SECOND_EN: [&str; 12] = [
    "Cloud",
    "Soft",
    "Data",
    "Systems",
    "Networks",
    "Labs",
    "Platform",
    "Tech",
    "Solutions",
    "Computing",
    "Info",
    "Works",
];
const TYPES: [&str; 6] = ["infrastructure", "platform", "saas", "msp", "si", "software"];
const SIZES: [&str; 4] = ["micro", "small", "medium", "large"];

/// Numbers that look random and are the same at every run (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound.max(1)
    }

    /// Small numbers far more often than large ones, as technologies are popular.
    fn popular(&mut self, bound: usize) -> usize {
        let once = self.below(bound);
        let twice = self.below(once + 1);
        self.below(twice + 1)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// Adds confirmed firms until there are `firms` of them, each with an owner, capabilities and evidence.
pub async fn fill(tx: &mut Tx, world: &World, firms: usize) -> Result<usize, String> {
    let sectors: Vec<String> = crate::sectors::all(tx).await.map_err(wrong)?.into_iter().map(|s| s.slug).collect();
    let regions: Vec<String> =
        companies::kinds(tx).await.map_err(wrong)?.regions.all().iter().map(|l| l.slug.clone()).collect();
    let map = technologies::map(tx).await.map_err(wrong)?.choices();
    let technologies: Vec<String> = map.into_iter().flat_map(|a| a.technologies).map(|l| l.slug).collect();
    let mut dice = Dice(2020);
    let mut companies = Vec::new();
    for number in world.firms.len()..firms {
        let first = dice.below(FIRST.len());
        let second = dice.below(SECOND.len());
        let form = CompanyForm {
            name_ko: format!("{}{} {number}", FIRST[first], SECOND[second]),
            name_en: format!("{} {} {number}", FIRST_EN[first], SECOND_EN[second]),
            types: vec![(*dice.pick(&TYPES)).to_owned()],
            sectors: vec![dice.pick(&sectors).clone()],
            region: dice.pick(&regions).clone(),
            size: (*dice.pick(&SIZES)).to_owned(),
            summary_ko: format!("{number}번째로 지어낸 기업입니다. 성능을 재려고 만든 예시이며 실제 기업이 아닙니다."),
            summary_en: format!("Invented firm number {number}, made to measure performance."),
            ..CompanyForm::default()
        };
        let days = i64::try_from(dice.below(380)).unwrap_or_default() + 5;
        let company = add(tx, world, &form, days, number).await?;
        let capabilities = CAPABILITIES + 4 - dice.below(9);
        for _ in 0..capabilities {
            let technology = technologies[dice.popular(technologies.len())].clone();
            capability(tx, world, company, technology, &mut dice).await?;
        }
        if number % 2 == 0 {
            service(tx, world, company, &form, &mut dice).await?;
        }
        companies.push(company);
    }
    // A consortium and a meetup for every hundred firms.
    for (number, members) in companies.chunks_exact(100).enumerate() {
        let sector = dice.pick(&sectors).clone();
        consortium(tx, world, number, &sector, members, &technologies).await?;
        meetup(tx, world, number, &sector).await?;
    }
    Ok(companies.len())
}

async fn consortium(
    tx: &mut Tx,
    world: &World,
    number: usize,
    sector: &str,
    firms: &[i64],
    technologies: &[String],
) -> Result<(), String> {
    let draft = ConsortiumDraft {
        kind: "cooperation".to_owned(),
        sector: sector.to_owned(),
        name: Text2::new(format!("지어낸 협력 {number}"), format!("Invented Cooperation {number}")),
        purpose: Text2::new("성능을 재려고 지어낸 컨소시엄입니다.", "Invented to measure performance."),
        seat_limit: 20,
    };
    let (id, _) = consortia::add(tx, &draft, firms[0], world.now).await.map_err(wrong)?;
    let wanted: Vec<RequirementDraft> = technologies
        .iter()
        .skip(number % 200)
        .take(8)
        .map(|technology| RequirementDraft {
            need: Need { technology: technology.clone(), activity: String::new(), min_level: 2 },
            firms: 1,
            weight: 1,
            waiver: String::new(),
            role: None,
        })
        .collect();
    consortia::set_requirements(tx, id, &wanted).await.map_err(wrong)?;
    let roles = [SeatRole::Lead, SeatRole::Platform, SeatRole::Service, SeatRole::Service, SeatRole::Msp];
    let seats: Vec<SeatDraft> = roles
        .iter()
        .enumerate()
        .map(|(i, role)| SeatDraft {
            role: *role,
            label: Text2::new(format!("역할 {i}"), format!("Seat {i}")),
            firm_type: None,
            share_range: None,
            covers: vec![i],
        })
        .collect();
    let ids = consortia::add_seats(tx, id, &seats).await.map_err(wrong)?;
    for (seat, firm) in ids.into_iter().zip(firms).take(3) {
        consortia::seat_firm(tx, seat, *firm, world.now).await.map_err(wrong)?;
    }
    consortia::set_state(tx, id, State::Recruiting, world.now).await.map_err(wrong)?;
    consortia::index(tx, id).await.map_err(wrong)
}

/// A meetup within the next three months, to which the sample people go.
async fn meetup(tx: &mut Tx, world: &World, number: usize, sector: &str) -> Result<(), String> {
    let days = i64::try_from(number % 90).unwrap_or_default() + 2;
    let form = MeetupForm {
        holder: format!("sector/{sector}"),
        name_ko: format!("지어낸 밋업 {number}"),
        name_en: format!("Invented Meetup {number}"),
        about_ko: "성능을 재려고 지어낸 밋업입니다.".to_owned(),
        day: (world.now + days * DAY_MS).iso_day(),
        start: "15:00".to_owned(),
        end: "17:00".to_owned(),
        mode: "in-person".to_owned(),
        place_ko: "예시 회의실".to_owned(),
        capacity: "50".to_owned(),
        ..MeetupForm::default()
    };
    let draft = form.check().map_err(|e| format!("{e:?}"))?;
    let slug = format!("invented-meetup-{number}");
    let new = NewMeetup { draft: &draft, consortium: None, slug: &slug, now: world.now };
    let (_, slug) = meetups::add(tx, &new).await.map_err(wrong)?;
    let row = meetups::lock(tx, &slug).await.map_err(wrong)?;
    meetups::publish(tx, &row, world.now).await.map_err(wrong)?;
    for person in world.members.iter().take(60) {
        meetups::register(tx, &row, *person, Place::Room, world.now).await.map_err(wrong)?;
    }
    meetups::index(tx, &slug).await.map_err(wrong)
}

async fn add(tx: &mut Tx, world: &World, form: &CompanyForm, days: i64, number: usize) -> Result<i64, String> {
    let joined = world.now + -(days * DAY_MS);
    let email = format!("owner@scale-{number}.example");
    let person = NewPerson {
        name: "예시 담당자",
        email: &email,
        lang: Lang::Ko,
        password_hash: &world.hash,
        coordinator: false,
        verified: Some(joined),
    };
    let owner = accounts::add_person(tx, &person, joined).await.map_err(wrong)?;
    let draft = form.check().map_err(|e| format!("{e:?}"))?;
    let (id, slug) =
        companies::add(tx, &NewCompany { draft: &draft, owner: Some(owner), confirmed: false, now: joined })
            .await
            .map_err(wrong)?;
    companies::settle(tx, id, 1, Settled::Approved, joined + HOUR_MS).await.map_err(wrong)?;
    companies::index(tx, &slug).await.map_err(wrong)?;
    Ok(id)
}

async fn capability(
    tx: &mut Tx,
    world: &World,
    company: i64,
    technology: String,
    dice: &mut Dice,
) -> Result<(), String> {
    let level = i64::try_from(dice.below(4)).unwrap_or_default() + 1;
    let claimed = world.now + -(i64::try_from(dice.below(300)).unwrap_or_default() * DAY_MS);
    let draft = CapabilityDraft {
        technology,
        activity: "build".to_owned(),
        level,
        open: dice.below(2) == 0,
        ..Default::default()
    };
    let Some(id) = technologies::claim(tx, company, &draft, claimed).await.map_err(wrong)? else { return Ok(()) };
    if dice.below(2) == 0 {
        technologies::set_aside(tx, id).await.map_err(wrong)?;
        return Ok(());
    }
    let evidence = EvidenceDraft {
        kind: EvidenceKind::Reference,
        title: Text2::new("수행 실적", "Reference project"),
        issuer: Text2::new("예시 고객", "Sample customer"),
        issued: claimed + -DAY_MS,
        expires: None,
        url: String::new(),
        visibility: Visibility::Public,
    };
    technologies::add_evidence(tx, id, &evidence, claimed).await.map_err(wrong)?;
    technologies::confirm(tx, id, 1, level, claimed + DAY_MS).await.map_err(wrong)
}

/// A service with a certificate that runs or holds.
async fn service(tx: &mut Tx, world: &World, company: i64, firm: &CompanyForm, dice: &mut Dice) -> Result<(), String> {
    let draft = ServiceDraft {
        kind: "cloud".to_owned(),
        name: Text2::new(format!("{} 서비스", firm.name_ko), format!("{} Service", firm.name_en)),
        about: Text2::new("성능을 재려고 지어낸 서비스입니다.", "Invented to measure performance."),
        platforms: vec!["kubernetes".to_owned()],
        sectors: firm.sectors.clone(),
        ..ServiceDraft::default()
    };
    let (id, _) = services::add(tx, company, &draft, world.now).await.map_err(wrong)?;
    let days = i64::try_from(dice.below(300)).unwrap_or_default();
    let at = (world.now + -(days * DAY_MS)).iso_day();
    let (applied, issued) = if dice.below(4) == 0 { (at, String::new()) } else { (String::new(), at) };
    let form = CertificateForm { scheme: "csap".to_owned(), applied, issued, ..CertificateForm::default() };
    let certificate = form.check(world.now).map_err(|e| format!("{e:?}"))?;
    services::add_certificate(tx, id, &certificate).await.map_err(wrong)?;
    services::firm_changed(tx, company).await.map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_dice_fall_the_same_at_every_run_and_favour_the_first() {
        let rolls = |mut dice: Dice| (0..1_000).map(|_| dice.popular(230)).collect::<Vec<_>>();
        let first = rolls(Dice(2020));
        assert_eq!(first, rolls(Dice(2020)));
        assert!(
            first.iter().filter(|n| **n < 23).count() > 300,
            "a tenth of the technologies has far more than a tenth"
        );
    }
}
