//! The page of an offer: what the firm brings, and writing to it.

use super::{api::GetOffer, model::OfferView};
use crate::{
    companies::FirmType,
    flagship::DDay,
    text::{
        keys::{conversations as talk, offers as words, ui as common},
        texts,
    },
    ui::{
        ActButton, Choice, Crumb, Day, Form, FormDialog, Hidden, Icon, LazyPage, Loaded, Notice, Page, Said, Section,
        SelectField, Submit, TextArea, Toast, Tone, load, loaded, told, typed_flat,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// An offer.
pub struct OfferPage(Loaded<OfferView>);

impl LazyPage for OfferPage {
    fn data() -> Self {
        let params = use_params_map();
        let reference = move || params.with(|p| p.get("reference").unwrap_or_default());
        Self(load(reference, |reference| GetOffer { reference }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |offer| view! { <Offer offer/> }).into_any()
    }
}

/// What was typed into a form of the page, where it came back with an error.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Typed {
    from: String,
    text: String,
    reason: String,
}

#[component]
fn Offer(offer: OfferView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let now = offer.now;
    let row = offer.row;
    let reference = row.reference.clone();
    let done = [
        ("published", words::PUBLISHED),
        ("saved", common::SAVED),
        ("ended", words::ENDED),
        ("hidden", words::HIDDEN_DONE),
        ("shown", words::SHOWN),
    ];
    let done = told(&done).map(|key| view! { <Toast said=t.s(key)/> });
    let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/offers"))];
    let title = words::of(t, row.firm.name.get(lang));
    let state = if offer.over {
        Some((Tone::Closed, t.s(words::OVER).to_owned()))
    } else if !offer.hidden.is_empty() {
        Some((Tone::Waiting, words::is_hidden(t, offer.hidden.clone())))
    } else {
        None
    };
    let state = state.map(|(tone, says)| view! { <Notice tone><p>{says}</p></Notice> });
    let version = offer.version.to_string();
    let own = (offer.may_edit && !offer.over).then(|| {
        let values = vec![("reference", reference.clone()), ("version", version.clone())];
        view! {
            <a class="button" href=t.href(&format!("/offers/{reference}/edit"))><Icon name="pencil"/>{t.s(words::EDIT)}</a>
            <ActButton endpoint="offers/end" label=t.s(words::END) look="quiet" values/>
        }
    });
    let desk = offer.may_hide.then(|| {
        let reference = reference.clone();
        if offer.hidden.is_empty() {
            let typed: Typed = typed_flat("offers/hide").unwrap_or_default();
            view! {
                <FormDialog endpoint="offers/hide" label=t.s(words::HIDE) icon="eye" look="quiet">
                    <p>{t.s(words::HIDE_MEANS)}</p>
                    <Hidden name="reference" value=reference.clone()/>
                    <Hidden name="version" value=version.clone()/>
                    <Hidden name="hide" value="true".to_owned()/>
                    <TextArea name="reason" label=t.s(words::REASON) value=typed.reason rows=2 required=true/>
                </FormDialog>
            }
            .into_any()
        } else {
            let values =
                vec![("reference", reference.clone()), ("version", version.clone()), ("hide", "false".to_owned())];
            view! { <ActButton endpoint="offers/hide" label=t.s(words::SHOW) look="small" values/> }.into_any()
        }
    });
    let brings = row
        .technologies
        .into_iter()
        .map(|technology| {
            let href = t.href(&format!("/technologies/{}", technology.slug));
            view! { <li><a class="tag" href=href>{technology.name.get(lang).to_owned()}</a></li> }
        })
        .collect_view();
    let answer = (!offer.from.is_empty()).then(|| {
        let typed: Typed = typed_flat("offers/answer").unwrap_or_default();
        let first = offer.from.first().map(|firm| firm.slug.clone()).unwrap_or_default();
        let from = if offer.from.len() == 1 {
            view! { <Hidden name="from" value=first/> }.into_any()
        } else {
            let chosen = if typed.from.is_empty() { first } else { typed.from };
            view! { <SelectField name="from" label=t.s(talk::FROM) choices=Choice::of(offer.from) chosen required=true/> }.into_any()
        };
        view! {
            <Section title=t.s(words::ANSWER) more=None>
                <Form endpoint="offers/answer">
                    <Hidden name="reference" value=reference.clone()/>
                    {from}
                    <TextArea name="text" label=t.s(talk::MESSAGE) value=typed.text rows=5 required=true hint=t.s(talk::MESSAGE_HINT)/>
                    <div class="form-actions"><Submit label=t.s(talk::SEND)/></div>
                </Form>
            </Section>
        }
    });
    let firm = t.href(&format!("/companies/{}", row.firm.slug));
    let text = offer.text.get(lang).to_owned();
    view! {
        <Page title=title.clone() description=row.about.get(lang) crumbs>
            {done}
            <div class="page-head">
                <h1>{title}</h1>
                <p class="row-meta">
                    <a href=firm><Said text=row.firm.name/></a>
                    <FirmType slug=row.role.slug label=row.role.name.get(lang).to_owned()/>
                    <a href=t.href(&format!("/sectors/{}", row.sector.slug))><Said text=row.sector.name/></a>
                    <span>{t.s(words::UNTIL)}" "<Day at=row.until + -1/></span>
                    <DDay now at=row.until/>
                </p>
                <div class="page-actions">{own}{desk}</div>
            </div>
            {state}
            <p class="offer-text prose">{text}</p>
            <Section title=t.s(words::BRINGS) more=None><ul class="cluster">{brings}</ul></Section>
            {answer}
            <p class="small muted">{t.s(words::REVIEWED_AFTER)}</p>
        </Page>
    }
}
