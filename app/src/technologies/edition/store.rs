//! The SQL of the map's editions.

use super::{
    changes::{Act, Change, Edition, Line},
    draft::{Draft, DraftNode},
};
use crate::{
    db::{StoreError, StoreResult, Tx},
    search, secret,
    technologies::{
        history,
        store::{KIND, Map, index_all, map, recount_all},
    },
    text::Text2,
    time::UnixMillis,
    values,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Changes of one draft.
pub const MOST_CHANGES: i64 = 200;
/// Editions shown.
const MOST_EDITIONS: i64 = 50;

/// The first edition is the map that a portal starts with.
pub async fn load_base(tx: &mut Tx) -> StoreResult<()> {
    if tx.number("SELECT COUNT(*) FROM map_edition", values![]).await? == 0 {
        publish_edition(tx, 1, "", &[], UnixMillis(0)).await?;
    }
    Ok(())
}

/// The addresses of what was retired.
pub async fn retired(tx: &mut Tx) -> StoreResult<Vec<String>> {
    let rows: Vec<(String,)> = tx.all("SELECT slug FROM technology_retired ORDER BY slug", values![]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// What took the place of a node that is retired.
pub async fn successor(tx: &mut Tx, slug: &str) -> StoreResult<Option<String>> {
    const SELECT: &str = "SELECT successor FROM technology_retired WHERE slug = $1 AND successor IS NOT NULL";
    Ok(tx.optional::<(String,)>(SELECT, values![slug]).await?.map(|row| row.0))
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    id: i64,
    r#ref: String,
    act: String,
    slug: String,
    target: String,
    name_ko: String,
    name_en: String,
    about_ko: String,
    about_en: String,
    by: String,
}

/// A change of the draft as it is stored.
pub struct Stored {
    pub id: i64,
    pub reference: String,
    pub by: String,
    pub change: Change,
}

/// The draft, in the order of its changes.
pub async fn draft(tx: &mut Tx) -> StoreResult<Vec<Stored>> {
    const SELECT: &str = "SELECT c.id, c.ref, c.act, c.slug, c.target, c.name_ko, c.name_en, c.about_ko, c.about_en, \
        COALESCE(p.name, '') AS by FROM map_change c LEFT JOIN person p ON p.id = c.person_id ORDER BY c.id LIMIT CAST($1 AS BIGINT)";
    let stored = |row: ChangeRow| {
        let act = Act::of_code(&row.act).ok_or_else(|| StoreError::Broken(format!("act {}", row.act)))?;
        let (name, about) = ([row.name_ko, row.name_en], [row.about_ko, row.about_en]);
        let change = Change { act, slug: row.slug, target: row.target, name, about };
        Ok(Stored { id: row.id, reference: row.r#ref, by: row.by, change })
    };
    tx.all::<ChangeRow>(SELECT, values![MOST_CHANGES]).await?.into_iter().map(stored).collect()
}

/// Nobody else changes or publishes the draft until the transaction ends.
pub async fn lock(tx: &mut Tx) -> StoreResult<()> {
    tx.lock("SELECT number FROM map_edition WHERE number = 1 FOR UPDATE", values![]).await
}

/// Technologies before their areas, as a claim takes them. Keeps everybody from claiming anything until the transaction ends: an edition counts the whole map anew.
pub async fn lock_map(tx: &mut Tx) -> StoreResult<()> {
    tx.lock("SELECT slug FROM technology ORDER BY level DESC, slug FOR UPDATE", values![]).await
}

/// Adds a change to the draft.
pub async fn add(tx: &mut Tx, change: &Change, person: i64, now: UnixMillis) -> StoreResult<i64> {
    const INSERT: &str = "INSERT INTO map_change (ref, act, slug, target, name_ko, name_en, about_ko, about_en, person_id, \
        created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
    let Change { act, slug, target, name: [ko, en], about: [about_ko, about_en] } = change;
    let values = values![secret::reference(), act.code(), slug, target, ko, en, about_ko, about_en, person, now];
    tx.number(INSERT, values).await
}

/// Takes a change out of the draft.
pub async fn remove(tx: &mut Tx, reference: &str) -> StoreResult<()> {
    match tx.run("DELETE FROM map_change WHERE ref = $1", values![reference]).await? {
        0 => Err(StoreError::Missing),
        _ => Ok(()),
    }
}

/// Whether anything refers to a technology: capabilities, the demand of sectors, and what upper slices keep.
pub async fn is_referred_to(tx: &mut Tx, slug: &str) -> StoreResult<bool> {
    const COUNT: &str = "SELECT (SELECT COUNT(*) FROM capability WHERE technology = $1) \
        + (SELECT COUNT(*) FROM sector_demand WHERE technology = $1)";
    Ok(tx.number(COUNT, values![slug]).await? > 0 || crate::technology_wanted(tx, slug).await?)
}

/// The firms that claim a technology.
pub async fn claiming(tx: &mut Tx, slug: &str) -> StoreResult<Vec<i64>> {
    const SELECT: &str = "SELECT DISTINCT company_id FROM capability WHERE technology = $1 ORDER BY company_id";
    tx.numbers(SELECT, values![slug]).await
}

/// Makes a change true.
pub async fn apply(tx: &mut Tx, change: &Change, after: &Draft, now: UnixMillis) -> StoreResult<()> {
    const ADD: &str = "INSERT INTO technology (slug, level, parent, position, name_ko, name_en, about_ko, about_en) \
        SELECT $1, 'technology', $2, COALESCE(MAX(position), 0) + 1, $3, $4, $5, $6 FROM technology WHERE parent = $2";
    const RENAME: &str =
        "UPDATE technology SET name_ko = $2, name_en = $3, about_ko = $4, about_en = $5 WHERE slug = $1";
    const MOVE: &str = "UPDATE technology SET parent = $2, position = (SELECT COALESCE(MAX(o.position), 0) + 1 \
        FROM technology o WHERE o.parent = $2) WHERE slug = $1";
    let Change { act, slug, target, name: [ko, en], about: [about_ko, about_en] } = change;
    match act {
        Act::Add | Act::Split => {
            let parent = after.node(slug).map(|node| node.parent.as_str()).unwrap_or_default();
            tx.run(ADD, values![slug, parent, ko, en, about_ko, about_en]).await?;
        }
        Act::Rename => drop(tx.run(RENAME, values![slug, ko, en, about_ko, about_en]).await?),
        Act::Move => drop(tx.run(MOVE, values![slug, target]).await?),
        Act::Merge => {
            history::leave(tx, slug, now).await?;
            merge_capabilities(tx, slug, target).await?;
            history::arrive(tx, slug, target, now).await?;
            merge_demand(tx, slug, target).await?;
            crate::technology_merged(tx, slug, target).await?;
            retire(tx, slug, Some(target)).await?;
        }
        Act::Retire => retire(tx, slug, None).await?,
    }
    Ok(())
}

async fn retire(tx: &mut Tx, slug: &str, successor: Option<&String>) -> StoreResult<()> {
    const FOLLOW: &str = "UPDATE technology_retired SET successor = $2 WHERE successor = $1";
    const NOTE: &str = "INSERT INTO technology_retired (slug, successor) VALUES ($1, $2)";
    let successor = successor.map(String::as_str);
    tx.run(FOLLOW, values![slug, successor]).await?;
    tx.run(NOTE, values![slug, successor]).await?;
    tx.run("DELETE FROM technology_supply WHERE technology = $1", values![slug]).await?;
    tx.run("DELETE FROM technology WHERE slug = $1", values![slug]).await?;
    Ok(())
}

/// Capabilities follow a merged technology. Where a firm has both with one activity, the higher level stays with the
/// evidence of both, open only if both were.
async fn merge_capabilities(tx: &mut Tx, from: &str, into: &str) -> StoreResult<()> {
    /// A firm's capability in both: `s` goes, `t` stays.
    macro_rules! both {
        () => {
            "s.technology = $1 AND t.technology = $2 AND t.company_id = s.company_id AND t.activity = s.activity"
        };
    }
    const EVIDENCE: &str = concat!(
        "UPDATE evidence SET capability_id = (SELECT t.id FROM capability s, capability t WHERE s.id = evidence.capability_id AND ",
        both!(),
        ") WHERE capability_id IN (SELECT s.id FROM capability s, capability t WHERE ",
        both!(),
        ")"
    );
    const LEVELS: &str = concat!(
        "UPDATE capability AS t SET level = CASE WHEN s.level > t.level THEN s.level ELSE t.level END, \
        verified_level = CASE WHEN COALESCE(s.verified_level, 0) > COALESCE(t.verified_level, 0) THEN s.verified_level \
        ELSE t.verified_level END, verified_ms = COALESCE(t.verified_ms, s.verified_ms), open = t.open AND s.open, \
        note_ko = CASE WHEN t.note_ko = '' THEN s.note_ko ELSE t.note_ko END, \
        note_en = CASE WHEN t.note_en = '' THEN s.note_en ELSE t.note_en END, \
        waiting_ms = COALESCE(t.waiting_ms, s.waiting_ms), version = t.version + 1 FROM capability s WHERE ",
        both!()
    );
    const DROP: &str =
        concat!("DELETE FROM capability WHERE id IN (SELECT s.id FROM capability s, capability t WHERE ", both!(), ")");
    const FOLLOW: &str = "UPDATE capability SET technology = $2, version = version + 1 WHERE technology = $1";
    for text in [EVIDENCE, LEVELS, DROP, FOLLOW] {
        tx.run(text, values![from, into]).await?;
    }
    Ok(())
}

/// So does the demand of sectors; where one asks for both, the greater weight and target stay.
async fn merge_demand(tx: &mut Tx, from: &str, into: &str) -> StoreResult<()> {
    const GREATER: &str = "UPDATE sector_demand AS t SET weight = CASE WHEN s.weight > t.weight THEN s.weight \
        ELSE t.weight END, target = CASE WHEN s.target > t.target THEN s.target ELSE t.target END \
        FROM sector_demand s WHERE s.technology = $1 AND t.technology = $2 AND t.sector = s.sector";
    const DROP: &str = "DELETE FROM sector_demand WHERE technology = $1 \
        AND sector IN (SELECT t.sector FROM sector_demand t WHERE t.technology = $2)";
    const FOLLOW: &str = "UPDATE sector_demand SET technology = $2 WHERE technology = $1";
    for text in [GREATER, DROP, FOLLOW] {
        tx.run(text, values![from, into]).await?;
    }
    Ok(())
}

/// A change in a stored edition: names in both languages, whoever reads.
#[derive(Serialize, Deserialize)]
struct StoredLine {
    act: Act,
    name: [String; 2],
    other: [String; 2],
}

/// A node in a stored edition.
#[derive(Serialize)]
struct StoredNode<'a> {
    slug: &'a str,
    parent: &'a str,
    name: [&'a str; 2],
    about: [&'a str; 2],
}

/// The edition in force, if there is one.
pub async fn current(tx: &mut Tx) -> StoreResult<i64> {
    tx.number("SELECT COALESCE(MAX(number), 0) FROM map_edition", values![]).await
}

/// Ends the draft as a published edition: everything counted and indexed anew.
pub async fn publish(tx: &mut Tx, note: &str, lines: &[Line], now: UnixMillis) -> StoreResult<i64> {
    // Nobody adds to it: the draft is locked.
    tx.run("DELETE FROM map_change", values![]).await?;
    search::remove_kind(tx, KIND).await?;
    index_all(tx).await?;
    recount_all(tx).await?;
    let number = current(tx).await? + 1;
    publish_edition(tx, number, note, lines, now).await?;
    Ok(number)
}

async fn publish_edition(tx: &mut Tx, number: i64, note: &str, lines: &[Line], now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str =
        "INSERT INTO map_edition (number, published_ms, note, changes, nodes) VALUES ($1, $2, $3, $4, $5)";
    let map: Arc<Map> = map(tx).await?;
    let node = |n: &'_ crate::technologies::store::Node| -> serde_json::Value {
        serde_json::json!(StoredNode {
            slug: &n.label.slug,
            parent: &n.parent,
            name: [&n.label.name.ko, &n.label.name.en],
            about: [&n.about.ko, &n.about.en],
        })
    };
    let nodes: Vec<serde_json::Value> = map.nodes().iter().map(node).collect();
    let both = |text: &Text2| [text.ko.clone(), text.en.clone()];
    let lines: Vec<StoredLine> =
        lines.iter().map(|l| StoredLine { act: l.act, name: both(&l.name), other: both(&l.other) }).collect();
    let json = |written: serde_json::Result<String>| written.map_err(|e| StoreError::Broken(e.to_string()));
    let (changes, nodes) = (json(serde_json::to_string(&lines))?, json(serde_json::to_string(&nodes))?);
    tx.run(INSERT, values![number, now, note, changes, nodes]).await?;
    Ok(())
}

/// The published editions, the newest first.
pub async fn editions(tx: &mut Tx) -> StoreResult<Vec<Edition>> {
    const SELECT: &str = "SELECT number, published_ms, note, changes FROM map_edition ORDER BY number DESC \
        LIMIT CAST($1 AS BIGINT)";
    let rows: Vec<(i64, i64, String, String)> = tx.all(SELECT, values![MOST_EDITIONS]).await?;
    let text = |[ko, en]: [String; 2]| Text2::new(ko, en);
    let edition = |(number, published, note, changes): (i64, i64, String, String)| {
        let lines: Vec<StoredLine> = serde_json::from_str(&changes).map_err(|e| StoreError::Broken(e.to_string()))?;
        let lines = lines.into_iter().map(|l| Line { act: l.act, name: text(l.name), other: text(l.other) });
        Ok(Edition { number, published: UnixMillis(published), note, changes: lines.collect() })
    };
    rows.into_iter().map(edition).collect()
}

/// What people read of a change, told before it is applied.
pub fn line(change: &Change, before: &Draft) -> Line {
    let named = |node: Option<&DraftNode>| {
        node.map_or_else(Text2::default, |node| Text2::new(node.name[0].clone(), node.name[1].clone()))
    };
    let own = named(before.node(&change.slug));
    let new = Text2::new(change.name[0].clone(), change.name[1].clone());
    let target = named(before.node(&change.target));
    let (name, other) = match change.act {
        Act::Add | Act::Split => (new, target),
        Act::Rename => (new, own),
        Act::Move | Act::Merge => (own, target),
        Act::Retire => (own, Text2::default()),
    };
    Line { act: change.act, name, other }
}

/// Whether changes of the map are drafted. The draft must be locked.
pub async fn is_drafted(tx: &mut Tx) -> StoreResult<bool> {
    Ok(tx.number("SELECT COUNT(*) FROM map_change", values![]).await? > 0)
}
