//! The SQL of steps: what a firm did for them, and what was said of them.

use super::{
    super::{
        brn,
        store::{self, Stored},
    },
    model::{
        AgreementView, DocumentView, Mark, Marked, Own, RepresentativeForm, Stands, Step, StepView, review, stands,
    },
};
use crate::{
    audit::{self, Thing},
    blobs,
    db::{StoreError, StoreResult, Tx},
    secret,
    text::Text2,
    time::UnixMillis,
    values,
};
use serde::Deserialize;

/// Documents of one firm.
pub const MOST_DOCUMENTS: i64 = 10;

/// The text of the agreement of each firm type.
#[derive(Deserialize)]
struct Agreement {
    slug: String,
    ko: String,
    en: String,
}

/// What a firm did and what was said of it.
pub struct Whole {
    pub steps: Vec<StepView>,
    pub agreements: Vec<AgreementView>,
    pub representative: RepresentativeForm,
    pub documents: Vec<DocumentView>,
}

#[derive(sqlx::FromRow)]
struct DocumentRow {
    r#ref: String,
    name: String,
    size: i64,
    sent_ms: i64,
}

#[derive(sqlx::FromRow)]
struct RepresentativeRow {
    name: String,
    title: String,
    phone: String,
    changed_ms: i64,
}

/// Everything of a firm's way.
pub async fn whole(tx: &mut Tx, firm: &Stored) -> StoreResult<Whole> {
    const AGREED: &str = "SELECT type, agreed_ms FROM company_agreement WHERE company_id = $1 ORDER BY type";
    const REPRESENTATIVE: &str =
        "SELECT name, title, phone, changed_ms FROM company_representative WHERE company_id = $1";
    const DOCUMENTS: &str =
        "SELECT ref, name, size, sent_ms FROM company_document WHERE company_id = $1 ORDER BY id LIMIT 10";
    const MARKS: &str = "SELECT step, mark, note, marked_ms FROM company_step WHERE company_id = $1 ORDER BY step";
    let agreed: Vec<(String, i64)> = tx.all(AGREED, values![firm.id]).await?;
    let representative: Option<RepresentativeRow> = tx.optional(REPRESENTATIVE, values![firm.id]).await?;
    let documents: Vec<DocumentRow> = tx.all(DOCUMENTS, values![firm.id]).await?;
    let marks: Vec<(String, String, String, i64)> = tx.all(MARKS, values![firm.id]).await?;
    let texts: Vec<Agreement> = serde_json::from_str(include_str!("../../../data/agreements.json"))
        .map_err(|e| StoreError::Broken(e.to_string()))?;
    let edited = audit::last(tx, Thing(store::KIND, firm.id), ["registered", "edited"]).await?;
    let names = store::names(tx).await?;
    let agreements: Vec<AgreementView> = names
        .types(firm.types())
        .into_iter()
        .map(|firm_type| {
            let text = texts.iter().find(|text| text.slug == firm_type.slug);
            AgreementView {
                text: text.map(|text| Text2::new(&text.ko, &text.en)).unwrap_or_default(),
                agreed: agreed.iter().find(|(slug, _)| *slug == firm_type.slug).map(|(_, at)| UnixMillis(*at)),
                firm_type,
            }
        })
        .collect();
    let latest = |times: &mut dyn Iterator<Item = i64>| times.max().map(UnixMillis);
    let own = |step| match step {
        Step::Profile => Own { stands: if firm.has_summary() { Stands::Done } else { Stands::Todo }, acted: edited },
        Step::Number => Own {
            stands: match firm.brn() {
                None => Stands::Todo,
                Some(number) if brn::has_valid_check_digit(number) => Stands::Done,
                Some(_) => Stands::Failed,
            },
            acted: edited,
        },
        Step::Agreements => Own {
            stands: match agreements.iter().filter(|a| a.agreed.is_some()).count() {
                0 => Stands::Todo,
                n if n == agreements.len() => Stands::Done,
                _ => Stands::InProgress,
            },
            acted: latest(&mut agreed.iter().map(|(_, at)| *at)),
        },
        Step::Representative => Own {
            stands: if representative.is_some() { Stands::Done } else { Stands::Todo },
            acted: representative.as_ref().map(|r| UnixMillis(r.changed_ms)),
        },
        // Somebody has to look at them.
        Step::Documents => Own {
            stands: if documents.is_empty() { Stands::Todo } else { Stands::InProgress },
            acted: latest(&mut documents.iter().map(|d| d.sent_ms)),
        },
        Step::Review => Own { stands: review(firm.state()), acted: None },
    };
    let view = |step: Step| {
        let marked = marks.iter().find(|(code, ..)| code == step.code()).and_then(|(_, mark, note, at)| {
            Some(Marked { mark: Mark::of_code(mark)?, note: note.clone(), at: UnixMillis(*at) })
        });
        let stands = stands(own(step), marked.as_ref());
        let note = match stands {
            Stands::Failed if step == Step::Review => firm.return_reason.clone(),
            Stands::Failed | Stands::Skipped => marked.map(|m| m.note).unwrap_or_default(),
            _ => String::new(),
        };
        StepView { step, stands, note }
    };
    let steps = Step::ALL.map(view).to_vec();
    let document = |row: DocumentRow| DocumentView {
        reference: row.r#ref,
        name: row.name,
        kilobytes: row.size.div_euclid(1024) + 1,
        sent: UnixMillis(row.sent_ms),
    };
    Ok(Whole {
        steps,
        documents: documents.into_iter().map(document).collect(),
        representative: representative
            .map(|r| RepresentativeForm { name: r.name, title: r.title, phone: r.phone })
            .unwrap_or_default(),
        agreements,
    })
}

