//! Who gets a seat. One place of a meetup has seats and a queue; the queue is ordered by tickets drawn under the
//! meetup's lock, and nobody passes it.

use super::{Mode, Place};
use serde::{Deserialize, Serialize};

/// The seats of one place as its rules see them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub capacity: i64,
    pub seated: i64,
    pub waiting: i64,
}

impl Counts {
    /// Whether a newcomer gets a seat: one is free and nobody queues for it.
    pub const fn admits(self) -> bool {
        self.waiting == 0 && self.seated < self.capacity
    }

    /// Seats that nobody has.
    pub const fn free(self) -> i64 {
        if self.seated < self.capacity { self.capacity - self.seated } else { 0 }
    }

    /// How many at the head of the queue get a seat now.
    pub const fn promotes(self) -> i64 {
        if self.waiting < self.free() { self.waiting } else { self.free() }
    }

    /// Whether the seats may be this many: nobody is ever put out of theirs.
    pub const fn may_become(self, capacity: i64) -> bool {
        capacity >= self.seated
    }
}

/// The seats of a meetup: in the room, online, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetupSeats {
    pub room: Counts,
    pub online: Counts,
}

impl MeetupSeats {
    /// The empty seats of a meetup; `online` are the online seats of a hybrid one.
    pub fn of(mode: Mode, capacity: i64, online: Option<i64>) -> Self {
        let (room, online) = match mode {
            Mode::InPerson => (capacity, 0),
            Mode::Online => (0, capacity),
            Mode::Hybrid => (capacity, online.unwrap_or_default()),
        };
        let empty = |capacity| Counts { capacity, seated: 0, waiting: 0 };
        Self { room: empty(room), online: empty(online) }
    }

    /// The seats of one place.
    pub const fn at(self, place: Place) -> Counts {
        match place {
            Place::Room => self.room,
            Place::Online => self.online,
        }
    }

    /// The same, to count people into.
    pub const fn at_mut(&mut self, place: Place) -> &mut Counts {
        match place {
            Place::Room => &mut self.room,
            Place::Online => &mut self.online,
        }
    }

    /// Both places together, for a small bar.
    pub const fn together(self) -> Counts {
        Counts {
            capacity: self.room.capacity + self.online.capacity,
            seated: self.room.seated + self.online.seated,
            waiting: self.room.waiting + self.online.waiting,
        }
    }

    /// Whether these people can sit in `new` seats: in no place more are seated than it will have, and nobody queues
    /// for a place that is gone.
    pub fn may_become(self, new: Self) -> bool {
        [Place::Room, Place::Online].into_iter().all(|place| {
            let (now, then) = (self.at(place), new.at(place).capacity);
            now.may_become(then) && (then > 0 || now.waiting == 0)
        })
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    const fn counts(capacity: i64, seated: i64, waiting: i64) -> Counts {
        Counts { capacity, seated, waiting }
    }

    #[test]
    fn a_free_seat_belongs_to_the_queue() {
        for (counts, admits, promotes) in [
            (counts(2, 1, 0), true, 0),
            (counts(2, 2, 0), false, 0),
            (counts(2, 1, 3), false, 1),
            (counts(9, 1, 3), false, 3),
            (counts(2, 3, 1), false, 0),
            (counts(0, 0, 0), false, 0),
        ] {
            assert_eq!((counts.admits(), counts.promotes()), (admits, promotes), "{counts:?}");
        }
    }

    #[test]
    fn nobody_is_put_out_of_a_seat_or_a_queue() {
        let hybrid = MeetupSeats { room: counts(5, 3, 0), online: counts(5, 0, 1) };
        for (new, allowed) in [
            (MeetupSeats::of(Mode::Hybrid, 3, Some(1)), true),
            (MeetupSeats::of(Mode::Hybrid, 2, Some(9)), false),
            (MeetupSeats::of(Mode::InPerson, 5, None), false),
            (MeetupSeats::of(Mode::Online, 50, None), false),
        ] {
            assert_eq!(hybrid.may_become(new), allowed, "{new:?}");
        }
    }

    /// A place whose people are kept by hand with the rules above: seated or not, in ticket order.
    #[derive(Default)]
    struct ByRules {
        capacity: i64,
        people: Vec<(u32, bool)>,
    }

    impl ByRules {
        fn counts(&self) -> Counts {
            let count = |seated| i64::try_from(self.people.iter().filter(|p| p.1 == seated).count()).expect("few");
            counts(self.capacity, count(true), count(false))
        }

        fn promote(&mut self) {
            for _ in 0..self.counts().promotes() {
                let head = self.people.iter_mut().find(|p| !p.1).expect("somebody waits");
                head.1 = true;
            }
        }
    }

    #[test]
    fn any_sequence_seats_the_first_in_ticket_order() {
        for seed in 1..=200_u64 {
            let mut dice = seed;
            let mut roll = |sides: u64| {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (dice >> 33) % sides
            };
            let mut rules = ByRules { capacity: 3, ..ByRules::default() };
            // The simple model: everybody in the order in which they came; the first `capacity` sit.
            let mut simple: Vec<u32> = Vec::new();
            for step in 0..120 {
                let person = u32::try_from(roll(12)).expect("few");
                match roll(4) {
                    0 | 1 if !simple.contains(&person) => {
                        let seated = rules.counts().admits();
                        rules.people.push((person, seated));
                        simple.push(person);
                    }
                    2 => {
                        rules.people.retain(|p| p.0 != person);
                        simple.retain(|p| *p != person);
                        rules.promote();
                    }
                    3 => {
                        let capacity = i64::try_from(roll(8)).expect("few") + 1;
                        if rules.counts().may_become(capacity) {
                            rules.capacity = capacity;
                            rules.promote();
                        }
                    }
                    _ => {}
                }
                let seats = usize::try_from(rules.capacity).expect("few");
                let expected: Vec<_> = simple.iter().enumerate().map(|(i, p)| (*p, i < seats)).collect();
                assert_eq!(rules.people, expected, "seed {seed}, step {step}");
                assert_eq!(rules.counts().promotes(), 0, "no seat stays free while somebody waits");
            }
        }
    }
}
