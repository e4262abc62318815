//! The keyboard in the secretariat's queue: A confirms and goes on to the next row, R sends back, the arrows move. Only
//! while the focus is inside the queue, so that single letters mean nothing anywhere else.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Listens while the page is there. What it answers says whether the next list takes the focus.
pub fn listen() -> StoredValue<bool> {
    let going_on = StoredValue::new(false);
    let handle = window_event_listener(leptos::ev::keydown, move |event| act(&event, going_on));
    on_cleanup(move || handle.remove());
    going_on
}

/// A new list is shown: after an answer its first row takes the focus.
pub fn go_on(going_on: StoredValue<bool>) {
    if going_on.try_get_value() == Some(true) {
        going_on.set_value(false);
        request_animation_frame(|| focus(document().query_selector(".review-queue .row-item").ok().flatten()));
    }
}

fn act(event: &KeyboardEvent, going_on: StoredValue<bool>) {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    let typing = target.closest("input, textarea, select, dialog").ok().flatten().is_some();
    if typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let Some(row) = target.closest(".review-queue .row-item").ok().flatten() else { return };
    match event.key().as_str() {
        "a" | "A" | "ㅁ" => {
            going_on.set_value(true);
            click(&row, "form[action$='technologies/confirm'] button");
        }
        "r" | "R" | "ㄱ" => click(&row, "button[commandfor]"),
        "ArrowDown" | "ArrowUp" => focus(neighbour(&row, event.key() == "ArrowDown")),
        _ => return,
    }
    event.prevent_default();
}

fn click(row: &Element, button: &str) {
    if let Some(button) = row.query_selector(button).ok().flatten().and_then(|b| b.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// The row after another or before it, whatever firm it is of.
fn neighbour(row: &Element, after: bool) -> Option<Element> {
    let rows = document().query_selector_all(".review-queue .row-item").ok()?;
    let place = (0..rows.length()).find(|i| rows.get(*i).is_some_and(|r| r.is_same_node(Some(row))))?;
    let place = if after { place + 1 } else { place.checked_sub(1)? };
    rows.get(place)?.dyn_into().ok()
}

/// Focuses the row's first button.
fn focus(row: Option<Element>) {
    let button = row.and_then(|row| row.query_selector("form button").ok().flatten());
    if let Some(button) = button.and_then(|b| b.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
