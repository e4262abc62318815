//! The pages of consortia; the page of one stands in `portal`, which adds its meetups and bids.

use super::{
    edit::{EditConsortiumPage, FoundPage},
    invite::InvitePage,
    list::ConsortiumListPage,
    mine::MyConsortiaPage,
};
use leptos::prelude::*;
use leptos_router::{
    Lazy, SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The board, founding, changing, inviting, and what a person steers.
#[component(transparent)]
pub fn ConsortiumRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/consortia") view={Lazy::<ConsortiumListPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/consortia/new") view={Lazy::<FoundPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/consortia/mine") view={Lazy::<MyConsortiaPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/consortia/:slug/edit") view={Lazy::<EditConsortiumPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/consortia/:slug/invite") view={Lazy::<InvitePage>::new()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
