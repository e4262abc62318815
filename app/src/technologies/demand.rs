//! What a sector needs of the map: shown to everybody, kept by the secretariat.

use super::{
    api::EditDemand,
    coverage::CoverBadge,
    model::{Demand, DemandEditing, DemandForm, HEAVIEST, MOST_DEMANDS, MOST_FIRMS},
    rows::{Pick, RowValue, TechnologyRows},
};
use crate::{
    text::{
        keys::{recruiting, technologies as words, ui as common},
        texts,
    },
    ui::{Choice, Column, Crumb, Form, Hidden, LazyPage, Loaded, Page, Submit, Table, address, load, loaded, typed},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What a sector demands, what it lacks most first.
#[component]
pub fn DemandTable(
    demand: Vec<Demand>,
    /// The sector's slug where the viewer looks for firms to fill it.
    #[prop(optional_no_strip)]
    recruit: Option<String>,
) -> impl IntoView {
    let t = texts();
    let mut columns: Vec<Column> = vec![
        t.s(words::TECHNOLOGY).into(),
        t.s(words::STATE).into(),
        Column::number(t.s(words::DEMAND_WEIGHT)),
        Column::number(t.s(words::VERIFIED_HIGH)),
        Column::number(t.s(words::DEMAND_TARGET)),
    ];
    columns.extend(recruit.as_ref().map(|_| t.s(recruiting::TITLE).into()));
    let rows = demand
        .into_iter()
        .map(|d| {
            let find = recruit.as_ref().map(|sector| {
                let asked = [("sector", sector.as_str()), ("technology", &d.technology.slug)];
                let href = address(&t.href("/secretariat/recruiting"), &asked);
                view! { <td><a href=href>{t.s(recruiting::FIND)}</a></td> }
            });
            let met = d.is_met().then(|| t.s(words::DEMAND_REACHED));
            view! {
                <tr>
                    <th scope="row"><a href=t.href(&format!("/technologies/{}", d.technology.slug))>{d.technology.name.get(t.lang()).to_owned()}</a></th>
                    <td>
                        <CoverBadge cover=d.cover()/>
                        {met.map(|word| view! { " "<span class="muted small">{word}</span> })}
                    </td>
                    <td class="num">{d.weight}</td>
                    <td class="num">{d.supply.1}</td>
                    <td class="num">{d.target}</td>
                    {find}
                </tr>
            }
        })
        .collect_view();
    view! { <Table label=t.s(words::DEMAND) columns><tbody>{rows}</tbody></Table> }
}

/// The secretariat keeps the demand of a sector.
pub struct DemandPage(Loaded<DemandEditing>);

impl LazyPage for DemandPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |sector| EditDemand { sector }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

#[component]
fn Editor(editing: DemandEditing) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let form: DemandForm = typed("technologies/set_demand").unwrap_or(editing.form);
    let named = |slug: &str| {
        let mut all = editing.map.iter().flat_map(|area| &area.technologies);
        all.find(|l| l.slug == slug).map_or_else(|| slug.to_owned(), |l| l.name.get(lang).to_owned())
    };
    let value = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
    let rows = form
        .technologies
        .iter()
        .enumerate()
        .map(|(row, technology)| RowValue {
            technology: named(technology),
            picked: vec![value(&form.weights, row), value(&form.targets, row)],
        })
        .collect();
    let numbers = |most: i64| (1..=most).map(|n| Choice::new(n.to_string(), n.to_string())).collect();
    let picks = vec![
        Pick { name: "form[weights][]", label: t.s(words::DEMAND_WEIGHT).to_owned(), choices: numbers(HEAVIEST) },
        Pick { name: "form[targets][]", label: t.s(words::DEMAND_TARGET).to_owned(), choices: numbers(MOST_FIRMS) },
    ];
    let sector = editing.sector.name.get(lang).to_owned();
    let title = words::demand_of(t, &sector);
    let crumbs = vec![
        Crumb::new(t.s(words::COVERAGE), t.href("/coverage")),
        Crumb::new(sector, t.href(&format!("/coverage?sector={}", editing.sector.slug))),
    ];
    view! {
        <Page title=title.clone() crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t.s(words::DEMAND_EDIT_LEAD)}</p>
            </div>
            <Form endpoint="technologies/set_demand">
                <Hidden name="sector" value=editing.sector.slug/>
                <Hidden name="form[version]" value=form.version.to_string()/>
                <TechnologyRows map=editing.map rows most=MOST_DEMANDS label=t.s(words::DEMAND) hint=t.s(words::DEMAND_HINT) picks/>
                <div class="form-actions"><Submit label=t.s(common::SAVE)/></div>
            </Form>
        </Page>
    }
}
