//! Addresses of public things: unique within a kind, kept for ever as aliases when they change.

use crate::{
    db::{StoreError, StoreResult, Tx},
    error::{AppError, AppResult},
    values,
};
use unicode_normalization::UnicodeNormalization;

/// Names that routes use themselves.
const RESERVED: [&str; 13] = [
    "new",
    "editions",
    "edit",
    "compare",
    "calendar",
    "calendar-ics",
    "feed",
    "mine",
    "admin",
    "secretariat",
    "search",
    "api",
    "embed",
];

/// Whether a word stands for a page of its own.
pub fn is_reserved(slug: &str) -> bool {
    RESERVED.contains(&slug)
}

/// Longest slug, in characters.
const LONGEST: usize = 60;

/// What a name looks like as an address: from the English name, else from the Korean one in Latin letters.
pub fn of_name(name_en: &str, name_ko: &str) -> String {
    let english = latin(name_en);
    let slug = if english.len() >= 2 { english } else { latin(&romanise(name_ko)) };
    if slug.len() < 2 { format!("firm-{slug}") } else { slug }
}

/// Takes `wanted`, or `wanted-2`, `wanted-3` … where it is taken or reserved, for a thing without an address yet.
pub async fn claim(tx: &mut Tx, kind: &str, wanted: &str, thing_id: i64) -> StoreResult<String> {
    const INSERT: &str =
        "INSERT INTO slug (kind, slug, thing_id, alias) VALUES ($1, $2, $3, FALSE) ON CONFLICT DO NOTHING";
    for number in 1..1_000 {
        let slug = if number == 1 { wanted.to_owned() } else { format!("{wanted}-{number}") };
        if is_reserved(&slug) {
            continue;
        }
        if tx.run(INSERT, values![kind, &slug, thing_id]).await? == 1 {
            return Ok(slug);
        }
    }
    Err(StoreError::Taken)
}

/// What was found at an address; where nothing is, but something moved from there, [`AppError::Moved`]. `place` is what
/// stands before the slug: `/companies`.
pub async fn or_moved<T>(tx: &mut Tx, kind: &str, place: &str, slug: &str, found: StoreResult<T>) -> AppResult<T> {
    const SELECT: &str = "SELECT c.slug FROM slug s JOIN slug c ON c.kind = s.kind AND c.thing_id = s.thing_id \
        AND NOT c.alias WHERE s.kind = $1 AND s.slug = $2 AND s.alias";
    match found {
        Err(StoreError::Missing) => {
            let moved: Option<(String,)> = tx.optional(SELECT, values![kind, slug]).await?;
            Err(moved.map_or(AppError::NotFound, |(current,)| AppError::Moved(format!("{place}/{current}"))))
        }
        found => Ok(found?),
    }
}

/// Gives a thing another address; the one it had becomes an alias.
pub async fn rename(tx: &mut Tx, kind: &str, wanted: &str, thing_id: i64) -> StoreResult<String> {
    const RETIRE: &str = "UPDATE slug SET alias = TRUE WHERE kind = $1 AND thing_id = $2";
    const RETURN: &str = "UPDATE slug SET alias = FALSE WHERE kind = $1 AND thing_id = $2 AND slug = $3";
    tx.run(RETIRE, values![kind, thing_id]).await?;
    if tx.run(RETURN, values![kind, thing_id, wanted]).await? == 1 {
        return Ok(wanted.to_owned());
    }
    claim(tx, kind, wanted, thing_id).await
}

/// Frees the addresses of a thing that has never been anything to anybody.
pub async fn forget(tx: &mut Tx, kind: &str, thing_id: i64) -> StoreResult<()> {
    tx.run("DELETE FROM slug WHERE kind = $1 AND thing_id = $2", values![kind, thing_id]).await?;
    Ok(())
}

/// Whether a text has the shape of an address.
pub fn is_slug(text: &str) -> bool {
    (2..=LONGEST).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !is_reserved(text)
}

/// Gives a thing exactly these addresses: the one it has, and those that lead to it. One that another thing has is
/// [`StoreError::Taken`].
pub async fn restore(tx: &mut Tx, kind: &str, thing_id: i64, slug: &str, aliases: &[String]) -> StoreResult<()> {
    const OTHERS: &str = "SELECT COUNT(*) FROM slug WHERE kind = $1 AND slug = $2 AND thing_id <> $3";
    const UPSERT: &str = "INSERT INTO slug (kind, slug, thing_id, alias) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (kind, slug) DO UPDATE SET alias = excluded.alias";
    for (name, alias) in std::iter::once((slug, false)).chain(aliases.iter().map(|alias| (alias.as_str(), true))) {
        if tx.number(OTHERS, values![kind, name, thing_id]).await? > 0 {
            return Err(StoreError::Taken);
        }
        tx.run(UPSERT, values![kind, name, thing_id, alias]).await?;
    }
    Ok(())
}

/// Lower-case letters, digits and single hyphens; accents fall away.
fn latin(name: &str) -> String {
    let mut slug = String::new();
    for c in name.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST - 4);
    slug.trim_end_matches('-').to_owned()
}

/// Revised Romanization, syllable by syllable (no sound changes between syllables: an address only has to be legible).
fn romanise(name: &str) -> String {
    const CHO: [&str; 19] =
        ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    const JUNG: [&str; 21] = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
        "eu", "ui", "i",
    ];
    const JONG: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
        "t", "t", "k", "t", "p", "t",
    ];
    let mut latin = String::new();
    for c in name.nfc() {
        if let '가'..='힣' = c {
            let index = c as usize - 0xAC00;
            latin += CHO[index / 588];
            latin += JUNG[index / 28 % 21];
            latin += JONG[index % 28];
        } else {
            latin.push(c);
        }
    }
    latin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::databases;

    #[test]
    fn names_become_addresses() {
        for (en, ko, expected) in [
            ("Narae Cloud Inc.", "나래클라우드", "narae-cloud-inc"),
            ("", "한결소프트", "hangyeolsopeuteu"),
            ("", "㈜바다", "bada"),
            ("Café & Co", "", "cafe-co"),
            ("A", "가", "ga"),
        ] {
            assert_eq!(of_name(en, ko), expected, "{en} {ko}");
        }
    }

    #[tokio::test]
    async fn a_taken_slug_gets_a_number_and_a_rename_leaves_an_alias() {
        for test in databases().await {
            let mut tx = test.db.begin().await.expect("a transaction");
            assert_eq!(claim(&mut tx, "company", "narae", 1).await.expect("free"), "narae");
            assert_eq!(claim(&mut tx, "company", "narae", 2).await.expect("numbered"), "narae-2");
            assert_eq!(claim(&mut tx, "company", "new", 3).await.expect("reserved"), "new-2");
            assert_eq!(claim(&mut tx, "meetup", "narae", 9).await.expect("other kind"), "narae");
            assert_eq!(rename(&mut tx, "company", "narae-cloud", 1).await.expect("renamed"), "narae-cloud");
            let mut asked = async |slug: &str| {
                let found: StoreResult<()> = Err(StoreError::Missing);
                or_moved(&mut tx, "company", "/companies", slug, found).await.expect_err("nothing is stored")
            };
            assert_eq!(asked("narae").await, AppError::Moved("/companies/narae-cloud".into()));
            assert_eq!(asked("narae-cloud").await, AppError::NotFound, "never to itself");
            assert_eq!(asked("nobody").await, AppError::NotFound);
            assert_eq!(rename(&mut tx, "company", "narae", 1).await.expect("back"), "narae");
        }
    }
}
