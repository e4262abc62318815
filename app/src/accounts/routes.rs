//! The pages of accounts.

use super::{
    account::AccountPage,
    pages::{LinkSentPage, ResetAskPage, ResetPage, SentKind, SignInPage, SignUpPage, VerifyPage},
};
use leptos::prelude::*;
use leptos_router::{
    Lazy, SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::Route,
    path,
};

/// Sign-up, sign-in, mailed links, the own account.
#[component(transparent)]
pub fn AccountRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/sign-in") view={Lazy::<SignInPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/sign-up") view={Lazy::<SignUpPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/sign-up/sent") view=|| view! { <LinkSentPage kind=SentKind::Verify/> } ssr=SsrMode::Async/>
        <Route path=path!("/verify") view={Lazy::<VerifyPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/reset") view={Lazy::<ResetPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/reset/ask") view={Lazy::<ResetAskPage>::new()} ssr=SsrMode::Async/>
        <Route path=path!("/reset/sent") view=|| view! { <LinkSentPage kind=SentKind::Reset/> } ssr=SsrMode::Async/>
        <Route path=path!("/account") view={Lazy::<AccountPage>::new()} ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
