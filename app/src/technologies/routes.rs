//! The pages of the map and of capabilities. What only members and the secretariat need is fetched when it is needed.

use super::{
    claim::ClaimPage,
    coverage::CoveragePage,
    demand::DemandPage,
    edition::{EditionsPage, MapEditorPage},
    history::{FirmHistoryPage, MovesPage},
    manage::{CapabilityPage, ManagePage},
    map::MapPage,
    review::ReviewPage,
};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The map, claiming, keeping and reviewing capabilities.
#[component(transparent)]
pub fn TechnologyRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/technologies") view={lazy_page::<MapPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/technologies/editions") view={lazy_page::<EditionsPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/technologies/moves") view={lazy_page::<MovesPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/history") view={lazy_page::<FirmHistoryPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/secretariat/map") view={lazy_page::<MapEditorPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/coverage") view={lazy_page::<CoveragePage>()} ssr=SsrMode::Async/>
        <Route path=path!("/sectors/:slug/demand") view={lazy_page::<DemandPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/capabilities") view={lazy_page::<ManagePage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/capabilities/new") view={lazy_page::<ClaimPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/capabilities/:reference") view={lazy_page::<CapabilityPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/secretariat/capabilities") view={lazy_page::<ReviewPage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
