//! The SQL of landscapes: proposals, and the firms that are known from them.

use super::model::{FindingKind, FirmLine, FoundFirm, Landscape, OutsideFirm, Proposal, Reviewed};
use crate::{
    ctx::App,
    db::{StoreError, StoreResult, Tx},
    search::fold,
    secret,
    time::{DAY_MS, UnixMillis},
    values,
};
use std::collections::HashMap;

/// The word for a proposal in the audit.
pub const KIND: &str = "landscape";
/// Proposals that are kept and shown.
const MOST_PROPOSALS: i64 = 20;
/// Firms of a proposal that are shown.
const MOST_SHOWN: usize = 100;
/// Findings of a proposal that are shown.
const MOST_FINDINGS: usize = 40;
/// Firms outside that a gap shows.
const MOST_OUTSIDE: i64 = 8;
/// How long a firm is kept that nobody approaches.
const KEPT_MS: i64 = 183 * DAY_MS;

/// Stores what was read as a proposal. Answers its id and its name in addresses. Older ones are forgotten.
pub async fn add(
    tx: &mut Tx,
    file_name: &str,
    landscape: &Landscape,
    person: Option<i64>,
    now: UnixMillis,
) -> StoreResult<(i64, String)> {
    const INSERT: &str = "INSERT INTO landscape_proposal (ref, file_name, made_ms, person_id, content) \
        VALUES ($1, $2, $3, $4, $5) RETURNING id";
    const FORGET: &str = "DELETE FROM landscape_proposal WHERE id NOT IN \
        (SELECT p.id FROM landscape_proposal p ORDER BY p.id DESC LIMIT CAST($1 AS BIGINT))";
    let content = serde_json::to_string(landscape).map_err(|e| StoreError::Broken(e.to_string()))?;
    let reference = secret::reference();
    let id = tx.number(INSERT, values![&reference, file_name, now, person, content]).await?;
    tx.run(FORGET, values![MOST_PROPOSALS]).await?;
    Ok((id, reference))
}

#[derive(sqlx::FromRow)]
struct ProposalRow {
    r#ref: String,
    file_name: String,
    made_ms: i64,
    taken_ms: Option<i64>,
}

impl From<ProposalRow> for Proposal {
    fn from(row: ProposalRow) -> Self {
        Self {
            reference: row.r#ref,
            file_name: row.file_name,
            made: UnixMillis(row.made_ms),
            taken: row.taken_ms.map(UnixMillis),
        }
    }
}

/// The proposals, the newest first.
pub async fn proposals(tx: &mut Tx) -> StoreResult<Vec<Proposal>> {
    const SELECT: &str = "SELECT ref, file_name, made_ms, taken_ms FROM landscape_proposal ORDER BY id DESC \
        LIMIT CAST($1 AS BIGINT)";
    Ok(tx.all::<ProposalRow>(SELECT, values![MOST_PROPOSALS]).await?.into_iter().map(Into::into).collect())
}

#[derive(sqlx::FromRow)]
struct WholeRow {
    id: i64,
    #[sqlx(flatten)]
    proposal: ProposalRow,
    content: String,
}

async fn whole(tx: &mut Tx, reference: &str) -> StoreResult<(i64, Proposal, Landscape)> {
    const SELECT: &str = "SELECT id, ref, file_name, made_ms, taken_ms, content FROM landscape_proposal WHERE ref = $1";
    let row: WholeRow = tx.one(SELECT, values![reference]).await?;
    let landscape = serde_json::from_str(&row.content).map_err(|e| StoreError::Broken(e.to_string()))?;
    Ok((row.id, row.proposal.into(), landscape))
}

/// What tells a firm with its products from the same one of another file.
fn fingerprint(firm: &FoundFirm) -> StoreResult<String> {
    let written = serde_json::to_string(firm).map_err(|e| StoreError::Broken(e.to_string()))?;
    Ok(secret::hash(&written)[..32].to_owned())
}

