//! Scheduling a meetup, publishing it, writing up what came out of it.

use super::{
    super::model::{AgendaDraft, HolderDraft, MaterialsDraft, MeetupDraft, State},
    KIND, Stored, ZONE, by_slug,
};
use crate::{
    db::{StoreResult, Tx},
    markdown,
    search::{self, Audience, Document},
    secret, slugs,
    text::Text2,
    time::UnixMillis,
    values,
};

/// A meetup to be added as a draft.
#[derive(Clone, Debug)]
pub struct NewMeetup<'a> {
    pub draft: &'a MeetupDraft,
    /// The consortium that its draft names.
    pub consortium: Option<i64>,
    /// The address it should have; empty: from its name.
    pub slug: &'a str,
    pub now: UnixMillis,
}

/// Adds a draft meetup.
pub async fn add(tx: &mut Tx, new: &NewMeetup<'_>) -> StoreResult<(i64, String)> {
    const INSERT: &str = "INSERT INTO meetup (slug, uid, state, owner, sector, consortium_id, name_ko, name_en, about_ko, \
        about_en, about_ko_html, about_en_html, materials_ko, materials_en, materials_ko_html, materials_en_html, renderer, \
        mode, place_ko, place_en, address_ko, address_en, online_url, zone, day, start_minute, end_minute, start_ms, end_ms, \
        capacity, online_capacity, last_ticket, sequence, changed_ms, created_ms, version) VALUES ($1, $2, 'draft', $3, $4, \
        $5, $6, $7, $8, $9, $10, $11, '', '', '', '', $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, \
        $26, 0, 0, $27, $27, 1) RETURNING id";
    let d = new.draft;
    let provisional = secret::reference();
    let (owner, sector) = match &d.holder {
        HolderDraft::Alliance => ("alliance", None),
        HolderDraft::Sector(slug) => ("sector", Some(slug.as_str())),
        HolderDraft::Consortium(_) => ("consortium", None),
    };
    let id = tx
        .number(
            INSERT,
            values![
                &provisional,
                format!("{}@openclouds.example", secret::reference()),
                owner,
                sector,
                new.consortium,
                &d.name.ko,
                &d.name.en,
                &d.about.ko,
                &d.about.en,
                markdown::render(&d.about.ko),
                markdown::render(&d.about.en),
                markdown::RENDERER,
                d.mode.code(),
                &d.place.ko,
                &d.place.en,
                &d.address.ko,
                &d.address.en,
                &d.online_url,
                ZONE,
                &d.day,
                d.start_minute,
                d.end_minute,
                d.start,
                d.end,
                d.capacity,
                d.online_capacity,
                new.now
            ],
        )
        .await?;
    let wanted = if new.slug.is_empty() { slugs::of_name(&d.name.en, &d.name.ko) } else { new.slug.to_owned() };
    let slug = slugs::claim(tx, KIND, &wanted, id).await?;
    tx.run("UPDATE meetup SET slug = $2 WHERE id = $1", values![id, &slug]).await?;
    write_agenda(tx, id, &d.agenda).await?;
    Ok((id, slug))
}

/// Writes an agenda in place of the one that is there. A firm that is no member is left out.
pub(super) async fn write_agenda(tx: &mut Tx, meetup: i64, agenda: &[AgendaDraft]) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO meetup_agenda (meetup_id, start_minute, minutes, title_ko, title_en, speaker_ko, \
        speaker_en, company_id) VALUES ($1, $2, $3, $4, $5, $6, $7, \
        (SELECT id FROM company WHERE slug = $8 AND state = 'confirmed'))";
    tx.run("DELETE FROM meetup_agenda WHERE meetup_id = $1", values![meetup]).await?;
    for item in agenda {
        let (title, speaker) = (&item.title, &item.speaker);
        let values = values![
            meetup,
            item.start_minute,
            item.minutes,
            &title.ko,
            &title.en,
            &speaker.ko,
            &speaker.en,
            &item.firm
        ];
        tx.run(INSERT, values).await?;
    }
    Ok(())
}

/// Shows a draft to everybody. Call it under the meetup's lock.
pub async fn publish(tx: &mut Tx, meetup: &Stored, now: UnixMillis) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE meetup SET state = 'published', changed_ms = $2, version = version + 1 \
        WHERE id = $1 AND state = 'draft'";
    tx.run_versioned(UPDATE, values![meetup.id, now]).await
}

/// Writes what came out of a meetup. A version that is not the stored one is [`crate::db::StoreError::Stale`].
pub async fn write_up(tx: &mut Tx, meetup: &Stored, version: i64, draft: &MaterialsDraft) -> StoreResult<()> {
    const UPDATE: &str = "UPDATE meetup SET materials_ko = $3, materials_en = $4, materials_ko_html = $5, \
        materials_en_html = $6, renderer = $7, attended = $8, version = version + 1 WHERE id = $1 AND version = $2";
    let m = &draft.materials;
    let (ko, en) = (markdown::render(&m.ko), markdown::render(&m.en));
    let values = values![meetup.id, version, &m.ko, &m.en, ko, en, markdown::RENDERER, draft.attended];
    tx.run_versioned(UPDATE, values).await
}

/// Writes what search knows of a meetup: published ones are public, others are not found. Never the join link.
pub async fn index(tx: &mut Tx, slug: &str) -> StoreResult<()> {
    let meetup = by_slug(tx, slug).await?;
    if meetup.state() != State::Published {
        return search::remove(tx, KIND, meetup.id).await;
    }
    let mut words = vec![meetup.place_ko.clone(), meetup.place_en.clone()];
    words.extend([meetup.holder_ko.clone(), meetup.holder_en.clone()]);
    for item in super::items(tx, meetup.id).await? {
        words.extend([item.title_ko, item.title_en, item.speaker_ko, item.speaker_en, item.firm_ko, item.firm_en]);
    }
    let materials = [&meetup.materials_ko, &meetup.materials_en].map(|text| markdown::plain(text));
    let about = meetup.about();
    let document = Document {
        kind: KIND,
        thing_id: meetup.id,
        path: format!("/meetups/{}", meetup.slug),
        audience: Audience::Public,
        title: meetup.name(),
        about: Text2::new(about.ko, about.en),
        words: format!("{} {}", words.join(" "), materials.join(" ")),
    };
    search::put(tx, &document).await
}
