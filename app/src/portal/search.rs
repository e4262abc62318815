//! Search over everything a viewer may find.

use crate::{
    error::AppResult,
    text::{
        Text2,
        keys::{companies, search, ui as words},
        texts,
    },
    ui::{Empty, Icon, LazyPage, Loaded, Page, Said, load, loaded},
};
use leptos::{prelude::*, server};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::{ctx::Ctx, markdown::about_as_read, search as index};

/// Results on the page.
#[cfg(feature = "ssr")]
const MOST_HITS: usize = 50;
/// Longest query that is looked at, in characters.
#[cfg(feature = "ssr")]
const LONGEST_QUERY: usize = 100;

/// A found thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    path: String,
    title: Text2,
    about: Text2,
}

/// What a query finds, the best first.
#[server(endpoint = "portal/search", input = GetUrl)]
pub async fn find_all(q: String) -> AppResult<Vec<Found>> {
    let ctx = Ctx::current()?;
    let query: String = q.chars().take(LONGEST_QUERY).collect();
    let mut tx = ctx.read().await?;
    let hits = index::find(&mut tx, &query, ctx.person.is_some(), MOST_HITS).await?;
    let found = |hit: index::Hit| Found {
        path: hit.path,
        title: Text2::new(hit.title_ko, hit.title_en),
        about: about_as_read(&hit.about_ko, &hit.about_en),
    };
    Ok(hits.into_iter().map(found).collect())
}

/// Search over everything.
pub struct SearchPage {
    query: Memo<String>,
    hits: Loaded<Vec<Found>>,
}

impl LazyPage for SearchPage {
    fn data() -> Self {
        let asked = use_query_map();
        let query = Memo::new(move |_| asked.with(|q| q.get("q").unwrap_or_default()));
        let hits = load(move || query.get(), |q| FindAll { q });
        Self { query, hits }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let SearchPage { query, hits } = this;
        view! {
            <Page title=t.s(words::SEARCH)>
                <div class="page-head">
                    <h1>{t.s(words::SEARCH)}</h1>
                    <form class="search-box" role="search" action=t.href("/search") aria-label=t.s(search::AGAIN)>
                        <input type="search" name="q" value=move || query.get() aria-label=t.s(words::SEARCH_LABEL) placeholder=t.s(words::SEARCH_LABEL)/>
                        <button aria-label=t.s(words::SEARCH)><Icon name="search"/></button>
                    </form>
                </div>
                {loaded(hits, move |hits| view! { <Hits hits query=query.get_untracked()/> })}
            </Page>
        }
        .into_any()
    }
}

#[component]
fn Hits(hits: Vec<Found>, query: String) -> impl IntoView {
    let t = texts();
    if query.trim().is_empty() {
        return view! { <p class="muted">{t.s(search::HINT)}</p> }.into_any();
    }
    if hits.is_empty() {
        return view! {
            <Empty icon="search" title=search::none(t, query)>
                <p>{t.s(search::NONE_HELP)}</p>
                <a class="button" href=t.href("/companies")>{t.s(companies::TITLE)}</a>
            </Empty>
        }
        .into_any();
    }
    let count = hits.len();
    let rows = hits
        .into_iter()
        .map(|hit| {
            view! {
                <li class="row-item">
                    <div class="row-main">
                        <h2 class="row-title"><a href=t.href(&hit.path)><Said text=hit.title/></a></h2>
                        <p><Said text=hit.about/></p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <p role="status">{words::results(t, count)}</p>
        <ul class="list-rows">{rows}</ul>
    }
    .into_any()
}
