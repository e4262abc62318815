//! Registering and editing a firm: one page, kept while one types.

use super::{
    api::{EDITOR, EditCompany},
    model::{CompanyEditing, SIZES},
};
use crate::{
    text::{
        keys::{companies, ui as words},
        texts,
    },
    ui::{
        Choice, Choices, Crumb, EditForm, Kind, LazyPage, Loaded, MarkdownField, Notice, Page, SelectField, Submit,
        TextField, Tone, load, loaded,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Registering a firm.
pub struct NewCompanyPage(Loaded<CompanyEditing>);

impl LazyPage for NewCompanyPage {
    fn data() -> Self {
        Self(load(|| None, |slug| EditCompany { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

/// Editing a firm.
pub struct EditCompanyPage(Loaded<CompanyEditing>);

impl LazyPage for EditCompanyPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug")), |slug| EditCompany { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

#[component]
fn Editor(editing: CompanyEditing) -> impl IntoView {
    let t = texts();
    let fresh = editing.edit.is_new();
    let title = t.s(if fresh { companies::REGISTER } else { companies::EDIT });
    let form = editing.form;
    let reason = (!editing.return_reason.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Waiting>
                <strong>{t.s(companies::RETURN_REASON)}</strong>
                <p>{editing.return_reason.clone()}</p>
            </Notice>
        }
    });
    let facts = t.s(if editing.confirmed { companies::FACTS_CONFIRMED } else { companies::PART_NAME_NOTE });
    let waiting =
        editing.waiting.then(|| view! { <Notice tone=Tone::Waiting><p>{t.s(companies::FACTS_WAITING)}</p></Notice> });
    let sizes = SIZES.iter().map(|(code, key)| Choice::new(*code, t.s(*key))).collect();
    let crumbs = vec![Crumb::new(t.s(companies::TITLE), t.href("/companies"))];
    let send = t.s(if fresh { companies::SEND } else { words::SAVE });
    view! {
        <Page title crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t.s(companies::REGISTER_LEAD)}</p>
            </div>
            {reason}
            {waiting}
            <EditForm of=&EDITOR edit=editing.edit>
                <section class="form-section">
                    <div>
                        <h2>{t.s(companies::PART_NAME)}</h2>
                        <p>{facts}</p>
                    </div>
                    <div>
                        <div class="field-row">
                            <TextField name="form[name_ko]" label=t.s(companies::NAME_KO) value=form.name_ko autocomplete="organization" either=true/>
                            <TextField name="form[name_en]" label=t.s(companies::NAME_EN) value=form.name_en either=true/>
                        </div>
                        <TextField name="form[brn]" label=t.s(companies::BRN) value=form.brn hint=t.s(companies::BRN_HINT) kind=Kind::Digits/>
                        <TextField name="form[website]" label=t.s(companies::WEBSITE) value=form.website kind=Kind::Url/>
                    </div>
                </section>
                <section class="form-section">
                    <div>
                        <h2>{t.s(companies::PART_KIND)}</h2>
                        <p>{t.s(companies::PART_KIND_NOTE)}</p>
                    </div>
                    <div>
                        <Choices name="form[types][]" label=t.s(companies::TYPES) choices=Choice::of(editing.types) chosen=form.types required=true compact=true/>
                        <Choices name="form[sectors][]" label=t.s(companies::SECTORS) choices=Choice::of(editing.sectors) chosen=form.sectors hint=t.s(companies::SECTORS_HINT) required=true compact=true/>
                        <div class="field-row">
                            <SelectField name="form[region]" label=t.s(companies::REGION) choices=Choice::of(editing.regions) chosen=form.region required=true/>
                            <SelectField name="form[size]" label=t.s(companies::SIZE) choices=sizes chosen=form.size required=true/>
                        </div>
                    </div>
                </section>
                <section class="form-section">
                    <div>
                        <h2>{t.s(companies::PART_SUMMARY)}</h2>
                        <p>{t.s(companies::PART_SUMMARY_NOTE)}</p>
                    </div>
                    <div>
                        <MarkdownField name="form[summary_ko]" label=t.s(companies::SUMMARY_KO) value=form.summary_ko hint=t.s(companies::MARKDOWN_HINT) lang="ko" either=true/>
                        <MarkdownField name="form[summary_en]" label=t.s(companies::SUMMARY_EN) value=form.summary_en lang="en" either=true/>
                    </div>
                </section>
                <div class="form-actions">
                    <Submit label=send/>
                </div>
            </EditForm>
        </Page>
    }
}
