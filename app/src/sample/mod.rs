//! The sample world: an invented alliance, so that every page has something to show on the first run.

mod consortia;
mod firms;
mod flagship;
mod groups;
mod meetups;
mod news;
mod offers;
mod onboarding;
mod scale;
mod services;

use crate::{
    accounts::{self, NewPerson},
    db::{Db, StoreError, StoreResult, Tx},
    portal, technologies,
    text::Lang,
    time::UnixMillis,
};
use serde::Deserialize;
use std::collections::HashMap;

/// The password of everybody in the sample world; it works on a loopback address only.
pub const PASSWORD: &str = "sample-world-2026";

#[derive(Deserialize)]
struct SamplePerson {
    name_ko: String,
    email: String,
    role: String,
}

/// What has been made so far, by the slugs that the files use.
struct World {
    now: UnixMillis,
    hash: String,
    /// The first of the secretariat.
    coordinator: i64,
    /// Firms and consortia by their slug in the files.
    firms: HashMap<String, i64>,
    consortia: HashMap<String, i64>,
    /// The people of each firm, its first owner first.
    people: HashMap<String, Vec<i64>>,
    /// Everybody who belongs to a confirmed firm, in the order of the files.
    members: Vec<i64>,
}

impl World {
    fn firm(&self, slug: &str) -> Result<i64, String> {
        self.firms.get(slug).copied().ok_or_else(|| format!("sample world: no firm {slug}"))
    }

    fn consortium(&self, slug: &str) -> Result<i64, String> {
        self.consortia.get(slug).copied().ok_or_else(|| format!("sample world: no consortium {slug}"))
    }

    /// The first owner of a firm.
    fn owner(&self, slug: &str) -> Result<i64, String> {
        let first = self.people.get(slug).and_then(|people| people.first());
        first.copied().ok_or_else(|| format!("sample world: nobody owns {slug}"))
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
    fill_to(db, now, 0).await
}

/// The same with generated firms on top, until there are `firms` of them.
pub async fn fill_to(db: &Db, now: UnixMillis, firms: usize) -> Result<SignIns, String> {
    let staff: Vec<SamplePerson> = parse(include_str!("../../seed/people.json"))?;
    let hash = accounts::hash_password(PASSWORD.to_owned()).await.map_err(|e| e.to_string())?;
    portal::load_base(db).await.map_err(wrong)?;
    let mut tx = db.begin().await.map_err(wrong)?;
    let known = tx.number("SELECT COUNT(*) FROM person", &[]).await.map_err(wrong)?;
    if known > 0 {
        return Err("the database is not empty: the sample world goes into a new one".to_owned());
    }
    let mut world = World {
        now,
        hash,
        coordinator: 0,
        firms: HashMap::new(),
        consortia: HashMap::new(),
        people: HashMap::new(),
        members: Vec::new(),
    };
    for person in &staff {
        let id = add_person(&mut tx, &world, person, person.role == "coordinator").await.map_err(wrong)?;
        if world.coordinator == 0 {
            world.coordinator = id;
        }
    }
    let member = firms::fill(&mut tx, &mut world).await?;
    groups::fill(&mut tx, &world).await?;
    services::fill(&mut tx, &world).await?;
    consortia::fill(&mut tx, &mut world).await?;
    meetups::fill(&mut tx, &world).await?;
    flagship::fill(&mut tx, &world).await?;
    news::fill(&mut tx, &world).await?;
    offers::fill(&mut tx, &world).await?;
    let generated = scale::fill(&mut tx, &world, firms).await?;
    technologies::recount_all(&mut tx).await.map_err(wrong)?;
    portal::mark_sample_world(&mut tx).await.map_err(wrong)?;
    tx.touch_public();
    tx.commit().await.map_err(wrong)?;
    let coordinator = staff.first().map(|p| p.email.clone()).unwrap_or_default();
    Ok(SignIns { coordinator, member, firms: world.firms.len() + generated })
}

fn wrong(error: StoreError) -> String {
    format!("sample world: {error}")
}

fn parse<T: for<'de> Deserialize<'de>>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|e| format!("sample world: {e}"))
}

async fn add_person(tx: &mut Tx, world: &World, p: &SamplePerson, coordinator: bool) -> StoreResult<i64> {
    let person = NewPerson {
        name: &p.name_ko,
        email: &p.email,
        lang: Lang::Ko,
        password_hash: &world.hash,
        coordinator,
        verified: Some(world.now),
    };
    accounts::add_person(tx, &person, world.now).await
}
