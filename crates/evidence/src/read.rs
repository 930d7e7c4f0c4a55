use crate::{Format, Item, Page, error_text, event, format_list, format_table, pem, transcript};
use htd_source::{Clean, Problem, Source, SourceId, Span};

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
    let clean = Clean::new(id, &text);
    let mut page = Page::new(&clean);
    // The most particular first: each looks at what the ones before it left free.
    let readers = [pem::read, event::read, transcript::read, format_table::read, format_list::read];
    let mut items: Vec<Item> = readers.iter().flat_map(|read| read(&mut page)).collect();
    items.extend(error_text::read(&mut page));
    (
        Source::new(name, encoding, text),
        Reading { format: Format::Unrecognised, items, problems: Vec::new(), parts: Vec::new() },
    )
}
