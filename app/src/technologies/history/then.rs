//! What members could do at the end of a day that is past, in the shapes of today's pages. Their names and sectors, the map
//! and the demand are today's; what they could do, and who had joined, is of that day.

use super::super::{
    edition,
    model::{
        ACTIVITIES, AreaCell, CoverageArea, CoverageDomain, Demand, Detail, DomainRow, Holder, NodeCount, NodeLevel,
        SUPPLY_LEVEL, Sight, Supply, percent_met,
    },
    store::{self, Map, Node},
};
use crate::{
    companies,
    db::{StoreResult, Tx},
    error::AppResult,
    label::Label,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
};

/// Firms named as the strongest of an area.
const MOST_NAMED: usize = 3;

/// A capability as it stood.
#[derive(Clone, Copy, Debug)]
struct Held {
    company: i64,
    activity: usize,
    level: i64,
    /// 0 where nothing was confirmed.
    verified: i64,
    open: bool,
}

/// What all members could do at an instant.
#[derive(Default)]
pub struct Then {
    by_technology: HashMap<String, Vec<Held>>,
    sectors: HashMap<i64, Vec<String>>,
}

/// A firm in an area.
#[derive(Default)]
struct InArea {
    best: i64,
    claims: i64,
    confirmed: i64,
}

impl Then {
    pub async fn read(tx: &mut Tx, end: UnixMillis) -> StoreResult<Self> {
        const HELD: &str = "SELECT h.technology, string_agg(CAST(h.company_id AS TEXT) || ':' || h.activity || ':' || \
            CAST(h.level AS TEXT) || ':' || CAST(h.verified_level AS TEXT) || ':' || CASE WHEN h.open AND EXISTS \
            (SELECT 1 FROM capability o WHERE o.company_id = h.company_id AND o.technology = h.technology \
            AND o.activity = h.activity AND o.open) THEN '1' ELSE '0' END, ',') FROM capability_history h \
            JOIN company f ON f.id = h.company_id AND f.state = 'confirmed' AND f.confirmed_ms < $1 \
            WHERE h.level > 0 AND h.id = (SELECT MAX(x.id) FROM capability_history x \
            WHERE x.company_id = h.company_id AND x.technology = h.technology AND x.activity = h.activity \
            AND x.at_ms < $1) GROUP BY h.technology";
        const SECTORS: &str = "SELECT company_id, string_agg(sector, ',') FROM company_sector GROUP BY company_id";
        let held: Vec<(String, String)> = tx.all(HELD, values![end]).await?;
        let sectors: Vec<(i64, String)> = tx.all(SECTORS, values![]).await?;
        let map = store::map(tx).await?;
        let mut by_technology: HashMap<String, Vec<Held>> = HashMap::new();
        for (technology, listed) in held {
            // What was merged since is shown where it went; what was retired for good has no place on today's map.
            let place = match map.node(&technology) {
                Ok(_) => Some(technology),
                Err(_) => edition::successor(tx, &technology).await?,
            };
            if let Some(place) = place {
                by_technology.entry(place).or_default().extend(listed.split(',').filter_map(read_held));
            }
        }
        for held in by_technology.values_mut() {
            // Of two that were merged since, the better one.
            held.sort_by_key(|h| (h.company, h.activity, Reverse(h.verified), Reverse(h.level)));
            held.dedup_by_key(|h| (h.company, h.activity));
            held.sort_by_key(|h| (Reverse(h.verified), h.company));
        }
        let list = |listed: String| listed.split(',').map(str::to_owned).collect();
        Ok(Self { by_technology, sectors: sectors.into_iter().map(|(firm, listed)| (firm, list(listed))).collect() })
    }

