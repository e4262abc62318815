//! Inviting a firm to an open seat.

use super::{
    invitations::GetInviting,
    model::{Inviting, SuggestionView},
};
use crate::{
    text::{
        Texts,
        keys::{self, consortia as words},
        texts,
    },
    ui::{
        Choice, Choices, Crumb, Empty, Form, Hidden, Icon, LazyPage, Loaded, Page, SelectField, Submit, TextArea,
        TextField, load, loaded,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

/// Inviting a firm.
pub struct InvitePage(Loaded<Inviting>);

impl LazyPage for InvitePage {
    fn data() -> Self {
        let (params, asked) = (use_params_map(), use_query_map());
        let key = move || {
            let slug = params.with(|p| p.get("slug").unwrap_or_default());
            asked.with(|q| (slug, q.get("firm").unwrap_or_default(), q.get("q").unwrap_or_default()))
        };
        Self(load(key, |(slug, firm, q)| GetInviting { slug, firm, q }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |inviting| view! { <Sheet inviting/> }).into_any()
    }
}

/// What was typed, where the form came back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Typed {
    company: String,
    seat: String,
    message: String,
}

#[component]
fn Sheet(inviting: Inviting) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let name = inviting.name.get(lang).to_owned();
    let crumbs = vec![
        Crumb::new(t.s(words::TITLE), t.href("/consortia")),
        Crumb::new(name.clone(), t.href(&format!("/consortia/{}", inviting.slug))),
    ];
    let title = t.s(words::INVITE);
    if inviting.seats.is_empty() {
        return view! {
            <Page title crumbs>
                <h1>{title}</h1>
                <Empty icon="users" title=t.s(words::NO_OPEN_SEAT)><p>{t.s(words::NO_OPEN_SEAT_HELP)}</p></Empty>
            </Page>
        }
        .into_any();
    }
    let chosen = match inviting.firms.as_slice() {
        [only] => only.slug.clone(),
        _ => String::new(),
    };
    let seat = inviting.seats.first().map(|s| s.reference.clone()).unwrap_or_default();
    let form = crate::ui::typed_flat("consortia/invite").unwrap_or(Typed { company: chosen, seat, ..Typed::default() });
    let seats = inviting
        .seats
        .iter()
        .map(|s| {
            let covers: Vec<_> = s.covers.iter().map(|c| c.get(lang)).collect();
            let label = format!("{} · {}", t.s(s.role.key()), s.label.get(lang));
            Choice::new(s.reference.clone(), label).note(covers.join(", "))
        })
        .collect();
    let none_named = inviting.firms.is_empty();
    let mut firms: Vec<Choice> =
        inviting.firms.into_iter().map(|f| Choice::new(f.slug.clone(), f.name.get(lang))).collect();
    for s in &inviting.suggestions {
        match firms.iter_mut().find(|c| c.value == s.firm.slug) {
            Some(choice) if choice.note.is_empty() => choice.note = reason(t, s),
            Some(_) => {}
            None => firms.push(Choice::new(s.firm.slug.clone(), s.firm.name.get(lang)).note(reason(t, s))),
        }
    }
    view! {
        <Page title crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{words::invite_lead(t, name)}</p>
            </div>
            <FirmFinder slug=inviting.slug.clone() none=none_named/>
            <Form endpoint="consortia/invite">
                <Hidden name="slug" value=inviting.slug/>
                <FirmField firms chosen=form.company/>
                <Choices name="seat" label=t.s(words::SEAT) choices=seats chosen=vec![form.seat] single=true required=true/>
                <TextArea name="message" label=t.s(words::MESSAGE) value=form.message hint=t.s(words::MESSAGE_HINT) rows=4/>
                <div class="form-actions"><Submit label=t.s(words::INVITE_SEND)/></div>
            </Form>
        </Page>
    }
    .into_any()
}

/// Looks for firms that are not proposed: they are added to the choices.
#[component]
fn FirmFinder(slug: String, none: bool) -> impl IntoView {
    let t = texts();
    let asked = use_query_map().with_untracked(|q| q.get("q").unwrap_or_default());
    let missed =
        (none && !asked.trim().is_empty()).then(|| view! { <p class="muted">{words::none_named(t, &asked)}</p> });
    view! {
        <form class="search-box page-search" role="search" action=t.href(&format!("/consortia/{slug}/invite")) aria-label=t.s(words::OTHER_FIRM)>
            <input type="search" name="q" value=asked aria-label=t.s(words::OTHER_FIRM) placeholder=t.s(words::OTHER_FIRM)/>
            <button aria-label=t.s(keys::ui::SEARCH)><Icon name="search"/></button>
        </form>
        {missed}
    }
}

/// The firm to invite: of those that are known, or by its address.
#[component]
fn FirmField(firms: Vec<Choice>, chosen: String) -> impl IntoView {
    let t = texts();
    if firms.is_empty() {
        return view! { <TextField name="company" label=t.s(words::FIRM_ADDRESS) value=chosen hint=t.s(words::FIRM_ADDRESS_HINT) required=true/> }
            .into_any();
    }
    if firms.len() > 8 {
        return view! { <SelectField name="company" label=t.s(words::FIRM) choices=firms chosen required=true/> }
            .into_any();
    }
    view! { <Choices name="company" label=t.s(words::FIRM) choices=firms chosen=vec![chosen] single=true required=true/> }.into_any()
}

/// Why a firm is proposed.
pub fn reason(t: Texts, s: &SuggestionView) -> String {
    let covers: Vec<_> = s.covers.iter().map(|c| c.get(t.lang())).collect();
    if covers.is_empty() {
        return t.s(words::SUGGESTED_TYPE).to_owned();
    }
    words::suggested(t, s.confirmed, covers.len(), covers.join(", "))
}
