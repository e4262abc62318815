//! The pages of accounts.

use super::pages::{AccountPage, LinkSentPage, ResetAskPage, ResetPage, SentKind, SignInPage, SignUpPage, VerifyPage};
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
        <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
        <Route path=path!("/sign-up") view=SignUpPage ssr=SsrMode::Async/>
        <Route path=path!("/sign-up/sent") view=|| view! { <LinkSentPage kind=SentKind::Verify/> } ssr=SsrMode::Async/>
        <Route path=path!("/verify") view=VerifyPage ssr=SsrMode::Async/>
        <Route path=path!("/reset") view=ResetPage ssr=SsrMode::Async/>
        <Route path=path!("/reset/ask") view=ResetAskPage ssr=SsrMode::Async/>
        <Route path=path!("/reset/sent") view=|| view! { <LinkSentPage kind=SentKind::Reset/> } ssr=SsrMode::Async/>
        <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
