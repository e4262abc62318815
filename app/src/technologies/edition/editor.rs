//! The map's editor: the draft, and the area that is worked on as the draft makes it.

use super::{
    api::EditMap,
    changes::{Act, AreaEditing, ChangeForm, Drafted, MapEditing, NodeEditing},
    history::said,
};
use crate::{
    companies::DeskTabs,
    label::Label,
    text::{
        keys::{editions as words, technologies as map},
        texts,
    },
    ui::{
        ActButton, Choice, FormDialog, Hidden, LazyPage, Loaded, Page, Section, SelectField, TextArea, TextField,
        Toast, load, loaded, told, typed, typed_flat,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// The map's editor.
pub struct MapEditorPage(Loaded<MapEditing>);

impl LazyPage for MapEditorPage {
    fn data() -> Self {
        let asked = use_query_map();
        Self(load(move || asked.with(|q| q.get("area").unwrap_or_default()), |area| EditMap { area }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Desk editing/> }).into_any()
    }
}

#[component]
fn Desk(editing: MapEditing) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let done = told(&[("drafted", words::DRAFTED), ("undone", words::UNDONE)]);
    let done = done.map(|key| view! { <Toast said=t.s(key).to_owned()/> });
    let here = editing.open.as_ref().map(|open| open.area.slug.clone()).unwrap_or_default();
    let areas: Vec<Label> = editing.domains.iter().flat_map(|(_, areas)| areas.clone()).collect();
    let domains = editing
        .domains
        .into_iter()
        .map(|(domain, areas)| {
            let links = areas
                .into_iter()
                .map(|area| {
                    let href = t.href(&format!("/secretariat/map?area={}", area.slug));
                    let current = (area.slug == here).then_some("page");
                    view! { <li><a class="tag" href=href aria-current=current>{area.name.get(lang).to_owned()}</a></li> }
                })
                .collect_view();
            view! { <div><dt>{domain.name.get(lang).to_owned()}</dt><dd><ul class="cluster">{links}</ul></dd></div> }
        })
        .collect_view();
    let open = editing.open.map(|open| view! { <Area open areas technologies=editing.technologies/> });
    view! {
        <Page title=t.s(words::EDITOR)>
            {done}
            <DeskTabs whole=true/>
            <div class="page-head">
                <h1>{t.s(words::EDITOR)}</h1>
                <p class="lead">{words::in_force(t, editing.edition)}</p>
            </div>
            <DraftPart draft=editing.draft upto=editing.upto/>
            <Section title=t.s(map::AREA) more=Some((t.s(words::TITLE).to_owned(), t.href("/technologies/editions")))>
                <dl class="facts">{domains}</dl>
            </Section>
            {open}
        </Page>
    }
}

/// What was typed about an edition, where its form came back.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Noted {
    note: String,
}

