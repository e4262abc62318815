//! Pages whose code is fetched when they are opened.
//!
//! A page that visitors only read stands still: the server's HTML is all of it, the browser neither fetches the page's code
//! nor its data before another page is wanted. Whoever is signed in gets the page alive, with what can be done on it.

use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos_router::hooks::use_url;
use leptos_router::{Lazy, LazyRoute};
use std::future::Future;

/// A page that belongs to a chunk: its data are asked for at once, its code fetched beside.
pub trait LazyPage: Send + Sized + 'static {
    /// Asks for what the page shows.
    fn data() -> Self;

    /// The page itself; this is what the chunk holds.
    fn view(this: Self) -> AnyView;
}

/// The chunk that a page belongs to (`chunks.rs` says to which).
pub trait Chunked: LazyPage {
    /// Whether visitors only read its pages.
    const STILL: bool;

    /// Fetches the chunk.
    fn fetch() -> impl Future<Output = ()>;

    /// The page, once its chunk is there.
    fn open(this: Self) -> impl Future<Output = AnyView>;
}

/// A page as the router opens it; nothing where it stands still in the browser.
pub struct Opened<P>(Option<P>);

/// A page for the route table.
pub fn lazy_page<P: Chunked + Sync>() -> Lazy<Opened<P>> {
    Lazy::new()
}

#[cfg(not(feature = "hydrate"))]
impl<P: Chunked> LazyRoute for Opened<P> {
    fn data() -> Self {
        let shared = Owner::current_shared_context().filter(|_| stands_still::<P>());
        // What nobody goes on with is not sent.
        let send = |yes| shared.iter().for_each(|s| s.set_is_hydrating(yes));
        send(false);
        let page = P::data();
        send(true);
        Self(Some(page))
    }

    async fn view(this: Self) -> AnyView {
        let still = stands_still::<P>();
        let page = this.0.unwrap_or_else(P::data);
        // Opening a page through its chunk would also tell the browser to fetch that.
        if still { view! { <div data-still="">{P::view(page)}</div> }.into_any() } else { P::open(page).await }
    }
}

#[cfg(not(feature = "hydrate"))]
fn stands_still<P: Chunked>() -> bool {
    #[cfg(feature = "ssr")]
    return P::STILL && use_context::<crate::ctx::Ctx>().is_some_and(|ctx| ctx.person.is_none());
    #[cfg(not(feature = "ssr"))]
    false
}

#[cfg(feature = "hydrate")]
impl<P: Chunked> LazyRoute for Opened<P> {
    fn data() -> Self {
        Self((!came_still::<P>()).then(P::data))
    }

    async fn view(this: Self) -> AnyView {
        match this.0 {
            Some(page) => P::open(page).await,
            None => still(|| Box::pin(P::fetch()), || Box::pin(P::open(P::data()))),
        }
    }

    async fn preload() {
        if !came_still::<P>() {
            P::fetch().await;
        }
    }
}

/// Whether the page that the server sent stands still, while it is being taken over.
#[cfg(feature = "hydrate")]
fn came_still<P: Chunked>() -> bool {
    P::STILL
        && Owner::current_shared_context().is_some_and(|shared| shared.during_hydration())
        && document().query_selector("[data-still]").is_ok_and(|found| found.is_some())
}

#[cfg(feature = "hydrate")]
type Coming<T> = std::pin::Pin<Box<dyn Future<Output = T>>>;

/// The server's page as it stands, until its address asks for something else. One copy for all pages, hence the pointers.
#[cfg(feature = "hydrate")]
fn still(fetch: fn() -> Coming<()>, open: fn() -> Coming<AnyView>) -> AnyView {
    let url = use_url();
    let opened = RwSignal::new(false);
    Effect::new(move |first: Option<String>| {
        let wanted = url.with(|url| super::whole_path(url.path(), url.search()));
        let first = first.unwrap_or_else(|| wanted.clone());
        if wanted != first {
            leptos::task::spawn_local(async move {
                fetch().await;
                let _ = opened.try_set(true);
            });
        }
        first
    });
    let forget_head = crate::browser::said_in_head();
    on_cleanup(forget_head.clone());
    let shown = move || {
        if opened.get() {
            forget_head();
            Suspend::new(send_wrapper::SendWrapper::new(open())).into_any()
        } else {
            // From the server: what stands in it stays untouched.
            view! { <div data-still="" inner_html=""></div> }.into_any()
        }
    };
    shown.into_any()
}
