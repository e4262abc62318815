//! Where a firm's people keep its services. Everybody else reads them on the firm's page.

use super::{EditServicePage, NewServicePage, ServiceDeskPage};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

#[component(transparent)]
pub fn ServiceRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/companies/:slug/services") view={lazy_page::<ServiceDeskPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/services/new") view={lazy_page::<NewServicePage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/services/:reference") view={lazy_page::<EditServicePage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
