//! Inviting a firm to an open seat.

use super::{
    invitations::GetInviting,
    model::{Inviting, SuggestionView},
};
use crate::{
    text::{Texts, keys::consortia as words, texts},
    ui::{
        Choice, Choices, Crumb, Empty, Form, Hidden, LazyPage, Loaded, Page, Section, SelectField, Submit, TextArea,
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
            (slug, asked.with(|q| q.get("firm").unwrap_or_default()))
        };
        Self(load(key, |(slug, firm)| GetInviting { slug, firm }))
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
    let chosen = inviting.firm.as_ref().map(|f| f.slug.clone()).unwrap_or_default();
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
    let proposed = inviting.suggestions;
    let known: Vec<Choice> = match &inviting.firm {
        Some(firm) if !proposed.iter().any(|s| s.firm.slug == firm.slug) => {
            vec![Choice::new(firm.slug.clone(), firm.name.get(lang))]
        }
        _ => Vec::new(),
    };
    let mut firms: Vec<Choice> = known;
    for s in &proposed {
        if !firms.iter().any(|c| c.value == s.firm.slug) {
            firms.push(Choice::new(s.firm.slug.clone(), s.firm.name.get(lang)).note(reason(t, s)));
        }
    }
    let by_name = firms.is_empty();
    let firm_field = if by_name {
        view! { <TextField name="company" label=t.s(words::FIRM_ADDRESS) value=form.company hint=t.s(words::FIRM_ADDRESS_HINT) required=true/> }
            .into_any()
    } else {
        view! { <SelectFirm firms chosen=form.company/> }.into_any()
    };
    view! {
        <Page title crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{words::invite_lead(t, name)}</p>
            </div>
            <Form endpoint="consortia/invite">
                <Hidden name="slug" value=inviting.slug/>
                {firm_field}
                <Choices name="seat" label=t.s(words::SEAT) choices=seats chosen=vec![form.seat] single=true required=true/>
                <TextArea name="message" label=t.s(words::MESSAGE) value=form.message hint=t.s(words::MESSAGE_HINT) rows=4/>
                <div class="form-actions"><Submit label=t.s(words::INVITE_SEND)/></div>
            </Form>
            <Section title=t.s(words::OTHER_FIRM) more=Some((t.s(crate::text::keys::companies::TITLE).to_owned(), t.href("/companies")))>
                <p>{t.s(words::OTHER_FIRM_HELP)}</p>
            </Section>
        </Page>
    }
    .into_any()
}

#[component]
fn SelectFirm(firms: Vec<Choice>, chosen: String) -> impl IntoView {
    let t = texts();
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
