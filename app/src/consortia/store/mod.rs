//! Every SQL text of consortia.

mod charter;
mod found;
mod invitations;
mod list;
mod seats;

pub use charter::{Signed, charter, draw_up, sign, signatures};
pub use found::{add, add_seats, remove_seat, set_requirements, touch, update};
pub use invitations::{
    Invitation, by_ref as invitation, invite, of_firms as invitations_of, pending, revoke_all, settle,
};
pub use list::{briefs, count_by_sector, facets, founded_since, index, list, of_company, seeking, steered_by};
pub use seats::{
    Names, Seat, agree_share, by_ref as seat_by_ref, covers as seat_covers, describe_seat, free as free_seat,
    held_for as seat_held_for, members, of as seats_of, seat_firm, shown as seats_shown, views as seat_views,
};

use super::model::{Standing, State, Wanted};
use crate::{
    db::{StoreError, StoreResult, Tx},
    label::Label,
    technologies::Need,
    text::Text2,
    time::UnixMillis,
    values,
};
use serde::Deserialize;

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

/// The consortium with this address.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> StoreResult<Stored> {
    const SELECT: &str = "SELECT id, slug, state, kind, sector, name_ko, name_en, purpose_ko, purpose_en, \
        purpose_ko_html, purpose_en_html, founder_id, seat_limit, created_ms, version FROM consortium WHERE slug = $1";
    tx.one(SELECT, values![slug]).await
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
    let (slug,): (String,) = tx.one("SELECT slug FROM consortium WHERE id = $1", values![id]).await?;
    by_slug(tx, &slug).await
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

/// The requirements of consortia as rules weigh them, in their order, with the id of their consortium.
pub async fn wanted(tx: &mut Tx, consortium: i64) -> StoreResult<Vec<Wanted>> {
    const SELECT: &str = "SELECT id, technology, activity, min_level, firms_wanted, weight, waiver \
        FROM consortium_requirement WHERE consortium_id = $1 ORDER BY position, id";
    let rows: Vec<(i64, String, String, i64, i64, i64, String)> = tx.all(SELECT, values![consortium]).await?;
    let wanted = |(id, technology, activity, min_level, firms, weight, waiver): (i64, _, _, _, i64, _, _)| Wanted {
        id,
        need: Need { technology, activity, min_level },
        firms: usize::try_from(firms).unwrap_or(1),
        weight,
        waiver,
    };
    Ok(rows.into_iter().map(wanted).collect())
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

#[derive(Deserialize)]
struct BaseKind {
    slug: String,
    order: i64,
    ko: String,
    en: String,
}

#[derive(Deserialize)]
struct BaseRule {
    programme: String,
    key: String,
    value: serde_json::Value,
    unit: String,
    source: String,
    valid_from: String,
    valid_to: Option<String>,
    ko: String,
    en: String,
}

/// Adds the purpose kinds and programme rules that are missing.
pub async fn load_base(tx: &mut Tx) -> StoreResult<()> {
    const KIND_ROW: &str = "INSERT INTO purpose_kind (slug, position, name_ko, name_en) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (slug) DO NOTHING";
    const RULE_ROW: &str = "INSERT INTO programme_rule (programme, rule, value, unit, source, valid_from, valid_to, \
        name_ko, name_en) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (programme, rule, valid_from) DO NOTHING";
    let broken = |e: serde_json::Error| StoreError::Broken(e.to_string());
    let kinds: Vec<BaseKind> =
        serde_json::from_str(include_str!("../../../data/purpose_kinds.json")).map_err(broken)?;
    for k in kinds {
        tx.run(KIND_ROW, values![k.slug, k.order, k.ko, k.en]).await?;
    }
    let rules: Vec<BaseRule> =
        serde_json::from_str(include_str!("../../../data/programme_rules.json")).map_err(broken)?;
    for r in rules {
        let value = r.value.as_str().map_or_else(|| r.value.to_string(), str::to_owned);
        tx.run(RULE_ROW, values![r.programme, r.key, value, r.unit, r.source, r.valid_from, r.valid_to, r.ko, r.en])
            .await?;
    }
    Ok(())
}

/// The rules of a purpose kind that hold on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindRules {
    /// The firm type of the lead; `None`: any.
    pub lead_type: Option<String>,
    pub min_members: i64,
}

/// The rules of a purpose kind on the Seoul day of `now`.
pub async fn rules(tx: &mut Tx, kind: &str, now: UnixMillis) -> StoreResult<KindRules> {
    const SELECT: &str = "SELECT rule, value FROM programme_rule WHERE programme = $1 \
        AND rule IN ('lead-type', 'min-members') AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2) \
        ORDER BY valid_from, rule";
    let mut rules = KindRules { lead_type: None, min_members: 2 };
    // A later rule stands in place of an earlier one.
    for (rule, value) in tx.all::<(String, String)>(SELECT, values![kind, now.iso_day()]).await? {
        if rule == "lead-type" {
            rules.lead_type = Some(value).filter(|t| t != "any");
        } else if let Ok(count) = value.parse() {
            rules.min_members = count;
        }
    }
    Ok(rules)
}

/// One rule of a programme on the Seoul day of `now`.
pub async fn rule(tx: &mut Tx, programme: &str, rule: &str, now: UnixMillis) -> StoreResult<Option<String>> {
    const SELECT: &str = "SELECT value FROM programme_rule WHERE programme = $1 AND rule = $2 AND valid_from <= $3 \
        AND (valid_to IS NULL OR valid_to >= $3) ORDER BY valid_from DESC LIMIT 1";
    let found: Option<(String,)> = tx.optional(SELECT, values![programme, rule, now.iso_day()]).await?;
    Ok(found.map(|row| row.0))
}

/// The names of a sector and a purpose kind.
pub async fn sector_and_kind(tx: &mut Tx, sector: &str, kind: &str) -> StoreResult<(Label, Label)> {
    const SELECT: &str = "SELECT s.name_ko, s.name_en, k.name_ko, k.name_en FROM sector s \
        JOIN purpose_kind k ON k.slug = $2 WHERE s.slug = $1";
    let (sector_ko, sector_en, kind_ko, kind_en): (String, String, String, String) =
        tx.one(SELECT, values![sector, kind]).await?;
    Ok((Label::new(sector, sector_ko, sector_en), Label::new(kind, kind_ko, kind_en)))
}

/// The purpose kinds in their order.
pub async fn kinds(tx: &mut Tx) -> StoreResult<Vec<Label>> {
    const SELECT: &str = "SELECT slug, name_ko, name_en FROM purpose_kind ORDER BY position, slug";
    let rows: Vec<(String, String, String)> = tx.all(SELECT, values![]).await?;
    Ok(rows.into_iter().map(Label::from).collect())
}
