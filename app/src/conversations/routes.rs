//! The pages of conversations.

use super::{ConversationListPage, ConversationPage, ReportsPage, StartPage};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// All conversations, one of them, and the first message to a firm.
#[component(transparent)]
pub fn ConversationRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/conversations") view={lazy_page::<ConversationListPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/conversations/:reference") view={lazy_page::<ConversationPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/secretariat/reports") view={lazy_page::<ReportsPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug/contact") view={lazy_page::<StartPage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
