//! What members cover of what is required, who would fill the gaps, and how a whole is divided.

#[cfg(feature = "ssr")]
use crate::technologies::Able;
use crate::technologies::{Held, Need};

/// A requirement as rules weigh it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub id: i64,
    pub need: Need,
    pub firms: usize,
    pub weight: i64,
    /// Why nobody has to cover it; empty where somebody has to.
    pub waiver: String,
}

impl Wanted {
    pub const fn is_waived(&self) -> bool {
        !self.waiver.is_empty()
    }
}

/// Who covers one requirement, by firm ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// By what they claim.
    pub by: Vec<i64>,
    /// By what is confirmed.
    pub confirmed: Vec<i64>,
}

/// Who among `members` covers each requirement, in the order of the requirements.
pub fn cover(wanted: &[Wanted], held: &[Held], members: &[i64]) -> Vec<Covered> {
    let of = |wanted: &Wanted| {
        let mut covered = Covered::default();
        for member in members {
            let mut own = held.iter().filter(|h| h.company == *member && wanted.need.met_by(h)).peekable();
            if own.peek().is_none() {
                continue;
            }
            covered.by.push(*member);
            if own.any(|h| wanted.need.confirmed_by(h)) {
                covered.confirmed.push(*member);
            }
        }
        covered
    };
    wanted.iter().map(of).collect()
}

/// How much of what is wanted is covered, in whole percent: by weight, each requirement up to the firms it wants.
pub fn coverage_percent(wanted: &[Wanted], covered: &[Covered]) -> i64 {
    let needed: i64 = wanted.iter().filter(|w| !w.is_waived()).map(|w| w.weight * 100).sum();
    let reached: i64 = wanted
        .iter()
        .zip(covered)
        .filter(|(w, _)| !w.is_waived())
        .map(|(w, c)| {
            let part = i64::try_from(c.by.len().min(w.firms) * 100 / w.firms.max(1)).unwrap_or_default();
            w.weight * part
        })
        .sum();
    if needed == 0 { 0 } else { reached * 100 / needed }
}

/// A firm that would fill gaps: which requirements it would cover, and which of them with confirmed capabilities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub company: i64,
    /// Positions in the list of requirements.
    pub covers: Vec<usize>,
    pub confirmed: usize,
}

/// How many firms each requirement still lacks.
fn lacking(wanted: &[Wanted], covered: &[Covered]) -> Vec<usize> {
    let missing = |w: &Wanted, c: &Covered| if w.is_waived() { 0 } else { w.firms.saturating_sub(c.by.len()) };
    wanted.iter().zip(covered).map(|(w, c)| missing(w, c)).collect()
}

/// Firms that would fill the gaps, the best marginal coverage first: each is weighed by what the ones before it leave
/// open. Ties go to more confirmed capabilities, then to the older firm.
#[cfg(feature = "ssr")]
pub fn suggest(
    wanted: &[Wanted],
    covered: &[Covered],
    able: &[Able],
    excluded: &[i64],
    most: usize,
) -> Vec<Suggestion> {
    let mut open = lacking(wanted, covered);
    let mut left: Vec<&Able> = able.iter().filter(|a| !excluded.contains(&a.company)).collect();
    let mut chosen: Vec<Suggestion> = Vec::new();
    while chosen.len() < most {
        let value = |able: &Able| {
            let fills = |i: &&usize| open[**i] > 0;
            let weight: i64 = able.meets.iter().filter(fills).map(|i| wanted[*i].weight).sum();
            (weight, able.confirmed.iter().filter(fills).count())
        };
        let best =
            left.iter().map(|a| (value(a), *a)).max_by(|(a, x), (b, y)| a.cmp(b).then(y.company.cmp(&x.company)));
        let Some(((weight, confirmed), able)) = best else { break };
        if weight == 0 {
            break;
        }
        let covers: Vec<usize> = able.meets.iter().copied().filter(|i| open[*i] > 0).collect();
        left.retain(|a| a.company != able.company);
        for i in &covers {
            open[*i] -= 1;
        }
        chosen.push(Suggestion { company: able.company, covers, confirmed });
    }
    chosen
}

/// Firms that could lead, those first that cover most of what is open, then those with more of it confirmed, then the
/// older ones; after them `others`, so that a young alliance has somebody to ask.
#[cfg(feature = "ssr")]
pub fn could_lead(
    wanted: &[Wanted],
    covered: &[Covered],
    able: &[Able],
    others: impl Iterator<Item = i64>,
    excluded: &[i64],
    most: usize,
) -> Vec<Suggestion> {
    let open = lacking(wanted, covered);
    let fills = |i: &&usize| open[**i] > 0;
    let suggestion = |able: &Able| Suggestion {
        company: able.company,
        covers: able.meets.iter().filter(fills).copied().collect(),
        confirmed: able.confirmed.iter().filter(fills).count(),
    };
    let free = able.iter().filter(|a| !excluded.contains(&a.company));
    let mut ranked: Vec<Suggestion> = free.map(suggestion).filter(|s| !s.covers.is_empty()).collect();
    ranked.sort_by_key(|s| (std::cmp::Reverse((s.covers.len(), s.confirmed)), s.company));
    ranked.truncate(most);
    if ranked.len() < most {
        let mut others: Vec<i64> = others
            .filter(|company| !excluded.contains(company) && !ranked.iter().any(|s| s.company == *company))
            .collect();
        others.sort_unstable();
        let idle = |company| Suggestion { company, covers: Vec::new(), confirmed: 0 };
        ranked.extend(others.into_iter().map(idle).take(most - ranked.len()));
    }
    ranked
}

