//! The pages of offers.

use super::{EditOfferPage, NewOfferPage, OfferListPage, OfferPage};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// All offers, one of them, and their editor.
#[component(transparent)]
pub fn OfferRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/offers") view={lazy_page::<OfferListPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/offers/new") view={lazy_page::<NewOfferPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/offers/:reference") view={lazy_page::<OfferPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/offers/:reference/edit") view={lazy_page::<EditOfferPage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
