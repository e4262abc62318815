//! What people wrote, in the language they wrote it, and days.

use crate::{
    text::{Lang, Text2, keys, texts},
    time::UnixMillis,
};
use leptos::{either::Either, prelude::*};

/// A text in two languages; one that falls back to the other language says so to eyes and to screen readers.
#[component]
pub fn Said(#[prop(into)] text: Text2) -> impl IntoView {
    let t = texts();
    let (words, lang) = text.pick(t.lang());
    if lang == t.lang() {
        Either::Left(words.to_owned())
    } else {
        Either::Right(view! {
            <span lang=lang.code()>{words.to_owned()}</span>
            <abbr class="fallback-lang" title=fallback_title(lang)>{lang.code().to_uppercase()}</abbr>
        })
    }
}

/// Rendered Markdown in two languages.
#[component]
pub fn Prose(
    /// Safe HTML, made by the server's renderer.
    #[prop(into)]
    html: Text2,
) -> impl IntoView {
    let (words, lang) = html.pick(texts().lang());
    let words = words.to_owned();
    let mark = (lang != texts().lang() && !words.is_empty())
        .then(|| view! { <p class="small muted">{fallback_title(lang)}</p> });
    view! {
        {mark}
        <div class="prose" lang=lang.code() inner_html=words></div>
    }
}

fn fallback_title(lang: Lang) -> &'static str {
    let t = texts();
    match lang {
        Lang::Ko => t.s(keys::ui::ONLY_KOREAN),
        Lang::En => t.s(keys::ui::ONLY_ENGLISH),
    }
}

/// A row of a list of facts where what was there differs from what is there now; nothing where it does not.
#[component]
pub fn Altered(#[prop(into)] label: String, before: String, after: String) -> impl IntoView {
    let said = |text: String| if text.is_empty() { texts().s(keys::ui::NOTHING).to_owned() } else { text };
    (before != after).then(|| {
        view! { <div><dt>{label}</dt><dd><del>{said(before)}</del>" → "<ins>{said(after)}</ins></dd></div> }
    })
}

/// A day in Seoul, readable and for machines.
#[component]
pub fn Day(at: UnixMillis) -> impl IntoView {
    view! { <time datetime=at.iso_day()>{at.short_day(texts().lang())}</time> }
}
