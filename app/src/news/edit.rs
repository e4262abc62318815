//! Writing a notice and correcting one.

use super::{
    api::{EDITOR, EditNotice},
    model::NoticeEditing,
};
use crate::{
    text::{
        keys::{news as words, ui as common},
        texts,
    },
    ui::{
        Choice, Choices, Crumb, EditForm, Kind, LazyPage, Loaded, MarkdownField, Page, SelectField, Submit, TextField,
        load, loaded,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Writing a notice.
pub struct NewNoticePage(Loaded<NoticeEditing>);

impl LazyPage for NewNoticePage {
    fn data() -> Self {
        let asked = use_query_map();
        Self(load(move || asked.with(|q| q.get("sector")), |sector| EditNotice { slug: None, sector }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

/// Correcting one.
pub struct EditNoticePage(Loaded<NoticeEditing>);

impl LazyPage for EditNoticePage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug")), |slug| EditNotice { slug, sector: None }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

#[component]
fn Editor(editing: NoticeEditing) -> impl IntoView {
    let t = texts();
    let fresh = editing.edit.is_new();
    let title = t.s(if fresh { words::WRITE } else { words::EDIT });
    let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/news"))];
    let form = editing.form;
    let audiences = vec![
        Choice::new("public", t.s(words::TO_EVERYBODY)).note(t.s(words::TO_EVERYBODY_NOTE)),
        Choice::new("members", t.s(words::TO_MEMBERS)).note(t.s(words::TO_MEMBERS_NOTE)),
    ];
    let send = t.s(if fresh { words::PUBLISH } else { common::SAVE });
    let lead = t.s(if fresh { words::WRITE_LEAD } else { words::EDIT_LEAD });
    view! {
        <Page title crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{lead}</p>
            </div>
            <EditForm of=&EDITOR edit=editing.edit>
                <SelectField name="form[sector]" label=t.s(words::TO) choices=Choice::of(editing.sectors) chosen=form.sector required=true/>
                <Choices name="form[audience]" label=t.s(words::AUDIENCE) choices=audiences chosen=vec![form.audience] single=true required=true/>
                <div class="field-row">
                    <TextField name="form[title_ko]" label=t.s(words::TITLE_KO) value=form.title_ko either=true/>
                    <TextField name="form[title_en]" label=t.s(words::TITLE_EN) value=form.title_en either=true/>
                </div>
                <MarkdownField name="form[body_ko]" label=t.s(words::BODY_KO) value=form.body_ko lang="ko" either=true/>
                <MarkdownField name="form[body_en]" label=t.s(words::BODY_EN) value=form.body_en lang="en" either=true/>
                <TextField name="form[pinned_until]" label=t.s(words::PIN) value=form.pinned_until kind=Kind::Date hint=t.s(words::PIN_HINT)/>
                <div class="form-actions"><Submit label=send/></div>
            </EditForm>
        </Page>
    }
}
