//! Tabs: views of one thing, each with an address of its own.

use super::Icon;
use leptos::prelude::*;

/// A view that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    label: String,
    href: String,
    here: bool,
    icon: Option<&'static str>,
    count: Option<i64>,
}

impl Tab {
    /// A view at an address; `here` where it is the one that is shown.
    pub fn new(label: &str, href: String, here: bool) -> Self {
        Self { label: label.to_owned(), href, here, icon: None, count: None }
    }

    pub const fn icon(mut self, icon: &'static str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// How many things the view holds.
    pub const fn count(mut self, count: i64) -> Self {
        self.count = Some(count);
        self
    }
}

/// The views of a page, by their links.
#[component]
pub fn Tabs(
    /// What is chosen here.
    #[prop(into)]
    label: String,
    tabs: Vec<Tab>,
) -> impl IntoView {
    let tabs = tabs
        .into_iter()
        .map(|tab| {
            let icon = tab.icon.map(|name| view! { <Icon name/> });
            let count = tab.count.map(|count| view! { " "<span class="facet-count">{count}</span> });
            view! { <a href=tab.href aria-current=tab.here.then_some("page")>{icon}{tab.label}{count}</a> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=label>{tabs}</nav> }
}
