//! The rules of the map, weighed on examples.

use super::*;
use crate::time::UnixMillis;

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
