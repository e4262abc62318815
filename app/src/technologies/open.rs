//! The core-technology map and what firms can do, as open data: just what a visitor sees.

use super::{edition, model::NodeLevel, store};
use crate::{
    companies,
    db::{StoreError, Tx},
    error::{AppError, AppResult, Problem},
    open::{OpenPage, Paging, known},
    text::{Text2, keys::companies::CHOICE_UNKNOWN},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which nodes of the map are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct OpenTechnologyQuery {
    /// Only `domain`, `area` or `technology`.
    #[param(required = false)]
    pub level: String,
    /// Only what belongs to this domain or area.
    #[param(required = false)]
    pub parent: String,
}

/// A node of the core-technology map: a domain, an area or a technology.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenTechnology {
    /// Its name in addresses, which never changes.
    pub slug: String,
    /// Its page on the portal.
    pub url: String,
    /// `domain`, `area` or `technology`.
    pub level: String,
    /// The domain of an area, the area of a technology.
    pub parent: Option<String>,
    pub name: Text2,
    pub about: Text2,
    /// Member firms that say that they can do it, or a part of it.
    pub firms: i64,
    /// Those of them whose evidence the secretariat has confirmed.
    pub verified_firms: i64,
}

/// Which capabilities are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct OpenCapabilityQuery {
    /// Only those of this firm.
    #[param(required = false)]
    pub company: String,
    /// Only those in this technology, area or domain.
    #[param(required = false)]
    pub technology: String,
    /// `true`: only confirmed ones; `false`: only others.
    #[param(required = false, value_type = bool)]
    pub confirmed: String,
}

/// What a member firm says that it can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenCapability {
    pub id: String,
    /// The slug of the firm.
    pub company: String,
    /// The slug of the technology.
    pub technology: String,
    /// Whether the secretariat has confirmed evidence for it.
    pub confirmed: bool,
    /// `build`, `integrate`, `operate`, `resell` or `advise`, where the firm shows it to everybody.
    pub activity: Option<String>,
    /// The level that the firm claims, 1 (explore) to 4 (lead), where the firm shows it to everybody.
    pub level: Option<i64>,
    /// The level that is confirmed, where the firm shows it to everybody.
    pub verified_level: Option<i64>,
}

/// A page of the map, by slugs.
pub async fn open_technologies(
    tx: &mut Tx,
    base_url: &str,
    query: &OpenTechnologyQuery,
    paging: &Paging,
) -> AppResult<OpenPage<OpenTechnology>> {
    let window = paging.check()?;
    known("level", &query.level, NodeLevel::CODES.into_iter())?;
    let query = &OpenTechnologyQuery { parent: known_node(tx, "parent", &query.parent).await?, ..query.clone() };
    let found = store::open_nodes(tx, base_url, query, &window).await?;
    Ok(window.page(found, |node| node.slug.clone()))
}

/// A page of capabilities, by their ids.
pub async fn open_capabilities(
    tx: &mut Tx,
    query: &OpenCapabilityQuery,
    paging: &Paging,
) -> AppResult<OpenPage<OpenCapability>> {
    let window = paging.check()?;
    known("confirmed", &query.confirmed, ["true", "false"].into_iter())?;
    let technology = known_node(tx, "technology", &query.technology).await?;
    let query = &OpenCapabilityQuery { technology, ..query.clone() };
    let company = match query.company.as_str() {
        "" => None,
        slug => match companies::firm(tx, slug).await {
            Ok(firm) if firm.confirmed => Some(firm.id),
            Ok(_) | Err(StoreError::Missing) => return Err(unknown("company")),
            Err(error) => return Err(error.into()),
        },
    };
    let found = store::open_capabilities(tx, company, query, &window).await?;
    Ok(window.page(found, |capability| capability.id.clone()))
}

/// The node that is asked for, or what took its place.
async fn known_node(tx: &mut Tx, name: &'static str, slug: &str) -> AppResult<String> {
    if slug.is_empty() {
        return Ok(String::new());
    }
    match store::map(tx).await?.node(slug) {
        Ok(_) => Ok(slug.to_owned()),
        Err(StoreError::Missing) => edition::successor(tx, slug).await?.ok_or_else(|| unknown(name)),
        Err(error) => Err(error.into()),
    }
}

fn unknown(name: &'static str) -> AppError {
    AppError::field(name, Problem::Rule(CHOICE_UNKNOWN))
}
