use crate::{Format, Item};
use htd_source::{Problem, Source, SourceId, Span};

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

/// A stretch of a mixed source.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it was understood as.
    pub format: Format,
    /// Where it stands.
    pub span: Span,
}

/// Reads named bytes. Never fails: whatever the bytes are, there is a source and a reading of it.
pub fn read(id: SourceId, name: &str, bytes: &[u8]) -> (Source, Reading) {
    let (text, encoding, _) = htd_source::decode(bytes);
    let _ = id;
    (
        Source::new(name, encoding, text),
        Reading { format: Format::Unrecognised, items: Vec::new(), problems: Vec::new(), parts: Vec::new() },
    )
}
