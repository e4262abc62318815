//! Server functions of offers. Whoever speaks for a member offers; what is offered is public at once, and the secretariat
//! may hide it with a reason.

use super::model::{OfferEditing, OfferForm, OfferList, OfferQuery, OfferView};
use crate::{error::AppResult, ui::EditTarget};
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        model::{LONGEST_MS, MOST_TECHNOLOGIES, OfferDraft},
        store::{self, KIND, Stored},
    },
    crate::{
        accounts::{Person, drafts, once},
        audit::{self, Thing},
        companies::{self, Firm},
        conversations::{self, About, Matter},
        ctx::Ctx,
        db::Tx,
        error::{AppError, FORM, Problem, check},
        inbox::{self, Letter, News, Recipient, Weight},
        label::Label,
        sectors, technologies,
        text::{
            Texts,
            keys::{companies as firm_words, offers as words},
        },
        time::UnixMillis,
    },
};

/// The editor of offers.
pub const EDITOR: EditTarget = EditTarget { things: "offers", create: "offers/publish", update: "offers/update" };

/// Open offers of one firm, at most.
#[cfg(feature = "ssr")]
const MOST_OPEN: i64 = 10;
/// The message that asks a firm to mend an offer.
#[cfg(feature = "ssr")]
const HIDDEN: &str = "offer_hidden";

/// One page of offers.
#[server(endpoint = "offers/list", input = GetUrl)]
pub async fn list_offers(#[server(default)] query: OfferQuery) -> AppResult<OfferList> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (rows, total) = store::list(&mut tx, &query, ctx.now).await?;
    let (sectors, types) = store::facets(&mut tx, &query, ctx.now).await?;
    let map = technologies::map(&mut tx).await?;
    let technology = (!query.technology.is_empty()).then(|| map.label(&query.technology));
    ctx.changes_at(ctx.now.next_seoul_midnight());
    Ok(OfferList { rows, total, sectors, types, technology, now: ctx.now })
}

/// An offer. One that is hidden or over exists for its firm and the secretariat only.
#[server(endpoint = "offers/one", input = GetUrl)]
pub async fn get_offer(reference: String) -> AppResult<OfferView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let found = store::by_ref(&mut tx, &reference).await?;
    let own = match &ctx.person {
        Some(person) => companies::firms_of(&mut tx, person.id).await?,
        None => Vec::new(),
    };
    let may_edit = own.iter().any(|firm| firm.id == found.company_id);
    let secretariat = ctx.person.as_ref().is_some_and(|p| p.coordinator);
    let over = found.until_ms <= ctx.now.0;
    let firm = companies::firm_by_id(&mut tx, found.company_id).await?;
    if !(may_edit || secretariat || firm.confirmed && !over && found.hidden.is_empty()) {
        return Err(AppError::NotFound);
    }
    ctx.changes_at(ctx.now.next_seoul_midnight());
    let from = own.into_iter().filter(|firm| firm.id != found.company_id);
    let from = from.map(|firm| Label { slug: firm.slug, name: firm.name }).collect();
    Ok(OfferView {
        text: found.text(),
        version: found.version,
        hidden: found.hidden.clone(),
        over,
        may_edit,
        may_hide: secretariat && !over,
        from: if over || !found.hidden.is_empty() { Vec::new() } else { from },
        now: ctx.now,
        row: found.row(&store::words(&mut tx).await?),
    })
}

/// What the editor starts from: for a new offer what the firm's profile says.
#[server(endpoint = "offers/editing", input = GetUrl)]
pub async fn edit_offer(reference: Option<String>, company: Option<String>) -> AppResult<OfferEditing> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let own = companies::firms_of(&mut tx, person.id).await?;
    let (stored, firm, form) = match reference {
        None => {
            let asked = company.and_then(|slug| own.iter().find(|firm| firm.slug == slug));
            let firm = asked.or(own.first()).cloned();
            let form = match &firm {
                Some(firm) => filled(&ctx, &mut tx, firm).await?,
                None => OfferForm::default(),
            };
            (None, firm, form)
        }
        Some(reference) => {
            let found = store::by_ref(&mut tx, &reference).await?;
            let firm = owned(&own, &found)?;
            (Some((reference, found.version)), Some(firm.clone()), found.form(&firm.slug))
        }
    };
    let mut edit = drafts::begin(&EDITOR, stored);
    let mut form = drafts::restore(&mut tx, person.id, &EDITOR, &mut edit, form).await?;
    // What was typed for another firm is of no use for this one.
    if let Some(firm) = firm.as_ref().filter(|firm| firm.slug != form.company) {
        form = filled(&ctx, &mut tx, firm).await?;
        edit.restored = false;
    }
    let technologies = match &firm {
        Some(firm) => claimed(&mut tx, firm).await?,
        None => Vec::new(),
    };
    Ok(OfferEditing {
        edit,
        form,
        firms: own.into_iter().map(|firm| Label { slug: firm.slug, name: firm.name }).collect(),
        sectors: sectors::all(&mut tx).await?,
        types: companies::kinds(&mut tx).await?.types.all().to_vec(),
        technologies,
    })
}

