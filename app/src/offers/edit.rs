//! Offering and changing an offer: one form, filled from the firm's profile.

use super::{
    api::{EDITOR, EditOffer},
    model::OfferEditing,
};
use crate::{
    text::{
        keys::{companies, offers as words, technologies, ui as common},
        texts,
    },
    ui::{
        Choice, Choices, Crumb, EditForm, Empty, Hidden, Kind, LazyPage, Loaded, Page, SelectField, Submit, TextArea,
        TextField, load, loaded,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Offering something.
pub struct NewOfferPage(Loaded<OfferEditing>);

impl LazyPage for NewOfferPage {
    fn data() -> Self {
        let asked = use_query_map();
        let company = move || asked.with(|q| q.get("company"));
        Self(load(company, |company| EditOffer { reference: None, company }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

/// Changing an offer.
pub struct EditOfferPage(Loaded<OfferEditing>);

impl LazyPage for EditOfferPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("reference")), |reference| EditOffer { reference, company: None }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

#[component]
fn Editor(editing: OfferEditing) -> impl IntoView {
    let t = texts();
    let fresh = editing.edit.is_new();
    let title = t.s(if fresh { words::NEW } else { words::EDIT });
    let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/offers"))];
    let form = editing.form;
    let missing = if editing.firms.is_empty() {
        Some((words::FIRM_FIRST, words::FIRM_FIRST_HELP, "/companies/mine".to_owned(), t.s(common::MY_FIRM)))
    } else if editing.technologies.is_empty() {
        let claim = format!("/companies/{}/capabilities/new", form.company);
        Some((words::CLAIM_FIRST, words::CLAIM_FIRST_HELP, claim, t.s(technologies::REGISTER)))
    } else {
        None
    };
    if let Some((says, help, href, label)) = missing {
        return view! {
            <Page title crumbs>
                <h1 class="visually-hidden">{title}</h1>
                <Empty icon="handshake" title=t.s(says)>
                    <p>{t.s(help)}</p>
                    <a class="button primary" href=t.href(&href)>{label}</a>
                </Empty>
            </Page>
        }
        .into_any();
    }
    // Another firm of the same person has other capabilities: its form is another page.
    let others = (fresh && editing.firms.len() > 1).then(|| {
        let others = editing.firms.iter().filter(|firm| firm.slug != form.company).map(|firm| {
            let href = t.href(&format!("/offers/new?company={}", firm.slug));
            view! { <a class="tag" href=href>{firm.name.get(t.lang()).to_owned()}</a> }
        });
        view! { <p class="cluster"><span class="small muted">{t.s(words::OTHER_FIRM)}</span>{others.collect_view()}</p> }
    });
    let send = t.s(if fresh { words::PUBLISH } else { common::SAVE });
    view! {
        <Page title crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t.s(words::NEW_LEAD)}</p>
            </div>
            {others}
            <EditForm of=&EDITOR edit=editing.edit>
                <Hidden name="form[company]" value=form.company/>
                <div class="field-row">
                    <SelectField name="form[sector]" label=t.s(companies::SECTORS) choices=Choice::of(editing.sectors) chosen=form.sector required=true/>
                    <SelectField name="form[type]" label=t.s(words::ROLE) choices=Choice::of(editing.types) chosen=form.firm_type required=true/>
                </div>
                <Choices name="form[technologies][]" label=t.s(words::BRINGS) choices=Choice::of(editing.technologies) chosen=form.technologies required=true compact=true hint=t.s(words::BRINGS_HINT)/>
                <TextArea name="form[text_ko]" label=t.s(words::TEXT_KO) value=form.text_ko rows=5 either=true/>
                <TextArea name="form[text_en]" label=t.s(words::TEXT_EN) value=form.text_en rows=5 either=true/>
                <TextField name="form[until]" label=t.s(words::UNTIL) value=form.until kind=Kind::Date required=true hint=t.s(words::UNTIL_HINT)/>
                <div class="form-actions"><Submit label=send/></div>
            </EditForm>
        </Page>
    }
    .into_any()
}
