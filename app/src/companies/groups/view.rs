//! A group's coordinators and the viewer's own firms in it, as its page shows them.

use super::model::{Coordinator, JoinForm, OwnFirm};
use crate::{
    label::Label,
    text::{
        keys::{sectors as words, ui as common},
        texts,
    },
    ui::{Badge, Choice, Choices, FormDialog, Hidden, Icon, Said, Tone, typed},
};
use leptos::prelude::*;

/// Who coordinates a group; without anybody the secretariat does.
#[component]
pub fn Coordinators(coordinators: Vec<Coordinator>) -> impl IntoView {
    let t = texts();
    if coordinators.is_empty() {
        return view! {
            <p class="coordinators small"><Icon name="users"/><span>{t.s(words::COORDINATED_BY_ALL)}</span></p>
        }
        .into_any();
    }
    let rows = coordinators
        .into_iter()
        .map(|c| {
            let href = t.href(&format!("/companies/{}", c.firm.slug));
            view! {
                <li>
                    <Icon name="users"/>
                    <span>
                        <strong>{c.name}</strong>
                        " · "
                        <a href=href><Said text=c.firm.name/></a>
                        <span class="muted">" · "{words::answers_within(t, c.answer_days)}</span>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="coordinators small">
            <h2 class="visually-hidden">{t.s(words::COORDINATOR)}</h2>
            <ul>{rows}</ul>
        </div>
    }
    .into_any()
}

/// The viewer's firms beside the group: joining it, the fields each works in, leaving it.
#[component]
pub fn Membership(
    sector: Label,
    own: Vec<OwnFirm>,
    /// The sector's fields.
    fields: Vec<Label>,
) -> impl IntoView {
    let row = |own: OwnFirm| view! { <Own sector=sector.slug.clone() own fields=fields.clone()/> };
    let rows = own.into_iter().map(row).collect_view();
    view! { <ul class="list-rows own-firms">{rows}</ul> }
}

#[component]
fn Own(sector: String, own: OwnFirm, fields: Vec<Label>) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let company = own.firm.slug.clone();
    let chosen: Vec<String> = fields
        .iter()
        .filter(|field| own.fields.contains(&field.slug))
        .map(|field| field.name.get(lang).to_owned())
        .collect();
    let (label, icon, look) =
        if own.member { (words::FIELDS_CHOOSE, "pencil", "quiet") } else { (words::JOIN, "plus", "primary") };
    let leave = own.member.then(|| {
        let (sector, company) = (sector.clone(), company.clone());
        view! {
            <FormDialog endpoint="companies/leave_group" label=t.s(words::LEAVE) icon="arrow-left" look="quiet" key=company.clone()>
                <p>{t.s(words::LEAVE_MEANS)}</p>
                <Hidden name="sector" value=sector/>
                <Hidden name="company" value=company/>
            </FormDialog>
        }
    });
    let before = typed("companies/join_group").filter(|form: &JoinForm| form.company == company);
    let ticked = before.map_or(own.fields, |form| form.fields);
    let choices = Choice::of(fields);
    let state = own.member.then(|| view! { <Badge tone=Tone::Done label=t.s(words::MEMBER)/> });
    let meta = if own.member && !chosen.is_empty() { chosen.join(" · ") } else { t.s(words::NO_FIELDS).to_owned() };
    let meta = own.member.then(|| view! { <p class="row-meta">{meta}</p> });
    view! {
        <li class="row-item">
            <div class="row-main">
                <h3 class="row-title"><a href=t.href(&format!("/companies/{company}"))><Said text=own.firm.name/></a></h3>
                {meta}
                <div class="cluster">{state}</div>
            </div>
            <div class="row-side">
                <FormDialog endpoint="companies/join_group" label=t.s(label) icon look key=company.clone() send=t.s(if own.member { common::SAVE } else { words::JOIN })>
                    <p>{t.s(words::JOIN_MEANS)}</p>
                    <Hidden name="form[sector]" value=sector/>
                    <Hidden name="form[company]" value=company/>
                    <Choices name="form[fields][]" label=t.s(words::FIELDS) choices chosen=ticked compact=true/>
                </FormDialog>
                {leave}
            </div>
        </li>
    }
}
