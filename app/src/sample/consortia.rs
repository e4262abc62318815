//! Sample consortia in different states, with their seats, requirements, invitations and charters.

use super::{World, parse, wrong};
use crate::{
    consortia::{self, ConsortiumDraft, RequirementDraft, SeatDraft, SeatRole, State},
    db::Tx,
    technologies::Need,
    text::Text2,
    time::DAY_MS,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct SampleConsortium {
    slug: String,
    ko: String,
    en: String,
    sector: String,
    kind: String,
    state: String,
    purpose_ko: String,
    purpose_en: String,
    founder: String,
    created_day: i64,
    requirements: Vec<SampleRequirement>,
    seats: Vec<SampleSeat>,
}

#[derive(Deserialize)]
struct SampleRequirement {
    technology: String,
    activity: Option<String>,
    min_level: i64,
    firms_wanted: i64,
    weight: i64,
    waived: bool,
    #[serde(default)]
    waiver_ko: String,
}

#[derive(Deserialize)]
struct SampleSeat {
    role: String,
    label_ko: String,
    label_en: String,
    firm: Option<String>,
    state: String,
    covers: Vec<usize>,
    share_bp: Option<i64>,
}

/// Adds the consortia.
pub async fn fill(tx: &mut Tx, world: &mut World) -> Result<(), String> {
    let all: Vec<SampleConsortium> = parse(include_str!("../../seed/consortia.json"))?;
    for consortium in &all {
        let id = add(tx, world, consortium).await.map_err(|e| format!("{}: {e}", consortium.en))?;
        world.consortia.insert(consortium.slug.clone(), id);
    }
    Ok(())
}

async fn add(tx: &mut Tx, world: &World, c: &SampleConsortium) -> Result<i64, String> {
    let now = world.now + c.created_day * DAY_MS;
    let draft = ConsortiumDraft {
        kind: c.kind.clone(),
        sector: c.sector.clone(),
        name: Text2::new(&c.ko, &c.en),
        purpose: Text2::new(&c.purpose_ko, &c.purpose_en),
        seat_limit: 20,
    };
    let (id, _) = consortia::add(tx, &draft, world.firm(&c.founder)?, now).await.map_err(wrong)?;
    let wanted: Vec<RequirementDraft> = c.requirements.iter().map(requirement).collect();
    consortia::set_requirements(tx, id, &wanted).await.map_err(wrong)?;
    let seats = c.seats.iter().map(seat).collect::<Result<Vec<_>, _>>()?;
    let ids = consortia::add_seats(tx, id, &seats).await.map_err(wrong)?;
    for (number, (seat, row)) in (1_i64..).zip(c.seats.iter().zip(ids)) {
        let Some(firm) = &seat.firm else { continue };
        let firm = world.firm(firm)?;
        // One seat after the other, none in the future.
        let at = (now + number * DAY_MS).min(world.now + -DAY_MS);
        if seat.state == "invited" {
            let asked = world.now + -(2 * DAY_MS);
            consortia::seat_held_for(tx, row, firm).await.map_err(wrong)?;
            consortia::invite(tx, id, firm, row, "", asked).await.map_err(wrong)?;
            consortia::note_invited(tx, id, firm, asked).await.map_err(wrong)?;
            continue;
        }
        consortia::seat_firm(tx, row, firm, at).await.map_err(wrong)?;
        if let Some(share) = seat.share_bp {
            consortia::agree_share(tx, row, share).await.map_err(wrong)?;
        }
    }
    let state = State::of_code(&c.state);
    if matches!(state, State::Chartering | State::Active | State::Dissolved) {
        charter(tx, world, c, id, state).await?;
    }
    let changed = (now + 20 * DAY_MS).min(world.now + -(3 * DAY_MS));
    consortia::set_state(tx, id, state, changed).await.map_err(wrong)?;
    consortia::index(tx, id).await.map_err(wrong)?;
    Ok(id)
}

fn requirement(r: &SampleRequirement) -> RequirementDraft {
    RequirementDraft {
        need: Need {
            technology: r.technology.clone(),
            activity: r.activity.clone().unwrap_or_default(),
            min_level: r.min_level,
        },
        firms: r.firms_wanted,
        weight: r.weight,
        waiver: if r.waived { r.waiver_ko.clone() } else { String::new() },
        role: None,
    }
}

fn seat(s: &SampleSeat) -> Result<SeatDraft, String> {
    Ok(SeatDraft {
        role: SeatRole::of_code(&s.role).ok_or_else(|| format!("seat {}", s.role))?,
        label: Text2::new(&s.label_ko, &s.label_en),
        firm_type: None,
        share_range: None,
        covers: s.covers.clone(),
    })
}

/// Draws the charter up; whoever is active or was has signed, the first half of those who are signing too.
async fn charter(tx: &mut Tx, world: &World, c: &SampleConsortium, id: i64, state: State) -> Result<(), String> {
    let now = (world.now + (c.created_day + 25) * DAY_MS).min(world.now + -(4 * DAY_MS));
    consortia::draw_up_charter(tx, id, now).await.map_err(|e| e.to_string())?;
    let sits = |s: &&SampleSeat| s.state == "seated" && s.role != "observer";
    let members: Vec<&String> = c.seats.iter().filter(sits).filter_map(|s| s.firm.as_ref()).collect();
    let signers = if state == State::Chartering { members.len() / 2 } else { members.len() };
    for (number, firm) in (1_i64..).zip(members.into_iter().take(signers)) {
        let (company, person) = (world.firm(firm)?, world.owner(firm)?);
        consortia::sign_as(tx, id, company, person, now + number * 60_000).await.map_err(|e| e.to_string())?;
    }
    Ok(())
}
