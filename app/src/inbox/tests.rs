//! The inbox against real databases: what is open, what a digest takes along, and what lapses.

use super::{
    digest::send_digests,
    letter::Letter,
    model::{InboxQuery, Preference},
    store::{self, News, Recipient, Weight},
};
use crate::{
    db::{Tx, testing::databases},
    testing::{NOW, app, person, with_base},
    text::Lang,
    time::{DAY_MS, HOUR_MS, UnixMillis},
    values,
};

async fn somebody(tx: &mut Tx, email: &str) -> Recipient {
    let person = person(tx, email).await;
    Recipient { person: person.id, email: email.into(), lang: Lang::Ko }
}

fn letter(lang: Lang) -> Letter {
    let subject = if lang == Lang::Ko { "[OCA] 초대가 왔습니다" } else { "[OCA] You are invited" };
    Letter { lang, subject: subject.into(), paragraphs: vec!["…".into()], button: None }
}

const fn asks(weight: Weight) -> News<'static> {
    News { kind: "invited", thing: "narae", path: "/consortia/narae", weight }
}

async fn mails(tx: &mut Tx) -> i64 {
    tx.number("SELECT COUNT(*) FROM mail", values![]).await.expect("counted")
}

#[tokio::test]
async fn what_is_asked_stays_open_until_it_is_settled() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let (one, other) = (somebody(&mut tx, "a@narae.example").await, somebody(&mut tx, "b@raon.example").await);
        let to = [one.clone(), other.clone()];
        store::tell_all(&mut tx, &to, asks(Weight::Action), |_, lang| letter(lang), NOW).await.expect("told");
        assert_eq!(mails(&mut tx).await, 2);
        let said = store::messages(&mut tx, one.person, &InboxQuery::default()).await.expect("read").remove(0);
        assert_eq!((said.said.ko.as_str(), said.said.en.as_str()), ("초대가 왔습니다", "You are invited"));
        let open = async |tx: &mut Tx, who: &Recipient| store::open_actions(tx, who.person).await.expect("counted");
        store::done_by(&mut tx, std::slice::from_ref(&one), "invited", "narae", NOW).await.expect("settled");
        assert_eq!((open(&mut tx, &one).await, open(&mut tx, &other).await), (0, 1));
        store::done(&mut tx, "invited", "narae", NOW).await.expect("settled");
        assert_eq!(open(&mut tx, &other).await, 0);
        assert!(store::set_done(&mut tx, other.person, &said.reference, NOW).await.is_err(), "nobody else's message");
    }
}

#[tokio::test]
async fn what_is_due_first_stands_first_and_what_is_over_lapses() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let to = [somebody(&mut tx, "a@narae.example").await];
        for weight in [Weight::Information, Weight::Due(NOW + 5 * DAY_MS), Weight::Until(NOW + DAY_MS)] {
            store::tell_all(&mut tx, &to, asks(weight), |_, lang| letter(lang), NOW).await.expect("told");
        }
        let due = async |tx: &mut Tx| {
            let rows = store::messages(tx, to[0].person, &InboxQuery::default()).await.expect("read");
            rows.into_iter().map(|m| (m.due.map(|due| (due - NOW) / DAY_MS), m.done.is_some())).collect::<Vec<_>>()
        };
        assert_eq!(due(&mut tx).await, [(Some(1), false), (Some(5), false), (None, false)]);
        tx.commit().await.expect("stored");
        store::lapse(&app(&test.db, NOW), NOW + 6 * DAY_MS).await.expect("looked");
        let mut tx = test.db.read().await.expect("a transaction");
        assert_eq!(store::open_actions(&mut tx, to[0].person).await.expect("counted"), 1, "overdue is still to do");
    }
}

#[tokio::test]
async fn news_come_at_once_in_a_digest_or_not_at_all() {
    for test in databases().await {
        let mut tx = with_base(&test.db).await;
        let mut to = Vec::new();
        for (email, wants) in
            [("a@x.example", Preference::Now), ("b@x.example", Preference::Daily), ("c@x.example", Preference::Never)]
        {
            let one = somebody(&mut tx, email).await;
            store::set_preference(&mut tx, one.person, wants).await.expect("chosen");
            to.push(one);
        }
        store::announce(&mut tx, &to, store::informs("notice", "/news/x"), letter, NOW).await.expect("told");
        assert_eq!(mails(&mut tx).await, 1, "only who wants it at once");
        tx.commit().await.expect("stored");
        let app = app(&test.db, NOW);
        // Midnight in Seoul is too early, nine in the morning is not; once a day is enough.
        let midnight = NOW.next_seoul_midnight();
        for (at, expected) in [(midnight, 1), (midnight + 9 * HOUR_MS, 2), (midnight + 10 * HOUR_MS, 2)] {
            send_digests(&app, at).await.expect("sent");
            assert_eq!(mails(&mut test.db.read().await.expect("a transaction")).await, expected, "at {}", at.rfc3339());
        }
        let mut tx = test.db.begin().await.expect("a transaction");
        let (body,): (String,) =
            tx.one("SELECT body_text FROM mail WHERE recipient = $1", values!["b@x.example"]).await.expect("a digest");
        assert!(body.contains("초대가 왔습니다") && body.contains("/news/x"), "{body}");
        store::announce(&mut tx, &to, store::informs("notice", "/news/y"), letter, UnixMillis(NOW.0 + 1))
            .await
            .expect("told");
        store::set_preference(&mut tx, to[1].person, Preference::Never).await.expect("chosen");
        tx.commit().await.expect("stored");
        send_digests(&app, midnight + DAY_MS + 9 * HOUR_MS).await.expect("sent");
        let mut tx = test.db.read().await.expect("a transaction");
        assert_eq!(mails(&mut tx).await, 3, "whoever wants none any more gets none");
    }
}
