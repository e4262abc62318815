//! Every part of the design system on one page.

use crate::{
    text::{
        keys::{companies, design, ui as words},
        texts,
    },
    ui::{
        Badge, Choice, Choices, Empty, Kind, LazyPage, Notice, Page, Pager, Section, SelectField, TextArea, TextField,
        Tone,
    },
};
use leptos::prelude::*;

/// Every part of the design system.
pub struct DesignPage;

impl LazyPage for DesignPage {
    fn data() -> Self {
        Self
    }

    fn view(_: Self) -> AnyView {
        view! { <Design/> }.into_any()
    }
}

#[component]
fn Design() -> impl IntoView {
    let t = texts();
    let tones = [
        (Tone::Open, design::TONE_OPEN),
        (Tone::Waiting, design::TONE_WAITING),
        (Tone::Done, design::TONE_DONE),
        (Tone::Closed, design::TONE_CLOSED),
        (Tone::Neutral, design::TONE_NEUTRAL),
    ];
    let badges = tones.map(|(tone, word)| view! { <Badge tone label=t.s(word)/> });
    let notices = tones.map(|(tone, word)| view! { <Notice tone><p>{t.s(word)}</p></Notice> });
    let choices = move || {
        vec![Choice::new("a", "IaaS").note(t.s(design::NOTE)), Choice::new("b", "PaaS"), Choice::new("c", "SaaS")]
    };
    view! {
        <Page title=t.s(design::TITLE)>
            <div class="page-head">
                <h1>{t.s(design::TITLE)}</h1>
                <p class="lead">{t.s(design::LEAD)}</p>
            </div>
            <Section title=t.s(design::BUTTONS) more=None>
                <div class="cluster">
                    <button class="button primary" type="button">{t.s(words::SAVE)}</button>
                    <button class="button" type="button">{t.s(words::APPLY)}</button>
                    <button class="button quiet" type="button">{t.s(words::CANCEL)}</button>
                    <button class="button danger" type="button">{t.s(companies::RETURN)}</button>
                    <button class="button small" type="button">{t.s(words::MORE)}</button>
                    <button class="button primary" type="button" disabled=true>{t.s(words::SAVE)}</button>
                </div>
            </Section>
            <Section title=t.s(design::STATES) more=None>
                <div class="cluster">{badges}</div>
            </Section>
            <Section title=t.s(design::NOTICES) more=None>
                <div class="stack">{notices}</div>
            </Section>
            <Section title=t.s(design::FIELDS) more=None>
                <div class="stack">
                    <TextField name="line" label=t.s(companies::NAME_KO) hint=t.s(companies::PART_NAME_NOTE) required=true/>
                    <TextField name="digits" label=t.s(companies::BRN) hint=t.s(companies::BRN_HINT) kind=Kind::Digits/>
                    <SelectField name="select" label=t.s(companies::SIZE) choices=choices() chosen="b"/>
                    <Choices name="chips" label=t.s(companies::TYPES) choices=choices() chosen=vec!["c".to_owned()] compact=true/>
                    <Choices name="radios" label=t.s(companies::SECTORS) choices=choices() single=true/>
                    <TextArea name="area" label=t.s(companies::SUMMARY_KO) rows=3/>
                </div>
            </Section>
            <Section title=t.s(design::EMPTY) more=None>
                <Empty icon="building" title=t.s(companies::NONE_FOUND)><p>{t.s(companies::NONE_FOUND_HELP)}</p></Empty>
            </Section>
            <Section title=t.s(words::PAGES) more=None>
                <Pager page=4 total=250 href=|page| format!("#{page}")/>
            </Section>
        </Page>
    }
}
