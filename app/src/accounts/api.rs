//! Server functions of accounts. Those that anybody may call stand in [`crate::PUBLIC_ENDPOINTS`].

use super::model::{AccountForm, AccountView, SignInForm, SignUpForm};
use crate::{error::AppResult, time::UnixMillis};
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{drafts, mails, model, password, session, store},
    crate::{
        audit::{self, Thing},
        ctx::Ctx,
        db::StoreError,
        error::{AppError, FORM, FieldErrors, Problem, check},
        inbox, limits, secret,
        text::{Lang, keys},
        time::{DAY_MS, HOUR_MS},
    },
    http::HeaderMap,
};

/// How long a verification link works.
#[cfg(feature = "ssr")]
const VERIFY_MS: i64 = 3 * DAY_MS;
/// How long a reset link works.
#[cfg(feature = "ssr")]
const RESET_MS: i64 = HOUR_MS;

#[cfg(feature = "ssr")]
async fn headers() -> AppResult<HeaderMap> {
    leptos_axum::extract::<HeaderMap>().await.map_err(|e| AppError::internal(&format!("{e:?}")))
}

/// Adds a person and mails the link that proves the address. A known address gets a mail that says so; the answer is
/// the same, so that nobody learns who has an account.
#[server(endpoint = "accounts/sign_up")]
pub async fn sign_up(form: SignUpForm) -> AppResult<()> {
    let ctx = Ctx::current()?;
    limits::hit(&ctx.app.db, limits::SIGN_UP, &ctx.client, ctx.now).await?;
    let next = match model::next_page(&form.next) {
        "/" => "",
        next => next,
    };
    let draft = form.check().map_err(AppError::from)?;
    password::judge(draft.password.clone(), vec![draft.name.clone(), draft.email.clone()]).await?;
    let hash = password::hash(draft.password).await?;
    limits::hit(&ctx.app.db, limits::LINK_MAIL, &draft.email, ctx.now).await?;
    let mut tx = ctx.begin().await?;
    let newcomer = store::NewPerson {
        name: &draft.name,
        email: &draft.email,
        lang: ctx.lang,
        password_hash: &hash,
        coordinator: false,
        verified: None,
    };
    match store::add_person(&mut tx, &newcomer, ctx.now).await {
        Ok(id) => {
            let token = secret::token();
            store::add_link(&mut tx, &token, "verify", id, ctx.now + VERIFY_MS).await?;
            inbox::mail(&mut tx, &draft.email, &mails::verify(&ctx, &draft.name, &token, next), ctx.now).await?;
            audit::record(&mut tx, ctx.now, Some(id), "signed_up", Thing("person", id), "").await?;
        }
        Err(StoreError::Taken) => {
            let known = store::by_email(&mut tx, &draft.email).await?.ok_or(StoreError::Missing)?;
            inbox::mail(&mut tx, &known.email, &mails::known(&ctx, &known.name, known.lang), ctx.now).await?;
        }
        Err(other) => return Err(other.into()),
    }
    tx.commit().await?;
    ctx.go("/sign-up/sent");
    Ok(())
}

/// Uses a mailed verification link up and signs the person in.
#[server(endpoint = "accounts/verify")]
pub async fn verify(token: String, #[server(default)] next: String) -> AppResult<()> {
    let ctx = Ctx::current()?;
    let headers = headers().await?;
    let mut tx = ctx.begin().await?;
    let Ok(person) = store::use_link(&mut tx, &token, "verify", ctx.now).await else {
        return Err(AppError::Conflict(keys::accounts::LINK_OVER));
    };
    store::verify(&mut tx, person, ctx.now).await?;
    session::start(&mut tx, &ctx, &headers, person).await?;
    audit::record(&mut tx, ctx.now, Some(person), "verified", Thing("person", person), "").await?;
    tx.commit().await?;
    match model::next_page(&next) {
        "/" => ctx.go("/account"),
        next => leptos_axum::redirect(next),
    }
    Ok(())
}

/// Signs a person in. A wrong password and an unknown address answer the same, after the same time.
#[server(endpoint = "accounts/sign_in")]
pub async fn sign_in(form: SignInForm) -> AppResult<()> {
    let ctx = Ctx::current()?;
    let headers = headers().await?;
    let mut wrong = FieldErrors::default();
    let email = wrong.take("form[email]", check::email(&form.email));
    if form.password.is_empty() {
        wrong.add("form[password]", Problem::Required);
    }
    wrong.or(()).map_err(AppError::from)?;
    limits::hit(&ctx.app.db, limits::SIGN_IN_CLIENT, &ctx.client, ctx.now).await?;
    limits::hit(&ctx.app.db, limits::SIGN_IN, &email, ctx.now).await?;
    let mut tx = ctx.read().await?;
    let found = store::credentials(&mut tx, &email).await?;
    drop(tx);
    let fits = password::fits(form.password, found.as_ref().map(|f| f.1.clone())).await?;
    let Some((person, _, verified)) = found.filter(|_| fits) else {
        return Err(AppError::field(FORM, Problem::Rule(keys::accounts::WRONG_CREDENTIALS)));
    };
    if !verified {
        return Err(AppError::field(FORM, Problem::Rule(keys::accounts::NOT_VERIFIED)));
    }
    // Sample people have the reserved top-level domain `.example`; their password is public.
    if !ctx.app.is_loopback() && std::path::Path::new(&email).extension().is_some_and(|e| e == "example") {
        return Err(AppError::field(FORM, Problem::Rule(keys::accounts::SAMPLE_REFUSED)));
    }
    let mut tx = ctx.begin().await?;
    session::start(&mut tx, &ctx, &headers, person).await?;
    // The limits are there for wrong passwords; whoever signs in and out all day is no attacker.
    limits::uncount(&mut tx, limits::SIGN_IN_CLIENT, &ctx.client).await?;
    limits::uncount(&mut tx, limits::SIGN_IN, &email).await?;
    audit::record(&mut tx, ctx.now, Some(person), "signed_in", Thing("person", person), "").await?;
    tx.commit().await?;
    match model::next_page(&form.next) {
        "/" => ctx.go("/"),
        next => leptos_axum::redirect(next),
    }
    Ok(())
}

