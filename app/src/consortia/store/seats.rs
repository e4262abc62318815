//! Seats: who sits where, what each must cover, and the one way in which a firm takes one.

use super::super::model::{SeatRole, SeatState, SeatView};
use crate::{
    companies::{self, FirmCard},
    db::{StoreError, StoreResult, Tx},
    label::placed,
    technologies,
    text::Text2,
    time::UnixMillis,
    values,
};

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
    /// The firm that sits here or is invited to.
    pub firm: Option<FirmCard>,
    /// What it must cover, in the order of the requirements.
    pub covers: Vec<Text2>,
    pub share: Option<i64>,
    pub share_range: Option<(i64, i64)>,
}

impl Seat {
    /// Whether a member sits here (an observer is none).
    pub fn is_taken(&self) -> bool {
        self.state == SeatState::Seated && self.role.is_member()
    }
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
    covers: String,
    firm: Option<String>,
    firm_ko: String,
    firm_en: String,
    region: String,
    types: String,
}

impl SeatRow {
    fn seat(self, names: &companies::Names, map: &technologies::Map) -> Seat {
        let card = |slug| FirmCard {
            slug,
            name: Text2::new(self.firm_ko, self.firm_en),
            types: names.types(&self.types),
            region: names.region(&self.region),
        };
        Seat {
            id: self.id,
            reference: self.r#ref,
            role: SeatRole::of_code(&self.role).unwrap_or(SeatRole::Observer),
            label: Text2::new(self.label_ko, self.label_en),
            firm_type: self.firm_type,
            state: SeatState::of_code(&self.state),
            company: self.company_id,
            covers: placed(&self.covers).into_iter().map(|technology| map.name(technology)).collect(),
            firm: self.firm.map(card),
            share: self.share_bp,
            share_range: self.share_min_bp.zip(self.share_max_bp),
        }
    }
}

/// The seats of a consortium that are not left, in their order.
pub async fn of(tx: &mut Tx, consortium: i64) -> StoreResult<Vec<Seat>> {
    const SELECT: &str = "SELECT s.id, s.ref, s.role, s.label_ko, s.label_en, s.firm_type, s.state, s.company_id, s.share_bp, \
        s.share_min_bp, s.share_max_bp, COALESCE((SELECT string_agg(CAST(r.position AS TEXT) || ':' || r.technology, ',') \
        FROM consortium_seat_cover v JOIN consortium_requirement r ON r.id = v.requirement_id WHERE v.seat_id = s.id), '') \
        AS covers, f.slug AS firm, COALESCE(f.name_ko, '') AS firm_ko, COALESCE(f.name_en, '') AS firm_en, \
        COALESCE(f.region, '') AS region, COALESCE((SELECT string_agg(t.type, ',') FROM company_type t \
        WHERE t.company_id = f.id), '') AS types FROM consortium_seat s LEFT JOIN company f ON f.id = s.company_id \
        WHERE s.consortium_id = $1 AND s.state <> 'left' ORDER BY s.position, s.id";
    let (names, map) = (companies::names(tx).await?, technologies::map(tx).await?);
    Ok(tx.all::<SeatRow>(SELECT, values![consortium]).await?.into_iter().map(|row| row.seat(&names, &map)).collect())
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
    Ok(of(tx, consortium).await?.iter().filter(|s| s.is_taken()).filter_map(|s| s.company).collect())
}

/// The seats as a page shows them. Shares and invited firms are for members.
pub fn shown(seats: &[Seat], for_members: bool) -> Vec<SeatView> {
    let view = |seat: &Seat| {
        let shown = seat.state == SeatState::Seated || for_members;
        SeatView {
            firm: seat.firm.clone().filter(|_| shown),
            covers: seat.covers.clone(),
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
