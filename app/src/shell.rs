//! The document around the portal: what the browser needs before anything else.

use crate::{
    App,
    ctx::Ctx,
    replay::Replay,
    secret,
    text::{Lang, catalogue_script, without_lang},
};
use http::request::Parts;
use leptos::{
    WasmSplitManifest,
    hydration::{AutoReload, HydrationScripts},
    prelude::*,
    tachys::html::InertElement,
};
use leptos_meta::{HashedStylesheet, MetaTags};
use std::sync::{LazyLock, OnceLock};

/// A language's catalogue of texts as a file: its address and content.
pub struct Catalogue {
    pub path: String,
    pub script: String,
}

/// The catalogues, Korean first, named by their content.
pub static CATALOGUES: LazyLock<[Catalogue; 2]> = LazyLock::new(|| {
    Lang::ALL.map(|lang| {
        let script = catalogue_script(lang);
        let hash = &secret::hash(&script)[..12];
        Catalogue { path: format!("/texts/{}.{hash}.js", lang.code()), script }
    })
});

fn catalogue(lang: Lang) -> &'static str {
    &CATALOGUES[usize::from(lang == Lang::En)].path
}

/// The built files that every page asks for. Made once: leptos would read the file of their hashes for each page.
struct Built {
    style: String,
    scripts: String,
    chunks: Option<WasmSplitManifest>,
}

fn built(options: &LeptosOptions) -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built {
        style: view! { <HashedStylesheet id="style" options=options.clone()/> }.to_html(),
        scripts: view! { <HydrationScripts options=options.clone()/> }.to_html(),
        chunks: use_context(),
    })
}

/// The document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let path = use_context::<Parts>().map(|p| p.uri.path().to_owned()).unwrap_or_default();
    let base = use_context::<Ctx>().map(|c| c.app.base_url.to_string()).unwrap_or_default();
    let replayed = use_context::<Replay>().is_some();
    let lang = Lang::of_path(&path);
    let bare = without_lang(&path).to_owned();
    let address = move |lang: Lang| format!("{base}{}", lang.href(&bare));
    // A replayed form stands at the address of its server function, which the router does not know: it stays a plain page.
    let built = built(&options);
    if let Some(chunks) = &built.chunks {
        provide_context(chunks.clone());
    }
    let scripts = (!replayed).then(|| {
        view! {
            <script defer src=catalogue(lang)></script>
            <AutoReload options/>
            {InertElement::new(built.scripts.as_str())}
        }
    });
    view! {
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <script src="/boot.js"></script>
                {InertElement::new(built.style.as_str())}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="canonical" href=address(lang)/>
                <link rel="alternate" hreflang="ko" href=address(Lang::Ko)/>
                <link rel="alternate" hreflang="en" href=address(Lang::En)/>
                <link rel="alternate" hreflang="x-default" href=address(Lang::Ko)/>
                {leptos::html::meta().attr("property", "og:type").attr("content", "website")}
                {leptos::html::meta().attr("property", "og:url").attr("content", address(lang))}
                {scripts}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
