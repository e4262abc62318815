//! The secretariat's queues as tabs.

use crate::text::{keys::companies, texts};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Links to the secretariat's queues.
#[component]
pub fn DeskTabs() -> impl IntoView {
    let t = texts();
    let path = use_location().pathname;
    let queues = [("/secretariat", companies::DESK_FIRMS), ("/secretariat/capabilities", companies::DESK_CAPABILITIES)];
    let tabs = queues.map(|(queue, label)| {
        let href = t.href(queue);
        let here = {
            let href = href.clone();
            move || path.with(|p| *p == href).then_some("page")
        };
        view! { <a href=href aria-current=here>{t.s(label)}</a> }
    });
    view! { <nav class="tabs" aria-label=t.s(companies::QUEUE)>{tabs}</nav> }
}
