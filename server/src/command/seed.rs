//! `oca seed`: the sample world.

use super::say;
use app::{ctx::Clock, db::Db, sample};

pub async fn run(db: &Db, scale: usize) -> Result<(), String> {
    let who = sample::fill_to(db, Clock::default().now(), scale).await?;
    say(&format!("The sample world is there: {} invented firms. Sign in with", who.firms));
    say(&format!("  coordinator: {}", who.coordinator));
    say(&format!("  member: {}", who.member));
    say(&format!("  password: {}", sample::PASSWORD));
    Ok(())
}
