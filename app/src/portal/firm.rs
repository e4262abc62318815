//! The page of a firm: who it is, what it can do, where it takes part.

use crate::{
    companies::{Company, CompanyView, get_company},
    consortia::{ConsortiumRow, ConsortiumRows, of_firm},
    error::AppResult,
    technologies::{FirmProfile, Profile, get_profile},
    text::{keys::consortia, texts},
    ui::{LazyPage, Loaded, Section, load, loaded},
};
use leptos::{prelude::*, server};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

/// What the page of a firm shows, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmView {
    company: CompanyView,
    profile: Profile,
    consortia: Vec<ConsortiumRow>,
}

/// A firm with its profile and its consortia. Who may see it, each slice decides for its part.
#[server(endpoint = "portal/firm", input = GetUrl)]
pub async fn get_firm(slug: String) -> AppResult<FirmView> {
    let company = get_company(slug).await?;
    let profile = get_profile(company.slug.clone()).await?;
    let consortia = of_firm(company.slug.clone()).await?;
    Ok(FirmView { company, profile, consortia })
}

/// The page of a firm.
pub struct FirmPage(Loaded<FirmView>);

impl LazyPage for FirmPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetFirm { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |firm| view! { <Whole firm/> }).into_any()
    }
}

#[component]
fn Whole(firm: FirmView) -> impl IntoView {
    let t = texts();
    let consortia = (!firm.consortia.is_empty()).then(|| {
        view! { <Section title=t.s(consortia::OF_FIRM) more=None><ConsortiumRows rows=firm.consortia nested=true/></Section> }
    });
    view! {
        <Company company=firm.company>
            <FirmProfile profile=firm.profile/>
            {consortia}
        </Company>
    }
}
