//! What the map is made of, what a capability is, and who sees how much of it.

use crate::{
    companies::FirmCard,
    error::{FieldErrors, Problem, check},
    label::Label,
    text::{Key, Text2, keys},
    time::UnixMillis,
};
use serde::{Deserialize, Serialize};

/// What a firm does with a technology.
pub const ACTIVITIES: [(&str, Key); 5] = [
    ("build", keys::technologies::ACTIVITY_BUILD),
    ("integrate", keys::technologies::ACTIVITY_INTEGRATE),
    ("operate", keys::technologies::ACTIVITY_OPERATE),
    ("resell", keys::technologies::ACTIVITY_RESELL),
    ("advise", keys::technologies::ACTIVITY_ADVISE),
];

/// How far a firm is: 3 is a paying customer in production, 4 leads.
pub const LEVELS: [(i64, Key); 4] = [
    (1, keys::technologies::LEVEL_1),
    (2, keys::technologies::LEVEL_2),
    (3, keys::technologies::LEVEL_3),
    (4, keys::technologies::LEVEL_4),
];

/// From this level on a capability is confirmed only with valid evidence.
pub const EVIDENCE_FROM: i64 = 3;
/// Claims that fit on one screen.
pub const MOST_CLAIMS: usize = 10;
/// Longest note on a capability, in characters.
const LONGEST_NOTE: usize = 300;
/// Longest title or issuer of a piece of evidence, in characters.
const LONGEST_LINE: usize = 120;

/// The word for an activity; none for the empty code, which means any.
pub fn activity_key(code: &str) -> Option<Key> {
    ACTIVITIES.iter().find(|(c, _)| *c == code).map(|(_, key)| *key)
}

/// The word for a level.
pub fn level_key(level: i64) -> Key {
    LEVELS.iter().find(|(l, _)| *l == level).map_or(keys::technologies::LEVEL_1, |(_, key)| *key)
}

/// A capability as rules weigh it: no names, no texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub company: i64,
    pub technology: String,
    pub area: String,
    pub activity: String,
    pub level: i64,
    /// The confirmed level; 0 where nothing is confirmed.
    pub verified: i64,
}

/// What somebody needs: a technology or a whole area, an activity (empty: any) and a level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    pub technology: String,
    pub activity: String,
    pub min_level: i64,
}

impl Need {
    /// Whether a capability meets the need by what its firm claims.
    pub fn met_by(&self, held: &Held) -> bool {
        self.fits(held) && held.level >= self.min_level
    }

    /// Whether a capability meets the need by what is confirmed.
    pub fn confirmed_by(&self, held: &Held) -> bool {
        self.fits(held) && held.verified >= self.min_level
    }

    fn fits(&self, held: &Held) -> bool {
        (held.technology == self.technology || held.area == self.technology)
            && (self.activity.is_empty() || held.activity == self.activity)
    }
}

/// What a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceKind {
    Reference,
    Certificate,
    Listing,
    Patent,
    Staff,
    OpenSource,
}

impl EvidenceKind {
    pub const ALL: [Self; 6] =
        [Self::Reference, Self::Certificate, Self::Listing, Self::Patent, Self::Staff, Self::OpenSource];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Certificate => "certificate",
            Self::Listing => "listing",
            Self::Patent => "patent",
            Self::Staff => "staff",
            Self::OpenSource => "opensource",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Reference => keys::technologies::EVIDENCE_REFERENCE,
            Self::Certificate => keys::technologies::EVIDENCE_CERTIFICATE,
            Self::Listing => keys::technologies::EVIDENCE_LISTING,
            Self::Patent => keys::technologies::EVIDENCE_PATENT,
            Self::Staff => keys::technologies::EVIDENCE_STAFF,
            Self::OpenSource => keys::technologies::EVIDENCE_OPENSOURCE,
        }
    }
}

/// Who sees a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    Public,
    Members,
    Reviewers,
}

