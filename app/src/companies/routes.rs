//! The pages of companies. Editors and queues are fetched when they are needed.

use super::{
    edit::{EditCompanyPage, NewCompanyPage},
    groups::SectorDeskPage,
    import::ImportPage,
    list::CompanyListPage,
    logo::LogoPage,
    mine::MyCompaniesPage,
    onboarding::OnboardingPage,
    people::PeoplePage,
    queue::SecretariatPage,
};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The directory, registering and editing a firm, the secretariat's queue. The page of one firm stands in `portal`.
#[component(transparent)]
pub fn CompanyRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/companies") view={lazy_page::<CompanyListPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/new") view={lazy_page::<NewCompanyPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/mine") view={lazy_page::<MyCompaniesPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/edit") view={lazy_page::<EditCompanyPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/logo") view={lazy_page::<LogoPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/onboarding") view={lazy_page::<OnboardingPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/people") view={lazy_page::<PeoplePage>()} ssr=SsrMode::Async/>
        <Route path=path!("/secretariat") view={lazy_page::<SecretariatPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/secretariat/sectors") view={lazy_page::<SectorDeskPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/secretariat/import") view={lazy_page::<ImportPage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
