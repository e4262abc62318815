//! Icons: one outline set in one sprite.

use super::still;
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
    still(drawn(name, if large { "icon large" } else { "icon" }))
}

/// An icon as text, for pieces that are written out.
pub fn icon(name: &str) -> String {
    drawn(name, "icon")
}

fn drawn(name: &str, class: &str) -> String {
    [
        "<svg class=\"",
        class,
        "\" aria-hidden=\"true\" focusable=\"false\"><use href=\"/icons.svg#",
        name,
        "\"></use></svg>",
    ]
    .concat()
}
