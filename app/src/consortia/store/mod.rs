//! Every SQL text of consortia.

mod charter;
mod found;
mod invitations;
mod list;
mod programmes;
mod requirements;
mod seats;

pub use charter::{Signed, charter, draw_up, sign, signatures};
pub use found::{
    add, add_seats, firms_in_use, remove_seat, set_requirements, technology_merged, technology_wanted, touch, update,
};
pub use invitations::{
    Invitation, by_ref as invitation, invite, of_firms as invitations_of, pending, revoke_all, settle,
};
pub use list::{briefs, count_by_sector, facets, formed, founded_since, index, list, of_company, seeking, steered_by};
pub use programmes::{KindRules, load_base, programmes};
pub use requirements::{wanted, wanted_and_held};
pub use seats::{
    Seat, agree_share, by_ref as seat_by_ref, describe_seat, free as free_seat, held_for as seat_held_for, members,
    of as seats_of, seat_firm, shown as seats_shown,
};

use super::model::{Standing, State};
use crate::{
    companies::Firm,
    db::{StoreResult, Tx},
    text::Text2,
    time::UnixMillis,
    values,
};

/// The word for a consortium in slugs, audit and search.
pub const KIND: &str = "consortium";

/// A consortium as upper slices know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    pub id: i64,
    pub slug: String,
    pub name: Text2,
    pub sector: String,
    pub kind: String,
    pub state: State,
}

/// A consortium as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    pub id: i64,
    pub slug: String,
    state: String,
    pub kind: String,
    pub sector: String,
    name_ko: String,
    name_en: String,
    pub purpose_ko: String,
    pub purpose_en: String,
    pub purpose_ko_html: String,
    pub purpose_en_html: String,
    pub founder_id: i64,
    founder: String,
    founder_ko: String,
    founder_en: String,
    founder_confirmed: bool,
    pub seat_limit: i64,
    pub created_ms: i64,
    pub version: i64,
}

impl Stored {
    pub fn state(&self) -> State {
        State::of_code(&self.state)
    }

    pub fn name(&self) -> Text2 {
        Text2::new(&self.name_ko, &self.name_en)
    }

    /// The firm that founded it.
    pub fn founder(&self) -> Firm {
        Firm {
            id: self.founder_id,
            slug: self.founder.clone(),
            name: Text2::new(&self.founder_ko, &self.founder_en),
            confirmed: self.founder_confirmed,
        }
    }

    pub fn brief(&self) -> Brief {
        Brief {
            id: self.id,
            slug: self.slug.clone(),
            name: self.name(),
            sector: self.sector.clone(),
            kind: self.kind.clone(),
            state: self.state(),
        }
    }
}

macro_rules! select_sql {
    () => {
        "SELECT c.id, c.slug, c.state, c.kind, c.sector, c.name_ko, c.name_en, c.purpose_ko, c.purpose_en, c.purpose_ko_html, \
        c.purpose_en_html, c.founder_id, f.slug AS founder, f.name_ko AS founder_ko, f.name_en AS founder_en, \
        f.state = 'confirmed' AS founder_confirmed, c.seat_limit, c.created_ms, c.version FROM consortium c \
        JOIN company f ON f.id = c.founder_id WHERE "
    };
}

/// The consortium with this address.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> StoreResult<Stored> {
    tx.one(concat!(select_sql!(), "c.slug = $1"), values![slug]).await
}

/// The same for a change: the lock comes before the first read.
pub async fn by_slug_locked(tx: &mut Tx, slug: &str) -> StoreResult<Stored> {
    tx.lock("SELECT id FROM consortium WHERE slug = $1 FOR UPDATE", values![slug]).await?;
    by_slug(tx, slug).await
}

/// The consortium with this id, locked where the transaction writes.
pub async fn by_id_locked(tx: &mut Tx, id: i64) -> StoreResult<Stored> {
    tx.lock("SELECT id FROM consortium WHERE id = $1 FOR UPDATE", values![id]).await?;
    by_id(tx, id).await
}

/// The consortium with this id.
pub async fn by_id(tx: &mut Tx, id: i64) -> StoreResult<Stored> {
    tx.one(concat!(select_sql!(), "c.id = $1"), values![id]).await
}

/// Moves a consortium to another state.
pub async fn set_state(tx: &mut Tx, id: i64, state: State, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE consortium SET state = $2, changed_ms = $3, version = version + 1 WHERE id = $1";
    tx.run_versioned(UPDATE, values![id, state.code(), now]).await
}

/// How a person stands to a consortium, through the firms they speak for. One statement.
pub async fn standing(tx: &mut Tx, consortium: i64, person: i64, coordinator: bool) -> StoreResult<Standing> {
    const SELECT: &str = "SELECT p.role, COALESCE(s.role, '') AS seat, COALESCE(s.state, '') AS state, \
        c.founder_id = p.company_id AS founder, EXISTS (SELECT 1 FROM consortium_seat l WHERE l.consortium_id = c.id \
        AND l.role = 'lead' AND l.state = 'seated') AS led FROM consortium c JOIN company_person p ON p.person_id = $2 \
        JOIN company f ON f.id = p.company_id AND f.state = 'confirmed' LEFT JOIN consortium_seat s \
        ON s.consortium_id = c.id AND s.company_id = p.company_id AND s.state IN ('invited', 'seated') WHERE c.id = $1";
    let rows: Vec<(String, String, String, bool, bool)> = tx.all(SELECT, values![consortium, person]).await?;
    let mut standing = Standing { coordinator, ..Standing::default() };
    for (role, seat, state, founder, led) in rows {
        let seated = state == "seated";
        let speaks = role != "viewer";
        standing.member |= seated || founder;
        standing.invited |= state == "invited";
        standing.steers |= speaks && ((seated && seat == "lead") || (founder && !led));
        standing.signs |= role == "owner" && seated;
    }
    Ok(standing)
}

/// An upper slice needs the consortium to stand as it is: a submitted bid, an awarded project.
pub async fn hold(tx: &mut Tx, consortium: i64, reason: &str, until: Option<UnixMillis>) -> StoreResult<()> {
    const UPSERT: &str = "INSERT INTO consortium_hold (consortium_id, reason, until_ms) VALUES ($1, $2, $3) \
        ON CONFLICT (consortium_id, reason) DO UPDATE SET until_ms = excluded.until_ms";
    tx.run(UPSERT, values![consortium, reason, until]).await?;
    Ok(())
}

/// Takes a hold away.
pub async fn release(tx: &mut Tx, consortium: i64, reason: &str) -> StoreResult<()> {
    tx.run("DELETE FROM consortium_hold WHERE consortium_id = $1 AND reason = $2", values![consortium, reason]).await?;
    Ok(())
}

/// Whether a hold stands at this moment.
pub async fn is_held(tx: &mut Tx, consortium: i64, now: UnixMillis) -> StoreResult<bool> {
    const COUNT: &str =
        "SELECT COUNT(*) FROM consortium_hold WHERE consortium_id = $1 AND (until_ms IS NULL OR until_ms > $2)";
    Ok(tx.number(COUNT, values![consortium, now]).await? > 0)
}
