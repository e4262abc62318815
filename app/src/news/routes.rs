//! The pages of news.

use super::{EditNoticePage, NewNoticePage, NewsPage, NoticePage};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// All notices, one of them, and their editor.
#[component(transparent)]
pub fn NewsRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/news") view={lazy_page::<NewsPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/news/new") view={lazy_page::<NewNoticePage>()} ssr=SsrMode::Async/>
        <Route path=path!("/news/:slug") view={lazy_page::<NoticePage>()} ssr=SsrMode::Async/>
        <Route path=path!("/news/:slug/edit") view={lazy_page::<EditNoticePage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
