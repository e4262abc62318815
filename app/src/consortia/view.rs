//! What the page of a consortium shows to one viewer: put together from the rows, by the rights of whoever looks.

use super::{
    facts::{Facts, count, facts, gates},
    model::{
        Act, CharterView, ConsortiumView, Covered, FleetSeat, FleetView, InvitationView, RequirementView, Rights,
        SeatRole, SeatState, SignatureView, Standing, State, Suggestion, SuggestionView, Wanted, could_lead,
        coverage_percent, may, suggest,
    },
    store::{self, Stored},
};
use crate::{
    companies::{self, FirmCard},
    ctx::Ctx,
    db::Tx,
    error::{AppError, AppResult},
    label::Label,
    markdown, sectors,
    technologies::{self, Map, Need},
    text::Text2,
    time::UnixMillis,
};
use std::collections::HashMap;

/// Firms proposed for gaps at most, and as leads.
const MOST_SUGGESTIONS: usize = 5;
const MOST_LEADS: usize = 3;

/// The page of a consortium. One that the viewer may not see does not exist for them.
pub async fn page(ctx: &Ctx, tx: &mut Tx, found: Stored) -> AppResult<ConsortiumView> {
    let standing = match &ctx.person {
        Some(person) => store::standing(tx, found.id, person.id, person.coordinator).await?,
        None => Standing::default(),
    };
    let state = found.state();
    if !may(standing, Act::See, state) {
        return Err(AppError::NotFound);
    }
    let facts = facts(tx, &found, ctx.now).await?;
    let rights = rights(standing, state);
    let inside = rights.member || standing.coordinator;
    let sees_levels = inside || technologies::sees_levels(tx, ctx.person.as_ref()).await?;
    let gaps = facts.wanted.iter().zip(&facts.covered).any(|(w, c)| !w.is_waived() && c.by.len() < w.firms);
    let lead_open = facts.seats.iter().any(|s| s.role == SeatRole::Lead && s.state != SeatState::Seated);
    let lead_wanted = lead_open && state.seats_firms();
    let fill_wanted = gaps && rights.invite && state.seats_firms();
    let (map, programmes) = (technologies::map(tx).await?, store::programmes(tx).await?);
    let excluded = excluded(&facts, inside);
    let (mut fillers, mut leads) = (Vec::new(), Vec::new());
    if fill_wanted || lead_wanted {
        let firms = technologies::holdings_of_all(tx).await?;
        if fill_wanted {
            let able = firms.able(&map, &needs(&facts, true), None);
            fillers = suggest(&facts.wanted, &facts.covered, &able, &excluded, MOST_SUGGESTIONS);
        }
        if lead_wanted {
            let lead_type = facts.rules.lead_type.as_deref();
            let able = firms.able(&map, &needs(&facts, sees_levels), lead_type);
            let others = firms.of_type(lead_type.unwrap_or_default());
            leads = could_lead(&facts.wanted, &facts.covered, &able, others, &excluded, MOST_LEADS);
        }
    }
    let proposed: Vec<i64> = fillers.iter().chain(&leads).map(|s| s.company).collect();
    let cards = companies::cards(tx, &proposed).await?;
    let shown = |found: Vec<Suggestion>| shown(&facts, &map, &cards, found);
    let (leads, suggestions) = (shown(leads), shown(fillers));
    let seats = store::seats_shown(&facts.seats, inside);
    let lead_type = match facts.rules.lead_type.as_ref().filter(|_| lead_open) {
        Some(slug) => companies::kinds(tx).await?.types.name(slug),
        None => Text2::default(),
    };
    let charter = if inside { charter(ctx, tx, &found, &facts).await? } else { None };
    let invitations = invitations(ctx, tx, &found, &facts, standing).await?;
    Ok(ConsortiumView {
        version: found.version,
        state,
        name: found.name(),
        purpose: markdown::about_as_read(&found.purpose_ko, &found.purpose_en),
        sector: sectors::known(tx).await?.labels.label(&found.sector),
        kind: programmes.kinds.label(&found.kind),
        founder: Label { slug: facts.founder.slug.clone(), name: facts.founder.name.clone() },
        created: UnixMillis(found.created_ms),
        fleet: FleetView {
            seats: seats.iter().map(FleetSeat::from).collect(),
            coverage: coverage_percent(&facts.wanted, &facts.covered),
        },
        seats,
        requirements: requirements(&facts, &map, sees_levels),
        lead_type,
        lead_open,
        leads,
        suggestions,
        gates: if inside { gates(state, &facts) } else { Vec::new() },
        invitations,
        charter,
        held: inside && store::is_held(tx, found.id, ctx.now).await?,
        rights,
        purpose_html: Text2::new(found.purpose_ko_html, found.purpose_en_html),
        slug: found.slug,
    })
}

