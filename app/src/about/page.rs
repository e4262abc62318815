//! The page of what the alliance is.

use super::{
    api::GetAbout,
    model::{AboutView, PartView},
};
use crate::{
    text::{
        keys::{about as words, ui as common},
        texts,
    },
    ui::{Day, Icon, LazyPage, Loaded, Page, Prose, Section, Toast, load, loaded, told},
};
use leptos::prelude::*;

/// What the alliance is.
pub struct AboutPage(Loaded<AboutView>);

impl LazyPage for AboutPage {
    fn data() -> Self {
        Self(load(|| (), |()| GetAbout {}))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |about| view! { <About about/> }).into_any()
    }
}

#[component]
fn About(about: AboutView) -> impl IntoView {
    let t = texts();
    let done = told(&[("saved", common::SAVED)]).map(|key| view! { <Toast said=t.s(key)/> });
    let may_edit = about.may_edit;
    let parts = about.parts.into_iter().map(|part| view! { <Part part may_edit/> }).collect_view();
    view! {
        <Page title=t.s(common::ABOUT) description=t.s(words::LEAD)>
            {done}
            <div class="page-head">
                <h1>{t.s(common::ABOUT)}</h1>
                <p class="lead">{t.s(words::LEAD)}</p>
            </div>
            {parts}
            <OpenData/>
        </Page>
    }
}

#[component]
fn Part(part: PartView, may_edit: bool) -> impl IntoView {
    let t = texts();
    let edit = may_edit.then(|| {
        let href = t.href(&format!("/secretariat/about/{}", part.slug));
        view! { <p><a class="button small" href=href><Icon name="pencil"/>{t.s(words::EDIT)}</a></p> }
    });
    let changed = part.changed.map(|at| view! { <p class="small muted">{t.s(words::CHANGED)}" "<Day at/></p> });
    view! {
        <Section title=part.title.get(t.lang()) more=None>
            <Prose html=part.html/>
            {changed}
            {edit}
        </Section>
    }
}

/// How other people's programs and sites use what is public.
#[component]
fn OpenData() -> impl IntoView {
    let t = texts();
    let embed = format!("<iframe src=\"{}/embed/technologies\" title=\"{}\"></iframe>", origin(), t.s(common::SITE));
    view! {
        <Section title=t.s(words::OPEN_DATA) more=None>
            <p class="prose">{t.s(words::OPEN_DATA_BODY)}</p>
            <p class="cluster">
                <a class="button" rel="external" href="/api/v1/openapi.json">{t.s(words::OPEN_DATA_API)}</a>
                <a class="button" rel="external" href="/calendar.ics">{t.s(words::OPEN_DATA_CALENDAR)}</a>
            </p>
        </Section>
        <Section title=t.s(words::EMBED) more=None>
            <p class="prose">{t.s(words::EMBED_BODY)}</p>
            <pre class="code" tabindex="0" role="region" aria-label=t.s(words::EMBED)><code>{embed}</code></pre>
        </Section>
    }
}

/// Scheme and host of this portal.
fn origin() -> String {
    #[cfg(feature = "ssr")]
    return use_context::<crate::ctx::Ctx>().map(|ctx| ctx.app.base_url.to_string()).unwrap_or_default();
    #[cfg(feature = "hydrate")]
    return window().location().origin().unwrap_or_default();
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    String::new()
}
