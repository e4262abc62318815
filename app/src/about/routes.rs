//! The pages of what the alliance says of itself.

use super::{AboutPage, EditAboutPage};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// What the alliance is, and the editor of its parts.
#[component(transparent)]
pub fn AboutRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/about") view={lazy_page::<AboutPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/secretariat/about/:slug") view={lazy_page::<EditAboutPage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
