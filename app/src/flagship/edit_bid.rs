//! Beginning and changing a bid: for which lot, by which consortium, what is built, and the money.

use super::{
    api::{BID_EDITOR, EditBid},
    fields::MoneyField,
    model::{BidEditing, BidForm},
};
use crate::{
    text::{
        keys::{flagship, ui as words},
        texts,
    },
    ui::{
        Choice, Crumb, EditForm, Empty, LazyPage, Loaded, MarkdownField, Page, SelectField, Submit, TextField, load,
        loaded,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Beginning a bid, perhaps for the lot that the address names.
pub struct NewBidPage(Loaded<BidEditing>);

impl LazyPage for NewBidPage {
    fn data() -> Self {
        let query = use_query_map();
        let lot = move || query.with(|q| q.get("lot").unwrap_or_default());
        Self(load(lot, |lot| EditBid { slug: None, lot }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

/// Changing a bid.
pub struct EditBidPage(Loaded<BidEditing>);

impl LazyPage for EditBidPage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug")), |slug| EditBid { slug, lot: String::new() }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |editing| view! { <Editor editing/> }).into_any()
    }
}

#[component]
fn Editor(editing: BidEditing) -> impl IntoView {
    let t = texts();
    let fresh = editing.edit.is_new();
    let title = t.s(if fresh { flagship::START_BID_ANY } else { flagship::EDIT_BID });
    let crumbs = vec![Crumb::new(t.s(flagship::BOARD), t.href("/bids"))];
    let content = if fresh && editing.consortia.is_empty() {
        view! {
            <Empty icon="network" title=t.s(flagship::NO_CONSORTIUM)>
                <p>{t.s(flagship::NO_CONSORTIUM_HELP)}</p>
                <a class="button primary" href=t.href("/consortia/new")>{t.s(flagship::FOUND_CONSORTIUM)}</a>
            </Empty>
        }
        .into_any()
    } else if fresh && editing.lots.is_empty() {
        view! { <Empty icon="flag" title=t.s(flagship::NO_CALLS)><p>{t.s(flagship::NO_CALLS_HELP)}</p></Empty> }
            .into_any()
    } else {
        view! { <Fields editing/> }.into_any()
    };
    view! {
        <Page title crumbs>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="lead">{t.s(flagship::BID_FORM_LEAD)}</p>
            </div>
            {content}
        </Page>
    }
}

#[component]
fn Fields(editing: BidEditing) -> impl IntoView {
    let t = texts();
    let form: BidForm = editing.form;
    let fresh = editing.edit.is_new();
    view! {
        <EditForm of=&BID_EDITOR edit=editing.edit>
            // Inside the form: fields tell it their names.
            {fresh.then(|| view! {
                <section class="form-section">
                    <div>
                        <h2>{t.s(flagship::PART_FOR)}</h2>
                        <p>{t.s(flagship::PART_FOR_NOTE)}</p>
                    </div>
                    <div>
                        <SelectField name="form[consortium]" label=t.s(flagship::CONSORTIUM) choices=Choice::of(editing.consortia) chosen=form.consortium required=true/>
                        <SelectField name="form[lot]" label=t.s(flagship::LOT) choices=Choice::of(editing.lots) chosen=form.lot required=true/>
                    </div>
                </section>
            })}
            <section class="form-section">
                <div>
                    <h2>{t.s(flagship::PART_PITCH)}</h2>
                    <p>{t.s(flagship::PART_PITCH_NOTE)}</p>
                </div>
                <div>
                    <div class="field-row">
                        <TextField name="form[name_ko]" label=t.s(flagship::NAME_KO) value=form.name_ko either=true/>
                        <TextField name="form[name_en]" label=t.s(flagship::NAME_EN) value=form.name_en either=true/>
                    </div>
                    <MarkdownField name="form[pitch_ko]" label=t.s(flagship::PITCH_KO) value=form.pitch_ko hint=t.s(flagship::MARKDOWN_HINT) lang="ko" either=true/>
                    <MarkdownField name="form[pitch_en]" label=t.s(flagship::PITCH_EN) value=form.pitch_en lang="en" either=true/>
                </div>
            </section>
            <section class="form-section">
                <div>
                    <h2>{t.s(flagship::PART_MONEY)}</h2>
                    <p>{t.s(flagship::PART_MONEY_NOTE)}</p>
                </div>
                <div>
                    <MoneyField name="form[grant]" unit_name="form[grant_unit]" label=t.s(flagship::GRANT) value=form.grant unit=form.grant_unit required=true/>
                    <MoneyField name="form[own_cash]" unit_name="form[own_cash_unit]" label=t.s(flagship::OWN_CASH) value=form.own_cash unit=form.own_cash_unit/>
                    <MoneyField name="form[own_kind]" unit_name="form[own_kind_unit]" label=t.s(flagship::OWN_KIND) value=form.own_kind unit=form.own_kind_unit/>
                </div>
            </section>
            <div class="form-actions">
                <Submit label=t.s(words::SAVE)/>
            </div>
        </EditForm>
    }
}
