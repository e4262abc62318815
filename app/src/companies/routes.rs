//! The pages of companies. Editors and queues are fetched when they are needed.

use super::{
    edit::{EditCompanyPage, NewCompanyPage},
    list::CompanyListPage,
    mine::MyCompaniesPage,
    queue::SecretariatPage,
};
use leptos::prelude::*;
use leptos_router::{
    Lazy, SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The directory, registering and editing a firm, the secretariat's queue. The page of one firm stands in `portal`.
#[component(transparent)]
pub fn CompanyRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/companies") view={Lazy::<CompanyListPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/new") view={Lazy::<NewCompanyPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/mine") view={Lazy::<MyCompaniesPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/edit") view={Lazy::<EditCompanyPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/secretariat") view={Lazy::<SecretariatPage>::new()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
