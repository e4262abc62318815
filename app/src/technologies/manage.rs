//! A firm's people keep its capabilities: level, note, evidence.

use super::{
    api::GetProfile,
    model::{CapabilityForm, CapabilityView, EvidenceForm, EvidenceKind, LEVELS, Profile, ProfileArea, Visibility},
    node::{described, state_badge},
    profile::evidence_line,
};
use crate::{
    error::AppError,
    label::Label,
    text::{
        keys::{companies, technologies as words, ui as common},
        texts,
    },
    ui::{
        ActButton, Badge, Choice, Choices, Crumb, Empty, ErrorView, Form, FormDialog, Hidden, Icon, Kind, LazyPage,
        Loaded, Notice, Page, Section, SelectField, Submit, TextField, Toast, Tone, load, loaded, told, typed,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The capabilities of a firm, for its people.
pub struct ManagePage(Loaded<Profile>);

impl LazyPage for ManagePage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetProfile { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |profile| {
            if profile.may_edit {
                view! { <Desk profile/> }.into_any()
            } else {
                view! { <ErrorView error=AppError::Forbidden/> }.into_any()
            }
        })
        .into_any()
    }
}

#[component]
fn Desk(profile: Profile) -> impl IntoView {
    let t = texts();
    let slug = profile.firm.slug.clone();
    let name = profile.firm.name.get(t.lang()).to_owned();
    let claimed = use_query_map().with_untracked(|q| q.get("saved")).map(|count| match count.as_str() {
        "0" => t.s(words::SAVED_NONE).to_owned(),
        _ => words::saved(t, count),
    });
    let done = [
        ("removed", words::REMOVED),
        ("changed", common::SAVED),
        ("proved", common::SAVED),
        ("unproved", words::EVIDENCE_REMOVED),
    ];
    let done = claimed.or_else(|| told(&done).map(|key| t.s(key).to_owned())).map(|said| view! { <Toast said/> });
    let crumbs = vec![
        Crumb::new(t.s(companies::TITLE), t.href("/companies")),
        Crumb::new(name, t.href(&format!("/companies/{slug}"))),
    ];
    let more = t.href(&format!("/companies/{slug}/capabilities/new"));
    let register = view! { <a class="button primary" href=more><Icon name="plus"/>{t.s(words::REGISTER)}</a> };
    let body = if profile.areas.is_empty() {
        view! { <Empty icon="layers" title=t.s(words::PROFILE_NONE)><p>{t.s(words::PROFILE_NONE_OWN)}</p></Empty> }
            .into_any()
    } else {
        let row = |area| view! { <Area slug=slug.clone() area/> };
        profile.areas.into_iter().map(row).collect_view().into_any()
    };
    view! {
        <Page title=t.s(words::MANAGE) crumbs>
            {done}
            <div class="page-head">
                <h1>{t.s(words::MANAGE)}</h1>
                <p class="lead">{t.s(words::MANAGE_LEAD)}</p>
                <p>{words::profile_summary(t, profile.claimed, profile.confirmed)}</p>
                <div class="page-actions">{register}</div>
            </div>
            <div class="stack">{body}</div>
        </Page>
    }
}

#[component]
fn Area(slug: String, area: ProfileArea) -> impl IntoView {
    let t = texts();
    let row = |c| view! { <Row slug=slug.clone() capability=c/> };
    let rows = area.capabilities.into_iter().map(row).collect_view();
    view! {
        <section>
            <h2 class="area-title">{area.area.name.get(t.lang()).to_owned()}</h2>
            <ul class="list-rows">{rows}</ul>
        </section>
    }
}

#[component]
fn Row(slug: String, capability: CapabilityView) -> impl IntoView {
    let t = texts();
    let href = t.href(&format!("/companies/{slug}/capabilities/{}", capability.reference));
    let name = capability.technology.name.get(t.lang()).to_owned();
    let proofs = words::evidence_count(t, capability.evidence.len());
    view! {
        <li class="row-item">
            <div class="row-main">
                <h3 class="row-title"><a href=href>{name}</a></h3>
                <State capability/>
            </div>
            <div class="row-side">{proofs}</div>
        </li>
    }
}

/// Where a capability stands: activity, level, whether it is confirmed, waits or came back.
#[component]
fn State(capability: CapabilityView) -> impl IntoView {
    let t = texts();
    let (activity, level) = described(t, capability.detail.as_ref());
    let waiting = capability.waiting.then(|| view! { <Badge tone=Tone::Waiting label=t.s(words::WAITING)/> });
    let returned = (!capability.return_reason.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Waiting>
                <strong>{t.s(words::RETURNED)}</strong>
                <p>{capability.return_reason}</p>
            </Notice>
        }
    });
    view! {
        <div class="cluster">
            <span class="muted">{format!("{activity} · {level}")}</span>
            {state_badge(t, capability.confirmed)}
            {waiting}
        </div>
        {returned}
    }
}

/// One capability, for its firm's people.
pub struct CapabilityPage(Loaded<Profile>, String);

impl LazyPage for CapabilityPage {
    fn data() -> Self {
        let params = use_params_map();
        let reference = params.with_untracked(|p| p.get("reference").unwrap_or_default());
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetProfile { slug }), reference)
    }

    fn view(this: Self) -> AnyView {
        let reference = this.1;
        loaded(this.0, move |profile| {
            let found = profile.areas.iter().flat_map(|a| &a.capabilities).find(|c| c.reference == reference);
            match found.cloned() {
                Some(capability) if profile.may_edit => view! { <Capability firm=profile.firm capability/> }.into_any(),
                _ => view! { <ErrorView error=AppError::NotFound/> }.into_any(),
            }
        })
        .into_any()
    }
}

