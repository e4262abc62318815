//! What a firm could do on a day, and how it came to that.

use super::{
    api::GetFirmHistory,
    model::{FirmHistory, Move, Stood},
    moves::{MoveBadge, state},
};
use crate::{
    technologies::node::{described, state_badge},
    text::{
        keys::{companies, history as words, technologies as map, ui as common},
        texts,
    },
    time::UnixMillis,
    ui::{Column, Crumb, Day, LazyPage, Loaded, Page, Section, Table, load, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The history of a firm's capabilities.
pub struct FirmHistoryPage(Loaded<FirmHistory>);

impl LazyPage for FirmHistoryPage {
    fn data() -> Self {
        let (params, asked) = (use_params_map(), use_query_map());
        let key = move || {
            (params.with(|p| p.get("slug").unwrap_or_default()), asked.with(|q| q.get("day").unwrap_or_default()))
        };
        Self(load(key, |(slug, day)| GetFirmHistory { slug, day }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |history| view! { <History history/> }).into_any()
    }
}

#[component]
fn History(history: FirmHistory) -> impl IntoView {
    let t = texts();
    let name = history.firm.name.get(t.lang()).to_owned();
    let here = format!("/companies/{}", history.firm.slug);
    let crumbs = vec![Crumb::new(t.s(companies::TITLE), t.href("/companies")), Crumb::new(name.clone(), t.href(&here))];
    let on_day = UnixMillis::of_iso_day(&history.day).map_or_else(String::new, |day| day.short_day(t.lang()));
    let on_day = words::on_day(t, on_day);
    let stood = if history.stood.is_empty() {
        view! { <p class="muted">{t.s(words::NOTHING_THEN)}</p> }.into_any()
    } else {
        view! { <State rows=history.stood label=on_day.clone()/> }.into_any()
    };
    let moves = (!history.moves.is_empty()).then(|| {
        let rows = history.moves.into_iter().map(|row| view! { <Line row/> }).collect_view();
        view! { <Section title=t.s(words::CHANGES) more=None><ol class="timeline">{rows}</ol></Section> }
    });
    view! {
        <Page title=words::of_firm(t, &name) description=words::of_firm_lead(t, &name) crumbs>
            <div class="page-head">
                <h1>{words::of_firm(t, &name)}</h1>
                <p class="lead">{t.s(words::OF_FIRM_HELP)}</p>
                <form class="page-actions" action=t.href(&format!("{here}/history"))>
                    <label for="day">{t.s(words::DAY)}</label>
                    <input type="date" id="day" name="day" value=history.day.clone() max=history.today/>
                    <button class="button small">{t.s(common::APPLY)}</button>
                </form>
            </div>
            <Section title=on_day more=None>{stood}</Section>
            {moves}
        </Page>
    }
}

#[component]
fn State(rows: Vec<Stood>, label: String) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let columns = [map::TECHNOLOGY, map::AREA, words::STATE].map(|key| Column::from(t.s(key))).to_vec();
    let rows = rows
        .into_iter()
        .map(|row| {
            let detail = row.detail.as_ref().map(|detail| {
                let (activity, level) = described(t, Some(detail));
                view! { <span class="muted">{format!("{activity} · {level}")}</span> }
            });
            view! {
                <tr>
                    <th scope="row">
                        <a href=t.href(&format!("/technologies/{}", row.technology.slug))>{row.technology.name.get(lang).to_owned()}</a>
                    </th>
                    <td data-label=t.s(map::AREA)>{row.area.name.get(lang).to_owned()}</td>
                    <td data-label=t.s(words::STATE)><span class="cluster">{state_badge(t, row.confirmed)}{detail}</span></td>
                </tr>
            }
        })
        .collect_view();
    view! { <Table label columns stacked=true><tbody>{rows}</tbody></Table> }
}

#[component]
fn Line(row: Move) -> impl IntoView {
    let t = texts();
    view! {
        <li>
            <Day at=row.at/>
            <div class="cluster">
                <MoveBadge moved=row.moved/>
                <a href=t.href(&format!("/technologies/{}", row.technology.slug))>{row.technology.name.get(t.lang()).to_owned()}</a>
                {state(t, &row)}
            </div>
        </li>
    }
}
