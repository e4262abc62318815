//! Reads a landscape file.

use super::{
    model::{Finding, FindingKind, FoundFirm, Landscape, Product},
    yaml::{Broken, Entry, Node, Value, tree},
};
use crate::{
    error::{Problem, check},
    search::fold,
    text::{Key, keys::landscape as words},
};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Largest file, in bytes; a real one has a little more than one million.
pub const LARGEST: usize = 8 * 1024 * 1024;
/// Longest name, in characters.
const LONGEST_NAME: usize = 120;
/// Findings that are kept; more say nothing new.
const MOST_FINDINGS: usize = 5_000;
/// Keys of an item. Those that we read, then those that landscape2 has beside them.
const ITEM_KEYS: [&str; 26] = [
    "name",
    "homepage_url",
    "crunchbase",
    "repo_url",
    "second_path",
    "item",
    "logo",
    "project",
    "joined",
    "extra",
    "description",
    "twitter",
    "url_for_bestpractices",
    "enduser",
    "open_source",
    "allow_duplicate_repo",
    "unnamed_organization",
    "organization",
    "additional_repos",
    "branch",
    "stock_ticker",
    "license",
    "tag",
    "project_org",
    "additional_categories",
    "specification",
];

/// The areas of the map that stand for places of the CNCF landscape, by the folded place.
static AREAS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let areas: HashMap<String, Vec<String>> =
        serde_json::from_str(include_str!("../../../data/landscape_areas.json")).unwrap_or_default();
    areas.into_iter().flat_map(|(area, places)| places.into_iter().map(move |p| (fold(&p), area.clone()))).collect()
});

/// Why a file is refused as a whole: a text, and the line.
pub type Refusal = (Key, usize);

/// Reads a file, or tells why it is none.
pub fn read(bytes: &[u8]) -> Result<Landscape, Refusal> {
    if bytes.len() > LARGEST {
        return Err((words::TOO_LARGE, 1));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| (words::NOT_UTF8, lines_before(bytes, e.valid_up_to())))?;
    let root = tree(text).map_err(|broken| match broken {
        Broken::Syntax(line) => (words::NOT_YAML, line),
        Broken::TooDeep(line) => (words::TOO_DEEP, line),
        Broken::TooMuch(line) => (words::TOO_MUCH, line),
        Broken::Alias(line) => (words::ALIAS, line),
    })?;
    let mut reader = Reader::default();
    let entries = map(&root).ok_or((words::NO_LANDSCAPE, root.line))?;
    reader.only(entries, &["landscape"]);
    let categories = entries.iter().find(|e| e.key == "landscape").ok_or((words::NO_LANDSCAPE, root.line))?;
    let Value::List(categories) = &categories.value.value else {
        return Err((words::NO_LANDSCAPE, categories.line));
    };
    for category in categories {
        reader.category(category);
    }
    Ok(reader.finish())
}

fn lines_before(bytes: &[u8], end: usize) -> usize {
    bytes[..end].split(|b| *b == b'\n').count()
}

fn map(node: &Node) -> Option<&[Entry]> {
    match &node.value {
        Value::Map(entries) => Some(entries),
        _ => None,
    }
}

/// Whether a value is what YAML means by nothing.
fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "~" | "null")
}

/// An item as it stands in the file.
struct Item {
    line: usize,
    name: String,
    homepage: String,
    /// Its organisation's page in a company directory, or empty.
    crunchbase: String,
    place: String,
}

/// What is read so far.
#[derive(Default)]
struct Reader {
    findings: Vec<Finding>,
    places: HashSet<String>,
    /// Places that items name beside their own.
    paths: Vec<(usize, String)>,
    members: Vec<Item>,
    products: Vec<Item>,
}

