//! On the server both languages are part of the program.
use super::{Lang, keys};

pub fn text(lang: Lang, index: u16) -> &'static str {
    match lang {
        Lang::Ko => keys::KO[usize::from(index)],
        Lang::En => keys::EN[usize::from(index)],
    }
}

pub fn name(index: u16) -> &'static str {
    keys::NAMES[usize::from(index)]
}

pub fn find(name: &str) -> Option<u16> {
    keys::NAMES.iter().position(|n| *n == name).and_then(|i| u16::try_from(i).ok())
}

/// The catalogue of one language as a script that the page loads before its WASM.
pub fn catalogue_script(lang: Lang) -> String {
    let texts = match lang {
        Lang::Ko => &keys::KO,
        Lang::En => &keys::EN,
    };
    let entries: serde_json::Map<_, _> =
        keys::NAMES.iter().zip(texts).map(|(n, t)| ((*n).to_owned(), (*t).into())).collect();
    format!("globalThis.OCA_TEXTS={}", serde_json::Value::Object(entries))
}
