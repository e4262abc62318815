//! Landscape files in the browser: sending one, looking at what it would change, taking it over.

use super::{
    api::GetLandscapes,
    model::{Finding, FirmLine, LandscapeDesk, Proposal, Reviewed},
};
use crate::{
    companies::DeskTabs,
    text::{
        keys::{landscape as words, recruiting},
        texts,
    },
    ui::{
        ActButton, Badge, Column, Crumb, Day, Empty, FileField, Form, Icon, LazyPage, Loaded, Notice, Page, Section,
        Submit, Table, Toast, Tone, load, loaded, told,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The secretariat's landscape files.
pub struct LandscapePage(Loaded<LandscapeDesk>);

impl LazyPage for LandscapePage {
    fn data() -> Self {
        let asked = use_query_map();
        let proposal = move || asked.with(|q| q.get("proposal").unwrap_or_default());
        Self(load(proposal, |proposal| GetLandscapes { proposal }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |desk| view! { <Desk desk/> }).into_any()
    }
}

#[component]
fn Desk(desk: LandscapeDesk) -> impl IntoView {
    let t = texts();
    let done = told(&[("taken", words::TAKEN), ("discarded", words::DISCARDED)]);
    let done = done.map(|key| view! { <Toast said=t.s(key).to_owned()/> });
    let crumbs = vec![Crumb::new(t.s(recruiting::TITLE), t.href("/secretariat/recruiting"))];
    let known = (desk.candidates > 0).then(|| words::known(t, desk.candidates, desk.members));
    let rows = desk.proposals.into_iter().map(|proposal| view! { <Row proposal/> }).collect_view();
    view! {
        <Page title=t.s(words::TITLE) crumbs>
            {done}
            <DeskTabs whole=true/>
            <div class="page-head">
                <h1>{t.s(words::TITLE)}</h1>
                <p class="lead">{t.s(words::LEAD)}</p>
                <p>{known}</p>
            </div>
            {desk.looked_at.map(|of| view! { <Look of/> })}
            <div class="grid-2 section">
                <Section title=t.s(words::SEND) more=None>
                    <Form endpoint="recruiting/propose_landscape" files=true>
                        <FileField name="file" label=t.s(words::FILE) hint=t.s(words::FILE_HINT) accept=".yml,.yaml" required=true/>
                        <div class="form-actions"><Submit label=t.s(words::READ)/></div>
                    </Form>
                </Section>
                <Section title=t.s(words::PROPOSALS) more=None><ul class="list-rows">{rows}</ul></Section>
            </div>
        </Page>
    }
}

#[component]
fn Row(proposal: Proposal) -> impl IntoView {
    let t = texts();
    let href = t.href(&format!("/secretariat/landscapes?proposal={}", proposal.reference));
    let state = match proposal.taken {
        Some(_) => view! { <Badge tone=Tone::Done label=t.s(words::STATE_TAKEN)/> },
        None => view! { <Badge tone=Tone::Waiting label=t.s(words::STATE_WAITS)/> },
    };
    view! {
        <li class="row-item">
            <div class="row-main">
                <h3 class="row-title"><a href=href>{proposal.file_name}</a></h3>
                <p class="row-meta"><Day at=proposal.made/></p>
            </div>
            <div class="row-side">{state}</div>
        </li>
    }
}

/// What a proposal would change, and what stands out in its file.
#[component]
fn Look(of: Reviewed) -> impl IntoView {
    let t = texts();
    let values = vec![("proposal", of.proposal.reference.clone())];
    let changes = of.new_count + of.changed_count;
    let acts = match of.proposal.taken {
        Some(at) => view! { <Notice tone=Tone::Done><p>{t.s(words::STATE_TAKEN)}" · "<Day at/></p></Notice> }.into_any(),
        // The firms are kept for longer: the file still names them.
        None if changes == 0 => view! {
            <Notice tone=Tone::Neutral><p>{t.s(words::NO_CHANGES)}</p></Notice>
            <div class="cluster"><ActButton endpoint="recruiting/take_landscape" label=t.s(words::KEEP) values/></div>
        }
        .into_any(),
        None => view! {
            <div class="cluster">
                <ActButton endpoint="recruiting/take_landscape" label=words::take(t, changes) look="primary" values=values.clone()/>
                <ActButton endpoint="recruiting/discard_landscape" label=t.s(words::DISCARD) look="quiet" values/>
            </div>
        }
        .into_any(),
    };
    let summary = words::summary(t, of.changed_count, of.new_count, of.products, of.same_count);
    let counts = of.counts.iter().map(|(kind, count)| {
        view! { <li><span class="tag">{*count}</span>" "{t.s(kind.key())}</li> }
    });
    let counts = counts.collect_view();
    let shown = of.findings.len();
    let total: usize = of.counts.iter().map(|(_, count)| count).sum();
    let rest = (total > shown).then(|| view! { <p class="small muted">{words::findings_rest(t, total - shown)}</p> });
    let rows = of.findings.into_iter().map(|finding| view! { <FindingRow finding/> }).collect_view();
    let columns = vec![Column::number(t.s(words::LINE)), t.s(words::FINDING).into(), t.s(words::ABOUT).into()];
    let findings = if total == 0 {
        view! { <Empty icon="check-circle" title=t.s(words::NO_FINDINGS)><p>{t.s(words::NO_FINDINGS_HELP)}</p></Empty> }
            .into_any()
    } else {
        view! {
            <ul class="stack">{counts}</ul>
            <Table label=t.s(words::FINDINGS) columns><tbody>{rows}</tbody></Table>
            {rest}
        }
        .into_any()
    };
    view! {
        <Section title=of.proposal.file_name more=None>
            <p>{summary}</p>
            {acts}
        </Section>
        <div class="grid-2 section">
            <Firms title=t.s(words::NEW) firms=of.new count=of.new_count/>
            <Firms title=t.s(words::CHANGED) firms=of.changed count=of.changed_count/>
        </div>
        <Section title=t.s(words::FINDINGS) more=None>{findings}</Section>
    }
}

#[component]
fn FindingRow(finding: Finding) -> impl IntoView {
    view! {
        <tr>
            <td class="num">{finding.line}</td>
            <td>{texts().s(finding.kind.key())}</td>
            <td>{finding.about}</td>
        </tr>
    }
}

#[component]
fn Firms(#[prop(into)] title: String, firms: Vec<FirmLine>, count: usize) -> impl IntoView {
    let t = texts();
    if count == 0 {
        return ().into_any();
    }
    let few = count <= 12;
    let rest =
        (count > firms.len()).then(|| view! { <li class="muted">{words::firms_rest(t, count - firms.len())}</li> });
    let rows = firms.into_iter().map(|firm| {
        let name = if firm.homepage.is_empty() {
            view! { <span>{firm.name}</span> }.into_any()
        } else {
            view! { <a href=firm.homepage rel="nofollow ugc noopener external">{firm.name}<Icon name="external"/></a> }
                .into_any()
        };
        view! { <li>{name}" "<span class="small muted">{words::products(t, firm.products)}</span></li> }
    });
    let rows = rows.collect_view();
    view! {
        <details class="block" open=few>
            <summary>{format!("{title} · {count}")}</summary>
            <ul class="stack">{rows}{rest}</ul>
        </details>
    }
    .into_any()
}
