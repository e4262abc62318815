//! A firm's people keep its services: certificates and listings beside each.

use super::{
    api::GetServiceDesk,
    cards::{About, CertificateLine, ListingLine},
    model::{CertificateForm, ListingForm, Service, ServiceDesk},
};
use crate::{
    label::Label,
    text::{
        keys::{companies, services as words, ui as common},
        texts,
    },
    ui::{
        Choice, Crumb, Empty, FormDialog, Hidden, Icon, Kind, LazyPage, Loaded, Page, Said, SelectField, TextField,
        Toast, load, loaded, told, typed,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The services of a firm, for its people.
pub struct ServiceDeskPage(Loaded<ServiceDesk>);

impl LazyPage for ServiceDeskPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetServiceDesk { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |desk| view! { <Desk desk/> }).into_any()
    }
}

#[component]
fn Desk(desk: ServiceDesk) -> impl IntoView {
    let t = texts();
    let firm = desk.of.firm;
    let done = told(&[("saved", common::SAVED), ("removed", words::REMOVED)])
        .map(|key| view! { <Toast said=t.s(key).to_owned()/> });
    let crumbs = vec![
        Crumb::new(t.s(companies::TITLE), t.href("/companies")),
        Crumb::new(firm.name.get(t.lang()), t.href(&format!("/companies/{}", firm.slug))),
    ];
    let add = t.href(&format!("/companies/{}/services/new", firm.slug));
    let body = if desk.of.services.is_empty() {
        view! { <Empty icon="briefcase" title=t.s(words::NONE)><p>{t.s(words::NONE_OWN)}</p></Empty> }.into_any()
    } else {
        let card = |service| {
            view! { <Kept firm=firm.slug.clone() service schemes=desk.schemes.clone() registries=desk.registries.clone()/> }
        };
        let cards = desk.of.services.into_iter().map(card).collect_view();
        view! { <ul class="services">{cards}</ul> }.into_any()
    };
    view! {
        <Page title=t.s(words::DESK) crumbs>
            {done}
            <div class="page-head">
                <h1>{t.s(words::DESK)}</h1>
                <p class="lead">{t.s(words::DESK_LEAD)}</p>
                <div class="page-actions"><a class="button primary" href=add><Icon name="plus"/>{t.s(words::ADD)}</a></div>
            </div>
            {body}
        </Page>
    }
}

#[component]
fn Kept(firm: String, service: Service, schemes: Vec<Label>, registries: Vec<Label>) -> impl IntoView {
    let t = texts();
    let reference = service.reference.clone();
    let name = service.name.get(t.lang()).to_owned();
    let edit = t.href(&format!("/companies/{firm}/services/{reference}"));
    let certificates = service
        .certificates
        .iter()
        .cloned()
        .map(|c| {
            let form = c.form.clone();
            view! {
                <li class="row-item">
                    <div class="row-main"><CertificateLine certificate=c/></div>
                    <div class="row-side">
                        <Certify form=form.clone() schemes=schemes.clone()/>
                        <RemoveProof endpoint="services/remove_certificate" field="certificate" service=form.service reference=form.certificate/>
                    </div>
                </li>
            }
        })
        .collect_view();
    let listings = service
        .listings
        .iter()
        .cloned()
        .map(|l| {
            let form = l.form.clone();
            view! {
                <li class="row-item">
                    <div class="row-main"><ListingLine listing=l/></div>
                    <div class="row-side">
                        <Register form=form.clone() registries=registries.clone()/>
                        <RemoveProof endpoint="services/remove_listing" field="listing" service=form.service reference=form.listing/>
                    </div>
                </li>
            }
        })
        .collect_view();
    let new_certificate = CertificateForm { service: reference.clone(), ..CertificateForm::default() };
    let new_listing = ListingForm { service: reference.clone(), ..ListingForm::default() };
    let ask = words::remove_ask(t, &name);
    view! {
        <li class="card">
            <div class="card-top">
                <h2 class="card-title"><Said text=service.name.clone()/></h2>
                <div class="cluster">
                    <a class="button small" href=edit><Icon name="pencil"/>{t.s(words::EDIT)}</a>
                    <FormDialog endpoint="services/remove" label=t.s(words::REMOVE) icon="trash" look="quiet" title=ask danger=true key=reference.clone()>
                        <p>{t.s(words::REMOVE_CONFIRM)}</p>
                        <Hidden name="service" value=reference/>
                    </FormDialog>
                </div>
            </div>
            <About service/>
            <h3 class="area-title">{t.s(words::CERTIFICATES)}</h3>
            <ul class="list-rows nested">{certificates}</ul>
            <div><Certify form=new_certificate schemes/></div>
            <h3 class="area-title">{t.s(words::LISTINGS)}</h3>
            <ul class="list-rows nested">{listings}</ul>
            <div><Register form=new_listing registries/></div>
        </li>
    }
}

