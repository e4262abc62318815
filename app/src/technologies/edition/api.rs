//! Server functions of the map's editions.

use super::changes::{ChangeForm, Edition, MapEditing};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        changes::{Act, AreaEditing, Change, Drafted, Line, NodeEditing, check_note},
        draft::{Draft, DraftNode},
        mails, store,
    },
    crate::{
        audit::{self, Thing},
        companies,
        ctx::Ctx,
        db::{StoreError, Tx},
        error::AppError,
        inbox::{self, Recipient},
        label::Label,
        technologies::{model::NodeLevel, store::map},
        text::keys::editions as words,
    },
    std::collections::BTreeMap,
};

/// The word for an edition of the map in the audit.
#[cfg(feature = "ssr")]
const KIND: &str = "map";

/// The draft and the map that it makes; of one area with its technologies.
#[server(endpoint = "technologies/editing_map", input = GetUrl)]
pub async fn edit_map(area: String) -> AppResult<MapEditing> {
    let (ctx, _) = Ctx::coordinator()?;
    let mut tx = ctx.read().await?;
    let (mut after, stored) = begin(&mut tx).await?;
    let upto = stored.last().map_or(0, |change| change.id);
    let mut draft = Vec::new();
    for change in stored {
        let line = store::line(&change.change, &after);
        after.apply(&change.change)?;
        draft.push(Drafted { reference: change.reference, line, by: change.by });
    }
    let label = |node: &DraftNode| Label::new(&*node.slug, &*node.name[0], &*node.name[1]);
    let of_level = |level: NodeLevel| after.nodes().iter().filter(move |node| node.level == level);
    let domains = of_level(NodeLevel::Domain)
        .map(|domain| (label(domain), after.children(&domain.slug).map(label).collect()))
        .collect();
    let open = after.node(&area).filter(|node| node.level == NodeLevel::Area);
    Ok(MapEditing {
        edition: store::current(&mut tx).await?,
        upto,
        draft,
        domains,
        technologies: of_level(NodeLevel::Technology).map(label).collect(),
        open: open.map(|node| AreaEditing {
            area: editing(node),
            technologies: after.children(&node.slug).map(editing).collect(),
        }),
    })
}

#[cfg(feature = "ssr")]
fn editing(node: &DraftNode) -> NodeEditing {
    let ([name_ko, name_en], [about_ko, about_en]) = (node.name.clone(), node.about.clone());
    NodeEditing { slug: node.slug.clone(), name_ko, name_en, about_ko, about_en }
}

/// The map in force and the changes that wait.
#[cfg(feature = "ssr")]
async fn begin(tx: &mut Tx) -> AppResult<(Draft, Vec<store::Stored>)> {
    let used = store::retired(tx).await?;
    let map = map(tx).await?;
    Ok((Draft::of(&map, used), store::draft(tx).await?))
}

/// The map as the draft makes it, and how many changes that takes.
#[cfg(feature = "ssr")]
async fn drafted(tx: &mut Tx) -> AppResult<(Draft, usize)> {
    let (mut draft, stored) = begin(tx).await?;
    for change in &stored {
        draft.apply(&change.change)?;
    }
    Ok((draft, stored.len()))
}

/// Adds a change to the draft.
#[server(endpoint = "technologies/change_map")]
pub async fn change_map(form: ChangeForm) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut change = form.check()?;
    let mut tx = ctx.begin().await?;
    store::lock(&mut tx).await?;
    let (mut draft, changes) = drafted(&mut tx).await?;
    if i64::try_from(changes).unwrap_or(i64::MAX) >= store::MOST_CHANGES {
        return Err(AppError::Conflict(words::DRAFT_FULL));
    }
    if matches!(change.act, Act::Add | Act::Split) {
        draft.name(&mut change);
    }
    let area = draft.node(&change.slug).map(|node| match node.level {
        NodeLevel::Technology => node.parent.clone(),
        _ => node.slug.clone(),
    });
    draft.apply(&change)?;
    if change.act == Act::Retire && store::is_referred_to(&mut tx, &change.slug).await? {
        return Err(AppError::Conflict(words::REFERRED_TO));
    }
    let id = store::add(&mut tx, &change, person.id, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), change.act.code(), Thing(KIND, id), &change.slug).await?;
    tx.commit().await?;
    let area = area.or_else(|| draft.node(&change.slug).map(|node| node.parent.clone())).unwrap_or_default();
    ctx.go(&format!("/secretariat/map?area={area}&drafted=1"));
    Ok(())
}

