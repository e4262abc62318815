//! The editions of the map, for everybody: what changed when.

use super::{
    api::ListEditions,
    changes::{Act, Edition, Line},
};
use crate::{
    text::{
        Texts,
        keys::{editions as words, technologies as map},
        texts,
    },
    ui::{Crumb, Day, LazyPage, Loaded, Page, Section, Toast, load, loaded, told},
};
use leptos::prelude::*;

/// A change in words.
pub fn said(t: Texts, line: &Line) -> String {
    let (name, other) = (line.name.get(t.lang()), line.other.get(t.lang()));
    match line.act {
        Act::Add => words::said_add(t, name, other),
        Act::Rename if name == other => words::said_redefined(t, name),
        Act::Rename => words::said_rename(t, name, other),
        Act::Move => words::said_move(t, name, other),
        Act::Merge => words::said_merge(t, name, other),
        Act::Split => words::said_split(t, name, other),
        Act::Retire => words::said_retire(t, name),
    }
}

/// The editions of the map.
pub struct EditionsPage(Loaded<Vec<Edition>>);

impl LazyPage for EditionsPage {
    fn data() -> Self {
        Self(load(|| (), |()| ListEditions {}))
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let crumbs = vec![Crumb::new(t.s(map::TITLE), t.href("/technologies"))];
        let done = told(&[("published", words::PUBLISHED)]).map(|key| view! { <Toast said=t.s(key).to_owned()/> });
        view! {
            <Page title=t.s(words::TITLE) description=t.s(words::LEAD) crumbs>
                {done}
                <div class="page-head">
                    <h1>{t.s(words::TITLE)}</h1>
                    <p class="lead">{t.s(words::LEAD)}</p>
                </div>
                {loaded(this.0, |editions| editions.into_iter().map(|edition| view! { <Published edition/> }).collect_view())}
            </Page>
        }
        .into_any()
    }
}

#[component]
fn Published(edition: Edition) -> impl IntoView {
    let t = texts();
    let first = edition.number == 1;
    let when = (!first).then(|| view! { <p class="muted"><Day at=edition.published/></p> });
    let note = if first { t.s(words::FIRST).to_owned() } else { edition.note };
    let changes = edition.changes.iter().map(|line| view! { <li>{said(t, line)}</li> }).collect_view();
    view! {
        <Section title=words::edition(t, edition.number) more=None>
            <div class="stack">
                {when}
                <p>{note}</p>
                <ul class="bullets">{changes}</ul>
            </div>
        </Section>
    }
}
