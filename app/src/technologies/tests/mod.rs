//! The map and capabilities against real databases.

mod review;

use super::{
    model::{CapabilityDraft, Cover, DemandDraft, EvidenceDraft, EvidenceKind, Need, Sight, Supply, Visibility},
    store,
};
use crate::{
    db::{StoreError, testing::databases},
    search,
    testing::{NOW, firm, with_base},
    text::Text2,
    time::{DAY_MS, UnixMillis},
};

fn draft(technology: &str, level: i64) -> CapabilityDraft {
    CapabilityDraft {
        technology: technology.into(),
        activity: "build".into(),
        level,
        open: false,
        note: Text2::new("메모", ""),
    }
}

fn evidence(visibility: Visibility, expires: Option<UnixMillis>) -> EvidenceDraft {
    EvidenceDraft {
        kind: EvidenceKind::Certificate,
        title: Text2::new("보안인증", ""),
        issuer: Text2::new("기관", ""),
        issued: NOW + -DAY_MS,
        expires,
        url: String::new(),
        visibility,
    }
}

/// Somebody of the secretariat, who reviews everything but what is their own firm's.
fn secretariat(person: i64) -> store::Reviewer {
    store::Reviewer { person, remit: crate::companies::Remit::Alliance, bound: Vec::new() }
}

#[tokio::test]
async fn the_whole_map_is_there_and_can_be_searched() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let domains = store::areas(&mut tx, "").await.expect("the grid");
        assert_eq!((domains.len(), domains.iter().map(|d| d.areas.len()).sum::<usize>()), (12, 56));
        assert_eq!(store::totals(&mut tx).await.expect("counted"), (0, 0, 0));
        let hits = search::find(&mut tx, "GPU", false, 9).await.expect("asked");
        assert!(hits.iter().any(|h| h.path == "/technologies/gpu-cloud"), "{hits:?}");
        let map = store::map(&mut tx).await.expect("the map");
        let above: Vec<_> = map.above("gpu-cloud").into_iter().map(|p| p.slug).collect();
        assert_eq!(above, ["infrastructure", "accelerated-computing"]);
        assert_eq!((map.technologies(), map.choices().len()), (230, 56));
        let node = map.node("infrastructure").expect("a domain");
        assert_eq!(store::counts(&mut tx, node).await.expect("areas").1.len(), 6);
        assert!(matches!(map.node("nothing"), Err(StoreError::Missing)));
    }
}

#[tokio::test]
async fn a_sector_counts_on_firms_that_are_confirmed_to_deliver() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (a, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (b, _) = firm(&mut tx, "Beta", "saas", "healthcare").await;
        for (company, technology, verified) in [(a, "gpu-cloud", 3), (a, "bare-metal", 4), (b, "gpu-cloud", 2)] {
            let claimed = store::claim(&mut tx, company, &draft(technology, 4), NOW).await.expect("claimed");
            store::confirm(&mut tx, claimed.expect("new"), 1, verified, NOW).await.expect("confirmed");
        }
        let sectors = crate::sectors::all(&mut tx).await.expect("sectors");
        let supply = async |tx: &mut crate::db::Tx, sector: &str| {
            store::recount(tx, a, &["bare-metal".to_owned()]).await.expect("counted");
            let place = sectors.iter().position(|s| s.slug == sector).expect("a sector");
            let domains = store::coverage(tx, &sectors).await.expect("read");
            let mut areas = domains.into_iter().flat_map(|d| d.areas);
            areas.find(|area| area.slug == "accelerated-computing").expect("the area").supply[place]
        };
        assert_eq!(supply(&mut tx, "healthcare").await, Supply(2, 1), "two claim, one delivers");
        assert_eq!(supply(&mut tx, "finance").await, Supply(0, 0));
        let claimed = store::claim(&mut tx, b, &draft("bare-metal", 3), NOW).await.expect("claimed").expect("new");
        store::confirm(&mut tx, claimed, 1, 3, NOW).await.expect("confirmed");
        assert_eq!(supply(&mut tx, "healthcare").await.cover(), Cover::Healthy);
    }
}

