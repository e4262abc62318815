//! What the portal does with personal data.

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
pub fn PrivacyPage() -> impl IntoView {
    let parts = [
        (about::DATA_WHAT, about::DATA_WHAT_BODY),
        (about::DATA_WHY, about::DATA_WHY_BODY),
        (about::DATA_LONG, about::DATA_LONG_BODY),
        (about::DATA_RIGHTS, about::DATA_RIGHTS_BODY),
    ];
    view! { <TextPage title=words::PRIVACY lead=about::PRIVACY_LEAD parts=parts.to_vec()/> }
}

#[component]
fn TextPage(title: Key, lead: Key, parts: Vec<(Key, Key)>) -> impl IntoView {
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
        </Page>
    }
}
