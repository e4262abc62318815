//! The list of meetups: those to come first, past ones on request; filters with counts, all of them in the address.

use super::{
    api::ListMeetups,
    cards::MeetupRows,
    model::{MeetupList, MeetupQuery},
};
use crate::{
    companies::filter_values,
    text::{Lang, Texts, keys::meetups, texts},
    ui::{
        Empty, FilterGroup, Filters, Hidden, Icon, LazyPage, Loaded, Page, Pager, Section, Tab, Tabs, address,
        asked_page, load, loaded, page_parameter,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The programme of meetups.
pub struct MeetupListPage {
    query: Memo<MeetupQuery>,
    list: Loaded<MeetupList>,
}

impl LazyPage for MeetupListPage {
    fn data() -> Self {
        let asked = use_query_map();
        let query = Memo::new(move |_| {
            asked.with(|map| MeetupQuery {
                sector: map.get("sector").unwrap_or_default(),
                past: map.get("when").is_some_and(|when| when == "past"),
                page: asked_page(map.get("page")),
            })
        });
        let list = load(move || query.get(), |query| ListMeetups { query });
        Self { query, list }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let MeetupListPage { query, list } = this;
        view! {
            <Page title=t.s(meetups::TITLE) description=t.s(meetups::LEAD)>
                <div class="page-head">
                    <h1>{t.s(meetups::TITLE)}</h1>
                    <p class="lead">{t.s(meetups::LEAD)}</p>
                    <div class="page-actions">
                        <a class="button" href=calendar_href(t, "/calendar.ics") rel="external"><Icon name="calendar"/>{t.s(meetups::SUBSCRIBE)}</a>
                    </div>
                </div>
                {loaded(list, move |list| view! { <Programme list query=query.get_untracked()/> })}
            </Page>
        }
        .into_any()
    }
}

/// The address of a calendar in the language of the page.
pub fn calendar_href(t: Texts, path: &str) -> String {
    match t.lang() {
        Lang::Ko => path.to_owned(),
        Lang::En => format!("{path}?lang=en"),
    }
}

/// The address of the list with these filters.
fn programme(t: Texts, query: &MeetupQuery) -> String {
    let page = page_parameter(query.page);
    let when = if query.past { PAST } else { "" };
    address(&t.href("/meetups"), &[("when", when), ("sector", &query.sector), ("page", &page)])
}

/// How an address asks for past meetups.
const PAST: &str = "past";

#[component]
fn Programme(list: MeetupList, query: MeetupQuery) -> impl IntoView {
    let t = texts();
    let now = list.now;
    let schedule = list.may_schedule.then(|| {
        view! { <a class="button primary" href=t.href("/meetups/new")><Icon name="plus"/>{t.s(meetups::SCHEDULE)}</a> }
    });
    let drafts = (!list.drafts.is_empty()).then(|| {
        view! { <Section title=t.s(meetups::DRAFTS) more=None><MeetupRows rows=list.drafts now nested=true/></Section> }
    });
    let tabs = [(false, meetups::WHEN_UPCOMING, list.upcoming), (true, meetups::WHEN_PAST, list.past)].map(
        |(past, word, count)| {
            let href = programme(t, &MeetupQuery { past, sector: query.sector.clone(), page: 1 });
            Tab::new(t.s(word), href, past == query.past).count(count)
        },
    );
    let rows = if list.rows.is_empty() {
        let title = t.s(if query.past { meetups::NONE_PAST } else { meetups::NONE_UPCOMING });
        view! { <Empty icon="calendar" title><p>{t.s(meetups::NONE_HELP)}</p></Empty> }.into_any()
    } else {
        view! { <MeetupRows rows=list.rows now/> }.into_any()
    };
    let when = query.past.then(|| view! { <Hidden name="when" value=PAST/> });
    let filtered = !query.sector.is_empty();
    let pages = query.clone();
    view! {
        <Tabs label=t.s(meetups::WHEN) tabs=tabs.to_vec()/>
        <div class="with-facets">
            <Filters action=t.href("/meetups") filtered>
                {when}
                <FilterGroup name="sector" title=t.s(meetups::SECTOR) values=filter_values(t, list.sectors) chosen=query.sector/>
            </Filters>
            <div class="results">
                <div class="list-bar">
                    <p role="status">{meetups::found(t, list.total)}</p>
                    {schedule}
                </div>
                {rows}
                <Pager page=pages.page total=list.total href=move |page| programme(t, &MeetupQuery { page, ..pages.clone() })/>
                {drafts}
            </div>
        </div>
    }
}
