//! `oca import-landscape`: firms to approach from a landscape file, with a report by line.

use super::say;
use app::{
    ctx::Clock,
    db::{Db, StoreError},
    recruiting,
    text::{Lang, Texts},
};
use std::path::Path;

/// Reads the file and reports; unless it is a dry run (no database), takes its firms over.
pub async fn import(db: Option<&Db>, file: &Path) -> Result<(), String> {
    let t = Texts(Lang::En);
    let shown = file.display();
    let size = std::fs::metadata(file).map_err(|e| format!("{shown}: {e}"))?.len();
    // Not even read: a mistake in the name of the file should not fill the memory.
    if size > u64::try_from(recruiting::LARGEST_LANDSCAPE).unwrap_or(u64::MAX) {
        return Err(format!("{shown}: {}", t.s(app::text::keys::landscape::TOO_LARGE)));
    }
    let bytes = std::fs::read(file).map_err(|e| format!("{shown}: {e}"))?;
    let landscape =
        recruiting::read_landscape(&bytes).map_err(|(key, line)| format!("{shown}:{line}: {}", t.s(key)))?;
    for finding in &landscape.findings {
        say(&format!("{shown}:{}: {}: {}", finding.line, t.s(finding.kind.key()), finding.about));
    }
    let products: usize = landscape.firms.iter().map(|firm| firm.products.len()).sum();
    say(&format!("{} firms, {products} products, {} findings.", landscape.firms.len(), landscape.findings.len()));
    let Some(db) = db else {
        say("A dry run: nothing is stored.");
        return Ok(());
    };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let count = store(db, &name, &landscape).await.map_err(|e| e.to_string())?;
    say(&format!("{count} firms are new or changed. The secretariat sees them beside the gaps of its sectors."));
    Ok(())
}

async fn store(db: &Db, name: &str, landscape: &recruiting::Landscape) -> Result<usize, StoreError> {
    let now = Clock::default().now();
    let mut tx = db.begin().await?;
    let (_, reference) = recruiting::add_landscape(&mut tx, name, landscape, None, now).await?;
    let (_, count) = recruiting::take_landscape(&mut tx, &reference, now).await?;
    tx.commit().await?;
    Ok(count)
}
