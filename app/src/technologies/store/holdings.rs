//! Who can do what, of all members, as a process keeps it in memory: proposals weigh every firm, however many there are.

use super::{
    super::model::{ACTIVITIES, Need, NodeLevel},
    nodes::{Map, Node},
};
use crate::{
    db::{Kept, StoreResult, Tx, Version},
    ui::{PAGE_ROWS, rows_before},
    values,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// A capability without its words.
#[derive(Clone, Copy, Debug)]
struct Holding {
    id: i64,
    company: i64,
    /// Its place in [`Holdings::technologies`].
    technology: usize,
    /// Its place in [`ACTIVITIES`].
    activity: u8,
    level: u8,
    /// The confirmed level; 0 where nothing is confirmed.
    verified: u8,
}

impl Holding {
    /// Its place in lists: the best confirmed first, then the older claims.
    fn rank(&self) -> (Reverse<u8>, i64) {
        (Reverse(self.verified), self.id)
    }

    /// Whether activity and level are enough for a need of its technology.
    fn fits(&self, need: &Need) -> bool {
        i64::from(self.level) >= need.min_level
            && (need.activity.is_empty() || ACTIVITIES[usize::from(self.activity)].0 == need.activity)
    }
}

/// A technology that somebody has, and its area.
struct Known {
    slug: String,
    area: String,
}

/// The capabilities of all members by technology and by firm, and the members of each type.
pub struct Holdings {
    technologies: Vec<Known>,
    by_technology: HashMap<String, Vec<Holding>>,
    by_company: HashMap<i64, Vec<Holding>>,
    by_type: HashMap<String, HashSet<i64>>,
}

/// A member that meets some of several needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Able {
    pub company: i64,
    /// The places of the needs that it meets by what it claims, in their order.
    pub meets: Vec<usize>,
    /// The same by what is confirmed.
    pub confirmed: Vec<usize>,
}

impl Kept for Holdings {
    const OF: Version = Version::Claims;

    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        // One row a technology: a row for each of very many capabilities takes several times as long.
        const HELD: &str = "SELECT c.technology, string_agg(CAST(c.id AS TEXT) || ':' || CAST(c.company_id AS TEXT) || ':' || c.activity || ':' || \
            CAST(c.level AS TEXT) || ':' || CAST(COALESCE(c.verified_level, 0) AS TEXT), ',') FROM capability c \
            JOIN company f ON f.id = c.company_id AND f.state = 'confirmed' GROUP BY c.technology";
        const TYPES: &str = "SELECT t.type, string_agg(CAST(t.company_id AS TEXT), ',') FROM company_type t \
            JOIN company f ON f.id = t.company_id AND f.state = 'confirmed' GROUP BY t.type";
        let held: Vec<(String, String)> = tx.all(HELD, values![]).await?;
        let types: Vec<(String, String)> = tx.all(TYPES, values![]).await?;
        let map = super::map(tx).await?;
        let ids = |listed: String| listed.split(',').filter_map(|id| id.parse().ok()).collect();
        let mut all = Self {
            technologies: Vec::new(),
            by_technology: HashMap::new(),
            by_company: HashMap::new(),
            by_type: types.into_iter().map(|(slug, listed)| (slug, ids(listed))).collect(),
        };
        for (technology, (slug, listed)) in held.into_iter().enumerate() {
            let holdings = holdings(technology, &listed);
            for holding in &holdings {
                all.by_company.entry(holding.company).or_default().push(*holding);
            }
            let area = map.parent(&slug).map(|area| area.label.slug.clone()).unwrap_or_default();
            all.technologies.push(Known { slug: slug.clone(), area });
            all.by_technology.insert(slug, holdings);
        }
        Ok(all)
    }
}

/// Capabilities that a column lists, `31:7:operate:3:0`, in the order of lists.
fn holdings(technology: usize, listed: &str) -> Vec<Holding> {
    let one = |written: &str| {
        let mut parts = written.split(':');
        let id = parts.next()?.parse().ok()?;
        let company = parts.next()?.parse().ok()?;
        let activity = parts.next()?;
        let activity = ACTIVITIES.iter().position(|(code, _)| *code == activity)?;
        let (level, verified) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Holding { id, company, technology, activity: u8::try_from(activity).ok()?, level, verified })
    };
    let mut holdings: Vec<Holding> = listed.split(',').filter_map(one).collect();
    holdings.sort_unstable_by_key(Holding::rank);
    holdings
}

/// What all members can do.
pub async fn holdings_of_all(tx: &mut Tx) -> StoreResult<Arc<Holdings>> {
    tx.kept().await
}

