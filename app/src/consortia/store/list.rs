//! Lists of consortia: the public one with its filters, a firm's, a person's; and their drawings.

use super::{
    super::model::{
        ConsortiumQuery, ConsortiumRow, Covered, FleetSeat, FleetView, SeatRole, State, Wanted, coverage_percent,
    },
    Brief, KIND,
};
use crate::{
    companies,
    db::{StoreResult, Tx, in_25},
    happened::Happened,
    label::Facet,
    markdown, search, sectors,
    technologies::{self, Need},
    text::Text2,
    time::UnixMillis,
    ui::{PAGE_ROWS, rows_before},
    values,
};
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct ListRow {
    id: i64,
    slug: String,
    state: String,
    kind: String,
    name_ko: String,
    name_en: String,
    purpose_ko: String,
    purpose_en: String,
    sector: String,
    wanted: String,
    changed_ms: i64,
    total: i64,
}

/// A list of public consortia: what narrows it, and its order with its limit. Only the rows that are shown are filled in.
macro_rules! rows_sql {
    ($narrowed:expr, $order:literal, $limit:literal) => {
        concat!(
            "SELECT c.id, c.slug, c.state, c.kind, c.name_ko, c.name_en, c.purpose_ko, c.purpose_en, c.sector, \
            COALESCE((SELECT string_agg(r.technology || ':' || r.activity || ':' || CAST(r.min_level AS TEXT) || ':' || \
            CAST(r.firms_wanted AS TEXT) || ':' || CAST(r.weight AS TEXT), ',') FROM consortium_requirement r \
            WHERE r.consortium_id = c.id AND r.waiver = ''), '') AS wanted, c.changed_ms, x.total FROM (SELECT c.id AS shown, COUNT(*) OVER () AS total FROM consortium c \
            WHERE c.state NOT IN ('draft', 'abandoned') AND ",
            $narrowed,
            " ORDER BY ",
            $order,
            " LIMIT ",
            $limit,
            ") x JOIN consortium c ON c.id = x.shown ORDER BY ",
            $order
        )
    };
}

/// Whether consortium `c` requires a technology or the area it belongs to; empty for any.
macro_rules! requires {
    ($technology:literal) => {
        concat!(
            "(",
            $technology,
            " = '' OR c.id IN (SELECT r.consortium_id FROM consortium_requirement r WHERE r.waiver = '' AND r.technology IN (",
            $technology,
            ", (SELECT t.parent FROM technology t WHERE t.slug = ",
            $technology,
            ")))) "
        )
    };
}

/// One page of the public consortia, and how many there are in all.
pub async fn list(tx: &mut Tx, query: &ConsortiumQuery, most: i64) -> StoreResult<(Vec<ConsortiumRow>, i64)> {
    const SELECT: &str = rows_sql!(
        concat!(
            "($1 = '' OR c.sector = $1) AND ($2 = '' OR c.state = $2) AND ($3 = '' OR c.kind = $3) AND ",
            requires!("$4")
        ),
        "CASE c.state WHEN 'recruiting' THEN 0 WHEN 'chartering' THEN 1 WHEN 'active' THEN 2 ELSE 3 END, \
        c.changed_ms DESC, c.id DESC",
        "CAST($5 AS BIGINT) OFFSET $6"
    );
    let q = query;
    let values = values![&q.sector, &q.state, &q.kind, &q.technology, most, rows_before(q.page)];
    let found = tx.all::<ListRow>(SELECT, values).await?;
    rows(tx, found).await
}

/// The public consortia that a firm sits in, the newest change first.
pub async fn of_company(tx: &mut Tx, company: i64) -> StoreResult<Vec<ConsortiumRow>> {
    const SELECT: &str = rows_sql!(
        "c.id IN (SELECT m.consortium_id FROM consortium_seat m WHERE m.company_id = $1 AND m.state = 'seated')",
        "c.changed_ms DESC, c.id DESC",
        "CAST($2 AS BIGINT)"
    );
    let found = tx.all::<ListRow>(SELECT, values![company, PAGE_ROWS]).await?;
    Ok(rows(tx, found).await?.0)
}

