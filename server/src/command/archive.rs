//! `oca export` and `oca import`: the map, firms and capabilities as files.

use super::say;
use app::{
    archive::{self, Archive, Counts, Table},
    ctx::Clock,
    db::Db,
};
use std::path::Path;

/// Largest file that is imported, in bytes.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Writes everything as JSON into a file ending in `.json`, else a CSV table of each kind into a folder.
pub async fn export(db: &Db, to: &Path) -> Result<(), String> {
    let mut tx = db.read().await.map_err(|e| e.to_string())?;
    let archive = archive::export(&mut tx).await.map_err(|e| e.to_string())?;
    let write = |path: &Path, text: String| std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()));
    if is(to, "json") {
        write(to, archive.json()?)?;
    } else {
        std::fs::create_dir_all(to).map_err(|e| format!("{}: {e}", to.display()))?;
        for table in Table::ALL {
            write(&to.join(table.file()), archive.csv(table)?)?;
        }
    }
    say(&format!("{}: {}.", to.display(), counted(archive.counts())));
    Ok(())
}

/// Takes over a JSON file, or one CSV table.
pub async fn import(db: &Db, file: &Path) -> Result<(), String> {
    let shown = file.display();
    let size = std::fs::metadata(file).map_err(|e| format!("{shown}: {e}"))?.len();
    if size > LARGEST {
        return Err(format!("{shown}: larger than {} MiB; import the CSV tables one by one", LARGEST >> 20));
    }
    let text = std::fs::read_to_string(file).map_err(|e| format!("{shown}: {e}"))?;
    let read = if is(file, "json") { Archive::of_json(&text) } else { Archive::of_csv(&text) };
    let archive = read.map_err(|why| format!("{shown}: {why}"))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut tx = db.begin().await.map_err(|e| e.to_string())?;
    let now = Clock::default().now();
    let counts = archive::import(&mut tx, &archive, &name, now).await.map_err(|why| format!("{shown}: {why}"))?;
    tx.commit().await.map_err(|e| e.to_string())?;
    say(&format!("{shown}: {}.", counted(counts)));
    Ok(())
}

fn is(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}

fn counted(counts: Counts) -> String {
    let Counts { technologies, companies, capabilities, evidence, history } = counts;
    format!(
        "{technologies} nodes of the map, {companies} firms, {capabilities} capabilities, {evidence} pieces of evidence, \
        {history} changes"
    )
}
