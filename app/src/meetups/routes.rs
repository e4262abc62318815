//! The pages of meetups. Editors are fetched when they are needed.

use super::{
    detail::MeetupPage,
    edit::{EditMeetupPage, NewMeetupPage},
    list::MeetupListPage,
};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// The list, a meetup, scheduling and editing one.
#[component(transparent)]
pub fn MeetupRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/meetups") view={lazy_page::<MeetupListPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/meetups/new") view={lazy_page::<NewMeetupPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/meetups/:slug") view={lazy_page::<MeetupPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/meetups/:slug/edit") view={lazy_page::<EditMeetupPage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
