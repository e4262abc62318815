//! Numbered pages of a list, as links.

use super::Icon;
use crate::text::{keys, texts};
use leptos::prelude::*;

/// Rows of one page of a list.
pub const PAGE_ROWS: i64 = 25;
/// The last page that a list has, whatever is asked for.
const LAST_PAGE: i64 = 100_000;

/// How many rows stand before a page.
pub fn rows_before(page: i64) -> i64 {
    (page.clamp(1, LAST_PAGE) - 1) * PAGE_ROWS
}

/// Links to the pages of a list; nothing where there is one page.
#[component]
pub fn Pager(
    /// The page shown, from 1.
    page: i64,
    /// Rows in the whole list.
    total: i64,
    /// Rows of one page.
    #[prop(default = PAGE_ROWS)]
    rows: i64,
    /// The address of a page.
    href: impl Fn(i64) -> String + 'static,
) -> impl IntoView {
    let t = texts();
    let last = (total + rows - 1) / rows;
    (last > 1).then(|| {
        let mut items = Vec::new();
        let mut before = 0;
        for number in (1..=last).filter(|n| *n == 1 || *n == last || (n - page).abs() <= 2) {
            if number > before + 1 {
                items.push(view! { <span class="gap">"…"</span> }.into_any());
            }
            before = number;
            items.push(if number == page {
                view! { <span class="current" aria-current="page">{number}</span> }.into_any()
            } else {
                view! { <a href=href(number)>{number}</a> }.into_any()
            });
        }
        let step = |number: i64, label, icon| {
            (1..=last).contains(&number).then(|| {
                view! { <a href=href(number) aria-label=t.s(label)><Icon name=icon/></a> }
            })
        };
        let previous = step(page - 1, keys::ui::PREVIOUS, "chevron-left");
        let next = step(page + 1, keys::ui::NEXT, "chevron-right");
        view! { <nav class="pager" aria-label=t.s(keys::ui::PAGES)>{previous}{items}{next}</nav> }
    })
}
