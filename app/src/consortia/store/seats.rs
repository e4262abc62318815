//! Seats: who sits where, what each must cover, and the one way in which a firm takes one.

use super::super::model::{SeatRole, SeatState, SeatView};
use crate::{
    companies::{self, FirmCard},
    db::{StoreError, StoreResult, Tx},
    technologies,
    text::Text2,
    time::UnixMillis,
    values,
};
use std::collections::HashMap;

/// A seat as it is stored.
#[derive(Clone, Debug)]
pub struct Seat {
    pub id: i64,
    pub reference: String,
    pub role: SeatRole,
    pub label: Text2,
    pub firm_type: Option<String>,
    pub state: SeatState,
    pub company: Option<i64>,
    pub share: Option<i64>,
    pub share_range: Option<(i64, i64)>,
}

#[derive(sqlx::FromRow)]
struct SeatRow {
    id: i64,
    r#ref: String,
    role: String,
    label_ko: String,
    label_en: String,
    firm_type: Option<String>,
    state: String,
    company_id: Option<i64>,
    share_bp: Option<i64>,
    share_min_bp: Option<i64>,
    share_max_bp: Option<i64>,
}

impl From<SeatRow> for Seat {
    fn from(row: SeatRow) -> Self {
        Self {
            id: row.id,
            reference: row.r#ref,
            role: SeatRole::of_code(&row.role).unwrap_or(SeatRole::Observer),
            label: Text2::new(row.label_ko, row.label_en),
            firm_type: row.firm_type,
            state: SeatState::of_code(&row.state),
            company: row.company_id,
            share: row.share_bp,
            share_range: row.share_min_bp.zip(row.share_max_bp),
        }
    }
}

/// The seats of a consortium that are not left, in their order.
pub async fn of(tx: &mut Tx, consortium: i64) -> StoreResult<Vec<Seat>> {
    const SELECT: &str = "SELECT id, ref, role, label_ko, label_en, firm_type, state, company_id, share_bp, \
        share_min_bp, share_max_bp FROM consortium_seat WHERE consortium_id = $1 AND state <> 'left' ORDER BY position, id";
    Ok(tx.all::<SeatRow>(SELECT, values![consortium]).await?.into_iter().map(Into::into).collect())
}

/// The seat with this name, and its consortium.
pub async fn by_ref(tx: &mut Tx, reference: &str) -> StoreResult<(i64, Seat)> {
    const SELECT: &str = "SELECT consortium_id FROM consortium_seat WHERE ref = $1";
    let consortium = tx.number(SELECT, values![reference]).await?;
    let seat = of(tx, consortium).await?.into_iter().find(|s| s.reference == reference);
    Ok((consortium, seat.ok_or(StoreError::Missing)?))
}

/// The firms that sit in a consortium as members (observers are none).
pub async fn members(tx: &mut Tx, consortium: i64) -> StoreResult<Vec<i64>> {
    let seats = of(tx, consortium).await?;
    let sits = |s: &Seat| s.state == SeatState::Seated && s.role.is_member();
    Ok(seats.into_iter().filter(sits).filter_map(|s| s.company).collect())
}

/// The technologies that each seat must cover, by the seat's id, in the order of the requirements.
pub async fn covers(tx: &mut Tx, consortium: i64) -> StoreResult<HashMap<i64, Vec<String>>> {
    const SELECT: &str = "SELECT v.seat_id, r.technology FROM consortium_seat_cover v \
        JOIN consortium_requirement r ON r.id = v.requirement_id WHERE r.consortium_id = $1 ORDER BY r.position, r.id";
    let mut covers: HashMap<i64, Vec<String>> = HashMap::new();
    for (seat, technology) in tx.all::<(i64, String)>(SELECT, values![consortium]).await? {
        covers.entry(seat).or_default().push(technology);
    }
    Ok(covers)
}

/// The names that a page of seats needs.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub technologies: HashMap<String, Text2>,
    pub firms: HashMap<i64, FirmCard>,
}

