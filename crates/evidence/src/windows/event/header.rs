//! The labels around the text of an event: `Source:`, `Event ID:`, `ProviderName :` and their like.

use crate::page::Page;
use crate::page::view::unwrap_lines;
use htd_source::Spanned;
use std::ops::Range;

/// A label that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Source,
    Id,
    Date,
    Computer,
    /// `Description`, `Message`: the text follows.
    Text,
    /// The first label of an entry.
    First,
    /// Any other.
    Other,
}

/// Labels, without blanks, and whether they are those of `Get-WinEvent` and `Get-EventLog` in a list, which begin a
/// line. Copies of what Event Viewer and `wevtutil` show, made on one line, have theirs in the middle of it.
const KNOWN: [(&str, Label, bool); 52] = [
    ("logname", Label::First, false),
    ("eventid", Label::Id, false),
    ("taskcategory", Label::Other, false),
    ("username", Label::Other, false),
    ("source", Label::Source, false),
    ("date", Label::Date, false),
    ("task", Label::Other, false),
    ("level", Label::Other, false),
    ("opcode", Label::Other, false),
    ("keywords", Label::Other, false),
    ("keyword", Label::Other, false),
    ("user", Label::Other, false),
    ("computer", Label::Computer, false),
    ("description", Label::Text, false),
    ("timecreated", Label::Date, true),
    ("timegenerated", Label::Date, true),
    ("timewritten", Label::Other, true),
    ("providername", Label::Source, true),
    ("providerid", Label::Other, true),
    ("machinename", Label::Computer, true),
    ("message", Label::Text, true),
    ("id", Label::Id, true),
    ("instanceid", Label::Other, true),
    ("leveldisplayname", Label::Other, true),
    ("opcodedisplayname", Label::Other, true),
    ("taskdisplayname", Label::Other, true),
    ("keywordsdisplaynames", Label::Other, true),
    ("entrytype", Label::Other, true),
    ("index", Label::Other, true),
    ("category", Label::Other, true),
    ("categorynumber", Label::Other, true),
    ("replacementstrings", Label::Other, true),
    ("data", Label::Other, true),
    ("site", Label::Other, true),
    ("container", Label::Other, true),
    ("version", Label::Other, true),
    ("qualifiers", Label::Other, true),
    ("recordid", Label::Other, true),
    ("processid", Label::Other, true),
    ("threadid", Label::Other, true),
    ("userid", Label::Other, true),
    ("activityid", Label::Other, true),
    ("relatedactivityid", Label::Other, true),
    ("containerlog", Label::Other, true),
    ("matchedqueryids", Label::Other, true),
    ("bookmark", Label::Other, true),
    ("properties", Label::Other, true),
    ("pscomputername", Label::Other, true),
    ("runspaceid", Label::Other, true),
    ("psshowcomputername", Label::Other, true),
    ("isvalid", Label::Other, true),
    ("eventrecordid", Label::Other, true),
];

/// No entry has more labels, and none is further from its text.
const MAX_LINES: usize = 60;
const MAX_BYTES: usize = 4_000;
/// No label of Event Viewer is longer in any language, in bytes.
const MAX_LABEL: usize = 60;
/// All labels of an entry that was copied into one line, with their values.
const MAX_INLINE: usize = 700;
/// No name of a computer is longer.
const MAX_COMPUTER: usize = 100;

/// What the labels around a text say, as ranges of the clean text.
pub(super) struct Header {
    pub(super) start: usize,
    pub(super) end: usize,
    found: Vec<(Label, Range<usize>)>,
}

impl Header {
    /// The labels around a text, none of them before `floor`.
    pub(super) fn around(page: &Page<'_>, text: &Range<usize>, id: u32, floor: usize) -> Self {
        let line = page.line_at(text.start);
        let last = page.line_at(text.end.saturating_sub(1));
        let first = first_line(page, line);
        let start = page.range(first).start.max(floor).max(text.start.saturating_sub(MAX_BYTES));
        let mut found = labels(page.text(), start..text.start);
        let mut header = Self { start: text.start, end: text.end, found: Vec::new() };
        if let Some(begin) = found.iter().rposition(|token| token.label == Label::First) {
            found.drain(..begin);
        }
        header.take(page.text(), &found, text.start);
        if found.iter().any(|token| token.shell) {
            let below = last + 1..last_line(page, last) + 1;
            if !below.is_empty() {
                let end = page.range(below.end - 1).end;
                let tokens = labels(page.text(), page.range(below.start).start..end);
                header.take(page.text(), &tokens, end);
                header.end = end;
            }
        }
        if !header.has(Label::Id) {
            header.take_translated(page, line, id, floor);
        }
        if !header.has(Label::Id) {
            header.take_translated_inline(page, text.start, id, start);
        }
        if !header.has(Label::Source) {
            header.take_bare_source(page, text.start, start);
        }
        header
    }