#[tokio::test]
async fn a_cell_counts_each_firm_once_and_what_is_confirmed_apart() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (a, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (b, _) = firm(&mut tx, "Beta", "saas", "finance").await;
        for (company, technology, level, verified) in
            [(a, "gpu-cloud", 4, Some(3)), (a, "bare-metal", 2, None), (b, "gpu-cloud", 2, None)]
        {
            let id =
                store::claim(&mut tx, company, &draft(technology, level), NOW).await.expect("claimed").expect("new");
            if let Some(level) = verified {
                store::confirm(&mut tx, id, 1, level, NOW).await.expect("confirmed");
            }
        }
        let again = store::claim(&mut tx, a, &draft("gpu-cloud", 1), NOW).await.expect("asked");
        assert_eq!(again, None, "what is claimed already stays as it is");
        let cell = |domains: Vec<super::DomainRow>| {
            let areas = domains.into_iter().flat_map(|d| d.areas);
            let cell = areas.into_iter().find(|a| a.slug == "accelerated-computing").expect("the area");
            (cell.firms, cell.verified, cell.verified_high, cell.best.len())
        };
        store::recount_all(&mut tx).await.expect("counted");
        assert_eq!(cell(store::areas(&mut tx, "").await.expect("the grid")), (2, 1, 1, 1));
        assert_eq!(cell(store::areas(&mut tx, "finance").await.expect("the grid")), (1, 0, 0, 0));
        assert_eq!(store::totals(&mut tx).await.expect("counted"), (2, 3, 1));
        let map = store::map(&mut tx).await.expect("the map");
        for (node, expected) in [
            ("infrastructure", (3, 2, 1)),
            ("accelerated-computing", (3, 2, 1)),
            ("gpu-cloud", (2, 2, 1)),
            ("object-storage", (0, 0, 0)),
        ] {
            let node = map.node(node).expect("a node");
            let (counts, _) = store::counts(&mut tx, node).await.expect("counted");
            assert_eq!((counts.total, counts.firms, counts.verified), expected, "{node:?}");
            let rows = store::holders_page(&mut tx, node, 1).await.expect("listed");
            assert_eq!(
                (i64::try_from(rows.len()).expect("few"), rows.first().map(|r| r.firm.firm_id)),
                (expected.0, (expected.0 > 0).then_some(a))
            );
        }
        let parts = async |tx: &mut crate::db::Tx, slug: &str| {
            store::counts(tx, map.node(slug).expect("a node")).await.expect("counted").1
        };
        let parts_of_area = parts(&mut tx, "accelerated-computing").await;
        let gpu = parts_of_area.iter().find(|n| n.slug == "gpu-cloud").expect("a part");
        assert_eq!((gpu.firms, gpu.verified), (2, 1));
        let areas = parts(&mut tx, "infrastructure").await;
        assert_eq!(areas.iter().map(|n| n.firms).sum::<i64>(), 2);
        let held = store::holders(&mut tx, &["accelerated-computing".to_owned()]).await.expect("held");
        assert_eq!(held.len(), 3);
        assert_eq!(store::held(&mut tx, &[b]).await.expect("held")[0].technology, "gpu-cloud");
    }
}

#[tokio::test]
async fn a_profile_shows_each_viewer_what_they_may_see() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let id = store::claim(&mut tx, company, &draft("gpu-cloud", 3), NOW).await.expect("claimed").expect("new");
        for visibility in Visibility::ALL {
            store::add_evidence(&mut tx, id, &evidence(visibility, None), NOW).await.expect("added");
        }
        for (sight, own, level, proofs, waiting) in [
            (Sight::Visitor, false, false, 0, false),
            (Sight::Member, false, true, 2, false),
            (Sight::Reviewer, true, true, 3, true),
        ] {
            let (areas, _) = store::profile(&mut tx, company, sight, own, NOW).await.expect("the profile");
            let shown = &areas[0].capabilities[0];
            let seen = (shown.detail.is_some(), shown.evidence.len(), shown.waiting, shown.note.is_empty());
            assert_eq!(seen, (level, proofs, waiting, !level), "{sight:?}");
        }
    }
}

#[tokio::test]
async fn counts_follow_a_firm_that_changes_its_name_or_leaves() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (a, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let id = store::claim(&mut tx, a, &draft("gpu-cloud", 3), NOW).await.expect("claimed").expect("new");
        store::confirm(&mut tx, id, 1, 3, NOW).await.expect("confirmed");
        let counted = async |tx: &mut crate::db::Tx, act: &'static str| {
            tx.run(act, crate::values![a]).await.expect("changed");
            store::recount_firm(tx, a).await.expect("counted");
            let areas = store::areas(tx, "healthcare").await.expect("the grid").into_iter().flat_map(|d| d.areas);
            let named: Vec<_> = areas.filter(|a| a.firms > 0).flat_map(|a| a.best).collect();
            (store::totals(tx).await.expect("counted"), named)
        };
        let renamed = "UPDATE company SET name_ko = '새이름', name_en = 'New Name' WHERE id = $1";
        assert_eq!(counted(&mut tx, renamed).await, ((1, 1, 1), vec![Text2::new("새이름", "New Name")]));
        let left = "UPDATE company SET state = 'returned' WHERE id = $1";
        assert_eq!(counted(&mut tx, left).await, ((0, 0, 0), vec![]));
    }
}

