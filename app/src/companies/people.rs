//! The people of a firm: who works for it, who was asked to.

use super::{
    api::GetPeople,
    model::{Colleague, InviteForm, Invited, People, Role},
};
use crate::{
    text::{
        keys::{companies, ui as common},
        texts,
    },
    ui::{
        ActButton, Badge, Choice, Choices, Crumb, Day, Form, FormDialog, Hidden, Kind, LazyPage, Loaded, Page, Section,
        SelectField, Submit, TextField, Toast, Tone, load, loaded, told, typed,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The people of a firm.
pub struct PeoplePage(Loaded<People>);

impl LazyPage for PeoplePage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetPeople { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |people| view! { <Staff people/> }).into_any()
    }
}

#[component]
fn Staff(people: People) -> impl IntoView {
    let t = texts();
    let name = people.name.get(t.lang()).to_owned();
    let slug = people.slug;
    let done = [
        ("joined", companies::JOINED_FIRM),
        ("invited", companies::INVITED_DONE),
        ("withdrawn", companies::WITHDRAWN),
        ("role_changed", common::SAVED),
        ("person_removed", companies::PERSON_REMOVED),
    ];
    let done = told(&done).map(|key| view! { <Toast said=t.s(key).to_owned()/> });
    let crumbs = vec![
        Crumb::new(t.s(companies::TITLE), t.href("/companies")),
        Crumb::new(name, t.href(&format!("/companies/{slug}"))),
    ];
    let manages = people.may_manage;
    let row = |person: Colleague| view! { <Row slug=slug.clone() person manages/> };
    let rows = people.colleagues.into_iter().map(row).collect_view();
    let waiting = (!people.invited.is_empty()).then(|| {
        let row = |invited: Invited| view! { <Waiting slug=slug.clone() invited/> };
        let rows = people.invited.into_iter().map(row).collect_view();
        view! { <Section title=t.s(companies::INVITED_PEOPLE) more=None><ul class="list-rows">{rows}</ul></Section> }
    });
    let invite = manages.then(|| view! { <Invite slug=slug.clone()/> });
    view! {
        <Page title=t.s(companies::PEOPLE) crumbs>
            {done}
            <div class="page-head">
                <h1>{t.s(companies::PEOPLE)}</h1>
                <p class="lead">{t.s(companies::PEOPLE_LEAD)}</p>
            </div>
            <div class="stack">
                <ul class="list-rows">{rows}</ul>
                {waiting}
                {invite}
            </div>
        </Page>
    }
}

/// Every role with what it allows.
fn roles(t: crate::text::Texts) -> Vec<Choice> {
    Role::ALL.map(|role| Choice::new(role.code(), t.s(role.key())).note(t.s(role.means()))).to_vec()
}

#[component]
fn Row(slug: String, person: Colleague, manages: bool) -> impl IntoView {
    let t = texts();
    let p = person;
    let reference = p.reference;
    let me = p.me.then(|| view! { <Badge tone=Tone::Neutral label=t.s(companies::ME)/> });
    let change = manages.then(|| {
        let (slug, reference) = (slug.clone(), reference.clone());
        view! {
            <FormDialog endpoint="companies/set_role" label=t.s(companies::SET_ROLE) icon="pencil" key=reference.clone() send=t.s(common::SAVE)>
                <Hidden name="slug" value=slug/>
                <Hidden name="person" value=reference/>
                <Choices name="role" label=t.s(companies::ROLE) choices=roles(t) chosen=vec![p.role.code().to_owned()] single=true required=true/>
            </FormDialog>
        }
    });
    let remove = (manages || p.me).then(|| {
        let label = t.s(if p.me { companies::LEAVE } else { companies::REMOVE_PERSON });
        let meaning = if p.me { companies::LEAVE_MEANS } else { companies::REMOVE_PERSON_MEANS };
        view! {
            <FormDialog endpoint="companies/remove_person" label icon="trash" look="quiet" key=reference.clone() danger=true>
                <p>{t.s(meaning)}</p>
                <Hidden name="slug" value=slug/>
                <Hidden name="person" value=reference/>
            </FormDialog>
        }
    });
    view! {
        <li class="row-item">
            <div class="row-main">
                <h2 class="row-title">{p.name}</h2>
                <p class="row-meta">{p.email}</p>
                <div class="cluster"><Badge tone=Tone::Done label=t.s(p.role.key())/>{me}</div>
            </div>
            <div class="row-side">{change}{remove}</div>
        </li>
    }
}

#[component]
fn Waiting(slug: String, invited: Invited) -> impl IntoView {
    let t = texts();
    let values = vec![("slug", slug), ("email", invited.email.clone())];
    view! {
        <li class="row-item">
            <div class="row-main">
                <h3 class="row-title">{invited.email}</h3>
                <p class="row-meta">
                    <span>{t.s(invited.role.key())}</span>
                    <span>{t.s(companies::INVITATION_UNTIL)}" "<Day at=invited.expires/></span>
                </p>
            </div>
            <div class="row-side"><ActButton endpoint="companies/withdraw" label=t.s(companies::WITHDRAW) look="small quiet" values/></div>
        </li>
    }
}

#[component]
fn Invite(slug: String) -> impl IntoView {
    let t = texts();
    let form: InviteForm = typed("companies/invite").unwrap_or_default();
    view! {
        <Section title=t.s(companies::INVITE) more=None>
            <div class="stack">
                <p class="muted">{t.s(companies::INVITE_LEAD)}</p>
                <Form endpoint="companies/invite">
                    <Hidden name="slug" value=slug/>
                    <TextField name="form[email]" label=t.s(companies::INVITE_EMAIL) value=form.email kind=Kind::Email required=true autocomplete="off"/>
                    <SelectField name="form[role]" label=t.s(companies::ROLE) choices=roles(t) chosen=form.role required=true/>
                    <div class="form-actions"><Submit label=t.s(companies::INVITE_SEND)/></div>
                </Form>
            </div>
        </Section>
    }
}
