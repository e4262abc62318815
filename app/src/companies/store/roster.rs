//! Who is a member, of which types, sectors and region, as a process keeps it in memory: lists are narrowed, ordered and
//! counted without a statement, however many firms there are.

use super::super::model::CompanyQuery;
use crate::{
    db::{Kept, StoreResult, Tx, Version},
    label::Label,
    search,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};
use std::{collections::HashMap, sync::Arc};

/// What members are filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Type,
    Sector,
    Region,
    /// A field of a sector, written `healthcare/imaging`.
    Field,
}

impl By {
    pub const ALL: [Self; 4] = [Self::Type, Self::Sector, Self::Region, Self::Field];
}

/// A member as lists see it.
struct Member {
    id: i64,
    label: Label,
    /// Both names, folded; lists stand in its order.
    key: String,
    joined: UnixMillis,
    /// Its values of each filter, by their places in [`Roster::slugs`].
    of: [Vec<usize>; 4],
}

/// All members in the order of lists.
pub struct Roster {
    members: Vec<Member>,
    /// Their places by their ids.
    by_id: HashMap<i64, usize>,
    /// Their places, who joined last first.
    newest: Vec<usize>,
    /// The values that members have of each filter.
    slugs: [Vec<String>; 4],
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    id: i64,
    slug: String,
    name_ko: String,
    name_en: String,
    sort_key: String,
    joined: i64,
    region: String,
    types: String,
    sectors: String,
    fields: String,
}

impl Kept for Roster {
    const OF: Version = Version::Firms;

    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        const SELECT: &str = concat!(
            "SELECT c.id, c.slug, c.name_ko, c.name_en, c.sort_key, COALESCE(c.confirmed_ms, 0) AS joined, c.region, ",
            types_and_sectors!(),
            ", COALESCE((SELECT string_agg(d.sector || '/' || d.field, ',') FROM company_field d WHERE d.company_id = c.id), '') \
            AS fields FROM company c WHERE c.state = 'confirmed' ORDER BY c.sort_key, c.id"
        );
        let rows: Vec<MemberRow> = tx.all(SELECT, values![]).await?;
        let mut places: [HashMap<String, usize>; 4] = Default::default();
        let mut members = Vec::with_capacity(rows.len());
        for row in rows {
            let mut place = |by: By, slug: &str| {
                let known = &mut places[by as usize];
                let next = known.len();
                known.get(slug).copied().unwrap_or_else(|| *known.entry(slug.to_owned()).or_insert(next))
            };
            let mut listed = |by: By, slugs: &str| -> Vec<usize> {
                slugs.split(',').filter(|slug| !slug.is_empty()).map(|slug| place(by, slug)).collect()
            };
            let of = [
                listed(By::Type, &row.types),
                listed(By::Sector, &row.sectors),
                listed(By::Region, &row.region),
                listed(By::Field, &row.fields),
            ];
            let label = Label::new(row.slug, row.name_ko, row.name_en);
            members.push(Member { id: row.id, label, key: row.sort_key, joined: UnixMillis(row.joined), of });
        }
        let mut newest: Vec<usize> = (0..members.len()).collect();
        newest.sort_by_key(|i| std::cmp::Reverse((members[*i].joined, members[*i].id)));
        let by_id = members.iter().enumerate().map(|(place, member)| (member.id, place)).collect();
        let slugs = places.map(|known| {
            let mut slugs = vec![String::new(); known.len()];
            for (slug, place) in known {
                slugs[place] = slug;
            }
            slugs
        });
        Ok(Self { members, by_id, newest, slugs })
    }
}

/// The members as they are now.
pub async fn roster(tx: &mut Tx) -> StoreResult<Arc<Roster>> {
    tx.kept().await
}

/// What a list is narrowed to: folded words of a name, and a value of each filter.
struct Narrowed {
    words: String,
    /// The value's place; none that any member has is past the end.
    values: [Option<usize>; 4],
}

impl Narrowed {
    fn is_met(&self, member: &Member, but: Option<By>) -> bool {
        let meets = |by: By| match self.values[by as usize] {
            Some(value) if but != Some(by) => member.of[by as usize].contains(&value),
            _ => true,
        };
        By::ALL.into_iter().all(meets) && member.key.contains(&self.words)
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Roster {
    fn narrowed(&self, query: &CompanyQuery) -> Narrowed {
        let place = |by: By, slug: &str| {
            let known = &self.slugs[by as usize];
            (!slug.is_empty()).then(|| known.iter().position(|s| s == slug).unwrap_or(known.len()))
        };
        Narrowed {
            words: search::fold(&query.q),
            values: [
                place(By::Type, &query.firm_type),
                place(By::Sector, &query.sector),
                place(By::Region, &query.region),
                place(By::Field, &query.field),
            ],
        }
    }

    /// The ids on a page of a list, and how many members it has in all.
    pub fn page(&self, query: &CompanyQuery) -> (Vec<i64>, i64) {
        let narrowed = self.narrowed(query);
        let found: Vec<i64> =
            self.members.iter().filter(|m| narrowed.is_met(m, None)).map(|member| member.id).collect();
        let before = usize::try_from(rows_before(query.page)).unwrap_or(usize::MAX);
        let rows = usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
        (found.iter().skip(before).take(rows).copied().collect(), count(found.len()))
    }

    /// How many members each value of a filter would show, the other filters staying as they are.
    pub fn counts(&self, query: &CompanyQuery, by: By) -> Vec<(String, i64)> {
        let narrowed = self.narrowed(query);
        let slugs = &self.slugs[by as usize];
        let mut counts = vec![0; slugs.len()];
        for member in self.members.iter().filter(|m| narrowed.is_met(m, Some(by))) {
            for value in &member.of[by as usize] {
                counts[*value] += 1;
            }
        }
        slugs.iter().cloned().zip(counts).collect()
    }

    /// The ids of those that joined last, of a sector or (empty) of all, and how many those are in all.
    pub fn newest(&self, sector: &str, most: i64) -> (Vec<i64>, i64) {
        let narrowed = self.narrowed(&CompanyQuery { sector: sector.to_owned(), ..CompanyQuery::default() });
        let found: Vec<&Member> =
            self.newest.iter().map(|i| &self.members[*i]).filter(|m| narrowed.is_met(m, None)).collect();
        let most = usize::try_from(most).unwrap_or_default();
        (found.iter().take(most).map(|member| member.id).collect(), count(found.len()))
    }

    /// What a member is called.
    pub fn label(&self, id: i64) -> Option<&Label> {
        self.by_id.get(&id).map(|place| &self.members[*place].label)
    }

    /// How many joined since an instant.
    pub fn joined_since(&self, since: UnixMillis) -> i64 {
        count(self.newest.iter().take_while(|i| self.members[**i].joined >= since).count())
    }
}
