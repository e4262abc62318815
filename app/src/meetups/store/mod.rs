//! Every SQL text of meetups.

mod feed;
mod list;
mod seats;
mod write;

pub use feed::{Feed, entries, entry};
pub use list::{drafts, drafts_of, held_between, list, of_person, sectors, tallies, upcoming, upcoming_of, written_up};
pub use seats::{
    Guest, Locked, Registered, attendees, cancel, firms_in_use, guests, leave, lock, my_seat, register, update,
};
pub use write::{NewMeetup, add, index, publish, write_up};

use super::model::{
    AgendaDraft, AgendaItem, Holder, HolderDraft, MaterialsForm, MeetupDraft, MeetupForm, MeetupRow, MeetupSeats, Mode,
    Phase, State,
};
use crate::{
    db::{StoreResult, Tx},
    text::Text2,
    time::{MINUTE_MS, UnixMillis},
    values,
};

/// The word for a meetup in slugs, audit and search.
pub const KIND: &str = "meetup";

/// The zone of every meetup so far.
const ZONE: &str = "Asia/Seoul";

/// A meetup as it is stored. It knows the join link, so it is never serialised.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    pub id: i64,
    pub slug: String,
    uid: String,
    state: String,
    owner: String,
    pub consortium_id: Option<i64>,
    name_ko: String,
    name_en: String,
    about_ko: String,
    about_en: String,
    about_ko_html: String,
    about_en_html: String,
    materials_ko: String,
    materials_en: String,
    materials_ko_html: String,
    materials_en_html: String,
    mode: String,
    place_ko: String,
    place_en: String,
    address_ko: String,
    address_en: String,
    pub online_url: String,
    day: String,
    start_minute: i64,
    end_minute: i64,
    start_ms: i64,
    end_ms: i64,
    capacity: i64,
    online_capacity: Option<i64>,
    attended: Option<i64>,
    sequence: i64,
    changed_ms: i64,
    pub version: i64,
    holder: String,
    holder_ko: String,
    holder_en: String,
}

/// Who holds a meetup, from its row.
fn holder_of(owner: &str, slug: &str, name: Text2) -> Holder {
    match owner {
        "sector" => Holder::Sector { slug: slug.to_owned(), name },
        "consortium" => Holder::Consortium { slug: slug.to_owned(), name },
        _ => Holder::Alliance,
    }
}

impl Stored {
    /// The sector in whose group's name it is held.
    pub fn sector(&self) -> Option<&str> {
        (self.owner == "sector").then_some(self.holder.as_str())
    }

    pub fn state(&self) -> State {
        State::of_code(&self.state)
    }

    pub fn phase(&self, now: UnixMillis) -> Phase {
        Phase::of(self.state(), self.start(), self.end(), now)
    }

    pub fn name(&self) -> Text2 {
        Text2::new(&self.name_ko, &self.name_en)
    }

    pub const fn start(&self) -> UnixMillis {
        UnixMillis(self.start_ms)
    }

    pub const fn end(&self) -> UnixMillis {
        UnixMillis(self.end_ms)
    }

    pub fn mode(&self) -> Mode {
        Mode::of_code(&self.mode).unwrap_or_default()
    }

    pub fn place(&self) -> Text2 {
        Text2::new(&self.place_ko, &self.place_en)
    }

    pub fn address(&self) -> Text2 {
        Text2::new(&self.address_ko, &self.address_en)
    }

    pub fn about(&self) -> Text2 {
        Text2::new(crate::markdown::plain(&self.about_ko), crate::markdown::plain(&self.about_en))
    }

    pub fn about_html(&self) -> Text2 {
        Text2::new(&self.about_ko_html, &self.about_en_html)
    }

    pub fn materials_html(&self) -> Text2 {
        Text2::new(&self.materials_ko_html, &self.materials_en_html)
    }

    /// The seats it has, without the people on them.
    fn empty_seats(&self) -> MeetupSeats {
        MeetupSeats::of(self.mode(), self.capacity, self.online_capacity)
    }

    /// Who holds it.
    pub fn holder(&self) -> Holder {
        holder_of(&self.owner, &self.holder, Text2::new(&self.holder_ko, &self.holder_en))
    }

    fn holder_draft(&self) -> HolderDraft {
        match self.holder() {
            Holder::Alliance => HolderDraft::Alliance,
            Holder::Sector { slug, .. } => HolderDraft::Sector(slug),
            Holder::Consortium { slug, .. } => HolderDraft::Consortium(slug),
        }
    }

    /// How it stands in a list, with these people on its seats.
    pub fn row(&self, seats: MeetupSeats) -> MeetupRow {
        MeetupRow {
            slug: self.slug.clone(),
            name: self.name(),
            state: self.state(),
            start: self.start(),
            end: self.end(),
            mode: self.mode(),
            place: self.place(),
            holder: self.holder(),
            seats,
            attended: self.attended,
            mine: None,
        }
    }

