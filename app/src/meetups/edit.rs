//! Scheduling and editing a meetup, and writing up what came out of it.

use super::{
    api::{EDITOR, EditMeetup},
    model::{HolderChoice, MaterialsForm, MeetupEditing, MeetupForm, Mode},
};
use crate::{
    text::{
        Text2,
        keys::{companies, meetups, ui as words},
        texts,
    },
    ui::{
        Choice, Choices, Crumb, EditForm, Form, Hidden, Kind, LazyPage, Loaded, MarkdownField, Page, SelectField,
        Submit, TextArea, TextField, load, loaded, typed,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Scheduling a meetup.
pub struct NewMeetupPage(Loaded<MeetupEditing>);

impl LazyPage for NewMeetupPage {
    fn data() -> Self {
        let asked = use_query_map();
        let holder = move || asked.with(|q| (q.get("consortium"), q.get("sector")));
        Self(load(holder, |(consortium, sector)| EditMeetup { slug: None, consortium, sector }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

/// Editing a meetup, or after its start writing it up.
pub struct EditMeetupPage(Loaded<MeetupEditing>);

impl LazyPage for EditMeetupPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug")), |slug| EditMeetup { slug, consortium: None, sector: None }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| {
            if editing.begun { view! { <WriteUp editing/> }.into_any() } else { view! { <Editor editing/> }.into_any() }
        })
        .into_any()
    }
}

/// The way from the home page to an editor.
fn crumbs(slug: Option<&str>, form: &MeetupForm) -> Vec<Crumb> {
    let t = texts();
    let name = Text2::new(&form.name_ko, &form.name_en);
    let mut crumbs = vec![Crumb::new(t.s(meetups::TITLE), t.href("/meetups"))];
    crumbs.extend(slug.map(|slug| Crumb::new(name.get(t.lang()), t.href(&format!("/meetups/{slug}")))));
    crumbs
}

#[component]
fn Editor(editing: MeetupEditing) -> impl IntoView {
    let t = texts();
    let fresh = editing.edit.is_new();
    let (title, lead) =
        if fresh { (meetups::SCHEDULE, meetups::SCHEDULE_LEAD) } else { (meetups::EDIT, meetups::EDIT_LEAD) };
    let crumbs = crumbs(editing.edit.slug.as_deref(), &editing.form);
    let form: MeetupForm = editing.form;
    let send = t.s(if fresh { meetups::SAVE_DRAFT } else { words::SAVE });
    view! {
        <Page title=t.s(title) crumbs>
            <div class="page-head">
                <h1>{t.s(title)}</h1>
                <p class="lead">{t.s(lead)}</p>
            </div>
            <EditForm of=&EDITOR edit=editing.edit>
                <What form=form.clone() holders=editing.holders/>
                <When form=form.clone()/>
                <Where form=form.clone()/>
                <section class="form-section">
                    <div>
                        <h2>{t.s(meetups::PART_AGENDA)}</h2>
                        <p>{t.s(meetups::PART_AGENDA_NOTE)}</p>
                    </div>
                    <div>
                        <TextArea name="form[agenda]" label=t.s(meetups::AGENDA) value=form.agenda hint=t.s(meetups::AGENDA_HINT) rows=8/>
                    </div>
                </section>
                <div class="form-actions"><Submit label=send/></div>
            </EditForm>
        </Page>
    }
}

/// Who holds it, and what it is. A stored one keeps its holder.
#[component]
fn What(form: MeetupForm, holders: Vec<HolderChoice>) -> impl IntoView {
    let t = texts();
    let holder = if holders.is_empty() {
        view! { <Hidden name="form[holder]" value=form.holder/> }.into_any()
    } else {
        let choices = holders.into_iter().map(|h| Choice::new(h.code, h.name.get(t.lang()))).collect();
        view! { <SelectField name="form[holder]" label=t.s(meetups::HOLDER) choices chosen=form.holder required=true/> }
            .into_any()
    };
    view! {
        <section class="form-section">
            <div>
                <h2>{t.s(meetups::PART_WHAT)}</h2>
                <p>{t.s(meetups::PART_WHAT_NOTE)}</p>
            </div>
            <div>
                {holder}
                <div class="field-row">
                    <TextField name="form[name_ko]" label=t.s(meetups::NAME_KO) value=form.name_ko either=true/>
                    <TextField name="form[name_en]" label=t.s(meetups::NAME_EN) value=form.name_en either=true/>
                </div>
                <MarkdownField name="form[about_ko]" label=t.s(meetups::ABOUT_KO) value=form.about_ko hint=t.s(companies::MARKDOWN_HINT) lang="ko" either=true/>
                <MarkdownField name="form[about_en]" label=t.s(meetups::ABOUT_EN) value=form.about_en lang="en" either=true/>
            </div>
        </section>
    }
}

#[component]
fn When(form: MeetupForm) -> impl IntoView {
    let t = texts();
    view! {
        <section class="form-section">
            <div>
                <h2>{t.s(meetups::PART_WHEN)}</h2>
                <p>{t.s(meetups::PART_WHEN_NOTE)}</p>
            </div>
            <div>
                <TextField name="form[day]" label=t.s(meetups::DAY) value=form.day kind=Kind::Date required=true/>
                <div class="field-row">
                    <TextField name="form[start]" label=t.s(meetups::START) value=form.start kind=Kind::Time required=true/>
                    <TextField name="form[end]" label=t.s(meetups::END) value=form.end kind=Kind::Time required=true/>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Where(form: MeetupForm) -> impl IntoView {
    let t = texts();
    let modes = Mode::ALL.map(|m| Choice::new(m.code(), t.s(m.word()))).to_vec();
    let chosen = vec![form.mode];
    view! {
        <section class="form-section">
            <div>
                <h2>{t.s(meetups::PART_WHERE)}</h2>
                <p>{t.s(meetups::PART_WHERE_NOTE)}</p>
            </div>
            <div>
                <Choices name="form[mode]" label=t.s(meetups::MODE) choices=modes chosen single=true compact=true required=true/>
                <div class="field-row">
                    <TextField name="form[place_ko]" label=t.s(meetups::PLACE_KO) value=form.place_ko hint=t.s(meetups::PLACE_HINT)/>
                    <TextField name="form[place_en]" label=t.s(meetups::PLACE_EN) value=form.place_en hint=t.s(meetups::PLACE_HINT)/>
                </div>
                <div class="field-row">
                    <TextField name="form[address_ko]" label=t.s(meetups::ADDRESS_KO) value=form.address_ko/>
                    <TextField name="form[address_en]" label=t.s(meetups::ADDRESS_EN) value=form.address_en/>
                </div>
                <TextField name="form[online_url]" label=t.s(meetups::ONLINE_URL) value=form.online_url hint=t.s(meetups::ONLINE_URL_HINT) kind=Kind::Url/>
                <div class="field-row">
                    <TextField name="form[capacity]" label=t.s(meetups::CAPACITY) value=form.capacity hint=t.s(meetups::CAPACITY_HINT) kind=Kind::Digits required=true/>
                    <TextField name="form[online_capacity]" label=t.s(meetups::ONLINE_CAPACITY) value=form.online_capacity hint=t.s(meetups::ONLINE_CAPACITY_HINT) kind=Kind::Digits/>
                </div>
            </div>
        </section>
    }
}

#[component]
fn WriteUp(editing: MeetupEditing) -> impl IntoView {
    let t = texts();
    let slug = editing.edit.slug.unwrap_or_default();
    let crumbs = crumbs(Some(&slug), &editing.form);
    let form: MaterialsForm = typed("meetups/write_up").unwrap_or(editing.materials);
    view! {
        <Page title=t.s(meetups::WRITE_UP) crumbs>
            <div class="page-head"><h1>{t.s(meetups::WRITE_UP)}</h1></div>
            <Form endpoint="meetups/write_up">
                <Hidden name="slug" value=slug/>
                <Hidden name="version" value=editing.edit.version.to_string()/>
                <MarkdownField name="form[materials_ko]" label=t.s(meetups::MATERIALS_KO) value=form.materials_ko hint=t.s(meetups::MATERIALS_HINT) lang="ko"/>
                <MarkdownField name="form[materials_en]" label=t.s(meetups::MATERIALS_EN) value=form.materials_en lang="en"/>
                <TextField name="form[attended]" label=t.s(meetups::ATTENDED) value=form.attended hint=t.s(meetups::ATTENDED_HINT) kind=Kind::Digits/>
                <div class="form-actions"><Submit label=t.s(words::SAVE)/></div>
            </Form>
        </Page>
    }
}