/// The seats as a page shows them. Shares and invited firms are for members.
pub async fn views(tx: &mut Tx, consortium: i64, for_members: bool) -> StoreResult<Vec<SeatView>> {
    let seats = of(tx, consortium).await?;
    let covers = covers(tx, consortium).await?;
    let mut slugs: Vec<String> = covers.values().flatten().cloned().collect();
    slugs.sort_unstable();
    slugs.dedup();
    let firms: Vec<i64> = seats.iter().filter_map(|s| s.company).collect();
    let names =
        Names { technologies: technologies::labels(tx, &slugs).await?, firms: companies::cards(tx, &firms).await? };
    Ok(shown(&seats, &covers, &names, for_members))
}

/// Seats with the names of who sits on them and of what they cover.
pub fn shown(seats: &[Seat], covers: &HashMap<i64, Vec<String>>, names: &Names, for_members: bool) -> Vec<SeatView> {
    let view = |seat: &Seat| {
        let shown = seat.state == SeatState::Seated || for_members;
        let named = covers.get(&seat.id).into_iter().flatten().filter_map(|slug| names.technologies.get(slug));
        SeatView {
            firm: seat.company.filter(|_| shown).and_then(|id| names.firms.get(&id).cloned()),
            covers: named.cloned().collect(),
            share: seat.share.filter(|_| for_members),
            share_range: seat.share_range,
            firm_type: seat.firm_type.clone().unwrap_or_default(),
            reference: seat.reference.clone(),
            role: seat.role,
            label: seat.label.clone(),
            // To visitors an invited firm's seat is open.
            state: if shown { seat.state } else { SeatState::Open },
        }
    };
    seats.iter().map(view).collect()
}

/// Puts a firm on a seat that is open, or kept for it by its invitation. An invitation that waited is answered by it,
/// and another seat that was kept for the firm opens. Call it under the consortium's lock: a seat that somebody else
/// took is [`StoreError::Stale`], a firm that sits already [`StoreError::Taken`].
pub async fn seat_firm(tx: &mut Tx, seat: i64, company: i64, now: UnixMillis) -> StoreResult<()> {
    const OPEN_OTHER: &str = "UPDATE consortium_seat SET state = 'open', company_id = NULL \
        WHERE company_id = $2 AND state = 'invited' AND id <> $1 \
        AND consortium_id = (SELECT s.consortium_id FROM consortium_seat s WHERE s.id = $1)";
    const UPDATE: &str = "UPDATE consortium_seat SET state = 'seated', company_id = $2, seated_ms = $3 WHERE id = $1 \
        AND (state = 'open' OR (state = 'invited' AND company_id = $2))";
    const ANSWER: &str = "UPDATE consortium_invitation SET state = 'accepted', answered_ms = $3 \
        WHERE company_id = $2 AND state = 'pending' \
        AND consortium_id = (SELECT s.consortium_id FROM consortium_seat s WHERE s.id = $1)";
    tx.run(OPEN_OTHER, values![seat, company]).await?;
    tx.run_versioned(UPDATE, values![seat, company, now]).await?;
    tx.run(ANSWER, values![seat, company, now]).await?;
    Ok(())
}

/// Keeps an open seat for a firm that is invited.
pub async fn held_for(tx: &mut Tx, seat: i64, company: i64) -> StoreResult<()> {
    const UPDATE: &str =
        "UPDATE consortium_seat SET state = 'invited', company_id = $2 WHERE id = $1 AND state = 'open'";
    tx.run_versioned(UPDATE, values![seat, company]).await
}

/// Opens the seat that was kept for an invited firm.
pub async fn free(tx: &mut Tx, seat: i64, company: i64) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE consortium_seat SET state = 'open', company_id = NULL \
        WHERE id = $1 AND company_id = $2 AND state = 'invited'";
    tx.run(UPDATE, values![seat, company]).await?;
    Ok(())
}

/// Notes the share that a seat's firm has agreed to.
pub async fn agree_share(tx: &mut Tx, seat: i64, share: i64) -> StoreResult<()> {
    tx.run("UPDATE consortium_seat SET share_bp = $2 WHERE id = $1", values![seat, share]).await?;
    Ok(())
}

/// Says what a seat is for: the type of firm that is wanted and the share that is offered, in hundredths of a percent.
pub async fn describe_seat(tx: &mut Tx, seat: i64, firm_type: &str, min: i64, max: i64) -> StoreResult<()> {
    const UPDATE: &str =
        "UPDATE consortium_seat SET firm_type = $2, share_min_bp = $3, share_max_bp = $4 WHERE id = $1";
    tx.run_versioned(UPDATE, values![seat, firm_type, min, max]).await
}