    fn held<'a>(&'a self, slugs: impl Iterator<Item = &'a str> + 'a) -> impl Iterator<Item = (&'a str, &'a Held)> {
        slugs.flat_map(|slug| self.by_technology.get(slug).into_iter().flatten().map(move |held| (slug, held)))
    }

    fn serves(&self, company: i64, sector: &str) -> bool {
        sector.is_empty() || self.sectors.get(&company).is_some_and(|all| all.iter().any(|s| s == sector))
    }

    /// The firms of an area and of a sector (empty: all), the strongest first.
    fn firms(&self, map: &Map, area: &str, sector: &str) -> Vec<(i64, InArea)> {
        let mut firms: BTreeMap<i64, InArea> = BTreeMap::new();
        let below = map.children(area).map(|child| child.label.slug.as_str());
        for (_, held) in self.held(below).filter(|(_, held)| self.serves(held.company, sector)) {
            let firm = firms.entry(held.company).or_default();
            firm.best = firm.best.max(held.verified);
            firm.claims += 1;
            firm.confirmed += i64::from(held.verified > 0);
        }
        let mut firms: Vec<(i64, InArea)> = firms.into_iter().collect();
        firms.sort_by_key(|(company, firm)| (Reverse(firm.best), Reverse(firm.confirmed), *company));
        firms
    }

    /// The heat grid, and how many firms claimed something, and what was claimed and confirmed in all.
    pub async fn areas(&self, tx: &mut Tx, sector: &str) -> AppResult<(Vec<DomainRow>, (i64, i64, i64))> {
        let map = store::map(tx).await?;
        let by_area: HashMap<&str, Vec<(i64, InArea)>> =
            map.areas().map(|area| (area, self.firms(&map, area, sector))).collect();
        let named: Vec<i64> = by_area.values().flat_map(|firms| firms.iter().take(MOST_NAMED)).map(|f| f.0).collect();
        let cards = companies::cards(tx, &named).await?;
        let cell = |area: &Node| {
            let Label { slug, name } = area.label.clone();
            let firms = by_area.get(slug.as_str()).map(Vec::as_slice).unwrap_or_default();
            let best = firms.iter().filter(|f| f.1.best > 0).take(MOST_NAMED);
            AreaCell {
                firms: count(firms.iter()),
                verified: count(firms.iter().filter(|f| f.1.confirmed > 0)),
                verified_high: count(firms.iter().filter(|f| f.1.best >= SUPPLY_LEVEL)),
                best: best.filter_map(|f| cards.get(&f.0)).map(|card| card.name.clone()).collect(),
                slug,
                name,
            }
        };
        let domains = map.by_domain(cell);
        let domains =
            domains.into_iter().map(|(Label { slug, name }, areas)| DomainRow { slug, name, areas }).collect();
        let all = || self.by_technology.values().flatten();
        let firms: HashSet<i64> = all().map(|held| held.company).collect();
        let totals = (count(firms.iter()), count(all()), count(all().filter(|held| held.verified > 0)));
        Ok((domains, totals))
    }

    /// Every area with what each sector could count on.
    pub async fn coverage(&self, tx: &mut Tx, sectors: &[Label]) -> AppResult<Vec<CoverageDomain>> {
        let map = store::map(tx).await?;
        let area = |node: &Node| {
            let Label { slug, name } = node.label.clone();
            let firms = self.firms(&map, &slug, "");
            let supply = |sector: &Label| {
                let of_sector = || firms.iter().filter(|(company, _)| self.serves(*company, &sector.slug));
                Supply(count(of_sector()), count(of_sector().filter(|f| f.1.best >= SUPPLY_LEVEL)))
            };
            CoverageArea { supply: sectors.iter().map(supply).collect(), slug, name }
        };
        let domains = map.by_domain(area);
        Ok(domains.into_iter().map(|(Label { slug, name }, areas)| CoverageDomain { slug, name, areas }).collect())
    }

    /// What met a row of a sector's demand.
    fn supply(&self, sector: &str, technology: &str) -> Supply {
        let held = self.by_technology.get(technology).into_iter().flatten();
        let of_sector: Vec<&Held> = held.filter(|held| self.serves(held.company, sector)).collect();
        let firms =
            |least: i64| of_sector.iter().filter(|h| h.verified >= least).map(|h| h.company).collect::<HashSet<_>>();
        Supply(count(firms(0).iter()), count(firms(SUPPLY_LEVEL).iter()))
    }

    /// Today's demand of a sector beside what met it then.
    pub fn demand(&self, sector: &str, today: Vec<Demand>) -> Vec<Demand> {
        let mut then: Vec<Demand> = today
            .into_iter()
            .map(|demand| Demand { supply: self.supply(sector, &demand.technology.slug), ..demand })
            .collect();
        then.sort_by_key(|demand| (-demand.gap(), -demand.weight));
        then
    }

    /// How much of today's demand each sector met, in percent.
    pub async fn met(&self, tx: &mut Tx) -> AppResult<HashMap<String, i64>> {
        let mut by_sector: HashMap<String, Vec<(i64, i64, i64)>> = HashMap::new();
        for (sector, technology, weight, target) in store::demanded(tx).await? {
            let high = self.supply(&sector, &technology).1;
            by_sector.entry(sector).or_default().push((weight, target, high));
        }
        Ok(by_sector.into_iter().filter_map(|(sector, rows)| Some((sector, percent_met(rows)?))).collect())
    }

    /// Who stood behind a node: the counts of it and of what belongs to it, and a page of capabilities.
    pub async fn node(&self, tx: &mut Tx, node: &Node, page: i64, sight: Sight) -> AppResult<NodeThen> {
        let map = store::map(tx).await?;
        let slug = node.label.slug.as_str();
        let counts = |slug: &str| {
            let held: Vec<(&str, &Held)> = self.held(technologies(&map, slug).into_iter()).collect();
            let firms: HashSet<i64> = held.iter().map(|(_, held)| held.company).collect();
            let verified: HashSet<i64> = held.iter().filter(|(_, h)| h.verified > 0).map(|(_, h)| h.company).collect();
            (count(held.iter()), count(firms.iter()), count(verified.iter()))
        };
        let part = |node: &Node| {
            let Label { slug, name } = node.label.clone();
            let (_, firms, verified) = counts(&slug);
            NodeCount { slug, name, about: node.about.clone(), firms, verified }
        };
        let mut held: Vec<(&str, &Held)> = self.held(technologies(&map, slug).into_iter()).collect();
        held.sort_by_key(|(technology, held)| {
            (Reverse(held.verified), held.company, map.place(technology), held.activity)
        });
        let skip = usize::try_from(rows_before(page)).unwrap_or(usize::MAX);
        let shown: Vec<(&str, &Held)> =
            held.into_iter().skip(skip).take(usize::try_from(PAGE_ROWS).unwrap_or_default()).collect();
        let cards = companies::cards(tx, &shown.iter().map(|(_, held)| held.company).collect::<Vec<_>>()).await?;
        let holder = |(technology, held): (&str, &Held)| {
            let detail = || Detail {
                activity: ACTIVITIES[held.activity].0.to_owned(),
                level: held.level,
                verified_level: (held.verified > 0).then_some(held.verified),
            };
            Some(Holder {
                firm: cards.get(&held.company)?.clone(),
                technology: map.label(technology),
                confirmed: held.verified > 0,
                detail: sight.sees_level(held.open).then(detail),
            })
        };
        let (total, firms, verified) = counts(slug);
        Ok(NodeThen {
            total,
            firms,
            verified,
            children: map.children(slug).map(part).collect(),
            holders: shown.into_iter().filter_map(holder).collect(),
        })
    }
}

/// Who stood behind a node.
pub struct NodeThen {
    pub total: i64,
    pub firms: i64,
    pub verified: i64,
    pub children: Vec<NodeCount>,
    pub holders: Vec<Holder>,
}

/// The technologies of a node: itself, or those under it.
fn technologies<'a>(map: &'a Map, slug: &'a str) -> Vec<&'a str> {
    let children = |slug: &'a str| map.children(slug).map(|child| child.label.slug.as_str());
    match map.node(slug).map(|node| node.level) {
        Ok(NodeLevel::Area) => children(slug).collect(),
        Ok(NodeLevel::Domain) => children(slug).flat_map(children).collect(),
        _ => vec![slug],
    }
}

fn count<T>(of: impl Iterator<Item = T>) -> i64 {
    i64::try_from(of.count()).unwrap_or(i64::MAX)
}

/// A capability that a column lists: `7:operate:3:0:1`.
fn read_held(written: &str) -> Option<Held> {
    let mut parts = written.split(':');
    let company = parts.next()?.parse().ok()?;
    let activity = parts.next()?;
    let activity = ACTIVITIES.iter().position(|(code, _)| *code == activity)?;
    let (level, verified) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(Held { company, activity, level, verified, open: parts.next()? == "1" })
}
