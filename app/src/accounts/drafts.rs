//! What somebody is typing into a long form, kept for them alone until they send or discard it.

use crate::{
    db::{StoreResult, Tx},
    error::AppError,
    replay::{self, Replay},
    secret,
    text::keys,
    time::UnixMillis,
    ui::{Edit, EditTarget},
    values,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest draft, in bytes of its form encoding.
pub const LONGEST: usize = 100_000;

/// Keeps what a person typed into a form, as its form encoding.
pub async fn save(tx: &mut Tx, person: i64, form: &str, content: &str, now: UnixMillis) -> StoreResult<()> {
    const UPSERT: &str = "INSERT INTO form_draft (person_id, form, content, saved_ms) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (person_id, form) DO UPDATE SET content = excluded.content, saved_ms = excluded.saved_ms";
    tx.run(UPSERT, values![person, form, content, now]).await?;
    Ok(())
}

/// How an editor begins: with a new thing, or with a stored one (its slug and version).
pub fn begin(of: &EditTarget, stored: Option<(String, i64)>) -> Edit {
    let (slug, version) = stored.map_or((None, 0), |(slug, version)| (Some(slug), version));
    let draft = of.draft(slug.as_deref());
    Edit { slug, version, once: secret::reference(), draft, ..Edit::default() }
}

/// The fields of an editor: what was just refused, else what was being typed, else what is stored. Where the stored thing
/// is not the one that the typing began with, `edit` then says what is stored in the fields that differ.
pub async fn restore<F>(tx: &mut Tx, person: i64, of: &EditTarget, edit: &mut Edit, stored: F) -> StoreResult<F>
where
    F: Serialize + DeserializeOwned + PartialEq,
{
    let endpoint = of.endpoint(edit.is_new());
    if let Some((refused, why)) = Replay::refused(endpoint) {
        if why == AppError::Conflict(keys::errors::CHANGED_MEANWHILE) {
            edit.stored = differing(&stored, &refused);
        }
        return Ok(refused);
    }
    let Some((content, _)) = load(tx, person, &edit.draft).await? else { return Ok(stored) };
    let Some(kept) = replay::decode::<F>(content.as_bytes()) else { return Ok(stored) };
    edit.restored = kept != stored;
    if begun_with(&content).is_some_and(|version| version != edit.version) {
        edit.stored = differing(&stored, &kept);
    }
    Ok(kept)
}

/// The version of the stored thing that a draft began with.
fn begun_with(content: &str) -> Option<i64> {
    #[derive(Deserialize)]
    struct Begun {
        version: Option<i64>,
    }
    serde_qs::Config::new(5, false).deserialize_str::<Begun>(content).ok()?.version
}

/// What is stored in the fields that hold something else in `typed`, by the names of their inputs.
fn differing<F: Serialize>(stored: &F, typed: &F) -> BTreeMap<String, Vec<String>> {
    let (mut theirs, mut ours) = (BTreeMap::new(), BTreeMap::new());
    for (form, fields) in [(stored, &mut theirs), (typed, &mut ours)] {
        collect("form", &serde_json::to_value(form).unwrap_or_default(), fields);
    }
    theirs.retain(|name, values| ours.get(name) != Some(values));
    theirs
}

/// The inputs of a form with their values: `form[name]`, `form[tags][]`, `form[lots][0][name]`.
fn collect(name: &str, value: &Value, fields: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Object(parts) => {
            for (part, value) in parts {
                collect(&format!("{name}[{part}]"), value, fields);
            }
        }
        Value::Array(all) if all.iter().any(Value::is_object) => {
            for (place, value) in all.iter().enumerate() {
                collect(&format!("{name}[{place}]"), value, fields);
            }
        }
        Value::Array(all) => {
            let values = all.iter().filter_map(Value::as_str).map(normal).collect();
            fields.insert(format!("{name}[]"), values);
        }
        other => {
            fields.insert(name.to_owned(), vec![normal(other.as_str().unwrap_or_default())]);
        }
    }
}

/// A text as it is compared: browsers send lines that end in CR and LF.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// What a person typed into a form, and when it was kept.
pub async fn load(tx: &mut Tx, person: i64, form: &str) -> StoreResult<Option<(String, UnixMillis)>> {
    const SELECT: &str = "SELECT content, saved_ms FROM form_draft WHERE person_id = $1 AND form = $2";
    let found: Option<(String, i64)> = tx.optional(SELECT, values![person, form]).await?;
    Ok(found.map(|(content, at)| (content, UnixMillis(at))))
}

/// Forgets it: the form was sent or the draft discarded.
pub async fn discard(tx: &mut Tx, person: i64, form: &str) -> StoreResult<()> {
    tx.run("DELETE FROM form_draft WHERE person_id = $1 AND form = $2", values![person, form]).await?;
    Ok(())
}
