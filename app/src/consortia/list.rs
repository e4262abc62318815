//! The public consortia, with filters in the address.

use super::{
    api::ListConsortia,
    fleet::Fleet,
    model::{ConsortiumList, ConsortiumQuery, ConsortiumRow},
};
use crate::{
    companies::filter_values,
    text::{Texts, keys::consortia as words, texts},
    ui::{
        Badge, Empty, FilterGroup, FilterValue, Filters, Icon, LazyPage, Loaded, Page, Pager, RowTitle, Said, Tone,
        address, asked_page, load, loaded, page_parameter,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The board of consortia.
pub struct ConsortiumListPage {
    query: Memo<ConsortiumQuery>,
    list: Loaded<ConsortiumList>,
}

impl LazyPage for ConsortiumListPage {
    fn data() -> Self {
        let asked = use_query_map();
        let query = Memo::new(move |_| {
            asked.with(|map| {
                let get = |name: &str| map.get(name).unwrap_or_default();
                ConsortiumQuery {
                    sector: get("sector"),
                    state: get("state"),
                    kind: get("kind"),
                    technology: get("technology"),
                    page: asked_page(map.get("page")),
                }
            })
        });
        let list = load(move || query.get(), |query| ListConsortia { query });
        Self { query, list }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let ConsortiumListPage { query, list } = this;
        view! {
            <Page title=t.s(words::TITLE) description=t.s(words::LEAD)>
                <div class="page-head">
                    <h1>{t.s(words::TITLE)}</h1>
                    <p class="lead">{t.s(words::LEAD)}</p>
                    <div class="page-actions">
                        <a class="button primary" href=t.href("/consortia/new")><Icon name="plus"/>{t.s(words::FOUND)}</a>
                    </div>
                </div>
                {loaded(list, move |list| view! { <Board list query=query.get_untracked()/> })}
            </Page>
        }
        .into_any()
    }
}

fn board(t: Texts, query: &ConsortiumQuery) -> String {
    let page = page_parameter(query.page);
    let parameters = [
        ("sector", query.sector.as_str()),
        ("state", &query.state),
        ("kind", &query.kind),
        ("technology", &query.technology),
        ("page", &page),
    ];
    address(&t.href("/consortia"), &parameters)
}

#[component]
fn Board(list: ConsortiumList, query: ConsortiumQuery) -> impl IntoView {
    let t = texts();
    let pages = query.clone();
    let filtered = [&query.sector, &query.state, &query.kind, &query.technology].iter().any(|f| !f.is_empty());
    let technology = list.technology.map(|technology| {
        let value = FilterValue {
            value: technology.slug,
            label: technology.name.get(t.lang()).to_owned(),
            count: list.total,
        };
        view! { <FilterGroup name="technology" title=t.s(words::TECHNOLOGY) values=vec![value] chosen=query.technology/> }
    });
    let states = list
        .states
        .iter()
        .map(|(state, count)| FilterValue {
            value: state.code().to_owned(),
            label: t.s(state.shown().1).to_owned(),
            count: *count,
        })
        .collect();
    let rows = if list.rows.is_empty() {
        view! {
            <Empty icon="network" title=t.s(words::NONE_FOUND)>
                <p>{t.s(words::NONE_FOUND_HELP)}</p>
                <a class="button" href=t.href("/consortia/new")>{t.s(words::FOUND)}</a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <ConsortiumRows rows=list.rows/> }.into_any()
    };
    view! {
        <div class="with-facets">
            <Filters action=t.href("/consortia") filtered>
                {technology}
                <FilterGroup name="state" title=t.s(words::STATE) values=states chosen=query.state/>
                <FilterGroup name="sector" title=t.s(words::SECTOR) values=filter_values(t, list.sectors) chosen=query.sector/>
                <FilterGroup name="kind" title=t.s(words::KIND) values=filter_values(t, list.kinds) chosen=query.kind/>
            </Filters>
            <div class="results">
                <div class="list-bar"><p role="status">{words::found_count(t, list.total)}</p></div>
                {rows}
                <Pager page=query.page total=list.total href=move |page| board(t, &ConsortiumQuery { page, ..pages.clone() })/>
            </div>
        </div>
    }
}

/// Consortia as rows, as other pages show them too.
#[component]
pub fn ConsortiumRows(
    rows: Vec<ConsortiumRow>,
    /// Under a heading of the second level; else rows have headings of that level themselves.
    #[prop(optional)]
    nested: bool,
) -> impl IntoView {
    let rows = rows.into_iter().map(|row| view! { <Row row nested/> }).collect_view();
    view! { <ul class="list-rows">{rows}</ul> }
}

#[component]
fn Row(row: ConsortiumRow, nested: bool) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let (tone, word) = row.state.shown();
    let lead = row.fleet.lead_open().then(|| view! { <Badge tone=Tone::Open label=t.s(words::LEAD_WANTED)/> });
    let open = row.fleet.open_seats();
    let seats = (open > 0).then(|| view! { <span>{words::open_seats(t, open)}</span> });
    let href = t.href(&format!("/consortia/{}", row.slug));
    let link = view! { <a href=href><Said text=row.name/></a> };
    view! {
        <li class="row-item">
            <Fleet fleet=row.fleet.clone() small=true/>
            <div class="row-main">
                <RowTitle nested>{link}</RowTitle>
                <p class="row-meta">
                    <Badge tone label=t.s(word)/>
                    <span>{row.sector.name.get(lang).to_owned()}</span>
                    <span>{row.kind.name.get(lang).to_owned()}</span>
                    {lead}
                </p>
                <p><Said text=row.about/></p>
            </div>
            <div class="row-side">
                <b>{words::members(t, row.fleet.members())}</b>
                {seats}
                <span>{words::coverage(t, row.fleet.coverage)}</span>
            </div>
        </li>
    }
}
