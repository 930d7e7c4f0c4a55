//! Evidence goes in as named bytes. This crate turns them into text, says where in that text anything
//! stands, and carries what could not be read. It knows no format and nothing of Exchange.

mod base64;
mod clean;
mod decode;
mod decoder;
mod position;
mod span;
mod timestamp;

use std::sync::Arc;

pub use base64::base64;
pub use clean::Clean;
pub use decode::{Encoding, MAX_TEXT_BYTES, decode};
pub use decoder::{Decoder, decode_head};
pub use position::{LineIndex, Position};
pub use span::{SourceId, Span, Spanned};
pub use timestamp::Timestamp;

/// Something in a source that could not be understood, and where. The rest is still examined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub span: Span,
    /// One sentence for the person who gave the evidence.
    pub message: String,
}

/// One piece of evidence as text.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    encoding: Encoding,
    text: String,
    lines: LineIndex,
    /// The number that each line of `text` has in what was given; empty where `text` is the whole of it.
    numbers: Vec<u32>,
}

impl Source {
    /// A source from text that is already decoded.
    pub fn new(name: impl Into<String>, encoding: Encoding, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = LineIndex::new(&text);
        Self { name: name.into(), encoding, text, lines, numbers: Vec::new() }
    }

    /// A source of which only some lines were kept, or an account of what it holds. `numbers` has the number,
    /// from 1, that each line of the text has in what was given.
    pub fn excerpt(
        name: impl Into<String>,
        encoding: Encoding,
        text: impl Into<String>,
        numbers: Vec<u32>,
    ) -> Self {
        Self { numbers, ..Self::new(name, encoding, text) }
    }

    /// The number that each line of the text has in what was given, from 1; empty where they count from 1 on.
    pub fn line_numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The name it was given under: a file name, or what the page calls a paste.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How its bytes were encoded.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The decoded text that all spans of this source point into.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a byte range; empty where the range is not one of this text.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// Line, column and UTF-16 offset of a byte offset. The line is counted in what was given, the other two
    /// in the text.
    pub fn position(&self, offset: u32) -> Position {
        let mut position = self.lines.position(&self.text, offset);
        let row = (position.line as usize).saturating_sub(1);
        // Behind the last line that was kept there is nothing to number.
        if let Some(&number) = self.numbers.get(row).or(self.numbers.last()) {
            position.line = number;
        }
        position
    }
}

/// All sources of one examination, in the order of their ids. Copies of it share the sources.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<(SourceId, Arc<Source>)>);

impl Sources {
    /// Adds a source behind the others and returns the id that its spans carry.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = self.next_id();
        self.0.push((id, Arc::new(source)));
        id
    }

    /// The id that the next source gets which is added behind the others.
    pub fn next_id(&self) -> SourceId {
        SourceId(self.0.last().map_or(0, |(last, _)| last.0.saturating_add(1)))
    }

    /// Puts a source at the place of its id, where the one of that id was removed. Returns its index.
    pub fn insert(&mut self, id: SourceId, source: Source) -> usize {
        let index = self.0.partition_point(|(known, _)| *known < id);
        self.0.insert(index, (id, Arc::new(source)));
        index
    }

    /// Takes a source out. Returns the index that it had.
    pub fn remove(&mut self, id: SourceId) -> Option<usize> {
        let index = self.index(id)?;
        self.0.remove(index);
        Some(index)
    }

    /// How many sources stand before that of an id.
    pub fn index(&self, id: SourceId) -> Option<usize> {
        self.0.binary_search_by_key(&id, |(known, _)| *known).ok()
    }

    /// The source of an id.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.0.get(self.index(id)?).map(|(_, source)| &**source)
    }

    /// The text under a span; empty where the span is not of these sources.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).map_or("", |source| source.slice(span.start, span.end))
    }

    /// Sources with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.0.iter().map(|(id, source)| (*id, &**source))
    }
}
