//! The pages of recruiting.

use super::{LandscapePage, page::RecruitingPage, stop::StopPage};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// Gaps, whom the secretariat asked, and what came of it.
#[component(transparent)]
pub fn RecruitingRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/secretariat/recruiting") view={lazy_page::<RecruitingPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/secretariat/landscapes") view={lazy_page::<LandscapePage>()} ssr=SsrMode::Async/>
        <Route path=path!("/contact/stop") view={lazy_page::<StopPage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
