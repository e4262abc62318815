//! The history against real databases.

use super::{model::Moved, store};
use crate::{
    db::{Tx, testing::databases},
    technologies::{model::CapabilityDraft, store as capabilities},
    testing::{NOW, firm, with_base},
    text::Text2,
    time::{DAY_MS, Quarter, UnixMillis},
};

fn draft(technology: &str, level: i64) -> CapabilityDraft {
    CapabilityDraft { technology: technology.into(), activity: "build".into(), level, ..CapabilityDraft::default() }
}

/// What is remembered of a firm before an instant: kind, level and confirmed level.
async fn kinds(tx: &mut Tx, company: i64, before: UnixMillis) -> Vec<(String, i64, i64)> {
    let changes = store::of_firm(tx, company, before).await.expect("read");
    changes.into_iter().map(|c| (c.kind, c.level, c.verified_level)).collect()
}

#[tokio::test]
async fn every_change_is_remembered_as_it_stood_afterwards() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let at = |day: i64| NOW + day * DAY_MS;
        let id =
            capabilities::claim(&mut tx, company, &draft("gpu-cloud", 2), at(0)).await.expect("claimed").expect("new");
        capabilities::confirm(&mut tx, id, 1, 2, at(1)).await.expect("confirmed");
        let reference = |tx: Vec<(String,)>| tx.into_iter().next().expect("one").0;
        let reference = reference(tx.all("SELECT ref FROM capability", crate::values![]).await.expect("read"));
        for (day, version, level, open) in [(2, 2, 3, true), (3, 3, 3, true), (4, 4, 1, false)] {
            let claimed = capabilities::by_ref(&mut tx, &reference).await.expect("found");
            let changes = (level, Text2::default(), open);
            capabilities::change(&mut tx, &claimed, version, &changes, at(day)).await.expect("changed");
        }
        capabilities::remove(&mut tx, id, at(5)).await.expect("removed");
        capabilities::claim(&mut tx, company, &draft("gpu-cloud", 1), at(6))
            .await
            .expect("claimed")
            .expect("new again");
        let row = |kind: &str, level, verified| (kind.to_owned(), level, verified);
        let all = [
            row("claimed", 2, 0),
            row("confirmed", 2, 2),
            row("raised", 3, 2),
            row("lowered", 1, 1),
            row("removed", 0, 0),
            row("claimed", 1, 0),
        ];
        assert_eq!(kinds(&mut tx, company, at(9)).await, all, "a change of nothing but the note is none");
        assert_eq!(kinds(&mut tx, company, at(2)).await, all[..2], "the day itself is not before it");
        let changes = store::of_firm(&mut tx, company, at(4)).await.expect("read");
        let state: Vec<_> =
            super::model::state_after(&changes).into_iter().map(|c| (c.level, c.verified_level)).collect();
        assert_eq!(state, [(3, 2)]);
        let changes = store::of_firm(&mut tx, company, at(6)).await.expect("read");
        assert!(super::model::state_after(&changes).is_empty(), "it was taken off");
    }
}

#[tokio::test]
async fn visitors_are_not_told_of_levels_that_a_firm_keeps_to_members() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        for (name, open) in [("Alpha", true), ("Beta", false)] {
            let (company, _) = firm(&mut tx, name, "saas", "healthcare").await;
            let claim = CapabilityDraft { open, ..draft("gpu-cloud", 1) };
            let id = capabilities::claim(&mut tx, company, &claim, NOW).await.expect("claimed").expect("new");
            let of = (
                id,
                tx.all::<(String,)>("SELECT ref FROM capability ORDER BY id DESC LIMIT 1", crate::values![]).await,
            );
            let claimed = capabilities::by_ref(&mut tx, &of.1.expect("read")[0].0).await.expect("found");
            capabilities::change(&mut tx, &claimed, 1, &(2, Text2::default(), open), NOW).await.expect("raised");
        }
        let quarter = Quarter::of(NOW);
        for (member, raised) in [(false, 1), (true, 2)] {
            let counts = store::counts(&mut tx, quarter, member).await.expect("counted");
            let of = |moved: Moved| counts.iter().find(|(m, _)| *m == moved).map_or(0, |(_, count)| *count);
            assert_eq!((of(Moved::Claimed), of(Moved::Raised)), (2, raised));
            let rows = store::moves(&mut tx, quarter, member, Some(Moved::Raised), 1).await.expect("listed");
            assert_eq!(i64::try_from(rows.len()).expect("few"), raised);
            assert_eq!(store::moves(&mut tx, quarter, member, None, 1).await.expect("listed").len(), 2 + rows.len());
        }
        let next = quarter.next();
        assert!(store::moves(&mut tx, next, true, None, 1).await.expect("listed").is_empty(), "of its quarter only");
        assert_eq!(store::span(&mut tx).await.expect("asked"), Some((NOW, NOW)));
        // A confirmation that falls to a lower level is a matter of levels as well.
        for lower in [2, 1] {
            tx.run("UPDATE capability SET verified_level = $1", crate::values![lower]).await.expect("written");
            let ids: Vec<(i64,)> =
                tx.all("SELECT id FROM capability ORDER BY id", crate::values![]).await.expect("read");
            for (id,) in ids {
                store::remember(&mut tx, id, NOW).await.expect("remembered");
            }
        }
        for (member, fallen) in [(false, 1), (true, 2)] {
            let rows = store::moves(&mut tx, quarter, member, Some(Moved::Unconfirmed), 1).await.expect("listed");
            assert_eq!(rows.len(), fallen, "member: {member}");
            let counts = store::counts(&mut tx, quarter, member).await.expect("counted");
            assert!(counts.contains(&(Moved::Unconfirmed, i64::try_from(fallen).expect("few"))), "{counts:?}");
        }
        // What a firm closes afterwards is closed in the past too.
        tx.run("UPDATE capability SET open = FALSE", crate::values![]).await.expect("closed");
        assert!(store::moves(&mut tx, quarter, false, Some(Moved::Raised), 1).await.expect("listed").is_empty());
    }
}

