//! Home for the secretariat: its queues with the age of what waits longest, and the next meetups.

use crate::{
    inbox::{MessageRows, MessageView},
    meetups::{MeetupRow, MeetupRows},
    text::{
        Key,
        keys::{companies, home as words, inbox as inbox_words, meetups, news, ui as common},
        texts,
    },
    time::{UnixMillis, days_left},
    ui::{Badge, Day, Icon, Section, Tone},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    accounts::Person, companies as firms, conversations, ctx::Ctx, db::Tx, error::AppResult, inbox, jobs,
    meetups as occasions, offers, technologies as map,
};

/// Rows of one kind.
#[cfg(feature = "ssr")]
const MOST: usize = 4;

/// What kind of things waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Queue {
    Firms,
    Facts,
    Capabilities,
    Reports,
    Offers,
    Jobs,
}

impl Queue {
    /// Its name, its icon and where it is worked off.
    const fn shown(self) -> (Key, &'static str, &'static str) {
        match self {
            Self::Firms => (words::QUEUE_FIRMS, "building", "/secretariat"),
            Self::Facts => (words::QUEUE_FACTS, "pencil", "/secretariat"),
            Self::Capabilities => (words::QUEUE_CAPABILITIES, "shield", "/secretariat/capabilities"),
            Self::Reports => (words::QUEUE_REPORTS, "flag", "/secretariat/reports"),
            Self::Offers => (words::QUEUE_OFFERS, "handshake", "/offers"),
            Self::Jobs => (words::QUEUE_JOBS, "alert-triangle", "/secretariat/jobs"),
        }
    }
}

/// A queue that is not empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    queue: Queue,
    count: i64,
    /// Since when the first of them waits.
    since: Option<UnixMillis>,
    promised: Option<UnixMillis>,
    /// The reference of the first of them, where there is no list of them.
    first: Option<String>,
}

/// What the secretariat sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskHome {
    name: String,
    queues: Vec<Line>,
    waiting: Vec<MessageView>,
    meetups: Vec<MeetupRow>,
}

#[cfg(feature = "ssr")]
pub async fn home(ctx: &Ctx, tx: &mut Tx, person: &Person) -> AppResult<DeskHome> {
    let mended = offers::waiting(tx, ctx.now).await?;
    let queues = [
        (Queue::Firms, firms::waiting_since(tx).await?),
        (Queue::Facts, firms::changes_since(tx).await?),
        (Queue::Capabilities, map::waiting_since(tx).await?),
        (Queue::Reports, (conversations::count_reported(tx).await?, None)),
        (Queue::Offers, (i64::try_from(mended.len()).unwrap_or_default(), None)),
        (Queue::Jobs, (jobs::count_parked(tx).await?, None)),
    ];
    let line = |(queue, (count, since)): (Queue, (i64, Option<UnixMillis>))| Line {
        queue,
        count,
        since,
        promised: since.map(firms::promised),
        first: if queue == Queue::Offers { mended.first().cloned() } else { None },
    };
    Ok(DeskHome {
        name: person.name.clone(),
        queues: queues.into_iter().filter(|(_, (count, _))| *count > 0).map(line).collect(),
        waiting: inbox::waiting(tx, person.id, MOST).await?.0,
        meetups: occasions::upcoming(tx, ctx.now, "", 3).await?,
    })
}

#[component]
pub fn Desk(home: DeskHome, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let queues = if home.queues.is_empty() {
        view! { <p class="muted">{t.s(words::QUEUES_EMPTY)}</p> }.into_any()
    } else {
        let rows = home.queues.into_iter().map(|line| view! { <QueueRow line now/> }).collect_view();
        view! { <ul class="list-rows queue">{rows}</ul> }.into_any()
    };
    let waiting = (!home.waiting.is_empty()).then(|| {
        let inbox = Some((t.s(inbox_words::TITLE).to_owned(), t.href("/inbox")));
        view! { <Section title=t.s(words::WAITING) more=inbox><MessageRows messages=home.waiting now nested=true/></Section> }
    });
    let meetups = (!home.meetups.is_empty()).then(|| {
        let all = Some((t.s(words::ALL_MEETUPS).to_owned(), t.href("/meetups")));
        view! { <Section title=t.s(words::NEXT_MEETUPS) more=all><MeetupRows rows=home.meetups now nested=true/></Section> }
    });
    view! {
        <div class="page-head">
            <h1>{words::greeting(t, home.name)}</h1>
            <p class="lead">{t.s(common::SECRETARIAT)}</p>
            <div class="page-actions">
                <a class="button" href=t.href("/news/new")><Icon name="rss"/>{t.s(news::WRITE)}</a>
                <a class="button" href=t.href("/meetups/new")><Icon name="calendar"/>{t.s(meetups::SCHEDULE)}</a>
            </div>
        </div>
        <Section title=t.s(words::QUEUES) more=None>{queues}</Section>
        {waiting}
        {meetups}
    }
}

#[component]
fn QueueRow(line: Line, now: UnixMillis) -> impl IntoView {
    let t = texts();
    let (name, icon, path) = line.queue.shown();
    let path = line.first.map_or_else(|| path.to_owned(), |first| format!("{path}/{first}"));
    let age = line.since.map(|since| view! { <span class="age">{companies::age(t, -days_left(now, since))}</span> });
    let late = line.promised.is_some_and(|promised| promised < now);
    let promised = line.promised.map(|promised| {
        view! { <span>{t.s(companies::PROMISED)}" "<Day at=promised/></span> }
    });
    let overdue = late.then(|| view! { <Badge tone=Tone::Closed label=t.s(inbox_words::OVERDUE)/> });
    view! {
        <li class="row-item" class:late=late>
            {age}
            <div class="row-main">
                <h3 class="row-title"><a href=t.href(&path)><Icon name=icon/>" "{t.s(name)}</a></h3>
                <p class="row-meta"><strong>{words::queue_count(t, line.count)}</strong>{promised}{overdue}</p>
            </div>
        </li>
    }
}