impl Visibility {
    pub const ALL: [Self; 3] = [Self::Public, Self::Members, Self::Reviewers];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Members => "members",
            Self::Reviewers => "reviewers",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.code() == code)
    }

    pub const fn key(self) -> Key {
        match self {
            Self::Public => keys::technologies::VISIBLE_PUBLIC,
            Self::Members => keys::technologies::VISIBLE_MEMBERS,
            Self::Reviewers => keys::technologies::VISIBLE_REVIEWERS,
        }
    }
}

/// How much of a firm's capabilities somebody sees, from the least to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// That a firm has a capability and whether it is confirmed; the rest where the firm opens it.
    Visitor,
    /// Level, activity, evidence and notes of everybody.
    Member,
    /// Evidence for reviewers too: the firm's own people and the secretariat.
    Reviewer,
}

impl Sight {
    /// Whether a capability's level, activity and note are shown.
    pub fn sees_level(self, open: bool) -> bool {
        open || self >= Self::Member
    }

    /// Whether a piece of evidence of a shown capability is shown.
    pub fn sees_evidence(self, open: bool, visibility: Visibility) -> bool {
        match visibility {
            Visibility::Public => self.sees_level(open),
            Visibility::Members => self >= Self::Member,
            Visibility::Reviewers => self >= Self::Reviewer,
        }
    }
}

/// Claims of one screen: technologies with a level each, and one activity for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    pub technologies: Vec<String>,
    pub levels: Vec<String>,
    pub activity: String,
}

/// One capability that is claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CapabilityDraft {
    pub technology: String,
    pub activity: String,
    pub level: i64,
    pub open: bool,
    pub note: Text2,
}

impl ClaimForm {
    /// The claims, or every problem at once. Rows without a technology are left out.
    pub fn check(&self) -> Result<Vec<CapabilityDraft>, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let activity = wrong.take("form[activity]", check_activity(&self.activity));
        let mut drafts: Vec<CapabilityDraft> = Vec::new();
        for (row, technology) in self.technologies.iter().map(|t| t.trim()).enumerate().filter(|(_, t)| !t.is_empty()) {
            let level = self.levels.get(row).map_or("", String::as_str);
            let level = wrong.take("form[levels][]", check_level(level));
            if drafts.iter().any(|d| d.technology == technology) {
                wrong.add("form[technologies][]", Problem::Rule(keys::technologies::TWICE));
            }
            drafts.push(CapabilityDraft {
                technology: technology.to_owned(),
                activity: activity.clone(),
                level,
                ..CapabilityDraft::default()
            });
        }
        if drafts.is_empty() {
            wrong.add("form[technologies][]", Problem::Rule(keys::technologies::NONE_CHOSEN));
        }
        if drafts.len() > MOST_CLAIMS {
            wrong.add("form[technologies][]", Problem::Rule(keys::technologies::TOO_MANY));
        }
        wrong.or(drafts)
    }
}

fn check_activity(typed: &str) -> Result<String, Problem> {
    match typed {
        "" => Ok("build".to_owned()),
        code if activity_key(code).is_some() => Ok(code.to_owned()),
        _ => Err(Problem::Rule(keys::companies::CHOICE_UNKNOWN)),
    }
}

fn check_level(typed: &str) -> Result<i64, Problem> {
    check::number(typed, 1, 4)
}

/// What a firm changes on one of its capabilities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CapabilityForm {
    pub level: String,
    pub note_ko: String,
    pub note_en: String,
    /// `1` where visitors may see level, activity and evidence too.
    pub open: String,
}

impl CapabilityForm {
    /// Level, note and openness, or every problem at once.
    pub fn check(&self) -> Result<(i64, Text2, bool), FieldErrors> {
        let mut wrong = FieldErrors::default();
        let level = wrong.take("form[level]", check_level(&self.level));
        let ko = wrong.take("form[note_ko]", check::optional_line(&self.note_ko, LONGEST_NOTE));
        let en = wrong.take("form[note_en]", check::optional_line(&self.note_en, LONGEST_NOTE));
        wrong.or((level, Text2::new(ko, en), self.open == "1"))
    }
}

