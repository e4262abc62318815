//! Editions of the map against real databases.

use super::{
    changes::{Act, Change, Line},
    draft::Draft,
    store,
};
use crate::{
    db::{Tx, testing::databases},
    technologies::{CapabilityDraft, EvidenceDraft, EvidenceKind, Visibility, add_evidence, claim, confirm, map},
    testing::{NOW, firm, with_base},
    text::Text2,
    values,
};

fn change(act: Act, slug: &str, target: &str) -> Change {
    let text = |word: &str| [format!("{word} 이름"), format!("{word} name")];
    Change { act, slug: slug.into(), target: target.into(), name: text(slug), about: text(slug) }
}

/// Drafts and publishes changes; what people read of them.
async fn publish(tx: &mut Tx, changes: &[Change]) -> Vec<Line> {
    let mut after = Draft::of(&map(tx).await.expect("the map"), store::retired(tx).await.expect("read"));
    let mut lines = Vec::new();
    for change in changes {
        lines.push(store::line(change, &after));
        after.apply(change).expect("a good change");
        store::apply(tx, change, &after, NOW).await.expect("applied");
    }
    store::publish(tx, "가을 개정", &lines, NOW).await.expect("published");
    lines
}

#[tokio::test]
async fn what_refers_to_a_merged_technology_follows_it() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (a, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (b, _) = firm(&mut tx, "Beta", "saas", "finance").await;
        for (company, technology, level, verified) in
            [(a, "gpu-cloud", 3, None), (a, "bare-metal", 4, Some(4)), (b, "bare-metal", 2, None)]
        {
            let draft = CapabilityDraft {
                technology: technology.into(),
                activity: "build".into(),
                level,
                ..CapabilityDraft::default()
            };
            let id = claim(&mut tx, company, &draft, NOW).await.expect("claimed").expect("new");
            let proof = EvidenceDraft {
                kind: EvidenceKind::Reference,
                title: Text2::new(technology, ""),
                issuer: Text2::default(),
                issued: NOW,
                expires: None,
                url: String::new(),
                visibility: Visibility::Public,
            };
            add_evidence(&mut tx, id, &proof, NOW).await.expect("added");
            if let Some(level) = verified {
                confirm(&mut tx, id, 1, level, NOW).await.expect("confirmed");
            }
        }
        for (sector, technology, weight) in [("finance", "bare-metal", 5_i32), ("finance", "gpu-cloud", 2)] {
            const DEMAND: &str =
                "INSERT INTO sector_demand (sector, technology, weight, target) VALUES ($1, $2, $3, 2)";
            tx.run(DEMAND, values![sector, technology, i64::from(weight)]).await.expect("demanded");
        }
        let lines = publish(&mut tx, &[change(Act::Merge, "bare-metal", "gpu-cloud")]).await;
        assert_eq!(lines[0].other.en, "GPU as a Service");

        let held: Vec<(i64, String, i64, i64, i64)> = tx
            .all(
                "SELECT c.company_id, c.technology, c.level, COALESCE(c.verified_level, 0), \
                (SELECT COUNT(*) FROM evidence e WHERE e.capability_id = c.id) FROM capability c ORDER BY c.company_id",
                values![],
            )
            .await
            .expect("read");
        assert_eq!(held, [(a, "gpu-cloud".into(), 4, 4, 2), (b, "gpu-cloud".into(), 2, 0, 1)]);
        let weight = "SELECT weight FROM sector_demand WHERE sector = 'finance' AND technology = 'gpu-cloud'";
        assert_eq!(tx.number(weight, values![]).await.expect("one row"), 5);
        assert_eq!(store::successor(&mut tx, "bare-metal").await.expect("read").as_deref(), Some("gpu-cloud"));
        tx.commit().await.expect("stored");

        // A start with the base data does not bring it back.
        let mut tx = with_base(&test.db).await;
        assert!(map(&mut tx).await.expect("the map").node("bare-metal").is_err());
        let editions = store::editions(&mut tx).await.expect("read");
        assert_eq!(editions.iter().map(|e| (e.number, e.changes.len())).collect::<Vec<_>>(), [(2, 1), (1, 0)]);
        assert_eq!(editions[0].changes, lines);
    }
}

#[tokio::test]
async fn a_chain_of_merges_leads_to_what_is_left() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let mut new = change(Act::Add, "quantum-cloud", "accelerated-computing");
        new.name = ["양자 클라우드".into(), "Quantum Cloud".into()];
        let changes = [
            new,
            change(Act::Move, "npu-cloud", "edge-computing"),
            change(Act::Merge, "bare-metal", "npu-cloud"),
            change(Act::Merge, "npu-cloud", "quantum-cloud"),
            change(Act::Rename, "gpu-cloud", ""),
        ];
        publish(&mut tx, &changes).await;
        for gone in ["bare-metal", "npu-cloud"] {
            assert_eq!(
                store::successor(&mut tx, gone).await.expect("read").as_deref(),
                Some("quantum-cloud"),
                "{gone}"
            );
        }
        let map = map(&mut tx).await.expect("the map");
        assert_eq!(map.name("gpu-cloud").ko, "gpu-cloud 이름");
        assert_eq!(map.parent("quantum-cloud").expect("in an area").label.slug, "accelerated-computing");
        assert!(!store::is_referred_to(&mut tx, "quantum-cloud").await.expect("asked"));
    }
}
