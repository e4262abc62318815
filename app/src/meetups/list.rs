//! The list of meetups: those to come first, past ones on request; filters with counts, all of them in the address.

use super::{
    api::list_meetups,
    cards::MeetupRows,
    model::{MeetupList, MeetupQuery},
};
use crate::{
    companies::Facet,
    text::{
        Texts,
        keys::{meetups, ui as words},
        texts,
    },
    ui::{Empty, Icon, Page, Pager, Section, load, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn MeetupListPage() -> impl IntoView {
    let t = texts();
    let asked = use_query_map();
    let query = Memo::new(move |_| {
        asked.with(|map| MeetupQuery {
            sector: map.get("sector").unwrap_or_default(),
            past: map.get("when").is_some_and(|when| when == "past"),
            page: map.get("page").unwrap_or_default().parse().unwrap_or(1).clamp(1, 10_000),
        })
    });
    let list = load(move || query.get(), list_meetups);
    view! {
        <Page title=t.s(meetups::TITLE) description=t.s(meetups::LEAD)>
            <div class="page-head">
                <h1>{t.s(meetups::TITLE)}</h1>
                <p class="lead">{t.s(meetups::LEAD)}</p>
                <div class="page-actions">
                    <a class="button" href=calendar_href(t, "/calendar.ics") rel="external"><Icon name="calendar"/>{t.s(meetups::SUBSCRIBE)}</a>
                </div>
            </div>
            {loaded(list, move |list| view! { <Agenda list query=query.get_untracked()/> })}
        </Page>
    }
}

/// The address of a calendar in the language of the page.
pub fn calendar_href(t: Texts, path: &str) -> String {
    match t.lang() {
        crate::text::Lang::Ko => path.to_owned(),
        crate::text::Lang::En => format!("{path}?lang=en"),
    }
}

/// The address of the list with these filters.
fn address(t: Texts, query: &MeetupQuery) -> String {
    let page = if query.page > 1 { query.page.to_string() } else { String::new() };
    // A sector that is a slug needs no encoding; anything else finds nothing and may be lost.
    let sector: String = query.sector.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let parts = [("when", if query.past { "past" } else { "" }), ("sector", &sector), ("page", &page)];
    let set: Vec<_> = parts.iter().filter(|p| !p.1.is_empty()).map(|p| format!("{}={}", p.0, p.1)).collect();
    let mark = if set.is_empty() { "" } else { "?" };
    format!("{}{mark}{}", t.href("/meetups"), set.join("&"))
}

#[component]
fn Agenda(list: MeetupList, query: MeetupQuery) -> impl IntoView {
    let t = texts();
    let now = list.now;
    let schedule = list.may_schedule.then(|| {
        view! { <a class="button primary" href=t.href("/meetups/new")><Icon name="plus"/>{t.s(meetups::SCHEDULE)}</a> }
    });
    let drafts = (!list.drafts.is_empty()).then(|| {
        view! { <Section title=t.s(meetups::DRAFTS) more=None><MeetupRows rows=list.drafts now/></Section> }
    });
    let rows = if list.rows.is_empty() {
        let title = t.s(if query.past { meetups::NONE_PAST } else { meetups::NONE_UPCOMING });
        view! { <Empty icon="calendar" title><p>{t.s(meetups::NONE_HELP)}</p></Empty> }.into_any()
    } else {
        view! { <MeetupRows rows=list.rows now/> }.into_any()
    };
    let pages = query.clone();
    view! {
        <div class="with-facets">
            <aside class="facets" aria-label=t.s(words::FILTERS)>
                <Filters upcoming=list.upcoming past=list.past sectors=list.sectors query/>
            </aside>
            <div class="results">
                <div class="list-bar">
                    <p role="status">{meetups::found(t, list.total)}</p>
                    {schedule}
                </div>
                {rows}
                <Pager page=pages.page total=list.total href=move |page| address(t, &MeetupQuery { page, ..pages.clone() })/>
                {drafts}
            </div>
        </div>
    }
}

#[component]
fn Filters(upcoming: i64, past: i64, sectors: Vec<Facet>, query: MeetupQuery) -> impl IntoView {
    let t = texts();
    let filtered = query.past || !query.sector.is_empty();
    let reset =
        filtered.then(|| view! { <a class="button quiet" href=t.href("/meetups")>{t.s(words::RESET_FILTERS)}</a> });
    let whens = [("", meetups::WHEN_UPCOMING, upcoming, !query.past), ("past", meetups::WHEN_PAST, past, query.past)]
        .map(|(value, word, count, checked)| {
            view! { <Choice name="when" value label=t.s(word) count=Some(count) checked/> }
        });
    let all = query.sector.is_empty();
    let sectors = sectors
        .into_iter()
        .filter(|f| f.count > 0 || f.label.slug == query.sector)
        .map(|f| {
            let checked = f.label.slug == query.sector;
            view! { <Choice name="sector" value=f.label.slug label=f.label.name.get(t.lang()) count=Some(f.count) checked/> }
        })
        .collect_view();
    view! {
        <details class="facet-sheet">
            <summary class="button"><Icon name="filter"/>{t.s(words::FILTERS)}</summary>
            <form action=t.href("/meetups")>
                <fieldset class="facet">
                    <legend>{t.s(meetups::WHEN)}</legend>
                    <ul>{whens}</ul>
                </fieldset>
                <fieldset class="facet">
                    <legend>{t.s(meetups::SECTOR)}</legend>
                    <ul>
                        <Choice name="sector" value="" label=t.s(words::ALL) count=None checked=all/>
                        {sectors}
                    </ul>
                </fieldset>
                <div class="cluster">
                    <button class="button primary">{t.s(words::APPLY)}</button>
                    {reset}
                </div>
            </form>
        </details>
    }
}

#[component]
fn Choice(
    name: &'static str,
    #[prop(into)] value: String,
    #[prop(into)] label: String,
    count: Option<i64>,
    checked: bool,
) -> impl IntoView {
    let count = count.map(|n| view! { <span class="facet-count">{n}</span> });
    view! {
        <li>
            <label class="choice">
                <input type="radio" name=name value=value checked=checked/>
                <span>{label}</span>
                {count}
            </label>
        </li>
    }
}
