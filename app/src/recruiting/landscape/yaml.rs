//! A YAML file as a tree that knows its lines, within limits: a hostile file ends with a clear refusal.

use saphyr_parser::{Event, Parser};

/// How deep a file nests at most; a landscape needs eight.
const DEEPEST: usize = 24;
/// Values of a file at most; a real landscape has some 40,000.
const MOST_NODES: usize = 400_000;

/// A value and the line it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub line: usize,
    pub value: Value,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub line: usize,
    pub key: String,
    pub value: Node,
}

/// Why a file is no tree, and on which line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    Syntax(usize),
    TooDeep(usize),
    TooMuch(usize),
    /// Anchors, which could make a small file huge.
    Alias(usize),
}

/// A list or map that is not at its end.
enum Open {
    List(usize, Vec<Node>),
    /// With the key whose value comes next.
    Map(usize, Vec<Entry>, Option<(usize, String)>),
}

/// Reads a file of one document.
pub fn tree(text: &str) -> Result<Node, Broken> {
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    let mut count = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|e| Broken::Syntax(e.marker().line()))?;
        let line = span.start.line();
        count += 1;
        if count > MOST_NODES {
            return Err(Broken::TooMuch(line));
        }
        if open.len() > DEEPEST {
            return Err(Broken::TooDeep(line));
        }
        let done = match event {
            Event::Alias(_) => return Err(Broken::Alias(line)),
            Event::Scalar(text, ..) => Some(Node { line, value: Value::Text(text.into_owned()) }),
            Event::SequenceStart(..) => {
                open.push(Open::List(line, Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(line, Vec::new(), None));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|closed| match closed {
                Open::List(line, items) => Node { line, value: Value::List(items) },
                Open::Map(line, entries, _) => Node { line, value: Value::Map(entries) },
            }),
            // A second document would be one that nobody reads.
            Event::DocumentStart(_) if root.is_some() => return Err(Broken::Syntax(line)),
            _ => None,
        };
        let Some(node) = done else { continue };
        match (open.last_mut(), node) {
            (None, node) => root = Some(node),
            (Some(Open::List(_, items)), node) => items.push(node),
            (Some(Open::Map(_, entries, key @ Some(_))), value) => {
                if let Some((line, key)) = key.take() {
                    entries.push(Entry { line, key, value });
                }
            }
            (Some(Open::Map(_, _, key)), Node { line, value: Value::Text(text) }) => *key = Some((line, text)),
            // A list or map as a key.
            (Some(Open::Map(..)), node) => return Err(Broken::Syntax(node.line)),
        }
    }
    root.ok_or(Broken::Syntax(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_knows_its_lines() {
        let root = tree("a: 1\nb:\n  - x\n  - y: [z]\n").expect("a tree");
        let Value::Map(entries) = root.value else { panic!("a map") };
        assert_eq!(entries.iter().map(|e| (e.line, e.key.as_str())).collect::<Vec<_>>(), [(1, "a"), (2, "b")]);
        let Value::List(items) = &entries[1].value.value else { panic!("a list") };
        assert_eq!(items.iter().map(|n| n.line).collect::<Vec<_>>(), [3, 4]);
    }

    #[test]
    fn what_is_no_tree_is_refused_with_its_line() {
        let deep = "[".repeat(60) + &"]".repeat(60);
        let wide = "- a\n".repeat(MOST_NODES + 1);
        for (text, broken) in [
            ("a: [1\nb: 2", None),
            ("a: &x 1\nb: *x\n", Some(Broken::Alias(2))),
            (deep.as_str(), Some(Broken::TooDeep(1))),
            ("a: 1\n---\nb: 2\n", Some(Broken::Syntax(2))),
            ("", Some(Broken::Syntax(1))),
        ] {
            let refused = tree(text).expect_err(text);
            assert!(broken.is_none_or(|b| b == refused), "{text}: {refused:?}");
        }
        assert!(matches!(tree(&wide), Err(Broken::TooMuch(_))));
    }
}
