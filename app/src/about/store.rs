//! The SQL of what the alliance says of itself.

use super::model::{PartDraft, PartForm, PartView};
use crate::{
    db::{Kept, StoreError, StoreResult, Tx},
    markdown,
    text::Text2,
    time::UnixMillis,
    values,
};
use serde::Deserialize;
use std::sync::Arc;

/// The word for a part in the audit.
pub const KIND: &str = "about_part";
const BASE: &str = include_str!("../../data/about.json");

#[derive(Deserialize)]
struct BasePart {
    slug: String,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
}

/// Adds the parts that are missing; those that the secretariat changed stay as they are.
pub async fn load_base(tx: &mut Tx) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO about_part (slug, position, title_ko, title_en, body_ko, body_en, changed_ms, version) \
        VALUES ($1, $2, $3, $4, $5, $6, 0, 1) ON CONFLICT (slug) DO NOTHING";
    let parts: Vec<BasePart> = serde_json::from_str(BASE).map_err(|e| StoreError::Broken(e.to_string()))?;
    for (position, p) in (1_i64..).zip(parts) {
        tx.run(INSERT, values![p.slug, position, p.title_ko, p.title_en, p.body_ko, p.body_en]).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct PartRow {
    slug: String,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
    changed_ms: i64,
    version: i64,
}

/// All parts, as a process keeps them.
pub struct Parts(pub Vec<PartView>);

impl Kept for Parts {
    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        const SELECT: &str = "SELECT slug, title_ko, title_en, body_ko, body_en, changed_ms, version FROM about_part \
            ORDER BY position, slug";
        let view = |row: PartRow| PartView {
            title: Text2::new(row.title_ko, row.title_en),
            html: Text2::new(markdown::render(&row.body_ko), markdown::render(&row.body_en)),
            changed: (row.changed_ms > 0).then_some(UnixMillis(row.changed_ms)),
            slug: row.slug,
        };
        Ok(Self(tx.all::<PartRow>(SELECT, values![]).await?.into_iter().map(view).collect()))
    }
}

/// All parts, in their order.
pub async fn parts(tx: &mut Tx) -> StoreResult<Arc<Parts>> {
    tx.kept().await
}

/// A part as its editor starts from it, and its version.
pub async fn form(tx: &mut Tx, slug: &str) -> StoreResult<(PartForm, i64)> {
    const SELECT: &str =
        "SELECT slug, title_ko, title_en, body_ko, body_en, changed_ms, version FROM about_part WHERE slug = $1";
    let row: PartRow = tx.one(SELECT, values![slug]).await?;
    let form = PartForm { title_ko: row.title_ko, title_en: row.title_en, body_ko: row.body_ko, body_en: row.body_en };
    Ok((form, row.version))
}

/// Changes a part. A version that is not the stored one is [`StoreError::Stale`].
pub async fn set(tx: &mut Tx, slug: &str, version: i64, d: &PartDraft, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE about_part SET title_ko = $3, title_en = $4, body_ko = $5, body_en = $6, \
        changed_ms = $7, version = version + 1 WHERE slug = $1 AND version = $2";
    tx.touch_public();
    let values = values![slug, version, &d.title.ko, &d.title.en, &d.body.ko, &d.body.en, now];
    tx.run_versioned(UPDATE, values).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::testing::databases,
        testing::{NOW, with_base},
    };

    #[tokio::test]
    async fn what_the_secretariat_changed_stays_at_the_next_start() {
        for test in databases().await {
            let mut tx = with_base(&test.db).await;
            let draft = PartDraft { title: Text2::new("규칙", "Rules"), body: Text2::new("하나", "One") };
            set(&mut tx, "rules", 1, &draft, NOW).await.expect("changed");
            assert!(set(&mut tx, "rules", 1, &draft, NOW).await.is_err(), "somebody was faster");
            load_base(&mut tx).await.expect("loaded again");
            let all = parts(&mut tx).await.expect("read");
            let rules = all.0.iter().find(|part| part.slug == "rules").expect("there");
            assert_eq!((rules.title.en.as_str(), rules.changed), ("Rules", Some(NOW)));
            assert!(all.0.iter().filter(|part| part.changed.is_none()).count() > 3);
        }
    }
}
