//! The keyboard in the secretariat's queue: A confirms and goes on to the next row, R sends back, the arrows move. Only
//! while the focus is inside the queue, so that single letters mean nothing anywhere else.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, NodeList};

/// Listens while the page is there. What it answers says which row of the next list takes the focus.
pub fn listen() -> StoredValue<Option<u32>> {
    let going_on = StoredValue::new(None);
    let keys = window_event_listener(leptos::ev::keydown, move |event| act(&event, going_on));
    // Whoever uses the mouse has the focus where they click.
    let clicks = window_event_listener(leptos::ev::click, move |_| going_on.set_value(None));
    on_cleanup(move || {
        keys.remove();
        clicks.remove();
    });
    going_on
}

/// A new list is shown: after an answer the row that came after the answered one takes the focus, which stands where that
/// one stood.
pub fn go_on(going_on: StoredValue<Option<u32>>) {
    if let Some(place) = going_on.try_get_value().flatten() {
        going_on.set_value(None);
        request_animation_frame(move || focus(rows().and_then(|rows| rows.get(place)?.dyn_into().ok())));
    }
}

fn rows() -> Option<NodeList> {
    document().query_selector_all(".review-queue .row-item").ok()
}

fn place_of(row: &Element) -> Option<u32> {
    let rows = rows()?;
    (0..rows.length()).find(|i| rows.get(*i).is_some_and(|other| other.is_same_node(Some(row))))
}

fn act(event: &KeyboardEvent, going_on: StoredValue<Option<u32>>) {
    going_on.set_value(None);
    // A key that is held down answers once.
    if event.repeat() && !event.key().starts_with("Arrow") {
        return;
    }
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    let typing = target.closest("input, textarea, select, dialog").ok().flatten().is_some();
    if typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let Some(row) = target.closest(".review-queue .row-item").ok().flatten() else { return };
    match event.key().as_str() {
        "a" | "A" | "ㅁ" => {
            click(&row, "form[action$='technologies/confirm'] button");
            going_on.set_value(place_of(&row));
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
    let place = place_of(row)?;
    let place = if after { place + 1 } else { place.checked_sub(1)? };
    rows()?.get(place)?.dyn_into().ok()
}

/// Focuses the row's first button.
fn focus(row: Option<Element>) {
    let button = row.and_then(|row| row.query_selector("form button").ok().flatten());
    if let Some(button) = button.and_then(|b| b.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
