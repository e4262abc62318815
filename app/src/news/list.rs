//! All notices, and notices as other pages show them.

use super::{
    api::ListNews,
    model::{NewsList, NewsQuery, NoticeRow},
};
use crate::{
    companies::filter_values,
    text::{
        Texts,
        keys::{news as words, sectors},
        texts,
    },
    ui::{
        Badge, Day, Empty, FilterGroup, Filters, Icon, LazyPage, Loaded, Page, Pager, RowTitle, Said, Toast, Tone,
        address, asked_page, load, loaded, page_parameter, told,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// All notices.
pub struct NewsPage {
    query: Memo<NewsQuery>,
    list: Loaded<NewsList>,
}

impl LazyPage for NewsPage {
    fn data() -> Self {
        let asked = use_query_map();
        let query = Memo::new(move |_| {
            asked.with(|map| NewsQuery {
                sector: map.get("sector").unwrap_or_default(),
                page: asked_page(map.get("page")),
            })
        });
        Self { query, list: load(move || query.get(), |query| ListNews { query }) }
    }

    fn view(this: Self) -> AnyView {
        let query = this.query;
        loaded(this.list, move |list| view! { <News list query=query.get_untracked()/> }).into_any()
    }
}

fn news(t: Texts, query: &NewsQuery) -> String {
    address(&t.href("/news"), &[("sector", &query.sector), ("page", &page_parameter(query.page))])
}

#[component]
fn News(list: NewsList, query: NewsQuery) -> impl IntoView {
    let t = texts();
    let done = told(&[("removed", words::REMOVED)]).map(|key| view! { <Toast said=t.s(key)/> });
    let write = list.may_write.then(|| {
        let href = address(&t.href("/news/new"), &[("sector", &query.sector)]);
        view! { <a class="button primary" href=href><Icon name="plus"/>{t.s(words::WRITE)}</a> }
    });
    let rows = if list.rows.is_empty() {
        view! { <Empty icon="inbox" title=t.s(words::NONE)><p>{t.s(words::NONE_HELP)}</p></Empty> }.into_any()
    } else {
        view! { <NoticeRows rows=list.rows/> }.into_any()
    };
    let pages = query.clone();
    view! {
        <Page title=t.s(words::TITLE) description=t.s(words::LEAD)>
            {done}
            <div class="page-head">
                <h1>{t.s(words::TITLE)}</h1>
                <p class="lead">{t.s(words::LEAD)}</p>
                <div class="page-actions">
                    {write}
                    <a class="button" rel="external" href="/feed.atom"><Icon name="rss"/>{t.s(words::FEED)}</a>
                </div>
            </div>
            <div class="with-facets">
                <Filters action=t.href("/news") filtered=!query.sector.is_empty()>
                    <FilterGroup name="sector" title=t.s(sectors::TITLE) values=filter_values(t, list.sectors) chosen=query.sector.clone()/>
                </Filters>
                <div class="results">
                    <div class="list-bar"><p role="status">{words::found(t, list.total)}</p></div>
                    {rows}
                    <Pager page=query.page total=list.total href=move |page| news(t, &NewsQuery { page, ..pages.clone() })/>
                </div>
            </div>
        </Page>
    }
}

/// Notices as rows.
#[component]
pub fn NoticeRows(
    rows: Vec<NoticeRow>,
    /// Under a heading of the second level; else rows have headings of that level themselves.
    #[prop(optional)]
    nested: bool,
) -> impl IntoView {
    let rows = rows.into_iter().map(|row| view! { <Row row nested/> }).collect_view();
    view! { <ul class="list-rows">{rows}</ul> }
}

#[component]
fn Row(row: NoticeRow, nested: bool) -> impl IntoView {
    let t = texts();
    let link = view! { <a href=t.href(&format!("/news/{}", row.slug))><Said text=row.title/></a> };
    let pinned = row.pinned.then(|| view! { <Badge tone=Tone::Open label=t.s(words::PINNED)/> });
    let members = (!row.public).then(|| view! { <Badge tone=Tone::Neutral label=t.s(words::MEMBERS_ONLY)/> });
    let sector = row.sector.map(|sector| view! { <span><Said text=sector.name/></span> });
    view! {
        <li class="row-item plain">
            <div class="row-main">
                <RowTitle nested>{link}</RowTitle>
                <p class="row-meta">{pinned}<Day at=row.published/>{sector}{members}</p>
                <p><Said text=row.about/></p>
            </div>
        </li>
    }
}
