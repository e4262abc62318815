//! `oca seed`: the sample world.

use super::say;
use app::{ctx::Clock, db::Db, sample};

pub async fn run(db: &Db) -> Result<(), String> {
    let who = sample::fill(db, Clock::default().now()).await?;
    say(&format!("The sample world is there: {} invented firms. Sign in with", who.firms));
    say(&format!("  coordinator: {}", who.coordinator));
    say(&format!("  member: {}", who.member));
    say(&format!("  password: {}", sample::PASSWORD));
    Ok(())
}