/// What a firm types about a piece of evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvidenceForm {
    pub kind: String,
    pub title_ko: String,
    pub title_en: String,
    pub issuer_ko: String,
    pub issuer_en: String,
    pub issued: String,
    pub expires: String,
    pub url: String,
    pub visibility: String,
}

/// A checked piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceDraft {
    pub kind: EvidenceKind,
    pub title: Text2,
    pub issuer: Text2,
    pub issued: UnixMillis,
    pub expires: Option<UnixMillis>,
    pub url: String,
    pub visibility: Visibility,
}

impl EvidenceForm {
    /// The evidence, or every problem at once. `now` keeps issue dates in the past.
    pub fn check(&self, now: UnixMillis) -> Result<EvidenceDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let kind = EvidenceKind::of_code(&self.kind);
        if kind.is_none() {
            wrong.add("form[kind]", Problem::Required);
        }
        let title_ko = wrong.take("form[title_ko]", check::optional_line(&self.title_ko, LONGEST_LINE));
        let title_en = wrong.take("form[title_en]", check::optional_line(&self.title_en, LONGEST_LINE));
        if title_ko.is_empty() && title_en.is_empty() {
            wrong.add("form[title_ko]", Problem::Rule(keys::technologies::TITLE_NEEDED));
        }
        let issuer_ko = wrong.take("form[issuer_ko]", check::optional_line(&self.issuer_ko, LONGEST_LINE));
        let issuer_en = wrong.take("form[issuer_en]", check::optional_line(&self.issuer_en, LONGEST_LINE));
        let issued = wrong.take("form[issued]", check::day(&self.issued));
        if issued > now {
            wrong.add("form[issued]", Problem::Rule(keys::technologies::ISSUED_LATER));
        }
        let expires = if self.expires.trim().is_empty() {
            None
        } else {
            Some(wrong.take("form[expires]", check::day(&self.expires)))
        };
        if expires.is_some_and(|e| e <= issued) {
            wrong.add("form[expires]", Problem::Rule(keys::technologies::EXPIRES_EARLY));
        }
        let url = wrong.take("form[url]", check::web_address(&self.url));
        let visibility = Visibility::of_code(&self.visibility).unwrap_or(Visibility::Members);
        wrong.or(EvidenceDraft {
            kind: kind.unwrap_or(EvidenceKind::Reference),
            title: Text2::new(title_ko, title_en),
            issuer: Text2::new(issuer_ko, issuer_en),
            issued,
            expires,
            url,
            visibility,
        })
    }
}

/// How strong an area is, as a step of the heat grid: 0 without a confirmed firm, 5 at the top.
///
/// Verified strength counts confirmed firms, those at levels 3 and 4 twice.
pub const fn fill_step(verified: i64, verified_high: i64) -> u8 {
    match verified + verified_high {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=6 => 3,
        7..=10 => 4,
        _ => 5,
    }
}

/// An area on the map: a cell of the heat grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaCell {
    pub slug: String,
    pub name: Text2,
    /// Firms that claim something in it.
    pub firms: i64,
    /// Firms with something confirmed in it, and those confirmed at level 3 or 4.
    pub verified: i64,
    pub verified_high: i64,
    /// The strongest firms, at most three, by confirmed level.
    pub best: Vec<Text2>,
}

/// A domain with its areas: a row of the heat grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DomainRow {
    pub slug: String,
    pub name: Text2,
    pub areas: Vec<AreaCell>,
}

/// The map with its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapView {
    pub domains: Vec<DomainRow>,
    /// How many technologies there are, how many firms claim one, and how many capabilities are claimed and confirmed.
    pub technologies: i64,
    pub firms: i64,
    pub claimed: i64,
    pub verified: i64,
    /// Sectors to filter by.
    pub sectors: Vec<Label>,
}

