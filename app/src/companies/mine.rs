//! The firms of the signed-in person.

use super::{
    api::MyCompanies,
    model::{Invitation, Mine},
};
use crate::{
    text::{keys::companies, texts},
    ui::{ActButton, Badge, Day, Empty, Icon, LazyPage, Loaded, Page, Said, Toast, load, loaded, told},
};
use leptos::prelude::*;

/// The firms of a person.
pub struct MyCompaniesPage {
    mine: Loaded<Mine>,
}

impl LazyPage for MyCompaniesPage {
    fn data() -> Self {
        Self { mine: load(|| (), |()| MyCompanies {}) }
    }

    fn view(this: Self) -> AnyView {
        let t = texts();
        let done = told(&[("declined", companies::DECLINED), ("left", companies::LEFT)]);
        view! {
            <Page title=t.s(companies::MINE)>
                {done.map(|key| view! { <Toast said=t.s(key).to_owned()/> })}
                <div class="page-head">
                    <h1>{t.s(companies::MINE)}</h1>
                    <div class="page-actions">
                        <a class="button" href=t.href("/companies/new")><Icon name="plus"/>{t.s(companies::REGISTER)}</a>
                    </div>
                </div>
                {loaded(this.mine, |mine| view! { <Invitations invitations=mine.invitations.clone()/> <Firms mine/> })}
            </Page>
        }
        .into_any()
    }
}

/// Firms that asked for the person.
#[component]
fn Invitations(invitations: Vec<Invitation>) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let row = |i: Invitation| {
        let asked = companies::invited_by(t, &i.by, i.name.get(lang), t.s(i.role.key()));
        let values = vec![("slug", i.slug)];
        view! {
            <li class="row-item">
                <div class="row-main">
                    <h2 class="row-title">{asked}</h2>
                    <p class="row-meta"><span>{t.s(i.role.means())}</span><span>{t.s(companies::INVITATION_UNTIL)}" "<Day at=i.expires/></span></p>
                </div>
                <div class="row-side">
                    <ActButton endpoint="companies/accept" label=t.s(companies::ACCEPT) look="primary small" values=values.clone()/>
                    <ActButton endpoint="companies/decline" label=t.s(companies::DECLINE) look="small quiet" values/>
                </div>
            </li>
        }
    };
    (!invitations.is_empty())
        .then(|| view! { <ul class="list-rows">{invitations.into_iter().map(row).collect_view()}</ul> })
}

#[component]
fn Firms(mine: Mine) -> impl IntoView {
    let t = texts();
    let firms = mine.firms;
    // Whoever was asked to work for a firm need not register one.
    if firms.is_empty() && !mine.invitations.is_empty() {
        return ().into_any();
    }
    if firms.is_empty() {
        return view! {
            <Empty icon="building" title=t.s(companies::MINE_NONE)>
                <p>{t.s(companies::REGISTER_LEAD)}</p>
                <a class="button primary" href=t.href("/companies/new")>{t.s(companies::REGISTER)}</a>
            </Empty>
        }
        .into_any();
    }
    let rows = firms
        .into_iter()
        .map(|firm| {
            let (tone, word) = firm.state.shown();
            view! {
                <li class="row-item">
                    <div class="row-main">
                        <h2 class="row-title"><a href=t.href(&format!("/companies/{}", firm.slug))><Said text=firm.name/></a></h2>
                        <p class="row-meta">{firm.return_reason}</p>
                    </div>
                    <div class="row-side"><Badge tone label=t.s(word)/></div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="list-rows">{rows}</ul> }.into_any()
}
