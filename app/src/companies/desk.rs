//! The secretariat's queues as tabs.

use crate::{
    text::{keys::companies, texts},
    ui::{Tab, Tabs},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Links to the secretariat's queues.
#[component]
pub fn DeskTabs() -> impl IntoView {
    let t = texts();
    let path = use_location().pathname;
    let queues = [
        ("/secretariat", companies::DESK_FIRMS),
        ("/secretariat/capabilities", companies::DESK_CAPABILITIES),
        ("/secretariat/recruiting", companies::DESK_RECRUITING),
        ("/secretariat/map", companies::DESK_MAP),
    ];
    let tabs = queues.map(|(queue, label)| {
        let href = t.href(queue);
        // Each queue is a page of its own, which draws its tabs anew.
        let here = path.with_untracked(|p| *p == href);
        Tab::new(t.s(label), href, here)
    });
    view! { <Tabs label=t.s(companies::QUEUE) tabs=tabs.to_vec()/> }
}
