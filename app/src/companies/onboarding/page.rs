//! A firm's way into the alliance, as its people and the secretariat see it.

use super::{
    api::GetOnboarding,
    model::{AgreementView, DocumentView, Onboarding, RepresentativeForm, Stands, Step, StepView},
};
use crate::{
    text::{
        keys::{companies, onboarding as words, ui as common},
        texts,
    },
    ui::{
        ActButton, Badge, Crumb, Day, FileField, Form, FormDialog, Hidden, Icon, LazyPage, Loaded, Notice, Page, Said,
        Submit, TextArea, TextField, Toast, Tone, load, loaded, told, typed,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A firm's steps into the alliance.
pub struct OnboardingPage(Loaded<Onboarding>);

impl LazyPage for OnboardingPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetOnboarding { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |of| view! { <Way of/> }).into_any()
    }
}

#[component]
fn Way(of: Onboarding) -> impl IntoView {
    let t = texts();
    let name = of.name.get(t.lang()).to_owned();
    let here = t.href(&format!("/companies/{}", of.slug));
    let crumbs = vec![Crumb::new(t.s(companies::TITLE), t.href("/companies")), Crumb::new(name, here)];
    let saved = told(&[("saved", common::SAVED)]).map(|key| view! { <Toast said=t.s(key).to_owned()/> });
    let own = of.steps.iter().filter(|s| s.step != Step::Review);
    let (done, all) = (own.clone().filter(|s| s.stands.is_over()).count(), own.count());
    let whole = of.clone();
    let steps = of.steps.into_iter().map(|step| view! { <StepRow step of=whole.clone()/> }).collect_view();
    view! {
        <Page title=t.s(words::TITLE) crumbs>
            {saved}
            <div class="page-head">
                <h1>{t.s(words::TITLE)}</h1>
                <p class="lead"><Said text=of.name/>" · "{words::progress(t, all, done)}</p>
            </div>
            <ol class="list-rows">{steps}</ol>
        </Page>
    }
}

#[component]
fn StepRow(step: StepView, of: Onboarding) -> impl IntoView {
    let t = texts();
    let StepView { step, stands, note } = step;
    let ((name, about), (tone, word)) = (step.words(), stands.shown());
    let note = (!note.is_empty()).then(|| {
        let (tone, key) = match stands {
            Stands::Skipped => (Tone::Neutral, words::SKIPPED_BECAUSE),
            _ => (Tone::Waiting, words::ASKED_BECAUSE),
        };
        view! { <Notice tone><strong>{t.s(key)}</strong><p>{note}</p></Notice> }
    });
    let edit = of.may_edit.then(|| t.href(&format!("/companies/{}/edit", of.slug)));
    let change = |label| {
        edit.clone()
            .map(|href| view! { <p><a class="button small" href=href><Icon name="pencil"/>{t.s(label)}</a></p> })
    };
    let work = match step {
        Step::Profile => change(words::PROFILE_EDIT).into_any(),
        Step::Number => change(words::NUMBER_EDIT).into_any(),
        Step::Agreements => {
            let slug = of.slug.clone();
            let rows = of.agreements.into_iter().map(|agreement| {
                view! { <Agreement agreement slug=slug.clone() may_edit=of.may_edit/> }
            });
            view! { <ul class="stack">{rows.collect_view()}</ul> }.into_any()
        }
        Step::Representative => {
            view! { <Representative form=of.representative slug=of.slug.clone() may_edit=of.may_edit/> }.into_any()
        }
        Step::Documents => {
            view! { <Documents documents=of.documents slug=of.slug.clone() may_edit=of.may_edit/> }.into_any()
        }
        Step::Review => ().into_any(),
    };
    let marks = (of.may_mark && step != Step::Review).then(|| view! { <Marks step stands slug=of.slug/> });
    view! {
        <li class="row-item" id=step.code()>
            <div class="row-main">
                <h2 class="row-title">{t.s(name)}</h2>
                <p class="muted">{t.s(about)}</p>
                {note}
                {work}
            </div>
            <div class="row-side">
                <Badge tone label=t.s(word)/>
                {marks}
            </div>
        </li>
    }
}

#[component]
fn Agreement(agreement: AgreementView, slug: String, may_edit: bool) -> impl IntoView {
    let t = texts();
    let AgreementView { firm_type, text, agreed } = agreement;
    let state = match agreed {
        Some(at) => {
            view! { <p class="small muted"><Icon name="check-circle"/>" "{t.s(words::AGREED)}" · "<Day at/></p> }
                .into_any()
        }
        None => may_edit
            .then(|| {
                let values = vec![("slug", slug), ("firm_type", firm_type.slug.clone())];
                let key = firm_type.slug.clone();
                view! { <div class="cluster"><ActButton endpoint="companies/agree" label=t.s(words::AGREE) look="small" values key/></div> }
            })
            .into_any(),
    };
    view! {
        <li>
            <h3 class="area-title">{firm_type.name.get(t.lang()).to_owned()}</h3>
            <p><Said text/></p>
            {state}
        </li>
    }
}

