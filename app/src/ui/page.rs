//! The frame of one page: its title, where it stands, sections, and what is said when there is nothing.

use super::Icon;
use crate::text::{keys, texts};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// Title and description of a page for the browser, search engines and previews.
#[component]
pub fn Head(
    #[prop(into)] title: String,
    /// One or two sentences for search results.
    #[prop(optional, into)]
    description: String,
) -> impl IntoView {
    let full = format!("{title} · {}", texts().s(keys::ui::SITE));
    let described = (!description.is_empty()).then(|| {
        let short: String = description.chars().take(160).collect();
        view! {
            <Meta name="description" content=short.clone()/>
            <Meta property="og:description" content=short/>
        }
    });
    view! {
        <Title text=super::raw_text(&full)/>
        <Meta property="og:title" content=full/>
        {described}
    }
}

/// A step on the way from the home page to this one.
#[derive(Clone, Debug)]
pub struct Crumb {
    pub label: String,
    pub href: String,
}

impl Crumb {
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// A page: title for the browser, the way to it, and its content.
#[component]
pub fn Page(
    #[prop(into)] title: String,
    #[prop(optional, into)] description: String,
    #[prop(optional)] crumbs: Vec<Crumb>,
    children: Children,
) -> impl IntoView {
    let t = texts();
    let way = (!crumbs.is_empty()).then(|| {
        let items = crumbs.into_iter().map(|c| view! { <li><a href=c.href>{c.label}</a></li> }).collect_view();
        view! {
            <nav class="crumbs" aria-label=t.s(keys::ui::CRUMBS)>
                <ol>{items}</ol>
            </nav>
        }
    });
    view! {
        <Head title description/>
        {way}
        {children()}
    }
}

/// A part of a page under a heading of the second level.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    /// Label and address of a link beside the heading.
    #[prop(optional_no_strip)]
    more: Option<(String, String)>,
    children: Children,
) -> impl IntoView {
    let more = more.map(|(label, href)| view! { <a href=href>{label}<Icon name="chevron-right"/></a> });
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{title}</h2>
                {more}
            </div>
            {children()}
        </section>
    }
}

/// Says what will stand here, and offers the first step.
#[component]
pub fn Empty(icon: &'static str, #[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon large=true/>
            <h2>{title}</h2>
            {children()}
        </div>
    }
}
