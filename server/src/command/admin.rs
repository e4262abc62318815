//! `oca admin create`: the first coordinator.

use super::say;
use app::{ctx::Clock, db::Db};

pub async fn create(db: &Db, base_url: &str, email: &str, name: &str) -> Result<(), String> {
    let token = app::accounts::appoint(db, email, name, Clock::default().now()).await?;
    say(&format!("{email} is a coordinator. The link to choose a password works for an hour:"));
    say(&format!("{base_url}/reset?token={token}"));
    Ok(())
}