/// The firms that are known from a file, by what tells them apart: id and fingerprint.
async fn known(tx: &mut Tx, source: &str) -> StoreResult<HashMap<String, (i64, String)>> {
    const SELECT: &str = "SELECT key, id, fingerprint FROM candidate WHERE source = $1";
    let rows: Vec<(String, i64, String)> = tx.all(SELECT, values![source]).await?;
    Ok(rows.into_iter().map(|(key, id, print)| (key, (id, print))).collect())
}

/// A proposal beside what is known already.
pub async fn reviewed(tx: &mut Tx, reference: &str) -> StoreResult<Reviewed> {
    let (_, proposal, landscape) = whole(tx, reference).await?;
    let known = known(tx, &proposal.file_name).await?;
    let line = |firm: &FoundFirm| FirmLine {
        name: firm.name.clone(),
        homepage: firm.homepage.clone(),
        products: firm.products.len(),
    };
    let (mut new, mut changed, mut same_count) = (Vec::new(), Vec::new(), 0);
    for firm in &landscape.firms {
        match known.get(&firm.key) {
            None => new.push(line(firm)),
            Some((_, print)) if *print != fingerprint(firm)? => changed.push(line(firm)),
            Some(_) => same_count += 1,
        }
    }
    let count = |kind: FindingKind| landscape.findings.iter().filter(|f| f.kind == kind).count();
    let counts = FindingKind::ALL.map(|kind| (kind, count(kind)));
    let (new_count, changed_count) = (new.len(), changed.len());
    new.truncate(MOST_SHOWN);
    changed.truncate(MOST_SHOWN);
    Ok(Reviewed {
        proposal,
        new,
        changed,
        new_count,
        changed_count,
        same_count,
        products: landscape.firms.iter().map(|firm| firm.products.len()).sum(),
        counts: counts.into_iter().filter(|(_, count)| *count > 0).collect(),
        findings: landscape.findings.into_iter().take(MOST_FINDINGS).collect(),
    })
}

/// Takes a proposal over: its firms are known from now on, with its products. Answers its id and how many firms were new
/// or changed. One that was taken over already is [`StoreError::Stale`].
pub async fn take(tx: &mut Tx, reference: &str, now: UnixMillis) -> StoreResult<(i64, usize)> {
    const MARK: &str = "UPDATE landscape_proposal SET taken_ms = $2 WHERE ref = $1 AND taken_ms IS NULL";
    const INSERT: &str = "INSERT INTO candidate (ref, key, name, homepage, source, fingerprint, company_id, found_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
    const UPDATE: &str =
        "UPDATE candidate SET name = $2, homepage = $3, fingerprint = $4, company_id = $5, found_ms = $6 WHERE id = $1";
    const FOUND: &str = "UPDATE candidate SET found_ms = $2, company_id = $3 WHERE id = $1";
    const CLEAR: &str = "DELETE FROM candidate_product WHERE candidate_id = $1";
    const PRODUCT: &str = "INSERT INTO candidate_product (candidate_id, name, homepage, place, area) \
        VALUES ($1, $2, $3, $4, $5)";
    // All of them: two files of one name may hold the same firms.
    tx.lock("SELECT id FROM landscape_proposal ORDER BY id FOR UPDATE", values![]).await?;
    let (id, proposal, landscape) = whole(tx, reference).await?;
    tx.run_versioned(MARK, values![reference, now]).await?;
    let (known, members) = (known(tx, &proposal.file_name).await?, members_by_host(tx).await?);
    let mut count = 0;
    for firm in &landscape.firms {
        let print = fingerprint(firm)?;
        let company = host(&firm.homepage).and_then(|host| members.get(&host).copied());
        let FoundFirm { key, name, homepage, products } = firm;
        let candidate = match known.get(key) {
            Some((candidate, before)) if *before == print => {
                tx.run(FOUND, values![*candidate, now, company]).await?;
                continue;
            }
            Some((candidate, _)) => {
                let values = values![*candidate, name, homepage, print, company, now];
                tx.run(UPDATE, values).await?;
                tx.run(CLEAR, values![*candidate]).await?;
                *candidate
            }
            None => {
                let reference = secret::reference();
                let values = values![reference, key, name, homepage, &proposal.file_name, print, company, now];
                tx.number(INSERT, values).await?
            }
        };
        for product in products {
            let values = values![candidate, &product.name, &product.homepage, &product.place, &product.area];
            tx.run(PRODUCT, values).await?;
        }
        count += 1;
    }
    Ok((id, count))
}

