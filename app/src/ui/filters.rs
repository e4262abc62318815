//! Filters of a list: what narrows it, with live counts, all of it in the address.

use super::Icon;
use crate::text::{keys, texts};
use leptos::prelude::*;

/// One value of a filter: what is sent, what is read, and how many rows it would show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterValue {
    pub value: String,
    pub label: String,
    pub count: i64,
}

/// The filters of a list as a form that loads its page anew: a column beside the list, a sheet on phones.
#[component]
pub fn Filters(
    /// The list's address without its query.
    action: String,
    /// Whether any filter is set.
    filtered: bool,
    children: Children,
) -> impl IntoView {
    let t = texts();
    let reset = filtered.then(|| {
        let all = action.clone();
        view! { <a class="button quiet" href=all>{t.s(keys::ui::RESET_FILTERS)}</a> }
    });
    view! {
        <aside class="facets" aria-label=t.s(keys::ui::FILTERS)>
            <details class="facet-sheet">
                <summary class="button"><Icon name="filter"/>{t.s(keys::ui::FILTERS)}</summary>
                <form action=action>
                    {children()}
                    <div class="cluster">
                        <button class="button primary">{t.s(keys::ui::APPLY)}</button>
                        {reset}
                    </div>
                </form>
            </details>
        </aside>
    }
}

/// One filter: every value with what it would show; values that show nothing are left out.
#[component]
pub fn FilterGroup(
    name: &'static str,
    #[prop(into)] title: String,
    values: Vec<FilterValue>,
    chosen: String,
) -> impl IntoView {
    let t = texts();
    let none = chosen.is_empty();
    let rows = values
        .into_iter()
        .filter(|v| v.count > 0 || v.value == chosen)
        .map(|v| {
            let checked = v.value == chosen;
            view! {
                <li>
                    <label class="choice">
                        <input type="radio" name=name value=v.value checked=checked/>
                        <span>{v.label}</span>
                        <span class="facet-count">{v.count}</span>
                    </label>
                </li>
            }
        })
        .collect_view();
    view! {
        <fieldset class="facet">
            <legend>{title}</legend>
            <ul>
                <li>
                    <label class="choice">
                        <input type="radio" name=name value="" checked=none/>
                        <span>{t.s(keys::ui::ALL)}</span>
                    </label>
                </li>
                {rows}
            </ul>
        </fieldset>
    }
}

/// A path with the query that the router tells beside it.
pub fn whole_path(path: &str, search: &str) -> String {
    let query = search.trim_start_matches('?');
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// An address with a query of the parameters that are set.
pub fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    let encode = |s: &str| {
        let mut encoded = String::new();
        for byte in s.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                encoded += &format!("%{byte:02X}");
            }
        }
        encoded
    };
    let set: Vec<_> =
        parameters.iter().filter(|p| !p.1.is_empty()).map(|p| format!("{}={}", p.0, encode(p.1))).collect();
    let mark = if set.is_empty() { "" } else { "?" };
    format!("{path}{mark}{}", set.join("&"))
}

/// The number of a page in an address: nothing for the first.
pub fn page_parameter(page: i64) -> String {
    if page > 1 { page.to_string() } else { String::new() }
}

/// The page that an address asks for, from 1.
pub fn asked_page(written: Option<String>) -> i64 {
    written.and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 10_000)
}
