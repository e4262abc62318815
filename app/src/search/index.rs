//! What all documents say, as a process keeps it in memory: a query looks through the whole of it, which takes a
//! millisecond or two for twenty thousand documents, in any language and for parts of words too.

use crate::{
    db::{Kept, StoreResult, Tx, in_25},
    values,
};
use memchr::memmem::Finder;
use std::{cmp::Reverse, collections::HashSet, sync::Arc};

/// What a word in the title counts, and one that begins it; in the text it counts one.
const IN_TITLE: i64 = 8;
const BEGINS_TITLE: i64 = 12;
/// Documents that are new; with more, everything is read anew.
const MOST_NEW: usize = 500;

/// A document as it is looked through.
struct Known {
    /// It never comes again: a document that changes gets another one.
    id: i64,
    members_only: bool,
    title: Box<str>,
    text: Box<str>,
}

/// All documents, by their ids.
pub struct Index(Vec<Arc<Known>>);

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: i64,
    audience: String,
    folded: String,
}

impl From<KnownRow> for Arc<Known> {
    fn from(row: KnownRow) -> Self {
        let (title, text) = row.folded.split_once(' ').unwrap_or((&row.folded, ""));
        Self::new(Known { id: row.id, members_only: row.audience != "public", title: title.into(), text: text.into() })
    }
}

impl Kept for Index {
    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        const SELECT: &str = "SELECT id, audience, folded FROM search_document ORDER BY id";
        Ok(Self(tx.all::<KnownRow>(SELECT, values![]).await?.into_iter().map(Into::into).collect()))
    }

    /// Only what is new is read, since every change of anything public asks for this.
    async fn renew(before: &Self, tx: &mut Tx) -> StoreResult<Self> {
        const IDS: &str = "SELECT COALESCE(string_agg(CAST(id AS TEXT), ','), '') FROM search_document";
        const NEW: &str = concat!("SELECT id, audience, folded FROM search_document WHERE id IN ", crate::in_25!());
        let (ids,): (String,) = tx.one(IDS, values![]).await?;
        let now: HashSet<i64> = ids.split(',').filter_map(|id| id.parse().ok()).collect();
        let mut documents: Vec<Arc<Known>> = before.0.iter().filter(|known| now.contains(&known.id)).cloned().collect();
        let known: HashSet<i64> = documents.iter().map(|known| known.id).collect();
        let new: Vec<i64> = now.difference(&known).copied().collect();
        if new.len() > MOST_NEW {
            return Self::read(tx).await;
        }
        for some in in_25(&new) {
            documents.extend(tx.all::<KnownRow>(NEW, &some).await?.into_iter().map(Arc::from));
        }
        documents.sort_by_key(|known| known.id);
        Ok(Self(documents))
    }
}

impl Index {
    /// The ids of the documents that have every one of these folded words, the best first; at most `limit`.
    pub fn find(&self, words: &[String], members: bool, limit: usize) -> Vec<i64> {
        let finders: Vec<Finder<'_>> = words.iter().map(|word| Finder::new(word.as_bytes())).collect();
        let score = |known: &Known| -> Option<i64> {
            let of = |finder: &Finder<'_>| match finder.find(known.title.as_bytes()) {
                Some(0) => Some(BEGINS_TITLE),
                Some(_) => Some(IN_TITLE),
                None => finder.find(known.text.as_bytes()).map(|_| 1),
            };
            finders.iter().map(of).sum()
        };
        let seen = self.0.iter().filter(|known| members || !known.members_only);
        let mut found: Vec<(Reverse<i64>, i64)> =
            seen.filter_map(|known| Some((Reverse(score(known)?), known.id))).collect();
        found.sort_unstable();
        found.into_iter().take(limit).map(|(_, id)| id).collect()
    }
}
