//! The title of a row in a list.

use leptos::prelude::*;

/// The heading of a row, around its link: of the third level under a section's heading, else of the second.
#[component]
pub fn RowTitle(nested: bool, children: Children) -> impl IntoView {
    if nested {
        view! { <h3 class="row-title">{children()}</h3> }.into_any()
    } else {
        view! { <h2 class="row-title">{children()}</h2> }.into_any()
    }
}
