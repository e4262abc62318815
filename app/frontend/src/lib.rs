//! The browser's entry to the portal.

#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Brings the page that the server rendered to life.
#[wasm_bindgen]
pub fn hydrate() {
    app::browser::on_panic();
    leptos::mount::hydrate_lazy(app::App);
}