/// Public consortia that still seek firms and want a technology, or the area it belongs to, the newest change first; at
/// most `most`, and how many there are in all.
pub async fn seeking(tx: &mut Tx, technology: &str, most: i64) -> StoreResult<(Vec<ConsortiumRow>, i64)> {
    const SELECT: &str = rows_sql!(
        concat!("c.state IN ('recruiting', 'active') AND $1 <> '' AND ", requires!("$1")),
        "c.changed_ms DESC, c.id DESC",
        "CAST($2 AS BIGINT)"
    );
    let found = tx.all::<ListRow>(SELECT, values![technology, most]).await?;
    rows(tx, found).await
}

async fn rows(tx: &mut Tx, found: Vec<ListRow>) -> StoreResult<(Vec<ConsortiumRow>, i64)> {
    let total = found.first().map_or(0, |row| row.total);
    let mut fleets = fleets(tx, &found).await?;
    let (sectors, programmes) = (sectors::known(tx).await?, super::programmes(tx).await?);
    let row = |row: ListRow| ConsortiumRow {
        about: markdown::about_as_read(&row.purpose_ko, &row.purpose_en),
        fleet: fleets.remove(&row.id).unwrap_or_default(),
        slug: row.slug,
        state: State::of_code(&row.state),
        name: Text2::new(row.name_ko, row.name_en),
        sector: sectors.labels.label(&row.sector),
        kind: programmes.kinds.label(&row.kind),
        changed: UnixMillis(row.changed_ms),
    };
    Ok((found.into_iter().map(row).collect(), total))
}

/// How many public consortia each sector and each kind would show, the other filters staying as they are; and each state.
pub async fn facets(tx: &mut Tx, query: &ConsortiumQuery) -> StoreResult<(Vec<Facet>, Vec<Facet>, Vec<(String, i64)>)> {
    const SELECT: &str = concat!(
        "SELECT CAST(0 AS BIGINT) AS facet, c.sector AS slug, COUNT(*) AS found FROM consortium c \
        WHERE c.state NOT IN ('draft', 'abandoned') AND ($2 = '' OR c.state = $2) AND ($3 = '' OR c.kind = $3) AND ",
        requires!("$4"),
        "GROUP BY c.sector UNION ALL SELECT CAST(1 AS BIGINT), c.kind, COUNT(*) FROM consortium c \
        WHERE c.state NOT IN ('draft', 'abandoned') AND ($2 = '' OR c.state = $2) AND ($1 = '' OR c.sector = $1) AND ",
        requires!("$4"),
        "GROUP BY c.kind UNION ALL SELECT CAST(2 AS BIGINT), c.state, COUNT(*) FROM consortium c \
        WHERE c.state NOT IN ('draft', 'abandoned') AND ($1 = '' OR c.sector = $1) AND ($3 = '' OR c.kind = $3) AND ",
        requires!("$4"),
        "GROUP BY c.state ORDER BY 1, 2"
    );
    let values = values![&query.sector, &query.state, &query.kind, &query.technology];
    let (mut sectors, mut kinds, mut states) = (Vec::new(), Vec::new(), Vec::new());
    for (facet, slug, count) in tx.all(SELECT, values).await? {
        let group = match facet {
            0_i64 => &mut sectors,
            1 => &mut kinds,
            _ => &mut states,
        };
        group.push((slug, count));
    }
    let (known, programmes) = (sectors::known(tx).await?, super::programmes(tx).await?);
    Ok((known.labels.counted(&sectors), programmes.kinds.counted(&kinds), states))
}

#[derive(sqlx::FromRow)]
struct FleetRow {
    consortium_id: i64,
    role: String,
    state: String,
    label_ko: String,
    label_en: String,
    wanted_type: String,
    company_id: Option<i64>,
    firm_ko: String,
    firm_en: String,
    types: String,
}

