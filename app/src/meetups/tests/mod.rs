//! Meetups against real databases.

mod listing;

use super::{
    model::{HolderDraft, MaterialsDraft, MeetupDraft, MeetupForm, MeetupQuery, Mode, Place, SeatState, State},
    store::{self, Feed, Locked, NewMeetup, Registered},
};
use crate::{
    accounts::{self, NewPerson},
    db::{
        Db, StoreError, StoreResult, Tx,
        testing::{databases, until_waiting},
    },
    portal, search,
    text::{Lang, Text2},
    time::{DAY_MS, HOUR_MS, UnixMillis},
};

const NOW: UnixMillis = UnixMillis(1_790_000_000_000);
const LINK: &str = "https://meet.oca.example/secret-room";

fn draft(mode: Mode, capacity: i64, online: Option<i64>) -> MeetupDraft {
    let form = MeetupForm {
        holder: "alliance".into(),
        name_ko: "가을 밋업".into(),
        name_en: "Autumn".into(),
        about_ko: "부두의 **물류**를 이야기합니다.".into(),
        day: (NOW + 7 * DAY_MS).iso_day(),
        start: "14:00".into(),
        end: "16:00".into(),
        mode: mode.code().into(),
        place_ko: "라운지".into(),
        online_url: LINK.into(),
        capacity: capacity.to_string(),
        online_capacity: online.map(|n| n.to_string()).unwrap_or_default(),
        agenda: "14:00 | 30 | 여는 말 | 서지암".into(),
        ..MeetupForm::default()
    };
    form.check().expect("a good form")
}

async fn person(tx: &mut Tx, number: usize) -> i64 {
    let email = format!("p{number}@guests.example");
    let new = NewPerson {
        name: "홍길동",
        email: &email,
        lang: Lang::Ko,
        password_hash: "x",
        coordinator: false,
        verified: None,
    };
    accounts::add_person(tx, &new, NOW).await.expect("a new person")
}

/// A published meetup and some people.
async fn published(db: &Db, draft: &MeetupDraft, number: usize) -> (String, Vec<i64>) {
    portal::load_base(db).await.expect("base data");
    let mut tx = db.begin().await.expect("a transaction");
    let new = NewMeetup { draft, consortium: None, slug: "", now: NOW };
    let (_, slug) = store::add(&mut tx, &new).await.expect("scheduled");
    let meetup = store::lock(&mut tx, &slug).await.expect("found");
    store::publish(&mut tx, &meetup, NOW).await.expect("published");
    store::index(&mut tx, &slug).await.expect("indexed");
    let mut people = Vec::new();
    for n in 0..number {
        people.push(person(&mut tx, n).await);
    }
    tx.commit().await.expect("stored");
    (slug, people)
}

/// Registers one person in a transaction of their own, as a request does.
async fn register(db: &Db, slug: &str, person: i64, place: Place, locked: bool) -> StoreResult<Registered> {
    let mut tx = db.begin().await?;
    let meetup = if locked {
        store::lock(&mut tx, slug).await?
    } else {
        Locked::without_lock(store::by_slug(&mut tx, slug).await?)
    };
    let (came_to, _) = store::register(&mut tx, &meetup, person, place, NOW).await?;
    tx.commit().await?;
    Ok(came_to)
}

/// Everybody at once.
async fn storm(db: &Db, slug: &str, people: &[i64], locked: bool) -> Vec<StoreResult<Registered>> {
    let tasks: Vec<_> = people
        .iter()
        .map(|person| {
            let (db, slug, person) = (db.clone(), slug.to_owned(), *person);
            tokio::spawn(async move { register(&db, &slug, person, Place::Room, locked).await })
        })
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.expect("no panic"));
    }
    answers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_at_once_get_twenty_seats_and_leaving_promotes_in_ticket_order() {
    for test in databases().await {
        let (slug, people) = published(&test.db, &draft(Mode::InPerson, 20, None), 60).await;
        let answers = storm(&test.db, &slug, &people, true).await;
        let count = |what| answers.iter().filter(|a| matches!(a, Ok(r) if *r == what)).count();
        assert_eq!((count(Registered::Seated), count(Registered::Queued)), (20, 40), "{answers:?}");
        let again = storm(&test.db, &slug, &people, true).await;
        assert!(again.iter().all(|a| matches!(a, Ok(Registered::Unchanged))), "twice is once: {again:?}");

        let mut tx = test.db.begin().await.expect("a transaction");
        let meetup = store::lock(&mut tx, &slug).await.expect("found");
        let queue: Vec<i64> =
            store::guests(&mut tx, meetup.id).await.expect("listed").iter().map(|g| g.to.person).collect();
        assert_eq!(queue.len(), 60);
        for turn in 0..40 {
            let told = store::leave(&mut tx, &meetup, queue[turn], NOW).await.expect("left").expect("was there");
            assert_eq!(told.iter().map(|g| g.to.person).collect::<Vec<_>>(), [queue[turn + 20]], "turn {turn}");
        }
        assert_eq!(store::leave(&mut tx, &meetup, queue[0], NOW).await.expect("asked"), None, "only once");
        let seats = store::seats(&mut tx, &meetup).await.expect("counted").room;
        assert_eq!((seats.seated, seats.waiting), (20, 0));
    }
}

