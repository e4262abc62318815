//! The route table: the same pages twice, Korean at the root and English under `/en`.

use crate::{
    about::AboutRoutes,
    accounts::AccountRoutes,
    companies::CompanyRoutes,
    consortia::ConsortiumRoutes,
    conversations::ConversationRoutes,
    error::AppError,
    flagship::FlagshipRoutes,
    inbox::InboxRoutes,
    jobs::JobRoutes,
    layout::Frame,
    meetups::MeetupRoutes,
    news::NewsRoutes,
    offers::OfferRoutes,
    portal::{
        ComparePage, ConsortiumPage, DesignPage, FirmPage, HomePage, PrivacyPage, SearchPage, SectorListPage,
        SectorPage, TechnologyPage,
    },
    recruiting::RecruitingRoutes,
    services::ServiceRoutes,
    technologies::TechnologyRoutes,
    text::Lang,
    ui::{ErrorView, Posts, lazy_page},
};
use leptos::prelude::*;
use leptos_meta::{Html, provide_meta_context};
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::{ParentRoute, Route, Router, Routes},
    hooks::use_location,
    path,
};

/// The portal.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Posts::default());
    view! {
        <Router>
            <Language/>
            <Routes fallback=|| view! { <Lost/> }>
                <ParentRoute path=path!("/en") view=|| view! { <Frame lang=Lang::En/> }>
                    <Pages/>
                </ParentRoute>
                <ParentRoute path=path!("") view=|| view! { <Frame lang=Lang::Ko/> }>
                    <Pages/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Tells the document which language it is in, and the panic hook which page is wanted.
#[component]
fn Language() -> impl IntoView {
    let location = use_location();
    #[cfg(feature = "hydrate")]
    Effect::new({
        let path = location.pathname;
        move |_| {
            crate::meetups::show_own_zones(Lang::of_path(&path.get_untracked()));
            crate::browser::hydrated();
        }
    });
    #[cfg(feature = "hydrate")]
    Effect::new({
        let location = location.clone();
        move |_| crate::browser::wants(&crate::ui::whole_path(&location.pathname.get(), &location.search.get()))
    });
    let path = location.pathname;
    // Whoever follows a link by keyboard or hears the page goes on at the new page's content.
    #[cfg(feature = "hydrate")]
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            crate::browser::focus_content();
        }
        now
    });
    view! { <Html {..} lang=move || Lang::of_path(&path.get()).code()/> }
}

#[component(transparent)]
fn Pages() -> AnyNestedRoute {
    view! {
        <Route path=path!("/") view={lazy_page::<HomePage>()} ssr=SsrMode::Async/>
        <Route path=path!("/search") view={lazy_page::<SearchPage>()} ssr=SsrMode::Async/>
        <AboutRoutes/>
        <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async/>
        <Route path=path!("/about/design") view={lazy_page::<DesignPage>()} ssr=SsrMode::Async/>
        <AccountRoutes/>
        <CompanyRoutes/>
        <TechnologyRoutes/>
        <ServiceRoutes/>
        <RecruitingRoutes/>
        <ConsortiumRoutes/>
        <MeetupRoutes/>
        <InboxRoutes/>
        <JobRoutes/>
        <NewsRoutes/>
        <ConversationRoutes/>
        <OfferRoutes/>
        <Route path=path!("/sectors") view={lazy_page::<SectorListPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/sectors/:slug") view={lazy_page::<SectorPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/compare") view={lazy_page::<ComparePage>()} ssr=SsrMode::Async/>
        <Route path=path!("/companies/:slug") view={lazy_page::<FirmPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/technologies/:slug") view={lazy_page::<TechnologyPage>()} ssr=SsrMode::Async/>
        <Route path=path!("/consortia/:slug") view={lazy_page::<ConsortiumPage>()} ssr=SsrMode::Async/>
        <FlagshipRoutes/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The page of an address that leads nowhere.
#[component]
fn Lost() -> impl IntoView {
    let lang = Lang::of_path(&use_location().pathname.get_untracked());
    provide_context(lang);
    view! {
        <crate::layout::Around lang>
            <ErrorView error=AppError::NotFound/>
        </crate::layout::Around>
    }
}
