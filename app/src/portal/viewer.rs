//! Who looks at the page: what the header shows.

use crate::{error::AppResult, label::Label};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::{
    companies,
    ctx::Ctx,
    db::{Db, StoreResult},
    inbox, sectors, values,
};

/// Somebody who is signed in, as the header shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub name: String,
    pub coordinator: bool,
    /// The groups they coordinate.
    pub groups: Vec<Label>,
    /// How many things they are asked for.
    pub open: i64,
}

/// What every page needs to know of its viewer and its world.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewing {
    pub viewer: Option<Viewer>,
    pub sample_world: bool,
}

/// Who is signed in, if anybody.
#[server(endpoint = "portal/viewer", input = GetUrl)]
pub async fn who_views() -> AppResult<Viewing> {
    let ctx = Ctx::current()?;
    let viewer = match ctx.person.clone() {
        None => None,
        Some(person) => {
            let mut tx = ctx.read().await?;
            let open = inbox::open_actions(&mut tx, person.id).await?;
            let own = companies::coordinated(&mut tx, &person, ctx.now).await?;
            let mut groups = Vec::new();
            if !own.is_empty() {
                groups = sectors::all(&mut tx).await?;
                groups.retain(|sector| own.contains(&sector.slug));
            }
            Some(Viewer { name: person.name, coordinator: person.coordinator, groups, open })
        }
    };
    Ok(Viewing { viewer, sample_world: ctx.app.sample_world })
}

/// The setting that marks a sample world.
#[cfg(feature = "ssr")]
const SAMPLE_WORLD: &str = "sample_world";

/// Whether the database holds the invented sample world.
#[cfg(feature = "ssr")]
pub async fn sample_world(db: &Db) -> StoreResult<bool> {
    let count = "SELECT COUNT(*) FROM setting WHERE name = $1";
    Ok(db.read().await?.number(count, values![SAMPLE_WORLD]).await? > 0)
}

/// Marks the database as a sample world.
#[cfg(feature = "ssr")]
pub async fn mark_sample_world(tx: &mut crate::db::Tx) -> StoreResult<()> {
    tx.run("INSERT INTO setting (name, value) VALUES ($1, '1') ON CONFLICT DO NOTHING", values![SAMPLE_WORLD]).await?;
    Ok(())
}
