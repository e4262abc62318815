//! Sample meetups with the people who came, come and wait.

use super::{World, parse, wrong};
use crate::{
    accounts::{self, NewPerson},
    companies,
    db::Tx,
    meetups::{self, MaterialsDraft, MeetupForm, NewMeetup, Place},
    text::{Lang, Text2},
    time::{DAY_MS, HOUR_MS, MINUTE_MS, UnixMillis},
};
use serde::Deserialize;

/// Names of invented attendees.
const SURNAMES: [&str; 12] = ["권", "남", "도", "류", "문", "방", "변", "서", "안", "장", "진", "표"];
const GIVEN_NAMES: [&str; 14] =
    ["가람", "겨울", "나래", "다온", "라온", "마루", "벼리", "새롬", "아람", "우주", "이든", "찬솔", "하늘", "한결"];

#[derive(Deserialize)]
struct SampleMeetup {
    slug: String,
    ko: String,
    en: String,
    owner: SampleOwner,
    /// Days from today, in Seoul.
    day: i64,
    start: String,
    end: String,
    mode: String,
    place_ko: Option<String>,
    place_en: Option<String>,
    address_ko: Option<String>,
    address_en: Option<String>,
    online_url: Option<String>,
    capacity: i64,
    online_capacity: Option<i64>,
    about_ko: String,
    about_en: String,
    state: String,
    agenda: Vec<SampleItem>,
    registrations: usize,
    registrations_online: usize,
    waiting: usize,
    materials_ko: Option<String>,
    materials_en: Option<String>,
    attended: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SampleOwner {
    Alliance(bool),
    Sector(String),
    Consortium(String),
}

#[derive(Deserialize)]
struct SampleItem {
    start: String,
    minutes: i64,
    title_ko: String,
    title_en: String,
    speaker_ko: String,
    speaker_en: String,
    firm: Option<String>,
}

/// Adds the meetups.
pub async fn fill(tx: &mut Tx, world: &World) -> Result<(), String> {
    let all: Vec<SampleMeetup> = parse(include_str!("../../seed/meetups.json"))?;
    let mut people = world.members.clone();
    let most = all.iter().map(|m| m.registrations + m.waiting).max().unwrap_or_default();
    for number in people.len()..most {
        people.push(add_guest(tx, world.now, number).await?);
    }
    for (number, meetup) in all.iter().enumerate() {
        add(tx, world, meetup, &people, number).await.map_err(|e| format!("{}: {e}", meetup.slug))?;
    }
    Ok(())
}

/// An invented attendee, who can never sign in: no password has this hash.
async fn add_guest(tx: &mut Tx, now: UnixMillis, number: usize) -> Result<i64, String> {
    let name = format!("{}{}", SURNAMES[number * 5 % SURNAMES.len()], GIVEN_NAMES[number * 3 % GIVEN_NAMES.len()]);
    let email = format!("guest{number:03}@attendees.example");
    let guest = NewPerson {
        name: &name,
        email: &email,
        lang: Lang::Ko,
        password_hash: "x",
        coordinator: false,
        verified: Some(now),
    };
    accounts::add_person(tx, &guest, now + -90 * DAY_MS).await.map_err(wrong)
}

impl SampleMeetup {
    async fn form(&self, tx: &mut Tx, world: &World) -> Result<MeetupForm, String> {
        let mut agenda = Vec::new();
        for item in &self.agenda {
            let firm = match &item.firm {
                Some(slug) => companies::firm_by_id(tx, world.firm(slug)?).await.map_err(wrong)?.slug,
                None => String::new(),
            };
            let parts = [&item.title_ko, &item.speaker_ko, &item.title_en, &item.speaker_en, &firm];
            let texts: Vec<_> = parts.into_iter().map(String::as_str).collect();
            agenda.push(format!("{} | {} | {}", item.start, item.minutes, texts.join(" | ")));
        }
        let holder = match &self.owner {
            SampleOwner::Alliance(true) => "alliance".to_owned(),
            SampleOwner::Alliance(false) => return Err("nobody holds it".to_owned()),
            SampleOwner::Sector(slug) => format!("sector/{slug}"),
            SampleOwner::Consortium(slug) => format!("consortium/{slug}"),
        };
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        Ok(MeetupForm {
            holder,
            name_ko: self.ko.clone(),
            name_en: self.en.clone(),
            about_ko: self.about_ko.clone(),
            about_en: self.about_en.clone(),
            day: (world.now + self.day * DAY_MS).iso_day(),
            start: self.start.clone(),
            end: self.end.clone(),
            mode: self.mode.clone(),
            place_ko: text(&self.place_ko),
            place_en: text(&self.place_en),
            address_ko: text(&self.address_ko),
            address_en: text(&self.address_en),
            online_url: text(&self.online_url),
            capacity: self.capacity.to_string(),
            online_capacity: self.online_capacity.map(|n| n.to_string()).unwrap_or_default(),
            agenda: agenda.join("\n"),
        })
    }
}

async fn add(tx: &mut Tx, world: &World, m: &SampleMeetup, people: &[i64], number: usize) -> Result<(), String> {
    let consortium = match &m.owner {
        SampleOwner::Consortium(slug) => Some(world.consortium(slug)?),
        _ => None,
    };
    let draft = m.form(tx, world).await?.check().map_err(|e| format!("{e:?}"))?;
    // Announced four weeks before, registered for from then on; nothing happens after today.
    let announced = UnixMillis((draft.start + -28 * DAY_MS).0.min((world.now + -7 * DAY_MS).0));
    let new = NewMeetup { draft: &draft, consortium, slug: &m.slug, now: announced };
    let (_, slug) = meetups::add(tx, &new).await.map_err(wrong)?;
    let meetup = meetups::lock(tx, &slug).await.map_err(wrong)?;
    meetups::publish(tx, &meetup, announced + HOUR_MS).await.map_err(wrong)?;
    let first = number * 11 % people.len().max(1);
    let mut next = people.iter().cycle().skip(first);
    for turn in 0..m.registrations + m.waiting {
        let person = *next.next().ok_or("nobody to register")?;
        // Online people come last in the count and are spread over time like the others.
        let online = turn < m.registrations_online;
        let place = if online { Place::Online } else { Place::Room };
        let at = announced + HOUR_MS + i64::try_from(turn).unwrap_or_default() * 47 * MINUTE_MS;
        meetups::register(tx, &meetup, person, place, at).await.map_err(wrong)?;
    }
    let meetup = meetups::lock(tx, &slug).await.map_err(wrong)?;
    if m.state == "cancelled" {
        meetups::cancel(tx, &meetup, world.now + -2 * DAY_MS).await.map_err(wrong)?;
    }
    if m.materials_ko.is_some() || m.attended.is_some() {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        let materials = Text2::new(text(&m.materials_ko), text(&m.materials_en));
        let came = MaterialsDraft { materials, attended: m.attended };
        meetups::write_up(tx, &meetup, meetup.version, &came).await.map_err(wrong)?;
    }
    meetups::index(tx, &slug).await.map_err(wrong)
}