/// What a firm claims, in the order of the map.
#[cfg(feature = "ssr")]
async fn claimed(tx: &mut Tx, firm: &Firm) -> AppResult<Vec<Label>> {
    let known = technologies::known(tx, firm.id).await?;
    let map = technologies::map(tx).await?;
    Ok(known.iter().map(|slug| map.label(slug)).collect())
}

/// An offer as the firm's profile would have it.
#[cfg(feature = "ssr")]
async fn filled(ctx: &Ctx, tx: &mut Tx, firm: &Firm) -> AppResult<OfferForm> {
    let (sectors, types, summary) = companies::profile_of(tx, firm.id).await?;
    let best = technologies::holdings_of_all(tx).await?.best_of(firm.id, 5);
    Ok(OfferForm {
        company: firm.slug.clone(),
        sector: sectors.into_iter().next().unwrap_or_default(),
        firm_type: types.into_iter().next().unwrap_or_default(),
        technologies: best,
        text_ko: summary.ko,
        text_en: summary.en,
        until: (ctx.now + LONGEST_MS).iso_day(),
    })
}

#[cfg(feature = "ssr")]
fn owned<'a>(own: &'a [Firm], offer: &Stored) -> AppResult<&'a Firm> {
    own.iter().find(|firm| firm.id == offer.company_id).ok_or(AppError::Forbidden)
}

/// What is typed, checked against what is stored.
#[cfg(feature = "ssr")]
async fn checked(ctx: &Ctx, tx: &mut Tx, firm: &Firm, form: &OfferForm) -> AppResult<OfferDraft> {
    let draft = form.check(ctx.now)?;
    let mut wrong = crate::error::FieldErrors::default();
    let claimed = technologies::known(tx, firm.id).await?;
    for (name, known) in [
        ("form[sector]", sectors::known(tx).await?.labels.find(&draft.sector).is_some()),
        ("form[type]", companies::kinds(tx).await?.types.find(&draft.firm_type).is_some()),
        ("form[technologies][]", draft.technologies.iter().all(|slug| claimed.contains(slug))),
    ] {
        if !known {
            wrong.add(name, Problem::Rule(firm_words::CHOICE_UNKNOWN));
        }
    }
    debug_assert!(draft.technologies.len() <= MOST_TECHNOLOGIES);
    Ok(wrong.or(draft)?)
}

/// Publishes an offer of a firm.
#[server(endpoint = "offers/publish")]
pub async fn publish_offer(form: OfferForm, once: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let once = check::line(&once, 40).map_err(|p| AppError::field(FORM, p))?;
    let mut tx = ctx.begin().await?;
    if let Some(reference) = once::earlier(&mut tx, person.id, &once).await? {
        ctx.go(&format!("/offers/{reference}"));
        return Ok(());
    }
    let unknown = |_| AppError::field("form[company]", Problem::Rule(firm_words::CHOICE_UNKNOWN));
    let firm = companies::acting_for(&mut tx, person.id, &form.company).await.map_err(unknown)?;
    let draft = checked(&ctx, &mut tx, &firm, &form).await?;
    if store::count_open(&mut tx, firm.id, ctx.now).await? >= MOST_OPEN {
        return Err(AppError::Conflict(words::TOO_MANY_OPEN));
    }
    let (id, reference) = store::add(&mut tx, firm.id, &draft, ctx.now).await?;
    store::index(&mut tx, &reference).await?;
    drafts::discard(&mut tx, person.id, &EDITOR.draft(None)).await?;
    once::remember(&mut tx, person.id, &once, &reference, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "offered", Thing(KIND, id), "").await?;
    tx.commit().await?;
    ctx.go(&format!("/offers/{reference}?published=1"));
    Ok(())
}

/// An offer, locked, of a firm for which the person speaks.
#[cfg(feature = "ssr")]
async fn locked(tx: &mut Tx, person: &Person, reference: &str) -> AppResult<(Stored, Firm)> {
    let found = store::by_ref_locked(tx, reference).await?;
    let own = companies::firms_of(tx, person.id).await?;
    let firm = owned(&own, &found)?.clone();
    Ok((found, firm))
}

/// Refuses an offer that is over: a new one takes its place.
#[cfg(feature = "ssr")]
fn standing(found: &Stored, now: UnixMillis) -> AppResult<()> {
    if found.until_ms > now.0 { Ok(()) } else { Err(AppError::Conflict(words::OVER)) }
}

