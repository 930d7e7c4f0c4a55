//! Text as it was before somebody copied it, with the way back to what was given.

mod whole;

use crate::{SourceId, Span};
use std::cell::Cell;
use std::ops::Range;

/// A text freed of what mail programs, forums and consoles add when a person copies it, with the way back
/// to the original: quote marks (`> `) at line starts, no-break and zero-width blanks, carriage returns,
/// `<br>`, the HTML entities, and Markdown's backslash before `<`, `>` and `*`.
///
/// Readers work on the clean text; every span they give out points into the original.
#[derive(Debug, Clone)]
pub struct Clean {
    source: SourceId,
    text: String,
    /// Where each line begins. A source has less than 4 GB, and there can be many lines.
    line_starts: Vec<u32>,
    shifts: Vec<Shift>,
    /// How many shifts there are up to each block of the clean text.
    blocks: Vec<u32>,
    /// How many there were up to the place that was asked for last: most places are asked for in order.
    recent: Cell<usize>,
}

/// From `clean` on, up to the next shift, the clean text stands at `original` there, byte for byte.
#[derive(Debug, Clone, Copy)]
struct Shift {
    clean: u32,
    original: u32,
    /// Where what became the byte before it ends there: a CR LF is more than the LF that it became.
    end_before: u32,
}

/// How many bytes one entry of `blocks` stands for.
const BLOCK: usize = 256;

impl Clean {
    /// Cleans the text of a source.
    pub fn new(source: SourceId, original: &str) -> Self {
        let mut cleaner = Cleaner::new(original);
        let mut at = 0;
        let mut line_start = true;
        while let Some(rest) = original.get(at..).filter(|rest| !rest.is_empty()) {
            if std::mem::take(&mut line_start) && matches!(rest.as_bytes(), [b' ' | b'>', ..]) {
                let quote = quote_mark(rest);
                if quote > 0 {
                    at += quote;
                    continue;
                }
            }
            let plain = htd_scan::clean_prefix(rest.as_bytes());
            cleaner.keep(at, rest.get(..plain).unwrap_or(""));
            at += plain;
            let Some(rest) = rest.get(plain..).filter(|rest| !rest.is_empty()) else { break };
            let (length, replacement) = replaced(rest);
            match replacement {
                Some(text) => cleaner.replace(at, at + length, text),
                None => cleaner.keep(at, rest.get(..length).unwrap_or("")),
            }
            at += length;
            line_start = cleaner.text.as_bytes().last() == Some(&b'\n');
        }
        cleaner.finish(source)
    }

    /// The clean text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where each line of the clean text begins. There always is one line.
    pub fn line_starts(&self) -> &[u32] {
        &self.line_starts
    }

    /// The source that it is the clean text of.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// Where a range of the clean text stands in the original.
    pub fn span(&self, range: Range<usize>) -> Span {
        let first = range.start.min(self.text.len());
        let before = self.shifts_before(first);
        let start = self.original(first, before);
        let Some(last) = range.end.checked_sub(1).filter(|&last| last >= range.start) else {
            return Span::new(self.source, start, start);
        };
        let last = last.min(self.text.len());
        // Most ranges are short: no shift is inside.
        let inside = self.shifts.get(before).is_some_and(|next| next.clean as usize <= last);
        let before = if inside { self.shifts_before(last) } else { before };
        let end = match self.shifts.get(before) {
            Some(next) if next.clean as usize == last + 1 => next.end_before,
            _ if last == self.text.len() => self.original(last, before),
            _ => self.original(last, before) + 1,
        };
        Span::new(self.source, start, end)
    }

    /// How many shifts there are up to a place, that of the place itself included.
    fn shifts_before(&self, clean: usize) -> usize {
        let recent = self.recent.get();
        if self.is_between(clean, recent) {
            return recent;
        }
        if self.is_between(clean, recent + 1) {
            self.recent.set(recent + 1);
            return recent + 1;
        }
        let block = clean / BLOCK;
        let from = self.blocks.get(block).map_or(0, |&count| count as usize);
        let to = self.blocks.get(block + 1).map_or(self.shifts.len(), |&count| count as usize);
        let near = self.shifts.get(from..to).unwrap_or_default();
        let found = from + near.partition_point(|shift| shift.clean as usize <= clean);
        self.recent.set(found);
        found
    }

    /// Whether so many shifts are up to a place.
    fn is_between(&self, clean: usize, shifts: usize) -> bool {
        let up_to_it =
            |index: usize| self.shifts.get(index).is_some_and(|shift| shift.clean as usize <= clean);
        shifts <= self.shifts.len() && !up_to_it(shifts) && (shifts == 0 || up_to_it(shifts - 1))
    }

    /// Where a place stands that so many shifts are before.
    fn original(&self, clean: usize, before: usize) -> u32 {
        match before.checked_sub(1).and_then(|last| self.shifts.get(last)) {
            Some(shift) => shift.original + (clean as u32 - shift.clean),
            None => clean as u32,
        }
    }
}

/// A clean text that is being made.
struct Cleaner {
    text: String,
    shifts: Vec<Shift>,
    /// Where the original goes on if nothing is shifted.
    expected: usize,
    /// Where what became the last byte ends.
    end: usize,
}

impl Cleaner {
    fn new(original: &str) -> Self {
        let text = String::with_capacity(original.len());
        Self { text, shifts: Vec::new(), expected: 0, end: 0 }
    }

