//! What moved in a quarter.

use super::{
    api::ListMoves,
    model::{Move, Moved, Moves, MovesQuery},
};
use crate::{
    technologies::node::described,
    text::{
        Texts,
        keys::{history as words, home, technologies as map},
        texts,
    },
    time::Quarter,
    ui::{
        Badge, Crumb, Day, Empty, FilterGroup, FilterValue, Filters, LazyPage, Loaded, Page, Pager, RowTitle, address,
        asked_page, load, loaded, page_parameter,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The changes of a quarter.
pub struct MovesPage {
    query: Memo<MovesQuery>,
    moves: Loaded<Moves>,
}

impl LazyPage for MovesPage {
    fn data() -> Self {
        let asked = use_query_map();
        let query = Memo::new(move |_| {
            asked.with(|map| MovesQuery {
                quarter: map.get("quarter").unwrap_or_default(),
                kind: map.get("kind").unwrap_or_default(),
                page: asked_page(map.get("page")),
            })
        });
        Self { query, moves: load(move || query.get(), |query| ListMoves { query }) }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let MovesPage { query, moves } = this;
        let crumbs = vec![Crumb::new(t.s(map::TITLE), t.href("/technologies"))];
        view! {
            <Page title=t.s(words::TITLE) description=t.s(words::LEAD) crumbs>
                <div class="page-head">
                    <h1>{t.s(words::TITLE)}</h1>
                    <p class="lead">{t.s(words::LEAD)}</p>
                </div>
                {loaded(moves, move |moves| view! { <Log moves query=query.get_untracked()/> })}
            </Page>
        }
        .into_any()
    }
}

/// A quarter in words.
fn named(t: Texts, quarter: Quarter) -> String {
    home::quarter(t, quarter.number, quarter.year)
}

/// The address of the changes of a quarter.
fn href(t: Texts, query: &MovesQuery) -> String {
    let page = page_parameter(query.page);
    address(&t.href("/technologies/moves"), &[("quarter", &query.quarter), ("kind", &query.kind), ("page", &page)])
}

#[component]
fn Log(moves: Moves, query: MovesQuery) -> impl IntoView {
    let t = texts();
    let shown = moves.quarter.code();
    let quarters = moves
        .quarters
        .iter()
        .map(|quarter| {
            let selected = *quarter == moves.quarter;
            view! { <option value=quarter.code() selected=selected>{named(t, *quarter)}</option> }
        })
        .collect_view();
    let kinds = moves
        .counts
        .iter()
        .map(|(moved, count)| FilterValue {
            value: moved.code().to_owned(),
            label: t.s(moved.shown().1).to_owned(),
            count: *count,
        })
        .collect();
    let filtered = Moved::of_code(&query.kind).is_some();
    let rows = if moves.rows.is_empty() {
        view! {
            <Empty icon="history" title=t.s(words::NONE)>
                <p>{t.s(words::NONE_HELP)}</p>
                <a class="button" href=t.href("/technologies")>{t.s(map::TITLE)}</a>
            </Empty>
        }
        .into_any()
    } else {
        let rows = moves.rows.into_iter().map(|row| view! { <Row row/> }).collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    let (pages, page) = (MovesQuery { quarter: shown, ..query.clone() }, query.page);
    view! {
        <div class="with-facets">
            <Filters action=t.href("/technologies/moves") filtered>
                <div class="facet">
                    <label for="quarter">{t.s(words::QUARTER)}</label>
                    <select id="quarter" name="quarter">{quarters}</select>
                </div>
                <FilterGroup name="kind" title=t.s(words::KIND) values=kinds chosen=query.kind/>
            </Filters>
            <div class="results">
                <div class="list-bar">
                    <p role="status">{words::found(t, moves.total, named(t, moves.quarter))}</p>
                </div>
                {rows}
                <Pager page total=moves.total href=move |page| href(t, &MovesQuery { page, ..pages.clone() })/>
            </div>
        </div>
    }
}

#[component]
fn Row(row: Move) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let state = state(t, &row);
    let firm = t.href(&format!("/companies/{}", row.firm.slug));
    let technology = t.href(&format!("/technologies/{}", row.technology.slug));
    view! {
        <li class="row-item">
            <div class="row-main">
                <RowTitle nested=false><a href=firm>{row.firm.name.get(lang).to_owned()}</a></RowTitle>
                <p class="row-meta">
                    <MoveBadge moved=row.moved/>
                    <a href=technology>{row.technology.name.get(lang).to_owned()}</a>
                    {state}
                </p>
            </div>
            <div class="row-side"><Day at=row.at/></div>
        </li>
    }
}

/// What became of a capability, as a mark.
#[component]
pub fn MoveBadge(moved: Moved) -> impl IntoView {
    let (tone, word) = moved.shown();
    view! { <Badge tone label=texts().s(word)/> }
}

/// The state after a change, for who sees it.
pub fn state(t: Texts, row: &Move) -> Option<impl IntoView + use<>> {
    row.detail.as_ref().map(|detail| {
        let (activity, level) = described(t, Some(detail));
        view! { <span class="muted">{format!("{activity} · {level}")}</span> }
    })
}