/// Requirements that a column lists: `gpu-cloud:operate:3:1:2`.
fn wanted(listed: &str) -> Vec<Wanted> {
    let one = |written: &str| {
        let mut parts = written.split(':');
        let need = Need {
            technology: parts.next()?.to_owned(),
            activity: parts.next()?.to_owned(),
            min_level: parts.next()?.parse().ok()?,
        };
        let (firms, weight) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Wanted { id: 0, need, firms, weight, waiver: String::new() })
    };
    listed.split(',').filter_map(one).collect()
}

/// The drawings of consortia: their seats, and how much of their requirements is covered.
async fn fleets(tx: &mut Tx, of: &[ListRow]) -> StoreResult<HashMap<i64, FleetView>> {
    const SEATS: &str = concat!(
        "SELECT s.consortium_id, s.role, s.state, s.label_ko, s.label_en, COALESCE(s.firm_type, '') AS wanted_type, \
        s.company_id, COALESCE(f.name_ko, '') AS firm_ko, COALESCE(f.name_en, '') AS firm_en, COALESCE((SELECT \
        string_agg(t.type, ',') FROM company_type t WHERE t.company_id = f.id), '') AS types \
        FROM consortium_seat s LEFT JOIN company f ON f.id = s.company_id AND s.state = 'seated' \
        WHERE s.state <> 'left' AND s.consortium_id IN ",
        crate::in_25!(),
        " ORDER BY s.consortium_id, s.position, s.id"
    );
    let names = companies::names(tx).await?;
    let ids: Vec<i64> = of.iter().map(|row| row.id).collect();
    let mut fleets: HashMap<i64, FleetView> = HashMap::new();
    let mut members: HashMap<i64, Vec<i64>> = HashMap::new();
    for some in in_25(&ids) {
        for row in tx.all::<FleetRow>(SEATS, &some).await? {
            let role = SeatRole::of_code(&row.role).unwrap_or(SeatRole::Observer);
            let filled = row.state == "seated";
            if let Some(company) = row.company_id.filter(|_| filled && role.is_member()) {
                members.entry(row.consortium_id).or_default().push(company);
            }
            let first = names.types(&row.types).into_iter().next().map(|t| t.slug).unwrap_or_default();
            let typed = if filled { first } else { row.wanted_type };
            fleets.entry(row.consortium_id).or_default().seats.push(FleetSeat {
                lead: role == SeatRole::Lead,
                filled,
                firm_type: if typed.is_empty() { role.firm_type().to_owned() } else { typed },
                label: if filled {
                    Text2::new(row.firm_ko, row.firm_en)
                } else {
                    Text2::new(row.label_ko, row.label_en)
                },
            });
        }
    }
    let firms = technologies::holdings_of_all(tx).await?;
    for row in of {
        let fleet = fleets.entry(row.id).or_default();
        let wanted = wanted(&row.wanted);
        let members = members.get(&row.id).map_or(&[][..], Vec::as_slice);
        let by = |w: &Wanted| members.iter().copied().filter(|member| firms.meets(*member, &w.need)).collect();
        let covered: Vec<Covered> = wanted.iter().map(|w| Covered { by: by(w), ..Covered::default() }).collect();
        fleet.coverage = coverage_percent(&wanted, &covered);
    }
    Ok(fleets)
}

/// The consortia that a person steers now: as lead, or as founder while the lead seat is open.
pub async fn steered_by(tx: &mut Tx, person: i64) -> StoreResult<Vec<Brief>> {
    const SELECT: &str = "SELECT DISTINCT c.id, c.slug, c.name_ko, c.name_en, c.sector, c.kind, c.state FROM consortium c \
        JOIN company_person p ON p.person_id = $1 AND p.role IN ('owner', 'editor') LEFT JOIN consortium_seat l \
        ON l.consortium_id = c.id AND l.role = 'lead' AND l.state = 'seated' WHERE c.state NOT IN ('dissolved', 'abandoned') \
        AND p.company_id = COALESCE(l.company_id, c.founder_id) ORDER BY c.name_ko, c.id LIMIT 50";
    Ok(tx.all::<BriefRow>(SELECT, values![person]).await?.into_iter().map(brief).collect())
}

