//! The lots of calls: what each asks for.

use super::{
    super::model::{CallFacts, LotDraft, LotForm, LotView, NeedView, Track},
    LOT,
    facts::{FactsRow, facts_columns},
};
use crate::{
    db::{StoreError, StoreResult, Tx, Value, in_25},
    label::Label,
    money, secret, slugs,
    technologies::Need,
    text::Text2,
    time::UnixMillis,
    values,
};
use std::collections::HashMap;

/// Writes the lots of a call: known ones are changed, new ones added, missing ones removed. One that has bids and is
/// missing is [`StoreError::Taken`].
pub async fn write(tx: &mut Tx, call: i64, drafts: &[LotDraft]) -> StoreResult<()> {
    const KNOWN: &str = "SELECT id, slug FROM flagship_lot WHERE call_id = $1";
    const BIDS: &str = "SELECT COUNT(*) FROM bid WHERE lot_id = $1";
    const INSERT: &str = "INSERT INTO flagship_lot (slug, call_id, position, sector, track, name_ko, name_en, cap_won) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
    const UPDATE: &str = "UPDATE flagship_lot SET position = $2, sector = $3, track = $4, name_ko = $5, name_en = $6, \
        cap_won = $7 WHERE id = $1";
    let known: Vec<(i64, String)> = tx.all(KNOWN, values![call]).await?;
    for (id, slug) in &known {
        if drafts.iter().any(|d| d.slug == *slug) {
            continue;
        }
        if tx.number(BIDS, values![*id]).await? > 0 {
            return Err(StoreError::Taken);
        }
        tx.run("DELETE FROM flagship_lot WHERE id = $1", values![*id]).await?;
    }
    for (position, d) in (0_i64..).zip(drafts) {
        let (name, track) = (&d.name, d.track.code());
        let id = if let Some((id, _)) = known.iter().find(|(_, slug)| !slug.is_empty() && *slug == d.slug) {
            tx.run(UPDATE, values![*id, position, &d.sector, track, &name.ko, &name.en, d.cap_won]).await?;
            *id
        } else {
            let first = values![secret::reference(), call, position, &d.sector, track, &name.ko, &name.en, d.cap_won];
            let id = tx.number(INSERT, first).await?;
            let wanted = if d.slug.is_empty() { slugs::of_name(&name.en, &name.ko) } else { d.slug.clone() };
            let slug = slugs::claim(tx, LOT, &wanted, id).await?;
            tx.run("UPDATE flagship_lot SET slug = $2 WHERE id = $1", values![id, slug]).await?;
            id
        };
        write_lists(tx, id, d).await?;
    }
    Ok(())
}

async fn write_lists(tx: &mut Tx, lot: i64, draft: &LotDraft) -> StoreResult<()> {
    const TECHNOLOGY: &str = "INSERT INTO flagship_lot_technology (lot_id, technology, min_level) VALUES ($1, $2, $3)";
    const DOCUMENT: &str =
        "INSERT INTO flagship_lot_document (lot_id, position, name_ko, name_en) VALUES ($1, $2, $3, $4)";
    const CRITERION: &str =
        "INSERT INTO flagship_lot_criterion (lot_id, position, name_ko, name_en, weight) VALUES ($1, $2, $3, $4, $5)";
    tx.run("DELETE FROM flagship_lot_technology WHERE lot_id = $1", values![lot]).await?;
    tx.run("DELETE FROM flagship_lot_document WHERE lot_id = $1", values![lot]).await?;
    tx.run("DELETE FROM flagship_lot_criterion WHERE lot_id = $1", values![lot]).await?;
    for (technology, level) in &draft.technologies {
        tx.run(TECHNOLOGY, values![lot, technology, *level]).await?;
    }
    for (position, name) in (0_i64..).zip(&draft.documents) {
        tx.run(DOCUMENT, values![lot, position, &name.ko, &name.en]).await?;
    }
    for (position, (name, weight)) in (0_i64..).zip(&draft.criteria) {
        tx.run(CRITERION, values![lot, position, &name.ko, &name.en, *weight]).await?;
    }
    Ok(())
}

