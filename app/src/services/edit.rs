//! Adding and changing a service.

use super::{
    api::{EDITOR, EditService},
    model::{KINDS, MOST_CHOSEN, ServiceEditing},
};
use crate::{
    technologies::{RowValue, TechnologyRows},
    text::{
        keys::{companies, services as words, ui as common},
        texts,
    },
    ui::{
        Choice, Choices, Crumb, EditForm, Hidden, Kind, LazyPage, Loaded, Page, SelectField, Submit, TextArea,
        TextField, load, loaded,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Adding a service.
pub struct NewServicePage(Loaded<ServiceEditing>);

impl LazyPage for NewServicePage {
    fn data() -> Self {
        let params = use_params_map();
        let firm = move || params.with(|p| p.get("slug").unwrap_or_default());
        Self(load(firm, |slug| EditService { slug, reference: None }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

/// Changing a service.
pub struct EditServicePage(Loaded<ServiceEditing>);

impl LazyPage for EditServicePage {
    fn data() -> Self {
        let params = use_params_map();
        let which = move || params.with(|p| (p.get("slug").unwrap_or_default(), p.get("reference")));
        Self(load(which, |(slug, reference)| EditService { slug, reference }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

#[component]
fn Editor(editing: ServiceEditing) -> impl IntoView {
    let t = texts();
    let title = t.s(if editing.edit.is_new() { words::ADD } else { words::EDIT_TITLE });
    let (firm, form) = (editing.firm, editing.form);
    let crumbs = vec![
        Crumb::new(t.s(companies::TITLE), t.href("/companies")),
        Crumb::new(firm.name.get(t.lang()), t.href(&format!("/companies/{}", firm.slug))),
        Crumb::new(t.s(words::DESK), t.href(&format!("/companies/{}/services", firm.slug))),
    ];
    let kinds = KINDS.iter().map(|(code, key)| Choice::new(*code, t.s(*key))).collect();
    let rows = form.technologies.into_iter().map(|technology| RowValue { technology, picked: Vec::new() }).collect();
    let tick = move |label| vec![Choice::new("1", t.s(label))];
    view! {
        <Page title crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t.s(words::EDIT_LEAD)}</p>
            </div>
            <EditForm of=&EDITOR edit=editing.edit>
                <Hidden name="form[firm]" value=form.firm/>
                <section class="form-section">
                    <div><h2>{t.s(words::PART_WHAT)}</h2><p>{t.s(words::PART_WHAT_NOTE)}</p></div>
                    <div>
                        <SelectField name="form[kind]" label=t.s(words::KIND) choices=kinds chosen=form.kind required=true/>
                        <div class="field-row">
                            <TextField name="form[name_ko]" label=t.s(words::NAME_KO) value=form.name_ko either=true/>
                            <TextField name="form[name_en]" label=t.s(words::NAME_EN) value=form.name_en either=true/>
                        </div>
                        <TextArea name="form[about_ko]" label=t.s(words::ABOUT_KO) value=form.about_ko rows=3 lang="ko" either=true/>
                        <TextArea name="form[about_en]" label=t.s(words::ABOUT_EN) value=form.about_en rows=3 lang="en" either=true/>
                        <TextField name="form[url]" label=t.s(words::URL) value=form.url kind=Kind::Url/>
                    </div>
                </section>
                <section class="form-section">
                    <div><h2>{t.s(words::PART_WHERE)}</h2><p>{t.s(words::PART_WHERE_NOTE)}</p></div>
                    <div>
                        <Choices name="form[platforms][]" label=t.s(words::RUNS_ON) choices=Choice::of(editing.platforms) chosen=form.platforms compact=true/>
                        <Choices name="form[sectors][]" label=t.s(companies::SECTORS) choices=Choice::of(editing.sectors) chosen=form.sectors compact=true/>
                        <TechnologyRows map=editing.map rows most=MOST_CHOSEN label=t.s(words::TECHNOLOGIES) hint=t.s(words::TECHNOLOGIES_HINT) picks=Vec::new()/>
                    </div>
                </section>
                <section class="form-section">
                    <div><h2>{t.s(words::PRICE)}</h2><p>{t.s(words::PART_PRICE_NOTE)}</p></div>
                    <div>
                        <div class="field-row">
                            <TextField name="form[price_ko]" label=t.s(words::PRICE_KO) value=form.price_ko/>
                            <TextField name="form[price_en]" label=t.s(words::PRICE_EN) value=form.price_en/>
                        </div>
                        <Choices name="form[price_open]" label=t.s(words::PRICE_OPEN) choices=tick(words::PRICE_OPEN_TICK) chosen=vec![form.price_open]/>
                        <Choices name="form[voucher]" label=t.s(words::VOUCHER) choices=tick(words::VOUCHER_TICK) chosen=vec![form.voucher]/>
                    </div>
                </section>
                <div class="form-actions"><Submit label=t.s(common::SAVE)/></div>
            </EditForm>
        </Page>
    }
}
