//! Where meetups stand: in lists, calendars and search.

use super::*;

#[tokio::test]
async fn calling_it_off_closes_every_seat_and_leaves_it_in_calendars() {
    for test in databases().await {
        let (slug, people) = published(&test.db, &draft(Mode::InPerson, 1, None), 3).await;
        let mut tx = test.db.begin().await.expect("a transaction");
        let meetup = store::lock(&mut tx, &slug).await.expect("found");
        for person in &people[..2] {
            store::register(&mut tx, &meetup, *person, Place::Room, NOW).await.expect("registered");
        }
        assert_eq!(
            search::find(&mut tx, "물류", false, 9).await.expect("asked").iter().filter(|h| h.kind == "meetup").count(),
            1
        );
        let told = store::cancel(&mut tx, &meetup, NOW).await.expect("called off");
        assert_eq!(told.iter().map(|g| g.to.person).collect::<Vec<_>>(), people[..2]);
        store::index(&mut tx, &slug).await.expect("indexed");
        assert!(search::find(&mut tx, "물류", false, 9).await.expect("asked").iter().all(|h| h.kind != "meetup"));
        let again = store::cancel(&mut tx, &meetup, NOW).await;
        assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
        let seat = store::my_seat(&mut tx, meetup.id, people[0]).await.expect("asked").expect("registered");
        assert_eq!(seat.state, SeatState::Cancelled);

        let entries = store::entries(&mut tx, &Feed::All, NOW + 89 * DAY_MS).await.expect("listed");
        assert_eq!(entries.iter().map(|e| (e.cancelled, e.sequence)).collect::<Vec<_>>(), [(true, 1)]);
        assert!(store::entries(&mut tx, &Feed::All, NOW + 91 * DAY_MS).await.expect("listed").is_empty());
        assert!(store::upcoming(&mut tx, NOW, "", 9).await.expect("listed").is_empty());
        let (rows, _) = store::list(&mut tx, &MeetupQuery::default(), None, NOW).await.expect("listed");
        assert_eq!(rows[0].state, State::Cancelled, "the list still says so");
    }
}

#[tokio::test]
async fn an_edit_counts_in_calendars_only_where_it_moves() {
    for test in databases().await {
        let (slug, _) = published(&test.db, &draft(Mode::Hybrid, 5, Some(5)), 0).await;
        let mut tx = test.db.begin().await.expect("a transaction");
        let mut new = draft(Mode::Hybrid, 9, Some(5));
        for (change, moved, sequence) in [("name", false, 0), ("time", true, 1), ("nothing", false, 1)] {
            match change {
                "name" => new.name = Text2::new("겨울 밋업", ""),
                "time" => new.end = new.end + HOUR_MS,
                _ => {}
            }
            let meetup = store::lock(&mut tx, &slug).await.expect("found");
            let done = store::update(&mut tx, &meetup, meetup.version, &new, NOW + 5).await.expect("asked");
            assert_eq!(done.map(|d| d.1), Some(moved), "{change}");
            let (_, entry) = store::entry(&mut tx, &slug).await.expect("found");
            assert_eq!((entry.sequence, entry.changed), (sequence, NOW + 5), "{change}");
        }
        let meetup = store::lock(&mut tx, &slug).await.expect("found");
        let old = store::update(&mut tx, &meetup, 1, &new, NOW).await;
        assert!(matches!(old, Err(StoreError::Stale)), "{old:?}");
    }
}

