//! Server functions of sheets of firms; all of them are the secretariat's. The sheet itself comes through a route of its
//! own, which calls [`propose`].

use super::model::{ImportDesk, MatchForm};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::mails,
        model::{ColumnView, Field, Looked, Outcome},
        plan::{Planned, plan},
        store::{self, KIND, Kept},
        words::guess,
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        companies::Role,
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, FieldErrors, Problem},
        inbox,
        limits::{self, Limit},
        secret, sheet,
        text::keys::firm_import as words,
        time::DAY_MS,
        ui::{PAGE_ROWS, rows_before},
    },
    std::{collections::HashMap, sync::Arc},
};

/// Longest name of a file that is kept, in characters.
#[cfg(feature = "ssr")]
const LONGEST_NAME: usize = 80;
/// Sheets that one person sends in a day.
#[cfg(feature = "ssr")]
const UPLOADS: Limit = Limit { name: "firm-import", tries: 50, window_ms: DAY_MS };
/// Cells of a column that are shown beside its heading.
#[cfg(feature = "ssr")]
const EXAMPLES: usize = 3;
/// Longest cell that is shown, in characters.
#[cfg(feature = "ssr")]
const LONGEST_EXAMPLE: usize = 40;

/// The sheets that were sent, and the one that is looked at.
#[server(endpoint = "companies/imports", input = GetUrl)]
pub async fn get_imports(
    #[server(default)] sheet: String,
    #[server(default)] show: String,
    #[server(default)] page: i64,
) -> AppResult<ImportDesk> {
    let (ctx, _) = Ctx::coordinator()?;
    let mut tx = ctx.read().await?;
    let sent = store::sent(&mut tx).await?;
    if sheet.is_empty() {
        return Ok(ImportDesk { sent, looked_at: None, left: 0 });
    }
    let kept = store::kept(&mut tx, &sheet).await?;
    let left = if kept.sent.undone.is_some() { store::left(&mut tx, kept.id).await? } else { 0 };
    let looked_at = looked_at(&mut tx, &ctx, kept, Outcome::of_code(&show), page.max(1)).await?;
    Ok(ImportDesk { sent, looked_at: Some(looked_at), left })
}

/// What a sheet would change as things are, off the threads that answer.
#[cfg(feature = "ssr")]
async fn planned(tx: &mut Tx, ctx: &Ctx, kept: Arc<Kept>) -> AppResult<Vec<Planned>> {
    let known = store::known(tx, ctx.lang).await?;
    let planning = tokio::task::spawn_blocking(move || plan(&kept.sheet, &kept.matching, &known));
    planning.await.map_err(|e| AppError::internal(&e))
}

/// What tells a plan from another one, in whatever language it is looked at.
#[cfg(feature = "ssr")]
fn fingerprint(planned: &[Planned]) -> String {
    let whole =
        planned.iter().map(|p| format!("{:?}{:?}{:?}{:?}{}", p.view.outcome, p.firm, p.draft, p.contact, p.confirmed));
    secret::hash(&whole.collect::<Vec<_>>().join("\n"))[..32].to_owned()
}

#[cfg(feature = "ssr")]
async fn looked_at(tx: &mut Tx, ctx: &Ctx, kept: Kept, show: Option<Outcome>, page: i64) -> AppResult<Looked> {
    let kept = Arc::new(kept);
    // What was applied is here by now: beside it, the sheet says nothing new.
    let planned = if kept.sent.applied.is_some() { Vec::new() } else { planned(tx, ctx, kept.clone()).await? };
    let count =
        |outcome| i64::try_from(planned.iter().filter(|p| p.view.outcome == outcome).count()).unwrap_or_default();
    let counts = Outcome::ALL.map(|outcome| (outcome, count(outcome))).to_vec();
    let plan = fingerprint(&planned);
    let contacts = i64::try_from(planned.iter().filter(|p| p.contact.is_some()).count()).unwrap_or_default();
    // What is wrong is looked at first.
    let show = show.or_else(|| counts.iter().find(|(o, n)| *n > 0 && *o == Outcome::Refused).map(|(o, _)| *o));
    let show = show.or_else(|| counts.iter().find(|(_, n)| *n > 0).map(|(o, _)| *o));
    let of_show: Vec<Planned> = planned.into_iter().filter(|p| Some(p.view.outcome) == show).collect();
    let total = i64::try_from(of_show.len()).unwrap_or_default();
    let skip = usize::try_from(rows_before(page)).unwrap_or(usize::MAX);
    let rows = of_show.into_iter().skip(skip).take(usize::try_from(PAGE_ROWS).unwrap_or_default());
    let rows = rows.map(|p| p.view).collect();
    let example = |cell: &String| cell.chars().take(LONGEST_EXAMPLE).collect::<String>();
    let columns = kept.sheet.head.iter().enumerate().map(|(column, heading)| {
        let cells = kept.sheet.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.is_empty());
        ColumnView { heading: heading.clone(), examples: cells.take(EXAMPLES).map(example).collect() }
    });
    let kinds = crate::companies::kinds(tx).await?;
    Ok(Looked {
        columns: columns.collect(),
        sent: kept.sent.clone(),
        version: kept.version,
        matching: kept.matching.clone(),
        types: kinds.types.all().to_vec(),
        sectors: crate::sectors::all(tx).await?,
        regions: kinds.regions.all().to_vec(),
        plan,
        counts,
        contacts,
        show,
        rows,
        total,
        page,
    })
}

