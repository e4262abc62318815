//! The map, firms and capabilities as a file: everything as JSON, or a CSV table of each kind. What was exported can be
//! imported again, here or in another portal, without loss.

use crate::{
    audit::{self, Thing},
    companies::{self, FirmRecord},
    db::{StoreError, StoreResult, Tx},
    services,
    technologies::{self, CapabilityRecord, EvidenceRecord, HistoryRecord, NodeRecord},
    time::UnixMillis,
};
use csv::{ReaderBuilder, StringRecord, Writer};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::{HashMap, HashSet};

/// What is told of every file: another program's file is refused at once.
const FORMAT: &str = "oca-archive-1";

/// Everything that travels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    pub format: String,
    pub technologies: Vec<NodeRecord>,
    pub companies: Vec<FirmRecord>,
    pub capabilities: Vec<CapabilityRecord>,
    pub evidence: Vec<EvidenceRecord>,
    pub history: Vec<HistoryRecord>,
}

/// A kind of record, and its CSV table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Technologies,
    Companies,
    Capabilities,
    Evidence,
    History,
}

impl Table {
    pub const ALL: [Self; 5] = [Self::Technologies, Self::Companies, Self::Capabilities, Self::Evidence, Self::History];

    /// The name of its file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Technologies => "technologies.csv",
            Self::Companies => "companies.csv",
            Self::Capabilities => "capabilities.csv",
            Self::Evidence => "evidence.csv",
            Self::History => "history.csv",
        }
    }
}

/// How many records of each kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub technologies: usize,
    pub companies: usize,
    pub capabilities: usize,
    pub evidence: usize,
    pub history: usize,
}

/// Everything that is stored.
pub async fn export(tx: &mut Tx) -> StoreResult<Archive> {
    Ok(Archive {
        format: FORMAT.to_owned(),
        technologies: technologies::node_records(tx).await?,
        companies: companies::records(tx).await?,
        capabilities: technologies::capability_records(tx).await?,
        evidence: technologies::evidence_records(tx).await?,
        history: technologies::history_records(tx).await?,
    })
}

impl Archive {
    pub fn counts(&self) -> Counts {
        Counts {
            technologies: self.technologies.len(),
            companies: self.companies.len(),
            capabilities: self.capabilities.len(),
            evidence: self.evidence.len(),
            history: self.history.len(),
        }
    }

    /// All of it as JSON.
    pub fn json(&self) -> Result<String, String> {
        serde_json::to_string_pretty(self).map_err(|e| e.to_string())
    }

    /// What a JSON file holds; the reason why not names line and column.
    pub fn of_json(text: &str) -> Result<Self, String> {
        let archive: Self = serde_json::from_str(text).map_err(|e| e.to_string())?;
        if archive.format == FORMAT { Ok(archive) } else { Err(format!("format: it is not {FORMAT}")) }
    }

    /// One kind of record as CSV: UTF-8 with its mark, and nothing that a spreadsheet would take for a formula.
    pub fn csv(&self, table: Table) -> Result<String, String> {
        match table {
            Table::Technologies => written(&self.technologies),
            Table::Companies => written(&self.companies),
            Table::Capabilities => written(&self.capabilities),
            Table::Evidence => written(&self.evidence),
            Table::History => written(&self.history),
        }
    }

    /// What a CSV table holds; its headings say of which kind it is.
    pub fn of_csv(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut archive = Self { format: FORMAT.to_owned(), ..Self::default() };
        let head = text.lines().next().unwrap_or_default();
        let is = |table: Table| self::head(table).is_ok_and(|expected| expected == head.trim());
        match Table::ALL.into_iter().find(|table| is(*table)).ok_or("line 1: these headings are of no known table")? {
            Table::Technologies => archive.technologies = read(text)?,
            Table::Companies => archive.companies = read(text)?,
            Table::Capabilities => archive.capabilities = read(text)?,
            Table::Evidence => archive.evidence = read(text)?,
            Table::History => archive.history = read(text)?,
        }
        Ok(archive)
    }
}

/// The headings of a table, as its first line has them.
fn head(table: Table) -> Result<String, String> {
    let written = Archive::default().csv(table)?;
    Ok(written.trim_start_matches('\u{feff}').trim().to_owned())
}

/// A cell that no spreadsheet takes for a formula.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) { format!("'{cell}") } else { cell.to_owned() }
}

