//! The Open Cloud Alliance portal: one folder a room, compiled for the server (`ssr`) and the browser (`hydrate`).
//!
//! Floors, each standing only on those above it in this list.

#![recursion_limit = "512"]
// The browser uses a part of each slice's rules; what it leaves unused is used on the server.
#![cfg_attr(not(feature = "ssr"), allow(dead_code, unused_imports))]

// The ground: knows no word of the domain.
#[cfg(feature = "ssr")]
pub mod ctx;
#[cfg(feature = "ssr")]
pub mod db;
pub mod error;
#[cfg(feature = "ssr")]
mod happened;
pub mod label;
#[cfg(feature = "ssr")]
pub mod limits;
#[cfg(feature = "ssr")]
mod markdown;
pub mod money;
#[cfg(feature = "ssr")]
pub mod open;
#[cfg(feature = "ssr")]
pub mod replay;
#[cfg(feature = "ssr")]
mod secret;
#[cfg(feature = "ssr")]
pub mod sheet;
#[cfg(feature = "ssr")]
pub mod slugs;
pub mod text;
pub mod time;
pub mod ui;
#[cfg(feature = "ssr")]
pub mod wire;

// Services that every slice calls inside its transaction.
#[cfg(feature = "ssr")]
pub mod audit;
#[cfg(feature = "ssr")]
pub mod blobs;
pub mod inbox;
pub mod jobs;
#[cfg(feature = "ssr")]
pub mod search;

// The slices.
pub mod about;
pub mod accounts;
pub mod companies;
pub mod consortia;
pub mod conversations;
pub mod flagship;
pub mod meetups;
pub mod news;
pub mod offers;
pub mod recruiting;
pub mod sectors;
pub mod services;
pub mod technologies;

// What composes them.
#[cfg(feature = "ssr")]
pub mod archive;
#[cfg(feature = "hydrate")]
pub mod browser;
mod chunks;
mod layout;
pub mod portal;
mod routes;
#[cfg(feature = "ssr")]
pub mod sample;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(all(test, feature = "ssr"))]
mod testing;

pub use routes::App;

/// The server functions that anybody may call without signing in, slice by slice; the edge refuses all others before
/// they run.
pub const PUBLIC_ENDPOINTS: [&[&str]; 11] = [
    about::PUBLIC,
    accounts::PUBLIC,
    companies::PUBLIC,
    technologies::PUBLIC,
    recruiting::PUBLIC,
    consortia::PUBLIC,
    meetups::PUBLIC,
    flagship::PUBLIC,
    news::PUBLIC,
    offers::PUBLIC,
    portal::PUBLIC,
];

/// Whether anybody may call a server function, such as `companies/list`, without signing in.
pub fn is_public(endpoint: &str) -> bool {
    PUBLIC_ENDPOINTS.iter().any(|slice| slice.contains(&endpoint))
}

/// What upper slices keep about a firm follows its change, in the same transaction. Here, because `companies` knows no
/// slice above it.
#[cfg(feature = "ssr")]
async fn firm_changed(tx: &mut db::Tx, company: i64) -> db::StoreResult<()> {
    technologies::recount_firm(tx, company).await?;
    services::firm_changed(tx, company).await?;
    for some in db::in_25(&[company]) {
        offers::firms_changed(tx, &some).await?;
    }
    Ok(())
}

/// The same for many firms at once: what is counted of them is counted once.
#[cfg(feature = "ssr")]
async fn firms_changed(tx: &mut db::Tx, companies: &[i64]) -> db::StoreResult<()> {
    technologies::recount_firms(tx, companies).await?;
    for some in db::in_25(companies) {
        for company in services::firms_in_use(tx, &some).await? {
            services::firm_changed(tx, company).await?;
        }
        offers::firms_changed(tx, &some).await?;
    }
    Ok(())
}

/// Which of these firms an upper slice knows.
#[cfg(feature = "ssr")]
async fn firms_in_use(tx: &mut db::Tx, companies: &[i64]) -> db::StoreResult<std::collections::HashSet<i64>> {
    let mut used = std::collections::HashSet::new();
    for some in db::in_25(companies) {
        used.extend(technologies::firms_in_use(tx, &some).await?);
        used.extend(services::firms_in_use(tx, &some).await?);
        used.extend(recruiting::firms_in_use(tx, &some).await?);
        used.extend(consortia::firms_in_use(tx, &some).await?);
        used.extend(meetups::firms_in_use(tx, &some).await?);
        used.extend(flagship::firms_in_use(tx, &some).await?);
        used.extend(conversations::firms_in_use(tx, &some).await?);
        used.extend(offers::firms_in_use(tx, &some).await?);
    }
    Ok(used)
}

/// The firms that bid with or against one of a person's firms.
#[cfg(feature = "ssr")]
async fn bound_by_bids(tx: &mut db::Tx, person: i64) -> db::StoreResult<Vec<i64>> {
    flagship::bound_by_bids(tx, person).await
}

/// What upper slices ask of a technology follows it into the one that it was merged into; likewise.
#[cfg(feature = "ssr")]
async fn technology_merged(tx: &mut db::Tx, from: &str, into: &str) -> db::StoreResult<()> {
    services::technology_merged(tx, from, into).await?;
    recruiting::technology_merged(tx, from, into).await?;
    consortia::technology_merged(tx, from, into).await?;
    flagship::technology_merged(tx, from, into).await?;
    offers::technology_merged(tx, from, into).await
}

/// Whether an upper slice asks for a technology.
#[cfg(feature = "ssr")]
async fn technology_wanted(tx: &mut db::Tx, slug: &str) -> db::StoreResult<bool> {
    Ok(services::technology_wanted(tx, slug).await?
        || recruiting::technology_wanted(tx, slug).await?
        || consortia::technology_wanted(tx, slug).await?
        || flagship::technology_wanted(tx, slug).await?
        || offers::technology_wanted(tx, slug).await?)
}

/// A name for one request, as logs and error pages give it.
#[cfg(feature = "ssr")]
pub fn request_id() -> String {
    secret::reference()
}

/// A word that nobody can guess.
#[cfg(feature = "ssr")]
pub fn secret_word() -> String {
    secret::token()
}

/// A short name for content, for entity tags.
#[cfg(feature = "ssr")]
pub fn content_hash(bytes: &[u8]) -> String {
    secret::hash_bytes(bytes)[..32].to_owned()
}
