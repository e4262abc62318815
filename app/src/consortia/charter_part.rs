//! The charter with its signatures, as members see it.

use super::model::{CharterView, State};
use crate::{
    text::{keys::consortia as words, texts},
    ui::{ActButton, Day, Icon, Said, Section},
};
use leptos::prelude::*;

/// The newest version of the charter, who has signed it, and the button to sign.
#[component]
pub fn CharterPart(charter: CharterView, slug: String, state: State) -> impl IntoView {
    let t = texts();
    let sign = charter
        .to_sign
        .iter()
        .map(|firm| {
            let values =
                vec![("slug", slug.clone()), ("company", firm.slug.clone()), ("sha256", charter.sha256.clone())];
            let label = words::sign_as(t, firm.name.get(t.lang()));
            view! { <ActButton endpoint="consortia/sign" label look="primary" values/> }
        })
        .collect_view();
    let signed = charter
        .signatures
        .into_iter()
        .map(|s| {
            view! {
                <li class="done">
                    <Icon name="check-circle"/>
                    <span><Said text=s.firm/>" · "{s.signer}</span>
                    <span class="muted"><Day at=s.at/></span>
                </li>
            }
        })
        .collect_view();
    let missing = charter
        .missing
        .into_iter()
        .filter(|_| state == State::Chartering)
        .map(|firm| {
            view! {
                <li class="waiting">
                    <Icon name="hourglass"/>
                    <span><Said text=firm/></span>
                    <span class="muted">{t.s(words::NOT_SIGNED)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <Section title=words::charter_number(t, charter.number) more=None>
            <p class="small muted">{t.s(words::CHARTER_MEANS)}</p>
            <div class="cluster">{sign}</div>
            <ul class="checklist">{signed}{missing}</ul>
            <details class="block">
                <summary class="button small">{t.s(words::CHARTER_READ)}</summary>
                <div class="prose" lang="ko" inner_html=charter.html></div>
                <p class="small muted mono">"SHA-256 "{charter.sha256}</p>
            </details>
        </Section>
    }
}
