//! What the gates between states weigh: who sits, what they cover, what the programme wants.

use super::{
    model::{Act, Covered, Gate, Rule, SeatRole, State, WHOLE, Wanted, cover},
    store::{self, KindRules, Seat, Stored},
};
use crate::{
    companies::{Firm, FirmCard},
    db::Tx,
    error::AppResult,
    time::UnixMillis,
};

/// The facts that rules weigh: read once, used by the page and by the gates of an act.
pub struct Facts {
    pub wanted: Vec<Wanted>,
    pub seats: Vec<Seat>,
    pub members: Vec<i64>,
    pub covered: Vec<Covered>,
    pub rules: KindRules,
    pub lead_fits: bool,
    pub founder: Firm,
}

/// Reads what the rules of a consortium weigh.
pub async fn facts(tx: &mut Tx, found: &Stored, now: UnixMillis) -> AppResult<Facts> {
    let (wanted, held) = store::wanted_and_held(tx, found.id).await?;
    let seats = store::seats_of(tx, found.id).await?;
    let members = seated(&seats);
    let covered = cover(&wanted, &held, &members);
    let rules = store::programmes(tx).await?.of_kind(&found.kind, now);
    let lead_fits = lead_fits(&seats, &rules);
    Ok(Facts { wanted, seats, members, covered, rules, lead_fits, founder: found.founder() })
}

impl Facts {
    /// A firm that sits here or is invited.
    pub fn firm(&self, id: i64) -> Option<&FirmCard> {
        self.seats.iter().find(|s| s.company == Some(id))?.firm.as_ref()
    }
}

/// The firms that sit as members.
pub fn seated(seats: &[Seat]) -> Vec<i64> {
    seats.iter().filter(|s| s.is_taken()).filter_map(|s| s.company).collect()
}

/// Whether there is a lead, of the type that its programme wants.
pub fn lead_fits(seats: &[Seat], rules: &KindRules) -> bool {
    let lead = seats.iter().find(|s| s.is_taken() && s.role == SeatRole::Lead).and_then(|s| s.firm.as_ref());
    lead.is_some_and(|lead| rules.lead_type.as_ref().is_none_or(|wanted| lead.types.iter().any(|t| t.slug == *wanted)))
}

pub fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Every rule of the next gate, passed or not. Below the gate a rule only warns.
pub fn gates(state: State, facts: &Facts) -> Vec<Gate> {
    let gate = |rule, found, needed| Gate { rule, found, needed };
    let covered =
        facts.wanted.iter().zip(&facts.covered).filter(|(w, c)| w.is_waived() || c.by.len() >= w.firms).count();
    let forming = [
        gate(Rule::FounderConfirmed, i64::from(facts.founder.confirmed), 1),
        gate(Rule::Requirements, count(facts.wanted.len()), 1),
    ];
    let chartering = [
        gate(Rule::Lead, i64::from(facts.lead_fits), 1),
        gate(Rule::Members, count(facts.members.len()), facts.rules.min_members),
        gate(Rule::Covered, count(covered), count(facts.wanted.len())),
    ];
    match state {
        State::Draft => forming.into_iter().chain(chartering).collect(),
        State::Recruiting => chartering.to_vec(),
        State::Chartering => {
            let shares = facts.seats.iter().filter(|s| s.role.is_member()).filter_map(|s| s.share).sum();
            chartering.into_iter().chain([gate(Rule::Shares, shares, WHOLE)]).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether an act's own gate is open: recruiting asks for the first two rules, chartering for all.
pub fn gate_is_open(act: Act, state: State, facts: &Facts) -> bool {
    let asked = |g: &&Gate| match act {
        Act::Open => matches!(g.rule, Rule::FounderConfirmed | Rule::Requirements),
        _ => true,
    };
    gates(state, facts).iter().filter(asked).all(Gate::passes)
}
