//! Conversations that were reported, as the secretariat sees them.

use super::{api::GetReported, model::ReportedRow};
use crate::{
    text::{keys::conversations as words, texts},
    ui::{Day, Empty, LazyPage, Loaded, Page, Said, load, loaded},
};
use leptos::prelude::*;

/// Reported conversations.
pub struct ReportsPage(Loaded<Vec<ReportedRow>>);

impl LazyPage for ReportsPage {
    fn data() -> Self {
        Self(load(|| (), |()| GetReported {}))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |rows| view! { <Reports rows/> }).into_any()
    }
}

#[component]
fn Reports(rows: Vec<ReportedRow>) -> impl IntoView {
    let t = texts();
    let body = if rows.is_empty() {
        view! { <Empty icon="check-circle" title=t.s(words::REPORTS_NONE)><p>{t.s(words::REPORTS_NONE_HELP)}</p></Empty> }
            .into_any()
    } else {
        let rows = rows
            .into_iter()
            .map(|row| {
                let href = t.href(&format!("/conversations/{}", row.reference));
                view! {
                    <li class="row-item plain">
                        <div class="row-main">
                            <h2 class="row-title"><a href=href><Said text=row.first/>" · "<Said text=row.second/></a></h2>
                            <p class="row-meta"><Day at=row.at/></p>
                            <p>{row.reason}</p>
                        </div>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="list-rows">{rows}</ul> }.into_any()
    };
    view! {
        <Page title=t.s(words::REPORTS)>
            <div class="page-head">
                <h1>{t.s(words::REPORTS)}</h1>
                <p class="lead">{t.s(words::REPORTS_LEAD)}</p>
            </div>
            {body}
        </Page>
    }
}
