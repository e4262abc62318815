//! The secretariat's queues as tabs.

use crate::{
    text::{keys::companies, texts},
    ui::{Tab, Tabs},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Landscapes belong to it.
const RECRUITING: &str = "/secretariat/recruiting";

/// Links to the secretariat's queues.
#[component]
pub fn DeskTabs() -> impl IntoView {
    let t = texts();
    let path = use_location().pathname;
    let queues = [
        ("/secretariat", companies::DESK_FIRMS),
        ("/secretariat/import", companies::DESK_IMPORT),
        ("/secretariat/capabilities", companies::DESK_CAPABILITIES),
        (RECRUITING, companies::DESK_RECRUITING),
        ("/secretariat/map", companies::DESK_MAP),
    ];
    let tabs = queues.map(|(queue, label)| {
        let href = t.href(queue);
        // Each queue is a page of its own, which draws its tabs anew.
        let here = path.with_untracked(|p| *p == href || queue == RECRUITING && p.ends_with("/secretariat/landscapes"));
        Tab::new(t.s(label), href, here)
    });
    view! { <Tabs label=t.s(companies::QUEUE) tabs=tabs.to_vec()/> }
}