    /// The labels of an entry whose number stands in `line`, and where its text does. The end of the header is
    /// that of the entry also where no number is found.
    pub(super) fn of_labels(page: &Page<'_>, line: usize) -> (Self, Range<usize>) {
        let first = first_line(page, line);
        let mut last = last_line(page, line);
        let range = |last| {
            let start = page.range(first).start;
            start..page.range(last).end.min(start + 2 * MAX_BYTES)
        };
        let tokens = labels(page.text(), range(last));
        if tokens.last().is_some_and(|token| token.label == Label::Text && !token.shell) {
            let text = last + 1..(last + MAX_LINES).min(page.len());
            let known = |&index: &usize| page.is_free(index) && !page.line(index).trim().is_empty();
            last = text.take_while(known).last().unwrap_or(last);
        }
        let end = page.range(last).end;
        let mut header = Self { start: end, end, found: Vec::new() };
        header.take(page.text(), &tokens, range(last).end);
        let description = tokens.iter().find(|token| token.label == Label::Text).map(|token| token.value);
        let text = description.unwrap_or(header.start)..end;
        (header, text)
    }

    /// The labels in another language of an entry whose source stands in `line`, and where its text does:
    /// behind the source come the date and the number, and the text behind the last label.
    pub(super) fn of_translated_labels(page: &Page<'_>, line: usize) -> Option<(Self, Range<usize>)> {
        let (label, source) =
            labelled(page.line(line)).filter(|(_, value)| value.starts_with("MSExchange"))?;
        if label.eq_ignore_ascii_case("providername") || source.contains(['\t', ',', ';']) {
            return None;
        }
        let mut header = Self { start: page.range(line).start, end: 0, found: Vec::new() };
        header.found.push((Label::Source, page.range_of(source)));
        let mut last = "";
        let mut filled = "";
        let mut index = line + 1;
        while index < page.len().min(line + 16) && page.is_free(index) {
            let Some((_, value)) = labelled(page.line(index)) else { break };
            // The text itself, beside its label.
            if header.has(Label::Id) && (value.len() > MAX_COMPUTER || value.split(' ').count() > 4) {
                break;
            }
            if !header.has(Label::Id) && index <= line + 3 && value.parse::<u16>().is_ok() {
                header.found.push((Label::Id, page.range_of(value)));
                if !last.is_empty() {
                    header.found.push((Label::Date, page.range_of(last)));
                }
            } else if !value.is_empty() {
                filled = value;
            }
            last = value;
            index += 1;
        }
        // Four labels follow the number in every language.
        if !header.has(Label::Id) || index < line + 6 {
            return None;
        }
        header.found.push((Label::Computer, page.range_of(filled)));
        let text = page.range(index).start;
        while index < page.len().min(line + MAX_LINES)
            && page.is_free(index)
            && !page.line(index).trim().is_empty()
            && labelled(page.line(index)).is_none_or(|(_, value)| value.contains(" "))
        {
            index += 1;
        }
        header.end = page.range(index - 1).end;
        let above = line.saturating_sub(1);
        if line > 0 && page.is_free(above) && labelled(page.line(above)).is_some() {
            header.start = page.range(above).start;
        }
        let text = text.min(header.end)..header.end;
        Some((header, text))
    }

    /// The value of a label.
    pub(super) fn value(&self, page: &Page<'_>, label: Label) -> Option<Spanned<String>> {
        let (_, range) = self.found.iter().find(|(known, _)| *known == label)?;
        let text = unwrap_lines(page.text().get(range.clone())?);
        Some(Spanned::new(text, page.span(range.clone())))
    }

    /// The number of the event.
    pub(super) fn id(&self, page: &Page<'_>) -> Option<Spanned<u32>> {
        let id = self.value(page, Label::Id)?;
        let number = id.value.parse().ok().filter(|number| *number <= 65_535)?;
        Some(Spanned::new(number, id.span))
    }

    fn has(&self, label: Label) -> bool {
        self.found.iter().any(|(known, _)| *known == label)
    }

    /// Takes the values of labels, each up to the next label or to `end`.
    fn take(&mut self, text: &str, tokens: &[Token], end: usize) {
        for (index, token) in tokens.iter().enumerate() {
            self.start = self.start.min(token.start);
            let next = tokens.get(index + 1).map_or(end, |next| next.start);
            let wanted = !matches!(token.label, Label::Text | Label::First | Label::Other);
            let value = value_range(text, token.value..next).filter(|_| wanted && !self.has(token.label));
            let value =
                value.map(|range| if token.label == Label::Computer { one_word(text, range) } else { range });
            self.found.extend(value.map(|range| (token.label, range)));
        }
    }

