//! What a form that is streamed or saved leaves to be read, and what such a form is.

use super::any::Item;
use super::format::Format;
use htd_source::{Problem, Source, SourceId, Span};

/// How much of a source is looked at to tell whether it is read while it comes in. The headings of every form
/// that is stand far before that.
pub(crate) const HEAD: usize = 16 * 1024;

/// A form that is read as it comes in.
pub(crate) trait Stream {
    /// Takes the next bytes. Pieces end anywhere, inside a line or a character too.
    fn push(&mut self, bytes: &[u8]);

    /// What they gave. The source's text is what was kept of them.
    fn finish(self: Box<Self>, name: &str) -> Excerpt;
}

/// What is known of a text before it is read, and what the lines count as in which it stands.
pub(crate) type Given = (Item, Format);

/// A source as far as its form is understood.
#[derive(Debug)]
pub(crate) struct Excerpt {
    pub(crate) id: SourceId,
    pub(crate) source: Source,
    pub(crate) becomes: Becomes,
    /// What is known of it already.
    pub(crate) given: Vec<Given>,
    /// The sessions of a log that stand for others, which were left out.
    pub(crate) alike: Vec<Alike>,
    /// What was not kept, or not understood.
    pub(crate) problems: Vec<Problem>,
}

/// What becomes of an excerpt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Becomes {
    /// It is told already: nothing more stands in its text than what is given.
    Told(Format),
    /// It is read as a paste.
    Paste,
    /// The same, of a saved message: a report and the headers around it are one thing.
    Message,
}

/// How often a log went like the session that was kept.
#[derive(Debug)]
pub(crate) struct Alike {
    /// The hash of that session's id.
    pub(crate) key: u64,
    /// How many sessions went like it, it included.
    pub(crate) number: u32,
    /// When the latest of them began, as logged.
    pub(crate) latest: String,
}

impl Excerpt {
    /// A source that is told already.
    pub(crate) fn told(id: SourceId, source: Source, format: Format, given: Vec<Given>) -> Self {
        let becomes = Becomes::Told(format);
        Self { id, source, becomes, given, alike: Vec::new(), problems: Vec::new() }
    }

    /// A source that is read as a paste.
    pub(crate) fn paste(id: SourceId, source: Source, given: Vec<Given>) -> Self {
        Self { id, source, becomes: Becomes::Paste, given, alike: Vec::new(), problems: Vec::new() }
    }

    /// Says that there was more of the source than its text.
    pub(crate) fn is_cut(&mut self) {
        self.end_with("The source is too long: what follows here was not read.".to_owned());
    }

    /// Says something of what stood below its text.
    pub(crate) fn end_with(&mut self, message: String) {
        let end = self.source.text().len() as u32;
        self.problems.push(Problem { span: Span::new(self.id, end, end), message });
    }
}
