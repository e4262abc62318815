//! The page of a domain, an area or a technology: what it is, what belongs to it, and who can do it.

use super::{
    history::{DayForm, DayNote},
    model::{Detail, Holder, NodeCount, NodeLevel, NodeView, activity_key, level_key},
};
use crate::{
    companies::FirmTypes,
    text::{Texts, keys::technologies as words, texts},
    ui::{
        Badge, Column, Crumb, Empty, Icon, LinkedData, Page, Pager, Said, Section, Table, Tone, address, page_parameter,
    },
};
use leptos::prelude::*;

/// A node of the map; `children` are what upper slices add.
#[component]
pub fn Node(node: NodeView, page: i64, children: Children) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let mut crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/technologies"))];
    crumbs.extend(
        node.parents.iter().map(|p| Crumb::new(p.name.get(lang), t.href(&format!("/technologies/{}", p.slug)))),
    );
    let level = match node.level {
        NodeLevel::Domain => words::DOMAIN,
        NodeLevel::Area => words::AREA,
        NodeLevel::Technology => words::TECHNOLOGY,
    };
    let below = (!node.children.is_empty()).then(|| {
        let title = t.s(if node.level == NodeLevel::Domain { words::IN_DOMAIN } else { words::IN_AREA });
        view! { <Section title more=None><Below nodes=node.children/></Section> }
    });
    let name = node.name.get(lang).to_owned();
    let path = t.href(&format!("/technologies/{}", node.slug));
    let linked = vec![
        ("name", name.clone()),
        ("description", node.about.get(lang).to_owned()),
        ("termCode", node.slug.clone()),
        ("inDefinedTermSet", t.s(words::TITLE).to_owned()),
    ];
    let day = node.as_of.day.clone();
    let single = node.level == NodeLevel::Technology;
    let who = if node.holders.is_empty() {
        view! {
            <Empty icon="users" title=t.s(words::NOBODY)>
                <p>{t.s(words::NOBODY_HELP)}</p>
                <a class="button" href=t.href("/companies/mine")>{t.s(words::REGISTER)}</a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Holders holders=node.holders member=node.member single caption=name.clone()/> }.into_any()
    };
    view! {
        <Page title=name description=node.about.get(lang) crumbs>
            <LinkedData kind="DefinedTerm" properties=linked/>
            <div class="page-head">
                <p class="small muted">{t.s(level)}</p>
                <h1><Said text=node.name/></h1>
                <p class="lead"><Said text=node.about/></p>
                <p class="cluster"><Badge tone=Tone::Neutral label=words::node_summary(t, node.firms, node.verified_firms)/></p>
            </div>
            {below}
            <Section title=t.s(words::WHO) more=None>
                <div class="stack">
                    <DayForm as_of=node.as_of.clone() action=path.clone()/>
                    <DayNote as_of=node.as_of now=path.clone()/>
                    <div>{who}</div>
                </div>
                <Pager page total=node.total href=move |page| {
                    address(&path, &[("day", &day), ("page", &page_parameter(page))])
                }/>
            </Section>
            {children()}
        </Page>
    }
}

/// What belongs to a domain or an area, each with its numbers.
#[component]
pub fn Below(nodes: Vec<NodeCount>) -> impl IntoView {
    let t = texts();
    let cards = nodes
        .into_iter()
        .map(|n| {
            view! {
                <li>
                    <div class="card link">
                        <h3 class="card-title">
                            <a href=t.href(&format!("/technologies/{}", n.slug))>{n.name.get(t.lang()).to_owned()}</a>
                        </h3>
                        <p class="small muted">{n.about.get(t.lang()).to_owned()}</p>
                        <p class="card-meta">{words::node_summary(t, n.firms, n.verified)}</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="card-grid">{cards}</ul> }
}

/// Firms that can do it, with activity and level for whoever may see them.
#[component]
pub fn Holders(holders: Vec<Holder>, member: bool, single: bool, caption: String) -> impl IntoView {
    let t = texts();
    // Who sees no activity and level of anybody sees no columns for them.
    let described = holders.iter().any(|h| h.detail.is_some());
    let rows = holders.into_iter().map(|h| view! { <HolderRow holder=h single described/> }).collect_view();
    let note = (!member).then(|| view! { <p class="small muted"><Icon name="lock"/>" "{t.s(words::MEMBERS_ONLY)}</p> });
    let shown = [
        (words::FIRM, true),
        (words::TECHNOLOGY, !single),
        (words::ACTIVITY, described),
        (words::LEVEL, described),
        (words::STATE, true),
    ];
    let columns: Vec<Column> = shown.into_iter().filter(|c| c.1).map(|(key, _)| t.s(key).into()).collect();
    view! {
        {note}
        <Table label=caption columns stacked=true><tbody>{rows}</tbody></Table>
    }
}

#[component]
fn HolderRow(holder: Holder, single: bool, described: bool) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let technology = (!single).then(|| {
        let href = t.href(&format!("/technologies/{}", holder.technology.slug));
        view! { <td data-label=t.s(words::TECHNOLOGY)><a href=href>{holder.technology.name.get(lang).to_owned()}</a></td> }
    });
    let detail = described.then(|| {
        let (activity, level) = self::described(t, holder.detail.as_ref());
        view! {
            <td data-label=t.s(words::ACTIVITY)>{activity}</td>
            <td data-label=t.s(words::LEVEL)>{level}</td>
        }
    });
    view! {
        <tr>
            <th scope="row">
                <a href=t.href(&format!("/companies/{}", holder.firm.slug))><Said text=holder.firm.name/></a>
                <span class="cluster small"><FirmTypes types=holder.firm.types/><span class="muted">{holder.firm.region.get(lang).to_owned()}</span></span>
            </th>
            {technology}
            {detail}
            <td data-label=t.s(words::STATE)>{state_badge(t, holder.confirmed)}</td>
        </tr>
    }
}

/// Activity and level in words, or that they are for members.
pub fn described(t: Texts, detail: Option<&Detail>) -> (&'static str, String) {
    let Some(detail) = detail else { return (t.s(words::HIDDEN_LEVEL), t.s(words::HIDDEN_LEVEL).to_owned()) };
    let activity = activity_key(&detail.activity).map_or("", |key| t.s(key));
    let claimed = t.s(level_key(detail.level));
    let level = match detail.verified_level {
        Some(verified) if verified < detail.level => {
            format!("{claimed} ({})", words::confirmed_at(t, t.s(level_key(verified))))
        }
        _ => claimed.to_owned(),
    };
    (activity, level)
}

/// Whether something is confirmed: an icon and a word.
pub fn state_badge(t: Texts, confirmed: bool) -> impl IntoView {
    let (tone, word) = if confirmed { (Tone::Done, words::CONFIRMED) } else { (Tone::Neutral, words::CLAIMED) };
    view! { <Badge tone label=t.s(word)/> }
}
