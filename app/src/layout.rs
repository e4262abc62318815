//! What stands around every page: header, navigation, footer.

use crate::{
    portal::{Viewer, WhoViews},
    text::{
        Lang, Texts,
        keys::{accounts, consortia, conversations, inbox, news, offers, sectors, ui as words},
        texts, without_lang,
    },
    ui::{Icon, load, once_there, still, whole_path},
};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use std::sync::OnceLock;

/// The pages of one language.
#[component]
pub fn Frame(lang: Lang) -> impl IntoView {
    provide_context(lang);
    view! { <Around lang><Outlet/></Around> }
}

/// Header and footer around a page.
#[component]
pub fn Around(lang: Lang, children: Children) -> impl IntoView {
    let t = texts();
    #[cfg(feature = "hydrate")]
    crate::browser::load_unless_taken_over();
    let viewing = load(|| (), |()| WhoViews {});
    let fixed = fixed(lang);
    view! {
        <a class="skip-link" href="#main" rel="external">{t.s(words::SKIP)}</a>
        {once_there(viewing, move |viewing| {
            let sample = viewing.is_ok_and(|v| v.sample_world);
            sample.then(|| view! { <aside class="sample-banner">{t.s(words::SAMPLE)}</aside> })
        })}
        <header class="site-header">
            <div class="site-bar">
                {still(fixed.brand.as_str())}
                <details class="menu nav-menu">
                    <summary class="tool" aria-label=t.s(words::MENU)><Icon name="menu"/></summary>
                    <div class="menu-panel">
                        <nav aria-label=t.s(words::MENU)><Navigation/></nav>
                        <button class="menu-item narrow-only" type="button" data-theme-toggle="">{t.s(words::THEME)}</button>
                    </div>
                </details>
                <nav class="site-nav" aria-label=t.s(words::NAV_MAIN)><Navigation/></nav>
                {still(fixed.search.as_str())}
                <div class="site-tools">
                    <LanguageSwitch lang/>
                    {still(fixed.theme.as_str())}
                    {once_there(viewing, |viewing| view! { <Account viewer=viewing.ok().and_then(|v| v.viewer)/> })}
                </div>
            </div>
        </header>
        <main id="main" class="page" tabindex="-1">{children()}</main>
        {still(fixed.footer.as_str())}
    }
}

/// Pieces of the frame that are the same on every page of a language: the server makes them once, and the browser leaves
/// them as they came. It has none of its own: a frame that is not taken over is loaded from the server.
#[derive(Default)]
struct Fixed {
    brand: String,
    search: String,
    theme: String,
    footer: String,
}

fn fixed(lang: Lang) -> &'static Fixed {
    static FIXED: [OnceLock<Fixed>; 2] = [const { OnceLock::new() }; 2];
    #[cfg(not(feature = "hydrate"))]
    let make = || Fixed::of(texts());
    #[cfg(feature = "hydrate")]
    let make = Fixed::default;
    FIXED[usize::from(lang == Lang::En)].get_or_init(make)
}

#[cfg(not(feature = "hydrate"))]
impl Fixed {
    fn of(t: Texts) -> Self {
        // Nothing in them is taken over, so nothing in them is marked for that.
        let written = |view: AnyView| view.to_html().replace("<!>", "");
        Self {
            brand: written(brand(t)),
            search: written(search(t)),
            theme: written(theme(t)),
            footer: written(footer(t)),
        }
    }
}

#[cfg(not(feature = "hydrate"))]
fn brand(t: Texts) -> AnyView {
    view! {
        <a class="brand" href=t.href("/") aria-label=t.s(words::SITE)>
            <Icon name="logo"/>
            <span class="brand-name">{t.s(words::SITE)}</span>
        </a>
    }
    .into_any()
}

#[cfg(not(feature = "hydrate"))]
fn search(t: Texts) -> AnyView {
    view! {
        <form class="search-box" role="search" action=t.href("/search")>
            <input type="search" name="q" aria-label=t.s(words::SEARCH_LABEL) placeholder=t.s(words::SEARCH_LABEL)/>
            <button aria-label=t.s(words::SEARCH)><Icon name="search"/></button>
        </form>
    }
    .into_any()
}

#[cfg(not(feature = "hydrate"))]
fn theme(t: Texts) -> AnyView {
    view! {
        <button class="tool" type="button" data-theme-toggle="" aria-label=t.s(words::THEME) title=t.s(words::THEME)>
            <Icon name="moon"/>
        </button>
    }
    .into_any()
}

