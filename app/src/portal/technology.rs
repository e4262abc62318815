//! The page of a domain, an area or a technology, with the consortia that seek it.

use crate::{
    consortia::{ConsortiumRow, ConsortiumRows},
    error::AppResult,
    technologies::{Node, NodeView},
    text::{keys::technologies as words, texts},
    ui::{LazyPage, Loaded, Section, address, asked_page, load, loaded},
};
use leptos::{prelude::*, server};
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use crate::{consortia, ctx::Ctx, technologies};

/// Consortia shown.
#[cfg(feature = "ssr")]
const MOST_CONSORTIA: i64 = 4;

/// What the page of a node of the map shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TechnologyView {
    node: NodeView,
    consortia: Vec<ConsortiumRow>,
    /// How many seek it in all.
    seeking: i64,
}

/// A node of the map and who seeks it.
#[server(endpoint = "portal/technology", input = GetUrl)]
pub async fn get_technology(slug: String, page: i64, #[server(default)] day: String) -> AppResult<TechnologyView> {
    let ctx = Ctx::current()?;
    let mut tx = ctx.read().await?;
    let (consortia, seeking) = consortia::seeking(&mut tx, &slug, MOST_CONSORTIA).await?;
    let member = technologies::sees_levels(&mut tx, ctx.person.as_ref()).await?;
    let past = technologies::past(&ctx, &mut tx, &day).await?;
    let node = technologies::node_view(&mut tx, slug, page, member, past).await?;
    Ok(TechnologyView { node, consortia, seeking })
}

/// The page of a node of the map.
pub struct TechnologyPage(Loaded<TechnologyView>);

impl LazyPage for TechnologyPage {
    fn data() -> Self {
        let (params, asked) = (use_params_map(), use_query_map());
        let key = move || {
            let slug = params.with(|p| p.get("slug").unwrap_or_default());
            asked.with(|q| (slug, asked_page(q.get("page")), q.get("day").unwrap_or_default()))
        };
        Self(load(key, |(slug, page, day)| GetTechnology { slug, page, day }))
    }

    fn view(this: Self) -> AnyView {
        let asked = use_query_map();
        loaded(this.0, move |technology| {
            let page = asked_page(asked.with_untracked(|q| q.get("page")));
            view! { <Whole technology page/> }
        })
        .into_any()
    }
}

#[component]
fn Whole(technology: TechnologyView, page: i64) -> impl IntoView {
    let consortia = (!technology.consortia.is_empty()).then(|| {
        let t = texts();
        let more = (technology.seeking > i64::try_from(technology.consortia.len()).unwrap_or_default()).then(|| {
            let href = address(&t.href("/consortia"), &[("technology", &technology.node.slug)]);
            (words::all_seeking(t, technology.seeking), href)
        });
        view! { <Section title=t.s(words::CONSORTIA_SEEK) more><ConsortiumRows rows=technology.consortia nested=true/></Section> }
    });
    view! { <Node node=technology.node page>{consortia}</Node> }
}
