//! The Clixml documents of a text that comes in pieces, and the text around them.

use super::builder::Builder;
use super::stretch::Stretch;
use super::xml::Xml;
use crate::page::noise::is_noise;
use htd_source::MAX_TEXT_BYTES;

/// How much of the beginning of a line is looked at for quote marks.
const LONGEST_QUOTE: usize = 64;

/// As much as `Objs Version=` has, or more: so much of the text may still be the beginning of a document.
const HELD: usize = 16;

/// A value that is cut off is looked through so far for what stands below it.
const LONGEST_TAIL: usize = 16 * 1024;

/// The documents of a text that comes in pieces, each from `<Objs` to `</Objs>`, and the text around them.
#[derive(Debug, Default)]
pub(super) struct Documents {
    pub(super) builder: Builder,
    pub(super) xml: Xml,
    pub(super) stretches: Vec<Stretch>,
    /// Whether there was more text around the documents than is kept.
    pub(super) cut: bool,
    /// Whether there was a document.
    pub(super) any: bool,
    /// Whether one is open.
    within: bool,
    /// The text since the last one.
    around: String,
    /// What all the text around them takes.
    kept: usize,
    /// Whether text was taken out of the buffer, so that a line may have begun before it.
    taken: bool,
    /// How many quote marks stand before each line of the open document, and how many of them may still come in
    /// this one.
    quotes: usize,
    quotes_left: usize,
    /// The last line of the open document that begins with a tag, and what follows it.
    tail: String,
}

impl Documents {
    /// Takes text out of a buffer: all of it where it is the last, else as far as it is known what it belongs to.
    pub(super) fn push(&mut self, text: &mut String, last: bool) {
        let safe = if last { text.len() } else { text.len().saturating_sub(HELD) };
        let mut taken = 0;
        let mut from = 0;
        while let Some(word) = text.get(from..).and_then(|rest| rest.find("Objs")) {
            let word = from + word;
            if word > safe {
                break;
            }
            from = word + "Objs".len();
            let (before, behind) = text.split_at_checked(word).unwrap_or((text, ""));
            if self.within && before.ends_with("</") && behind.starts_with("Objs>") {
                from += 1;
                self.take(text.get(taken..from).unwrap_or(""));
                taken = from;
                self.end("");
            } else if let Some(quotes) = quotes(before, behind, !self.taken) {
                self.take(text.get(taken..word - 1).unwrap_or(""));
                taken = word - 1;
                if self.within {
                    self.cut_off();
                }
                self.begin(quotes);
            }
        }
        // The beginning of its line tells what a tag is that may come.
        let known = if last { safe } else { safe.saturating_sub(LONGEST_QUOTE) };
        let end = text.floor_char_boundary(known).max(taken);
        self.take(text.get(taken..end).unwrap_or(""));
        self.taken |= end > 0;
        text.drain(..end);
    }

    /// Ends what is open: a document may have lost its end.
    pub(super) fn finish(&mut self) {
        if self.within {
            self.cut_off();
        }
        self.end_stretch();
    }

    fn take(&mut self, text: &str) {
        if self.within {
            self.keep_tail(text);
            self.take_within(text);
        } else {
            let room = MAX_TEXT_BYTES.saturating_sub(self.kept);
            self.cut |= text.len() > room;
            let text = text.get(..text.floor_char_boundary(room)).unwrap_or("");
            self.kept += text.len();
            self.around.push_str(text);
        }
    }

