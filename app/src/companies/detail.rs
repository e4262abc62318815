//! What the page of one firm shows of the firm itself.

use super::{
    list::FirmTypes,
    logo::{self, FirmMark},
    model::{CompanyView, SIZES, State},
};
use crate::{
    text::{
        keys::{companies, compare, conversations, onboarding, ui as words},
        texts,
    },
    ui::{
        Badge, Crumb, Day, Icon, LinkedData, Notice, Page, PrintButton, Prose, Said, Section, Toast, Tone, address,
        told,
    },
};
use leptos::prelude::*;

/// A firm; `children` are what upper slices add: its profile on the map, its consortia.
#[component]
pub fn Company(company: CompanyView, children: Children) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let name = company.name.get(lang).to_owned();
    let done = told(&[("sent", companies::SENT), ("saved", words::SAVED), ("asked", companies::FACTS_ASKED)])
        .map(|key| view! { <Toast said=t.s(key)/> });
    let (tone, word) = company.state.shown();
    let state = if company.state == State::Confirmed {
        view! { <span class="verified" title=t.s(companies::CONFIRMED_MEANS)><Icon name="check-circle"/>{t.s(word)}</span> }
            .into_any()
    } else {
        view! { <Badge tone label=t.s(word)/> }.into_any()
    };
    let reason = (!company.return_reason.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Waiting>
                <strong>{t.s(companies::RETURN_REASON)}</strong>
                <p>{company.return_reason.clone()}</p>
            </Notice>
        }
    });
    let edit = company.may_edit.then(|| {
        let href = t.href(&format!("/companies/{}/edit", company.slug));
        view! { <a class="button" href=href><Icon name="pencil"/>{t.s(companies::EDIT)}</a> }
    });
    let compare = (company.state == State::Confirmed).then(|| {
        let href = address(&t.href("/companies/compare"), &[("firms", &company.slug)]);
        view! { <a class="button quiet" href=href>{t.s(compare::COMPARE)}</a> }
    });
    let mark = view! { <FirmMark name=name.clone() logo=company.logo.clone()/> };
    let mark = if company.may_edit {
        let href = t.href(&format!("/companies/{}/logo", company.slug));
        view! { <a class="mark-link" href=href title=t.s(companies::LOGO_CHANGE)>{mark}<span class="visually-hidden">{t.s(companies::LOGO_CHANGE)}</span></a> }.into_any()
    } else {
        mark.into_any()
    };
    let steps = company.may_see_people.then(|| {
        let href = t.href(&format!("/companies/{}/onboarding", company.slug));
        view! { <a class="button quiet" href=href><Icon name="list"/>{t.s(onboarding::LINK)}</a> }
    });
    let people = company.may_see_people.then(|| {
        let href = t.href(&format!("/companies/{}/people", company.slug));
        view! { <a class="button" href=href><Icon name="users"/>{t.s(companies::PEOPLE)}</a> }
    });
    let contact = (company.state == State::Confirmed && !company.may_edit).then(|| {
        let href = t.href(&format!("/companies/{}/contact", company.slug));
        view! { <a class="button" href=href><Icon name="mail"/>{t.s(conversations::START_LINK)}</a> }
    });
    let sectors = company
        .sectors
        .iter()
        .map(|l| view! { <a class="tag" href=t.href(&format!("/companies?sector={}", l.slug))>{l.name.get(lang).to_owned()}</a> })
        .collect_view();
    let size = SIZES.iter().find(|(code, _)| *code == company.size).map(|(_, key)| t.s(*key));
    let website = (!company.website.is_empty()).then(|| {
        let shown = company.website.trim_start_matches("https://").trim_start_matches("http://").to_owned();
        view! {
            <div>
                <dt>{t.s(companies::WEBSITE)}</dt>
                <dd><a href=company.website.clone() rel="nofollow ugc noopener external">{shown}<Icon name="external"/></a></dd>
            </div>
        }
    });
    let joined = company.confirmed.map(|at| view! { <div><dt>{t.s(companies::JOINED)}</dt><dd><Day at/></dd></div> });
    let checked = company
        .brn_checked
        .then(|| view! { <div><dt>{t.s(companies::BRN)}</dt><dd>{t.s(companies::BRN_CHECKED)}</dd></div> });
    // A firm that came from a list has not said yet what it does.
    let about = if company.summary_html.is_empty() {
        view! { <p class="muted">{t.s(companies::ABOUT_NONE)}</p> }.into_any()
    } else {
        view! { <Prose html=company.summary_html/> }.into_any()
    };
    let crumbs = vec![Crumb::new(t.s(companies::TITLE), t.href("/companies"))];
    let linked = vec![
        ("name", name.clone()),
        ("alternateName", company.name.get(lang.other()).to_owned()),
        ("url", company.website.clone()),
        ("description", company.about.get(lang).to_owned()),
        ("logo", logo::path(&company.logo)),
        ("address", company.region.get(lang).to_owned()),
    ];
    view! {
        <Page title=name.clone() description=company.about.get(lang) crumbs>
            <LinkedData kind="Organization" properties=linked/>
            {done}
            <div class="profile-head">
                {mark}
                <div>
                    <h1><Said text=company.name.clone()/></h1>
                    <div class="cluster">{state}<FirmTypes types=company.types/></div>
                </div>
                <div class="page-actions"><PrintButton/>{compare}{steps}{people}{contact}{edit}</div>
            </div>
            {reason}
            <div class="with-side">
                <div>
                    <Section title=t.s(companies::ABOUT) more=None>{about}</Section>
                    {children()}
                </div>
                <aside class="side" aria-label=t.s(companies::FACTS)>
                    <dl class="facts">
                        <div><dt>{t.s(companies::REGION)}</dt><dd>{company.region.get(lang).to_owned()}</dd></div>
                        <div><dt>{t.s(companies::SIZE)}</dt><dd>{size}</dd></div>
                        <div><dt>{t.s(companies::SECTORS)}</dt><dd class="cluster">{sectors}</dd></div>
                        {website}
                        {joined}
                        {checked}
                    </dl>
                </aside>
            </div>
        </Page>
    }
}
