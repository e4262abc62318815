//! Printing a page: `style/print.css` says what of it is on paper.

use super::Icon;
use crate::text::{keys, texts};
use leptos::prelude::*;

/// Prints the page; `boot.js` listens, so that it works before the WASM does.
#[component]
pub fn PrintButton() -> impl IntoView {
    view! {
        <button class="button quiet" type="button" data-print="">
            <Icon name="printer"/>
            {texts().s(keys::ui::PRINT)}
        </button>
    }
}
