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

/// Loads the wanted page from the server where its frame is built here: for an address that leads nowhere in this program,
/// such as a file, or into the other language, whose texts come with its pages.
pub fn load_unless_taken_over() {
    use leptos::prelude::{Effect, Get, Owner, set_timeout, window};
    if Owner::current_shared_context().is_some_and(|shared| shared.during_hydration()) {
        return;
    }
    let location = leptos_router::hooks::use_location();
    // The router may still say where it came from, and then where it goes.
    Effect::new(move |_| {
        let wanted = crate::ui::whole_path(&location.pathname.get(), &location.search.get());
        let here = window().location();
        let here = [here.pathname(), here.search()].map(Result::unwrap_or_default).concat();
        if wanted != here {
            let _ = window().location().assign(&wanted);
        }
    });
    // By then it has arrived.
    set_timeout(|| drop(window().location().reload()), std::time::Duration::from_millis(400));
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

/// What the server said of its page in the document's head, to be taken away with the page: the next says its own.
pub fn said_in_head() -> impl Fn() + Clone + Send + Sync {
    const SAID: &str =
        "head > meta[name='description'], head > meta[property='og:title'], head > meta[property='og:description']";
    let said = leptos::prelude::document().query_selector_all(SAID);
    let said = said.into_iter().flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at)));
    let said = send_wrapper::SendWrapper::new(said.collect::<Vec<_>>());
    move || {
        for tag in said.iter() {
            if let Some(head) = tag.parent_node() {
                let _ = head.remove_child(tag);
            }
        }
    }
}

/// Marks the document as taken over, for whoever waits for it (tests do).
pub fn hydrated() {
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-hydrated", "");
    }
}
