//! The pages of consortia; the page of one stands in `portal`, which adds its meetups and bids.

use super::{
    edit::{EditConsortiumPage, FoundPage},
    invite::InvitePage,
    list::ConsortiumListPage,
    mine::MyConsortiaPage,
};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The board, founding, changing, inviting, and what a person steers.
#[component(transparent)]
pub fn ConsortiumRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/consortia") view={lazy_page::<ConsortiumListPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/consortia/new") view={lazy_page::<FoundPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/consortia/mine") view={lazy_page::<MyConsortiaPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/consortia/:slug/edit") view={lazy_page::<EditConsortiumPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/consortia/:slug/invite") view={lazy_page::<InvitePage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
