//! Server functions of conversations. Only people who speak for one of the two firms take part.

mod contacts;
#[cfg(feature = "ssr")]
mod files;
mod trouble;

#[cfg(feature = "ssr")]
pub use files::{LARGEST_FILE, file, send_file};
pub use trouble::*;

use super::model::{ConversationView, Conversations, StartForm, Starting};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        mails,
        model::{Exchange, Matter, check_text},
        store::{self, KIND, Opening, Stored},
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        companies,
        ctx::{App, Ctx},
        db::Tx,
        error::{AppError, Problem},
        inbox::{self, Letter, News, Recipient, Weight},
        label::Label,
        limits::{self, Limit},
        text::{
            Lang, Text2,
            keys::{companies as firm_words, conversations as words},
        },
        time::{DAY_MS, HOUR_MS, UnixMillis},
    },
};

/// Firms that one person writes to anew in a day, and messages that they send.
#[cfg(feature = "ssr")]
const STARTS: Limit = Limit { name: "conversation-start", tries: 20, window_ms: DAY_MS };
#[cfg(feature = "ssr")]
const MESSAGES: Limit = Limit { name: "conversation", tries: 200, window_ms: DAY_MS };
/// The message that asks for an answer.
#[cfg(feature = "ssr")]
const WROTE: &str = "conversation";
/// The message that asks to exchange contacts.
#[cfg(feature = "ssr")]
const ASKED: &str = "contact_asked";

/// The conversations of the firms that the signed-in person speaks for.
#[server(endpoint = "conversations/list", input = GetUrl)]
pub async fn list_conversations(page: i64) -> AppResult<Conversations> {
    let (ctx, person) = Ctx::signed_in()?;
    let (rows, total) = store::list(&mut ctx.read().await?, person.id, page).await?;
    Ok(Conversations { rows, total })
}

/// What the page of a first message to a firm starts from.
#[server(endpoint = "conversations/starting", input = GetUrl)]
pub async fn get_starting(slug: String) -> AppResult<Starting> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let with = member(&mut tx, &slug).await?;
    let own = companies::firms_of(&mut tx, person.id).await?;
    let from = own.into_iter().filter(|firm| firm.id != with.id).map(|f| Label { slug: f.slug, name: f.name });
    Ok(Starting { with: Label { slug: with.slug, name: with.name }, from: from.collect() })
}

#[cfg(feature = "ssr")]
async fn member(tx: &mut Tx, slug: &str) -> AppResult<companies::Firm> {
    let firm = companies::firm(tx, slug).await?;
    if firm.confirmed { Ok(firm) } else { Err(AppError::NotFound) }
}

/// Writes to a firm in the name of one's own. Where the two talk already the message goes there.
#[server(endpoint = "conversations/start")]
pub async fn start_conversation(slug: String, form: StartForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let text = form.check()?;
    limited(&ctx, &person).await?;
    let mut tx = ctx.begin().await?;
    let with = member(&mut tx, &slug).await?;
    let unknown = || AppError::field("form[from]", Problem::Rule(firm_words::CHOICE_UNKNOWN));
    let own = companies::acting_for(&mut tx, person.id, &form.from).await.map_err(|_| unknown())?;
    if own.id == with.id {
        return Err(unknown());
    }
    two_sides(&mut tx, &person, with.id).await?;
    let about =
        About { matter: Matter::Contact, thing: "", path: &format!("/companies/{}", with.slug), name: &with.name };
    let reference = open(&ctx.app, &mut tx, &person, (own.id, with.id), about, &text, ctx.now).await?;
    tx.commit().await?;
    ctx.go(&format!("/conversations/{reference}?sent=1"));
    Ok(())
}

/// Counts that somebody writes to a firm anew.
#[cfg(feature = "ssr")]
pub async fn limited(ctx: &Ctx, person: &Person) -> AppResult<()> {
    limits::hit(&ctx.app.db, STARTS, &person.id.to_string(), ctx.now).await
}

/// Whoever speaks for both firms needs no conversation, and could not tell whose side they are on.
#[cfg(feature = "ssr")]
pub async fn two_sides(tx: &mut Tx, person: &Person, other: i64) -> AppResult<()> {
    let own = companies::firms_of(tx, person.id).await?;
    if own.iter().any(|firm| firm.id == other) { Err(AppError::Conflict(words::OWN_FIRM)) } else { Ok(()) }
}

/// What a conversation is about, for the slice that knows it.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub matter: Matter,
    /// Its slug or reference.
    pub thing: &'a str,
    pub path: &'a str,
    pub name: &'a Text2,
}

/// Opens the conversation of two firms (who writes, to whom) about a matter with a first message, or goes on with the one
/// that there is. Answers its reference.
#[cfg(feature = "ssr")]
pub async fn open(
    app: &App,
    tx: &mut Tx,
    person: &Person,
    (from, to): (i64, i64),
    about: About<'_>,
    text: &str,
    now: UnixMillis,
) -> AppResult<String> {
    let About { matter, thing, path, name } = about;
    let reference = store::open(tx, &Opening { from, to, matter, thing, path, about: name }, now).await?;
    let found = store::by_ref_locked(tx, &reference).await?;
    write(app, tx, person, &found, from, text, now).await?;
    Ok(reference)
}

/// The same where another mail tells of it; a pair that does not talk any more is left alone.
#[cfg(feature = "ssr")]
pub async fn begin(
    tx: &mut Tx,
    person: i64,
    (from, to): (i64, i64),
    about: About<'_>,
    text: &str,
    now: UnixMillis,
) -> AppResult<()> {
    if from == to {
        return Ok(());
    }
    let About { matter, thing, path, name } = about;
    let reference = store::open(tx, &Opening { from, to, matter, thing, path, about: name }, now).await?;
    let found = store::by_ref_locked(tx, &reference).await?;
    if found.blocked_by.is_none() {
        store::say(tx, found.id, from, person, text, now).await?;
    }
    Ok(())
}

