use htd_source::{Position, Source, Sources, Span};
use std::borrow::Cow;

/// The longest snippet that a report carries, in characters.
const LONGEST: usize = 2000;

/// A span brought inside its text: a span of no source is empty, one past the end ends there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) source: Option<&'a Source>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl<'a> Place<'a> {
    pub(crate) fn new(texts: &'a Sources, span: Span) -> Self {
        let source = texts.get(span.source);
        let text = source.map_or("", Source::text);
        let inside = |offset: u32| text.floor_char_boundary((offset as usize).min(text.len()));
        let start = inside(span.start);
        Self { source, start, end: inside(span.end).max(start) }
    }

    /// What stands there, cut where it is long.
    pub(crate) fn text(&self) -> Cow<'a, str> {
        let text = self.source.and_then(|source| source.text().get(self.start..self.end)).unwrap_or("");
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or(""))),
            None => Cow::Borrowed(text),
        }
    }

    pub(crate) fn start(&self) -> Position {
        self.position(self.start)
    }

    pub(crate) fn end(&self) -> Position {
        self.position(self.end)
    }

    /// The number of the line that an offset stands on.
    pub(crate) fn line_at(&self, offset: usize) -> u32 {
        self.position(offset).line
    }

    fn position(&self, offset: usize) -> Position {
        let start = Position { offset: 0, line: 1, column: 1 };
        self.source.map_or(start, |source| source.position(offset as u32))
    }
}
