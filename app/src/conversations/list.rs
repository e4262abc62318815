//! The conversations of somebody's firms.

use super::{
    api::ListConversations,
    model::{ConversationRow, Conversations},
};
use crate::{
    text::{keys::conversations as words, texts},
    ui::{
        Badge, Day, Empty, LazyPage, Loaded, Page, Pager, Said, Tone, address, asked_page, load, loaded, page_parameter,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// All conversations of somebody's firms.
pub struct ConversationListPage {
    page: Memo<i64>,
    list: Loaded<Conversations>,
}

impl LazyPage for ConversationListPage {
    fn data() -> Self {
        let asked = use_query_map();
        let page = Memo::new(move |_| asked_page(asked.with(|q| q.get("page"))));
        Self { page, list: load(move || page.get(), |page| ListConversations { page }) }
    }

    fn view(this: Self) -> AnyView {
        let page = this.page;
        loaded(this.list, move |list| view! { <List list page=page.get_untracked()/> }).into_any()
    }
}

#[component]
fn List(list: Conversations, page: i64) -> impl IntoView {
    let t = texts();
    let rows = if list.rows.is_empty() {
        view! {
            <Empty icon="mail" title=t.s(words::NONE)>
                <p>{t.s(words::NONE_HELP)}</p>
                <a class="button" href=t.href("/offers")>{t.s(crate::text::keys::offers::TITLE)}</a>
            </Empty>
        }
        .into_any()
    } else {
        let rows = list.rows.into_iter().map(|row| view! { <Row row/> }).collect_view();
        view! { <ul class="list-rows">{rows}</ul> }.into_any()
    };
    view! {
        <Page title=t.s(words::TITLE)>
            <div class="page-head">
                <h1>{t.s(words::TITLE)}</h1>
                <p class="lead">{t.s(words::LEAD)}</p>
            </div>
            {rows}
            <Pager page total=list.total href=move |page| address(&t.href("/conversations"), &[("page", &page_parameter(page))])/>
        </Page>
    }
}

#[component]
fn Row(row: ConversationRow) -> impl IntoView {
    let t = texts();
    let waits = (!row.own_last).then(|| view! { <Badge tone=Tone::Waiting label=t.s(words::YOUR_TURN)/> });
    let href = t.href(&format!("/conversations/{}", row.reference));
    let about = (row.matter != super::model::Matter::Contact).then(|| view! { <span><Said text=row.about/></span> });
    view! {
        <li class="row-item plain">
            <div class="row-main">
                <h2 class="row-title"><a href=href><Said text=row.with/></a></h2>
                <p class="row-meta">
                    <span>{t.s(row.matter.key())}</span>
                    {about}
                    <span class="muted"><Said text=row.own/></span>
                    {waits}
                </p>
                <p>{row.last}</p>
            </div>
            <div class="row-side"><span class="small muted"><Day at=row.at/></span></div>
        </li>
    }
}