/// Forgets a proposal.
pub async fn discard(tx: &mut Tx, reference: &str) -> StoreResult<()> {
    match tx.run("DELETE FROM landscape_proposal WHERE ref = $1", values![reference]).await? {
        0 => Err(StoreError::Missing),
        _ => Ok(()),
    }
}

/// Members by the host of their website. A host that several of them share tells nobody from others.
async fn members_by_host(tx: &mut Tx) -> StoreResult<HashMap<String, i64>> {
    const SELECT: &str = "SELECT website, id FROM company WHERE website <> '' AND state = 'confirmed' ORDER BY id";
    let rows: Vec<(String, i64)> = tx.all(SELECT, values![]).await?;
    let mut hosts: HashMap<String, Option<i64>> = HashMap::new();
    for (website, id) in rows {
        if let Some(host) = host(&website) {
            hosts.entry(host).and_modify(|first| *first = None).or_insert(Some(id));
        }
    }
    Ok(hosts.into_iter().filter_map(|(host, id)| Some((host, id?))).collect())
}

/// The host of an address, without `www.`.
fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// How many firms are known from landscapes, and how many of them are here by now.
pub async fn totals(tx: &mut Tx) -> StoreResult<(i64, i64)> {
    const COUNT: &str = "SELECT COUNT(DISTINCT key), COUNT(DISTINCT CASE WHEN company_id IS NOT NULL THEN key END) \
        FROM candidate";
    tx.one(COUNT, values![]).await
}

/// Firms outside with a product in an area, without those that are approached for a gap by their name.
pub async fn outside(tx: &mut Tx, area: &str, approached: &[String]) -> StoreResult<Vec<OutsideFirm>> {
    const SELECT: &str = "SELECT MIN(c.name) AS name, MAX(c.homepage), MIN(p.name) AS product, MAX(c.source) \
        FROM candidate_product p JOIN candidate c ON c.id = p.candidate_id AND c.company_id IS NULL WHERE p.area = $1 \
        GROUP BY c.key ORDER BY COUNT(*) DESC, name, c.key LIMIT CAST($2 AS BIGINT)";
    let most = MOST_OUTSIDE + i64::try_from(approached.len()).unwrap_or_default();
    let rows: Vec<(String, String, String, String)> = tx.all(SELECT, values![area, most]).await?;
    let firms =
        rows.into_iter().map(|(name, homepage, product, source)| OutsideFirm { name, homepage, product, source });
    let asked: Vec<String> = approached.iter().map(|name| fold(name)).collect();
    let firms = firms.filter(|firm| !asked.contains(&fold(&firm.name)));
    Ok(firms.take(usize::try_from(MOST_OUTSIDE).unwrap_or_default()).collect())
}

/// Forgets firms that no landscape named for half a year, and looks who became a member, or is none any more.
pub async fn purge(app: &App, now: UnixMillis) -> StoreResult<()> {
    const SELECT: &str = "SELECT id, homepage, company_id FROM candidate ORDER BY id";
    const SET: &str = "UPDATE candidate SET company_id = $2 WHERE id = $1";
    let mut tx = app.db.begin().await?;
    tx.run("DELETE FROM candidate WHERE found_ms < $1", values![now + -KEPT_MS]).await?;
    let known: Vec<(i64, String, Option<i64>)> = tx.all(SELECT, values![]).await?;
    let members = if known.is_empty() { HashMap::new() } else { members_by_host(&mut tx).await? };
    for (id, homepage, before) in known {
        let company = host(&homepage).and_then(|host| members.get(&host).copied());
        if company != before {
            tx.run(SET, values![id, company]).await?;
        }
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn a_host_is_the_same_however_its_address_is_written() {
        for address in ["https://www.Narae.example/en?x=1", "http://narae.example", "https://narae.example:8443/"] {
            assert_eq!(host(address).as_deref(), Some("narae.example"), "{address}");
        }
        assert_eq!(host(""), None);
    }
}
