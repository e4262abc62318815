//! Data for a page: asked for at its top, awaited where it is shown, asked for again after a form was posted.

#[cfg(not(feature = "hydrate"))]
use super::still;
use super::{Icon, Page};
use crate::{
    error::{AppError, AppResult},
    text::{keys, texts},
};
#[cfg(not(feature = "hydrate"))]
use leptos::tachys::reactive_graph::OwnedView;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;
#[cfg(not(feature = "ssr"))]
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde::{Serialize, de::DeserializeOwned};

/// Counts posted forms, so that pages ask for their data again.
#[derive(Clone, Copy)]
pub struct Posts(
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser posts"))] RwSignal<u32>,
);

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

/// Data that a page waits for: what a server function answers.
///
/// In the browser it is the answer's text, parsed where it is shown: so all pages share one resource, and the WASM holds
/// one copy of its machinery and not one a page.
pub struct Loaded<T: Send + Sync + 'static> {
    #[cfg(feature = "ssr")]
    data: Resource<AppResult<T>, crate::wire::Block>,
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    data: Resource<AppResult<T>>,
    #[cfg(feature = "hydrate")]
    data: super::fetch::Answer,
    #[cfg(feature = "hydrate")]
    of: std::marker::PhantomData<fn() -> T>,
}

impl<T: Send + Sync> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Loaded<T> {}

/// Asks a server function, and again whenever the key or what is stored changes. Call it at the top of a page:
/// `load(|| (), |()| GetHome {})`.
#[cfg(not(feature = "hydrate"))]
pub fn load<K, S, T>(
    key: impl Fn() -> K + Send + Sync + 'static,
    ask: impl Fn(K) -> S + Send + Sync + 'static,
) -> Loaded<T>
where
    K: PartialEq + Clone + Send + Sync + 'static,
    S: ServerFn<Output = T, Error = AppError> + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    Loaded { data: Resource::new_with_options(key, move |key| ask(key).run_body(), false) }
}

/// Asks a server function, and again whenever the key or what is stored changes. Call it at the top of a page:
/// `load(|| (), |()| GetHome {})`.
#[cfg(feature = "hydrate")]
pub fn load<K, S, T>(
    key: impl Fn() -> K + Send + Sync + 'static,
    ask: impl Fn(K) -> S + Send + Sync + 'static,
) -> Loaded<T>
where
    S: ServerFn<Output = T, Error = AppError> + Serialize + 'static,
    T: Send + Sync,
{
    let posts = use_context::<Posts>().map(|p| p.0);
    let address = move || super::fetch::address(S::PATH, &ask(key()));
    let data = super::fetch::answer(Box::new(address), posts);
    Loaded { data, of: std::marker::PhantomData }
}

impl<T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static> Loaded<T> {
    /// The data itself, once it is there.
    pub async fn get(self) -> AppResult<T> {
        #[cfg(not(feature = "hydrate"))]
        return self.data.await;
        #[cfg(feature = "hydrate")]
        super::fetch::parse(&self.data.await)
    }
}

/// Shows loaded data, its absence while it loads, or what went wrong.
#[cfg(not(feature = "hydrate"))]
pub fn loaded<T, V>(data: Loaded<T>, show: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    awaited(async move { shown(data.get().await, show) })
}

/// Shows what was loaded or why not; nothing while it loads.
pub fn once_there<T, V>(
    data: Loaded<T>,
    show: impl Fn(AppResult<T>) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    #[cfg(not(feature = "hydrate"))]
    return awaited(async move { show(data.get().await) });
    #[cfg(feature = "hydrate")]
    view! {
        <Suspense>
            {move || {
                let show = show.clone();
                Suspend::new(async move { show(data.get().await) })
            }}
        </Suspense>
    }
}

/// Stands around what no browser takes over.
#[cfg(not(feature = "hydrate"))]
#[derive(Clone, Copy)]
pub struct StandsStill;

/// What the server writes once its data are there. A `Suspense` would build it twice, the first time only to see what
/// more it waits for, and then walk through all of it again.
#[cfg(not(feature = "hydrate"))]
fn awaited<V: IntoView + 'static>(view: impl Future<Output = V> + Send + 'static) -> impl IntoView {
    // The browser has a `Suspense` here and numbers it among the resources.
    if let Some(shared) = Owner::current_shared_context() {
        shared.next_id();
    }
    let stands_still = use_context::<StandsStill>().is_some();
    Suspend::new(async move {
        let view = view.await.into_any();
        // In one go: what may have to wait inside a stream is written in small pieces.
        if stands_still { still(view.to_html()).into_any() } else { OwnedView::new(view).into_any() }
    })
}

/// Shows loaded data, its absence while it loads, or what went wrong.
#[cfg(feature = "hydrate")]
pub fn loaded<T, V>(data: Loaded<T>, show: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    pending(data.data, std::sync::Arc::new(move |text: &str| shown(super::fetch::parse(text), &show)))
}

#[cfg(feature = "hydrate")]
type Show = std::sync::Arc<dyn Fn(&str) -> AnyView + Send + Sync>;

#[cfg(feature = "hydrate")]
fn pending(data: super::fetch::Answer, show: Show) -> impl IntoView {
    view! {
        <Transition fallback=Skeleton>
            {move || {
                let show = show.clone();
                Suspend::new(async move { show(&data.await) })
            }}
        </Transition>
    }
}

fn shown<T, V: IntoView + 'static>(data: AppResult<T>, show: impl Fn(T) -> V) -> AnyView {
    match data {
        Ok(data) => show(data).into_any(),
        Err(error) => view! { <ErrorView error/> }.into_any(),
    }
}

/// What stands in place of a page while its data travels.
#[component]
pub fn Skeleton() -> impl IntoView {
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
    if let AppError::Moved(path) = &error {
        let to = t.href(path);
        #[cfg(feature = "ssr")]
        if let Some((response, to)) = use_context::<leptos_axum::ResponseOptions>().zip(to.parse().ok()) {
            response.insert_header(http::header::LOCATION, to);
        }
        #[cfg(not(feature = "ssr"))]
        use_navigate()(&to, NavigateOptions { replace: true, ..NavigateOptions::default() });
    }
    let (title, icon) = match &error {
        AppError::Moved(_) => (keys::errors::MOVED_TITLE, "search"),
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
