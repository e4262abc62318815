//! Icons: one outline set in one sprite.

use leptos::prelude::*;

/// An icon of the sprite; beside a word it is decoration.
#[component]
pub fn Icon(
    /// The symbol's id in `public/icons.svg`.
    name: &'static str,
    /// Drawn larger, for empty states.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let class = if large { "icon large" } else { "icon" };
    view! {
        <svg class=class aria-hidden="true" focusable="false">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
