//! Sheets of firms in the browser: sending one, matching its columns, looking at what would change, applying, undoing.

use super::{
    super::{desk::DeskTabs, model::SIZES},
    api::GetImports,
    model::{ColumnView, Detail, Field, ImportDesk, Looked, MatchForm, Outcome, RowView, Sent},
};
use crate::{
    text::{
        Texts,
        keys::{companies, firm_import as words},
        texts,
    },
    ui::{
        ActButton, Altered, Badge, Choice, Column, Crumb, Day, Empty, FileField, Form, Group, Hidden, LazyPage, Loaded,
        Notice, Page, Pager, Section, SelectField, Submit, Tab, Table, Tabs, TextArea, Toast, Tone, address,
        asked_page, load, loaded, page_parameter, told, typed,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The secretariat's sheets of firms.
pub struct ImportPage(Loaded<ImportDesk>);

impl LazyPage for ImportPage {
    fn data() -> Self {
        let asked = use_query_map();
        let key = move || {
            asked.with(|q| {
                let get = |name| q.get(name).unwrap_or_default();
                (get("sheet"), get("show"), asked_page(q.get("page")))
            })
        };
        Self(load(key, |(sheet, show, page)| GetImports { sheet, show, page }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |desk| view! { <Desk desk/> }).into_any()
    }
}

#[component]
fn Desk(desk: ImportDesk) -> impl IntoView {
    let t = texts();
    let done = told(&[
        ("matched", words::MATCHED),
        ("applied", words::APPLIED),
        ("undone", words::UNDONE),
        ("discarded", words::DISCARDED),
    ]);
    let done = done.map(|key| view! { <Toast said=t.s(key).to_owned()/> });
    let crumbs = vec![Crumb::new(t.s(companies::QUEUE), t.href("/secretariat"))];
    let rows = if desk.sent.is_empty() {
        view! { <p class="muted">{t.s(words::NO_SHEETS)}</p> }.into_any()
    } else {
        let rows = desk.sent.into_iter().map(|sent| view! { <SentRow sent/> }).collect_view();
        view! { <ul class="list-rows">{rows}</ul> }.into_any()
    };
    let left = desk.left;
    let exports = [
        ("archive.json", words::EXPORT_ALL),
        ("companies.csv", words::EXPORT_COMPANIES),
        ("technologies.csv", words::EXPORT_TECHNOLOGIES),
        ("capabilities.csv", words::EXPORT_CAPABILITIES),
        ("evidence.csv", words::EXPORT_EVIDENCE),
        ("history.csv", words::EXPORT_HISTORY),
    ];
    let exports = exports.into_iter().map(|(file, label)| {
        view! { <a class="button small" href=format!("/secretariat/export/{file}") rel="external" download=file>{t.s(label)}</a> }
    });
    let exports = exports.collect_view();
    view! {
        <Page title=t.s(words::TITLE) crumbs>
            {done}
            <DeskTabs whole=true/>
            <div class="page-head">
                <h1>{t.s(words::TITLE)}</h1>
                <p class="lead">{t.s(words::LEAD)}</p>
            </div>
            {desk.looked_at.map(|of| view! { <Look of left/> })}
            <div class="grid-2 section">
                <Section title=t.s(words::SEND) more=None>
                    <Form endpoint="companies/propose_import" files=true>
                        <FileField name="file" label=t.s(words::FILE) hint=t.s(words::FILE_HINT) accept=".xlsx,.csv,.tsv,.txt"/>
                        <TextArea name="pasted" label=t.s(words::PASTED) hint=t.s(words::PASTED_HINT) rows=4/>
                        <div class="form-actions"><Submit label=t.s(words::READ)/></div>
                    </Form>
                </Section>
                <Section title=t.s(words::SHEETS) more=None>
                    {rows}
                </Section>
            </div>
            <Section title=t.s(words::EXPORT) more=None>
                <p>{t.s(words::EXPORT_LEAD)}</p>
                <p class="cluster">{exports}</p>
            </Section>
        </Page>
    }
}

fn named(t: Texts, sent: &Sent) -> String {
    if sent.file_name.is_empty() { t.s(words::PASTED_NAME).to_owned() } else { sent.file_name.clone() }
}

fn at(sheet: &str) -> String {
    format!("/secretariat/import?sheet={sheet}")
}

#[component]
fn SentRow(sent: Sent) -> impl IntoView {
    let t = texts();
    let (tone, word) = match (sent.applied, sent.undone) {
        (_, Some(_)) => (Tone::Neutral, words::STATE_UNDONE),
        (Some(_), None) => (Tone::Done, words::STATE_APPLIED),
        (None, None) => (Tone::Waiting, words::STATE_WAITS),
    };
    view! {
        <li class="row-item">
            <div class="row-main">
                <h3 class="row-title"><a href=t.href(&at(&sent.reference))>{named(t, &sent)}</a></h3>
                <p class="row-meta"><Day at=sent.made/></p>
            </div>
            <div class="row-side"><Badge tone label=t.s(word)/></div>
        </li>
    }
}

/// A sheet: what its columns mean, what it would change, and the way to have that done.
#[component]
fn Look(of: Looked, left: i64) -> impl IntoView {
    let t = texts();
    let values = vec![("sheet", of.sent.reference.clone())];
    let title = named(t, &of.sent);
    if let Some(at) = of.sent.undone {
        let stay = (left > 0).then(|| view! { <p>{words::left(t, left)}</p> });
        return view! {
            <Section title more=None>
                <Notice tone=Tone::Neutral><p>{t.s(words::UNDONE_AT)}" · "<Day at/></p>{stay}</Notice>
            </Section>
        }
        .into_any();
    }
    if let Some(at) = of.sent.applied {
        return view! {
            <Section title more=None>
                <Notice tone=Tone::Done><p>{t.s(words::APPLIED_AT)}" · "<Day at/></p></Notice>
                <p class="muted">{t.s(words::UNDO_HINT)}</p>
                <div class="cluster"><ActButton endpoint="companies/undo_import" label=t.s(words::UNDO) look="danger" values/></div>
            </Section>
        }
        .into_any();
    }
    let count = |outcome| of.counts.iter().find(|(o, _)| *o == outcome).map_or(0, |(_, count)| *count);
    let changes = count(Outcome::New) + count(Outcome::Changed);
    let refused = count(Outcome::Refused);
    let left_out = (refused > 0).then(|| view! { <p class="muted">{words::refused_stay(t, refused)}</p> });
    let invite = (of.contacts > 0).then(|| {
        view! {
            <label class="choice">
                <input type="checkbox" name="invite" value="yes"/>
                <span>{words::invite(t, of.contacts)}</span>
            </label>
        }
    });
    let (reference, version, plan) = (of.sent.reference.clone(), of.version.to_string(), of.plan.clone());
    let apply = if changes == 0 {
        view! { <p class="muted">{t.s(words::APPLY_NOTHING)}</p> }.into_any()
    } else {
        view! {
            <Form endpoint="companies/apply_import">
                <Hidden name="sheet" value=reference/>
                <Hidden name="version" value=version/>
                <Hidden name="plan" value=plan/>
                {invite}
                <div class="form-actions"><Submit label=words::apply(t, changes)/></div>
            </Form>
        }
        .into_any()
    };
    let matching = view! { <Matching of=of.clone()/> };
    view! {
        <Section title more=None>
            {matching}
        </Section>
        <Section title=t.s(words::PREVIEW) more=None><Preview of/></Section>
        <Section title=t.s(words::APPLY_TITLE) more=None>
            {left_out}
            {apply}
            <div class="cluster"><ActButton endpoint="companies/discard_import" label=t.s(words::DISCARD) look="quiet" values/></div>
        </Section>
    }
    .into_any()
}

#[component]
fn Matching(of: Looked) -> impl IntoView {
    let t = texts();
    let matching: MatchForm = typed("companies/match_import").unwrap_or(of.matching);
    let MatchForm { columns: meant, types, sectors, region, size } = matching;
    let rows = of.columns.into_iter().enumerate().map(|(number, column)| {
        let meant = meant.get(number).cloned().unwrap_or_default();
        view! { <ColumnRow number column meant/> }
    });
    let rows = rows.collect_view();
    let columns = [words::COLUMN, words::EXAMPLES, words::MEANING].map(|key| t.s(key).into()).to_vec();
    let sizes = SIZES.iter().map(|(code, key)| Choice::new(*code, t.s(*key))).collect::<Vec<_>>();
    view! {
        <Form endpoint="companies/match_import">
            <Hidden name="sheet" value=of.sent.reference/>
            <Hidden name="version" value=of.version.to_string()/>
            <Group name="form[columns][]" label=t.s(words::COLUMNS) hint=t.s(words::COLUMNS_LEAD)>
                <Table label=t.s(words::COLUMNS) columns stacked=true><tbody>{rows}</tbody></Table>
            </Group>
            <details class="block">
                <summary>{t.s(words::OTHERWISE)}</summary>
                <p class="small muted">{t.s(words::OTHERWISE_HINT)}</p>
                <div class="grid-2">
                    <SelectField name="form[types]" label=t.s(words::TYPES) choices=Choice::of(of.types) chosen=types/>
                    <SelectField name="form[sectors]" label=t.s(words::SECTORS) choices=Choice::of(of.sectors) chosen=sectors/>
                    <SelectField name="form[region]" label=t.s(words::REGION) choices=Choice::of(of.regions) chosen=region/>
                    <SelectField name="form[size]" label=t.s(words::SIZE) choices=sizes chosen=size/>
                </div>
            </details>
            <div class="form-actions"><Submit label=t.s(words::MATCH) look="quiet"/></div>
        </Form>
    }
}

#[component]
fn ColumnRow(number: usize, column: ColumnView, meant: String) -> impl IntoView {
    let t = texts();
    let heading = if column.heading.is_empty() { words::column_number(t, number + 1) } else { column.heading.clone() };
    let label = words::meaning_of(t, &heading);
    let options = Field::ALL.into_iter().map(|field| {
        let selected = field.code() == meant;
        view! { <option value=field.code() selected=selected>{t.s(field.key())}</option> }
    });
    let options = options.collect_view();
    view! {
        <tr>
            <th scope="row">{heading}</th>
            <td data-label=t.s(words::EXAMPLES)>{column.examples.join(" · ")}</td>
            <td data-label=t.s(words::MEANING)>
                <select name="form[columns][]" aria-label=label>
                    <option value="">{t.s(words::LEAVE_OUT)}</option>
                    {options}
                </select>
            </td>
        </tr>
    }
}

/// The rows of one outcome, and how many there are of each.
#[component]
fn Preview(of: Looked) -> impl IntoView {
    let t = texts();
    let here = t.href("/secretariat/import");
    let sheet = of.sent.reference;
    let tabs = of.counts.iter().map(|(outcome, count)| {
        let href = address(&here, &[("sheet", &sheet), ("show", outcome.code())]);
        Tab::new(t.s(outcome.shown().1), href, of.show == Some(*outcome)).count(*count)
    });
    let tabs = tabs.collect::<Vec<_>>();
    let rows = of.rows.into_iter().map(|row| view! { <PlanRow row/> }).collect_view();
    let columns = vec![Column::number(t.s(words::LINE)), t.s(words::FIRM).into(), t.s(words::WHAT).into()];
    let shown = of.show.map_or("", Outcome::code);
    let table = if of.total == 0 {
        view! { <Empty icon="check-circle" title=t.s(words::NOTHING_HERE)><p>{t.s(words::NOTHING_HERE_HELP)}</p></Empty> }
            .into_any()
    } else {
        view! { <Table label=t.s(words::PREVIEW) columns stacked=true><tbody>{rows}</tbody></Table> }.into_any()
    };
    view! {
        <Tabs label=t.s(words::PREVIEW) tabs/>
        {table}
        <Pager page=of.page total=of.total href=move |page| {
            address(&here, &[("sheet", &sheet), ("show", shown), ("page", &page_parameter(page))])
        }/>
    }
}

#[component]
fn PlanRow(row: RowView) -> impl IntoView {
    let t = texts();
    let name = if row.slug.is_empty() {
        view! { <span>{row.name}</span> }.into_any()
    } else {
        view! { <a href=t.href(&format!("/companies/{}", row.slug))>{row.name}</a> }.into_any()
    };
    let (changes, said): (Vec<Detail>, Vec<Detail>) =
        row.details.into_iter().partition(|detail| matches!(detail, Detail::Change { .. }));
    let changes = changes.into_iter().map(|change| said_of(t, change)).collect_view();
    let said = said.into_iter().map(|detail| view! { <li>{said_of(t, detail)}</li> }).collect_view();
    view! {
        <tr>
            <td class="num" data-label=t.s(words::LINE)>{row.line}</td>
            <th scope="row">{name}</th>
            <td data-label=t.s(words::WHAT)><dl class="facts">{changes}</dl><ul class="stack">{said}</ul></td>
        </tr>
    }
}

fn said_of(t: Texts, detail: Detail) -> AnyView {
    match detail {
        Detail::Change { field, before, after } => view! { <Altered label=t.s(field.key()) before after/> }.into_any(),
        Detail::Kept { field, before, after } => view! {
            <span class="tag">{t.s(field.key())}</span>" "{before}
            <span class="small muted">{format!(" ({}: {after})", t.s(words::KEPT))}</span>
        }
        .into_any(),
        Detail::Problem { field, problem } => {
            let field = field.map(|field| view! { <span class="tag">{t.s(field.key())}</span>" " });
            view! { {field}<span>{problem.message(t)}</span> }.into_any()
        }
        Detail::Repeated { line } => words::repeated(t, line).into_any(),
        Detail::Waits => t.s(words::WAITS).into_any(),
        Detail::Asks { email } => words::asks(t, &email).into_any(),
    }
}