const fn rights(standing: Standing, state: State) -> Rights {
    Rights {
        member: standing.member,
        edit: may(standing, Act::Edit, state),
        open: may(standing, Act::Open, state),
        invite: may(standing, Act::Invite, state),
        charter: may(standing, Act::Charter, state),
        reopen: may(standing, Act::Reopen, state),
        abandon: may(standing, Act::Abandon, state),
        dissolve: may(standing, Act::Dissolve, state),
        work: may(standing, Act::Work, state),
    }
}

fn requirements(facts: &Facts, map: &Map, sees_levels: bool) -> Vec<RequirementView> {
    let view = |(wanted, covered): (&Wanted, &Covered)| RequirementView {
        name: map.name(&wanted.need.technology),
        technology: wanted.need.technology.clone(),
        activity: wanted.need.activity.clone(),
        min_level: wanted.need.min_level,
        firms_wanted: count(wanted.firms),
        weight: wanted.weight,
        waiver: wanted.waiver.clone(),
        covered: count(covered.by.len()),
        confirmed: covered.confirmed.len(),
        covered_by: {
            covered.by.iter().filter(|_| sees_levels).filter_map(|id| facts.firm(*id)).map(|f| f.name.clone()).collect()
        },
    };
    facts.wanted.iter().zip(&facts.covered).map(view).collect()
}

/// What is needed here. Who may not see the levels of firms is told who has the technologies at all.
fn needs(facts: &Facts, by_level: bool) -> Vec<Need> {
    let need = |w: &Wanted| Need { min_level: if by_level { w.need.min_level } else { 1 }, ..w.need.clone() };
    facts.wanted.iter().map(need).collect()
}

/// Firms that are not proposed. To those outside, an invited firm is like any other.
fn excluded(facts: &Facts, inside: bool) -> Vec<i64> {
    let there = facts.seats.iter().filter(|s| inside || s.state == SeatState::Seated);
    there.filter_map(|s| s.company).collect()
}

fn shown(facts: &Facts, map: &Map, cards: &HashMap<i64, FirmCard>, found: Vec<Suggestion>) -> Vec<SuggestionView> {
    let covered = |i: &usize| map.name(&facts.wanted[*i].need.technology);
    let view = |s: Suggestion| {
        Some(SuggestionView {
            firm: cards.get(&s.company)?.clone(),
            covers: s.covers.iter().map(covered).collect(),
            confirmed: s.confirmed,
        })
    };
    found.into_iter().filter_map(view).collect()
}

async fn invitations(
    ctx: &Ctx,
    tx: &mut Tx,
    found: &Stored,
    facts: &Facts,
    standing: Standing,
) -> AppResult<Vec<InvitationView>> {
    let Some(person) = ctx.person.as_ref().filter(|_| standing.member || standing.invited) else {
        return Ok(Vec::new());
    };
    let pending = store::pending(tx, found.id).await?;
    let own: Vec<i64> = companies::firms_of(tx, person.id).await?.into_iter().map(|f| f.id).collect();
    let view = |i: store::Invitation| {
        let answers = own.contains(&i.company_id);
        let seat = facts.seats.iter().find(|s| s.id == i.seat_id)?;
        if !standing.member && !answers {
            return None;
        }
        Some(InvitationView {
            firm: seat.firm.clone()?,
            seat: seat.label.clone(),
            role: seat.role,
            message: i.message.clone(),
            expires: UnixMillis(i.expires_ms),
            answers: answers && i.expires_ms > ctx.now.0,
            reference: i.r#ref.clone(),
        })
    };
    Ok(pending.into_iter().filter_map(view).collect())
}

async fn charter(ctx: &Ctx, tx: &mut Tx, found: &Stored, facts: &Facts) -> AppResult<Option<CharterView>> {
    let Some(charter) = store::charter(tx, found.id).await? else { return Ok(None) };
    let signed = store::signatures(tx, found.id, charter.number).await?;
    let open = |id: &&i64| !signed.iter().any(|s| s.0 == **id);
    let missing = facts.members.iter().filter(open).filter_map(|id| facts.firm(*id)).map(|f| f.name.clone()).collect();
    let mut to_sign = Vec::new();
    if let Some(person) = ctx.person.as_ref().filter(|_| found.state() == State::Chartering) {
        let owned = companies::owned_by(tx, person.id).await?;
        let asked = owned.into_iter().filter(|firm| facts.members.iter().filter(open).any(|id| *id == firm.id));
        to_sign = asked.map(|firm| Label { slug: firm.slug, name: firm.name }).collect();
    }
    let signatures = signed.into_iter().map(|(_, firm, signer, at)| SignatureView { firm, signer, at }).collect();
    Ok(Some(CharterView {
        number: charter.number,
        html: charter.html,
        sha256: charter.sha256,
        signatures,
        missing,
        to_sign,
    }))
}
