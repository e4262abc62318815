//! Turns `locales/{ko,en}/*.json` into typed keys, so that a text that is missing in one language, or filled with
//! the wrong number of values, does not compile.
//!
//! A file is a flat object `key: text`; the file's name is the module. A text with `{value}` becomes a function with
//! one argument for each value, in alphabetical order; any other becomes a constant.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

const LANGUAGES: [&str; 2] = ["ko", "en"];

type Catalogue = BTreeMap<String, BTreeMap<String, String>>;

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=migrations");
    let [ko, en] = LANGUAGES.map(read);
    assert_same_keys(&ko, &en);
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("texts.rs");
    fs::write(out, generate(&ko, &en)).expect("the build directory is writable");
}

fn read(language: &str) -> Catalogue {
    let folder = format!("locales/{language}");
    let mut catalogue = Catalogue::new();
    for entry in fs::read_dir(&folder).expect("the locales folder is there") {
        let path = entry.expect("a directory entry").path();
        let module = path.file_stem().and_then(|s| s.to_str()).expect("a UTF-8 file name").to_owned();
        let text = fs::read_to_string(&path).expect("a readable catalogue");
        let keys = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        catalogue.insert(module, keys);
    }
    catalogue
}

fn assert_same_keys(ko: &Catalogue, en: &Catalogue) {
    let names = |c: &Catalogue| -> BTreeSet<String> {
        c.iter().flat_map(|(m, keys)| keys.keys().map(move |k| format!("{m}.{k}"))).collect()
    };
    let (ko_names, en_names) = (names(ko), names(en));
    let missing: Vec<_> = ko_names.symmetric_difference(&en_names).collect();
    assert!(missing.is_empty(), "texts that only one language has: {missing:?}");
    for (module, keys) in ko {
        for (key, text) in keys {
            let other = &en[module][key];
            assert!(values(text) == values(other), "{module}.{key}: the two languages fill in different values");
        }
    }
}

/// The names between braces; neither a Korean particle (`{firm:을}`) nor the forms of a word that goes with a number
/// (`{count?firm|firms}`) are part of the name.
fn values(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let end = rest[start..].find('}').expect("a closing brace") + start;
        let name = rest[start + 1..end].split([':', '?']).next().unwrap_or_default();
        found.insert(name.to_owned());
        rest = &rest[end + 1..];
    }
    found
}

fn generate(ko: &Catalogue, en: &Catalogue) -> String {
    let mut code = String::new();
    let (mut names, mut ko_texts, mut en_texts) = (Vec::new(), Vec::new(), Vec::new());
    for (module, keys) in ko {
        code += &format!("/// Texts of `locales/*/{module}.json`.\npub mod {module} {{\n");
        for (key, text) in keys {
            let index = names.len();
            let english = &en[module][key];
            names.push(format!("{module}.{key}"));
            ko_texts.push(text.clone());
            en_texts.push(english.clone());
            let doc = format!("    /// {} · {}\n", one_line(text), one_line(english));
            let values = values(text);
            if values.is_empty() {
                code += &doc;
                code += &format!("    pub const {}: super::Key = super::Key({index});\n", key.to_uppercase());
                continue;
            }
            let arguments: String = values.iter().map(|v| format!(", {v}: impl std::fmt::Display")).collect();
            let pairs: String = values.iter().map(|v| format!("(\"{v}\", {v}.to_string()), ")).collect();
            code += &doc;
            code += &format!("    pub fn {key}(t: super::Texts{arguments}) -> String {{\n");
            code += &format!("        t.fill(super::Key({index}), &[{pairs}])\n    }}\n");
        }
        code += "}\n";
    }
    code += &format!("/// How many texts there are.\npub const COUNT: usize = {};\n", names.len());
    for (name, list) in [("NAMES", &names), ("KO", &ko_texts), ("EN", &en_texts)] {
        code += &format!("#[cfg(feature = \"ssr\")]\npub(crate) static {name}: [&str; COUNT] = {list:?};\n");
    }
    code
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '[', ']'], " ")
}
