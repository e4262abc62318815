//! Text inside the elements whose content Leptos writes into a page as it is: `title` and `textarea`.

/// The text as such an element takes it: escaped in what the server writes, itself in the browser, which sets it as text.
#[cfg(feature = "ssr")]
pub fn raw_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The text as such an element takes it: escaped in what the server writes, itself in the browser, which sets it as text.
#[cfg(not(feature = "ssr"))]
pub fn raw_text(text: &str) -> String {
    text.to_owned()
}
