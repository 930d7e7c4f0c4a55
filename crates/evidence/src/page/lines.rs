//! The clean text of a source in lines, what stands in each, and who has understood it.

use crate::item::Format;
use htd_scan::{Beginnings, Label, marks};
use htd_source::{Clean, Span};
use std::ops::Range;

/// The clean text of one source in lines, and which of them a reader has understood.
///
/// Readers run one after the other, the most particular first. Each looks at the lines that are still free
/// and claims those that it understood, so that what nobody claimed can be told to the person who gave it.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    clean: &'a Clean,
    text: &'a str,
    /// Where each line begins.
    starts: &'a [u32],
    claims: Vec<Option<Format>>,
    /// What stands in each line, so that most lines need not be looked at by most readers.
    marks: Vec<u8>,
    /// Where the name and the blanks end of a label that a shell printed; 0 for other lines.
    names: Vec<u8>,
    colons: Vec<u8>,
    /// Where words stand that begin what is sought.
    words: Vec<u32>,
}

impl<'a> Page<'a> {
    /// The lines of a clean text, in which the words are marked that begin what is sought.
    pub(crate) fn new(clean: &'a Clean, sought: &Beginnings) -> Self {
        let text = clean.text().as_bytes();
        let starts = clean.line_starts();
        let mut words = Vec::new();
        let mut all = Vec::with_capacity(starts.len());
        let (mut names, mut colons) = (Vec::with_capacity(starts.len()), Vec::with_capacity(starts.len()));
        for (index, &start) in starts.iter().enumerate() {
            let line = start as usize..starts.get(index + 1).map_or(text.len(), |&next| next as usize - 1);
            let found = htd_scan::survey(text, line.clone(), sought, &mut words);
            all.push(found);
            let plain = text.get(line).filter(|_| found & marks::ODD == 0);
            let label = plain.map(htd_scan::label).unwrap_or_default();
            names.push(label.name);
            colons.push(label.colon);
        }
        let claims = vec![None; starts.len()];
        Self { clean, text: clean.text(), starts, claims, marks: all, names, colons, words }
    }

    /// The whole clean text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// How many lines there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// A line without its end; empty past the last one.
    pub(crate) fn line(&self, index: usize) -> &'a str {
        self.text.get(self.range(index)).unwrap_or("")
    }

    /// What stands in a line: bits of [`htd_scan::marks`].
    pub(crate) fn marks(&self, index: usize) -> u8 {
        self.marks.get(index).copied().unwrap_or(0)
    }

    /// Whether a line is printed ASCII, with no other white space than blanks.
    pub(crate) fn is_plain(&self, index: usize) -> bool {
        self.marks(index) & marks::ODD == 0
    }

    /// The first byte of a line behind its blanks; 0 for a blank line. Other white space counts as a byte.
    pub(crate) fn first(&self, index: usize) -> u8 {
        let start = self.starts.get(index).map_or(self.text.len(), |&start| start as usize);
        match self.text.as_bytes().get(start) {
            Some(&byte) if byte > b' ' => byte,
            _ => self.line(index).bytes().find(|&byte| byte != b' ').unwrap_or(0),
        }
    }

    /// Whether nothing stands in a line.
    pub(crate) fn is_blank(&self, index: usize) -> bool {
        match self.marks(index) {
            0 => true,
            // White space outside of ASCII is odd, too.
            found => found == marks::ODD && self.line(index).trim().is_empty(),
        }
    }

    /// The label of a line as a shell prints it: plain, at its start, and apart from its colon.
    pub(crate) fn label(&self, index: usize) -> Option<Label> {
        let colon = self.colons.get(index).copied().filter(|&colon| colon > 0)?;
        Some(Label { name: self.names.get(index).copied().unwrap_or(0), colon })
    }

    /// The first line from `index` on that is no property of a shell's list. Only lists go on with such lines: who
    /// looks for the beginning of something else passes over them at once.
    pub(crate) fn unlisted(&self, index: usize) -> usize {
        let rest = self.colons.get(index..).unwrap_or_default();
        index + htd_scan::find(rest, 0).unwrap_or(rest.len())
    }

    /// Where words stand that begin what is sought, in order.
    pub(crate) fn words(&self) -> &[u32] {
        &self.words
    }

    /// Where a line stands in the clean text.
    pub(crate) fn range(&self, index: usize) -> Range<usize> {
        let length = self.text().len();
        let start = self.starts.get(index).map_or(length, |&start| start as usize);
        let end = self.starts.get(index + 1).map_or(length, |&next| next as usize - 1);
        start..end
    }

    /// The line that holds an offset of the clean text.
    pub(crate) fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1)
    }

    /// The lines that a span of the original takes up.
    pub(crate) fn lines_of(&self, span: Span) -> Range<usize> {
        let original = |&start: &u32| self.clean.span(start as usize..start as usize).start;
        let first = self.starts.partition_point(|start| original(start) <= span.start).saturating_sub(1);
        let end = self.starts.partition_point(|start| original(start) < span.end);
        first..end.max(first + 1)
    }

    /// Whether no reader has claimed the line.
    pub(crate) fn is_free(&self, index: usize) -> bool {
        self.claims.get(index).is_some_and(Option::is_none)
    }

    /// Who claimed the line.
    pub(crate) fn claim_of(&self, index: usize) -> Option<Format> {
        self.claims.get(index).copied().flatten()
    }

    /// Claims lines. A line that is claimed already keeps its first owner.
    pub(crate) fn claim(&mut self, lines: Range<usize>, format: Format) {
        for claim in self.claims.get_mut(lines).into_iter().flatten() {
            claim.get_or_insert(format);
        }
    }

    /// The span in the original of a range of the clean text.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        self.clean.span(range)
    }

    /// The range of the clean text that a part of it takes up. `part` must be a slice of [`Page::text`].
    pub(crate) fn range_of(&self, part: &str) -> Range<usize> {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text().as_ptr() as usize);
        if start <= self.text().len() { start..(start + part.len()).min(self.text().len()) } else { 0..0 }
    }

    /// The span in the original of a slice of [`Page::text`].
    pub(crate) fn span_of(&self, part: &str) -> Span {
        self.span(self.range_of(part))
    }
}
