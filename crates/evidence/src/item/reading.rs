use super::any::Item;
use super::format::Format;
use super::record::Record;
use htd_source::{Problem, Span};

/// What one source gave.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What it was understood as.
    pub format: Format,
    /// What was read, in the order in which it stands there.
    pub items: Vec<Item>,
    /// What was not understood, and where.
    pub problems: Vec<Problem>,
    /// The stretches of a mixed source, in order; empty otherwise.
    pub parts: Vec<Part>,
}

impl Reading {
    /// The objects of a shell among the items.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.items.iter().filter_map(|item| match item {
            Item::Record(record) => Some(record),
            _ => None,
        })
    }
}

/// A stretch of a mixed source.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it was understood as.
    pub format: Format,
    /// Where it stands.
    pub span: Span,
}
