//! The pages of calls and bids. Editors are fetched when they are needed.

use super::{
    answer::AnswerPage,
    bid::BidPage,
    board::BoardPage,
    call::CallPage,
    calls::CallListPage,
    edit_bid::{EditBidPage, NewBidPage},
    edit_call::{EditCallPage, NewCallPage},
};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The calls, a call and its editor; the board, an advert, answering it, and a bid's editor.
#[component(transparent)]
pub fn FlagshipRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/flagship") view={lazy_page::<CallListPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/flagship/new") view={lazy_page::<NewCallPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/flagship/:slug") view={lazy_page::<CallPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/flagship/:slug/edit") view={lazy_page::<EditCallPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/bids") view={lazy_page::<BoardPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/bids/new") view={lazy_page::<NewBidPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/bids/:slug") view={lazy_page::<BidPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/bids/:slug/edit") view={lazy_page::<EditBidPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/bids/:slug/answer") view={lazy_page::<AnswerPage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