    /// What its editor starts from.
    pub fn form(&self, agenda: &[AgendaDraft]) -> MeetupForm {
        let time = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
        MeetupForm {
            holder: self.holder_draft().code(),
            name_ko: self.name_ko.clone(),
            name_en: self.name_en.clone(),
            about_ko: self.about_ko.clone(),
            about_en: self.about_en.clone(),
            day: self.day.clone(),
            start: time(self.start_minute),
            end: time(self.end_minute),
            mode: self.mode.clone(),
            place_ko: self.place_ko.clone(),
            place_en: self.place_en.clone(),
            address_ko: self.address_ko.clone(),
            address_en: self.address_en.clone(),
            online_url: self.online_url.clone(),
            capacity: self.capacity.to_string(),
            online_capacity: self.online_capacity.map(|n| n.to_string()).unwrap_or_default(),
            agenda: agenda.iter().map(AgendaDraft::line).collect::<Vec<_>>().join("\n"),
        }
    }

    /// What came out of it, as its editor starts from.
    pub fn materials_form(&self) -> MaterialsForm {
        MaterialsForm {
            materials_ko: self.materials_ko.clone(),
            materials_en: self.materials_en.clone(),
            attended: self.attended.map(|n| n.to_string()).unwrap_or_default(),
        }
    }

    /// Whether a draft changes when or where it takes place: what calendars count and people must be told.
    fn moves(&self, d: &MeetupDraft) -> bool {
        self.start() != d.start
            || self.end() != d.end
            || self.mode() != d.mode
            || self.place() != d.place
            || self.address() != d.address
    }
}

/// The meetup with this address.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> StoreResult<Stored> {
    const SELECT: &str = "SELECT m.id, m.slug, m.uid, m.state, m.owner, m.consortium_id, m.name_ko, m.name_en, m.about_ko, \
        m.about_en, m.about_ko_html, m.about_en_html, m.materials_ko, m.materials_en, m.materials_ko_html, \
        m.materials_en_html, m.mode, m.place_ko, m.place_en, m.address_ko, m.address_en, m.online_url, m.day, \
        m.start_minute, m.end_minute, m.start_ms, m.end_ms, m.capacity, m.online_capacity, m.attended, m.sequence, \
        m.changed_ms, m.version, COALESCE(s.slug, c.slug, '') AS holder, COALESCE(s.name_ko, c.name_ko, '') AS holder_ko, \
        COALESCE(s.name_en, c.name_en, '') AS holder_en FROM meetup m LEFT JOIN sector s ON s.slug = m.sector \
        LEFT JOIN consortium c ON c.id = m.consortium_id WHERE m.slug = $1";
    tx.one(SELECT, values![slug]).await
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    start_minute: i64,
    minutes: i64,
    title_ko: String,
    title_en: String,
    speaker_ko: String,
    speaker_en: String,
    firm: String,
    firm_ko: String,
    firm_en: String,
}

async fn items(tx: &mut Tx, meetup: i64) -> StoreResult<Vec<ItemRow>> {
    const SELECT: &str = "SELECT a.start_minute, a.minutes, a.title_ko, a.title_en, a.speaker_ko, a.speaker_en, \
        COALESCE(c.slug, '') AS firm, COALESCE(c.name_ko, '') AS firm_ko, COALESCE(c.name_en, '') AS firm_en \
        FROM meetup_agenda a LEFT JOIN company c ON c.id = a.company_id AND c.state = 'confirmed' \
        WHERE a.meetup_id = $1 ORDER BY a.start_minute, a.id";
    tx.all(SELECT, values![meetup]).await
}

/// The agenda as the page shows it.
pub async fn agenda(tx: &mut Tx, meetup: &Stored) -> StoreResult<Vec<AgendaItem>> {
    let midnight = meetup.start() + -(meetup.start_minute * MINUTE_MS);
    let view = |row: ItemRow| AgendaItem {
        start: midnight + row.start_minute * MINUTE_MS,
        minutes: row.minutes,
        title: Text2::new(row.title_ko, row.title_en),
        speaker: Text2::new(row.speaker_ko, row.speaker_en),
        firm: (!row.firm.is_empty()).then(|| (row.firm, Text2::new(row.firm_ko, row.firm_en))),
    };
    Ok(items(tx, meetup.id).await?.into_iter().map(view).collect())
}

/// The agenda as its editor starts from.
pub async fn agenda_draft(tx: &mut Tx, meetup: &Stored) -> StoreResult<Vec<AgendaDraft>> {
    let draft = |row: ItemRow| AgendaDraft {
        start_minute: row.start_minute,
        minutes: row.minutes,
        title: Text2::new(row.title_ko, row.title_en),
        speaker: Text2::new(row.speaker_ko, row.speaker_en),
        firm: row.firm,
    };
    Ok(items(tx, meetup.id).await?.into_iter().map(draft).collect())
}

/// The people on the seats of one meetup.
pub async fn seats(tx: &mut Tx, meetup: &Stored) -> StoreResult<MeetupSeats> {
    let mut seats = meetup.empty_seats();
    let (people,): (String,) =
        tx.one(concat!("SELECT ", seats::people!(), " FROM meetup m WHERE m.id = $1"), values![meetup.id]).await?;
    seats::count_into(&mut seats, &people);
    Ok(seats)
}