#[component]
fn Capability(firm: Label, capability: CapabilityView) -> impl IntoView {
    let t = texts();
    let reference = capability.reference.clone();
    let evidence = capability
        .evidence
        .iter()
        .map(|e| {
            let values = vec![("capability", reference.clone()), ("evidence", e.reference.clone())];
            view! {
                <li>
                    {evidence_line(t, e)}
                    <span class="muted">{t.s(e.visibility.key())}</span>
                    <ActButton endpoint="technologies/remove_evidence" label=t.s(words::REMOVE) look="small quiet" values/>
                </li>
            }
        })
        .collect_view();
    let name = capability.technology.name.get(t.lang()).to_owned();
    let ask = words::remove_ask(t, &name);
    let doomed = reference.clone();
    let crumbs = vec![
        Crumb::new(t.s(companies::TITLE), t.href("/companies")),
        Crumb::new(firm.name.get(t.lang()), t.href(&format!("/companies/{}", firm.slug))),
        Crumb::new(t.s(words::MANAGE), t.href(&format!("/companies/{}/capabilities", firm.slug))),
    ];
    view! {
        <Page title=name.clone() crumbs>
            <div class="page-head">
                <h1>{name}</h1>
                <State capability=capability.clone()/>
                <div class="page-actions">
                    <FormDialog endpoint="technologies/remove" label=t.s(words::REMOVE) icon="trash" look="quiet" title=ask danger=true>
                        <p>{t.s(words::REMOVE_CONFIRM)}</p>
                        <Hidden name="capability" value=doomed/>
                    </FormDialog>
                </div>
            </div>
            <Section title=t.s(words::EVIDENCE) more=None>
                <ul class="evidence">{evidence}</ul>
            </Section>
            <div class="grid-2">
                <Section title=t.s(words::ADD_EVIDENCE) more=None><AddEvidence capability=reference/></Section>
                <Section title=t.s(words::EDIT) more=None><Change capability/></Section>
            </div>
        </Page>
    }
}

#[component]
fn Change(capability: CapabilityView) -> impl IntoView {
    let t = texts();
    let levels = LEVELS.iter().map(|(level, key)| Choice::new(level.to_string(), t.s(*key))).collect();
    let form: CapabilityForm = typed("technologies/change").or(capability.form).unwrap_or_default();
    view! {
        <Form endpoint="technologies/change">
            <Hidden name="capability" value=capability.reference/>
            <Hidden name="version" value=capability.version.to_string()/>
            <SelectField name="form[level]" label=t.s(words::LEVEL) choices=levels chosen=form.level required=true/>
            <TextField name="form[note_ko]" label=t.s(words::NOTE_KO) value=form.note_ko/>
            <TextField name="form[note_en]" label=t.s(words::NOTE_EN) value=form.note_en/>
            <Choices name="form[open]" label=t.s(words::OPEN_LABEL) choices=vec![Choice::new("1", t.s(words::OPEN))] chosen=vec![form.open]/>
            <Submit label=t.s(common::SAVE) />
        </Form>
    }
}

#[component]
fn AddEvidence(capability: String) -> impl IntoView {
    let t = texts();
    let form: EvidenceForm = typed("technologies/add_evidence").unwrap_or_default();
    let kinds = EvidenceKind::ALL.iter().map(|k| Choice::new(k.code(), t.s(k.key()))).collect();
    let tiers = Visibility::ALL.iter().map(|v| Choice::new(v.code(), t.s(v.key()))).collect();
    let tier = if form.visibility.is_empty() { "members".to_owned() } else { form.visibility };
    view! {
        <Form endpoint="technologies/add_evidence">
            <Hidden name="capability" value=capability/>
            <SelectField name="form[kind]" label=t.s(words::EVIDENCE_KIND) choices=kinds chosen=form.kind required=true/>
            <div class="field-row">
                <TextField name="form[title_ko]" label=t.s(words::EVIDENCE_TITLE_KO) value=form.title_ko either=true/>
                <TextField name="form[title_en]" label=t.s(words::EVIDENCE_TITLE_EN) value=form.title_en either=true/>
            </div>
            <div class="field-row">
                <TextField name="form[issuer_ko]" label=t.s(words::EVIDENCE_ISSUER_KO) value=form.issuer_ko/>
                <TextField name="form[issuer_en]" label=t.s(words::EVIDENCE_ISSUER_EN) value=form.issuer_en/>
            </div>
            <div class="field-row">
                <TextField name="form[issued]" label=t.s(words::EVIDENCE_ISSUED) value=form.issued kind=Kind::Date required=true/>
                <TextField name="form[expires]" label=t.s(words::EVIDENCE_EXPIRES) value=form.expires kind=Kind::Date/>
            </div>
            <TextField name="form[url]" label=t.s(words::EVIDENCE_URL) value=form.url kind=Kind::Url/>
            <SelectField name="form[visibility]" label=t.s(words::EVIDENCE_VISIBILITY) choices=tiers chosen=tier/>
            <Submit label=t.s(words::ADD_EVIDENCE) />
        </Form>
    }
}
