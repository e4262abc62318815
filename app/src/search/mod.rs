//! Search over everything a visitor or member may see: a document for each thing, found by pairs of neighbouring
//! characters, so that two-syllable Korean words (의료, 물류) are found on both engines by the same SQL.

mod fold;

pub use fold::fold;

use crate::{
    db::{StoreResult, Tx, Value},
    text::Text2,
    values,
};
use std::collections::BTreeMap;

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

/// How much more a pair in the title counts than one in the text.
const TITLE_WEIGHT: i64 = 8;
/// Pairs of a query that are looked up; more make the answer no better.
const MOST_GRAMS: usize = 10;
/// Pairs that one statement writes.
const GRAMS_AT_ONCE: usize = 25;
/// Longest text that is indexed, in characters.
const LONGEST_TEXT: usize = 4_000;

/// Writes or replaces the document of a thing.
pub async fn put(tx: &mut Tx, document: &Document) -> StoreResult<()> {
    const UPSERT: &str = "INSERT INTO search_document \
        (kind, thing_id, path, audience, title_ko, title_en, about_ko, about_en, folded) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (kind, thing_id) DO UPDATE SET \
        path = excluded.path, audience = excluded.audience, title_ko = excluded.title_ko, \
        title_en = excluded.title_en, about_ko = excluded.about_ko, about_en = excluded.about_en, \
        folded = excluded.folded RETURNING id";
    const CLEAR: &str = "DELETE FROM search_gram WHERE document_id = $1";
    // 25 at a time; the last ones are filled up by repeating.
    const GRAMS: &str = "INSERT INTO search_gram (document_id, gram, weight) VALUES ($1, $2, $3), ($1, $4, $5), ($1, $6, $7), ($1, $8, $9), ($1, $10, $11), ($1, $12, $13), ($1, $14, \
        $15), ($1, $16, $17), ($1, $18, $19), ($1, $20, $21), ($1, $22, $23), ($1, $24, $25), ($1, $26, \
        $27), ($1, $28, $29), ($1, $30, $31), ($1, $32, $33), ($1, $34, $35), ($1, $36, $37), ($1, $38, \
        $39), ($1, $40, $41), ($1, $42, $43), ($1, $44, $45), ($1, $46, $47), ($1, $48, $49), ($1, $50, $51) \
        ON CONFLICT (gram, document_id) DO NOTHING";
    let d = document;
    let title = fold(&format!("{} {}", d.title.ko, d.title.en));
    let text: String = format!("{} {} {}", d.words, d.about.ko, d.about.en).chars().take(LONGEST_TEXT).collect();
    let text = fold(&text);
    let folded = format!("{title} {text}");
    let id = tx
        .number(
            UPSERT,
            values![
                d.kind,
                d.thing_id,
                &d.path,
                d.audience.code(),
                &d.title.ko,
                &d.title.en,
                &d.about.ko,
                &d.about.en,
                &folded
            ],
        )
        .await?;
    tx.run(CLEAR, values![id]).await?;
    let mut weights = BTreeMap::new();
    for (part, weight) in [(&title, TITLE_WEIGHT), (&text, 1)] {
        for gram in grams(part) {
            *weights.entry(gram).or_insert(0) += weight;
        }
    }
    let weights: Vec<(String, i64)> = weights.into_iter().collect();
    for some in weights.chunks(GRAMS_AT_ONCE) {
        let filled = some.iter().cycle().take(GRAMS_AT_ONCE);
        let pairs = filled.flat_map(|(gram, weight)| [Value::from(gram), Value::from(*weight)]);
        let values: Vec<Value> = std::iter::once(Value::from(id)).chain(pairs).collect();
        tx.run(GRAMS, &values).await?;
    }
    Ok(())
}

/// Forgets a thing.
pub async fn remove(tx: &mut Tx, kind: &str, thing_id: i64) -> StoreResult<()> {
    tx.run("DELETE FROM search_document WHERE kind = $1 AND thing_id = $2", values![kind, thing_id]).await?;
    Ok(())
}

/// Forgets every document of a kind.
pub async fn remove_kind(tx: &mut Tx, kind: &str) -> StoreResult<()> {
    tx.run("DELETE FROM search_document WHERE kind = $1", values![kind]).await?;
    Ok(())
}

/// A found document.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Hit {
    pub kind: String,
    pub path: String,
    pub title_ko: String,
    pub title_en: String,
    pub about_ko: String,
    pub about_en: String,
    folded: String,
    score: i64,
}

/// Documents that contain every word of the query, the best first; at most `limit`. `members` also sees what only
/// members may find.
pub async fn find(tx: &mut Tx, query: &str, members: bool, limit: usize) -> StoreResult<Vec<Hit>> {
    const SELECT: &str = "SELECT d.kind, d.path, d.title_ko, d.title_en, d.about_ko, d.about_en, d.folded, m.score \
        FROM (SELECT g.document_id, CAST(SUM(g.weight) AS BIGINT) AS score FROM search_gram g \
        WHERE g.gram IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) GROUP BY g.document_id HAVING COUNT(*) = $11) m \
        JOIN search_document d ON d.id = m.document_id WHERE (d.audience = 'public' OR $12) \
        ORDER BY m.score DESC, d.id LIMIT 500";
    let words: Vec<String> = query.split_whitespace().map(fold).filter(|w| !w.is_empty()).collect();
    let mut wanted: Vec<String> = words.iter().flat_map(|w| grams(w)).collect();
    wanted.sort();
    wanted.dedup();
    wanted.truncate(MOST_GRAMS);
    let Some(last) = wanted.last().cloned() else { return Ok(Vec::new()) };
    let distinct = i64::try_from(wanted.len()).unwrap_or_default();
    wanted.resize(MOST_GRAMS, last);
    let mut values: Vec<crate::db::Value> = wanted.into_iter().map(Into::into).collect();
    values.extend([distinct.into(), members.into()]);
    let mut hits: Vec<Hit> = tx.all(SELECT, &values).await?;
    // Pairs may stand apart in a document: only a text that has each word whole is a hit.
    hits.retain(|h| words.iter().all(|w| h.folded.contains(w.as_str())));
    hits.truncate(limit);
    Ok(hits)
}

/// The addresses of everything that is public, in the order in which it was indexed.
pub async fn public_paths(tx: &mut Tx, most: i64) -> StoreResult<Vec<String>> {
    const SELECT: &str =
        "SELECT path FROM search_document WHERE audience = 'public' ORDER BY id LIMIT CAST($1 AS BIGINT)";
    Ok(tx.all::<(String,)>(SELECT, values![most]).await?.into_iter().map(|row| row.0).collect())
}

/// The pairs of neighbouring characters of each word, and single characters, of a folded text.
fn grams(folded: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in folded.split(' ') {
        let characters: Vec<char> = word.chars().collect();
        if let [single] = characters[..] {
            found.push(single.to_string());
        }
        found.extend(characters.windows(2).map(|pair| pair.iter().collect::<String>()));
    }
    found
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
}