/// Agrees to what a firm type asks for. Agreeing again changes nothing.
pub async fn agree(tx: &mut Tx, company: i64, firm_type: &str, person: i64, now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO company_agreement (company_id, type, person_id, agreed_ms) \
        SELECT company_id, type, $3, $4 FROM company_type WHERE company_id = $1 AND type = $2 \
        ON CONFLICT (company_id, type) DO UPDATE SET person_id = excluded.person_id, agreed_ms = excluded.agreed_ms";
    match tx.run(INSERT, values![company, firm_type, person, now]).await? {
        0 => Err(StoreError::Missing),
        _ => Ok(()),
    }
}

/// Says who stands for a firm.
pub async fn set_representative(
    tx: &mut Tx,
    company: i64,
    form: &RepresentativeForm,
    now: UnixMillis,
) -> StoreResult<()> {
    const UPSERT: &str = "INSERT INTO company_representative (company_id, name, title, phone, changed_ms) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (company_id) DO UPDATE SET name = excluded.name, \
        title = excluded.title, phone = excluded.phone, changed_ms = excluded.changed_ms";
    tx.run(UPSERT, values![company, &form.name, &form.title, &form.phone, now]).await?;
    Ok(())
}

/// Adds a document. [`StoreError::Taken`] where there are as many as a firm may have. The firm must be locked.
pub async fn add_document(
    tx: &mut Tx,
    company: i64,
    name: &str,
    bytes: &[u8],
    media_type: &str,
    now: UnixMillis,
) -> StoreResult<()> {
    const COUNT: &str = "SELECT COUNT(*) FROM company_document WHERE company_id = $1";
    const INSERT: &str = "INSERT INTO company_document (ref, company_id, name, sha256, size, sent_ms) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    if tx.number(COUNT, values![company]).await? >= MOST_DOCUMENTS {
        return Err(StoreError::Taken);
    }
    let sha256 = blobs::put(tx, bytes, media_type, now).await?;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    tx.run(INSERT, values![secret::reference(), company, name, sha256, size, now]).await?;
    Ok(())
}

/// Takes a document away; what no firm sent is forgotten.
pub async fn remove_document(tx: &mut Tx, company: i64, reference: &str) -> StoreResult<()> {
    const DELETE: &str = "DELETE FROM company_document WHERE company_id = $1 AND ref = $2 RETURNING sha256";
    let (sha256,): (String,) = tx.one(DELETE, values![company, reference]).await?;
    blobs::forget(tx, &sha256).await
}

/// A document of a firm: its name, media type and bytes.
pub async fn document(tx: &mut Tx, company: i64, reference: &str) -> StoreResult<(String, String, Vec<u8>)> {
    const SELECT: &str = "SELECT name, sha256 FROM company_document WHERE company_id = $1 AND ref = $2";
    let (name, sha256): (String, String) = tx.one(SELECT, values![company, reference]).await?;
    let (media_type, bytes) = blobs::get(tx, &sha256).await?;
    Ok((name, media_type, bytes))
}

/// Says something of a step in place of what was said before.
pub async fn mark(
    tx: &mut Tx,
    company: i64,
    step: Step,
    mark: Mark,
    note: &str,
    person: i64,
    now: UnixMillis,
) -> StoreResult<()> {
    const UPSERT: &str = "INSERT INTO company_step (company_id, step, mark, note, person_id, marked_ms) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (company_id, step) DO UPDATE SET mark = excluded.mark, \
        note = excluded.note, person_id = excluded.person_id, marked_ms = excluded.marked_ms";
    tx.run(UPSERT, values![company, step.code(), mark.code(), note, person, now]).await?;
    Ok(())
}
