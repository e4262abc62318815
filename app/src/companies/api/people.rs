//! Server functions of a firm's people: inviting, accepting, changing roles, leaving.

use super::super::model::{InviteForm, People};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{
        super::{
            mails,
            model::{Act, Role, State, may},
            store::{self, KIND, Stored},
        },
        standing,
    },
    crate::{
        accounts::Person,
        audit::{self, Thing},
        ctx::Ctx,
        db::{StoreError, Tx},
        error::{AppError, Problem},
        inbox,
        limits::{self, Limit},
        text::keys,
        time::DAY_MS,
    },
};

/// Invitations to a firm that one person sends in a day.
#[cfg(feature = "ssr")]
const INVITATIONS: Limit = Limit { name: "firm-people", tries: 30, window_ms: DAY_MS };

/// Who works for a firm and who was asked to.
#[server(endpoint = "companies/people", input = GetUrl)]
pub async fn get_people(slug: String) -> AppResult<People> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.read().await?;
    let firm = store::by_slug(&mut tx, &slug).await?;
    let may_manage = allowed(&mut tx, &firm, &person, Act::SeePeople).await?;
    Ok(People {
        slug,
        name: firm.name(),
        colleagues: store::people(&mut tx, firm.id, person.id).await?,
        invited: if may_manage { store::invited(&mut tx, firm.id, ctx.now).await? } else { Vec::new() },
        may_manage,
        now: ctx.now,
    })
}

/// Refuses whoever may not; tells whether they may manage too. A firm that they may not even see does not exist for them.
#[cfg(feature = "ssr")]
async fn allowed(tx: &mut Tx, firm: &Stored, person: &Person, act: Act) -> AppResult<bool> {
    let standing = standing(tx, firm.id, Some(person)).await?;
    if !may(standing, Act::See, firm.state()) {
        return Err(AppError::NotFound);
    }
    if !may(standing, act, firm.state()) {
        return Err(AppError::Forbidden);
    }
    Ok(may(standing, Act::Manage, firm.state()))
}

/// Asks somebody by mail to work for the firm; asking again starts the time anew.
#[server(endpoint = "companies/invite")]
pub async fn invite_colleague(slug: String, form: InviteForm) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let (email, role) = form.check()?;
    // Looked at before it counts as a mail; and once more under the lock.
    invitable(&mut ctx.read().await?, &slug, &person, &email).await?;
    limits::hit(&ctx.app.db, INVITATIONS, &person.id.to_string(), ctx.now).await?;
    limits::hit(&ctx.app.db, limits::ASKED, &email, ctx.now).await?;
    let mut tx = ctx.begin().await?;
    store::by_slug_locked(&mut tx, &slug).await?;
    let firm = invitable(&mut tx, &slug, &person, &email).await?;
    store::invite(&mut tx, firm.id, &email, role, person.id, ctx.now).await?;
    inbox::mail(&mut tx, &email, &mails::invited(&ctx, &person.name, &firm.name(), role), ctx.now).await?;
    done(ctx, tx, &person, &firm, "invited", role.code()).await
}

/// The firm, if the person may ask the owner of this address to work for it.
#[cfg(feature = "ssr")]
async fn invitable(tx: &mut Tx, slug: &str, person: &Person, email: &str) -> AppResult<Stored> {
    let firm = store::by_slug(tx, slug).await?;
    allowed(tx, &firm, person, Act::Manage).await?;
    // The portal writes to nobody for a firm that the secretariat does not know.
    if firm.state() != State::Confirmed {
        return Err(AppError::Conflict(keys::companies::CONFIRMED_FIRST));
    }
    if store::works_for(tx, firm.id, email).await? {
        return Err(AppError::field("form[email]", Problem::Rule(keys::companies::WORKS_HERE)));
    }
    Ok(firm)
}

/// Takes an invitation back.
#[server(endpoint = "companies/withdraw")]
pub async fn withdraw_invitation(slug: String, email: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let firm = store::by_slug_locked(&mut tx, &slug).await?;
    allowed(&mut tx, &firm, &person, Act::Manage).await?;
    match store::withdraw(&mut tx, firm.id, &email).await {
        Err(StoreError::Missing) => return Err(AppError::Conflict(keys::companies::INVITATION_OVER)),
        done => done?,
    }
    done(ctx, tx, &person, &firm, "withdrawn", "").await
}

