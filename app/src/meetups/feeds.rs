//! The calendars of the portal: which meetups each carries, and what it is called.

use super::{
    calendar::write,
    model::State,
    store::{self, Feed},
};
use crate::{
    consortia,
    ctx::App,
    error::{AppError, AppResult},
    sectors,
    text::{Lang, Texts, keys::meetups},
    time::UnixMillis,
};

/// What a calendar is of.
#[derive(Clone, Copy, Debug)]
pub enum CalendarOf<'a> {
    /// Every public meetup.
    All,
    /// One meetup, by its slug.
    Meetup(&'a str),
    /// A sector and its consortia, by the sector's slug.
    Sector(&'a str),
    /// A consortium, by its slug.
    Consortium(&'a str),
}

/// A calendar as visitors get it. What they may not know of is [`AppError::NotFound`].
pub async fn calendar(app: &App, of: CalendarOf<'_>, lang: Lang, now: UnixMillis) -> AppResult<String> {
    let t = Texts(lang);
    let mut tx = app.db.read().await?;
    let (entries, title) = match of {
        CalendarOf::Meetup(slug) => {
            let (meetup, entry) = store::entry(&mut tx, slug).await?;
            if meetup.state() == State::Draft {
                return Err(AppError::NotFound);
            }
            let title = entry.name.get(lang).to_owned();
            (vec![entry], title)
        }
        CalendarOf::All => (store::entries(&mut tx, &Feed::All, now).await?, t.s(meetups::CALENDAR_ALL).to_owned()),
        CalendarOf::Sector(slug) => {
            let all = sectors::all(&mut tx).await?;
            let sector = all.into_iter().find(|s| s.slug == slug).ok_or(AppError::NotFound)?;
            let entries = store::entries(&mut tx, &Feed::Sector(sector.slug), now).await?;
            (entries, meetups::calendar_of(t, sector.name.get(lang)))
        }
        CalendarOf::Consortium(slug) => {
            let consortium = consortia::by_slug(&mut tx, slug).await?;
            if !consortium.state().is_public() {
                return Err(AppError::NotFound);
            }
            let entries = store::entries(&mut tx, &Feed::Consortium(consortium.id), now).await?;
            (entries, meetups::calendar_of(t, consortium.name().get(lang)))
        }
    };
    Ok(write(&entries, &title, lang, &app.base_url))
}
