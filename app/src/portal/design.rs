//! Every part of the design system on one page.

use crate::{
    companies::FirmType,
    consortia::{Fleet, FleetSeat, FleetView},
    meetups::{Counts, SeatBar},
    technologies::{AreaCell, DomainRow, HeatGrid, Legend},
    text::{
        Text2,
        keys::{companies, consortia, design, meetups, technologies, ui as words},
        texts,
    },
    ui::{
        Badge, Choice, Choices, CloseDialog, Column, Crumb, Dialog, Empty, Kind, LazyPage, Notice, Page, Pager,
        Section, SelectField, Skeleton, Tab, Table, Tabs, TextArea, TextField, Toast, Tone,
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
    let tabs = vec![
        Tab::new(t.s(technologies::AS_GRID), t.href("/about/design"), true).icon("grid").count(12),
        Tab::new(t.s(technologies::AS_TABLE), t.href("/technologies?view=table"), false).icon("list").count(230),
    ];
    let columns = vec![t.s(companies::TYPES).into(), Column::number(t.s(design::COLUMN_NUMBER))];
    let rows = [("infrastructure", "IaaS", 14), ("platform", "PaaS", 7), ("saas", "SaaS", 120)].map(
        |(slug, label, number)| {
            view! {
                <tr>
                    <th scope="row"><FirmType slug=slug.to_owned() label=label.to_owned()/></th>
                    <td class="num" data-label=t.s(design::COLUMN_NUMBER)>{number}</td>
                </tr>
            }
        },
    );
    let choices = move || {
        vec![Choice::new("a", "IaaS").note(t.s(design::NOTE)), Choice::new("b", "PaaS"), Choice::new("c", "SaaS")]
    };
    view! {
        <Page title=t.s(design::TITLE) crumbs=vec![Crumb::new(t.s(words::ABOUT), t.href("/about"))]>
            <Toast said=t.s(design::TOAST)/>
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
            <Section title=t.s(design::TABS) more=None>
                <Tabs label=t.s(design::TABS) tabs/>
            </Section>
            <Section title=t.s(design::DIALOG) more=None>
                <Dialog id="sample" label=t.s(design::DIALOG_OPEN) icon="info">
                    <h2 id="sample-title">{t.s(design::DIALOG)}</h2>
                    <p>{t.s(design::DIALOG_MEANS)}</p>
                    <div class="form-actions"><CloseDialog id="sample"/></div>
                </Dialog>
            </Section>
            <Section title=t.s(design::TABLE) more=None>
                <Table label=t.s(design::TABLE) columns stacked=true><tbody>{rows}</tbody></Table>
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
            <Section title=t.s(design::WAITING) more=None>
                <Skeleton/>
            </Section>
            <Section title=t.s(design::PICTURES) more=None>
                <div class="stack">
                    <h3>{t.s(technologies::TITLE)}</h3>
                    <Legend/>
                    <HeatGrid domains=sample_map()/>
                    <h3>{t.s(consortia::TITLE)}</h3>
                    <Fleet fleet=sample_fleet()/>
                    <h3>{t.s(meetups::SEATS)}</h3>
                    <SeatBar counts=Counts { capacity: 80, seated: 62, waiting: 0 }/>
                    <SeatBar counts=Counts { capacity: 80, seated: 80, waiting: 13 }/>
                </div>
            </Section>
            <Section title=t.s(words::PAGES) more=None>
                <Pager page=4 total=250 href=|page| format!("#{page}")/>
            </Section>
        </Page>
    }
}

/// One row of the map with a cell for each step of its fill.
fn sample_map() -> Vec<DomainRow> {
    let cell = |(slug, ko, en): (&str, &str, &str), firms, verified| AreaCell {
        slug: slug.to_owned(),
        name: Text2::new(ko, en),
        firms,
        verified,
        verified_high: verified / 2,
        best: Vec::new(),
    };
    let areas = vec![
        cell(("compute", "컴퓨팅", "Compute"), 14, 12),
        cell(("storage", "스토리지", "Storage"), 7, 5),
        cell(("network", "네트워크", "Networking"), 3, 2),
        cell(("virtualization", "가상화", "Virtualization"), 2, 1),
        cell(("accelerated-computing", "베어메탈·가속기", "Bare Metal and Accelerators"), 1, 0),
        cell(("edge-computing", "엣지 컴퓨팅", "Edge Computing"), 0, 0),
    ];
    let name = Text2::new("클라우드 인프라", "Cloud Infrastructure");
    vec![DomainRow { slug: "infrastructure".to_owned(), name, areas }]
}

/// A consortium with a seat of each firm type.
fn sample_fleet() -> FleetView {
    let seat = |firm_type: &str, filled, ko, en| FleetSeat {
        lead: firm_type == "infrastructure",
        filled,
        firm_type: firm_type.to_owned(),
        label: Text2::new(ko, en),
    };
    let seats = vec![
        seat("infrastructure", true, "인프라", "Infra"),
        seat("platform", true, "플랫폼", "Platform"),
        seat("saas", true, "SaaS", "SaaS"),
        seat("msp", false, "MSP", "MSP"),
        seat("si", true, "SI", "SI"),
        seat("software", false, "SW", "SW"),
    ];
    FleetView { seats, coverage: 64 }
}
