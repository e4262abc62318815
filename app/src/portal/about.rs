//! What the alliance is, and what it does with personal data.

use crate::{
    text::{
        Key,
        keys::{about, ui as words},
        texts,
    },
    ui::{Page, Section},
};
use leptos::prelude::*;

#[component]
pub fn AboutPage() -> impl IntoView {
    let parts = [
        (about::WHO, about::WHO_BODY),
        (about::FIRMS, about::FIRMS_BODY),
        (about::CONFIRMED, about::CONFIRMED_BODY),
        (about::MASKS, about::MASKS_BODY),
    ];
    view! { <TextPage title=words::ABOUT lead=about::LEAD parts=parts.to_vec()><OpenData/></TextPage> }
}

#[component]
pub fn PrivacyPage() -> impl IntoView {
    let parts = [
        (about::DATA_WHAT, about::DATA_WHAT_BODY),
        (about::DATA_WHY, about::DATA_WHY_BODY),
        (about::DATA_LONG, about::DATA_LONG_BODY),
        (about::DATA_RIGHTS, about::DATA_RIGHTS_BODY),
    ];
    view! { <TextPage title=words::PRIVACY lead=about::PRIVACY_LEAD parts=parts.to_vec()>""</TextPage> }
}

/// How other people's programs and sites use what is public.
#[component]
fn OpenData() -> impl IntoView {
    let t = texts();
    let embed = format!("<iframe src=\"{}/embed/technologies\" title=\"{}\"></iframe>", origin(), t.s(words::SITE));
    view! {
        <Section title=t.s(about::OPEN_DATA) more=None>
            <p class="prose">{t.s(about::OPEN_DATA_BODY)}</p>
            <p class="cluster">
                <a class="button" rel="external" href="/api/v1/openapi.json">{t.s(about::OPEN_DATA_API)}</a>
                <a class="button" rel="external" href="/calendar.ics">{t.s(about::OPEN_DATA_CALENDAR)}</a>
            </p>
        </Section>
        <Section title=t.s(about::EMBED) more=None>
            <p class="prose">{t.s(about::EMBED_BODY)}</p>
            <pre class="code" tabindex="0" role="region" aria-label=t.s(about::EMBED)><code>{embed}</code></pre>
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

#[component]
fn TextPage(title: Key, lead: Key, parts: Vec<(Key, Key)>, children: Children) -> impl IntoView {
    let t = texts();
    let parts = parts
        .into_iter()
        .map(|(heading, body)| view! { <Section title=t.s(heading) more=None><p class="prose">{t.s(body)}</p></Section> })
        .collect_view();
    view! {
        <Page title=t.s(title) description=t.s(lead)>
            <div class="page-head">
                <h1>{t.s(title)}</h1>
                <p class="lead">{t.s(lead)}</p>
            </div>
            {parts}
            {children()}
        </Page>
    }
}
