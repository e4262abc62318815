//! Every SQL text of the map and of capabilities.

mod base;
mod capabilities;
mod holders;
mod nodes;
mod open;
mod review;
mod supply;

pub use base::load_base;
pub use capabilities::{
    Claimed, add_evidence, by_ref, change, claim, evidence_of, known, profile, remove, remove_evidence,
};
pub use holders::{HolderRow, confirmed_since, counts, holder_counts, holders_page};
pub use nodes::{Map, map};
pub use open::{capabilities as open_capabilities, nodes as open_nodes};
pub use review::{confirm, give_back, set_aside, waiting};
pub use supply::{areas, coverage, recount, recount_all, recount_firm, totals};

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

/// Capabilities `c` of confirmed firms in the technologies or areas `$1` to `$25`.
macro_rules! in_nodes {
    () => {
        concat!(
            "FROM technology t JOIN capability c ON c.technology = t.slug JOIN company f ON f.id = c.company_id \
            AND f.state = 'confirmed' WHERE (t.slug IN ",
            crate::in_25!(),
            " OR t.parent IN ",
            crate::in_25!(),
            ") "
        )
    };
}

macro_rules! held_sql {
    () => {
        "SELECT c.company_id, c.technology, t.parent AS area, c.activity, c.level, COALESCE(c.verified_level, 0) AS verified "
    };
}

/// Whatever confirmed firms claim in these technologies or areas.
pub async fn holders(tx: &mut Tx, nodes: &[String]) -> StoreResult<Vec<Held>> {
    const SELECT: &str = concat!(held_sql!(), in_nodes!(), "ORDER BY c.id");
    let mut all: Vec<Held> = Vec::new();
    for some in in_25(nodes) {
        all.extend(tx.all::<HeldRow>(SELECT, &some).await?.into_iter().map(Held::from));
    }
    Ok(all)
}

/// The same of firms of a type only, and of them only those that claim most of it.
pub async fn most_able(tx: &mut Tx, nodes: &[String], firm_type: &str, most: i64) -> StoreResult<Vec<Held>> {
    const SELECT: &str = concat!(
        held_sql!(),
        in_nodes!(),
        "AND c.company_id IN (SELECT c.company_id ",
        in_nodes!(),
        "AND EXISTS (SELECT 1 FROM company_type y WHERE y.company_id = c.company_id AND y.type = $26) \
        GROUP BY c.company_id ORDER BY COUNT(*) DESC, c.company_id LIMIT $27) ORDER BY c.id"
    );
    let mut all: Vec<Held> = Vec::new();
    for mut some in in_25(nodes) {
        some.extend([firm_type.into(), most.into()]);
        all.extend(tx.all::<HeldRow>(SELECT, &some).await?.into_iter().map(Held::from));
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