    /// Hands the text of a document over without the quote marks.
    fn take_within(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.bytes().next() {
            if self.quotes_left > 0 && matches!(first, b' ' | b'\t' | b'>') {
                self.quotes_left -= usize::from(first == b'>');
                rest = rest.get(1..).unwrap_or("");
                continue;
            }
            self.quotes_left = 0;
            let end = if self.quotes > 0 { htd_scan::find(rest.as_bytes(), b'\n') } else { None };
            let end = end.map_or(rest.len(), |end| end + 1);
            let (line, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
            self.xml.push(line, &mut self.builder);
            if line.ends_with('\n') {
                self.quotes_left = self.quotes;
            }
            rest = behind;
        }
    }

    fn keep_tail(&mut self, text: &str) {
        let start = text.ceil_char_boundary(text.len().saturating_sub(LONGEST_TAIL));
        if start > 0 {
            self.tail.clear();
        }
        // Without the tag that it follows it is not known what a line belongs to.
        let known = !self.tail.is_empty();
        self.tail.push_str(text.get(start..).unwrap_or(""));
        match last_tag(&self.tail) {
            Some(start) => drop(self.tail.drain(..start)),
            None if known && self.tail.len() <= LONGEST_TAIL => {}
            None => self.tail.clear(),
        }
    }

    fn begin(&mut self, quotes: usize) {
        // Quote marks can stand in what is no more than a declaration, and end like one.
        let prolog = if quotes > 0 { self.around.len() } else { without_prolog(&self.around).len() };
        let prolog = self.around.split_off(prolog);
        self.end_stretch();
        self.any = true;
        self.within = true;
        self.quotes = quotes;
        self.quotes_left = 0;
        // It stands for the tag that follows.
        self.tail.push('<');
        self.xml.push(&prolog, &mut self.builder);
    }

    /// Ends a document. `below` is what was taken for a part of it.
    fn end(&mut self, below: &str) {
        self.within = false;
        self.tail.clear();
        self.builder.finish(self.xml.line(), self.xml.is_between_tags());
        self.xml.restart(htd_scan::count(below.as_bytes(), b'\n') as u32);
        self.take(below);
    }

    /// Ends a document that lost its end: what stands below its last tag was taken for a value that goes on.
    fn cut_off(&mut self) {
        let mut tail = std::mem::take(&mut self.tail);
        if tail.lines().next().is_some_and(|value| value.contains("PRIVATE KEY")) {
            tail = self.builder.without_keys(tail, self.xml.line());
        }
        self.end(tail.split_once('\n').map_or("", |(_, below)| below));
    }

    /// Keeps the text since the last document, unless it says nothing by itself.
    fn end_stretch(&mut self) {
        let text = std::mem::take(&mut self.around);
        let line = self.xml.line();
        self.xml.pass(&text);
        if text.lines().any(says_something) {
            self.stretches.push(Stretch { text, line, found: self.builder.found.len() });
        } else {
            self.kept -= text.len();
        }
    }
}

/// Whether a document begins anywhere in a text.
pub(super) fn begins_in(text: &str) -> bool {
    text.match_indices("Objs").map(|(at, _)| at).any(|word| {
        let (before, behind) = text.split_at_checked(word).unwrap_or((text, ""));
        quotes(before, behind, true).is_some()
    })
}

/// How many quote marks stand before a document, where one begins before `Objs`: on a line of its own, or as no
/// sentence about one does. `whole` tells whether `before` is all of the text.
fn quotes(before: &str, behind: &str, whole: bool) -> Option<usize> {
    let before = before.strip_suffix('<')?;
    let behind = behind.strip_prefix("Objs")?;
    let near = before.len().saturating_sub(LONGEST_QUOTE);
    let near = before.get(before.ceil_char_boundary(near)..).unwrap_or("");
    let line = match near.rsplit_once('\n') {
        Some((_, line)) => Some(line),
        None => Some(near).filter(|near| whole && near.len() == before.len()),
    };
    let is_mark = |c: char| matches!(c, '>' | ' ' | '\t' | '\u{A0}' | '\u{FEFF}');
    let marks =
        line.map_or("", |line| line.get(..line.len() - line.trim_start_matches(is_mark).len()).unwrap_or(""));
    let alone = line.is_some_and(|line| line.len() == marks.len());
    let begins = alone && behind.starts_with(|c: char| c == '>' || c.is_ascii_whitespace())
        || behind.starts_with(" Version=");
    begins.then(|| marks.bytes().filter(|&byte| byte == b'>').count())
}

/// Where the last line of a text begins, behind the first one, that begins with a tag.
fn last_tag(text: &str) -> Option<usize> {
    let mut end = text.len();
    while let Some(at) = text.as_bytes().get(..end).and_then(|text| htd_scan::find_last(text, b'\n')) {
        let line = text.get(at + 1..end).unwrap_or("");
        if line.trim_start_matches([' ', '\t', '>']).starts_with('<') {
            return Some(at + 1);
        }
        end = at;
    }
    None
}

fn says_something(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ', '\t']);
    !is_noise(line) && !line.starts_with("#< ") && !line.starts_with("<?xml ")
}

/// A text without the declarations and comments at its end, which belong to the document below it.
fn without_prolog(text: &str) -> &str {
    let mut rest = text;
    loop {
        let told = rest.trim_end();
        let start = if told.ends_with("-->") {
            told.rfind("<!--")
        } else if told.ends_with(['>', '[']) {
            htd_scan::find_last(told.as_bytes(), b'<')
        } else {
            None
        };
        let Some((before, tag)) = start.and_then(|start| told.split_at_checked(start)) else { return rest };
        if !tag.starts_with("<?") && !tag.starts_with("<!") {
            return rest;
        }
        rest = before;
    }
}
