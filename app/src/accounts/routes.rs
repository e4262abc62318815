//! The pages of accounts.

use super::{
    account::AccountPage,
    pages::{LinkSentPage, ResetAskPage, ResetPage, SentKind, SignInPage, SignUpPage, VerifyPage},
};
use crate::ui::lazy_page;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// Sign-up, sign-in, mailed links, the own account.
#[component(transparent)]
pub fn AccountRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/sign-in") view={lazy_page::<SignInPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/sign-up") view={lazy_page::<SignUpPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/sign-up/sent") view=|| view! { <LinkSentPage kind=SentKind::Verify/> } ssr=SsrMode::Async/>
        <Route path=path!("/verify") view={lazy_page::<VerifyPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/reset") view={lazy_page::<ResetPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/reset/ask") view={lazy_page::<ResetAskPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/reset/sent") view=|| view! { <LinkSentPage kind=SentKind::Reset/> } ssr=SsrMode::Async/>
        <Route path=path!("/account") view={lazy_page::<AccountPage>()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
