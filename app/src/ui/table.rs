//! Tables: one look, a caption for everybody, and a frame that the keyboard can scroll where a narrow screen cuts them.

use leptos::prelude::*;

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    label: String,
    number: bool,
}

impl Column {
    /// A column of numbers, which stand under each other by their places.
    pub fn number(label: &str) -> Self {
        Self { label: label.to_owned(), number: true }
    }
}

impl From<&str> for Column {
    fn from(label: &str) -> Self {
        Self { label: label.to_owned(), number: false }
    }
}

/// A table; the children are its bodies.
#[component]
pub fn Table(
    /// What it is called.
    #[prop(into)]
    label: String,
    columns: Vec<Column>,
    /// A caption that is seen; without it the label is the caption of screen readers.
    #[prop(optional, into)]
    caption: Option<String>,
    /// Whether a row becomes a card on a narrow screen; its cells then name their column in `data-label`.
    #[prop(optional)]
    stacked: bool,
    children: Children,
) -> impl IntoView {
    let class = if stacked { "table stacked" } else { "table" };
    let hidden = caption.is_none().then_some("visually-hidden");
    let caption = caption.unwrap_or_else(|| label.clone());
    let heads = columns
        .into_iter()
        .map(|column| view! { <th scope="col" class=column.number.then_some("num")>{column.label}</th> })
        .collect_view();
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=label>
            <table class=class>
                <caption class=hidden>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                {children()}
            </table>
        </div>
    }
}
