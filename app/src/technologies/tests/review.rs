//! What the secretariat sees of capabilities that wait.

use super::{NOW, Visibility, databases, draft, evidence, firm, secretariat, store, store::Reviewer, with_base};
use crate::{
    companies::Remit,
    db::Tx,
    technologies::model::{GiveBackForm, Seen, WaitingCapability},
    text::{Lang, Text2, Texts},
    time::DAY_MS,
};

async fn queue(tx: &mut Tx, page: i64) -> Vec<WaitingCapability> {
    store::waiting(tx, &secretariat(-1), page, NOW).await.expect("queued").0
}

#[tokio::test]
async fn a_change_is_seen_beside_what_was_seen_before() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (company, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let id = store::claim(&mut tx, company, &draft("gpu-cloud", 2), NOW).await.expect("claimed").expect("new");
        let first = queue(&mut tx, 1).await.remove(0);
        assert_eq!(first.seen, None, "nobody looked at it yet");
        for _ in 0..2 {
            store::add_evidence(&mut tx, id, &evidence(Visibility::Public, None), NOW).await.expect("added");
        }
        store::confirm(&mut tx, id, 1, 2, NOW).await.expect("confirmed");
        assert!(queue(&mut tx, 1).await.is_empty());

        let before = store::evidence_of(&mut tx, &[id], NOW).await.expect("read").remove(&id).expect("two");
        store::remove_evidence(&mut tx, id, &before[0].reference).await.expect("removed");
        let later = NOW + DAY_MS;
        store::add_evidence(&mut tx, id, &evidence(Visibility::Public, None), later).await.expect("added");
        let claimed = store::by_ref(&mut tx, &first.capability.reference).await.expect("found");
        store::change(&mut tx, &claimed, 2, &(3, Text2::new("새 설명", ""), false), later).await.expect("changed");
        let now = store::evidence_of(&mut tx, &[id], NOW).await.expect("read").remove(&id).expect("two");
        let fresh = now.iter().map(|e| e.reference.clone()).filter(|r| before.iter().all(|b| b.reference != *r));
        let seen =
            Seen { at: NOW, level: 2, note: Text2::new("메모", ""), noted: true, fresh: fresh.collect(), gone: 1 };
        assert_eq!(seen.fresh.len(), 1);
        assert_eq!(queue(&mut tx, 1).await[0].seen.as_ref(), Some(&seen));

        store::give_back(&mut tx, id, 3, "다시", later).await.expect("sent back");
        store::add_evidence(&mut tx, id, &evidence(Visibility::Public, None), later).await.expect("added");
        let again = queue(&mut tx, 1).await.remove(0).seen.expect("seen when it was sent back");
        assert_eq!((again.at, again.level, again.note.ko.as_str(), again.gone), (later, 3, "새 설명", 0));
        assert_eq!(again.fresh.len(), 1, "only what is new since");
    }
}

#[tokio::test]
async fn a_firms_capabilities_wait_together_ten_on_a_page() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (early, _) = firm(&mut tx, "Alpha", "saas", "healthcare").await;
        let (late, _) = firm(&mut tx, "Beta", "saas", "healthcare").await;
        let map = store::map(&mut tx).await.expect("the map").choices();
        let technologies: Vec<String> = map.into_iter().flat_map(|a| a.technologies).map(|l| l.slug).take(11).collect();
        // The firms claim in turn; the first one began.
        for (hour, technology) in (0_i64..).zip(&technologies) {
            for (firm, after) in [(early, 0), (late, 1)] {
                let at = NOW + (2 * hour + after);
                store::claim(&mut tx, firm, &draft(technology, 1), at).await.expect("claimed").expect("new");
            }
        }
        let (first, second, third) = (queue(&mut tx, 1).await, queue(&mut tx, 2).await, queue(&mut tx, 3).await);
        assert_eq!([first.len(), second.len(), third.len()], [10, 10, 2]);
        let all: Vec<_> = first.iter().chain(&second).chain(&third).collect();
        assert!(all[..11].iter().all(|w| w.firm.name.en == "Alpha" && w.firm_waiting == 11));
        assert!(all[11..].iter().all(|w| w.firm.name.en == "Beta"));
        assert!(all[..11].is_sorted_by_key(|w| w.since), "the longest waiting first");
    }
}

#[test]
fn a_reason_is_chosen_or_written_or_both() {
    let say = |preset: &str, more: &str| {
        let form = GiveBackForm { version: "3".into(), preset: preset.into(), more: more.into(), ..Default::default() };
        form.check(Texts(Lang::En)).map(|(_, _, reason)| reason)
    };
    assert_eq!(say("", "Why?"), Ok("Why?".to_owned()));
    assert!(say("old", "").expect("chosen").starts_with("The evidence is old"));
    assert!(say("old", "See page 3.").expect("both").ends_with("\nSee page 3."));
    for (preset, more) in [("", ""), ("nothing", " ")] {
        assert!(say(preset, more).expect_err("no reason").0.contains_key("form[preset]"));
    }
}

#[tokio::test]
async fn a_sector_coordinator_sees_levels_to_three_of_their_sector_but_not_of_firms_in_the_same_bids() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let mut of = Vec::new();
        for (name, sector) in [("Alpha", "healthcare"), ("Beta", "healthcare"), ("Gamma", "finance")] {
            let (company, _) = firm(&mut tx, name, "saas", sector).await;
            store::claim(&mut tx, company, &draft("gpu-cloud", 2), NOW).await.expect("claimed").expect("new");
            let high = store::claim(&mut tx, company, &draft("object-storage", 4), NOW).await.expect("claimed");
            store::add_evidence(&mut tx, high.expect("new"), &evidence(Visibility::Public, None), NOW)
                .await
                .expect("added");
            of.push(company);
        }
        let seen = async |tx: &mut Tx, bound: Vec<i64>| {
            let remit = Remit::Sectors(vec!["healthcare".into()]);
            let (rows, total) =
                store::waiting(tx, &Reviewer { person: -1, remit, bound }, 1, NOW).await.expect("queued");
            assert_eq!(usize::try_from(total).expect("few"), rows.len());
            rows.into_iter().map(|row| row.firm.slug).collect::<Vec<_>>()
        };
        assert_eq!(queue(&mut tx, 1).await.len(), 6, "the secretariat sees all of it");
        assert_eq!(seen(&mut tx, Vec::new()).await, ["alpha", "beta"]);
        assert_eq!(seen(&mut tx, vec![of[0]]).await, ["beta"], "nobody reviews whom they bid with or against");
    }
}