/// Accepts the invitation that stands for the address of the signed-in person.
#[server(endpoint = "companies/accept")]
pub async fn accept_invitation(slug: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let firm = store::by_slug_locked(&mut tx, &slug).await?;
    let role = match store::accept(&mut tx, firm.id, &person.email, ctx.now).await {
        Err(StoreError::Missing) => return Err(AppError::Conflict(keys::companies::INVITATION_OVER)),
        role => role?,
    };
    store::add_person(&mut tx, firm.id, person.id, role).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "joined", Thing(KIND, firm.id), role.code()).await?;
    tx.commit().await?;
    ctx.go(&format!("/companies/{slug}/people?joined=1"));
    Ok(())
}

/// Declines it.
#[server(endpoint = "companies/decline")]
pub async fn decline_invitation(slug: String) -> AppResult<()> {
    let (ctx, person) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let firm = store::by_slug_locked(&mut tx, &slug).await?;
    match store::withdraw(&mut tx, firm.id, &person.email).await {
        Err(StoreError::Missing) => return Err(AppError::Conflict(keys::companies::INVITATION_OVER)),
        done => done?,
    }
    audit::record(&mut tx, ctx.now, Some(person.id), "declined", Thing(KIND, firm.id), "").await?;
    tx.commit().await?;
    ctx.go("/companies/mine?declined=1");
    Ok(())
}

/// Gives somebody another role; the last owner stays one.
#[server(endpoint = "companies/set_role")]
pub async fn set_role(slug: String, person: String, #[server(default)] role: String) -> AppResult<()> {
    let (ctx, me) = Ctx::signed_in()?;
    let role = Role::of_choice(&role).map_err(|problem| AppError::field("role", problem))?;
    let mut tx = ctx.begin().await?;
    let firm = store::by_slug_locked(&mut tx, &slug).await?;
    allowed(&mut tx, &firm, &me, Act::Manage).await?;
    let (id, before) = store::colleague(&mut tx, firm.id, &person).await?;
    if before == Role::Owner && role != Role::Owner {
        another_owner(&mut tx, &firm).await?;
        store::withdraw_all(&mut tx, firm.id, id).await?;
    }
    store::add_person(&mut tx, firm.id, id, role).await?;
    done(ctx, tx, &me, &firm, "role_changed", &format!("{id}:{}", role.code())).await
}

/// Takes somebody out of the firm, or lets the signed-in person leave; the last owner stays.
#[server(endpoint = "companies/remove_person")]
pub async fn remove_colleague(slug: String, person: String) -> AppResult<()> {
    let (ctx, me) = Ctx::signed_in()?;
    let mut tx = ctx.begin().await?;
    let firm = store::by_slug_locked(&mut tx, &slug).await?;
    let manages = allowed(&mut tx, &firm, &me, Act::SeePeople).await?;
    let (id, role) = store::colleague(&mut tx, firm.id, &person).await?;
    if id != me.id && !manages {
        return Err(AppError::Forbidden);
    }
    if role == Role::Owner {
        another_owner(&mut tx, &firm).await?;
    }
    store::remove_person(&mut tx, firm.id, id).await?;
    if id == me.id {
        audit::record(&mut tx, ctx.now, Some(me.id), "left", Thing(KIND, firm.id), "").await?;
        tx.commit().await?;
        ctx.go("/companies/mine?left=1");
        return Ok(());
    }
    done(ctx, tx, &me, &firm, "person_removed", &id.to_string()).await
}

/// Refuses what would leave a firm without an owner.
#[cfg(feature = "ssr")]
async fn another_owner(tx: &mut Tx, firm: &Stored) -> AppResult<()> {
    if store::count_owners(tx, firm.id).await? > 1 {
        Ok(())
    } else {
        Err(AppError::Conflict(keys::companies::LAST_OWNER))
    }
}

#[cfg(feature = "ssr")]
async fn done(ctx: Ctx, mut tx: Tx, person: &Person, firm: &Stored, verb: &str, detail: &str) -> AppResult<()> {
    audit::record(&mut tx, ctx.now, Some(person.id), verb, Thing(KIND, firm.id), detail).await?;
    tx.commit().await?;
    ctx.go(&format!("/companies/{}/people?{verb}=1", firm.slug));
    Ok(())
}