#[tokio::test]
async fn what_meets_the_demand_of_a_sector_is_counted_with_its_claims() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (a, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (other, _) = firm(&mut tx, "Beta", "saas", "finance").await;
        let draft_of = |technology: &str, weight| DemandDraft { technology: technology.to_owned(), weight, target: 2 };
        let list = [draft_of("gpu-cloud", 3), draft_of("bare-metal", 1)];
        store::set_demand(&mut tx, "healthcare", 1, &list).await.expect("stored");
        let again = store::set_demand(&mut tx, "healthcare", 1, &list).await;
        assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
        for company in [a, other] {
            let id = store::claim(&mut tx, company, &draft("gpu-cloud", 3), NOW).await.expect("claimed").expect("new");
            store::confirm(&mut tx, id, 1, 3, NOW).await.expect("confirmed");
            store::recount(&mut tx, company, &["gpu-cloud".to_owned()]).await.expect("counted");
        }
        let demand = store::demand(&mut tx, "healthcare").await.expect("read");
        let rows: Vec<_> = demand.iter().map(|d| (d.technology.slug.as_str(), d.supply)).collect();
        assert_eq!(rows, [("gpu-cloud", Supply(1, 1)), ("bare-metal", Supply(0, 0))], "the heavier gap first");
        assert_eq!(store::met(&mut tx).await.expect("read").get("healthcare"), Some(&37), "a half of 3 in 4");
        store::set_demand(&mut tx, "healthcare", 2, &[]).await.expect("emptied");
        assert_eq!(store::met(&mut tx).await.expect("read").get("healthcare"), None);
    }
}

#[tokio::test]
async fn firms_that_claim_at_once_are_all_counted() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let mut firms = Vec::new();
        for name in ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"] {
            firms.push(firm(&mut tx, name, "saas", "healthcare").await.0);
        }
        tx.commit().await.expect("stored");
        let claims = firms.iter().map(|firm| {
            let (db, firm) = (test.db.clone(), *firm);
            tokio::spawn(async move {
                let mut tx = db.begin().await.expect("a transaction");
                store::claim(&mut tx, firm, &draft("gpu-cloud", 2), NOW).await.expect("claimed");
                store::recount(&mut tx, firm, &["gpu-cloud".to_owned()]).await.expect("counted");
                tx.commit().await.expect("stored");
            })
        });
        for claim in claims.collect::<Vec<_>>() {
            claim.await.expect("claimed");
        }
        let mut tx = test.db.read().await.expect("a transaction");
        assert_eq!(store::totals(&mut tx).await.expect("counted"), (8, 8, 0));
    }
}

#[tokio::test]
async fn what_is_confirmed_never_stands_above_what_is_claimed() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, owner) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let id = store::claim(&mut tx, company, &draft("gpu-cloud", 4), NOW).await.expect("claimed").expect("new");
        let queued = store::waiting(&mut tx, &secretariat(-1), 1, NOW).await.expect("queued").1;
        assert_eq!(queued, 0, "level 4 waits for its first evidence");
        store::add_evidence(&mut tx, id, &evidence(Visibility::Public, None), NOW).await.expect("added");
        assert_eq!(store::waiting(&mut tx, &secretariat(-1), 1, NOW).await.expect("queued").1, 1);
        assert_eq!(
            store::waiting(&mut tx, &secretariat(owner.id), 1, NOW).await.expect("queued").1,
            0,
            "nobody reviews their own firm"
        );
        let high = store::confirm(&mut tx, id, 1, 5, NOW).await;
        assert!(matches!(high, Err(StoreError::Stale)), "{high:?}");
        store::confirm(&mut tx, id, 1, 4, NOW).await.expect("confirmed");
        let stale = store::give_back(&mut tx, id, 1, "다시", NOW).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        let (areas, _) = store::profile(&mut tx, company, Sight::Reviewer, true, NOW).await.expect("the profile");
        let shown = areas[0].capabilities[0].clone();
        let claimed = store::by_ref(&mut tx, &shown.reference).await.expect("found");
        store::change(&mut tx, &claimed, 2, &(2, Text2::default(), true), NOW).await.expect("lowered");
        let claimed = store::by_ref(&mut tx, &shown.reference).await.expect("found");
        assert_eq!((claimed.level, claimed.verified_level), (2, Some(2)));
        store::remove_evidence(&mut tx, id, &shown.evidence[0].reference).await.expect("removed");
        store::add_evidence(&mut tx, id, &evidence(Visibility::Public, Some(NOW)), NOW).await.expect("added");
        let proofs = store::evidence_of(&mut tx, &[id], NOW).await.expect("asked").remove(&id).expect("one");
        assert!(proofs[0].expired, "it ends at the instant it names");
        assert_eq!(store::remove_evidence(&mut tx, id, &proofs[0].reference).await.expect("removed"), 1);
        store::remove(&mut tx, id, NOW).await.expect("removed");
        assert!(store::known(&mut tx, company).await.expect("asked").is_empty());
    }
}

