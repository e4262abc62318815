//! The secretariat keeps what each sector needs of the map.

use super::super::model::{DemandEditing, DemandForm};
use crate::error::AppResult;
use leptos::{prelude::*, server};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{super::store, resolve},
    crate::{
        audit::{self, Thing},
        ctx::Ctx,
        db::{StoreError, Tx},
        label::Label,
        sectors,
    },
};

/// The word for a demand in the audit.
#[cfg(feature = "ssr")]
const DEMAND: &str = "demand";

/// What editing the demand of a sector starts from.
#[server(endpoint = "technologies/editing_demand", input = GetUrl)]
pub async fn edit_demand(sector: String) -> AppResult<DemandEditing> {
    let (ctx, _) = Ctx::coordinator()?;
    let mut tx = ctx.read().await?;
    let (_, sector) = known(&mut tx, &sector).await?;
    let version = store::demand_version(&mut tx, &sector.slug).await?;
    let mut form = DemandForm { version, ..DemandForm::default() };
    for demand in store::demand(&mut tx, &sector.slug).await? {
        form.technologies.push(demand.technology.slug);
        form.weights.push(demand.weight.to_string());
        form.targets.push(demand.target.to_string());
    }
    Ok(DemandEditing { map: store::map(&mut tx).await?.choices(), sector, form })
}

/// Replaces the demand of a sector.
#[server(endpoint = "technologies/set_demand")]
pub async fn set_demand(sector: String, form: DemandForm) -> AppResult<()> {
    let (ctx, person) = Ctx::coordinator()?;
    let mut drafts = form.check()?;
    let mut tx = ctx.begin().await?;
    let (position, sector) = known(&mut tx, &sector).await?;
    let typed: Vec<String> = drafts.iter().map(|d| d.technology.clone()).collect();
    for (draft, slug) in drafts.iter_mut().zip(resolve(&mut tx, &typed, false).await?) {
        draft.technology = slug;
    }
    store::set_demand(&mut tx, &sector.slug, form.version, &drafts).await?;
    audit::record(&mut tx, ctx.now, Some(person.id), "changed", Thing(DEMAND, position), &sector.slug).await?;
    tx.touch_public();
    tx.commit().await?;
    ctx.go(&format!("/coverage?sector={}&saved=1", sector.slug));
    Ok(())
}

/// A sector and its place in the list of sectors.
#[cfg(feature = "ssr")]
async fn known(tx: &mut Tx, slug: &str) -> AppResult<(i64, Label)> {
    let all = sectors::all(tx).await?;
    let found = (1_i64..).zip(all).find(|(_, sector)| sector.slug == slug);
    Ok(found.ok_or(StoreError::Missing)?)
}
