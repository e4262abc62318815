//! The secretariat's queues as tabs.

use crate::{
    text::{keys::companies, texts},
    ui::{Tab, Tabs},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Landscapes belong to it.
const RECRUITING: &str = "/secretariat/recruiting";

/// What sector coordinators work at too.
const SHARED: [&str; 2] = ["/secretariat/capabilities", RECRUITING];

/// Links to the secretariat's queues.
#[component]
pub fn DeskTabs(
    /// All of them, as the secretariat has them; else those of sector coordinators.
    whole: bool,
) -> impl IntoView {
    let t = texts();
    let path = use_location().pathname;
    let queues = [
        ("/secretariat", companies::DESK_FIRMS),
        ("/secretariat/import", companies::DESK_IMPORT),
        ("/secretariat/capabilities", companies::DESK_CAPABILITIES),
        (RECRUITING, companies::DESK_RECRUITING),
        ("/secretariat/map", companies::DESK_MAP),
        ("/secretariat/sectors", companies::DESK_SECTORS),
    ];
    let shown = queues.into_iter().filter(|(queue, _)| whole || SHARED.contains(queue));
    let tabs = shown.map(|(queue, label)| {
        let href = t.href(queue);
        // Each queue is a page of its own, which draws its tabs anew.
        let here = path.with_untracked(|p| *p == href || queue == RECRUITING && p.ends_with("/secretariat/landscapes"));
        Tab::new(t.s(label), href, here)
    });
    view! { <Tabs label=t.s(companies::QUEUE) tabs=tabs.collect()/> }
}