/// The changes that wait, and publishing them.
#[component]
fn DraftPart(draft: Vec<Drafted>, upto: i64) -> impl IntoView {
    let t = texts();
    if draft.is_empty() {
        return view! { <Section title=words::draft(t, 0) more=None><p class="muted">{t.s(words::DRAFT_EMPTY)}</p></Section> }
            .into_any();
    }
    let title = words::draft(t, draft.len());
    let Noted { note } = typed_flat("technologies/publish_map").unwrap_or_default();
    let rows = draft
        .into_iter()
        .map(|change| {
            view! {
                <li class="row-item">
                    <div class="row-main">
                        <p>{said(t, &change.line)}</p>
                        <p class="row-meta">{change.by}</p>
                    </div>
                    <div class="row-side">
                        <ActButton endpoint="technologies/undo_change" label=t.s(words::UNDO) look="small quiet" values=vec![("change", change.reference)]/>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <Section title more=None>
            <div class="stack">
                <ul class="list-rows">{rows}</ul>
                <div>
                    <FormDialog endpoint="technologies/publish_map" label=t.s(words::PUBLISH) icon="send" look="primary">
                        <p>{t.s(words::PUBLISH_MEANS)}</p>
                        <Hidden name="upto" value=upto.to_string()/>
                        <TextArea name="note" label=t.s(words::NOTE) value=note hint=t.s(words::NOTE_HINT) required=true rows=3/>
                    </FormDialog>
                </div>
            </div>
        </Section>
    }
    .into_any()
}

/// An area as the draft makes it.
#[component]
fn Area(open: AreaEditing, areas: Vec<Label>, technologies: Vec<Label>) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let area = open.area;
    let title = if lang == crate::text::Lang::Ko { area.name_ko.clone() } else { area.name_en.clone() };
    let slug = area.slug.clone();
    let elsewhere: Vec<Choice> =
        areas.iter().filter(|a| a.slug != slug).map(|a| Choice::new(a.slug.clone(), a.name.get(lang))).collect();
    let others: Vec<Choice> =
        technologies.into_iter().map(|other| Choice::new(other.slug.clone(), other.name.get(lang))).collect();
    let rows = open
        .technologies
        .into_iter()
        .map(|node| {
            let others = others.iter().filter(|c| c.value != node.slug).cloned().collect();
            view! { <Technology node elsewhere=elsewhere.clone() others/> }
        })
        .collect_view();
    view! {
        <Section title=title more=None>
            <div class="stack">
                <div class="cluster">
                    <NameDialog act=Act::Add slug=String::new() target=slug node=NodeEditing::default()/>
                    <NameDialog act=Act::Rename slug=area.slug.clone() target=String::new() node=area/>
                </div>
                <ul class="list-rows">{rows}</ul>
            </div>
        </Section>
    }
}

#[component]
fn Technology(node: NodeEditing, elsewhere: Vec<Choice>, others: Vec<Choice>) -> impl IntoView {
    let t = texts();
    let (name, other, about) = if t.lang() == crate::text::Lang::Ko {
        (node.name_ko.clone(), node.name_en.clone(), node.about_ko.clone())
    } else {
        (node.name_en.clone(), node.name_ko.clone(), node.about_en.clone())
    };
    let slug = node.slug.clone();
    view! {
        <li class="row-item">
            <div class="row-main">
                <h3 class="row-title">{name}</h3>
                <p class="row-meta"><span>{other}</span><span>{slug.clone()}</span></p>
                <p class="small">{about}</p>
                <div class="cluster">
                    <NameDialog act=Act::Rename slug=slug.clone() target=String::new() node=node/>
                    <TargetDialog act=Act::Move slug=slug.clone() choices=elsewhere/>
                    <TargetDialog act=Act::Merge slug=slug.clone() choices=others/>
                    <NameDialog act=Act::Split slug=String::new() target=slug.clone() node=NodeEditing::default()/>
                    <FormDialog endpoint="technologies/change_map" label=t.s(words::RETIRE) icon="trash" look="quiet" key=format!("retire-{slug}") danger=true>
                        <p>{t.s(words::RETIRE_MEANS)}</p>
                        <Hidden name="form[act]" value=Act::Retire.code()/>
                        <Hidden name="form[slug]" value=slug/>
                    </FormDialog>
                </div>
            </div>
        </li>
    }
}

/// A change that names something: adding, renaming, splitting off.
#[component]
fn NameDialog(act: Act, slug: String, target: String, node: NodeEditing) -> impl IntoView {
    let t = texts();
    let key = format!("{}-{slug}{target}", act.code());
    let before = came_back(act, &slug).filter(|form| form.target == target);
    let form = before.unwrap_or(ChangeForm {
        name_ko: node.name_ko,
        name_en: node.name_en,
        about_ko: node.about_ko,
        about_en: node.about_en,
        ..ChangeForm::default()
    });
    let icon = if act == Act::Rename { "pencil" } else { "plus" };
    view! {
        <FormDialog endpoint="technologies/change_map" label=t.s(act.key()) icon key send=t.s(words::DRAFT_IT)>
            <Hidden name="form[act]" value=act.code()/>
            <Hidden name="form[slug]" value=slug/>
            <Hidden name="form[target]" value=target/>
            <TextField name="form[name_ko]" label=t.s(words::NAME_KO) value=form.name_ko required=true/>
            <TextField name="form[name_en]" label=t.s(words::NAME_EN) value=form.name_en required=true/>
            <TextArea name="form[about_ko]" label=t.s(words::ABOUT_KO) value=form.about_ko required=true rows=2/>
            <TextArea name="form[about_en]" label=t.s(words::ABOUT_EN) value=form.about_en required=true rows=2/>
        </FormDialog>
    }
}

/// What was typed into the form of this act, where it came back.
fn came_back(act: Act, slug: &str) -> Option<ChangeForm> {
    typed("technologies/change_map").filter(|form: &ChangeForm| form.act == act.code() && form.slug == slug)
}

/// A change that leads somewhere: moving, merging.
#[component]
fn TargetDialog(act: Act, slug: String, choices: Vec<Choice>) -> impl IntoView {
    let t = texts();
    let (label, means) = match act {
        Act::Merge => (words::MERGE_INTO, words::MERGE_MEANS),
        _ => (words::MOVE_TO, words::MOVE_MEANS),
    };
    let chosen = came_back(act, &slug).map(|form| form.target).unwrap_or_default();
    view! {
        <FormDialog endpoint="technologies/change_map" label=t.s(act.key()) icon="arrow-right" key=format!("{}-{slug}", act.code()) send=t.s(words::DRAFT_IT)>
            <p>{t.s(means)}</p>
            <Hidden name="form[act]" value=act.code()/>
            <Hidden name="form[slug]" value=slug/>
            <SelectField name="form[target]" label=t.s(label) choices chosen required=true/>
        </FormDialog>
    }
}