fn written<T: Serialize + Default>(records: &[T]) -> Result<String, String> {
    if records.is_empty() {
        // The headings come with a record.
        let one = written(&[T::default()])?;
        return Ok(one.lines().next().map(|head| format!("{head}\n")).unwrap_or_default());
    }
    let mut plain = Writer::from_writer(Vec::new());
    for record in records {
        plain.serialize(record).map_err(|e| e.to_string())?;
    }
    let plain = plain.into_inner().map_err(|e| e.to_string())?;
    rewritten(&plain, guarded).map(|text| format!("\u{feff}{text}"))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, String> {
    let plain = rewritten(text.as_bytes(), |cell| cell.strip_prefix('\'').unwrap_or(cell).to_owned())?;
    ReaderBuilder::new().from_reader(plain.as_bytes()).deserialize().map(|r| r.map_err(|e| e.to_string())).collect()
}

/// The same table with every cell changed.
fn rewritten(table: &[u8], change: impl Fn(&str) -> String) -> Result<String, String> {
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(table);
    let mut writer = Writer::from_writer(Vec::new());
    for record in reader.records() {
        let record: StringRecord = record.map_err(|e| e.to_string())?;
        writer.write_record(record.iter().map(&change)).map_err(|e| e.to_string())?;
    }
    String::from_utf8(writer.into_inner().map_err(|e| e.to_string())?).map_err(|e| e.to_string())
}

/// Takes over what an archive holds: what has the same name becomes what it says, what it does not name stays. Nothing is
/// stored before the transaction is committed; the reason why not names the record.
pub async fn import(tx: &mut Tx, archive: &Archive, note: &str, now: UnixMillis) -> Result<Counts, String> {
    let told = |error: StoreError| error.to_string();
    let map_changed = technologies::restore_nodes(tx, &archive.technologies).await?;
    let mut firms: HashMap<String, i64> = HashMap::new();
    for record in &archive.companies {
        let restored = companies::restore(tx, record).await;
        let id = restored.map_err(|why| format!("companies, {}: {why}", record.slug))?;
        firms.insert(record.slug.clone(), id);
    }
    for slug in archive.capabilities.iter().map(|r| &r.company).chain(archive.history.iter().map(|r| &r.company)) {
        if !firms.contains_key(slug) {
            let firm = companies::firm(tx, slug).await.map_err(|_| format!("company: there is no firm {slug}"))?;
            firms.insert(slug.clone(), firm.id);
        }
    }
    let mut capabilities: HashMap<&str, i64> = HashMap::new();
    let mut with_history = HashSet::new();
    for firm in archive.history.iter().map(|r| firms[&r.company]) {
        if !with_history.contains(&firm) && technologies::has_history(tx, firm).await.map_err(told)? {
            with_history.insert(firm);
        }
    }
    for record in &archive.capabilities {
        let restored = technologies::restore_capability(tx, firms[&record.company], record).await;
        let wrong = |e| format!("capabilities, {} {}: {e}", record.company, record.technology);
        capabilities.insert(&record.capability, restored.map_err(wrong)?);
    }
    restore_evidence(tx, archive, &mut capabilities).await?;
    // Of a firm that has a history here, that one goes on.
    let mut skipped = 0;
    for record in &archive.history {
        if with_history.contains(&firms[&record.company]) {
            skipped += 1;
            continue;
        }
        let restored = technologies::restore_history(tx, firms[&record.company], record).await;
        restored.map_err(|e| format!("history, {} {}: {e}", record.company, record.technology))?;
    }
    let restored: Vec<i64> = capabilities.values().copied().collect();
    technologies::remember_restored(tx, &restored, now).await.map_err(told)?;
    technologies::restored(tx, map_changed, note, now).await.map_err(told)?;
    for record in &archive.companies {
        services::firm_changed(tx, firms[&record.slug]).await.map_err(told)?;
    }
    audit::record(tx, now, None, "imported", Thing("archive", 0), note).await.map_err(told)?;
    tx.touch_public();
    Ok(Counts { history: archive.history.len() - skipped, ..archive.counts() })
}

/// The evidence of every capability that some is told of comes anew.
async fn restore_evidence<'a>(
    tx: &mut Tx,
    archive: &'a Archive,
    capabilities: &mut HashMap<&'a str, i64>,
) -> Result<(), String> {
    let mut renewed = HashSet::new();
    for record in &archive.evidence {
        let wrong = |e: StoreError| format!("evidence, {}: {e}", record.evidence);
        let id = match capabilities.get(record.capability.as_str()) {
            Some(id) => *id,
            None => technologies::capability_id(tx, &record.capability).await.map_err(wrong)?,
        };
        capabilities.insert(&record.capability, id);
        if renewed.insert(id) {
            technologies::forget_evidence(tx, id).await.map_err(wrong)?;
        }
        technologies::restore_evidence(tx, id, record).await.map_err(wrong)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::testing::databases,
        sample,
        testing::{NOW, with_base},
    };

    #[tokio::test]
    async fn what_was_exported_is_the_same_in_another_portal() {
        let targets = databases().await;
        for (test, other) in databases().await.into_iter().zip(targets) {
            sample::fill_to(&test.db, NOW, 0).await.expect("the sample world");
            let mut tx = test.db.begin().await.expect("begun");
            let mut archive = export(&mut tx).await.expect("exported");
            let tricky = archive.companies.iter_mut().find(|firm| firm.state == "confirmed").expect("a member");
            tricky.summary_en = "=HYPERLINK(\"x\"), 'quoted'\nand a line".into();
            tricky.website = String::new();
            let json = Archive::of_json(&archive.json().expect("JSON")).expect("read");
            assert_eq!(json, archive);

            let mut tx = with_base(&other.db).await;
            import(&mut tx, &json, "imported", NOW).await.expect("imported");
            assert_eq!(export(&mut tx).await.expect("exported again"), archive, "by JSON");
            for table in Table::ALL {
                let csv = archive.csv(table).expect("CSV");
                assert!(csv.starts_with('\u{feff}'));
                let part = Archive::of_csv(&csv).expect("read");
                import(&mut tx, &part, "imported", NOW).await.expect("imported");
            }
            assert_eq!(export(&mut tx).await.expect("exported again"), archive, "by CSV");
            let empty = Archive { evidence: Vec::new(), ..archive.clone() }.csv(Table::Evidence).expect("CSV");
            assert!(Archive::of_csv(&empty).expect("headings alone").evidence.is_empty());
            let csv = archive.csv(Table::Companies).expect("CSV");
            assert!(csv.contains("\"'=HYPERLINK("), "a spreadsheet reads a text");
        }
    }

    #[tokio::test]
    async fn what_is_wrong_is_named() {
        let test = &databases().await[0];
        with_base(&test.db).await.commit().await.expect("stored");
        for (text, why) in [
            ("{", "line 1"),
            (
                r#"{"format":"x","technologies":[],"companies":[],"capabilities":[],"evidence":[],"history":[]}"#,
                "format",
            ),
            (r#"{"format":"oca-archive-1","rows":[]}"#, "rows"),
        ] {
            let told = Archive::of_json(text).expect_err("refused");
            assert!(told.contains(why), "{told}");
        }
        assert!(Archive::of_csv("a,b\n1,2\n").expect_err("refused").contains("line 1"));
        let good = FirmRecord {
            slug: "narae".into(),
            state: "submitted".into(),
            name_en: "Narae".into(),
            types: "saas".into(),
            sectors: "healthcare".into(),
            region: "seoul".into(),
            size: "small".into(),
            ..FirmRecord::default()
        };
        for (record, why) in [
            (FirmRecord { slug: "../x".into(), ..good.clone() }, "slug"),
            (FirmRecord { state: "king".into(), ..good.clone() }, "state"),
            (FirmRecord { size: "huge".into(), ..good.clone() }, "size"),
            (FirmRecord { region: "moon".into(), ..good.clone() }, "region"),
        ] {
            let mut tx = test.db.begin().await.expect("begun");
            let archive = Archive { companies: vec![record], ..Archive::default() };
            let told = import(&mut tx, &archive, "", NOW).await.expect_err("refused");
            assert!(told.contains(why), "{told}");
        }
        let mut tx = test.db.begin().await.expect("begun");
        let nobody = CapabilityRecord { company: "nobody".into(), ..CapabilityRecord::default() };
        let archive = Archive { capabilities: vec![nobody], ..Archive::default() };
        assert!(import(&mut tx, &archive, "", NOW).await.expect_err("refused").contains("nobody"));
    }
}
