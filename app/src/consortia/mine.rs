//! What a person steers, and what their firms are asked.

use super::{api::MyConsortia, model::Mine};
use crate::{
    text::{keys::consortia as words, texts},
    ui::{Badge, Day, Empty, Icon, LazyPage, Loaded, Page, Said, Section, load, loaded},
};
use leptos::prelude::*;

/// What a person steers and is asked.
pub struct MyConsortiaPage {
    mine: Loaded<Mine>,
}

impl LazyPage for MyConsortiaPage {
    fn data() -> Self {
        let mine = load(|| (), |()| MyConsortia {});
        Self { mine }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let MyConsortiaPage { mine } = this;
        view! {
            <Page title=t.s(words::MINE)>
                <div class="page-head">
                    <h1>{t.s(words::MINE)}</h1>
                    <div class="page-actions">
                        <a class="button" href=t.href("/consortia/new")><Icon name="plus"/>{t.s(words::FOUND)}</a>
                    </div>
                </div>
                {loaded(mine, |mine| view! { <Lists mine/> })}
            </Page>
        }
        .into_any()
    }
}

#[component]
fn Lists(mine: Mine) -> impl IntoView {
    let t = texts();
    if mine.steered.is_empty() && mine.invitations.is_empty() {
        return view! {
            <Empty icon="network" title=t.s(words::MINE_NONE)>
                <p>{t.s(words::MINE_NONE_HELP)}</p>
                <a class="button" href=t.href("/consortia")>{t.s(words::TITLE)}</a>
            </Empty>
        }
        .into_any();
    }
    let asked = (!mine.invitations.is_empty()).then(|| {
        let rows = mine
            .invitations
            .into_iter()
            .map(|i| {
                view! {
                    <li class="row-item">
                        <div class="row-main">
                            <h3 class="row-title"><a href=t.href(&format!("/consortia/{}", i.slug))><Said text=i.name/></a></h3>
                            <p class="row-meta"><Said text=i.firm/></p>
                        </div>
                        <div class="row-side"><span>{t.s(words::ANSWER_UNTIL)}" "<Day at=i.expires/></span></div>
                    </li>
                }
            })
            .collect_view();
        view! { <Section title=t.s(words::INVITATIONS) more=None><ul class="list-rows">{rows}</ul></Section> }
    });
    let steered = (!mine.steered.is_empty()).then(|| {
        let rows = mine
            .steered
            .into_iter()
            .map(|(slug, name, state)| {
                let (tone, word) = state.shown();
                view! {
                    <li class="row-item">
                        <div class="row-main">
                            <h3 class="row-title"><a href=t.href(&format!("/consortia/{slug}"))><Said text=name/></a></h3>
                        </div>
                        <div class="row-side"><Badge tone label=t.s(word)/></div>
                    </li>
                }
            })
            .collect_view();
        view! { <Section title=t.s(words::STEERED) more=None><ul class="list-rows">{rows}</ul></Section> }
    });
    view! { {asked}{steered} }.into_any()
}
