//! Search over everything a visitor or member may see: a document for each thing, found by every part of its words, so that
//! two-syllable Korean words (의료, 물류) are found as well as long ones, the same on both engines.

mod fold;
mod index;

pub use fold::fold;

use crate::{
    db::{StoreResult, Tx, in_25},
    text::Text2,
    values,
};
use index::Index;
use std::sync::Arc;

/// Who may find a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Public,
    Members,
}

impl Audience {
    const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Members => "members",
        }
    }
}

/// What search knows of one thing.
#[derive(Clone, Debug)]
pub struct Document {
    pub kind: &'static str,
    pub thing_id: i64,
    pub path: String,
    pub audience: Audience,
    pub title: Text2,
    pub about: Text2,
    /// Further words that should find it: aliases, names of technologies.
    pub words: String,
}

/// Words of a query that are looked for; more make the answer no better.
const MOST_WORDS: usize = 8;
/// Longest text that is indexed, in characters.
const LONGEST_TEXT: usize = 4_000;

/// Writes or replaces the document of a thing.
pub async fn put(tx: &mut Tx, document: &Document) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO search_document \
        (kind, thing_id, path, audience, title_ko, title_en, about_ko, about_en, folded) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let d = document;
    let title = fold(&format!("{} {}", d.title.ko, d.title.en));
    let text: String = format!("{} {} {}", d.words, d.about.ko, d.about.en).chars().take(LONGEST_TEXT).collect();
    let folded = format!("{title} {}", fold(&text));
    // Not an update: whoever keeps documents in memory knows by its id that it is another one.
    remove(tx, d.kind, d.thing_id).await?;
    let values = values![
        d.kind,
        d.thing_id,
        &d.path,
        d.audience.code(),
        &d.title.ko,
        &d.title.en,
        &d.about.ko,
        &d.about.en,
        &folded
    ];
    tx.run(INSERT, values).await?;
    Ok(())
}

/// Forgets a thing.
pub async fn remove(tx: &mut Tx, kind: &str, thing_id: i64) -> StoreResult<()> {
    tx.touch_public();
    tx.run("DELETE FROM search_document WHERE kind = $1 AND thing_id = $2", values![kind, thing_id]).await?;
    Ok(())
}

/// Forgets every document of a kind.
pub async fn remove_kind(tx: &mut Tx, kind: &str) -> StoreResult<()> {
    tx.touch_public();
    tx.run("DELETE FROM search_document WHERE kind = $1", values![kind]).await?;
    Ok(())
}

/// A found document.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Hit {
    id: i64,
    pub kind: String,
    pub path: String,
    pub title_ko: String,
    pub title_en: String,
    pub about_ko: String,
    pub about_en: String,
}

/// Documents that contain every word of the query, the best first; at most `limit`. `members` also sees what only
/// members may find.
pub async fn find(tx: &mut Tx, query: &str, members: bool, limit: usize) -> StoreResult<Vec<Hit>> {
    const SELECT: &str = concat!(
        "SELECT id, kind, path, title_ko, title_en, about_ko, about_en FROM search_document WHERE id IN ",
        crate::in_25!()
    );
    let words: Vec<String> = query.split_whitespace().map(fold).filter(|w| !w.is_empty()).take(MOST_WORDS).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let index: Arc<Index> = tx.kept().await?;
    let ids = index.find(&words, members, limit);
    let mut hits: Vec<Hit> = Vec::with_capacity(ids.len());
    for some in in_25(&ids) {
        hits.extend(tx.all::<Hit>(SELECT, &some).await?);
    }
    hits.sort_by_key(|hit| ids.iter().position(|id| *id == hit.id));
    Ok(hits)
}

/// The addresses of everything that is public, in the order in which it was indexed.
pub async fn public_paths(tx: &mut Tx, most: i64) -> StoreResult<Vec<String>> {
    const SELECT: &str =
        "SELECT path FROM search_document WHERE audience = 'public' ORDER BY id LIMIT CAST($1 AS BIGINT)";
    Ok(tx.all::<(String,)>(SELECT, values![most]).await?.into_iter().map(|row| row.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::databases;

    fn document(thing_id: i64, title: &str, about: &str, audience: Audience) -> Document {
        Document {
            kind: "company",
            thing_id,
            path: format!("/companies/{thing_id}"),
            audience,
            title: Text2::new(title, ""),
            about: Text2::new(about, ""),
            words: String::new(),
        }
    }

    #[tokio::test]
    async fn two_syllables_find_a_word_and_the_title_counts_most() {
        for test in databases().await {
            let mut tx = test.db.begin().await.expect("a transaction");
            for d in [
                document(1, "나래클라우드", "병원과 의료 기관의 기록을 지킵니다.", Audience::Public),
                document(2, "의료다온", "진료 예약 서비스", Audience::Public),
                document(3, "한결물류", "항만·창고 관리, 테크 밋업", Audience::Public),
                document(4, "비공개", "의료", Audience::Members),
                document(5, "료의", "의자와 료", Audience::Public),
            ] {
                put(&mut tx, &d).await.expect("indexed");
            }
            for (query, members, expected) in [
                ("의료", false, vec!["/companies/2", "/companies/1"]),
                ("의료", true, vec!["/companies/2", "/companies/1", "/companies/4"]),
                ("물류", false, vec!["/companies/3"]),
                ("테크밋업", false, vec!["/companies/3"]),
                ("테크-밋업", false, vec!["/companies/3"]),
                ("의료 기관", false, vec!["/companies/1"]),
                ("없는말", false, vec![]),
                ("  ", false, vec![]),
                ("%_'\"\\", false, vec![]),
            ] {
                let hits = find(&mut tx, query, members, 20).await.expect("asked");
                assert_eq!(hits.iter().map(|h| h.path.as_str()).collect::<Vec<_>>(), expected, "{query}");
            }
            put(&mut tx, &document(2, "다온", "예약", Audience::Public)).await.expect("indexed again");
            assert_eq!(find(&mut tx, "의료", false, 20).await.expect("asked").len(), 1);
            remove(&mut tx, "company", 1).await.expect("forgotten");
            assert!(find(&mut tx, "의료", false, 20).await.expect("asked").is_empty());
        }
    }

    #[tokio::test]
    async fn what_is_kept_follows_every_change() {
        for test in databases().await {
            let change = async |documents: &[Document], gone: &[i64]| {
                let mut tx = test.db.begin().await.expect("begun");
                for document in documents {
                    put(&mut tx, document).await.expect("indexed");
                }
                for id in gone {
                    remove(&mut tx, "company", *id).await.expect("forgotten");
                }
                tx.commit().await.expect("stored");
                let mut tx = test.db.read().await.expect("begun");
                let hits = find(&mut tx, "클라우드", false, 20).await.expect("asked");
                hits.into_iter().map(|hit| hit.path).collect::<Vec<_>>()
            };
            let named = |id, title: &str| document(id, title, "", Audience::Public);
            assert_eq!(change(&[named(1, "가클라우드"), named(2, "나")], &[]).await, ["/companies/1"]);
            assert_eq!(change(&[named(2, "클라우드나")], &[]).await, ["/companies/2", "/companies/1"]);
            assert_eq!(change(&[named(1, "가")], &[]).await, ["/companies/2"]);
            assert_eq!(change(&[named(3, "다클라우드")], &[2]).await, ["/companies/3"]);
        }
    }
}