/// The control of the test above: without the lock the same storm overbooks. SQLite has one writer, lock or no lock.
///
/// The row is held until everybody has counted the seats and waits to draw a ticket: so all of them have seen free seats.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_the_lock_the_same_storm_overbooks() {
    for test in databases().await.into_iter().filter(|t| t.db.engine() == "PostgreSQL") {
        let (slug, people) = published(&test.db, &draft(Mode::InPerson, 5, None), 10).await;
        let mut holder = test.db.begin().await.expect("a transaction");
        store::lock(&mut holder, &slug).await.expect("held");
        let (db, all) = (test.db.clone(), people.clone());
        let name = slug.clone();
        let storming = tokio::spawn(async move { storm(&db, &name, &all, false).await });
        until_waiting(&test.db, 10).await;
        holder.commit().await.expect("let go");
        storming.await.expect("no panic");
        let mut tx = test.db.read().await.expect("a transaction");
        let meetup = store::by_slug(&mut tx, &slug).await.expect("found");
        let seats = store::seats(&mut tx, &meetup).await.expect("counted").room;
        assert!(seats.seated > seats.capacity, "the control does not show what the lock is for: {seats:?}");
    }
}

/// The simple model of a place: everybody in the order in which they came; the first `capacity` sit.
struct Simple {
    capacity: usize,
    order: Vec<i64>,
}

impl Simple {
    fn sits(&self, person: i64) -> bool {
        self.order.iter().take(self.capacity).any(|p| *p == person)
    }
}

#[tokio::test]
async fn any_sequence_of_registering_leaving_switching_and_resizing_keeps_the_order() {
    for test in databases().await {
        let (slug, people) = published(&test.db, &draft(Mode::Hybrid, 3, Some(2)), 9).await;
        let mut room = Simple { capacity: 3, order: Vec::new() };
        let mut online = Simple { capacity: 2, order: Vec::new() };
        let mut dice = 20_u64;
        let mut roll = |sides: usize| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(dice >> 33).expect("small") % sides
        };
        let mut tx = test.db.begin().await.expect("a transaction");
        for step in 0..250 {
            let meetup = store::lock(&mut tx, &slug).await.expect("found");
            let person = people[roll(people.len())];
            match roll(6) {
                0..=2 => {
                    let place = if roll(2) == 0 { Place::Room } else { Place::Online };
                    store::register(&mut tx, &meetup, person, place, NOW).await.expect("registered");
                    let (to, from) = match place {
                        Place::Room => (&mut room, &mut online),
                        Place::Online => (&mut online, &mut room),
                    };
                    let full = to.order.len() >= to.capacity;
                    let keeps = full && from.sits(person);
                    if !keeps && !to.order.contains(&person) {
                        from.order.retain(|p| *p != person);
                        to.order.push(person);
                    }
                }
                3 | 4 => {
                    store::leave(&mut tx, &meetup, person, NOW).await.expect("left");
                    room.order.retain(|p| *p != person);
                    online.order.retain(|p| *p != person);
                }
                _ => {
                    let sizes = (roll(5) + 1, roll(4) + 1);
                    let new = draft(Mode::Hybrid, to_i64(sizes.0), Some(to_i64(sizes.1)));
                    let done = store::update(&mut tx, &meetup, meetup.version, &new, NOW).await.expect("asked");
                    let fits = sizes.0 >= room.order.len().min(room.capacity)
                        && sizes.1 >= online.order.len().min(online.capacity);
                    assert_eq!(done.is_some(), fits, "step {step}");
                    if fits {
                        (room.capacity, online.capacity) = sizes;
                    }
                }
            }
            let mut expected: Vec<(i64, Place, bool)> = Vec::new();
            for (place, simple) in [(Place::Room, &room), (Place::Online, &online)] {
                expected.extend(simple.order.iter().map(|p| (*p, place, simple.sits(*p))));
            }
            let guests = store::guests(&mut tx, meetup.id).await.expect("listed");
            let mut found: Vec<_> =
                guests.iter().map(|g| (g.to.person, g.place, g.state == SeatState::Confirmed)).collect();
            // By place; within a place they stand in ticket order already.
            found.sort_by_key(|g| g.1);
            assert_eq!(found, expected, "step {step}");
        }
    }
}

fn to_i64(number: usize) -> i64 {
    i64::try_from(number).expect("small")
}

#[tokio::test]
async fn a_place_in_the_queue_is_counted_by_tickets() {
    for test in databases().await {
        let (slug, people) = published(&test.db, &draft(Mode::Online, 1, None), 4).await;
        let mut tx = test.db.begin().await.expect("a transaction");
        let meetup = store::lock(&mut tx, &slug).await.expect("found");
        for person in &people {
            store::register(&mut tx, &meetup, *person, Place::Online, NOW).await.expect("registered");
        }
        store::leave(&mut tx, &meetup, people[1], NOW).await.expect("left");
        store::register(&mut tx, &meetup, people[1], Place::Online, NOW).await.expect("again, at the end");
        for (person, state, ahead) in [
            (0, SeatState::Confirmed, 0),
            (2, SeatState::Waitlisted, 0),
            (3, SeatState::Waitlisted, 1),
            (1, SeatState::Waitlisted, 2),
        ] {
            let seat = store::my_seat(&mut tx, meetup.id, people[person]).await.expect("asked").expect("registered");
            assert_eq!((seat.state, seat.ahead), (state, ahead), "person {person}");
        }
        let rows = store::of_person(&mut tx, people[2], NOW).await.expect("listed");
        assert_eq!(rows.iter().map(|r| r.mine).collect::<Vec<_>>(), [Some(SeatState::Waitlisted)]);
        let attendees = store::attendees(&mut tx, meetup.id).await.expect("listed");
        assert_eq!(
            attendees.iter().map(|a| a.state == SeatState::Confirmed).collect::<Vec<_>>(),
            [true, false, false, false]
        );
    }
}