    fn keep(&mut self, at: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        self.shift_to(at);
        self.text.push_str(text);
        self.expected = at + text.len();
        self.end = self.expected;
    }

    fn replace(&mut self, start: usize, end: usize, text: &str) {
        if !text.is_empty() {
            self.shift_to(start);
            self.text.push_str(text);
            self.expected = start + text.len();
            self.end = end;
        }
    }

    fn shift_to(&mut self, original: usize) {
        if original != self.expected {
            let (clean, end_before) = (self.text.len() as u32, self.end as u32);
            self.shifts.push(Shift { clean, original: original as u32, end_before });
        }
    }

    fn finish(mut self, source: SourceId) -> Clean {
        self.shift_to(self.end);
        let mut blocks = Vec::with_capacity(self.text.len() / BLOCK + 1);
        let mut next = 0;
        for block in 0..=self.text.len() / BLOCK {
            let start = (block * BLOCK) as u32;
            while self.shifts.get(next).is_some_and(|shift| shift.clean < start) {
                next += 1;
            }
            blocks.push(next as u32);
        }
        let line_starts = line_starts(&self.text);
        Clean { source, text: self.text, line_starts, shifts: self.shifts, blocks, recent: Cell::new(0) }
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = vec![0];
    let mut at = 0;
    while let Some(end) = text.as_bytes().get(at..).and_then(|rest| htd_scan::find(rest, b'\n')) {
        at += end + 1;
        starts.push(at as u32);
    }
    starts
}

/// How many bytes at the start, behind [`htd_scan::clean_prefix`], are kept or replaced as one, and by what: by one
/// byte or none.
fn replaced(rest: &str) -> (usize, Option<&'static str>) {
    const ENTITIES: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&nbsp;", " ")];
    match rest.as_bytes() {
        [b'\n', ..] => (1, Some("\n")),
        [b'\r', b'\n', ..] => (2, Some("\n")),
        [b'\r', ..] => (1, Some("\n")),
        [b'\\', b'<', ..] => (2, Some("<")),
        [b'\\', b'>', ..] => (2, Some(">")),
        [b'\\', b'*', ..] => (2, Some("*")),
        [b'\\', ..] => (1, None),
        [b'&', ..] => match ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, character)) => (entity.len(), Some(character)),
            None => (1, None),
        },
        [b'<', ..] => match line_break_tag(rest) {
            Some(length) => (length, Some("\n")),
            None => (1, None),
        },
        _ => {
            let character = rest.chars().next().unwrap_or(' ');
            let replacement = match character {
                '\u{A0}' | '\u{202F}' | '\u{2007}' => Some(" "),
                '\u{200B}' | '\u{FEFF}' | '\u{AD}' => Some(""),
                _ => None,
            };
            (character.len_utf8(), replacement)
        }
    }
}

fn line_break_tag(rest: &str) -> Option<usize> {
    let inside = rest.get(..3).filter(|tag| tag.eq_ignore_ascii_case("<br"))?.len();
    let after = rest.get(inside..)?.trim_start_matches(' ').trim_start_matches('/');
    after.starts_with('>').then(|| rest.len() - after.len() + 1)
}

/// The length of `> ` marks at a line start: the marks of mail programs and forums.
fn quote_mark(line: &str) -> usize {
    if !line.starts_with([' ', '>']) {
        return 0;
    }
    let mut rest = line;
    loop {
        let inner = rest.trim_start_matches(' ');
        match inner.strip_prefix('>') {
            Some(after) if rest.len() - inner.len() <= 3 => {
                rest = after.strip_prefix(' ').unwrap_or(after);
            }
            _ => break,
        }
    }
    line.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(original: &str, expected: &str) {
        let clean = Clean::new(SourceId(0), original);
        assert_eq!(clean.text(), expected);
        // Spans go forward and stay on character boundaries of the original.
        let mut last = 0;
        for (offset, character) in clean.text().char_indices() {
            let span = clean.span(offset..offset + character.len_utf8());
            assert!(span.start >= last && span.end > span.start, "{original:?} at {offset}: {span:?}");
            assert!(original.get(span.start as usize..span.end as usize).is_some());
            last = span.end;
        }
    }

    #[test]
    fn removes_what_copying_adds() {
        check("plain", "plain");
        check("a\r\nb\rc", "a\nb\nc");
        check("> Name : x\n>> y\n", "Name : x\ny\n");
        check("Name\u{A0}:\u{A0}x\u{200B}y", "Name : xy");
        check("&lt;I&gt;CN=A&amp;B&lt;S&gt;", "<I>CN=A&B<S>");
        check("\\<I>CN=\\*.contoso.com", "<I>CN=*.contoso.com");
        check("Expected<br><br />Subject", "Expected\n\nSubject");
        check("EX01\\Default Frontend EX01", "EX01\\Default Frontend EX01");
        check("größer & kleiner <b>", "größer & kleiner <b>");
        check("", "");
    }

    #[test]
    fn spans_point_into_the_original() {
        let original = "> Tls : &lt;I&gt;CN=A\r\n> next";
        let clean = Clean::new(SourceId(3), original);
        let start = clean.text().find("<I>").unwrap();
        let span = clean.span(start..start + 7);
        assert_eq!(original.get(span.start as usize..span.end as usize), Some("&lt;I&gt;CN=A"));
        assert_eq!(span.source, SourceId(3));
    }
}