/// Adds a message and tells the other firm, whose answer is promised within two working days.
#[cfg(feature = "ssr")]
async fn write(
    app: &App,
    tx: &mut Tx,
    person: &Person,
    of: &Stored,
    own: i64,
    text: &str,
    now: UnixMillis,
) -> AppResult<i64> {
    if let Some(by) = of.blocked_by {
        return Err(AppError::Conflict(if by == own { words::BLOCKED_BY_YOU } else { words::BLOCKED }));
    }
    if !companies::firm_by_id(tx, of.other(own)).await?.confirmed {
        return Err(AppError::Conflict(words::FIRM_AWAY));
    }
    let line = store::say(tx, of.id, own, person.id, text, now).await?;
    let owners = companies::owners(tx, &[own]).await?;
    inbox::done_by(tx, &owners, WROTE, &of.r#ref, now).await?;
    let letter = |lang| mails::wrote(app, lang, of, own, text);
    tell(tx, of, own, WROTE, Weight::Due(companies::promised(now)), letter, now).await?;
    audit::record(tx, now, Some(person.id), "wrote", Thing(KIND, of.id), "").await?;
    Ok(line)
}

/// Tells the owners of the other firm. Of several messages within an hour the first is told.
#[cfg(feature = "ssr")]
async fn tell(
    tx: &mut Tx,
    of: &Stored,
    own: i64,
    kind: &str,
    weight: Weight,
    letter: impl Fn(Lang) -> Letter,
    now: UnixMillis,
) -> AppResult<()> {
    let mut owners = companies::owners(tx, &[of.other(own)]).await?;
    if kind == WROTE {
        let waiting = inbox::asked_since(tx, kind, &of.r#ref, now + -HOUR_MS).await?;
        owners.retain(|owner| !waiting.contains(&owner.person));
        // What is told anew is asked once.
        inbox::done_by(tx, &owners, kind, &of.r#ref, now).await?;
    }
    let path = format!("/conversations/{}", of.r#ref);
    let news = News { kind, thing: &of.r#ref, path: &path, weight };
    Ok(inbox::tell_all(tx, &owners, news, |_: &Recipient, lang| letter(lang), now).await?)
}

/// The firm of a conversation for which the person speaks; nobody else learns that there is a conversation.
#[cfg(feature = "ssr")]
async fn own_side(tx: &mut Tx, person: &Person, of: &Stored) -> AppResult<i64> {
    let own = companies::firms_of(tx, person.id).await?;
    let side = own.iter().map(|firm| firm.id).find(|id| *id == of.first_id || *id == of.second_id);
    side.ok_or(AppError::NotFound)
}

/// A conversation, locked, with the side of the person.
#[cfg(feature = "ssr")]
async fn locked(tx: &mut Tx, person: &Person, reference: &str) -> AppResult<(Stored, i64)> {
    let found = store::by_ref_locked(tx, reference).await?;
    let own = own_side(tx, person, &found).await?;
    Ok((found, own))
}

/// Counts what a person sends into a conversation of theirs. Looked at before it counts; whoever then writes looks once
/// more, under the lock.
#[cfg(feature = "ssr")]
async fn counted(ctx: &Ctx, person: &Person, reference: &str) -> AppResult<()> {
    let mut tx = ctx.read().await?;
    let found = store::by_ref(&mut tx, reference).await?;
    own_side(&mut tx, person, &found).await?;
    drop(tx);
    limits::hit(&ctx.app.db, MESSAGES, &person.id.to_string(), ctx.now).await
}

/// A conversation. The secretariat reads one that was reported.
#[server(endpoint = "conversations/one", input = GetUrl)]
pub async fn get_conversation(reference: String) -> AppResult<ConversationView> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let found = store::by_ref(&mut tx, &reference).await?;
    let (own, reads_only) = match own_side(&mut tx, &person, &found).await {
        Ok(own) => (own, false),
        Err(_) if person.coordinator && found.reported_by.is_some() => (found.first_id, true),
        Err(error) => return Err(error),
    };
    let exchange = if reads_only { Exchange::Open } else { store::exchange(&mut tx, &found, own).await? };
    let names = matches!(exchange, Exchange::Done(_));
    let (lines, earlier) = store::lines(&mut tx, &found, own, names).await?;
    Ok(ConversationView {
        own: found.firm(own),
        with: found.firm(found.other(own)),
        matter: Matter::of_code(&found.matter),
        about: found.about(),
        blocked: found.blocked_by.map(|by| by == own),
        // The other firm does not learn that it was reported.
        report: if reads_only || found.reported_by == Some(own) { found.report.clone() } else { String::new() },
        path: found.path,
        reference: found.r#ref,
        lines,
        earlier,
        exchange,
        reads_only,
    })
}

/// Adds a message.
#[server(endpoint = "conversations/write")]
pub async fn write_message(reference: String, #[server(default)] text: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let text = check_text(&text).map_err(|problem| AppError::field("text", problem))?;
    counted(&ctx, &person, &reference).await?;
    let mut tx = ctx.begin().await?;
    let (found, own) = locked(&mut tx, &person, &reference).await?;
    write(&ctx.app, &mut tx, &person, &found, own, &text, ctx.now).await?;
    tx.commit().await?;
    ctx.go(&format!("/conversations/{reference}?sent=1"));
    Ok(())
}

#[cfg(feature = "ssr")]
async fn done(ctx: &Ctx, tx: Tx, reference: &str, verb: &str) -> AppResult<()> {
    tx.commit().await?;
    ctx.go(&format!("/conversations/{reference}?{verb}=1"));
    Ok(())
}
