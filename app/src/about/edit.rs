//! The secretariat changes a part of what the alliance says of itself.

use super::{
    api::{EDITOR, EditAbout},
    model::PartEditing,
};
use crate::{
    text::{
        keys::{about as words, ui as common},
        texts,
    },
    ui::{Crumb, EditForm, LazyPage, Loaded, MarkdownField, Page, Submit, TextField, load, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The editor of a part.
pub struct EditAboutPage(Loaded<PartEditing>);

impl LazyPage for EditAboutPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| EditAbout { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

#[component]
fn Editor(editing: PartEditing) -> impl IntoView {
    let t = texts();
    let form = editing.form;
    let crumbs = vec![Crumb::new(t.s(common::ABOUT), t.href("/about"))];
    view! {
        <Page title=t.s(words::EDIT) crumbs>
            <div class="page-head">
                <h1>{t.s(words::EDIT)}</h1>
                <p class="lead">{t.s(words::EDIT_LEAD)}</p>
            </div>
            <EditForm of=&EDITOR edit=editing.edit>
                <div class="field-row">
                    <TextField name="form[title_ko]" label=t.s(words::TITLE_KO) value=form.title_ko required=true/>
                    <TextField name="form[title_en]" label=t.s(words::TITLE_EN) value=form.title_en required=true/>
                </div>
                <MarkdownField name="form[body_ko]" label=t.s(words::BODY_KO) value=form.body_ko lang="ko"/>
                <MarkdownField name="form[body_en]" label=t.s(words::BODY_EN) value=form.body_en lang="en"/>
                <div class="form-actions"><Submit label=t.s(common::SAVE)/></div>
            </EditForm>
        </Page>
    }
}
