//! The map itself as it is kept in memory: domains, their areas, the technologies of those.

use super::super::model::{MapArea, NodeLevel};
use crate::{
    db::{Kept, StoreError, StoreResult, Tx},
    label::Label,
    text::Text2,
    values,
};
use std::{collections::HashMap, sync::Arc};

/// A domain, an area or a technology.
#[derive(Clone, Debug)]
pub struct Node {
    pub label: Label,
    pub about: Text2,
    pub level: NodeLevel,
    /// The slug of what it belongs to; empty for a domain.
    pub parent: String,
}

/// Every node in the order of the map: a domain, its first area with its technologies, and so on.
pub struct Map {
    nodes: Vec<Node>,
    places: HashMap<String, usize>,
}

#[derive(sqlx::FromRow)]
struct NodeRow {
    slug: String,
    level: String,
    parent: String,
    name_ko: String,
    name_en: String,
    about_ko: String,
    about_en: String,
}

impl Kept for Map {
    async fn read(tx: &mut Tx) -> StoreResult<Self> {
        const SELECT: &str = "SELECT t.slug, t.level, COALESCE(t.parent, '') AS parent, t.name_ko, t.name_en, t.about_ko, \
            t.about_en FROM technology t LEFT JOIN technology p ON p.slug = t.parent LEFT JOIN technology d ON d.slug = p.parent \
            ORDER BY COALESCE(d.position, p.position, t.position), COALESCE(d.slug, p.slug, t.slug), \
            CASE t.level WHEN 'domain' THEN 0 WHEN 'area' THEN t.position ELSE p.position END, \
            CASE t.level WHEN 'domain' THEN '' WHEN 'area' THEN t.slug ELSE p.slug END, \
            CASE t.level WHEN 'technology' THEN t.position ELSE 0 END, t.slug";
        let node = |row: NodeRow| Node {
            label: Label::new(row.slug, row.name_ko, row.name_en),
            about: Text2::new(row.about_ko, row.about_en),
            level: NodeLevel::of_code(&row.level),
            parent: row.parent,
        };
        let nodes: Vec<Node> = tx.all::<NodeRow>(SELECT, values![]).await?.into_iter().map(node).collect();
        let places = nodes.iter().enumerate().map(|(place, node)| (node.label.slug.clone(), place)).collect();
        Ok(Self { nodes, places })
    }
}

/// The map.
pub async fn map(tx: &mut Tx) -> StoreResult<Arc<Map>> {
    tx.kept().await
}

impl Map {
    /// The node with this address.
    pub fn node(&self, slug: &str) -> StoreResult<&Node> {
        self.find(slug).ok_or(StoreError::Missing)
    }

    /// Every node, in order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    fn find(&self, slug: &str) -> Option<&Node> {
        self.places.get(slug).map(|place| &self.nodes[*place])
    }

    /// Where a node stands in the order of the map; one that is unknown comes last.
    pub fn place(&self, slug: &str) -> usize {
        self.places.get(slug).copied().unwrap_or(usize::MAX)
    }

    /// A node as it is called; one that is unknown by its slug.
    pub fn label(&self, slug: &str) -> Label {
        self.find(slug).map_or_else(|| Label::new(slug, slug, ""), |node| node.label.clone())
    }

    /// Its name alone.
    pub fn name(&self, slug: &str) -> Text2 {
        self.label(slug).name
    }

    /// What a node belongs to; nothing for a domain.
    pub fn parent(&self, slug: &str) -> Option<&Node> {
        self.find(&self.find(slug)?.parent)
    }

    /// Everything that a node belongs to, the domain first.
    pub fn above(&self, slug: &str) -> Vec<Label> {
        let mut above: Vec<Label> = std::iter::successors(self.parent(slug), |node| self.parent(&node.label.slug))
            .map(|n| n.label.clone())
            .collect();
        above.reverse();
        above
    }

    /// What belongs to a node, in order.
    pub fn children(&self, slug: &str) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(move |node| node.parent == slug)
    }

    fn at(&self, level: NodeLevel) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(move |node| node.level == level)
    }

    /// The slugs of the areas, in order.
    pub fn areas(&self) -> impl Iterator<Item = &str> {
        self.at(NodeLevel::Area).map(|area| area.label.slug.as_str())
    }

    /// How many technologies there are.
    pub fn technologies(&self) -> i64 {
        i64::try_from(self.at(NodeLevel::Technology).count()).unwrap_or(i64::MAX)
    }

    /// Something of every area, under its domain.
    pub fn by_domain<T>(&self, mut of: impl FnMut(&Node) -> T) -> Vec<(Label, Vec<T>)> {
        let mut areas = |domain: &Node| self.children(&domain.label.slug).map(&mut of).collect();
        self.at(NodeLevel::Domain).map(|domain| (domain.label.clone(), areas(domain))).collect()
    }

    /// The whole map for pickers: areas in order with their technologies.
    pub fn choices(&self) -> Vec<MapArea> {
        let technologies = |area: &Node| self.children(&area.label.slug).map(|t| t.label.clone()).collect();
        let choice = |area: &Node| MapArea {
            area: area.label.clone(),
            domain: self.name(&area.parent),
            technologies: technologies(area),
        };
        self.at(NodeLevel::Area).map(choice).collect()
    }
}