    /// Labels in another language: the values tell. The source begins with `MSExchange`; behind it come the
    /// date and the number; the last one filled before the text is the computer.
    fn take_translated(&mut self, page: &Page<'_>, line: usize, id: u32, floor: usize) {
        let mut above = Vec::new();
        for index in (line.saturating_sub(16)..line).rev() {
            let text = page.line(index);
            if text.trim().is_empty() {
                continue;
            }
            let free = page.is_free(index) && page.range(index).start >= floor;
            match text.split_once(':') {
                Some((label, value)) if free && label.trim().chars().count() <= 30 => {
                    above.push((index, value.trim()));
                }
                _ => break,
            }
        }
        above.reverse();
        let Some(source) = above.iter().position(|(_, value)| value.starts_with("MSExchange")) else {
            return;
        };
        let is_id = |value: &str| value.parse() == Ok(id);
        let Some(number) = above.iter().skip(source).position(|(_, value)| is_id(value)) else { return };
        let number = number + source;
        let computer = above.iter().skip(number + 1).rev().find(|(_, value)| !value.is_empty());
        let mut push = |label, value: Option<&(usize, &str)>| {
            if let Some((_, value)) = value.filter(|(_, value)| !value.is_empty()) {
                self.found.push((label, page.range_of(value)));
            }
        };
        push(Label::Source, above.get(source));
        push(Label::Id, above.get(number));
        push(Label::Computer, computer);
        if number == source + 2 {
            push(Label::Date, above.get(source + 1));
        }
        if let Some((first, _)) = above.get(source.saturating_sub(1)) {
            self.start = self.start.min(page.range(*first).start);
        }
    }

    /// The same copied into one line: the source, the number behind it, and, before the last label, the
    /// computer.
    fn take_translated_inline(&mut self, page: &Page<'_>, text: usize, id: u32, floor: usize) {
        let clean = page.text();
        let floor = clean.ceil_char_boundary(floor.max(page.range(page.line_at(text)).start));
        let start = clean.ceil_char_boundary(text.saturating_sub(MAX_INLINE).max(floor));
        let before = clean.get(start..text).unwrap_or("");
        let Some(source) = before.rfind("MSExchange").and_then(|at| before.get(at..)) else {
            return;
        };
        let mut words = source.split_whitespace();
        let name = words.next().unwrap_or("");
        let Some(number) = words.find(|word| word.parse() == Ok(id)) else { return };
        let behind = before.trim_end().strip_suffix(':').map_or("", str::trim_end);
        let computer = behind.rsplit(char::is_whitespace).nth(1).unwrap_or("");
        self.found.push((Label::Source, page.range_of(name)));
        self.found.push((Label::Id, page.range_of(number)));
        if !computer.is_empty() && !computer.ends_with(':') {
            self.found.push((Label::Computer, page.range_of(computer)));
        }
        self.start = self.start.min(start);
    }

    /// The source without a label, as lists of events print it: just before the text.
    fn take_bare_source(&mut self, page: &Page<'_>, text: usize, floor: usize) {
        let clean = page.text();
        let line = page.range(page.line_at(text)).start;
        let start = clean.ceil_char_boundary(text.saturating_sub(300).max(line).max(floor));
        let Some(before) = clean.get(start..text) else { return };
        if let Some(offset) = before.rfind("MSExchange") {
            let rest = before.get(offset..).unwrap_or("");
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            self.found.push((Label::Source, start + offset..start + offset + length));
        }
    }
}

/// Whether the number of an event may stand in a line, by a cheap look.
pub(super) fn may_hold_id(line: &str) -> bool {
    let line = line.trim_start().as_bytes();
    if !line.first().is_some_and(|first| matches!(first, b'e' | b'E' | b'i' | b'I')) {
        return false;
    }
    let begins = |label: &str| {
        line.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label.as_bytes()))
    };
    // `Identity` begins most objects.
    begins("event id")
        || begins("eventid")
        || begins("id") && !line.get(2).is_some_and(u8::is_ascii_alphabetic)
}

/// A line of Event Viewer in any language: a label, a colon, and a value or nothing.
fn labelled(line: &str) -> Option<(&str, &str)> {
    let near = line.get(..line.floor_char_boundary(MAX_LABEL))?;
    let colon = near.find(':')?;
    let (label, value) = (near.get(..colon)?.trim(), line.get(colon + 1..)?.trim());
    (!label.is_empty()).then_some((label, value))
}

