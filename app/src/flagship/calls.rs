//! The list of calls: open ones first, then planned, then past.

use super::{
    api::ListCalls,
    cards::CallRows,
    model::{CallList, CallRow, Phase},
};
use crate::{
    text::{keys::flagship, texts},
    time::UnixMillis,
    ui::{Empty, Icon, LazyPage, Loaded, Page, Pager, Section, asked_page, load, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The calls.
pub struct CallListPage {
    page: Memo<i64>,
    list: Loaded<CallList>,
}

impl LazyPage for CallListPage {
    fn data() -> Self {
        let asked = use_query_map();
        let page = Memo::new(move |_| asked_page(asked.with(|q| q.get("page"))));
        let list = load(move || page.get(), |page| ListCalls { page });
        Self { page, list }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let CallListPage { page, list } = this;
        view! {
            <Page title=t.s(flagship::CALLS) description=t.s(flagship::CALLS_LEAD)>
                {loaded(list, move |list| view! { <Calls list page=page.get_untracked()/> })}
            </Page>
        }
        .into_any()
    }
}

#[component]
fn Calls(list: CallList, page: i64) -> impl IntoView {
    let t = texts();
    let now = list.now;
    let new = list.may_create.then(|| {
        view! { <a class="button primary" href=t.href("/flagship/new")><Icon name="plus"/>{t.s(flagship::NEW_CALL)}</a> }
    });
    let parts = if list.rows.is_empty() {
        view! { <Empty icon="flag" title=t.s(flagship::NO_CALLS)><p>{t.s(flagship::NO_CALLS_HELP)}</p></Empty> }
            .into_any()
    } else {
        [
            (Phase::Open, flagship::PHASE_OPEN),
            (Phase::Planned, flagship::PHASE_PLANNED),
            (Phase::Past, flagship::PHASE_PAST),
        ]
        .map(|(phase, title)| {
            let rows: Vec<CallRow> = list.rows.iter().filter(|r| r.state.phase() == phase).cloned().collect();
            view! { <Part title=t.s(title) rows now/> }
        })
        .into_any()
    };
    view! {
        <div class="page-head">
            <h1>{t.s(flagship::CALLS)}</h1>
            <p class="lead">{t.s(flagship::CALLS_LEAD)}</p>
            <div class="page-actions">
                <a class="button" href=t.href("/bids")>{t.s(flagship::BOARD)}</a>
                {new}
            </div>
        </div>
        {parts}
        <Pager page total=list.total href=move |page| format!("{}?page={page}", t.href("/flagship"))/>
    }
}

#[component]
fn Part(#[prop(into)] title: String, rows: Vec<CallRow>, now: UnixMillis) -> impl IntoView {
    (!rows.is_empty()).then(|| view! { <Section title more=None><CallRows rows now/></Section> })
}
