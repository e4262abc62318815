//! A form behind a button: it opens below it, and stays open where it came back with an error.

use super::{Form, Icon};
use leptos::prelude::*;

/// A button that opens a form of `endpoint`.
#[component]
pub fn FormMenu(
    endpoint: &'static str,
    #[prop(into)] label: String,
    icon: &'static str,
    /// A further class of the button: `primary`, `quiet`, `danger`.
    #[prop(optional)]
    look: &'static str,
    /// What tells this form from others of its kind on the page.
    #[prop(optional, into)]
    key: String,
    children: Children,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    let failed = crate::replay::Replay::error(endpoint, &key).is_some();
    #[cfg(not(feature = "ssr"))]
    let failed = false;
    view! {
        <details class="menu" open=failed>
            <summary class=format!("button small {look}")><Icon name=icon/>{label}</summary>
            <div class="menu-panel form-panel">
                <Form endpoint key>{children()}</Form>
            </div>
        </details>
    }
}
