//! In the browser: a panic ends in an ordinary page load, never in a dead page.

use std::cell::RefCell;

thread_local!(static WANTED: RefCell<String> = const { RefCell::new(String::new()) });

/// Notes the page that is wanted; it changes before the page's code is fetched.
pub fn wants(path: &str) {
    WANTED.with(|wanted| path.clone_into(&mut wanted.borrow_mut()));
}

/// Tells `boot.js` of a panic: it makes the page a plain site again and loads the wanted page.
pub fn on_panic() {
    std::panic::set_hook(Box::new(|info| {
        leptos::logging::error!("{info}");
        let detail = web_sys::CustomEventInit::new();
        detail.set_detail(&WANTED.with(|wanted| wanted.borrow().clone()).into());
        if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("app:panic", &detail) {
            let _ = leptos::prelude::window().dispatch_event(&event);
        }
    }));
}

/// Moves the focus to the content of the page that was just opened, without scrolling.
pub fn focus_content() {
    use wasm_bindgen::JsCast;
    leptos::prelude::request_animation_frame(|| {
        let main = leptos::prelude::document().get_element_by_id("main");
        if let Some(main) = main.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = main.focus_with_options(&options);
        }
    });
}

/// Marks the document as taken over, for whoever waits for it (tests do).
pub fn hydrated() {
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-hydrated", "");
    }
}
