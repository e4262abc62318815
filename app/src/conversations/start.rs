//! The first message to a firm.

use super::{
    api::GetStarting,
    model::{StartForm, Starting},
};
use crate::{
    text::{
        keys::{companies, conversations as words, ui as common},
        texts,
    },
    ui::{
        Choice, Crumb, Empty, Form, Hidden, LazyPage, Loaded, Page, SelectField, Submit, TextArea, load, loaded, typed,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Writing to a firm.
pub struct StartPage(Loaded<Starting>);

impl LazyPage for StartPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetStarting { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |starting| view! { <Start starting/> }).into_any()
    }
}

#[component]
fn Start(starting: Starting) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let name = starting.with.name.get(lang).to_owned();
    let slug = starting.with.slug;
    let crumbs = vec![
        Crumb::new(t.s(companies::TITLE), t.href("/companies")),
        Crumb::new(name.clone(), t.href(&format!("/companies/{slug}"))),
    ];
    let title = words::start(t, name);
    let body = if starting.from.is_empty() {
        view! {
            <Empty icon="building" title=t.s(words::FIRM_FIRST)>
                <p>{t.s(words::FIRM_FIRST_HELP)}</p>
                <a class="button primary" href=t.href("/companies/mine")>{t.s(common::MY_FIRM)}</a>
            </Empty>
        }
        .into_any()
    } else {
        let form: StartForm = typed("conversations/start").unwrap_or_default();
        let first = starting.from.first().map(|firm| firm.slug.clone()).unwrap_or_default();
        let from = if form.from.is_empty() { first.clone() } else { form.from };
        // With one firm there is nothing to choose.
        let firm = if starting.from.len() == 1 {
            view! { <Hidden name="form[from]" value=first/> }.into_any()
        } else {
            view! { <SelectField name="form[from]" label=t.s(words::FROM) choices=Choice::of(starting.from) chosen=from required=true/> }
                .into_any()
        };
        view! {
            <Form endpoint="conversations/start">
                <Hidden name="slug" value=slug/>
                {firm}
                <TextArea name="form[text]" label=t.s(words::MESSAGE) value=form.text rows=6 required=true hint=t.s(words::MESSAGE_HINT)/>
                <div class="form-actions"><Submit label=t.s(words::SEND)/></div>
            </Form>
        }
        .into_any()
    };
    view! {
        <Page title=title.clone() crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t.s(words::START_LEAD)}</p>
            </div>
            {body}
        </Page>
    }
}
