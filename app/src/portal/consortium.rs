//! The page of a consortium with its meetups and bids.

use crate::{
    consortia::{Consortium, ConsortiumView, get_consortium},
    error::AppResult,
    ui::{load, loaded},
};
use leptos::{prelude::*, server};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

/// What the page of a consortium shows, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsortiumPageView {
    consortium: ConsortiumView,
}

/// A consortium with what upper slices add.
#[server(endpoint = "portal/consortium", input = GetUrl)]
pub async fn get_consortium_page(slug: String) -> AppResult<ConsortiumPageView> {
    let consortium = get_consortium(slug).await?;
    Ok(ConsortiumPageView { consortium })
}

#[component]
pub fn ConsortiumPage() -> impl IntoView {
    let params = use_params_map();
    let page = load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetConsortiumPage { slug });
    loaded(page, |page| view! { <Consortium consortium=page.consortium><span></span></Consortium> })
}
