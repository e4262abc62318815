//! The SQL of sectors, and the sectors every portal starts with.

use crate::{
    db::{Kept, StoreError, StoreResult, Tx},
    label::{Label, Labels},
    markdown,
    search::{self, Audience, Document},
    text::Text2,
    values,
};
use serde::Deserialize;
use std::sync::Arc;

/// Longest beginning of what a sector needs on its card, in characters.
const TEASER: usize = 90;
const BASE: &str = include_str!("../../data/sectors.json");

#[derive(Deserialize)]
struct BaseSector {
    slug: String,
    ko: String,
    en: String,
    order: i64,
    aliases: Vec<String>,
    about_ko: String,
    about_en: String,
    #[serde(rename = "tags")]
    fields: Vec<BaseField>,
}

#[derive(Deserialize)]
struct BaseField {
    slug: String,
    ko: String,
    en: String,
}

/// Adds the sectors and fields that are missing; those that the secretariat changed stay as they are.
pub async fn load_base(tx: &mut Tx) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO sector (slug, position, name_ko, name_en, about_ko, about_en, aliases) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (slug) DO NOTHING";
    const FIELD: &str = "INSERT INTO sector_field (sector, slug, position, name_ko, name_en) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (sector, slug) DO NOTHING";
    let sectors: Vec<BaseSector> = serde_json::from_str(BASE).map_err(|e| StoreError::Broken(e.to_string()))?;
    for s in sectors {
        let aliases = s.aliases.join(" ");
        let added = tx.run(INSERT, values![&s.slug, s.order, &s.ko, &s.en, &s.about_ko, &s.about_en, &aliases]).await?;
        if added == 1 {
            index(tx, &s, aliases).await?;
        }
        for (field, position) in s.fields.iter().zip(1_i64..) {
            tx.run(FIELD, values![&s.slug, &field.slug, position, &field.ko, &field.en]).await?;
        }
    }
    Ok(())
}

async fn index(tx: &mut Tx, s: &BaseSector, aliases: String) -> StoreResult<()> {
    let document = Document {
        kind: "sector",
        thing_id: s.order,
        path: format!("/sectors/{}", s.slug),
        audience: Audience::Public,
        title: Text2::new(&s.ko, &s.en),
        about: Text2::new(markdown::plain(&s.about_ko), markdown::plain(&s.about_en)),
        words: aliases,
    };
    search::put(tx, &document).await
}

/// The sectors as they are kept in memory.
pub struct Sectors {
    pub labels: Labels,
    /// In the same order.
    needs: Vec<Needs>,
    aliases: Vec<String>,
    fields: Vec<Labels>,
}

/// What a sector needs from the cloud, made ready to be shown.
pub struct Needs {
    pub html: Text2,
    /// Its first words, for descriptions of the page.
    pub about: Text2,
    /// Still fewer, for cards.
    pub teaser: Text2,
}

impl Kept for Sectors {
    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        const SELECT: &str =
            "SELECT slug, name_ko, name_en, about_ko, about_en, aliases FROM sector ORDER BY position, slug";
        const FIELDS: &str = "SELECT sector, slug, name_ko, name_en FROM sector_field ORDER BY sector, position, slug";
        let rows: Vec<(String, String, String, String, String, String)> = tx.all(SELECT, values![]).await?;
        let known: Vec<(String, String, String, String)> = tx.all(FIELDS, values![]).await?;
        let of = |sector: &str| {
            let own = known.iter().filter(|row| row.0 == sector);
            own.map(|(_, slug, ko, en)| Label::new(slug, ko, en)).collect::<Vec<_>>().into()
        };
        let fields = rows.iter().map(|row| of(&row.0)).collect();
        let aliases = rows.iter().map(|row| row.5.clone()).collect();
        let (labels, needs): (Vec<Label>, Vec<Needs>) = rows
            .into_iter()
            .map(|(slug, name_ko, name_en, ko, en, _)| {
                let needs = Needs {
                    html: Text2::new(markdown::render(&ko), markdown::render(&en)),
                    about: markdown::about(&ko, &en),
                    teaser: Text2::new(markdown::teaser(&ko, TEASER), markdown::teaser(&en, TEASER)),
                };
                (Label::new(slug, name_ko, name_en), needs)
            })
            .unzip();
        Ok(Self { labels: labels.into(), needs, aliases, fields })
    }
}

impl Sectors {
    /// Every sector with what it needs from the cloud.
    pub fn with_needs(&self) -> impl Iterator<Item = (&Label, &Needs)> {
        self.labels.all().iter().zip(&self.needs)
    }

    /// The fields of a sector, such as machinery within manufacturing.
    pub fn fields(&self, sector: &str) -> Labels {
        let place = self.labels.all().iter().position(|label| label.slug == sector);
        place.map(|place| self.fields[place].clone()).unwrap_or_default()
    }

    /// Every sector with what else it is called.
    pub fn with_aliases(&self) -> impl Iterator<Item = (&Label, std::str::SplitWhitespace<'_>)> {
        self.labels.all().iter().zip(self.aliases.iter().map(|aliases| aliases.split_whitespace()))
    }
}

/// The sectors, in the secretariat's order.
pub async fn known(tx: &mut Tx) -> StoreResult<Arc<Sectors>> {
    tx.kept().await
}

/// Every sector, in the secretariat's order.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Label>> {
    Ok(known(tx).await?.labels.all().to_vec())
}
