//! Editors of things: one form for a new thing and for a stored one. What is typed is kept, and where somebody else saved
//! meanwhile both texts are shown.

use super::{ActButton, Form, Hidden, Notice, Tone};
use crate::text::{keys::ui as words, texts};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The editor of one kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditTarget {
    /// What the things are called in the names of drafts: `companies`.
    pub things: &'static str,
    /// The server functions that a new thing and a stored one are sent to.
    pub create: &'static str,
    pub update: &'static str,
}

impl EditTarget {
    /// The server function that the form is sent to.
    pub const fn endpoint(&self, fresh: bool) -> &'static str {
        if fresh { self.create } else { self.update }
    }

    /// The name under which what is typed is kept.
    pub fn draft(&self, slug: Option<&str>) -> String {
        format!("{}/{}", self.things, slug.unwrap_or("new"))
    }
}

/// What an editor starts from, besides its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The stored thing, or nothing for a new one.
    pub slug: Option<String>,
    pub version: i64,
    /// Makes sending a new one twice act once.
    pub once: String,
    /// The name under which what is typed is kept.
    pub draft: String,
    /// The fields hold a kept draft.
    pub restored: bool,
    /// Where somebody else saved since the typing began: what is stored now in the fields that differ, by their names.
    pub stored: BTreeMap<String, Vec<String>>,
}

impl Edit {
    pub const fn is_new(&self) -> bool {
        self.slug.is_none()
    }
}

/// The form of an editor.
#[component]
pub fn EditForm(of: &'static EditTarget, edit: Edit, children: Children) -> impl IntoView {
    let t = texts();
    let endpoint = of.endpoint(edit.is_new());
    let discard = edit.restored.then(|| {
        let values = vec![("form", edit.draft.clone())];
        view! { <ActButton endpoint="accounts/discard_draft" label=t.s(words::DRAFT_DISCARD) look="small" plain=true values/> }
    });
    let notice = if !edit.stored.is_empty() {
        Some((Tone::Waiting, words::STORED_MEANWHILE))
    } else if edit.restored {
        Some((Tone::Neutral, words::DRAFT_RESTORED))
    } else {
        None
    };
    let notice = notice.map(|(tone, says)| view! { <Notice tone><p>{t.s(says)}</p>{discard}</Notice> });
    let hidden = match edit.slug {
        None => view! { <Hidden name="once" value=edit.once/> }.into_any(),
        Some(slug) => view! {
            <Hidden name="slug" value=slug/>
            <Hidden name="version" value=edit.version.to_string()/>
        }
        .into_any(),
    };
    view! {
        {notice}
        <Form endpoint draft=edit.draft stored=edit.stored>
            {hidden}
            {children()}
        </Form>
    }
}
