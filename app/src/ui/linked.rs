//! What a page says to search engines about its thing: schema.org as JSON-LD, in the server's document only.

use leptos::prelude::*;

/// The description of a thing. It is made on the server; the browser's half keeps the element and looks no further.
#[component]
pub fn LinkedData(
    /// Pairs of a property and its text value, under `@context` and `@type`; a path becomes an address.
    kind: &'static str,
    properties: Vec<(&'static str, String)>,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    let script = {
        let mut thing = serde_json::Map::new();
        thing.insert("@context".to_owned(), "https://schema.org".into());
        thing.insert("@type".to_owned(), kind.into());
        let base = use_context::<crate::ctx::Ctx>().map(|ctx| ctx.app.base_url.to_string()).unwrap_or_default();
        for (property, value) in properties.into_iter().filter(|p| !p.1.is_empty()) {
            let value = if value.starts_with('/') { [base.as_str(), &value].concat() } else { value };
            thing.insert(property.to_owned(), value.into());
        }
        // A closing tag inside a text would end the script.
        let json = serde_json::Value::Object(thing).to_string().replace('<', "\\u003c");
        format!("<script type=\"application/ld+json\">{json}</script>")
    };
    #[cfg(not(feature = "ssr"))]
    let script = {
        let _ = (kind, properties);
        String::new()
    };
    view! { <div hidden inner_html=script></div> }
}