/// Adding a certificate to a service, or changing one.
#[component]
fn Certify(form: CertificateForm, schemes: Vec<Label>) -> impl IntoView {
    let t = texts();
    let fresh = form.certificate.is_empty();
    let (label, icon) = if fresh { (words::ADD_CERTIFICATE, "plus") } else { (words::CHANGE, "pencil") };
    let before = typed("services/certify");
    let before = before.filter(|b: &CertificateForm| b.service == form.service && b.certificate == form.certificate);
    let form = before.unwrap_or(form);
    let key = format!("c-{}{}", form.service, form.certificate);
    let title = t.s(if fresh { words::ADD_CERTIFICATE } else { words::CHANGE_CERTIFICATE });
    view! {
        <FormDialog endpoint="services/certify" label=t.s(label) icon look="quiet" title send=t.s(common::SAVE) key>
            <Hidden name="form[service]" value=form.service/>
            <Hidden name="form[certificate]" value=form.certificate/>
            <Hidden name="form[version]" value=form.version/>
            <SelectField name="form[scheme]" label=t.s(words::SCHEME) choices=Choice::of(schemes) chosen=form.scheme required=true/>
            <div class="field-row">
                <TextField name="form[type]" label=t.s(words::TYPE) value=form.r#type hint=t.s(words::TYPE_HINT)/>
                <TextField name="form[grade]" label=t.s(words::GRADE) value=form.grade hint=t.s(words::GRADE_HINT)/>
            </div>
            <TextField name="form[number]" label=t.s(words::NUMBER) value=form.number/>
            <TextField name="form[applied]" label=t.s(words::APPLIED) value=form.applied kind=Kind::Date hint=t.s(words::APPLIED_HINT)/>
            <div class="field-row">
                <TextField name="form[issued]" label=t.s(words::ISSUED) value=form.issued kind=Kind::Date/>
                <TextField name="form[expires]" label=t.s(words::EXPIRES) value=form.expires kind=Kind::Date/>
            </div>
        </FormDialog>
    }
}

/// Adding a listing of a service, or changing one.
#[component]
fn Register(form: ListingForm, registries: Vec<Label>) -> impl IntoView {
    let t = texts();
    let fresh = form.listing.is_empty();
    let (label, icon) = if fresh { (words::ADD_LISTING, "plus") } else { (words::CHANGE, "pencil") };
    let before = typed("services/register");
    let form = before.filter(|b: &ListingForm| b.service == form.service && b.listing == form.listing).unwrap_or(form);
    let key = format!("l-{}{}", form.service, form.listing);
    let title = t.s(if fresh { words::ADD_LISTING } else { words::CHANGE_LISTING });
    view! {
        <FormDialog endpoint="services/register" label=t.s(label) icon look="quiet" title send=t.s(common::SAVE) key>
            <Hidden name="form[service]" value=form.service/>
            <Hidden name="form[listing]" value=form.listing/>
            <Hidden name="form[version]" value=form.version/>
            <SelectField name="form[registry]" label=t.s(words::REGISTRY) choices=Choice::of(registries) chosen=form.registry required=true/>
            <div class="field-row">
                <TextField name="form[number]" label=t.s(words::LISTING_NUMBER) value=form.number/>
                <TextField name="form[contract]" label=t.s(words::CONTRACT) value=form.contract hint=t.s(words::CONTRACT_HINT)/>
            </div>
            <TextField name="form[url]" label=t.s(words::LISTING_URL) value=form.url kind=Kind::Url/>
            <div class="field-row">
                <TextField name="form[applied]" label=t.s(words::APPLIED) value=form.applied kind=Kind::Date/>
                <TextField name="form[listed]" label=t.s(words::LISTED_ON) value=form.listed kind=Kind::Date/>
            </div>
            <TextField name="form[ended]" label=t.s(words::ENDED_ON) value=form.ended kind=Kind::Date/>
        </FormDialog>
    }
}

/// Taking a certificate or a listing off a service.
#[component]
fn RemoveProof(endpoint: &'static str, field: &'static str, service: String, reference: String) -> impl IntoView {
    let t = texts();
    view! {
        <FormDialog endpoint label=t.s(words::REMOVE) icon="trash" look="quiet" danger=true key=reference.clone()>
            <p>{t.s(words::REMOVE_PROOF)}</p>
            <Hidden name="service" value=service/>
            <Hidden name=field value=reference/>
        </FormDialog>
    }
}
