//! Data for a page: asked for at its top, awaited where it is shown, asked for again after a form was posted.

use super::{Icon, Page};
use crate::{
    error::{AppError, AppResult},
    text::{keys, texts},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Serialize, de::DeserializeOwned};
use std::future::Future;

/// Counts posted forms, so that pages ask for their data again.
#[derive(Clone, Copy)]
pub struct Posts(RwSignal<u32>);

impl Default for Posts {
    fn default() -> Self {
        Self(RwSignal::new(0))
    }
}

/// A form was posted: what pages show may have changed.
#[cfg(feature = "hydrate")]
pub fn posted() {
    if let Some(Posts(count)) = use_context::<Posts>() {
        count.update(|n| *n += 1);
    }
}

/// Asks for data, and again whenever the key or what is stored changes. Call it at the top of a page.
pub fn load<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    fetch: impl Fn(K) -> F + Send + Sync + 'static,
) -> Resource<AppResult<T>>
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = AppResult<T>> + Send + 'static,
{
    let posts = use_context::<Posts>().map(|p| p.0);
    Resource::new(move || (key(), posts.map_or(0, |p| p.get())), move |(key, _)| fetch(key))
}

/// Shows loaded data, its absence while it loads, or what went wrong.
pub fn loaded<T, V>(
    data: Resource<AppResult<T>>,
    show: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=Skeleton>
            {move || {
                let show = show.clone();
                Suspend::new(async move {
                    match data.await {
                        Ok(data) => show(data).into_any(),
                        Err(error) => view! { <ErrorView error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// What stands in place of a page while its data travels.
#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <div class="page-head" aria-busy="true">
            <p class="visually-hidden" role="status">{texts().s(keys::ui::LOADING)}</p>
            <div class="skeleton"></div>
            <div class="skeleton"></div>
            <div class="skeleton"></div>
        </div>
    }
}

/// A whole page that says what went wrong and what to do.
#[component]
pub fn ErrorView(error: AppError) -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::from_u16(error.status()).unwrap_or_default());
        if let AppError::TooMany(seconds) = &error {
            response.insert_header(http::header::RETRY_AFTER, (*seconds).into());
        }
    }
    let t = texts();
    let (title, icon) = match &error {
        AppError::NotFound => (keys::errors::NOT_FOUND_TITLE, "search"),
        AppError::SignedOut => (keys::errors::SIGNED_OUT_TITLE, "lock"),
        AppError::Forbidden => (keys::errors::FORBIDDEN_TITLE, "lock"),
        AppError::TooMany(_) => (keys::errors::TOO_MANY_TITLE, "hourglass"),
        AppError::Unavailable => (keys::errors::UNAVAILABLE_TITLE, "clock"),
        AppError::Invalid(_) | AppError::Conflict(_) => (keys::errors::INVALID_TITLE, "alert-circle"),
        AppError::Internal(_) => (keys::errors::INTERNAL_TITLE, "alert-triangle"),
    };
    let location = use_location();
    let sign_in = (error == AppError::SignedOut).then(|| {
        let next = move || {
            let here = location.pathname.get();
            format!("{}?next={}", t.href("/sign-in"), here.replace('%', "%25").replace('&', "%26"))
        };
        view! { <a class="button primary" href=next>{t.s(keys::accounts::SIGN_IN)}</a> }
    });
    view! {
        <Page title=t.s(title)>
            <div class="error-page">
                <Icon name=icon large=true/>
                <h1>{t.s(title)}</h1>
                <p class="lead">{error.message(t)}</p>
                <p class="cluster">
                    {sign_in}
                    <a class="button" href=t.href("/")>{t.s(keys::ui::TO_HOME)}</a>
                    <a class="button quiet" href=t.href("/search")>{t.s(keys::ui::TO_SEARCH)}</a>
                </p>
            </div>
        </Page>
    }
}