/// Consortia by id, as upper slices know them.
pub async fn briefs(tx: &mut Tx, ids: &[i64]) -> StoreResult<HashMap<i64, Brief>> {
    const SELECT: &str =
        concat!("SELECT id, slug, name_ko, name_en, sector, kind, state FROM consortium WHERE id IN ", crate::in_25!());
    let mut found = HashMap::new();
    for some in in_25(ids) {
        found.extend(tx.all::<BriefRow>(SELECT, &some).await?.into_iter().map(brief).map(|b| (b.id, b)));
    }
    Ok(found)
}

type BriefRow = (i64, String, String, String, String, String, String);

fn brief((id, slug, ko, en, sector, kind, state): BriefRow) -> Brief {
    Brief { id, slug, name: Text2::new(ko, en), sector, kind, state: State::of_code(&state) }
}

/// Writes what search knows of a consortium: its public face, never its inside.
pub async fn index(tx: &mut Tx, id: i64) -> StoreResult<()> {
    let c = super::by_id(tx, id).await?;
    if !c.state().is_public() {
        return search::remove(tx, KIND, id).await;
    }
    let wanted = super::wanted(tx, id).await?;
    let map = technologies::map(tx).await?;
    let names = wanted.into_iter().map(|w| map.name(&w.need.technology));
    let mut words: Vec<String> = names.map(|n| format!("{} {}", n.ko, n.en)).collect();
    words.sort();
    let document = search::Document {
        kind: KIND,
        thing_id: id,
        path: format!("/consortia/{}", c.slug),
        audience: search::Audience::Public,
        title: c.name(),
        about: Text2::new(markdown::plain(&c.purpose_ko), markdown::plain(&c.purpose_en)),
        words: words.join(" "),
    };
    search::put(tx, &document).await
}

/// Public consortia that are not over, and their open seats, by sector.
pub async fn count_by_sector(tx: &mut Tx) -> StoreResult<HashMap<String, (i64, i64)>> {
    const SELECT: &str = "SELECT c.sector, COUNT(DISTINCT c.id), COUNT(s.id) FROM consortium c LEFT JOIN consortium_seat s \
        ON s.consortium_id = c.id AND s.state IN ('open', 'invited') AND c.state IN ('recruiting', 'active') \
        WHERE c.state NOT IN ('draft', 'abandoned', 'dissolved') GROUP BY c.sector";
    let rows: Vec<(String, i64, i64)> = tx.all(SELECT, values![]).await?;
    Ok(rows.into_iter().map(|(sector, consortia, seats)| (sector, (consortia, seats))).collect())
}

/// How many consortia were founded since an instant and are public.
pub async fn founded_since(tx: &mut Tx, since: UnixMillis) -> StoreResult<i64> {
    const COUNT: &str =
        "SELECT COUNT(*) FROM consortium WHERE created_ms >= $1 AND state NOT IN ('draft', 'abandoned')";
    tx.number(COUNT, values![since]).await
}

/// The consortia at work that were formed last: when all their members had signed.
pub async fn formed(tx: &mut Tx, most: i64) -> StoreResult<Vec<Happened>> {
    const SELECT: &str = "SELECT c.slug, c.name_ko, c.name_en, c.sector AS sectors, x.at_ms FROM consortium c \
        JOIN (SELECT consortium_id, MAX(signed_ms) AS at_ms FROM consortium_signature GROUP BY consortium_id) x \
        ON x.consortium_id = c.id WHERE c.state IN ('active', 'amending') ORDER BY x.at_ms DESC, c.id DESC \
        LIMIT CAST($1 AS BIGINT)";
    tx.all(SELECT, values![most]).await
}