/// A technology or area among others, with how many firms claim it and how many are confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeCount {
    pub slug: String,
    pub name: Text2,
    pub about: Text2,
    pub firms: i64,
    pub verified: i64,
}

/// One firm's capability on a technology's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub firm: FirmCard,
    pub technology: Label,
    pub confirmed: bool,
    /// What only members see unless the firm opens it.
    pub detail: Option<Detail>,
}

/// Level and activity of a capability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    pub activity: String,
    pub level: i64,
    pub verified_level: Option<i64>,
}

/// Which level of the map a node is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeLevel {
    Domain,
    Area,
    Technology,
}

impl NodeLevel {
    pub fn of_code(code: &str) -> Self {
        match code {
            "domain" => Self::Domain,
            "area" => Self::Area,
            _ => Self::Technology,
        }
    }
}

/// The page of a domain, area or technology.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeView {
    pub slug: String,
    pub level: NodeLevel,
    pub name: Text2,
    pub about: Text2,
    /// What it belongs to, the domain first.
    pub parents: Vec<Label>,
    /// What belongs to it.
    pub children: Vec<NodeCount>,
    pub holders: Vec<Holder>,
    pub total: i64,
    pub firms: i64,
    pub verified_firms: i64,
    /// Whether the viewer is a member and sees levels.
    pub member: bool,
}

/// A piece of evidence as its viewer may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceView {
    pub reference: String,
    pub kind: EvidenceKind,
    pub title: Text2,
    pub issuer: Text2,
    pub issued: UnixMillis,
    pub expires: Option<UnixMillis>,
    pub expired: bool,
    pub url: String,
    pub visibility: Visibility,
}

/// A capability of one firm as its viewer may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapabilityView {
    pub reference: String,
    pub version: i64,
    pub technology: Label,
    pub confirmed: bool,
    pub detail: Option<Detail>,
    pub open: bool,
    pub note: Text2,
    pub evidence: Vec<EvidenceView>,
    /// Waits for the secretariat, and what it asked to complete; for the firm's own people.
    pub waiting: bool,
    pub return_reason: String,
}

/// An area of a firm's profile with what the firm can do in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileArea {
    pub area: Label,
    pub domain: Label,
    pub capabilities: Vec<CapabilityView>,
}

/// A firm's profile against the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub firm: Label,
    pub areas: Vec<ProfileArea>,
    pub claimed: usize,
    pub confirmed: usize,
    /// Every area of the map in order, with how strong the firm is in it: 0 nothing, 1 claimed, 2 confirmed, 3 confirmed
    /// at level 3 or 4.
    pub strip: Vec<(String, Vec<(Label, u8)>)>,
    pub may_edit: bool,
    pub member: bool,
}

/// An area with its technologies, for pickers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapArea {
    pub area: Label,
    pub domain: Text2,
    pub technologies: Vec<Label>,
}

/// What the claiming screen starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claiming {
    pub firm: Label,
    pub map: Vec<MapArea>,
    /// What the firm has claimed already.
    pub known: Vec<String>,
    pub once: String,
}

/// A capability that waits for the secretariat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingCapability {
    pub firm: Label,
    pub capability: CapabilityView,
    pub since: UnixMillis,
    pub promised: UnixMillis,
}

/// The secretariat's capabilities to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewing {
    pub now: UnixMillis,
    pub total: i64,
    pub waiting: Vec<WaitingCapability>,
}

#[cfg(all(test, feature = "ssr"))]
mod rules {
    use super::*;

    fn held(technology: &str, activity: &str, level: i64, verified: i64) -> Held {
        Held {
            company: 1,
            technology: technology.into(),
            area: "compute".into(),
            activity: activity.into(),
            level,
            verified,
        }
    }

