//! The secretariat names who coordinates each sector group.

use super::{
    super::desk::DeskTabs,
    api::GetSectorDesk,
    model::{DeskSector, DeskTerm, NameForm, SectorDesk},
};
use crate::{
    text::{keys::sectors as words, texts},
    ui::{
        Day, FormDialog, Hidden, Icon, Kind, LazyPage, Loaded, Page, Said, TextField, Toast, load, loaded, told, typed,
    },
};
use leptos::prelude::*;

/// The sector groups on the secretariat's desk.
pub struct SectorDeskPage(Loaded<SectorDesk>);

impl LazyPage for SectorDeskPage {
    fn data() -> Self {
        Self(load(|| (), |()| GetSectorDesk {}))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |desk| view! { <Desk desk/> }).into_any()
    }
}

#[component]
fn Desk(desk: SectorDesk) -> impl IntoView {
    let t = texts();
    let done = [("named", words::NAMED), ("term_ended", words::TERM_ENDED)];
    let done = told(&done).map(|key| view! { <Toast said=t.s(key)/> });
    let rows = desk.sectors.into_iter().map(|sector| view! { <Row sector/> }).collect_view();
    view! {
        <Page title=t.s(words::DESK)>
            {done}
            <DeskTabs whole=true/>
            <div class="page-head">
                <h1>{t.s(words::DESK)}</h1>
                <p class="lead">{t.s(words::DESK_LEAD)}</p>
            </div>
            <ul class="list-rows">{rows}</ul>
        </Page>
    }
}

#[component]
fn Row(sector: DeskSector) -> impl IntoView {
    let t = texts();
    let slug = sector.sector.slug;
    let terms = if sector.terms.is_empty() {
        view! { <p class="small muted">{t.s(words::COORDINATED_BY_ALL)}</p> }.into_any()
    } else {
        let rows = sector.terms.into_iter().map(|term| view! { <OfTerm term/> }).collect_view();
        view! { <ul class="terms">{rows}</ul> }.into_any()
    };
    let before = typed("companies/name_coordinator").filter(|form: &NameForm| form.sector == slug);
    let form = before.unwrap_or_else(|| NameForm { answer_days: "2".into(), ..NameForm::default() });
    view! {
        <li class="row-item">
            <div class="row-main">
                <h2 class="row-title"><a href=t.href(&format!("/sectors/{slug}"))><Said text=sector.sector.name/></a></h2>
                <p class="row-meta">{words::firms(t, sector.firms)}</p>
                {terms}
            </div>
            <div class="row-side">
                <FormDialog endpoint="companies/name_coordinator" label=t.s(words::NAME) icon="plus" key=slug.clone()>
                    <p>{t.s(words::NAME_MEANS)}</p>
                    <Hidden name="form[sector]" value=slug/>
                    <TextField name="form[email]" label=t.s(words::NAME_EMAIL) value=form.email kind=Kind::Email required=true autocomplete="off"/>
                    <TextField name="form[until]" label=t.s(words::NAME_UNTIL) value=form.until kind=Kind::Date required=true/>
                    <TextField name="form[answer_days]" label=t.s(words::NAME_DAYS) value=form.answer_days kind=Kind::Digits required=true/>
                </FormDialog>
            </div>
        </li>
    }
}

#[component]
fn OfTerm(term: DeskTerm) -> impl IntoView {
    let t = texts();
    let DeskTerm { reference, version, email, coordinator } = term;
    view! {
        <li class="term">
            <Icon name="users"/>
            <span>
                <strong>{coordinator.name}</strong>
                " · "<Said text=coordinator.firm.name/>
                <span class="muted">" · "{email}" · "{t.s(words::TERM_UNTIL)}" "<Day at=coordinator.until + -1/></span>
            </span>
            <FormDialog endpoint="companies/end_term" label=t.s(words::END_TERM) icon="x" look="quiet" key=reference.clone() danger=true>
                <p>{t.s(words::END_TERM_MEANS)}</p>
                <Hidden name="term" value=reference/>
                <Hidden name="version" value=version.to_string()/>
            </FormDialog>
        </li>
    }
}