/// Ends the session.
#[server(endpoint = "accounts/sign_out")]
pub async fn sign_out() -> AppResult<()> {
    let ctx = Ctx::current()?;
    let headers = headers().await?;
    if let Some(token) = session::token(&ctx.app, &headers) {
        let mut tx = ctx.begin().await?;
        store::end_session(&mut tx, &token).await?;
        tx.commit().await?;
    }
    session::clear_cookie(&ctx.app);
    ctx.go("/");
    Ok(())
}

/// Ends every other session of the person.
#[server(endpoint = "accounts/sign_out_elsewhere")]
pub async fn sign_out_elsewhere() -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let token = session::token(&ctx.app, &headers().await?).unwrap_or_default();
    let mut tx = ctx.begin().await?;
    store::end_sessions(&mut tx, person.id, &token).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "signed_out_elsewhere", Thing("person", person.id), "").await?;
    tx.commit().await?;
    ctx.go("/account");
    Ok(())
}

/// Mails a link with which a password can be chosen anew. The answer does not tell whether the address is known.
#[server(endpoint = "accounts/ask_reset")]
pub async fn ask_reset(email: String) -> AppResult<()> {
    let ctx = Ctx::current()?;
    let email = check::email(&email).map_err(|p| AppError::field("email", p))?;
    limits::hit(&ctx.app.db, limits::LINK_MAIL, &email, ctx.now).await?;
    let mut tx = ctx.begin().await?;
    if let Some(person) = store::by_email(&mut tx, &email).await? {
        let token = secret::token();
        store::add_link(&mut tx, &token, "reset", person.id, ctx.now + RESET_MS).await?;
        inbox::mail(&mut tx, &email, &mails::reset(&ctx, &person.name, person.lang, &token), ctx.now).await?;
    }
    tx.commit().await?;
    ctx.go("/reset/sent");
    Ok(())
}

/// Uses a reset link up: the new password holds, every session ends.
#[server(endpoint = "accounts/reset")]
pub async fn reset(token: String, form: SignInForm) -> AppResult<()> {
    let ctx = Ctx::current()?;
    let checked = model::check_password(&form.password).map_err(|p| AppError::field("form[password]", p));
    let new = checked?;
    password::judge(new.clone(), vec![]).await?;
    let hash = password::hash(new).await?;
    let mut tx = ctx.begin().await?;
    let Ok(person) = store::use_link(&mut tx, &token, "reset", ctx.now).await else {
        return Err(AppError::Conflict(keys::accounts::LINK_OVER));
    };
    store::set_password(&mut tx, person, &hash).await?;
    store::verify(&mut tx, person, ctx.now).await?;
    store::end_sessions(&mut tx, person, "").await?;
    audit::record(&mut tx, ctx.now, Some(person), "reset_password", Thing("person", person), "").await?;
    tx.commit().await?;
    ctx.go("/sign-in?reset=1");
    Ok(())
}

/// What the account page shows.
#[server(endpoint = "accounts/mine", input = GetUrl)]
pub async fn my_account() -> AppResult<AccountView> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let sessions = store::sessions(&mut tx, person.id).await?;
    Ok(AccountView { name: person.name, email: person.email, lang: person.lang, sessions })
}

/// Changes the person's own name and the language of mails.
#[server(endpoint = "accounts/update")]
pub async fn update_account(form: AccountForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let name = check::line(&form.name, model::LONGEST_NAME).map_err(|p| AppError::field("form[name]", p))?;
    let mut tx = ctx.begin().await?;
    store::update(&mut tx, person.id, &name, Lang::of_code(&form.lang)).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "changed_account", Thing("person", person.id), "").await?;
    tx.commit().await?;
    ctx.go("/account?saved=1");
    Ok(())
}

/// Keeps what the person is typing into a form; answers when it was kept.
#[server(endpoint = "accounts/save_draft")]
pub async fn save_draft(form: String, content: String) -> AppResult<UnixMillis> {
    let (ctx, person) = Ctx::signed_in()?;
    let known = form.len() <= 80 && form.chars().all(|c| c.is_ascii_alphanumeric() || "-/".contains(c));
    if !known || content.len() > drafts::LONGEST {
        return Err(AppError::field(FORM, Problem::TooLong(drafts::LONGEST)));
    }
    let mut tx = ctx.begin().await?;
    drafts::save(&mut tx, person.id, &form, &content, ctx.now).await?;
    tx.commit().await?;
    Ok(ctx.now)
}

/// Forgets a draft.
#[server(endpoint = "accounts/discard_draft")]
pub async fn discard_draft(form: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    drafts::discard(&mut tx, person.id, &form).await?;
    tx.commit().await?;
    Ok(())
}

/// What the person typed into a form and when it was kept.
#[server(endpoint = "accounts/load_draft", input = GetUrl)]
pub async fn load_draft(form: String) -> AppResult<Option<(String, UnixMillis)>> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    Ok(drafts::load(&mut tx, person.id, &form).await?)
}