/// Keeps a sheet to be looked at: a file, or what was pasted. Answers the page to go on at.
#[cfg(feature = "ssr")]
pub async fn propose(ctx: &Ctx, file_name: &str, file: Vec<u8>, pasted: String) -> AppResult<String> {
    let person = ctx.person.clone().ok_or(AppError::SignedOut)?;
    if !person.coordinator {
        return Err(AppError::Forbidden);
    }
    let (field, bytes) = if file.is_empty() { ("pasted", pasted.into_bytes()) } else { ("file", file) };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(AppError::field("file", Problem::Rule(words::NOTHING_SENT)));
    }
    limits::hit(&ctx.app.db, UPLOADS, &person.id.to_string(), ctx.now).await?;
    let reading = tokio::task::spawn_blocking(move || sheet::read(&bytes));
    let read = reading.await.map_err(|e| AppError::internal(&e))?.map_err(|refusal| {
        let problem = match refusal.line {
            Some(line) => Problem::OnLine(line, refusal.why),
            None => Problem::Rule(refusal.why),
        };
        AppError::field(field, problem)
    })?;
    let name: String = file_name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let matching = guess(&read.head);
    let mut tx = ctx.begin().await?;
    let (id, reference) = store::add(&mut tx, &name, &read, &matching, person.id, ctx.now).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "sent", Thing(KIND, id), &name).await?;
    tx.commit().await?;
    Ok(format!("/secretariat/import?sheet={reference}"))
}

/// Says what the columns of a sheet mean.
#[server(endpoint = "companies/match_import")]
pub async fn match_import(sheet: String, version: i64, form: MatchForm) -> AppResult<()> {
    let (ctx, _) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let kept = store::kept_locked(&mut tx, &sheet).await?;
    checked(&form, kept.sheet.head.len())?;
    match store::set_matching(&mut tx, kept.id, version, &form).await {
        Err(StoreError::Stale) => return Err(AppError::Conflict(words::LOOK_AGAIN)),
        done => done?,
    }
    tx.commit().await?;
    ctx.go(&format!("/secretariat/import?sheet={sheet}&matched=1"));
    Ok(())
}

/// Every column means one thing, and a firm must be named.
#[cfg(feature = "ssr")]
fn checked(form: &MatchForm, columns: usize) -> Result<(), FieldErrors> {
    const COLUMNS: &str = "form[columns][]";
    let mut wrong = FieldErrors::default();
    let meant: Vec<&String> = form.columns.iter().filter(|code| !code.is_empty()).collect();
    if form.columns.len() != columns || meant.iter().any(|code| Field::of_code(code).is_none()) {
        wrong.add(COLUMNS, Problem::Malformed);
    }
    if meant.iter().enumerate().any(|(place, code)| meant[..place].contains(code)) {
        wrong.add(COLUMNS, Problem::Rule(words::MEANT_TWICE));
    }
    if ![Field::NameKo, Field::NameEn, Field::Brn].iter().any(|field| form.column(*field).is_some()) {
        wrong.add(COLUMNS, Problem::Rule(words::NAME_COLUMN_NEEDED));
    }
    wrong.or(())
}

/// Takes over what a sheet would change, if it is still what was looked at. With `invite`, whoever the sheet names is
/// asked by mail to own their firm's page.
#[server(endpoint = "companies/apply_import")]
pub async fn apply_import(
    sheet: String,
    version: i64,
    plan: String,
    #[server(default)] invite: Option<String>,
) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let kept = Arc::new(store::kept_locked(&mut tx, &sheet).await?);
    if kept.sent.applied.is_some() {
        return Err(AppError::Conflict(words::APPLIED_ALREADY));
    }
    let planned = planned(&mut tx, &ctx, kept.clone()).await?;
    if kept.version != version || fingerprint(&planned) != plan {
        return Err(AppError::Conflict(words::LOOK_AGAIN));
    }
    let asked = match store::apply(&mut tx, &kept, &planned, person.id, ctx.now).await {
        // Somebody changed one of its firms between reading and writing it.
        Err(StoreError::Stale | StoreError::Taken) => return Err(AppError::Conflict(words::LOOK_AGAIN)),
        asked => asked?,
    };
    // Nobody gets more of them at once than in a day from all others.
    let mut sent_to: HashMap<&str, i64> = HashMap::new();
    for asked in asked.iter().filter(|_| invite.is_some()) {
        let sent = sent_to.entry(&asked.email).or_default();
        if *sent < limits::ASKED.tries && store::ask(&mut tx, kept.id, asked, person.id, ctx.now).await? {
            *sent += 1;
            let letter = mails::invited(&ctx, &person.name, &asked.name, Role::Owner);
            inbox::mail(&mut tx, &asked.email, &letter, ctx.now).await?;
        }
    }
    done(ctx, tx, &person, &kept, "applied").await
}

/// Takes back what a sheet changed.
#[server(endpoint = "companies/undo_import")]
pub async fn undo_import(sheet: String) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    let kept = store::kept_locked(&mut tx, &sheet).await?;
    match store::undo(&mut tx, &kept, person.id, ctx.now).await {
        Err(StoreError::Stale) => return Err(AppError::Conflict(words::UNDONE_ALREADY)),
        counts => counts?,
    };
    done(ctx, tx, &person, &kept, "undone").await
}

#[cfg(feature = "ssr")]
async fn done(ctx: Ctx, mut tx: Tx, person: &Person, kept: &Kept, verb: &'static str) -> AppResult<()> {
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, kept.id), &kept.sent.file_name).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/secretariat/import?sheet={}&{verb}=1", kept.sent.reference));
    Ok(())
}

/// Forgets a sheet that was not applied.
#[server(endpoint = "companies/discard_import")]
pub async fn discard_import(sheet: String) -> AppResult<()> {
    let (ctx, _) = Ctx::coordinator()?;
    let mut tx = ctx.begin().await?;
    store::discard(&mut tx, &sheet).await?;
    tx.commit().await?;
    ctx.go("/secretariat/import?discarded=1");
    Ok(())
}