#[cfg(not(feature = "hydrate"))]
fn footer(t: Texts) -> AnyView {
    view! {
        <footer class="site-footer">
            <div class="footer-bar">
                <div>
                    <p><strong>{t.s(words::SITE)}</strong></p>
                    <p>{t.s(words::FOOTER)}</p>
                </div>
                <div>
                    <h2>{t.s(words::NAV_MAIN)}</h2>
                    <ul>
                        <li><a href=t.href("/sectors")>{t.s(words::NAV_SECTORS)}</a></li>
                        <li><a href=t.href("/companies")>{t.s(words::NAV_COMPANIES)}</a></li>
                        <li><a href=t.href("/technologies")>{t.s(words::NAV_TECHNOLOGIES)}</a></li>
                        <li><a href=t.href("/consortia")>{t.s(words::NAV_CONSORTIA)}</a></li>
                        <li><a href=t.href("/meetups")>{t.s(words::NAV_MEETUPS)}</a></li>
                        <li><a href=t.href("/bids")>{t.s(words::NAV_BIDS)}</a></li>
                        <li><a href=t.href("/offers")>{t.s(offers::TITLE)}</a></li>
                        <li><a href=t.href("/flagship")>{t.s(words::NAV_CALLS)}</a></li>
                        <li><a href=t.href("/news")>{t.s(news::TITLE)}</a></li>
                        <li><a href=t.href("/search")>{t.s(words::SEARCH)}</a></li>
                    </ul>
                </div>
                <div>
                    <h2>{t.s(words::ABOUT)}</h2>
                    <ul>
                        <li><a href=t.href("/about")>{t.s(words::ABOUT)}</a></li>
                        <li><a href=t.href("/about/design")>{t.s(words::DESIGN)}</a></li>
                        <li><a href=t.href("/privacy")><strong>{t.s(words::PRIVACY)}</strong></a></li>
                    </ul>
                </div>
            </div>
        </footer>
    }
    .into_any()
}

/// The rooms of the portal.
#[component]
fn Navigation() -> impl IntoView {
    let t = texts();
    let path = use_location().pathname;
    let rooms = [
        ("/sectors", words::NAV_SECTORS),
        ("/companies", words::NAV_COMPANIES),
        ("/technologies", words::NAV_TECHNOLOGIES),
        ("/consortia", words::NAV_CONSORTIA),
        ("/meetups", words::NAV_MEETUPS),
        ("/bids", words::NAV_BIDS),
    ];
    rooms
        .into_iter()
        .map(|(room, label)| {
            let here = move || path.with(|p| without_lang(p).starts_with(room)).then_some("page");
            view! { <a href=t.href(room) aria-current=here>{t.s(label)}</a> }
        })
        .collect_view()
}

/// A link to this page in the other language: an ordinary page load, since its texts come with the page.
#[component]
fn LanguageSwitch(lang: Lang) -> impl IntoView {
    let t = texts();
    let location = use_location();
    let there = move || {
        let path = location.pathname.get();
        whole_path(&lang.other().href(without_lang(&path)), &location.search.get())
    };
    view! {
        <a class="tool" rel="external" href=there lang=lang.other().code() hreflang=lang.other().code() title=t.s(words::LANGUAGE_LABEL)>
            <Icon name="globe"/>
            <span>{t.s(words::LANGUAGE)}</span>
        </a>
    }
}

/// The menu of who is signed in, or the way in.
#[component]
fn Account(viewer: Option<Viewer>) -> impl IntoView {
    let t = texts();
    let location = use_location();
    let here = move || whole_path(&location.pathname.get(), &location.search.get());
    match viewer {
        None => view! { <a class="button small" href=t.href("/sign-in")>{t.s(accounts::SIGN_IN)}</a> }.into_any(),
        Some(viewer) => {
            let desk =
                viewer.coordinator.then(|| view! { <a href=t.href("/secretariat")>{t.s(words::SECRETARIAT)}</a> });
            let lang = t.lang();
            let groups = viewer.groups.into_iter().map(|group| {
                let name = sectors::group(t, group.name.get(lang));
                view! { <a href=t.href(&format!("/sectors/{}", group.slug))>{name}</a> }
            });
            let groups = groups.collect_view();
            let open =
                (viewer.open > 0).then(|| view! { <span class="tool-count" aria-hidden="true">{viewer.open}</span> });
            let inbox_label = if viewer.open > 0 { inbox::badge(t, viewer.open) } else { t.s(inbox::TITLE).to_owned() };
            view! {
                <a class="tool" href=t.href("/inbox") title=inbox_label.clone() aria-label=inbox_label>
                    <Icon name="bell"/>
                    {open}
                </a>
                <details class="menu">
                    <summary class="tool"><Icon name="user"/><span>{viewer.name}</span></summary>
                    <div class="menu-panel">
                        <a href=t.href("/companies/mine")>{t.s(words::MY_FIRM)}</a>
                        <a href=t.href("/consortia/mine")>{t.s(consortia::MINE)}</a>
                        <a href=t.href("/conversations")>{t.s(conversations::TITLE)}</a>
                        {groups}
                        {desk}
                        <a href=t.href("/account")>{t.s(words::ACCOUNT)}</a>
                        // Not a `ui::Form`: every page has this one, and its code would come with every first visit.
                        <form method="post" action="/api/accounts/sign_out">
                            <input type="hidden" name="_from" value=here/>
                            <button class="button menu-item">{t.s(accounts::SIGN_OUT)}</button>
                        </form>
                    </div>
                </details>
            }
            .into_any()
        }
    }
}
