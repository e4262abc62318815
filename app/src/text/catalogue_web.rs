//! In the browser the catalogue of the page's language came with the page (`/texts/{lang}.{hash}.js`).
use super::{Lang, keys};
use std::cell::OnceCell;

thread_local!(static TEXTS: OnceCell<Vec<(&'static str, &'static str)>> = const { OnceCell::new() });

fn with<T>(read: impl FnOnce(&[(&'static str, &'static str)]) -> T) -> T {
    TEXTS.with(|texts| read(texts.get_or_init(load)))
}

#[cfg(feature = "hydrate")]
fn load() -> Vec<(&'static str, &'static str)> {
    use wasm_bindgen::JsCast;
    let object = js_sys::Reflect::get(&js_sys::global(), &"OCA_TEXTS".into()).unwrap_or_default();
    let Some(object) = object.dyn_ref::<js_sys::Object>() else { return Vec::new() };
    let leak = |v: wasm_bindgen::JsValue| -> &'static str { Box::leak(v.as_string().unwrap_or_default().into()) };
    let entries: Vec<_> = js_sys::Object::entries(object)
        .iter()
        .map(|pair| {
            let pair: js_sys::Array = pair.unchecked_into();
            (leak(pair.get(0)), leak(pair.get(1)))
        })
        .collect();
    assert!(entries.len() == keys::COUNT, "the catalogue is of another build than this program");
    entries
}

#[cfg(not(feature = "hydrate"))]
fn load() -> Vec<(&'static str, &'static str)> {
    vec![("", ""); keys::COUNT]
}

pub fn text(_: Lang, index: u16) -> &'static str {
    with(|t| t.get(usize::from(index)).map_or("", |e| e.1))
}

pub fn name(index: u16) -> &'static str {
    with(|t| t.get(usize::from(index)).map_or("", |e| e.0))
}

pub fn find(name: &str) -> Option<u16> {
    with(|t| t.iter().position(|e| e.0 == name)).and_then(|i| u16::try_from(i).ok())
}