/// A label with its colon.
struct Token {
    label: Label,
    /// Where it begins.
    start: usize,
    /// Just behind its colon.
    value: usize,
    /// It is one of a shell's list.
    shell: bool,
}

/// The labels in a range of a text.
fn labels(text: &str, range: Range<usize>) -> Vec<Token> {
    let range = text.ceil_char_boundary(range.start)..text.floor_char_boundary(range.end);
    let Some(part) = text.get(range.clone()) else { return Vec::new() };
    let mut tokens: Vec<Token> = Vec::new();
    for (colon, _) in part.match_indices(':') {
        let floor = tokens.last().map_or(0, |token| token.value - range.start);
        let before = part.get(floor..colon).unwrap_or("").trim_end();
        let Some(last) = before.as_bytes().last().map(u8::to_ascii_lowercase) else { continue };
        let mut longest: Option<(usize, Label, usize, bool)> = None;
        for &(name, label, shell) in &KNOWN {
            if name.as_bytes().last() != Some(&last)
                || longest.is_some_and(|(length, ..)| length > name.len())
            {
                continue;
            }
            let Some(start) = label_start(before, name) else { continue };
            let outside = before.get(..start).unwrap_or("");
            let begins_line = outside.rsplit('\n').next().is_some_and(|line| line.trim().is_empty())
                && (floor == 0 || outside.contains("\n"));
            let apart = outside.is_empty() || outside.ends_with(char::is_whitespace);
            if (begins_line || floor == 0 && outside.trim().is_empty()) || !shell && apart {
                longest = Some((name.len(), label, start, shell));
            }
        }
        if let Some((_, label, start, shell)) = longest {
            let start = range.start + floor + start;
            tokens.push(Token { label, start, value: range.start + colon + 1, shell });
        }
    }
    tokens
}

/// Where a label begins that a text ends with, blanks inside it aside.
fn label_start(text: &str, label: &str) -> Option<usize> {
    let mut wanted = label.bytes().rev();
    let mut next = wanted.next()?;
    for (offset, byte) in text.bytes().enumerate().rev() {
        if byte.is_ascii_whitespace() {
            continue;
        }
        if byte.to_ascii_lowercase() != next {
            return None;
        }
        match wanted.next() {
            Some(byte) => next = byte,
            None => return Some(offset),
        }
    }
    None
}

/// The value between a label and the next: one line of it where labels stand in lines of their own, all of it
/// where they were copied into one running text.
fn value_range(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let lines_of_their_own = part.trim_end_matches([' ', '\t']).ends_with('\n');
    let value = if lines_of_their_own {
        part.trim_start_matches([' ', '\t']).split('\n').next().unwrap_or("").trim()
    } else {
        part.trim()
    };
    let start = range.start + (value.as_ptr() as usize).wrapping_sub(part.as_ptr() as usize);
    (!value.is_empty() && value.len() <= 200).then_some(start..start + value.len())
}

/// A name without the label in another language that follows it on the line.
fn one_word(text: &str, range: Range<usize>) -> Range<usize> {
    let value = text.get(range.clone()).unwrap_or("");
    let length = if value.ends_with(':') {
        value.find(char::is_whitespace).unwrap_or(value.len())
    } else {
        value.len()
    };
    range.start..range.start + length
}

/// The first line of the labels above a line.
fn first_line(page: &Page<'_>, line: usize) -> usize {
    let mut first = line;
    let mut blank = false;
    for index in (line.saturating_sub(MAX_LINES)..line).rev() {
        let text = page.line(index);
        if !page.is_free(index) || (text.trim().is_empty() && blank) {
            break;
        }
        blank = text.trim().is_empty();
        if blank {
            continue;
        }
        let range = page.range(index);
        let tokens = labels(page.text(), range.start..range.end.min(range.start + MAX_BYTES));
        let indented = text.starts_with(' ');
        if tokens.is_empty() && !indented {
            break;
        }
        if !tokens.is_empty() {
            first = index;
        }
        if tokens.iter().any(|token| token.label == Label::First) {
            break;
        }
    }
    first
}

/// The last line of a list's labels below a line.
fn last_line(page: &Page<'_>, line: usize) -> usize {
    let mut last = line;
    for index in line + 1..(line + MAX_LINES).min(page.len()) {
        let text = page.line(index);
        if !page.is_free(index) || text.trim().is_empty() {
            break;
        }
        let range = page.range(index);
        let tokens = labels(page.text(), range.start..range.end.min(range.start + MAX_BYTES));
        let labelled = tokens.first().is_some_and(|token| token.label != Label::First);
        if !labelled && !text.starts_with(' ') {
            break;
        }
        last = index;
    }
    last
}