impl Holdings {
    /// Whether a member meets a need by what it claims.
    pub fn meets(&self, company: i64, need: &Need) -> bool {
        self.by_company.get(&company).into_iter().flatten().any(|holding| {
            let known = &self.technologies[holding.technology];
            (known.slug == need.technology || known.area == need.technology) && holding.fits(need)
        })
    }

    /// The members that claim a technology, each once, the best confirmed first; at most `most`.
    pub fn holders(&self, technology: &str, most: usize) -> Vec<i64> {
        let mut found: Vec<i64> = Vec::new();
        for holding in self.by_technology.get(technology).into_iter().flatten() {
            if found.len() == most {
                break;
            }
            if !found.contains(&holding.company) {
                found.push(holding.company);
            }
        }
        found
    }

    /// The technologies in which a member is best, at most `most`.
    pub fn best_of(&self, company: i64, most: usize) -> Vec<String> {
        let mut held: Vec<&Holding> = self.by_company.get(&company).into_iter().flatten().collect();
        held.sort_by_key(|holding| (Reverse(holding.verified), Reverse(holding.level), holding.id));
        let mut found: Vec<String> = Vec::new();
        for holding in held {
            let slug = &self.technologies[holding.technology].slug;
            if found.len() < most && !found.contains(slug) {
                found.push(slug.clone());
            }
        }
        found
    }

    /// Whether a member is confirmed to do something of a technology at a level or above.
    pub fn delivers(&self, company: i64, technology: &str, level: i64) -> bool {
        let held = self.by_technology.get(technology).into_iter().flatten();
        held.filter(|holding| holding.company == company).any(|holding| i64::from(holding.verified) >= level)
    }

    /// The ids of the capabilities on a page of a node's list: of a technology, or of all under an area or a domain.
    pub fn page(&self, map: &Map, node: &Node, page: i64) -> Vec<i64> {
        let before = usize::try_from(rows_before(page)).unwrap_or(usize::MAX);
        let rows = usize::try_from(PAGE_ROWS).unwrap_or_default();
        let below: Vec<&str> = match node.level {
            NodeLevel::Technology => vec![&node.label.slug],
            NodeLevel::Area => map.children(&node.label.slug).map(|child| child.label.slug.as_str()).collect(),
            NodeLevel::Domain => {
                let areas = map.children(&node.label.slug);
                areas.flat_map(|area| map.children(&area.label.slug)).map(|child| child.label.slug.as_str()).collect()
            }
        };
        let mut lists: Vec<&[Holding]> =
            below.into_iter().filter_map(|slug| self.by_technology.get(slug)).map(Vec::as_slice).collect();
        // Each list is in order: the next one is the first of some list.
        let mut ids = Vec::new();
        for place in 0..before.saturating_add(rows) {
            let next = lists.iter_mut().filter(|list| !list.is_empty()).min_by_key(|list| list[0].rank());
            let Some(list) = next else { break };
            if place >= before {
                ids.push(list[0].id);
            }
            *list = &list[1..];
        }
        ids
    }

    /// The members of a type; nobody where it is unknown.
    pub fn of_type(&self, firm_type: &str) -> impl Iterator<Item = i64> + '_ {
        self.by_type.get(firm_type).into_iter().flatten().copied()
    }

    /// Who meets at least one of these needs, in the order of the firms' ids; of all members, or of those of a type.
    pub fn able(&self, map: &Map, needs: &[Need], firm_type: Option<&str>) -> Vec<Able> {
        let allowed = firm_type.map(|slug| self.by_type.get(slug));
        let is_allowed = |company: i64| match allowed {
            None => true,
            Some(firms) => firms.is_some_and(|firms| firms.contains(&company)),
        };
        let mut found: BTreeMap<i64, Able> = BTreeMap::new();
        for (place, need) in needs.iter().enumerate() {
            let below = map.children(&need.technology).map(|child| child.label.slug.as_str());
            let held = below.chain([need.technology.as_str()]).filter_map(|slug| self.by_technology.get(slug));
            for holding in held.flatten().filter(|h| h.fits(need) && is_allowed(h.company)) {
                let able = found.entry(holding.company).or_default();
                able.company = holding.company;
                if able.meets.last() != Some(&place) {
                    able.meets.push(place);
                }
                if i64::from(holding.verified) >= need.min_level && able.confirmed.last() != Some(&place) {
                    able.confirmed.push(place);
                }
            }
        }
        found.into_values().collect()
    }
}