/// Sector and name of each lot, by call.
pub async fn names(tx: &mut Tx, calls: &[i64]) -> StoreResult<HashMap<i64, Vec<(Label, Text2)>>> {
    const SELECT: &str = concat!(
        "SELECT l.call_id, s.slug, s.name_ko, s.name_en, l.name_ko AS lot_ko, l.name_en AS lot_en FROM flagship_lot l \
        JOIN sector s ON s.slug = l.sector WHERE l.call_id IN ",
        crate::in_25!(),
        " ORDER BY l.call_id, l.position, l.id"
    );
    let mut names: HashMap<i64, Vec<(Label, Text2)>> = HashMap::new();
    for some in in_25(calls) {
        for (call, slug, ko, en, lot_ko, lot_en) in
            tx.all::<(i64, String, String, String, String, String)>(SELECT, &some).await?
        {
            let sector = Label::new(slug, ko, en);
            names.entry(call).or_default().push((sector, Text2::new(lot_ko, lot_en)));
        }
    }
    Ok(names)
}

#[derive(sqlx::FromRow)]
struct LotRow {
    id: i64,
    slug: String,
    sector: String,
    sector_ko: String,
    sector_en: String,
    track: String,
    name_ko: String,
    name_en: String,
    cap_won: i64,
}

/// The lots of a call with everything they ask for. Three statements.
pub async fn lots_of(tx: &mut Tx, call: i64) -> StoreResult<Vec<LotView>> {
    const LOTS: &str = "SELECT l.id, l.slug, l.sector, s.name_ko AS sector_ko, s.name_en AS sector_en, l.track, l.name_ko, \
        l.name_en, l.cap_won FROM flagship_lot l JOIN sector s ON s.slug = l.sector WHERE l.call_id = $1 \
        ORDER BY l.position, l.id";
    const NEEDS: &str = "SELECT n.lot_id, t.slug, t.name_ko, t.name_en, n.min_level FROM flagship_lot l \
        JOIN flagship_lot_technology n ON n.lot_id = l.id JOIN technology t ON t.slug = n.technology WHERE l.call_id = $1 \
        ORDER BY n.lot_id, n.min_level DESC, t.slug";
    // A document is a line without a weight.
    const LINES: &str = "SELECT d.lot_id, d.position, d.name_ko, d.name_en, CAST(0 AS BIGINT) AS weight FROM flagship_lot l \
        JOIN flagship_lot_document d ON d.lot_id = l.id WHERE l.call_id = $1 UNION ALL \
        SELECT c.lot_id, c.position, c.name_ko, c.name_en, c.weight FROM flagship_lot l \
        JOIN flagship_lot_criterion c ON c.lot_id = l.id WHERE l.call_id = $1 ORDER BY 1, 2";
    let mut needs: HashMap<i64, Vec<NeedView>> = HashMap::new();
    for (lot, slug, ko, en, min_level) in tx.all::<(i64, String, String, String, i64)>(NEEDS, values![call]).await? {
        let technology = Label::new(slug, ko, en);
        needs.entry(lot).or_default().push(NeedView { technology, min_level });
    }
    let mut documents: HashMap<i64, Vec<Text2>> = HashMap::new();
    let mut criteria: HashMap<i64, Vec<(Text2, i64)>> = HashMap::new();
    for (lot, _, ko, en, weight) in tx.all::<(i64, i64, String, String, i64)>(LINES, values![call]).await? {
        let name = Text2::new(ko, en);
        if weight == 0 {
            documents.entry(lot).or_default().push(name);
        } else {
            criteria.entry(lot).or_default().push((name, weight));
        }
    }
    let view = |row: LotRow| LotView {
        slug: row.slug,
        sector: Label::new(row.sector, row.sector_ko, row.sector_en),
        track: Track::of_code(&row.track).unwrap_or_default(),
        name: Text2::new(row.name_ko, row.name_en),
        cap_won: row.cap_won,
        needs: needs.remove(&row.id).unwrap_or_default(),
        documents: documents.remove(&row.id).unwrap_or_default(),
        criteria: criteria.remove(&row.id).unwrap_or_default(),
        adverts: Vec::new(),
    };
    Ok(tx.all::<LotRow>(LOTS, values![call]).await?.into_iter().map(view).collect())
}

