//! The pages of the map and of capabilities. What only members and the secretariat need is fetched when it is needed.

use super::{
    claim::ClaimPage,
    coverage::CoveragePage,
    manage::{CapabilityPage, ManagePage},
    map::MapPage,
    review::ReviewPage,
};
use leptos::prelude::*;
use leptos_router::{
    Lazy, SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The map, claiming, keeping and reviewing capabilities.
#[component(transparent)]
pub fn TechnologyRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/technologies") view={Lazy::<MapPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/coverage") view={Lazy::<CoveragePage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/capabilities") view={Lazy::<ManagePage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/capabilities/new") view={Lazy::<ClaimPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/capabilities/:reference") view={Lazy::<CapabilityPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/secretariat/capabilities") view={Lazy::<ReviewPage>::new()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
