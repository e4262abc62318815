//! Writing a call: its dates and up to five lots, kept while one types.

use super::{
    api::{CALL_EDITOR, EditCall},
    fields::{MoneyField, NeedFields, TechnologyNames},
    model::{CallEditing, CallForm, LOTS, LotForm, Track},
};
use crate::{
    label::Label,
    text::{
        keys::{flagship, ui as words},
        texts,
    },
    ui::{
        Choice, Crumb, EditForm, Hidden, Kind, LazyPage, Loaded, MarkdownField, Page, SelectField, Submit, TextArea,
        TextField, load, loaded,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Writing a new call.
pub struct NewCallPage(Loaded<CallEditing>);

impl LazyPage for NewCallPage {
    fn data() -> Self {
        Self(load(|| None, |slug| EditCall { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

/// Changing a call.
pub struct EditCallPage(Loaded<CallEditing>);

impl LazyPage for EditCallPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug")), |slug| EditCall { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

#[component]
fn Editor(editing: CallEditing) -> impl IntoView {
    let t = texts();
    let fresh = editing.edit.is_new();
    let title = t.s(if fresh { flagship::NEW_CALL } else { flagship::EDIT_CALL });
    let form: CallForm = editing.form;
    let lots = (0..LOTS.len())
        .map(|place| {
            let lot = form.lots.get(place).cloned().unwrap_or_default();
            view! { <LotFields place lot sectors=editing.sectors.clone()/> }
        })
        .collect_view();
    let crumbs = vec![Crumb::new(t.s(flagship::CALLS), t.href("/flagship"))];
    view! {
        <Page title crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t.s(flagship::CALL_FORM_LEAD)}</p>
            </div>
            <TechnologyNames map=editing.map/>
            <EditForm of=&CALL_EDITOR edit=editing.edit>
                <section class="form-section">
                    <div>
                        <h2>{t.s(flagship::PART_NOTICE)}</h2>
                        <p>{t.s(flagship::PART_NOTICE_NOTE)}</p>
                    </div>
                    <div>
                        <div class="field-row">
                            <TextField name="form[name_ko]" label=t.s(flagship::NAME_KO) value=form.name_ko either=true/>
                            <TextField name="form[name_en]" label=t.s(flagship::NAME_EN) value=form.name_en either=true/>
                        </div>
                        <div class="field-row">
                            <TextField name="form[agency_ko]" label=t.s(flagship::AGENCY_KO) value=form.agency_ko/>
                            <TextField name="form[agency_en]" label=t.s(flagship::AGENCY_EN) value=form.agency_en/>
                        </div>
                        <MarkdownField name="form[about_ko]" label=t.s(flagship::ABOUT_KO) value=form.about_ko hint=t.s(flagship::MARKDOWN_HINT) lang="ko" either=true/>
                        <MarkdownField name="form[about_en]" label=t.s(flagship::ABOUT_EN) value=form.about_en lang="en" either=true/>
                    </div>
                </section>
                <section class="form-section">
                    <div>
                        <h2>{t.s(flagship::DATES)}</h2>
                        <p>{t.s(flagship::DATES_NOTE)}</p>
                    </div>
                    <div>
                        <div class="field-row">
                            <TextField name="form[published]" label=t.s(flagship::DATE_PUBLISHED) value=form.published kind=Kind::Date required=true/>
                            <TextField name="form[questions_close]" label=t.s(flagship::DATE_QUESTIONS) value=form.questions_close kind=Kind::Date required=true/>
                        </div>
                        <div class="field-row">
                            <TextField name="form[closes]" label=t.s(flagship::DATE_CLOSES) value=form.closes kind=Kind::Date required=true/>
                            <TextField name="form[closes_time]" label=t.s(flagship::CLOSES_TIME) value=form.closes_time kind=Kind::Time required=true/>
                        </div>
                        <div class="field-row">
                            <TextField name="form[opens]" label=t.s(flagship::DATE_OPENS) value=form.opens kind=Kind::Date required=true/>
                            <TextField name="form[result]" label=t.s(flagship::DATE_RESULT) value=form.result kind=Kind::Date required=true/>
                        </div>
                    </div>
                </section>
                {lots}
                <div class="form-actions">
                    <Submit label=t.s(words::SAVE)/>
                </div>
            </EditForm>
        </Page>
    }
}

#[component]
fn LotFields(place: usize, lot: LotForm, sectors: Vec<Label>) -> impl IntoView {
    let t = texts();
    let names = &LOTS[place];
    let open = place == 0 || !lot.is_blank();
    let sectors = Choice::of(sectors);
    let tracks = Track::ALL.iter().map(|track| Choice::new(track.code(), t.s(track.key()))).collect();
    view! {
        <section class="form-section">
            <div>
                <h2>{flagship::lot_number(t, place + 1)}</h2>
                <p>{t.s(if place == 0 { flagship::LOT_NOTE } else { flagship::LOT_OPTIONAL })}</p>
            </div>
            <details class="lot-fields" open=open>
                <summary class="button">{flagship::lot_number(t, place + 1)}</summary>
                <div class="stack">
                    <Hidden name=names.slug value=lot.slug/>
                    <div class="field-row">
                        <TextField name=names.name_ko label=t.s(flagship::NAME_KO) value=lot.name_ko/>
                        <TextField name=names.name_en label=t.s(flagship::NAME_EN) value=lot.name_en/>
                    </div>
                    <div class="field-row">
                        <SelectField name=names.sector label=t.s(flagship::SECTOR) choices=sectors chosen=lot.sector required=true/>
                        <SelectField name=names.track label=t.s(flagship::TRACK) choices=tracks chosen=lot.track required=true/>
                    </div>
                    <MoneyField name=names.cap unit_name=names.cap_unit label=t.s(flagship::CAP) value=lot.cap unit=lot.cap_unit required=true/>
                    <NeedFields names place technologies=lot.technologies levels=lot.levels/>
                    <TextArea name=names.documents label=t.s(flagship::DOCUMENTS) value=lot.documents hint=t.s(flagship::DOCUMENTS_HINT) rows=4/>
                    <TextArea name=names.criteria label=t.s(flagship::CRITERIA) value=lot.criteria hint=t.s(flagship::CRITERIA_HINT) rows=4/>
                </div>
            </details>
        </section>
    }
}
