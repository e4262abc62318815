//! The pages of meetups. Editors are fetched when they are needed.

use super::{
    detail::MeetupPage,
    edit::{EditMeetupPage, NewMeetupPage},
    list::MeetupListPage,
};
use leptos::prelude::*;
use leptos_router::{
    Lazy, SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The list, a meetup, scheduling and editing one.
#[component(transparent)]
pub fn MeetupRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/meetups") view={Lazy::<MeetupListPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/meetups/new") view={Lazy::<NewMeetupPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/meetups/:slug") view={Lazy::<MeetupPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/meetups/:slug/edit") view={Lazy::<EditMeetupPage>::new()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