/// The lots as their editor shows them.
pub fn lot_drafts(lots: Vec<LotView>) -> Vec<LotForm> {
    let line = |name: &Text2| if name.en.is_empty() { name.ko.clone() } else { format!("{} | {}", name.ko, name.en) };
    let form = |lot: LotView| {
        let (cap, unit) = money::split(lot.cap_won);
        let documents: Vec<String> = lot.documents.iter().map(line).collect();
        let criteria: Vec<String> = lot.criteria.iter().map(|(name, w)| format!("{} | {w}", line(name))).collect();
        LotForm {
            slug: lot.slug,
            sector: lot.sector.slug,
            track: lot.track.code().to_owned(),
            name_ko: lot.name.ko,
            name_en: lot.name.en,
            cap,
            cap_unit: unit.to_owned(),
            levels: lot.needs.iter().map(|n| n.min_level.to_string()).collect(),
            technologies: lot.needs.into_iter().map(|n| n.technology.name.ko).collect(),
            documents: documents.join("\n"),
            criteria: criteria.join("\n"),
        }
    };
    lots.into_iter().map(form).collect()
}

/// What a bid needs to know of the lot that it is for.
#[derive(Clone, Debug)]
pub struct LotBrief {
    pub id: i64,
    pub name: Text2,
    pub facts: CallFacts,
}

#[derive(sqlx::FromRow)]
struct BriefRow {
    id: i64,
    name_ko: String,
    name_en: String,
    #[sqlx(flatten)]
    facts: FactsRow,
}

/// The lot with this address, and its call's facts.
pub async fn lot(tx: &mut Tx, slug: &str) -> StoreResult<LotBrief> {
    const SELECT: &str = concat!(
        "SELECT l.id, l.name_ko, l.name_en, ",
        facts_columns!(),
        " FROM flagship_lot l JOIN flagship_call k ON k.id = l.call_id WHERE l.slug = $1"
    );
    let row: BriefRow = tx.one(SELECT, values![slug]).await?;
    Ok(LotBrief { id: row.id, name: Text2::new(row.name_ko, row.name_en), facts: row.facts.facts() })
}

/// The name of a lot of a public call, for a filter.
pub async fn lot_name(tx: &mut Tx, slug: &str) -> StoreResult<Option<Label>> {
    const SELECT: &str = "SELECT l.slug, l.name_ko, l.name_en FROM flagship_lot l \
        JOIN flagship_call k ON k.id = l.call_id AND k.public WHERE l.slug = $1";
    let found: Option<(String, String, String)> = tx.optional(SELECT, values![slug]).await?;
    Ok(found.map(Label::from))
}

/// The lots for which bids can be begun now, the nearest deadline first, named after their call and themselves.
pub async fn lot_choices(tx: &mut Tx, now: UnixMillis) -> StoreResult<Vec<Label>> {
    const SELECT: &str = "SELECT l.slug, k.name_ko AS call_ko, k.name_en AS call_en, l.name_ko, l.name_en \
        FROM flagship_lot l JOIN flagship_call k ON k.id = l.call_id WHERE k.public AND k.cancelled_ms IS NULL \
        AND k.awarded_ms IS NULL AND k.closes_ms + 1000 > $1 ORDER BY k.closes_ms, k.id, l.position, l.id LIMIT 100";
    let rows: Vec<(String, String, String, String, String)> = tx.all(SELECT, values![now]).await?;
    let label = |(slug, call_ko, call_en, ko, en): (String, String, String, String, String)| {
        let (call, lot) = (Text2::new(call_ko, call_en), Text2::new(ko, en));
        let both = |lang| format!("{} · {}", call.get(lang), lot.get(lang));
        Label { slug, name: Text2::new(both(crate::text::Lang::Ko), both(crate::text::Lang::En)) }
    };
    Ok(rows.into_iter().map(label).collect())
}

