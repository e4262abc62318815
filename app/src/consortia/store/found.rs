//! Founding and changing a consortium: its purpose, what it requires, its seats.

use super::{
    super::model::{ConsortiumDraft, RequirementDraft, SeatDraft, State},
    KIND,
};
use crate::{
    db::{StoreResult, Tx, Value},
    markdown, secret, slugs,
    time::UnixMillis,
    values,
};

/// Adds a draft consortium of a founder.
pub async fn add(tx: &mut Tx, draft: &ConsortiumDraft, founder: i64, now: UnixMillis) -> StoreResult<(i64, String)> {
    const INSERT: &str = "INSERT INTO consortium (slug, state, kind, sector, name_ko, name_en, purpose_ko, purpose_en, \
        purpose_ko_html, purpose_en_html, renderer, founder_id, seat_limit, created_ms, changed_ms, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, 1) RETURNING id";
    let d = draft;
    let id = tx
        .number(
            INSERT,
            values![
                secret::reference(),
                State::Draft.code(),
                &d.kind,
                &d.sector,
                &d.name.ko,
                &d.name.en,
                &d.purpose.ko,
                &d.purpose.en,
                markdown::render(&d.purpose.ko),
                markdown::render(&d.purpose.en),
                markdown::RENDERER,
                founder,
                d.seat_limit,
                now
            ],
        )
        .await?;
    let slug = slugs::claim(tx, KIND, &slugs::of_name(&d.name.en, &d.name.ko), id).await?;
    tx.run("UPDATE consortium SET slug = $2 WHERE id = $1", values![id, &slug]).await?;
    Ok((id, slug))
}

/// Changes name, sector and purpose.
pub async fn update(tx: &mut Tx, id: i64, version: i64, draft: &ConsortiumDraft, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE consortium SET kind = $3, sector = $4, name_ko = $5, name_en = $6, purpose_ko = $7, \
        purpose_en = $8, purpose_ko_html = $9, purpose_en_html = $10, renderer = $11, seat_limit = $12, changed_ms = $13, \
        version = version + 1 WHERE id = $1 AND version = $2";
    let d = draft;
    tx.run_versioned(
        UPDATE,
        values![
            id,
            version,
            &d.kind,
            &d.sector,
            &d.name.ko,
            &d.name.en,
            &d.purpose.ko,
            &d.purpose.en,
            markdown::render(&d.purpose.ko),
            markdown::render(&d.purpose.en),
            markdown::RENDERER,
            d.seat_limit,
            now
        ],
    )
    .await
}

/// Replaces the requirements. What seats must cover is kept by technology.
pub async fn set_requirements(tx: &mut Tx, id: i64, wanted: &[RequirementDraft]) -> StoreResult<()> {
    const KNOWN: &str = "SELECT v.seat_id, r.technology FROM consortium_seat_cover v \
        JOIN consortium_requirement r ON r.id = v.requirement_id WHERE r.consortium_id = $1";
    const INSERT: &str = "INSERT INTO consortium_requirement (consortium_id, position, technology, activity, min_level, \
        firms_wanted, weight, waiver) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
    let known: Vec<(i64, String)> = tx.all(KNOWN, values![id]).await?;
    tx.run("DELETE FROM consortium_requirement WHERE consortium_id = $1", values![id]).await?;
    for (position, r) in (0_i64..).zip(wanted) {
        let n = &r.need;
        let row = tx
            .number(
                INSERT,
                values![id, position, &n.technology, &n.activity, n.min_level, r.firms, r.weight, &r.waiver],
            )
            .await?;
        for (seat, _) in known.iter().filter(|(_, technology)| *technology == n.technology) {
            cover(tx, *seat, row).await?;
        }
    }
    Ok(())
}

async fn cover(tx: &mut Tx, seat: i64, requirement: i64) -> StoreResult<()> {
    const INSERT: &str =
        "INSERT INTO consortium_seat_cover (seat_id, requirement_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    tx.run(INSERT, values![seat, requirement]).await?;
    Ok(())
}

