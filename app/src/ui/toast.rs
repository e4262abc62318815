//! What was just done, said above the page.

use super::Icon;
use crate::text::{Key, keys::ui as words, texts};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The first of these words that stands in the address as a parameter, and what it says: acts lead to the page of what
/// they changed, with a word.
pub fn told(words: &[(&str, Key)]) -> Option<Key> {
    use_query_map().with_untracked(|q| words.iter().find(|(word, _)| q.get(word).is_some()).map(|(_, key)| *key))
}

/// How long it stays where a script can take it away; it tells of nothing that the page does not show.
#[cfg(feature = "hydrate")]
const STAYS: std::time::Duration = std::time::Duration::from_secs(8);

/// A line above the page that goes after a while, when it is closed, or with the page.
#[component]
pub fn Toast(#[prop(into)] said: String) -> impl IntoView {
    let t = texts();
    let open = RwSignal::new(true);
    #[cfg(feature = "hydrate")]
    {
        let leaves = set_timeout_with_handle(
            move || {
                let _ = open.try_set(false);
            },
            STAYS,
        );
        on_cleanup(move || drop(leaves.map(|handle| handle.clear())));
    }
    view! {
        <div class="toast-region" role="status">
            <Show when=move || open.get()>
                <div class="toast">
                    <Icon name="check-circle"/>
                    <p>{said.clone()}</p>
                    <button type="button" aria-label=t.s(words::CLOSE) on:click=move |_| open.set(false)><Icon name="x"/></button>
                </div>
            </Show>
        </div>
    }
}
