//! The firms of the signed-in person.

use super::{api::MyCompanies, model::MyCompany};
use crate::{
    text::{keys::companies, texts},
    ui::{Badge, Empty, Icon, LazyPage, Loaded, Page, Said, load, loaded},
};
use leptos::prelude::*;

/// The firms of a person.
pub struct MyCompaniesPage {
    firms: Loaded<Vec<MyCompany>>,
}

impl LazyPage for MyCompaniesPage {
    fn data() -> Self {
        let firms = load(|| (), |()| MyCompanies {});
        Self { firms }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let MyCompaniesPage { firms } = this;
        view! {
            <Page title=t.s(companies::MINE)>
                <div class="page-head">
                    <h1>{t.s(companies::MINE)}</h1>
                    <div class="page-actions">
                        <a class="button" href=t.href("/companies/new")><Icon name="plus"/>{t.s(companies::REGISTER)}</a>
                    </div>
                </div>
                {loaded(firms, |firms| view! { <Mine firms/> })}
            </Page>
        }
        .into_any()
    }
}

#[component]
fn Mine(firms: Vec<MyCompany>) -> impl IntoView {
    let t = texts();
    if firms.is_empty() {
        return view! {
            <Empty icon="building" title=t.s(companies::MINE_NONE)>
                <p>{t.s(companies::REGISTER_LEAD)}</p>
                <a class="button primary" href=t.href("/companies/new")>{t.s(companies::REGISTER)}</a>
            </Empty>
        }
        .into_any();
    }
    let rows = firms
        .into_iter()
        .map(|firm| {
            let (tone, word) = firm.state.shown();
            view! {
                <li class="row-item">
                    <div class="row-main">
                        <h2 class="row-title"><a href=t.href(&format!("/companies/{}", firm.slug))><Said text=firm.name/></a></h2>
                        <p class="row-meta">{firm.return_reason}</p>
                    </div>
                    <div class="row-side"><Badge tone label=t.s(word)/></div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="list-rows">{rows}</ul> }.into_any()
}
