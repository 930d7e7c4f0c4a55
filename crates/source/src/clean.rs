mod whole;

use crate::{SourceId, Span};
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
    pieces: Vec<Piece>,
}

/// From `clean` on, the clean text stands at `original` there: byte for byte where `verbatim`, otherwise
/// the whole piece stands for `original..original_end`.
#[derive(Debug, Clone, Copy)]
struct Piece {
    clean: u32,
    original: u32,
    original_end: u32,
    verbatim: bool,
}

/// What a replaced stretch becomes; the longest match is not needed, as none begins like another.
const REPLACEMENTS: [(&str, &str); 16] = [
    ("\r\n", "\n"),
    ("\r", "\n"),
    ("\u{A0}", " "),
    ("\u{202F}", " "),
    ("\u{2007}", " "),
    ("\u{200B}", ""),
    ("\u{FEFF}", ""),
    ("\u{AD}", ""),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&nbsp;", " "),
    ("\\<", "<"),
    ("\\>", ">"),
    ("\\*", "*"),
];

impl Clean {
    /// Cleans the text of a source.
    pub fn new(source: SourceId, original: &str) -> Self {
        let mut clean = Self { source, text: String::with_capacity(original.len()), pieces: Vec::new() };
        let mut at = 0;
        let mut line_start = true;
        while let Some(rest) = original.get(at..).filter(|rest| !rest.is_empty()) {
            if std::mem::take(&mut line_start) {
                let quote = quote_mark(rest);
                if quote > 0 {
                    at += quote;
                    continue;
                }
            }
            let (length, replacement) = replaced(rest);
            match replacement {
                Some(text) => clean.replace(at, at + length, text),
                None => clean.keep(at, rest.get(..length).unwrap_or("")),
            }
            line_start = clean.text.ends_with('\n');
            at += length;
        }
        clean
    }

    /// The clean text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The source that it is the clean text of.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// Where a range of the clean text stands in the original.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.original(range.start);
        let end = match range.end.checked_sub(1) {
            Some(last) if range.end > range.start => self.original_end(last),
            _ => start,
        };
        Span::new(self.source, start, end)
    }

    fn piece(&self, clean: usize) -> Option<(Piece, u32)> {
        let index = self.pieces.partition_point(|piece| piece.clean as usize <= clean).checked_sub(1)?;
        let piece = *self.pieces.get(index)?;
        Some((piece, clean as u32 - piece.clean))
    }

    fn original(&self, clean: usize) -> u32 {
        match self.piece(clean) {
            Some((piece, into)) if piece.verbatim => (piece.original + into).min(piece.original_end),
            Some((piece, into)) => {
                if into == 0 {
                    piece.original
                } else {
                    piece.original_end
                }
            }
            None => 0,
        }
    }

    fn original_end(&self, last: usize) -> u32 {
        match self.piece(last) {
            Some((piece, into)) if piece.verbatim => (piece.original + into + 1).min(piece.original_end),
            Some((piece, _)) => piece.original_end,
            None => 0,
        }
    }

    fn keep(&mut self, at: usize, text: &str) {
        let end = (at + text.len()) as u32;
        match self.pieces.last_mut() {
            Some(last) if last.verbatim && last.original_end as usize == at => last.original_end = end,
            _ => self.pieces.push(Piece {
                clean: self.text.len() as u32,
                original: at as u32,
                original_end: end,
                verbatim: true,
            }),
        }
        self.text.push_str(text);
    }

    fn replace(&mut self, start: usize, end: usize, text: &str) {
        if !text.is_empty() {
            self.pieces.push(Piece {
                clean: self.text.len() as u32,
                original: start as u32,
                original_end: end as u32,
                verbatim: false,
            });
            self.text.push_str(text);
        }
    }
}

/// How many bytes at the start are kept or replaced as one, and by what.
fn replaced(rest: &str) -> (usize, Option<&'static str>) {
    for (from, to) in REPLACEMENTS {
        if rest.starts_with(from) {
            return (from.len(), Some(to));
        }
    }
    if let Some(length) = line_break_tag(rest) {
        return (length, Some("\n"));
    }
    // Everything up to the next byte that can begin a replacement or end a line.
    let mut characters = rest.char_indices();
    characters.next();
    let length = characters
        .find(|&(_, c)| matches!(c, '\r' | '\n' | '&' | '\\' | '<') || !c.is_ascii())
        .map_or(rest.len(), |(offset, _)| offset);
    if rest.starts_with('\n') { (1, None) } else { (length, None) }
}

fn line_break_tag(rest: &str) -> Option<usize> {
    let inside = rest.get(..3).filter(|tag| tag.eq_ignore_ascii_case("<br"))?.len();
    let after = rest.get(inside..)?.trim_start_matches(' ').trim_start_matches('/');
    after.starts_with('>').then(|| rest.len() - after.len() + 1)
}

/// The length of `> ` marks at a line start: the marks of mail programs and forums.
fn quote_mark(line: &str) -> usize {
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
