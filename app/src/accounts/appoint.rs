//! The first coordinator of a portal, made on the command line.

use super::store::{self, NewPerson};
use crate::{
    audit::{self, Thing},
    db::{Db, StoreError},
    error::AppError,
    secret,
    text::Lang,
    time::{HOUR_MS, UnixMillis},
};

/// Makes the person with this address a coordinator, adding them if needed, and answers with the token of a link by
/// which they choose a password.
pub async fn appoint(db: &Db, email: &str, name: &str, now: UnixMillis) -> Result<String, String> {
    let email = crate::error::check::email(email).map_err(|_| format!("--email {email} is not a mail address"))?;
    let hash = super::hash_password(secret::token()).await.map_err(|e: AppError| e.to_string())?;
    let wrong = |e: StoreError| e.to_string();
    let mut tx = db.begin().await.map_err(wrong)?;
    let person =
        NewPerson { name, email: &email, lang: Lang::Ko, password_hash: &hash, coordinator: true, verified: None };
    match store::add_person(&mut tx, &person, now).await {
        Ok(_) | Err(StoreError::Taken) => {}
        Err(other) => return Err(wrong(other)),
    }
    let id = store::make_coordinator(&mut tx, &email).await.map_err(wrong)?;
    let token = secret::token();
    store::add_link(&mut tx, &token, "reset", id, now + HOUR_MS).await.map_err(wrong)?;
    audit::record(&mut tx, now, None, "made_coordinator", Thing("person", id), "").await.map_err(wrong)?;
    tx.commit().await.map_err(wrong)?;
    Ok(token)
}
