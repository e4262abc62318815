//! Member firms as open data.

use super::store;
use crate::{
    db::Tx,
    error::AppResult,
    open::{OpenPage, Paging, known},
    sectors,
    text::Text2,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which firms are asked for. Values of filters are slugs, as they stand in the answers.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct OpenCompanyQuery {
    /// Only firms of this type: `infrastructure`, `platform`, `saas`, `msp`, `si`, `software`.
    #[param(required = false, rename = "type")]
    #[serde(rename = "type")]
    pub firm_type: String,
    /// Only firms that serve this sector.
    #[param(required = false)]
    pub sector: String,
    /// Only firms in this region.
    #[param(required = false)]
    pub region: String,
}

/// A member firm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenCompany {
    /// Its name in addresses, which never changes.
    pub slug: String,
    /// Its page on the portal.
    pub url: String,
    pub name: Text2,
    pub types: Vec<String>,
    pub sectors: Vec<String>,
    pub region: String,
    /// `micro`, `small`, `medium` or `large`.
    pub size: String,
    pub website: Option<String>,
    /// The address of its logo, a PNG.
    pub logo: Option<String>,
    /// Markdown.
    pub summary: Text2,
    /// The day in Seoul on which it became a member, `YYYY-MM-DD`.
    pub member_since: Option<String>,
}

/// A page of the member firms, by their slugs.
pub async fn open(
    tx: &mut Tx,
    base_url: &str,
    query: &OpenCompanyQuery,
    paging: &Paging,
) -> AppResult<OpenPage<OpenCompany>> {
    let window = paging.check()?;
    let kinds = store::kinds(tx).await?;
    if !query.firm_type.is_empty() {
        known("type", &query.firm_type, kinds.types.all().iter().map(|l| l.slug.as_str()))?;
    }
    if !query.sector.is_empty() {
        known("sector", &query.sector, sectors::known(tx).await?.labels.all().iter().map(|l| l.slug.as_str()))?;
    }
    if !query.region.is_empty() {
        known("region", &query.region, kinds.regions.all().iter().map(|l| l.slug.as_str()))?;
    }
    let found = store::open_companies(tx, base_url, query, &window).await?;
    Ok(window.page(found, |company| company.slug.clone()))
}