/// Takes a change out of the draft, if what comes after it stands without it.
#[server(endpoint = "technologies/undo_change")]
pub async fn undo_change(change: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    store::lock(&mut tx).await?;
    match store::remove(&mut tx, &change).await {
        Err(StoreError::Missing) => return Err(AppError::Conflict(words::CHANGE_GONE)),
        done => done?,
    }
    if drafted(&mut tx).await.is_err() {
        return Err(AppError::Conflict(words::BUILT_UPON));
    }
    audit::record(&mut tx, ctx.now, Some(person.id), "undone", Thing(KIND, 0), &change).await?;
    tx.commit().await?;
    ctx.go("/secretariat/map?undone=1");
    Ok(())
}

/// Publishes the draft as the next edition: capabilities and whatever else refers to a merged technology follow it, and
/// firms whose technologies were merged or split are told.
#[server(endpoint = "technologies/publish_map")]
pub async fn publish_map(upto: i64, #[server(default)] note: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let note = check_note(&note).map_err(|problem| AppError::field("note", problem))?;
    let mut tx = ctx.begin().await?;
    store::lock(&mut tx).await?;
    store::lock_map(&mut tx).await?;
    let (mut after, stored) = begin(&mut tx).await?;
    if stored.last().map_or(0, |change| change.id) != upto {
        return Err(AppError::Conflict(words::DRAFT_CHANGED));
    }
    if stored.is_empty() {
        return Err(AppError::Conflict(words::NOTHING_DRAFTED));
    }
    let mut lines = Vec::new();
    let mut told: BTreeMap<i64, Vec<Line>> = BTreeMap::new();
    for store::Stored { change, .. } in &stored {
        let line = store::line(change, &after);
        after.apply(change)?;
        if change.act == Act::Retire && store::is_referred_to(&mut tx, &change.slug).await? {
            return Err(AppError::Conflict(words::REFERRED_TO));
        }
        if let Some(claimed) = concerns(change) {
            for company in store::claiming(&mut tx, claimed).await? {
                told.entry(company).or_default().push(line.clone());
            }
        }
        store::apply(&mut tx, change, &after, ctx.now).await?;
        lines.push(line);
    }
    let number = store::publish(&mut tx, &note, &lines, ctx.now).await?;
    tell(&ctx, &mut tx, &told).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "published", Thing(KIND, number), "").await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go("/technologies/editions?published=1");
    Ok(())
}

/// The technology whose firms are told of a change.
#[cfg(feature = "ssr")]
fn concerns(change: &Change) -> Option<&str> {
    match change.act {
        Act::Merge => Some(&change.slug),
        Act::Split => Some(&change.target),
        _ => None,
    }
}

/// Tells the owners of firms what became of the technologies that they claim, a letter for each firm.
#[cfg(feature = "ssr")]
async fn tell(ctx: &Ctx, tx: &mut Tx, told: &BTreeMap<i64, Vec<Line>>) -> AppResult<()> {
    for (company, lines) in told {
        let firm = companies::firm_by_id(tx, *company).await?;
        let path = format!("/companies/{}/capabilities", firm.slug);
        let letter = |_: &Recipient, lang| mails::changed(&ctx.app, lang, &firm, lines, &path);
        let owners = companies::owners(tx, &[*company]).await?;
        let news = inbox::informs("map_changed", &path);
        inbox::tell_all(tx, &owners, news, letter, ctx.now).await?;
    }
    Ok(())
}

/// The published editions.
#[server(endpoint = "technologies/editions", input = GetUrl)]
pub async fn list_editions() -> AppResult<Vec<Edition>> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    Ok(store::editions(&mut tx).await?)
}