impl Reader {
    fn find(&mut self, line: usize, kind: FindingKind, about: &str) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(Finding { line, kind, about: about.chars().take(LONGEST_NAME).collect() });
        }
    }

    /// Tells of keys that are none of these.
    fn only(&mut self, entries: &[Entry], known: &[&str]) {
        for entry in entries.iter().filter(|e| !known.contains(&e.key.as_str())) {
            self.find(entry.line, FindingKind::UnknownKey, &entry.key);
        }
    }

    /// The entries of a map, or a finding.
    fn entries<'a>(&mut self, node: &'a Node, what: &str) -> Option<&'a [Entry]> {
        let entries = map(node);
        if entries.is_none() {
            self.find(node.line, FindingKind::WrongType, what);
        }
        entries
    }

    /// A line of text under a key; empty where there is none, nothing where it is something else.
    fn text(&mut self, entries: &[Entry], key: &str) -> Option<String> {
        let Some(entry) = entries.iter().find(|e| e.key == key) else { return Some(String::new()) };
        let Value::Text(text) = &entry.value.value else {
            self.find(entry.line, FindingKind::WrongType, key);
            return None;
        };
        let text = if is_nothing(text) { "" } else { text };
        match check::optional_line(text, LONGEST_NAME) {
            Ok(line) => Some(line),
            Err(Problem::TooLong(_)) => Some(text.trim().chars().take(LONGEST_NAME).collect()),
            Err(_) => {
                self.find(entry.line, FindingKind::WrongType, key);
                None
            }
        }
    }

    fn address(&mut self, entries: &[Entry], key: &str) -> Option<String> {
        let address = self.text(entries, key)?;
        if check::web_address(&address).is_ok() {
            return Some(address);
        }
        let line = entries.iter().find(|e| e.key == key).map_or(1, |e| e.line);
        self.find(line, FindingKind::BadAddress, &address);
        Some(String::new())
    }

    /// The list under a key, or a finding.
    fn list<'a>(&mut self, entries: &'a [Entry], key: &str) -> &'a [Node] {
        match entries.iter().find(|e| e.key == key) {
            None => &[],
            Some(Entry { value: Node { value: Value::List(items), .. }, .. }) => items,
            Some(Entry { value: Node { value: Value::Text(text), .. }, .. }) if is_nothing(text) => &[],
            Some(entry) => {
                self.find(entry.line, FindingKind::WrongType, key);
                &[]
            }
        }
    }

    fn category(&mut self, node: &Node) {
        let Some(entries) = self.entries(node, "category") else { return };
        self.only(entries, &["category", "name", "subcategories"]);
        let Some(name) = self.text(entries, "name") else { return };
        if name.is_empty() {
            return self.find(node.line, FindingKind::Nameless, "category");
        }
        for node in self.list(entries, "subcategories") {
            let Some(entries) = self.entries(node, "subcategory") else { continue };
            self.only(entries, &["subcategory", "name", "items"]);
            let Some(part) = self.text(entries, "name") else { continue };
            if part.is_empty() {
                self.find(node.line, FindingKind::Nameless, "subcategory");
                continue;
            }
            let place = format!("{name} / {part}");
            self.places.insert(fold(&place));
            // `CNCF Members / Silver`: who belongs to the landscape's own alliance.
            let of_members = fold(&name).ends_with("members");
            if !of_members && !AREAS.contains_key(&fold(&place)) {
                self.find(node.line, FindingKind::NoArea, &place);
            }
            for item in self.list(entries, "items") {
                let Some(item) = self.item(item, &place) else { continue };
                if of_members { self.members.push(item) } else { self.products.push(item) }
            }
        }
    }

    fn item(&mut self, node: &Node, place: &str) -> Option<Item> {
        let entries = self.entries(node, "item")?;
        self.only(entries, &ITEM_KEYS);
        let name = self.text(entries, "name")?;
        if name.is_empty() {
            self.find(node.line, FindingKind::Nameless, "item");
            return None;
        }
        if let Some(paths) = entries.iter().find(|e| e.key == "second_path") {
            self.second_path(paths);
        }
        let homepage = self.address(entries, "homepage_url")?;
        let crunchbase = self.address(entries, "crunchbase")?;
        Some(Item { line: node.line, name, homepage, crunchbase, place: place.to_owned() })
    }

    /// One further place, or several.
    fn second_path(&mut self, entry: &Entry) {
        let paths = match &entry.value.value {
            Value::List(paths) => paths.iter().collect(),
            _ => vec![&entry.value],
        };
        for path in paths {
            match &path.value {
                Value::Text(text) => self.paths.push((path.line, text.clone())),
                _ => self.find(path.line, FindingKind::WrongType, "second_path"),
            }
        }
    }

    /// Gives the products to their firms, and tells what is left over.
    fn finish(mut self) -> Landscape {
        for (line, path) in std::mem::take(&mut self.paths) {
            if !self.places.contains(&fold(&path)) {
                self.find(line, FindingKind::DanglingPath, &path);
            }
        }
        let mut firms: Vec<FoundFirm> = Vec::new();
        let mut by_key: HashMap<String, usize> = HashMap::new();
        for member in std::mem::take(&mut self.members) {
            let key = key_of(&member);
            if by_key.contains_key(&key) {
                self.find(member.line, FindingKind::Duplicate, &member.name);
                continue;
            }
            by_key.insert(key.clone(), firms.len());
            firms.push(FoundFirm { key, name: member.name, homepage: member.homepage, products: Vec::new() });
        }
        let mut known: HashSet<(usize, String)> = HashSet::new();
        for item in std::mem::take(&mut self.products) {
            let firm = by_key.get(&key_of(&item)).copied().filter(|_| !item.crunchbase.is_empty());
            let Some(firm) = firm else {
                self.find(item.line, FindingKind::Unmatched, &item.name);
                continue;
            };
            if !known.insert((firm, fold(&item.name))) {
                self.find(item.line, FindingKind::Duplicate, &item.name);
                continue;
            }
            let area = AREAS.get(&fold(&item.place)).cloned().unwrap_or_default();
            let product = Product { name: item.name, homepage: item.homepage, place: item.place, area };
            firms[firm].products.push(product);
        }
        self.findings.sort_by_key(|finding| (finding.line, finding.kind));
        Landscape { firms, findings: self.findings }
    }
}

/// What tells an organisation from others: its page in a company directory, else its name.
fn key_of(item: &Item) -> String {
    match item.crunchbase.trim_end_matches('/').to_lowercase() {
        page if page.is_empty() => format!("name:{}", fold(&item.name)),
        page => page.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").to_owned(),
    }
}
