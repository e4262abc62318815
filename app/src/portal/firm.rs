//! The page of a firm: who it is, what it can do, where it takes part.

use crate::{
    companies::{Company, CompanyView},
    consortia::{ConsortiumRow, ConsortiumRows},
    error::AppResult,
    services::{FirmServices, ServiceCards},
    technologies::{FirmProfile, Profile},
    text::{keys::consortia as words, texts},
    ui::{LazyPage, Loaded, Section, load, loaded},
};
use leptos::{prelude::*, server};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::{companies, consortia, ctx::Ctx, services, technologies};

/// What the page of a firm shows, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmView {
    company: CompanyView,
    profile: Profile,
    services: FirmServices,
    consortia: Vec<ConsortiumRow>,
}

/// A firm with its profile and its consortia. Who may see it, each slice decides for its part.
#[server(endpoint = "portal/firm", input = GetUrl)]
pub async fn get_firm(slug: String) -> AppResult<FirmView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (company, firm, role) = companies::company(&ctx, &mut tx, &slug).await?;
    let profile = technologies::profile(&ctx, &mut tx, &firm, role).await?;
    let services = services::of_firm(&ctx, &mut tx, &firm, role).await?;
    let consortia = consortia::of_company(&mut tx, firm.id).await?;
    Ok(FirmView { company, profile, services, consortia })
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
        view! { <Section title=t.s(words::OF_FIRM) more=None><ConsortiumRows rows=firm.consortia nested=true/></Section> }
    });
    view! {
        <Company company=firm.company>
            <ServiceCards of=firm.services/>
            <FirmProfile profile=firm.profile/>
            {consortia}
        </Company>
    }
}
