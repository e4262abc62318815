//! The page of a notice.

use super::{api::GetNotice, model::NoticeView};
use crate::{
    text::{
        keys::{news as words, ui as common},
        texts,
    },
    ui::{
        Badge, Crumb, Day, FormDialog, Hidden, Icon, LazyPage, Loaded, Page, Prose, Said, Toast, Tone, load, loaded,
        told,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page of a notice.
pub struct NoticePage(Loaded<NoticeView>);

impl LazyPage for NoticePage {
    fn data() -> Self {
        let params = use_params_map();
        Self(load(move || params.with(|p| p.get("slug").unwrap_or_default()), |slug| GetNotice { slug }))
    }

    fn view(this: Self) -> AnyView {
        loaded(this.0, |notice| view! { <Notice notice/> }).into_any()
    }
}

#[component]
fn Notice(notice: NoticeView) -> impl IntoView {
    let t = texts();
    let lang = t.lang();
    let done = told(&[("published", words::PUBLISHED), ("saved", common::SAVED)]);
    let done = done.map(|key| view! { <Toast said=t.s(key)/> });
    let crumbs = vec![Crumb::new(t.s(words::TITLE), t.href("/news"))];
    let title = notice.title.get(lang).to_owned();
    let slug = notice.slug;
    let acts = notice.may_edit.then(|| {
        let edit = t.href(&format!("/news/{slug}/edit"));
        view! {
            <div class="page-actions">
                <a class="button" href=edit><Icon name="pencil"/>{t.s(words::EDIT)}</a>
                <FormDialog endpoint="news/remove" label=t.s(words::REMOVE) icon="trash" look="quiet" danger=true>
                    <p>{t.s(words::REMOVE_MEANS)}</p>
                    <Hidden name="slug" value=slug/>
                    <Hidden name="version" value=notice.version.to_string()/>
                </FormDialog>
            </div>
        }
    });
    let sector = notice.sector.map(|sector| {
        view! { <a href=t.href(&format!("/sectors/{}", sector.slug))><Said text=sector.name/></a> }
    });
    let changed = notice.changed.map(|at| view! { <span>{t.s(words::CHANGED)}" "<Day at/></span> });
    let members = (!notice.public).then(|| view! { <Badge tone=Tone::Neutral label=t.s(words::MEMBERS_ONLY)/> });
    view! {
        <Page title=title description=notice.about.get(lang) crumbs>
            {done}
            <div class="page-head">
                <h1><Said text=notice.title/></h1>
                <p class="row-meta"><Day at=notice.published/>{sector}{changed}{members}</p>
                {acts}
            </div>
            <Prose html=notice.html/>
        </Page>
    }
}
