//! Who may hold a meetup: the people who steer a consortium, in its name; sector coordinators, in that of their groups;
//! the secretariat, in every name.

use super::{
    model::{HolderChoice, HolderDraft, MeetupRow},
    store::{self, Stored},
};
use crate::{
    accounts::Person,
    companies,
    consortia::{self, Act, State},
    db::{StoreError, Tx},
    error::{AppError, AppResult, Problem},
    sectors,
    text::{Lang, Text2, Texts, keys},
    time::UnixMillis,
};

/// Whether a consortium in this state holds meetups at all.
const fn works(state: State) -> bool {
    let steering = consortia::Standing { steers: true, coordinator: false, member: true, signs: false, invited: false };
    consortia::may(steering, Act::Work, state)
}

/// Whether a person is an organiser of a meetup. One statement at most.
pub async fn organises(tx: &mut Tx, meetup: &Stored, person: Option<&Person>, now: UnixMillis) -> AppResult<bool> {
    let Some(person) = person else { return Ok(false) };
    match (meetup.consortium_id, meetup.sector()) {
        _ if person.coordinator => Ok(true),
        (Some(consortium), _) => Ok(consortia::standing(tx, consortium, person.id, false).await?.steers),
        (None, Some(sector)) => Ok(companies::coordinated(tx, person, now).await?.iter().any(|s| s == sector)),
        (None, None) => Ok(false),
    }
}

/// Whether a person may schedule meetups in anybody's name.
pub async fn may_schedule(tx: &mut Tx, person: &Person, now: UnixMillis) -> AppResult<bool> {
    Ok(person.coordinator
        || consortia::steered_by(tx, person.id).await?.iter().any(|c| works(c.state))
        || !companies::coordinated(tx, person, now).await?.is_empty())
}

/// The drafts that a person prepares, and whether they may schedule more.
pub async fn prepared(tx: &mut Tx, person: &Person, now: UnixMillis) -> AppResult<(Vec<MeetupRow>, bool)> {
    if person.coordinator {
        return Ok((store::drafts(tx).await?, true));
    }
    let steered = consortia::steered_by(tx, person.id).await?;
    let sectors = companies::coordinated(tx, person, now).await?;
    let ids: Vec<i64> = steered.iter().map(|c| c.id).collect();
    let drafts = store::drafts_of(tx, &ids, &sectors).await?;
    Ok((drafts, !sectors.is_empty() || steered.iter().any(|c| works(c.state))))
}

/// In whose name a person may schedule a meetup. A coordinator's list has the consortium that was asked for.
pub async fn choices(
    tx: &mut Tx,
    person: &Person,
    asked: Option<&str>,
    now: UnixMillis,
) -> AppResult<Vec<HolderChoice>> {
    let mut choices = Vec::new();
    let mut push = |draft: HolderDraft, name: Text2| choices.push(HolderChoice { code: draft.code(), name });
    if person.coordinator {
        let name = |lang| Texts(lang).s(keys::meetups::HOLDER_ALLIANCE);
        push(HolderDraft::Alliance, Text2::new(name(Lang::Ko), name(Lang::En)));
        if let Some(slug) = asked
            && let Ok(found) = consortia::by_slug(tx, slug).await
            && works(found.state())
        {
            push(HolderDraft::Consortium(slug.to_owned()), found.name());
        }
        for sector in sectors::all(tx).await? {
            push(HolderDraft::Sector(sector.slug), sector.name);
        }
    }
    let own = companies::coordinated(tx, person, now).await?;
    for sector in sectors::all(tx).await?.into_iter().filter(|sector| own.contains(&sector.slug)) {
        push(HolderDraft::Sector(sector.slug), sector.name);
    }
    for steered in consortia::steered_by(tx, person.id).await?.into_iter().filter(|c| works(c.state)) {
        let already = person.coordinator && asked == Some(steered.slug.as_str());
        if !already {
            push(HolderDraft::Consortium(steered.slug), steered.name);
        }
    }
    Ok(choices)
}

/// Whether a person may schedule a meetup in this name; answers the consortium's id.
pub async fn allowed(tx: &mut Tx, person: &Person, holder: &HolderDraft, now: UnixMillis) -> AppResult<Option<i64>> {
    let unknown = || AppError::field("form[holder]", Problem::Rule(keys::companies::CHOICE_UNKNOWN));
    match holder {
        HolderDraft::Alliance if person.coordinator => Ok(None),
        HolderDraft::Sector(slug) if person.coordinator => {
            let known = sectors::all(tx).await?.iter().any(|s| s.slug == *slug);
            if known { Ok(None) } else { Err(unknown()) }
        }
        HolderDraft::Sector(slug) if companies::coordinated(tx, person, now).await?.contains(slug) => Ok(None),
        HolderDraft::Consortium(slug) => {
            let found = consortia::by_slug(tx, slug).await.map_err(|e| match e {
                StoreError::Missing => unknown(),
                other => other.into(),
            })?;
            let standing = consortia::standing(tx, found.id, person.id, person.coordinator).await?;
            let may =
                consortia::may(standing, Act::Work, found.state()) || (person.coordinator && works(found.state()));
            if may { Ok(Some(found.id)) } else { Err(AppError::Forbidden) }
        }
        HolderDraft::Alliance | HolderDraft::Sector(_) => Err(AppError::Forbidden),
    }
}
