//! What happened last as an Atom feed: of the alliance, or of a sector.

use super::happenings;
use crate::{
    ctx::App,
    db::StoreError,
    error::AppResult,
    news, sectors,
    text::{
        Lang, Texts,
        keys::{news as words, sectors as sector_words, ui as common},
    },
    time::UnixMillis,
};
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use std::collections::HashMap;

/// Entries of a feed.
const MOST: usize = 50;

/// The feed in a language. Notices bring their text along; of everything else the title says what happened.
pub async fn feed(app: &App, sector: &str, lang: Lang, now: UnixMillis) -> AppResult<String> {
    let mut tx = app.db.read().await?;
    let t = Texts(lang);
    let (title, place) = if sector.is_empty() {
        (t.s(common::SITE).to_owned(), "/news".to_owned())
    } else {
        let known = sectors::known(&mut tx).await?;
        let label = known.labels.find(sector).ok_or(StoreError::Missing)?;
        (sector_words::group(t, label.name.get(lang)), format!("/sectors/{sector}"))
    };
    let texts: HashMap<String, String> = news::feed(&mut tx, sector, i64::try_from(MOST).unwrap_or(i64::MAX))
        .await?
        .into_iter()
        .map(|(slug, html)| (format!("/news/{slug}"), html.get(lang).to_owned()))
        .collect();
    let latest = happenings::latest(&mut tx, sector, now, MOST).await?;
    let address = |path: &str| app.absolute(lang, path);
    let entries = latest.iter().map(|happening| {
        let (path, at) = (happening.path(), instant(happening.at()));
        Entry {
            title: Text::plain(happening.said(t)),
            // The address of the thing in Korean is its name for ever, in whichever language it is read.
            id: app.absolute(Lang::Ko, &path),
            published: Some(at),
            updated: at,
            links: vec![link(address(&path), "alternate")],
            content: texts.get(&path).map(|html| Content {
                content_type: Some("html".to_owned()),
                value: Some(html.clone()),
                ..Content::default()
            }),
            ..Entry::default()
        }
    });
    let own = if sector.is_empty() { "/feed.atom".to_owned() } else { format!("/sectors/{sector}/feed.atom") };
    let query = if lang == Lang::En { "?lang=en" } else { "" };
    let feed = Feed {
        title: Text::plain(format!("{title} · {}", t.s(words::TITLE))),
        id: format!("{}{own}{query}", app.base_url),
        updated: instant(latest.first().map_or(now, happenings::Happening::at)),
        authors: vec![Person { name: t.s(common::SITE).to_owned(), ..Person::default() }],
        links: vec![link(format!("{}{own}{query}", app.base_url), "self"), link(address(&place), "alternate")],
        lang: Some(lang.code().to_owned()),
        generator: Some(Generator { value: t.s(common::SITE).to_owned(), ..Generator::default() }),
        entries: entries.collect(),
        ..Feed::default()
    };
    Ok(feed.to_string())
}

fn link(href: String, rel: &str) -> Link {
    Link { href, rel: rel.to_owned(), ..Link::default() }
}

fn instant(at: UnixMillis) -> FixedDateTime {
    at.rfc3339().parse().unwrap_or_default()
}
