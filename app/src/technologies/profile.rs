//! A firm's profile against the map, as its page shows it.

use super::{
    model::{CapabilityView, EvidenceView, Profile, ProfileArea},
    node::{described, state_badge},
};
use crate::{
    label::Label,
    text::{
        Texts,
        keys::{history, technologies as words},
        texts,
    },
    ui::{Day, Icon, Said, Section, escaped},
};
use leptos::prelude::*;

/// What a firm can do, and where on the map that is.
#[component]
pub fn FirmProfile(profile: Profile) -> impl IntoView {
    let t = texts();
    let manage = profile
        .may_edit
        .then(|| (t.s(words::MANAGE).to_owned(), t.href(&format!("/companies/{}/capabilities", profile.firm.slug))));
    if profile.areas.is_empty() {
        let own = profile.may_edit.then(|| {
            let href = t.href(&format!("/companies/{}/capabilities/new", profile.firm.slug));
            view! {
                <p>{t.s(words::PROFILE_NONE_OWN)}</p>
                <p><a class="button primary" href=href><Icon name="plus"/>{t.s(words::REGISTER)}</a></p>
            }
        });
        return view! {
            <Section title=t.s(words::PROFILE) more=None><p class="muted">{t.s(words::PROFILE_NONE)}</p>{own}</Section>
        }
        .into_any();
    }
    let note = (!profile.member)
        .then(|| view! { <p class="small muted note"><Icon name="lock"/>" "{t.s(words::MEMBERS_ONLY)}</p> });
    let past = t.href(&format!("/companies/{}/history", profile.firm.slug));
    let areas = profile.areas.into_iter().map(|area| view! { <Area area/> }).collect_view();
    view! {
        <Section title=t.s(words::PROFILE) more=manage>
            <p class="cluster">
                <span>{words::profile_summary(t, profile.claimed, profile.confirmed)}</span>
                <a class="small" href=past><Icon name="history"/>{t.s(history::LINK)}</a>
            </p>
            <Strip rows=profile.strip/>
            {note}
            <div class="stack">{areas}</div>
        </Section>
    }
    .into_any()
}

/// All 56 areas as small cells, a row for each domain: where the firm stands on the map.
#[component]
fn Strip(rows: Vec<(String, Vec<(Label, u8)>)>) -> impl IntoView {
    let t = texts();
    let mut drawn = String::new();
    for (_, areas) in rows {
        drawn += "<ul>";
        for (area, step) in areas {
            let (class, word) = strip_step(step);
            let said = words::strip_area(t, area.name.get(t.lang()), t.s(word));
            let said = escaped(&said);
            drawn += &format!(r#"<li class="{class}" title="{said}"><span class="visually-hidden">{said}</span></li>"#);
        }
        drawn += "</ul>";
    }
    let legend = (0..=3_u8)
        .map(|step| {
            let (class, word) = strip_step(step);
            view! { <li class=class>{t.s(word)}</li> }
        })
        .collect_view();
    view! {
        <div class="map-strip" role="group" aria-label=t.s(words::MAP_OF_FIRM) inner_html=drawn></div>
        <ul class="heat-legend" aria-hidden="true">{legend}</ul>
    }
}

const fn strip_step(step: u8) -> (&'static str, crate::text::Key) {
    match step {
        0 => ("fill-0", words::STRIP_0),
        1 => ("claimed-only", words::STRIP_1),
        2 => ("fill-2", words::STRIP_2),
        _ => ("fill-4", words::STRIP_3),
    }
}

#[component]
fn Area(area: ProfileArea) -> impl IntoView {
    let t = texts();
    let rows = area.capabilities.into_iter().map(|c| view! { <Row capability=c/> }).collect_view();
    view! {
        <section>
            <h3 class="area-title">
                <a href=t.href(&format!("/technologies/{}", area.area.slug))>{area.area.name.get(t.lang()).to_owned()}</a>
                <span class="small muted">{area.domain.name.get(t.lang()).to_owned()}</span>
            </h3>
            <ul class="capabilities">{rows}</ul>
        </section>
    }
}

#[component]
fn Row(capability: CapabilityView) -> impl IntoView {
    let t = texts();
    let (activity, level) = described(t, capability.detail.as_ref());
    let detail =
        capability.detail.is_some().then(|| view! { <span class="muted">{format!("{activity} · {level}")}</span> });
    let note =
        (!capability.note.is_empty()).then(|| view! { <p class="small"><Said text=capability.note.clone()/></p> });
    let evidence = (!capability.evidence.is_empty()).then(|| view! { <Evidence items=capability.evidence.clone()/> });
    view! {
        <li>
            <div class="cluster">
                <a href=t.href(&format!("/technologies/{}", capability.technology.slug))>
                    {capability.technology.name.get(t.lang()).to_owned()}
                </a>
                {state_badge(t, capability.confirmed)}
                {detail}
            </div>
            {note}
            {evidence}
        </li>
    }
}

/// The evidence that a viewer may see.
#[component]
fn Evidence(items: Vec<EvidenceView>) -> impl IntoView {
    let rows = items.into_iter().map(|e| view! { <li>{evidence_line(texts(), &e)}</li> }).collect_view();
    view! { <ul class="evidence">{rows}</ul> }
}

/// One piece of evidence: what it is, who issued it and when, and how long it stands.
pub fn evidence_line(t: Texts, e: &EvidenceView) -> impl IntoView + use<> {
    let title = if e.url.is_empty() {
        view! { <Said text=e.title.clone()/> }.into_any()
    } else {
        view! {
            <a href=e.url.clone() rel="nofollow ugc noopener external"><Said text=e.title.clone()/><Icon name="external"/></a>
        }
        .into_any()
    };
    let until = e.expires.map(|at| {
        if e.expired {
            view! { <span class="expired"><Icon name="alert-triangle"/>{t.s(words::EXPIRED)}</span> }.into_any()
        } else {
            view! { <span>{words::expires(t, at.short_day(t.lang()))}</span> }.into_any()
        }
    });
    let issuer = e.issuer.get(t.lang()).to_owned();
    view! {
        <span class="tag">{t.s(e.kind.key())}</span>
        {title}
        <span class="muted">{issuer}" "<Day at=e.issued/></span>
        {until}
    }
}
