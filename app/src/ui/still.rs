//! Small pieces of a page that nothing ever changes, written as text: the server copies them out, and the browser steps
//! over them where it takes a page over.

use leptos::tachys::html::InertElement;
use std::borrow::Cow;

/// One element, written out. Whatever comes from data in it has gone through [`escaped`].
pub fn still(html: impl Into<Cow<'static, str>>) -> InertElement {
    InertElement::new(html)
}

/// A text as it stands in an element or in a quoted attribute.
pub fn escaped(text: &str) -> Cow<'_, str> {
    html_escape::encode_double_quoted_attribute(text)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::escaped;

    #[test]
    fn what_comes_from_data_cannot_become_markup() {
        assert_eq!(escaped(r#"<b a="1">&"#), "&lt;b a=&quot;1&quot;&gt;&amp;");
        assert_eq!(escaped("한결 A/B"), "한결 A/B");
    }
}