#[tokio::test]
async fn evidence_that_ends_lowers_what_is_confirmed_and_tells_the_firm() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, owner) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        for (technology, expires) in [("gpu-cloud", Some(NOW + DAY_MS)), ("bare-metal", None)] {
            let id = store::claim(&mut tx, company, &draft(technology, 4), NOW).await.expect("claimed").expect("new");
            store::add_evidence(&mut tx, id, &evidence(Visibility::Public, expires), NOW).await.expect("added");
            store::confirm(&mut tx, id, 1, 4, NOW).await.expect("confirmed");
        }
        tx.commit().await.expect("stored");
        let app = crate::testing::app(&test.db, NOW);
        for (at, expected) in [(NOW, [4, 4]), (NOW + DAY_MS, [4, 2]), (NOW + 2 * DAY_MS, [4, 2])] {
            super::lower_expired(&app, at).await.expect("looked");
            let mut tx = test.db.read().await.expect("a transaction");
            let levels: Vec<(i64, i64)> = tx
                .all("SELECT verified_level, level FROM capability ORDER BY technology", crate::values![])
                .await
                .expect("read");
            assert_eq!(levels, [(expected[0], 4), (expected[1], 4)], "the claim stays");
        }
        let mut tx = test.db.read().await.expect("a transaction");
        let told = crate::inbox::kinds_told(&mut tx, owner.id).await.expect("read");
        assert_eq!(told, ["capability_lowered"], "once");
    }
}

#[tokio::test]
async fn who_is_able_is_known_of_all_members_as_they_are_now() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (a, _) = firm(&mut tx, "Alpha", "infrastructure", "healthcare").await;
        let (b, _) = firm(&mut tx, "Beta", "msp", "healthcare").await;
        for (company, technology, level) in [(a, "gpu-cloud", 3), (a, "bare-metal", 1), (b, "gpu-cloud", 2)] {
            let id =
                store::claim(&mut tx, company, &draft(technology, level), NOW).await.expect("claimed").expect("new");
            if level == 3 {
                store::confirm(&mut tx, id, 1, 2, NOW).await.expect("confirmed");
            }
        }
        store::recount_all(&mut tx).await.expect("counted");
        tx.commit().await.expect("stored");
        let need = |technology: &str, activity: &str, min_level| Need {
            technology: technology.to_owned(),
            activity: activity.to_owned(),
            min_level,
        };
        let needs = [
            need("gpu-cloud", "", 3),
            need("accelerated-computing", "", 2),
            need("gpu-cloud", "advise", 1),
            need("bare-metal", "", 1),
        ];
        let able = async |firm_type: Option<&str>| {
            let mut tx = test.db.read().await.expect("a transaction");
            let (map, firms) = (store::map(&mut tx).await.expect("the map"), store::holdings_of_all(&mut tx).await);
            let able = firms.expect("kept").able(&map, &needs, firm_type);
            able.into_iter().map(|a| (a.company, a.meets, a.confirmed)).collect::<Vec<_>>()
        };
        let (of_a, of_b) = ((a, vec![0, 1, 3], vec![1]), (b, vec![1], vec![]));
        assert_eq!(able(None).await, [of_a, of_b.clone()]);
        assert_eq!(able(Some("msp")).await, std::slice::from_ref(&of_b));
        assert!(able(Some("saas")).await.is_empty());
        let mut tx = test.db.begin().await.expect("a transaction");
        store::claim(&mut tx, b, &draft("bare-metal", 2), NOW).await.expect("claimed");
        store::recount(&mut tx, b, &["bare-metal".to_owned()]).await.expect("counted");
        tx.commit().await.expect("stored");
        assert_eq!(able(Some("msp")).await, [(b, vec![1, 3], vec![])], "what was kept is not kept on");
        let mut tx = test.db.begin().await.expect("a transaction");
        tx.run("UPDATE company SET state = 'returned' WHERE id = $1", crate::values![a]).await.expect("left");
        store::recount_firm(&mut tx, a).await.expect("counted");
        tx.commit().await.expect("stored");
        assert_eq!(able(None).await, [(b, vec![1, 3], vec![])], "members only");
    }
}