/// Changes an offer. What was hidden stays so until the secretariat looks again.
#[server(endpoint = "offers/update")]
pub async fn update_offer(slug: String, version: i64, form: OfferForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (found, firm) = locked(&mut tx, &person, &slug).await?;
    standing(&found, ctx.now)?;
    let draft = checked(&ctx, &mut tx, &firm, &form).await?;
    store::update(&mut tx, found.id, version, &draft, ctx.now).await?;
    if found.hidden.is_empty() {
        store::index(&mut tx, &slug).await?;
    } else {
        // Mended: the secretariat looks again.
        inbox::done(&mut tx, HIDDEN, &slug, ctx.now).await?;
        store::mended(&mut tx, found.id).await?;
    }
    drafts::discard(&mut tx, person.id, &EDITOR.draft(Some(&slug))).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "edited", Thing(KIND, found.id), "").await?;
    tx.commit().await?;
    ctx.go(&format!("/offers/{slug}?saved=1"));
    Ok(())
}

/// Ends an offer before its time.
#[server(endpoint = "offers/end")]
pub async fn end_offer(reference: String, version: i64) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let (found, _) = locked(&mut tx, &person, &reference).await?;
    store::end(&mut tx, found.id, version, ctx.now).await?;
    inbox::done(&mut tx, HIDDEN, &reference, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "ended", Thing(KIND, found.id), "").await?;
    tx.commit().await?;
    ctx.go(&format!("/offers/{reference}?ended=1"));
    Ok(())
}

/// Hides an offer with a reason that its firm reads, or shows it again.
#[server(endpoint = "offers/hide")]
pub async fn hide_offer(
    reference: String,
    version: i64,
    #[server(default)] reason: String,
    hide: bool,
) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let reason = if hide {
        check::required_text(&reason, 500).map_err(|problem| AppError::field("reason", problem))?
    } else {
        String::new()
    };
    let mut tx = ctx.begin().await?;
    let found = store::by_ref_locked(&mut tx, &reference).await?;
    standing(&found, ctx.now)?;
    store::hide(&mut tx, found.id, version, &reason).await?;
    let path = format!("/offers/{reference}");
    if hide {
        let letter = |_: &Recipient, lang| Letter {
            lang,
            subject: Texts(lang).s(words::MAIL_HIDDEN_SUBJECT).to_owned(),
            paragraphs: vec![Texts(lang).s(words::MAIL_HIDDEN_BODY).to_owned(), reason.clone()],
            button: Some((Texts(lang).s(words::MAIL_OPEN).to_owned(), ctx.app.absolute(lang, &path))),
        };
        let owners = companies::owners(&mut tx, &[found.company_id]).await?;
        let news =
            News { kind: HIDDEN, thing: &reference, path: &path, weight: Weight::Until(UnixMillis(found.until_ms)) };
        inbox::tell_all(&mut tx, &owners, news, letter, ctx.now).await?;
    } else {
        store::index(&mut tx, &reference).await?;
        inbox::done(&mut tx, HIDDEN, &reference, ctx.now).await?;
    }
    let verb = if hide { "hidden" } else { "shown" };
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, found.id), "").await?;
    tx.commit().await?;
    ctx.go(&format!("{path}?{verb}=1"));
    Ok(())
}

/// Writes to the firm that offers, in the name of one's own.
#[server(endpoint = "offers/answer")]
pub async fn answer_offer(reference: String, from: String, #[server(default)] text: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let text = check::required_text(&text, 2_000).map_err(|problem| AppError::field("text", problem))?;
    conversations::limited(&ctx, &person).await?;
    let mut tx = ctx.begin().await?;
    let found = store::by_ref(&mut tx, &reference).await?;
    standing(&found, ctx.now)?;
    if !found.hidden.is_empty() {
        return Err(AppError::Conflict(words::OVER));
    }
    let unknown = |_| AppError::field("from", Problem::Rule(firm_words::CHOICE_UNKNOWN));
    let own = companies::acting_for(&mut tx, person.id, &from).await.map_err(unknown)?;
    conversations::two_sides(&mut tx, &person, found.company_id).await?;
    let firm = companies::firm_by_id(&mut tx, found.company_id).await?;
    let about =
        About { matter: Matter::Offer, thing: &reference, path: &format!("/offers/{reference}"), name: &firm.name };
    let ends = (own.id, found.company_id);
    let conversation = conversations::open(&ctx.app, &mut tx, &person, ends, about, &text, ctx.now).await?;
    tx.commit().await?;
    ctx.go(&format!("/conversations/{conversation}?sent=1"));
    Ok(())
}

/// Takes offers that are over out of the search.
#[cfg(feature = "ssr")]
pub async fn tidy(app: &crate::ctx::App, now: UnixMillis) -> crate::db::StoreResult<()> {
    store::forget_over(app, now).await
}
