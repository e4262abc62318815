//! Seats: who sits where, what each must cover, and the one way in which a firm takes one.

use super::super::model::{SeatRole, SeatState, SeatView};
use crate::{
    companies,
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

/// The requirements that each seat must cover: seat id → positions in the list of requirements.
async fn seat_covers(tx: &mut Tx, consortium: i64) -> StoreResult<HashMap<i64, Vec<i64>>> {
    const SELECT: &str = "SELECT v.seat_id, v.requirement_id FROM consortium_seat_cover v \
        JOIN consortium_requirement r ON r.id = v.requirement_id WHERE r.consortium_id = $1 ORDER BY r.position, r.id";
    let mut covers: HashMap<i64, Vec<i64>> = HashMap::new();
    for (seat, requirement) in tx.all::<(i64, i64)>(SELECT, values![consortium]).await? {
        covers.entry(seat).or_default().push(requirement);
    }
    Ok(covers)
}

/// The seats as a page shows them. Shares and invited firms are for members.
pub async fn views(tx: &mut Tx, consortium: i64, for_members: bool) -> StoreResult<Vec<SeatView>> {
    const NEEDS: &str = "SELECT id, technology FROM consortium_requirement WHERE consortium_id = $1";
    let seats = of(tx, consortium).await?;
    let covers = seat_covers(tx, consortium).await?;
    let needs: HashMap<i64, String> = tx.all::<(i64, String)>(NEEDS, values![consortium]).await?.into_iter().collect();
    let slugs: Vec<String> = needs.values().cloned().collect();
    let names = technologies::labels(tx, &slugs).await?;
    let firms: Vec<i64> = seats.iter().filter_map(|s| s.company).collect();
    let cards = companies::cards(tx, &firms).await?;
    let view = |seat: Seat| {
        let shown = seat.state == SeatState::Seated || for_members;
        let names_of = |ids: &Vec<i64>| {
            ids.iter().filter_map(|id| needs.get(id)).filter_map(|slug| names.get(slug)).cloned().collect()
        };
        SeatView {
            firm: seat.company.filter(|_| shown).and_then(|id| cards.get(&id).cloned()),
            covers: covers.get(&seat.id).map(names_of).unwrap_or_default(),
            share: seat.share.filter(|_| for_members),
            share_range: seat.share_range,
            firm_type: seat.firm_type.unwrap_or_default(),
            reference: seat.reference,
            role: seat.role,
            label: seat.label,
            // To visitors an invited firm's seat is open.
            state: if shown { seat.state } else { SeatState::Open },
        }
    };
    Ok(seats.into_iter().map(view).collect())
}

/// Puts a firm on a seat that is open, or kept for it by its invitation. Call it under the consortium's lock: a seat
/// that somebody else took is [`StoreError::Stale`], a firm that sits already [`StoreError::Taken`].
pub async fn seat_firm(tx: &mut Tx, seat: i64, company: i64, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE consortium_seat SET state = 'seated', company_id = $2, seated_ms = $3 WHERE id = $1 \
        AND (state = 'open' OR (state = 'invited' AND company_id = $2))";
    tx.run_versioned(UPDATE, values![seat, company, now]).await
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
