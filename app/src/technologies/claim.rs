//! Claiming capabilities: up to ten on one screen, a level each.

use super::{
    api::GetClaiming,
    model::{ACTIVITIES, ClaimForm, Claiming, LEVELS, MOST_CLAIMS},
    rows::{Pick, RowValue, TechnologyRows},
};
use crate::{
    text::{
        keys::{companies, technologies as words, ui as common},
        texts,
    },
    ui::{Choice, Crumb, Form, Hidden, LazyPage, Loaded, Page, SelectField, Submit, load, loaded, typed},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The claiming screen of a firm.
pub struct ClaimPage(Loaded<Claiming>);

impl LazyPage for ClaimPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetClaiming { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |claiming| view! { <Screen claiming/> }).into_any()
    }
}

#[component]
fn Screen(claiming: Claiming) -> impl IntoView {
    let t = texts();
    let form: ClaimForm = typed("technologies/claim").unwrap_or_default();
    let rows = form
        .technologies
        .iter()
        .zip(form.levels.iter().cloned().chain(std::iter::repeat(String::new())))
        .map(|(technology, level)| RowValue { technology: technology.clone(), picked: vec![level] })
        .collect();
    let activities = ACTIVITIES.iter().map(|(code, key)| Choice::new(*code, t.s(*key))).collect();
    let levels = [words::LEVEL_1_NOTE, words::LEVEL_2_NOTE, words::LEVEL_3_NOTE, words::LEVEL_4_NOTE];
    let levels = LEVELS
        .iter()
        .zip(levels)
        .map(|((_, level), note)| view! { <div><dt>{t.s(*level)}</dt><dd>{t.s(note)}</dd></div> })
        .collect_view();
    let slug = claiming.firm.slug;
    let name = claiming.firm.name.get(t.lang()).to_owned();
    let crumbs = vec![
        Crumb::new(t.s(companies::TITLE), t.href("/companies")),
        Crumb::new(name, t.href(&format!("/companies/{slug}"))),
    ];
    let known = (!claiming.known.is_empty())
        .then(|| view! { <p class="small muted">{words::already(t, claiming.known.len())}</p> });
    view! {
        <Page title=t.s(words::REGISTER) crumbs>
            <div class="page-head">
                <h1>{t.s(words::REGISTER)}</h1>
                <p class="lead">{t.s(words::REGISTER_LEAD)}</p>
                {known}
            </div>
            <div class="with-side">
                <Form endpoint="technologies/claim">
                    <Hidden name="slug" value=slug/>
                    <Hidden name="once" value=claiming.once/>
                    <TechnologyRows map=claiming.map rows most=MOST_CLAIMS label=t.s(words::ROWS) hint=t.s(words::ACTIVITY_HINT) picks=vec![Pick::level(t)]/>
                    <SelectField name="form[activity]" label=t.s(words::ACTIVITY) choices=activities chosen=form.activity/>
                    <div class="form-actions"><Submit label=t.s(common::SAVE)/></div>
                </Form>
                <aside class="side" aria-label=t.s(words::LEVEL)><dl class="facts">{levels}</dl></aside>
            </div>
        </Page>
    }
}
