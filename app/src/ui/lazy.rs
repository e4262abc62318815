//! Pages whose code is fetched when they are opened.
//!
//! A page that visitors only read stands still: the server's HTML is all of it, the browser neither fetches the page's code
//! nor its data before another page is wanted. Whoever is signed in gets the page alive, with what can be done on it.

#[cfg(not(feature = "hydrate"))]
use super::load::StandsStill;
use leptos::prelude::*;
use leptos_router::ChooseView;
#[cfg(feature = "hydrate")]
use leptos_router::hooks::use_url;
use std::{future::Future, pin::Pin};

/// A page that belongs to a chunk: its data are asked for at once, its code fetched beside.
pub trait LazyPage: Send + Sized + 'static {
    /// Asks for what the page shows.
    fn data() -> Self;

    /// The page itself; this is what the chunk holds.
    fn view(this: Self) -> AnyView;
}

/// What is not there yet.
pub type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// The chunk that a page belongs to (`chunks.rs` says to which).
pub trait Chunked: LazyPage + Sync {
    /// Whether visitors only read its pages.
    const STILL: bool;

    /// Fetches the chunk.
    #[cfg(feature = "hydrate")]
    fn fetch() -> Coming<()>;

    /// The page, once its chunk is there.
    fn open(this: Self) -> Coming<AnyView>;
}

/// A page that has asked for its data.
trait Asked: Send + Sync {
    fn open(self: Box<Self>) -> Coming<AnyView>;

    /// The page without its chunk: only the server has all of them.
    #[cfg(not(feature = "hydrate"))]
    fn view(self: Box<Self>) -> AnyView;
}

impl<P: Chunked> Asked for P {
    fn open(self: Box<Self>) -> Coming<AnyView> {
        P::open(*self)
    }

    #[cfg(not(feature = "hydrate"))]
    fn view(self: Box<Self>) -> AnyView {
        <P as LazyPage>::view(*self)
    }
}

/// A page for the route table. One type for all pages, so that the WASM holds one copy of the router's part.
#[derive(Clone)]
pub struct Opened {
    still: bool,
    ask: fn() -> Box<dyn Asked>,
    #[cfg(feature = "hydrate")]
    fetch: fn() -> Coming<()>,
    /// What was asked for while the chunk was fetched.
    asked: ArcStoredValue<Option<Box<dyn Asked>>>,
}

/// A page for the route table.
pub fn lazy_page<P: Chunked>() -> Opened {
    Opened {
        still: P::STILL,
        ask: || Box::new(P::data()),
        #[cfg(feature = "hydrate")]
        fetch: P::fetch,
        asked: ArcStoredValue::new(None),
    }
}

#[cfg(not(feature = "hydrate"))]
impl ChooseView for Opened {
    async fn choose(self) -> AnyView {
        let still = self.stands_still();
        let page = self.asked.write_value().take().unwrap_or_else(|| self.ask());
        // Opening a page through its chunk would also tell the browser to fetch that.
        if still {
            provide_context(StandsStill);
            view! { <div data-still="">{page.view()}</div> }.into_any()
        } else {
            page.open().await
        }
    }

    async fn preload(&self) {
        *self.asked.write_value() = Some(self.ask());
    }
}

#[cfg(not(feature = "hydrate"))]
impl Opened {
    fn stands_still(&self) -> bool {
        #[cfg(feature = "ssr")]
        return self.still && use_context::<crate::ctx::Ctx>().is_some_and(|ctx| ctx.person.is_none());
        #[cfg(not(feature = "ssr"))]
        false
    }

    fn ask(&self) -> Box<dyn Asked> {
        let shared = Owner::current_shared_context().filter(|_| self.stands_still());
        // What nobody goes on with is not sent.
        let send = |yes| shared.iter().for_each(|s| s.set_is_hydrating(yes));
        send(false);
        let page = (self.ask)();
        send(true);
        page
    }
}

#[cfg(feature = "hydrate")]
impl ChooseView for Opened {
    async fn choose(self) -> AnyView {
        if self.came_still() {
            return self.left_alone();
        }
        let page = self.asked.write_value().take().unwrap_or_else(self.ask);
        page.open().await
    }

    async fn preload(&self) {
        if !self.came_still() {
            *self.asked.write_value() = Some((self.ask)());
            (self.fetch)().await;
        }
    }
}

#[cfg(feature = "hydrate")]
impl Opened {
    /// Whether the server sent it still, while that is being taken over.
    fn came_still(&self) -> bool {
        self.still
            && Owner::current_shared_context().is_some_and(|shared| shared.during_hydration())
            && document().query_selector("[data-still]").is_ok_and(|found| found.is_some())
    }

    /// The server's page as it stands, until its address asks for something else.
    fn left_alone(self) -> AnyView {
        let Self { ask, fetch, .. } = self;
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
                Suspend::new(send_wrapper::SendWrapper::new(ask().open())).into_any()
            } else {
                // From the server: what stands in it stays untouched.
                view! { <div data-still="" inner_html=""></div> }.into_any()
            }
        };
        shown.into_any()
    }
}
