//! A firm's logo: the mark that stands beside its name, and the page where its people change it.

use super::{api::GetLogo, model::LogoView};
use crate::{
    text::{
        keys::{companies, ui as words},
        texts,
    },
    ui::{ActButton, Crumb, FileField, Form, Hidden, LazyPage, Loaded, Page, Submit, load, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Where a logo stands; nowhere where there is none.
pub fn path(logo: &str) -> String {
    if logo.is_empty() { String::new() } else { format!("/logos/{logo}.png") }
}

/// The firm's logo, or two characters that stand for it. Its name stands beside it.
#[component]
pub fn FirmMark(#[prop(into)] name: String, logo: String) -> impl IntoView {
    if logo.is_empty() {
        return view! { <span class="mark" aria-hidden="true">{initials(&name)}</span> }.into_any();
    }
    let src = path(&logo);
    view! { <span class="mark logo"><img src=src alt="" width="96" height="96" loading="lazy" decoding="async"/></span> }
        .into_any()
}

/// Two characters that stand for a firm.
pub fn initials(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).take(2).collect()
}

/// Changing a firm's logo.
pub struct LogoPage(Loaded<LogoView>);

impl LazyPage for LogoPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetLogo { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |of| view! { <Change of/> }).into_any()
    }
}

#[component]
fn Change(of: LogoView) -> impl IntoView {
    let t = texts();
    let name = of.name.get(t.lang()).to_owned();
    let crumbs = vec![
        Crumb::new(t.s(companies::TITLE), t.href("/companies")),
        Crumb::new(name.clone(), t.href(&format!("/companies/{}", of.slug))),
    ];
    let remove = (!of.logo.is_empty()).then(|| {
        let values = vec![("slug", of.slug.clone())];
        view! { <ActButton endpoint="companies/remove_logo" label=t.s(companies::LOGO_REMOVE) look="small quiet" values/> }
    });
    view! {
        <Page title=t.s(companies::LOGO) crumbs>
            <div class="profile-head">
                <FirmMark name=name.clone() logo=of.logo/>
                <div>
                    <h1>{t.s(companies::LOGO)}</h1>
                    <p class="lead">{companies::logo_lead(t, name)}</p>
                </div>
            </div>
            <Form endpoint="companies/set_logo" files=true>
                <Hidden name="slug" value=of.slug/>
                <FileField name="logo" label=t.s(companies::LOGO_FILE) hint=t.s(companies::LOGO_HINT) accept="image/png,image/jpeg,image/webp" required=true/>
                <div class="form-actions"><Submit label=t.s(words::SAVE)/></div>
            </Form>
            {remove}
        </Page>
    }
}