#[tokio::test]
async fn lists_filter_by_time_and_sector_and_drafts_stay_inside() {
    for test in databases().await {
        let (slug, _) = published(&test.db, &draft(Mode::InPerson, 5, None), 0).await;
        let mut tx = test.db.begin().await.expect("a transaction");
        let sector = MeetupDraft { holder: HolderDraft::Sector("finance".into()), ..draft(Mode::InPerson, 5, None) };
        let new = NewMeetup { draft: &sector, consortium: None, slug: "", now: NOW };
        let (_, hidden) = store::add(&mut tx, &new).await.expect("scheduled");
        assert_eq!(hidden, format!("{slug}-2"));
        let count = |past: bool, sector: &str| MeetupQuery { past, sector: sector.into(), page: 1 };
        assert_eq!(store::list(&mut tx, &count(false, ""), None, NOW).await.expect("listed").1, 1);
        assert_eq!(store::drafts(&mut tx).await.expect("listed").len(), 1);
        let of = async |tx: &mut crate::db::Tx, sector: &str| {
            store::drafts_of(tx, &[], &[sector.to_owned()]).await.expect("listed").len()
        };
        assert_eq!((of(&mut tx, "finance").await, of(&mut tx, "education").await), (1, 0));
        assert!(store::drafts_of(&mut tx, &[77], &[]).await.expect("listed").is_empty());
        store::index(&mut tx, &hidden).await.expect("indexed");
        let found = search::find(&mut tx, "물류", true, 9).await.expect("asked");
        assert_eq!(found.iter().filter(|h| h.kind == "meetup").count(), 1);

        let meetup = store::lock(&mut tx, &hidden).await.expect("found");
        store::publish(&mut tx, &meetup, NOW).await.expect("published");
        let later = NOW + 30 * DAY_MS;
        for (past, sector, now, expected) in [
            (false, "", NOW, 2),
            (false, "finance", NOW, 1),
            (false, "healthcare", NOW, 0),
            (true, "", NOW, 0),
            (true, "finance", later, 1),
            (false, "", later, 0),
        ] {
            let (rows, total) = store::list(&mut tx, &count(past, sector), None, now).await.expect("listed");
            assert_eq!((rows.len(), total), (expected, to_i64(expected)), "{past} {sector}");
        }
        assert_eq!(store::tallies(&mut tx, "", NOW).await.expect("counted"), (2, 0));
        assert_eq!(store::tallies(&mut tx, "finance", later).await.expect("counted"), (0, 1));
        let facets = store::sectors(&mut tx, false, NOW).await.expect("counted");
        assert_eq!(
            facets.iter().filter(|f| f.count > 0).map(|f| f.label.slug.as_str()).collect::<Vec<_>>(),
            ["finance"]
        );
        assert_eq!(store::upcoming(&mut tx, NOW, "finance", 9).await.expect("listed").len(), 1);
        assert_eq!(store::entries(&mut tx, &Feed::Sector("finance".into()), NOW).await.expect("listed").len(), 1);
    }
}

#[tokio::test]
async fn what_came_out_is_written_up_and_found() {
    for test in databases().await {
        let (slug, _) = published(&test.db, &draft(Mode::Online, 5, None), 0).await;
        let mut tx = test.db.begin().await.expect("a transaction");
        let meetup = store::lock(&mut tx, &slug).await.expect("found");
        let came =
            MaterialsDraft { materials: Text2::new("## 결정\n- 시험장을 **엽니다**.", ""), attended: Some(4) };
        store::write_up(&mut tx, &meetup, meetup.version, &came).await.expect("written");
        store::index(&mut tx, &slug).await.expect("indexed");
        let stored = store::by_slug(&mut tx, &slug).await.expect("found");
        assert!(stored.materials_html().ko.contains("<strong>엽니다</strong>"));
        assert_eq!(stored.row(store::seats(&mut tx, &stored).await.expect("counted")).attended, Some(4));
        assert!(!search::find(&mut tx, "시험장", false, 9).await.expect("asked").is_empty());
        let by_link = search::find(&mut tx, "secret-room", true, 9).await.expect("asked");
        assert!(by_link.iter().all(|hit| hit.kind != "meetup"), "links are not indexed");
        let agenda = store::agenda(&mut tx, &stored).await.expect("listed");
        assert_eq!(agenda[0].start, stored.start());
        let form = stored.form(&store::agenda_draft(&mut tx, &stored).await.expect("listed"));
        assert_eq!(form.check().expect("what is stored is good").start, stored.start());
    }
}
