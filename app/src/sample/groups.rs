//! Sample sector groups: who coordinates them, and in which fields the firms work.

use super::{World, parse, wrong};
use crate::{
    companies::{self, Naming},
    db::Tx,
    time::DAY_MS,
    values,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct SampleGroups {
    coordinators: Vec<SampleCoordinator>,
    /// The fields of each firm, `healthcare/imaging`.
    fields: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct SampleCoordinator {
    sector: String,
    firm: String,
    email: String,
    /// How long the term still lasts.
    days: i64,
    answer_days: i64,
}

/// Names the coordinators and says what the firms work in.
pub async fn fill(tx: &mut Tx, world: &World) -> Result<(), String> {
    let groups: SampleGroups = parse(include_str!("../../seed/groups.json"))?;
    for (firm, fields) in &groups.fields {
        let company = world.firm(firm)?;
        let mut of: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (sector, field) in fields.iter().filter_map(|field| field.split_once('/')) {
            of.entry(sector).or_default().push(field.to_owned());
        }
        for (sector, fields) in of {
            companies::set_fields(tx, company, sector, &fields).await.map_err(wrong)?;
        }
    }
    for c in &groups.coordinators {
        let person = tx.number("SELECT id FROM person WHERE email = $1", values![&c.email]).await.map_err(wrong)?;
        let naming = Naming {
            email: c.email.clone(),
            until: (world.now + c.days * DAY_MS).next_seoul_midnight(),
            answer_days: c.answer_days,
        };
        // Their terms began before the sample does.
        let began = world.now + -30 * DAY_MS;
        companies::name_coordinator(tx, &c.sector, world.firm(&c.firm)?, person, &naming, began)
            .await
            .map_err(wrong)?;
    }
    Ok(())
}
