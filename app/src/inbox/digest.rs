//! The daily digest: one mail in the morning with what no mail told of yet.

use super::{
    letter::{Letter, mail},
    store::{self, Digest},
};
use crate::{
    ctx::App,
    db::StoreResult,
    text::{Texts, keys::inbox as words},
    time::UnixMillis,
};

/// From this hour in Seoul on.
const HOUR: i64 = 8;
/// People in one transaction.
const BATCH: i64 = 100;

/// Sends the digests of today, once a day whichever process asks first.
pub async fn send_digests(app: &App, now: UnixMillis) -> StoreResult<()> {
    if now.seoul().hour < HOUR {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    if !store::claim_day(&mut tx, &now.iso_day()).await? {
        return Ok(());
    }
    tx.commit().await?;
    let mut after = 0;
    loop {
        let mut tx = app.db.begin().await?;
        let people = store::waiting_for_digest(&mut tx, after, BATCH).await?;
        let Some(last) = people.last() else { return Ok(()) };
        after = last.person;
        for to in people {
            let digest = store::take_digest(&mut tx, to).await?;
            mail(&mut tx, &digest.to.email, &letter(app, &digest), now).await?;
        }
        tx.commit().await?;
    }
}

fn letter(app: &App, digest: &Digest) -> Letter {
    let lang = digest.to.lang;
    let t = Texts(lang);
    let mut paragraphs = Vec::new();
    if !digest.open.is_empty() {
        let line = |(said, due): &(crate::text::Text2, Option<UnixMillis>)| match due {
            Some(due) => words::digest_due(t, due.short_day(lang), said.get(lang)),
            None => format!("· {}", said.get(lang)),
        };
        let lines: Vec<String> = digest.open.iter().map(line).collect();
        paragraphs.push(format!("{}\n{}", t.s(words::DIGEST_OPEN), lines.join("\n")));
    }
    let mut lines: Vec<String> = digest
        .news
        .iter()
        .map(|(said, path)| format!("· {}\n  {}", said.get(lang), app.absolute(lang, path)))
        .collect();
    if digest.more > 0 {
        lines.push(words::digest_more(t, digest.more));
    }
    paragraphs.push(format!("{}\n{}", t.s(words::DIGEST_NEWS), lines.join("\n")));
    paragraphs.push(t.s(words::DIGEST_WHY).to_owned());
    Letter {
        lang,
        subject: words::digest_subject(t, digest.news.len() + digest.more),
        paragraphs,
        button: Some((t.s(words::OPEN).to_owned(), app.absolute(lang, "/inbox"))),
    }
}
