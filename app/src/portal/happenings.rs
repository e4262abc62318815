//! What happened last in the alliance and in each sector: notices, meetups with their materials, consortia that were
//! formed, bids that were selected, firms that joined.

use crate::{
    text::{
        Key, Text2, Texts,
        keys::{home as words, ui as common},
        texts,
    },
    time::UnixMillis,
    ui::{Day, Icon, Said},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    companies, consortia,
    db::{Kept, StoreResult, Tx},
    flagship,
    happened::Happened,
    meetups, news,
};

/// Happenings of each kind that a process keeps in memory.
#[cfg(feature = "ssr")]
const KEPT: i64 = 300;

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Joined,
    Formed,
    Selected,
    WrittenUp,
    Notice,
}

impl Kind {
    /// The icon, the words for it, and where such things stand.
    const fn shown(self) -> (&'static str, Key, &'static str) {
        match self {
            Self::Joined => ("building", words::HAPPENED_JOINED, "/companies"),
            Self::Formed => ("handshake", words::HAPPENED_FORMED, "/consortia"),
            Self::Selected => ("award", words::HAPPENED_SELECTED, "/bids"),
            Self::WrittenUp => ("calendar", words::HAPPENED_WRITTEN_UP, "/meetups"),
            Self::Notice => ("rss", words::HAPPENED_NOTICE, "/news"),
        }
    }
}

/// Something that happened, as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    kind: Kind,
    slug: String,
    name: Text2,
    at: UnixMillis,
}

impl Happening {
    /// Where it stands.
    pub fn path(&self) -> String {
        format!("{}/{}", self.kind.shown().2, self.slug)
    }

    pub const fn at(&self) -> UnixMillis {
        self.at
    }

    /// What happened, in words.
    #[cfg(feature = "ssr")]
    pub fn said(&self, t: Texts) -> String {
        format!("{} {}", t.s(self.kind.shown().1), self.name.get(t.lang()))
    }
}

/// What happened last, of every kind.
#[cfg(feature = "ssr")]
struct Happenings(Vec<(Kind, Happened)>);

#[cfg(feature = "ssr")]
impl Kept for Happenings {
    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        let mut all: Vec<(Kind, Happened)> = Vec::new();
        let mut add = |kind: Kind, some: Vec<Happened>| all.extend(some.into_iter().map(|one| (kind, one)));
        add(Kind::Joined, companies::joined(tx, KEPT).await?);
        add(Kind::Formed, consortia::formed(tx, KEPT).await?);
        add(Kind::Selected, flagship::selected(tx, KEPT).await?);
        add(Kind::WrittenUp, meetups::written_up(tx, KEPT).await?);
        add(Kind::Notice, news::published(tx, KEPT).await?);
        all.sort_by(|(_, a), (_, b)| (b.at(), &b.slug).cmp(&(a.at(), &a.slug)));
        Ok(Self(all))
    }
}

/// What happened last up to `now` in a sector, or (empty) in the alliance; the last first.
#[cfg(feature = "ssr")]
pub async fn latest(tx: &mut Tx, sector: &str, now: UnixMillis, most: usize) -> StoreResult<Vec<Happening>> {
    let all = tx.kept::<Happenings>().await?;
    let of = |happened: &Happened| sector.is_empty() || happened.sectors.split(',').any(|s| s == sector);
    let found = all.0.iter().filter(|(_, happened)| happened.at() <= now && of(happened)).take(most);
    let view = |(kind, happened): &(Kind, Happened)| Happening {
        kind: *kind,
        slug: happened.slug.clone(),
        name: happened.name(),
        at: happened.at(),
    };
    Ok(found.map(view).collect())
}

/// What happened last, each with its date and its page.
#[component]
pub fn HappeningRows(happenings: Vec<Happening>) -> impl IntoView {
    let t = texts();
    let row = |happening: Happening| {
        let (icon, said, _) = happening.kind.shown();
        let href = t.href(&happening.path());
        view! {
            <li>
                <Icon name=icon/>
                <span>
                    <span class="muted">{t.s(said)}</span>
                    " "
                    <a href=href><Said text=happening.name/></a>
                </span>
                <span class="small muted"><Day at=happening.at/></span>
            </li>
        }
    };
    let rows = happenings.into_iter().map(row).collect_view();
    view! { <ol class="happenings" aria-label=t.s(common::LATEST)>{rows}</ol> }
}
