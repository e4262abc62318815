//! The readiness of a bid: a dry run of what an agency will ask for, at any time.

use super::Covered;
use crate::{
    consortia::State,
    technologies::{Held, Need},
    text::{Key, Text2, keys},
};
use serde::{Deserialize, Serialize};

/// One rule of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The lead is of the type that the programme asks for.
    Lead,
    Members,
    /// No member takes part in another bid of the lot.
    Exclusive,
    /// A technology of the lot, confirmed at its level for a member.
    Technology,
    /// The grant stays within the lot's cap.
    Grant,
    /// The members have signed the charter.
    Charter,
}

impl Check {
    pub const fn key(self) -> Key {
        match self {
            Self::Lead => keys::flagship::CHECK_LEAD,
            Self::Members => keys::flagship::CHECK_MEMBERS,
            Self::Exclusive => keys::flagship::CHECK_EXCLUSIVE,
            Self::Technology => keys::flagship::CHECK_TECHNOLOGY,
            Self::Grant => keys::flagship::CHECK_GRANT,
            Self::Charter => keys::flagship::CHECK_CHARTER,
        }
    }
}

/// One line of the list: the rule, what was found, what is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub check: Check,
    /// The technology, or the type of the lead.
    pub subject: Text2,
    /// A count, a level, won, or 1 for yes.
    pub found: i64,
    pub needed: i64,
    pub passes: bool,
}

/// What the list weighs.
#[derive(Clone, Debug)]
pub struct Weighed<'a> {
    /// The type that must lead, by its name; `None`: any.
    pub lead_type: Option<Text2>,
    pub lead_fits: bool,
    pub members: &'a [i64],
    pub min_members: i64,
    /// Members that take part in another bid of the lot.
    pub elsewhere: i64,
    pub needs: &'a [(Text2, Need)],
    pub held: &'a [Held],
    pub grant_won: i64,
    pub cap_won: i64,
    pub consortium: State,
}

/// The whole list, in the order in which it is read.
pub fn readiness(w: &Weighed<'_>) -> Vec<Finding> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let at_least = |check, subject, found, needed| Finding { check, subject, found, needed, passes: found >= needed };
    let at_most =
        |check, found, needed| Finding { check, subject: Text2::default(), found, needed, passes: found <= needed };
    let lead = w.lead_type.clone().unwrap_or_default();
    let mut list = vec![
        at_least(Check::Lead, lead, i64::from(w.lead_fits), 1),
        at_least(Check::Members, Text2::default(), count(w.members.len()), w.min_members),
        at_most(Check::Exclusive, w.elsewhere, 0),
    ];
    for (name, need) in w.needs {
        let any_level = Need { min_level: 1, ..need.clone() };
        let own = w.held.iter().filter(|h| w.members.contains(&h.company) && any_level.confirmed_by(h));
        let best = own.map(|h| h.verified).max().unwrap_or_default();
        list.push(at_least(Check::Technology, name.clone(), best, need.min_level));
    }
    list.push(at_most(Check::Grant, w.grant_won, w.cap_won));
    list.push(at_least(Check::Charter, Text2::default(), i64::from(w.consortium == State::Active), 1));
    list
}

/// What a seat must cover, against what one firm can do.
pub fn covered(needs: &[(Text2, Need)], held: &[Held], company: i64) -> Vec<Covered> {
    let own: Vec<&Held> = held.iter().filter(|h| h.company == company).collect();
    let against = |(name, need): &(Text2, Need)| Covered {
        name: name.clone(),
        min_level: need.min_level,
        claimed: own.iter().any(|h| need.met_by(h)),
        confirmed: own.iter().any(|h| need.confirmed_by(h)),
    };
    needs.iter().map(against).collect()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn held(company: i64, technology: &str, level: i64, verified: i64) -> Held {
        Held { company, technology: technology.into(), area: "a".into(), activity: "build".into(), level, verified }
    }

    #[test]
    fn only_what_is_confirmed_for_a_member_counts() {
        let need = |technology: &str, min_level| Need { technology: technology.into(), min_level, ..Need::default() };
        let needs = [
            (Text2::new("영상", ""), need("video", 3)),
            (Text2::new("저장", ""), need("storage", 2)),
            (Text2::new("음성", ""), need("speech", 2)),
        ];
        let held =
            [held(1, "video", 4, 3), held(2, "storage", 4, 1), held(1, "storage", 4, 0), held(9, "speech", 4, 4)];
        let weighed = Weighed {
            lead_type: None,
            lead_fits: true,
            members: &[1, 2],
            min_members: 3,
            elsewhere: 0,
            needs: &needs,
            held: &held,
            grant_won: 5,
            cap_won: 5,
            consortium: State::Recruiting,
        };
        let list = readiness(&weighed);
        let read: Vec<_> = list.iter().map(|f| (f.check, f.found, f.needed, f.passes)).collect();
        assert_eq!(
            read,
            [
                (Check::Lead, 1, 1, true),
                (Check::Members, 2, 3, false),
                (Check::Exclusive, 0, 0, true),
                (Check::Technology, 3, 3, true),
                (Check::Technology, 1, 2, false),
                (Check::Technology, 0, 2, false),
                (Check::Grant, 5, 5, true),
                (Check::Charter, 0, 1, false),
            ]
        );
        let over = Weighed { grant_won: 6, elsewhere: 1, consortium: State::Active, ..weighed };
        let failed: Vec<_> = readiness(&over).into_iter().filter(|f| !f.passes).map(|f| f.check).collect();
        assert_eq!(failed, [Check::Members, Check::Exclusive, Check::Technology, Check::Technology, Check::Grant]);
    }
}
