//! Every SQL text of the map and of capabilities.

/// Capabilities `c` of members: few firms are none, so those are what is looked up.
macro_rules! of_members {
    () => {
        "c.company_id NOT IN (SELECT u.id FROM company u WHERE u.state <> 'confirmed')"
    };
}

mod archive;
mod base;
mod capabilities;
mod demand;
mod expiry;
mod holders;
mod holdings;
mod nodes;
mod open;
mod review;
mod supply;

pub use archive::{
    CapabilityRecord, EvidenceRecord, HistoryRecord, NodeRecord, capability_id, capability_records, evidence_records,
    forget_evidence, has_history, history_records, node_records, remember_restored, restore_capability,
    restore_evidence, restore_history, restore_nodes, restored,
};
pub use base::load_base;
pub use capabilities::{
    Claimed, add_evidence, by_ref, change, claim, evidence_of, firms_in_use, known, profile, remove, remove_evidence,
};
pub use demand::{demand, demand_version, demanded, met, set_demand};
pub use expiry::{Unproved, lower, unproved};
pub use holders::{HolderRow, confirmed_since, counts, holders_page};
pub use holdings::{Able, Holdings, holdings_of_all};
pub use nodes::{Map, Node, map};
pub use open::{capabilities as open_capabilities, nodes as open_nodes};
pub use review::{Reviewer, confirm, give_back, set_aside, waiting, waiting_since};
pub use supply::{areas, coverage, recount, recount_all, recount_firm, recount_firms, totals};

use super::model::Held;
use crate::{
    db::{StoreResult, Tx, in_25},
    values,
};

/// The word for a node of the map in search.
pub const KIND: &str = "technology";

/// A capability as rules weigh it, as a query finds it.
#[derive(sqlx::FromRow)]
pub struct HeldRow {
    company_id: i64,
    technology: String,
    area: String,
    activity: String,
    level: i64,
    verified: i64,
}

impl From<HeldRow> for Held {
    fn from(row: HeldRow) -> Self {
        Self {
            company: row.company_id,
            technology: row.technology,
            area: row.area,
            activity: row.activity,
            level: row.level,
            verified: row.verified,
        }
    }
}

/// Everything that these firms claim, as rules weigh it.
pub async fn held(tx: &mut Tx, companies: &[i64]) -> StoreResult<Vec<Held>> {
    const SELECT: &str = concat!(
        "SELECT c.company_id, c.technology, t.parent AS area, c.activity, c.level, COALESCE(c.verified_level, 0) AS verified \
        FROM capability c JOIN technology t ON t.slug = c.technology WHERE c.company_id IN ",
        crate::in_25!(),
        " ORDER BY c.id"
    );
    let mut all = Vec::new();
    for some in in_25(companies) {
        all.extend(tx.all::<HeldRow>(SELECT, &some).await?.into_iter().map(Held::from));
    }
    Ok(all)
}

type InTechnology = (i64, String, String, i64, i64);

/// The technologies of nodes: themselves, and all of an area.
fn technologies_of(map: &Map, nodes: &[String]) -> Vec<String> {
    let below = |node: &String| {
        let children: Vec<String> = map.children(node).map(|child| child.label.slug.clone()).collect();
        if children.is_empty() { vec![node.clone()] } else { children }
    };
    let mut all: Vec<String> = nodes.iter().flat_map(below).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn held_of(map: &Map, rows: Vec<InTechnology>) -> impl Iterator<Item = Held> {
    rows.into_iter().map(|(company, technology, activity, level, verified)| Held {
        area: map.parent(&technology).map(|area| area.label.slug.clone()).unwrap_or_default(),
        company,
        technology,
        activity,
        level,
        verified,
    })
}

/// Whatever confirmed firms claim in these technologies or areas.
pub async fn holders(tx: &mut Tx, nodes: &[String]) -> StoreResult<Vec<Held>> {
    const SELECT: &str = concat!(
        "SELECT c.company_id, c.technology, c.activity, c.level, COALESCE(c.verified_level, 0) AS verified \
        FROM capability c WHERE c.technology IN ",
        crate::in_25!(),
        " AND ",
        of_members!(),
        " ORDER BY c.id"
    );
    let map = map(tx).await?;
    let mut all: Vec<Held> = Vec::new();
    for some in in_25(&technologies_of(&map, nodes)) {
        all.extend(held_of(&map, tx.all(SELECT, &some).await?));
    }
    Ok(all)
}

/// The search documents of one node, and of all of them.
pub async fn index_all(tx: &mut Tx) -> StoreResult<()> {
    use crate::{
        search::{self, Audience, Document},
        text::Text2,
    };
    const SELECT: &str = "SELECT t.slug, t.name_ko, t.name_en, t.about_ko, t.about_en, COALESCE(p.name_ko, '') AS up_ko, \
        COALESCE(p.name_en, '') AS up_en FROM technology t LEFT JOIN technology p ON p.slug = t.parent \
        ORDER BY t.level, t.slug";
    let rows: Vec<(String, String, String, String, String, String, String)> = tx.all(SELECT, values![]).await?;
    for (number, (slug, ko, en, about_ko, about_en, up_ko, up_en)) in (1_i64..).zip(rows) {
        let document = Document {
            kind: KIND,
            thing_id: number,
            path: format!("/technologies/{slug}"),
            audience: Audience::Public,
            title: Text2::new(ko, en),
            about: Text2::new(about_ko, about_en),
            words: format!("{} {up_ko} {up_en}", slug.replace('-', " ")),
        };
        search::put(tx, &document).await?;
    }
    Ok(())
}
