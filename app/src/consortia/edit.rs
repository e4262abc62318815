//! Founding and changing a consortium: what for, in which sector, and what it requires.

use super::{
    founding::{EDITOR, EditConsortium},
    model::{ConsortiumEditing, MOST_REQUIREMENTS, SeatRole},
};
use crate::{
    technologies::{Pick, RowValue, TechnologyRows},
    text::{
        keys::{consortia as words, ui as common},
        texts,
    },
    ui::{
        Choice, Choices, Crumb, EditForm, Empty, LazyPage, Loaded, MarkdownField, Page, SelectField, Submit, TextField,
        load, loaded,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Founding a consortium.
pub struct FoundPage(Loaded<ConsortiumEditing>);

impl LazyPage for FoundPage {
    fn data() -> Self {
        Self(load(|| None, |slug| EditConsortium { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

/// Changing a consortium.
pub struct EditConsortiumPage(Loaded<ConsortiumEditing>);

impl LazyPage for EditConsortiumPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug")), |slug| EditConsortium { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

#[component]
fn Editor(editing: ConsortiumEditing) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let fresh = editing.edit.is_new();
    let title = t.s(if fresh { words::FOUND } else { words::EDIT });
    let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/consortia"))];
    if fresh && editing.firms.is_empty() {
        return view! {
            <Page title crumbs>
                <h1 class="visually-hidden">{title}</h1>
                <Empty icon="building" title=t.s(words::FIRM_FIRST)>
                    <p>{t.s(words::FIRM_FIRST_HELP)}</p>
                    <a class="button primary" href=t.href("/companies/mine")>{t.s(common::MY_FIRM)}</a>
                </Empty>
            </Page>
        }
        .into_any();
    }
    let form = editing.form;
    let company = if form.company.is_empty() {
        editing.firms.first().map(|f| f.slug.clone()).unwrap_or_default()
    } else {
        form.company
    };
    let map = editing.map;
    let value = |list: &[String], i: usize| list.get(i).cloned().unwrap_or_default();
    let named = |slug: &str| {
        let all = map.iter().flat_map(|a| std::iter::once(&a.area).chain(&a.technologies));
        all.into_iter().find(|l| l.slug == slug).map_or_else(|| slug.to_owned(), |l| l.name.get(lang).to_owned())
    };
    let rows: Vec<RowValue> = form
        .technologies
        .iter()
        .enumerate()
        .map(|(i, technology)| RowValue {
            technology: named(technology),
            picked: vec![value(&form.levels, i), value(&form.roles, i)],
        })
        .collect();
    let roles = [SeatRole::Lead, SeatRole::Platform, SeatRole::Service, SeatRole::Msp, SeatRole::Si]
        .map(|r| Choice::new(r.code(), t.s(r.key())))
        .to_vec();
    let role = Pick { name: "form[roles][]", label: t.s(words::COVERED_BY_ROLE).to_owned(), choices: roles };
    let picks = std::iter::once(Pick::level(t)).chain(fresh.then_some(role)).collect();
    let send = t.s(if fresh { words::FOUND_SEND } else { common::SAVE });
    view! {
        <Page title crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t.s(words::FOUND_LEAD)}</p>
            </div>
            <EditForm of=&EDITOR edit=editing.edit>
                <section class="form-section">
                    <div><h2>{t.s(words::PART_PURPOSE)}</h2><p>{t.s(words::PART_PURPOSE_NOTE)}</p></div>
                    <div>
                        {fresh.then(|| view! { <SelectField name="form[company]" label=t.s(words::FOUNDER) choices=Choice::of(editing.firms) chosen=company required=true/> })}
                        <div class="field-row">
                            <TextField name="form[name_ko]" label=t.s(words::NAME_KO) value=form.name_ko either=true/>
                            <TextField name="form[name_en]" label=t.s(words::NAME_EN) value=form.name_en either=true/>
                        </div>
                        <Choices name="form[kind]" label=t.s(words::KIND) choices=Choice::of(editing.kinds) chosen=vec![form.kind] single=true required=true compact=true/>
                        <SelectField name="form[sector]" label=t.s(words::SECTOR) choices=Choice::of(editing.sectors) chosen=form.sector required=true/>
                        <MarkdownField name="form[purpose_ko]" label=t.s(words::PURPOSE_KO) value=form.purpose_ko lang="ko" either=true/>
                        <MarkdownField name="form[purpose_en]" label=t.s(words::PURPOSE_EN) value=form.purpose_en lang="en" either=true/>
                    </div>
                </section>
                <section class="form-section">
                    <div><h2>{t.s(words::REQUIREMENTS)}</h2><p>{t.s(words::PART_REQUIREMENTS_NOTE)}</p></div>
                    <div><TechnologyRows map rows most=MOST_REQUIREMENTS areas=true label=t.s(words::REQUIREMENTS) hint=t.s(words::REQUIREMENTS_HINT) picks/></div>
                </section>
                <div class="form-actions"><Submit label=send/></div>
            </EditForm>
        </Page>
    }
    .into_any()
}
