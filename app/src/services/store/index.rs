//! What search knows of services.

use super::{KIND, kinds, slugs};
use crate::{
    companies::{self, Firm},
    db::{StoreResult, Tx},
    search::{self, Audience, Document},
    sectors, technologies,
    text::Text2,
    values,
};

#[derive(sqlx::FromRow)]
struct IndexRow {
    id: i64,
    r#ref: String,
    name_ko: String,
    name_en: String,
    about_ko: String,
    about_en: String,
    platforms: String,
    sectors: String,
    technologies: String,
}

/// Writes what search knows of a firm's services: those of members are public, others are not found.
pub async fn index(tx: &mut Tx, firm: &Firm) -> StoreResult<()> {
    const SELECT: &str = concat!(
        "SELECT s.id, s.ref, s.name_ko, s.name_en, s.about_ko, s.about_en, ",
        lists!(),
        " FROM service s WHERE s.company_id = $1 ORDER BY s.id"
    );
    let rows: Vec<IndexRow> = tx.all(SELECT, values![firm.id]).await?;
    if rows.is_empty() {
        return Ok(());
    }
    // A transaction that writes reads what is kept anew: once for all of them, and the map only where it is named.
    let (kinds, sectors) = (kinds(tx).await?, sectors::known(tx).await?);
    let named = rows.iter().any(|row| !row.technologies.is_empty());
    let map = if named { Some(technologies::map(tx).await?) } else { None };
    for row in rows {
        if !firm.confirmed {
            search::remove(tx, KIND, row.id).await?;
            continue;
        }
        let labels = kinds.platforms.listed(&row.platforms).into_iter().chain(sectors.labels.listed(&row.sectors));
        let labels = labels.chain(map.iter().flat_map(|map| slugs(&row.technologies).map(|slug| map.label(slug))));
        let words: Vec<String> = labels.map(|l| format!("{} {}", l.name.ko, l.name.en)).collect();
        let document = Document {
            kind: KIND,
            thing_id: row.id,
            path: format!("/companies/{}#service-{}", firm.slug, row.r#ref),
            audience: Audience::Public,
            title: Text2::new(row.name_ko, row.name_en),
            about: Text2::new(row.about_ko, row.about_en),
            words: format!("{} {} {}", words.join(" "), firm.name.ko, firm.name.en),
        };
        search::put(tx, &document).await?;
    }
    Ok(())
}

/// What search knows of the services follows a change of their firm.
pub async fn firm_changed(tx: &mut Tx, company: i64) -> StoreResult<()> {
    let firm = companies::firm_by_id(tx, company).await?;
    index(tx, &firm).await
}
