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
use leptos::prelude::*;
use leptos_router::{
    Lazy, SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The calls, a call and its editor; the board, an advert, answering it, and a bid's editor.
#[component(transparent)]
pub fn FlagshipRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/flagship") view={Lazy::<CallListPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/flagship/new") view={Lazy::<NewCallPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/flagship/:slug") view={Lazy::<CallPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/flagship/:slug/edit") view={Lazy::<EditCallPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/bids") view={Lazy::<BoardPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/bids/new") view={Lazy::<NewBidPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/bids/:slug") view={Lazy::<BidPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/bids/:slug/edit") view={Lazy::<EditBidPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/bids/:slug/answer") view={Lazy::<AnswerPage>::new()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