#[component]
fn Representative(form: RepresentativeForm, slug: String, may_edit: bool) -> impl IntoView {
    let t = texts();
    if !may_edit {
        let known = !form.name.is_empty();
        return known.then(|| view! { <p>{form.name}" · "{form.title}" · "{form.phone}</p> }).into_any();
    }
    let form: RepresentativeForm = typed("companies/set_representative").unwrap_or(form);
    view! {
        <Form endpoint="companies/set_representative">
            <Hidden name="slug" value=slug/>
            <TextField name="form[name]" label=t.s(words::REPRESENTATIVE_NAME) value=form.name required=true autocomplete="name"/>
            <TextField name="form[title]" label=t.s(words::REPRESENTATIVE_TITLE) value=form.title required=true autocomplete="organization-title"/>
            <TextField name="form[phone]" label=t.s(words::REPRESENTATIVE_PHONE) value=form.phone hint=t.s(words::PHONE_HINT) required=true autocomplete="tel"/>
            <div class="form-actions"><Submit label=t.s(common::SAVE) look="quiet"/></div>
        </Form>
    }
    .into_any()
}

#[component]
fn Documents(documents: Vec<DocumentView>, slug: String, may_edit: bool) -> impl IntoView {
    let t = texts();
    let of = slug.clone();
    let rows = documents.into_iter().map(|document| {
        let href = format!("/companies/{of}/documents/{}", document.reference);
        let name = document.name.clone();
        let remove = may_edit.then(|| {
            let values = vec![("slug", of.clone()), ("document", document.reference.clone())];
            let key = document.reference.clone();
            view! { <ActButton endpoint="companies/remove_document" label=t.s(words::DOCUMENT_REMOVE) look="small quiet" values key/> }
        });
        view! {
            <li class="cluster">
                <a href=href rel="external" download=name><Icon name="file"/>{document.name}</a>
                <span class="small muted">{format!("{} KB", document.kilobytes)}" · "<Day at=document.sent/></span>
                {remove}
            </li>
        }
    });
    let rows = rows.collect_view();
    let send = may_edit.then(|| {
        view! {
            <Form endpoint="companies/send_document" files=true>
                <Hidden name="slug" value=slug/>
                <FileField name="document" label=t.s(words::DOCUMENT) hint=t.s(words::DOCUMENT_HINT) accept=".pdf,.png,.jpg,.jpeg,.hwp,.hwpx,.doc,.docx,.xls,.xlsx" required=true/>
                <div class="form-actions"><Submit label=t.s(words::DOCUMENT_SEND) look="quiet"/></div>
            </Form>
        }
    });
    view! {
        <ul class="stack">{rows}</ul>
        {send}
    }
}

/// What the secretariat can say of a step.
#[component]
fn Marks(step: Step, stands: Stands, slug: String) -> impl IntoView {
    let t = texts();
    let named = t.s(step.words().0);
    let accept = (step != Step::Agreements && stands == Stands::InProgress).then(|| {
        let values = vec![("slug", slug.clone()), ("step", step.code().to_owned()), ("mark", "accepted".to_owned())];
        let key = format!("accept-{}", step.code());
        view! { <ActButton endpoint="companies/mark_step" label=t.s(words::ACCEPT) look="small" values key/> }
    });
    let skip = (!stands.is_over()).then(|| {
        view! { <Say step slug=slug.clone() mark="skipped" icon="ban" label=words::skip_step(t, named) open=t.s(words::SKIP)/> }
    });
    view! {
        {accept}
        <Say step slug mark="asked" icon="arrow-left" label=words::ask_step(t, named) open=t.s(words::ASK)/>
        {skip}
    }
}

/// A dialog with a reason.
#[component]
fn Say(
    step: Step,
    slug: String,
    mark: &'static str,
    icon: &'static str,
    label: String,
    #[prop(into)] open: String,
) -> impl IntoView {
    let t = texts();
    let key = format!("{mark}-{}", step.code());
    view! {
        <FormDialog endpoint="companies/mark_step" key label=open icon=icon look="quiet" title=label>
            <Hidden name="slug" value=slug/>
            <Hidden name="step" value=step.code()/>
            <Hidden name="mark" value=mark/>
            <TextArea name="note" label=t.s(words::REASON) hint=t.s(words::REASON_HINT) required=true rows=3/>
        </FormDialog>
    }
}