/// The technologies of a lot, as pages show them and as rules weigh them.
pub async fn needs_of_lot(tx: &mut Tx, lot: i64) -> StoreResult<(Vec<NeedView>, Vec<(Text2, Need)>)> {
    const SELECT: &str = "SELECT t.slug, t.name_ko, t.name_en, n.min_level FROM flagship_lot_technology n \
        JOIN technology t ON t.slug = n.technology WHERE n.lot_id = $1 ORDER BY n.min_level DESC, t.slug";
    let (mut views, mut needs) = (Vec::new(), Vec::new());
    for (slug, ko, en, min_level) in tx.all::<(String, String, String, i64)>(SELECT, values![lot]).await? {
        let name = Text2::new(ko, en);
        needs.push((name.clone(), Need { technology: slug.clone(), activity: String::new(), min_level }));
        views.push(NeedView { technology: Label { slug, name }, min_level });
    }
    Ok((views, needs))
}

/// What lots ask for follows a merged technology; where a lot asks for both, the higher level stays.
pub async fn technology_merged(tx: &mut Tx, from: &str, into: &str) -> StoreResult<()> {
    const LEVELS: &str = "UPDATE flagship_lot_technology AS t SET min_level = s.min_level FROM flagship_lot_technology s \
        WHERE s.technology = $1 AND t.technology = $2 AND t.lot_id = s.lot_id AND s.min_level > t.min_level";
    const DROP: &str = "DELETE FROM flagship_lot_technology WHERE technology = $1 \
        AND lot_id IN (SELECT t.lot_id FROM flagship_lot_technology t WHERE t.technology = $2)";
    const FOLLOW: &str = "UPDATE flagship_lot_technology SET technology = $2 WHERE technology = $1";
    for text in [LEVELS, DROP, FOLLOW] {
        tx.run(text, values![from, into]).await?;
    }
    Ok(())
}

/// Which of up to 25 firms answered a bid.
pub async fn firms_in_use(tx: &mut Tx, some: &[Value]) -> StoreResult<Vec<i64>> {
    const SELECT: &str = concat!("SELECT company_id FROM bid_answer WHERE company_id IN ", crate::in_25!());
    tx.numbers(SELECT, some).await
}

/// Whether a lot asks for a technology.
pub async fn technology_wanted(tx: &mut Tx, slug: &str) -> StoreResult<bool> {
    Ok(tx.number("SELECT COUNT(*) FROM flagship_lot_technology WHERE technology = $1", values![slug]).await? > 0)
}

/// The firms that bid with or against one of a person's firms: on seats of consortia whose bids, still open, are for the
/// same lot.
pub async fn bound_by_bids(tx: &mut Tx, person: i64) -> StoreResult<Vec<i64>> {
    const SELECT: &str = "SELECT DISTINCT o.company_id FROM company_person w \
        JOIN consortium_seat s ON s.company_id = w.company_id AND s.state = 'seated' \
        JOIN bid b ON b.consortium_id = s.consortium_id AND b.state IN ('preparing', 'advertised', 'submitted') \
        JOIN bid r ON r.lot_id = b.lot_id AND r.state IN ('preparing', 'advertised', 'submitted') \
        JOIN consortium_seat o ON o.consortium_id = r.consortium_id AND o.state = 'seated' WHERE w.person_id = $1";
    tx.numbers(SELECT, values![person]).await
}