    #[test]
    fn a_need_is_met_by_technology_or_area_activity_and_level() {
        let need = |technology: &str, activity: &str, min_level| Need {
            technology: technology.into(),
            activity: activity.into(),
            min_level,
        };
        for (need, held, met, confirmed) in [
            (need("gpu-cloud", "", 3), held("gpu-cloud", "build", 3, 0), true, false),
            (need("gpu-cloud", "", 3), held("gpu-cloud", "build", 4, 3), true, true),
            (need("gpu-cloud", "operate", 1), held("gpu-cloud", "build", 4, 4), false, false),
            (need("compute", "", 2), held("gpu-cloud", "build", 2, 1), true, false),
            (need("storage", "", 1), held("gpu-cloud", "build", 4, 4), false, false),
        ] {
            assert_eq!((need.met_by(&held), need.confirmed_by(&held)), (met, confirmed), "{need:?} {held:?}");
        }
    }

    #[test]
    fn visitors_see_what_a_firm_opens_and_members_what_is_not_for_reviewers() {
        use {Sight::*, Visibility::*};
        for (sight, open, visibility, level, evidence) in [
            (Visitor, false, Public, false, false),
            (Visitor, true, Public, true, true),
            (Visitor, true, Members, true, false),
            (Member, false, Public, true, true),
            (Member, false, Members, true, true),
            (Member, true, Reviewers, true, false),
            (Reviewer, false, Reviewers, true, true),
        ] {
            assert_eq!(sight.sees_level(open), level, "{sight:?} {open}");
            assert_eq!(sight.sees_evidence(open, visibility), evidence, "{sight:?} {open} {visibility:?}");
        }
    }

    #[test]
    fn a_screen_of_claims_tells_what_is_wrong_with_it() {
        let form = |technologies: &[&str], levels: &[&str]| ClaimForm {
            technologies: technologies.iter().map(ToString::to_string).collect(),
            levels: levels.iter().map(ToString::to_string).collect(),
            activity: String::new(),
        };
        let good = form(&["gpu-cloud", "", "bare-metal"], &["3", "", "2"]).check().expect("two claims");
        let read: Vec<_> = good.iter().map(|d| (d.technology.as_str(), d.activity.as_str(), d.level)).collect();
        assert_eq!(read, [("gpu-cloud", "build", 3), ("bare-metal", "build", 2)]);
        for (bad, field) in [
            (form(&[], &[]), "form[technologies][]"),
            (form(&["gpu-cloud"], &["5"]), "form[levels][]"),
            (form(&["gpu-cloud"], &[]), "form[levels][]"),
            (form(&["gpu-cloud", "gpu-cloud"], &["1", "2"]), "form[technologies][]"),
        ] {
            let wrong = bad.check().expect_err("refused");
            assert!(wrong.0.contains_key(field), "{field}: {wrong:?}");
        }
    }

    #[test]
    fn evidence_is_dated_in_the_past_and_expires_after_it_was_issued() {
        let now = UnixMillis::of_seoul(2026, 11, 25, 9, 0);
        let form = |issued: &str, expires: &str| EvidenceForm {
            kind: "certificate".into(),
            title_ko: "보안인증".into(),
            issued: issued.into(),
            expires: expires.into(),
            ..EvidenceForm::default()
        };
        assert!(form("2025-03-01", "2030-02-28").check(now).is_ok());
        assert!(form("2025-03-01", "").check(now).is_ok());
        for (bad, field) in [
            (form("2027-01-01", ""), "form[issued]"),
            (form("2025-02-30", ""), "form[issued]"),
            (form("2025-03-01", "2024-03-01"), "form[expires]"),
            (EvidenceForm::default(), "form[kind]"),
        ] {
            let wrong = bad.check(now).expect_err("refused");
            assert!(wrong.0.contains_key(field), "{field}: {wrong:?}");
        }
    }

    #[test]
    fn the_fill_of_a_cell_never_falls_when_more_is_confirmed() {
        let mut last = 0;
        for verified in 0..20 {
            let step = fill_step(verified, verified / 2);
            assert!(step >= last && step <= 5);
            last = step;
        }
        assert_eq!((fill_step(0, 0), last), (0, 5));
    }
}
