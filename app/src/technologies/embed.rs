//! The map, or a part of it, as a plain page for a frame on another site: no script, no cookie, public data only.

use super::{
    api::node_view,
    history::Past,
    map::{HeatGrid, Legend},
    model::{DomainRow, NodeLevel, NodeView},
    node::{Below, Holders},
    store,
};
use crate::{
    ctx::App,
    error::AppResult,
    text::{
        Lang,
        keys::{technologies as words, ui},
        texts,
    },
};
use leptos::prelude::*;
use leptos_meta::HashedStylesheet;

/// What a frame shows.
enum Shown {
    Map(Vec<DomainRow>),
    Part(Box<NodeView>),
}

/// The whole map, or the domain, area or technology of this name.
pub async fn embed(app: &App, options: LeptosOptions, slug: Option<String>, lang: Lang) -> AppResult<String> {
    let mut tx = app.db.read().await?;
    let shown = match slug {
        None => Shown::Map(store::areas(&mut tx, "").await?),
        Some(slug) => Shown::Part(Box::new(node_view(&mut tx, slug, 1, false, Past::default()).await?)),
    };
    let page = Owner::new().with(|| {
        provide_context(lang);
        view! { <Frame options shown/> }.to_html()
    });
    // Leptos marks the end of a view by a comment.
    Ok(page.trim_end_matches("<!>").to_owned())
}

#[component]
fn Frame(options: LeptosOptions, shown: Shown) -> impl IntoView {
    let t = texts();
    let (title, path) = match &shown {
        Shown::Map(_) => (t.s(words::TITLE).to_owned(), t.href("/technologies")),
        Shown::Part(node) => (node.name.get(t.lang()).to_owned(), t.href(&format!("/technologies/{}", node.slug))),
    };
    let content = match shown {
        Shown::Map(domains) => view! { <Legend/><HeatGrid domains/> }.into_any(),
        Shown::Part(node) => {
            let node = *node;
            let said = words::node_summary(t, node.firms, node.verified_firms);
            let single = node.level == NodeLevel::Technology;
            let parts = (!node.children.is_empty()).then(|| view! { <Below nodes=node.children/> });
            let firms = (single && !node.holders.is_empty())
                .then(|| view! { <Holders holders=node.holders member=true single caption=title.clone()/> });
            view! { <p class="muted">{said}</p>{parts}{firms} }.into_any()
        }
    };
    view! {
        <!DOCTYPE html>
        <html lang=t.lang().code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet id="style" options/>
                // The portal itself is not shown in frames: its pages open beside the embedding one.
                <base target="_blank"/>
                <title>{format!("{title} · {}", t.s(ui::SITE))}</title>
            </head>
            <body class="embed">
                <main class="page">
                    <h1>{title.clone()}</h1>
                    {content}
                    <p class="small"><a href=path>{words::embed_source(t, t.s(ui::SITE))}</a></p>
                </main>
            </body>
        </html>
    }
}