/// Divides a whole by shares so that the parts sum to it exactly: the largest remainders get what is left.
pub fn divide(shares: &[i64], whole: i64) -> Vec<i64> {
    let sum: i64 = shares.iter().sum();
    if sum == 0 {
        return vec![0; shares.len()];
    }
    let mut parts: Vec<i64> = shares.iter().map(|s| s * whole / sum).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|i| (-(shares[*i] * whole % sum), *i));
    let left = whole - parts.iter().sum::<i64>();
    for i in order.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        parts[i] += 1;
    }
    parts
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::{super::WHOLE, *};

    fn wanted(id: i64, technology: &str, firms: usize, weight: i64) -> Wanted {
        let need = Need { technology: technology.into(), activity: String::new(), min_level: 2 };
        Wanted { id, need, firms, weight, waiver: String::new() }
    }

    fn held(company: i64, technology: &str, level: i64, verified: i64) -> Held {
        Held { company, technology: technology.into(), area: String::new(), activity: "build".into(), level, verified }
    }

    #[test]
    fn coverage_counts_each_requirement_up_to_the_firms_it_wants() {
        let wanted = [wanted(1, "a", 2, 3), wanted(2, "b", 1, 1)];
        let held = [held(10, "a", 3, 3), held(11, "b", 1, 0), held(12, "b", 2, 0)];
        let covered = cover(&wanted, &held, &[10, 11, 12]);
        assert_eq!((covered[0].by.clone(), covered[0].confirmed.clone()), (vec![10], vec![10]));
        assert_eq!((covered[1].by.clone(), covered[1].confirmed.clone()), (vec![12], vec![]), "level 1 is too low");
        assert_eq!(coverage_percent(&wanted, &covered), 62);
        assert_eq!(coverage_percent(&[], &[]), 0);
    }

    #[test]
    fn the_best_marginal_coverage_comes_first_and_later_ones_fill_what_is_left() {
        let wanted = [wanted(1, "a", 1, 1), wanted(2, "b", 1, 1), wanted(3, "c", 1, 1)];
        let able = |company, meets: &[usize], confirmed: &[usize]| Able {
            company,
            meets: meets.to_vec(),
            confirmed: confirmed.to_vec(),
        };
        let firms = [
            able(9, &[0], &[0]),
            able(20, &[0, 1], &[]),
            able(21, &[0, 1], &[0, 1]),
            able(22, &[2], &[]),
            able(23, &[0], &[0]),
        ];
        let nobody = cover(&wanted, &[], &[]);
        let read = |found: Vec<Suggestion>| -> Vec<_> {
            found.into_iter().map(|s| (s.company, s.covers, s.confirmed)).collect()
        };
        let found = read(suggest(&wanted, &nobody, &firms, &[9], 5));
        assert_eq!(found, [(21, vec![0, 1], 2), (22, vec![2], 0)], "23 and 20 would add nothing any more");
        let found = read(could_lead(&wanted, &nobody, &firms, [22, 5, 9, 4].into_iter(), &[9], 6));
        let (both, one, idle) = (vec![0, 1], vec![0], vec![]);
        assert_eq!(
            found,
            [(21, both.clone(), 2), (20, both, 0), (23, one, 1), (22, vec![2], 0), (4, idle.clone(), 0), (5, idle, 0)]
        );
        let by_23 = cover(&wanted, &[held(23, "a", 4, 4)], &[23]);
        let found = read(could_lead(&wanted, &by_23, &firms, std::iter::empty(), &[23], 1));
        assert_eq!(found, [(21, vec![1], 1)], "only what is open counts");
    }

    #[test]
    fn parts_sum_to_the_whole() {
        assert_eq!(divide(&[4000, 2000, 1000], WHOLE), [5714, 2857, 1429]);
        assert_eq!(divide(&[1, 1, 1], WHOLE), [3334, 3333, 3333]);
        assert_eq!(divide(&[0, 0], WHOLE), [0, 0]);
        for n in 1..30 {
            let shares: Vec<i64> = (1..=n).collect();
            assert_eq!(divide(&shares, WHOLE).iter().sum::<i64>(), WHOLE);
        }
    }
}