/// Adds seats in their order. Each names the requirements it must cover by their position.
pub async fn add_seats(tx: &mut Tx, id: i64, seats: &[SeatDraft]) -> StoreResult<Vec<i64>> {
    const NEXT: &str = "SELECT COALESCE(MAX(position), -1) + 1 FROM consortium_seat WHERE consortium_id = $1";
    const INSERT: &str = "INSERT INTO consortium_seat (ref, consortium_id, position, role, label_ko, label_en, firm_type, \
        state, share_min_bp, share_max_bp) VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9) RETURNING id";
    const REQUIREMENTS: &str = "SELECT id FROM consortium_requirement WHERE consortium_id = $1 ORDER BY position, id";
    let requirements: Vec<(i64,)> = tx.all(REQUIREMENTS, values![id]).await?;
    let first = tx.number(NEXT, values![id]).await?;
    let mut ids = Vec::new();
    for (position, s) in (first..).zip(seats) {
        let seat = tx
            .number(
                INSERT,
                values![
                    secret::reference(),
                    id,
                    position,
                    s.role.code(),
                    &s.label.ko,
                    &s.label.en,
                    s.firm_type.clone(),
                    s.share_range.map(|r| r.0),
                    s.share_range.map(|r| r.1)
                ],
            )
            .await?;
        for position in &s.covers {
            if let Some((requirement,)) = requirements.get(*position) {
                cover(tx, seat, *requirement).await?;
            }
        }
        ids.push(seat);
    }
    Ok(ids)
}

/// Takes an open seat away; the lead's and one that is taken stay and answer [`StoreError::Stale`].
pub async fn remove_seat(tx: &mut Tx, id: i64, reference: &str) -> StoreResult<()> {
    const DELETE: &str = "DELETE FROM consortium_seat WHERE consortium_id = $1 AND ref = $2 AND state = 'open' \
        AND role <> 'lead'";
    tx.run_versioned(DELETE, values![id, reference]).await
}

/// Notes that something about a consortium changed.
pub async fn touch(tx: &mut Tx, id: i64, now: UnixMillis) -> StoreResult<()> {
    tx.run("UPDATE consortium SET changed_ms = $2 WHERE id = $1", values![id, now]).await?;
    Ok(())
}

/// Requirements follow a merged technology. Where a consortium requires both, one stays, with the higher level and the
/// seats of both.
pub async fn technology_merged(tx: &mut Tx, from: &str, into: &str) -> StoreResult<()> {
    const SEATS: &str = "INSERT INTO consortium_seat_cover (seat_id, requirement_id) SELECT v.seat_id, t.id \
        FROM consortium_seat_cover v JOIN consortium_requirement s ON s.id = v.requirement_id AND s.technology = $1 \
        JOIN consortium_requirement t ON t.consortium_id = s.consortium_id AND t.technology = $2 WHERE TRUE \
        ON CONFLICT (seat_id, requirement_id) DO NOTHING";
    const LEVELS: &str = "UPDATE consortium_requirement AS t SET min_level = s.min_level FROM consortium_requirement s \
        WHERE s.technology = $1 AND t.technology = $2 AND t.consortium_id = s.consortium_id AND s.min_level > t.min_level";
    const DROP: &str = "DELETE FROM consortium_requirement WHERE technology = $1 AND consortium_id IN \
        (SELECT t.consortium_id FROM consortium_requirement t WHERE t.technology = $2)";
    const FOLLOW: &str = "UPDATE consortium_requirement SET technology = $2 WHERE technology = $1";
    // Who edits requirements now has the old ones before them.
    const CHANGED: &str = "UPDATE consortium SET version = version + 1 WHERE id IN \
        (SELECT consortium_id FROM consortium_requirement WHERE technology = $1)";
    const WHICH: &str = "SELECT DISTINCT consortium_id FROM consortium_requirement WHERE technology = $1 \
        ORDER BY consortium_id";
    tx.run(CHANGED, values![from]).await?;
    let changed: Vec<(i64,)> = tx.all(WHICH, values![from]).await?;
    for text in [SEATS, LEVELS, DROP, FOLLOW] {
        tx.run(text, values![from, into]).await?;
    }
    for (consortium,) in changed {
        super::index(tx, consortium).await?;
    }
    Ok(())
}

/// Which of up to 25 firms founded, joined or were asked into a consortium.
pub async fn firms_in_use(tx: &mut Tx, some: &[Value]) -> StoreResult<Vec<i64>> {
    const SELECT: &str = concat!(
        "SELECT founder_id FROM consortium WHERE founder_id IN ",
        crate::in_25!(),
        " UNION SELECT company_id FROM consortium_seat WHERE company_id IN ",
        crate::in_25!(),
        " UNION SELECT company_id FROM consortium_invitation WHERE company_id IN ",
        crate::in_25!(),
        " UNION SELECT company_id FROM consortium_signature WHERE company_id IN ",
        crate::in_25!(),
    );
    tx.numbers(SELECT, some).await
}

/// Whether a consortium requires a technology.
pub async fn technology_wanted(tx: &mut Tx, slug: &str) -> StoreResult<bool> {
    Ok(tx.number("SELECT COUNT(*) FROM consortium_requirement WHERE technology = $1", values![slug]).await? > 0)
}