#[tokio::test]
async fn capabilities_that_go_on_under_another_technology_end_and_begin_without_moving() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        capabilities::claim(&mut tx, company, &draft("gpu-cloud", 2), NOW).await.expect("claimed").expect("new");
        let then = NOW + DAY_MS;
        store::leave(&mut tx, "gpu-cloud", then).await.expect("noted");
        tx.run("UPDATE capability SET technology = 'bare-metal'", crate::values![]).await.expect("moved");
        store::arrive(&mut tx, "gpu-cloud", "bare-metal", then).await.expect("noted");
        let state = async |tx: &mut Tx, before: UnixMillis| {
            let changes = store::of_firm(tx, company, before).await.expect("read");
            let state = super::model::state_after(&changes);
            state.into_iter().map(|c| (c.technology.clone(), c.level)).collect::<Vec<_>>()
        };
        assert_eq!(state(&mut tx, then).await, [("gpu-cloud".to_owned(), 2)]);
        assert_eq!(state(&mut tx, then + 1).await, [("bare-metal".to_owned(), 2)]);
        let moves = store::moves(&mut tx, Quarter::of(NOW), true, None, 1).await.expect("listed");
        assert_eq!(moves.len(), 1, "only the claim moved anything");
    }
}

#[tokio::test]
async fn a_day_after_everything_is_as_it_is_now() {
    for test in databases().await {
        crate::sample::fill_to(&test.db, NOW, 0).await.expect("the sample world");
        let mut tx = test.db.read().await.expect("begun");
        let then = super::days::at(&mut tx, NOW + DAY_MS).await.expect("read");
        let map = capabilities::map(&mut tx).await.expect("read");
        let sectors = crate::sectors::all(&mut tx).await.expect("read");
        for sector in sectors.iter().map(|s| s.slug.as_str()).chain([""]) {
            let (areas, totals) = then.areas(&mut tx, sector).await.expect("read");
            assert_eq!(areas, capabilities::areas(&mut tx, sector).await.expect("read"), "{sector}");
            assert_eq!(totals, capabilities::totals(&mut tx).await.expect("read"));
            if sector.is_empty() {
                continue;
            }
            let today = capabilities::demand(&mut tx, sector).await.expect("read");
            let gaps = |rows: &[crate::technologies::Demand]| {
                let mut rows: Vec<_> = rows.iter().map(|d| (d.technology.slug.clone(), d.supply)).collect();
                rows.sort_by(|a, b| a.0.cmp(&b.0));
                rows
            };
            assert_eq!(gaps(&then.demand(sector, today.clone())), gaps(&today), "{sector}");
        }
        let coverage = capabilities::coverage(&mut tx, &sectors).await.expect("read");
        assert_eq!(then.coverage(&mut tx, &sectors).await.expect("read"), coverage);
        assert_eq!(then.met(&mut tx).await.expect("read"), capabilities::met(&mut tx).await.expect("read"));
        for node in map.nodes() {
            let (counts, children) = capabilities::counts(&mut tx, node).await.expect("counted");
            let view = then.node(&mut tx, node, 1, crate::technologies::model::Sight::Member).await.expect("read");
            assert_eq!((view.total, view.firms, view.verified), (counts.total, counts.firms, counts.verified));
            assert_eq!(view.children, children, "{}", node.label.slug);
        }
        let before = super::days::at(&mut tx, UnixMillis(0)).await.expect("read");
        let (_, totals) = before.areas(&mut tx, "").await.expect("read");
        assert_eq!(totals, (0, 0, 0), "nobody could anything before there was anybody");
    }
}

#[tokio::test]
async fn a_day_is_seen_as_it_was() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let at = |day: i64| NOW + day * DAY_MS;
        let id =
            capabilities::claim(&mut tx, company, &draft("gpu-cloud", 2), at(1)).await.expect("claimed").expect("new");
        capabilities::confirm(&mut tx, id, 1, 2, at(3)).await.expect("confirmed");
        capabilities::remove(&mut tx, id, at(5)).await.expect("removed");
        tx.commit().await.expect("stored");
        let mut tx = test.db.read().await.expect("begun");
        let mut seen = Vec::new();
        for day in [1, 2, 4, 6] {
            let then = super::days::at(&mut tx, at(day)).await.expect("read");
            seen.push(then.areas(&mut tx, "healthcare").await.expect("read").1);
        }
        assert_eq!(seen, [(0, 0, 0), (1, 1, 0), (1, 1, 1), (0, 0, 0)]);
    }
}
