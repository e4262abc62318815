//! Sample notices, and what the members find in their inboxes.

use super::{World, parse, wrong};
use crate::{
    companies,
    db::Tx,
    inbox,
    news::{self, NoticeDraft},
    text::Text2,
    time::{DAY_MS, HOUR_MS},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct SampleNotice {
    /// Days from today.
    day: i64,
    ko_title: String,
    en_title: String,
    ko_body: String,
    en_body: String,
    sector: Option<String>,
    public: bool,
    /// Days for which it is pinned from today on.
    #[serde(default)]
    pinned: i64,
}

/// Publishes the notices, the oldest first, and tells the members inside the portal.
pub async fn fill(tx: &mut Tx, world: &World) -> Result<(), String> {
    let mut notices: Vec<SampleNotice> = parse(include_str!("../../seed/news.json"))?;
    notices.sort_by_key(|notice| notice.day);
    for notice in notices {
        let at = world.now + notice.day * DAY_MS + 3 * HOUR_MS;
        let draft = NoticeDraft {
            sector: notice.sector.unwrap_or_default(),
            public: notice.public,
            title: Text2::new(notice.ko_title, notice.en_title),
            body: Text2::new(notice.ko_body, notice.en_body),
            pinned_until: (notice.pinned > 0).then(|| (world.now + notice.pinned * DAY_MS).next_seoul_midnight()),
        };
        let (_, slug) = news::add(tx, &draft, at).await.map_err(wrong)?;
        news::index(tx, &slug).await.map_err(wrong)?;
        let path = format!("/news/{slug}");
        for reader in companies::everyone_of(tx, &draft.sector).await.map_err(wrong)? {
            inbox::note(tx, reader.person, &draft.title, inbox::informs("notice", &path), at).await.map_err(wrong)?;
        }
    }
    Ok(())
}
