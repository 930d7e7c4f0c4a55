//! `Format-List` output as people paste it: aligned or collapsed to single blanks, wrapped at any width,
//! in part, several objects of several commands one after the other.

use crate::item::{Command, Format, Item, Property, Record};
use crate::page::Page;
use crate::page::noise::{is_noise, is_noise_at, is_prose};
use crate::page::property_line::{self, PropertyLine};
use crate::shell::command::{Above, CommandLine};
use crate::shell::room::Room;
use crate::shell::value::{self, Joined};
use htd_source::Spanned;
use std::ops::Range;
use std::sync::Arc;

/// No object has more properties. It bounds the search for a label that was printed before.
const MAX_PROPERTIES: usize = 400;

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>, commands: &[CommandLine], room: &mut Room) -> Vec<Item> {
    let mut reader =
        Reader { items: Vec::new(), above: Above::new(commands), room, open: None, names: Names::default() };
    let mut segment = Segment::default();
    let mut blank_lines = 0;
    let mut index = 0;
    while index < page.len() {
        if let Some(command) = reader.above.begins_at(index) {
            reader.close(page);
            segment = Segment::default();
            blank_lines = 0;
            index = command.lines.end;
            continue;
        }
        if !page.is_free(index) {
            reader.close(page);
            reader.above.interrupt();
            blank_lines = 0;
        } else if page.is_blank(index) {
            blank_lines += 1;
        } else {
            if index >= segment.end {
                segment = Segment::from(page, index, reader.above.next_start());
            }
            reader.take(page, index, blank_lines > usize::from(segment.double_spaced));
            blank_lines = 0;
        }
        index += 1;
    }
    reader.close(page);
    reader.items
}

/// Lines up to the next command, or to two blank lines.
#[derive(Default)]
struct Segment {
    end: usize,
    /// A blank line behind every line is how a forum shows the paste; then it separates nothing.
    double_spaced: bool,
}

impl Segment {
    fn from(page: &Page<'_>, start: usize, limit: usize) -> Self {
        let (mut printed, mut adjacent, mut blank_lines) = (0, false, 1);
        let mut end = start;
        while end < limit.min(page.len()) && page.is_free(end) && blank_lines < 2 {
            if page.is_blank(end) {
                blank_lines += 1;
            } else {
                adjacent |= blank_lines == 0;
                printed += 1;
                blank_lines = 0;
            }
            end += 1;
        }
        Self { end, double_spaced: printed >= 3 && !adjacent }
    }
}

struct Reader<'a> {
    items: Vec<Item>,
    above: Above<'a>,
    room: &'a mut Room,
    open: Option<Open<'a>>,
    names: Names,
}

/// The names of properties so far. The objects of a list have the same ones in the same order.
#[derive(Default)]
struct Names {
    known: Vec<Arc<str>>,
    /// The one behind the last that was asked for.
    next: usize,
}

impl Names {
    fn get(&mut self, label: &str) -> Arc<str> {
        let is_next = self.known.get(self.next).is_some_and(|name| **name == *label);
        if !is_next {
            self.next = match self.known.iter().position(|name| **name == *label) {
                Some(found) => found,
                None if self.known.len() < MAX_PROPERTIES => {
                    self.known.push(label.into());
                    self.known.len() - 1
                }
                None => return label.into(),
            };
        }
        self.next += 1;
        self.known.get(self.next - 1).map_or_else(|| label.into(), Arc::clone)
    }
}

impl Reader<'_> {
    fn take(&mut self, page: &mut Page<'_>, index: usize, separated: bool) {
        if let Some(label) = page.label(index) {
            // It stands at the edge, where no value goes on.
            if let Some(found) = property_line::printed(page.line(index), label) {
                self.begin(page, index, separated, &found);
            }
            return;
        }
        let found = property(page, index, self.open.as_ref());
        if let Some(open) = self.open.as_mut().filter(|_| !separated) {
            let continues = match &found {
                Some(found) => open.continues_with_label(found),
                None => open.continues(page, page.line(index)),
            };
            if continues {
                open.extend(page, index);
                return;
            }
        }
        let Some(found) = found else {
            self.close(page);
            if self.above.command().is_some() && !is_noise_at(page, index) {
                self.above.interrupt();
            }
            return;
        };
        self.begin(page, index, separated, &found);
    }

    /// Adds the property that begins on a line, to the open object or to the next one.
    fn begin(&mut self, page: &mut Page<'_>, index: usize, separated: bool, found: &PropertyLine<'_>) {
        let digest = htd_scan::digest_ignoring_case(found.label.as_bytes());
        if self.open.as_ref().is_some_and(|open| separated || open.is_full(page, found.label, digest)) {
            self.close(page);
        }
        let command = self.above.command();
        self.open
            .get_or_insert_with(|| Open::new(command, index, found.indent))
            .add(page, index, found, digest);
    }

    /// Ends the object. Lines that turn out not to be one stay free.
    fn close(&mut self, page: &mut Page<'_>) {
        let Some(open) = self.open.take() else { return };
        if open.is_convincing(page) {
            page.claim(open.lines.clone(), Format::FormatList);
            let start = page.range(open.lines.start).start;
            if self.room.is_for(open.properties.len(), start) {
                let record = open.record(page, &mut self.names);
                self.room.made(&record);
                self.items.push(Item::Record(record));
            }
        } else {
            self.above.interrupt();
        }
    }
}

/// The property that begins on a line. A label of several words is one where its colon stands under or
/// above another.
fn property<'p>(page: &Page<'p>, index: usize, open: Option<&Open<'_>>) -> Option<PropertyLine<'p>> {
    let found = property_line::at(page, index).filter(|_| !is_noise_at(page, index))?;
    let aligned_above = || open.is_some_and(|open| open.colon == found.colon);
    let aligned_below =
        || property_line::at(page, index + 1).is_some_and(|next| next.spaced && next.colon == found.colon);
    (!found.several_words || aligned_above() || aligned_below()).then_some(found)
}

/// An object whose end has not been seen.
struct Open<'a> {
    command: Option<&'a Arc<Command>>,
    lines: Range<usize>,
    indent: usize,
    /// The column of the last colon.
    colon: usize,
    /// Whether labels are padded to one width, so that continuation lines are indented.
    padded: bool,
    /// The longest stretch of a value on one line: the console was at least that wide.
    width: usize,
    properties: Vec<Printed>,
    /// Of each property's label: equal for labels that differ in case only, and seldom else. It spares most
    /// comparisons.
    digests: Vec<u32>,
    /// What stands on the lines of all properties, one behind the other.
    pieces: Vec<Piece>,
}

/// A property as it was printed.
struct Printed {
    label: Range<usize>,
    spaced: bool,
    /// Just behind the colon.
    behind: usize,
    /// The first of its pieces.
    first: usize,
}

/// The value on one line.
struct Piece {
    /// To the end of the line.
    range: Range<usize>,
    /// Where the blanks at the end of the line begin.
    end: usize,
    indented: bool,
    /// The length of the whole line.
    printed: usize,
}

impl Piece {
    fn text<'p>(&self, page: &Page<'p>) -> &'p str {
        page.text().get(self.range.start..self.end).unwrap_or("")
    }
}

impl<'a> Open<'a> {
    fn new(command: Option<&'a Arc<Command>>, index: usize, indent: usize) -> Self {
        let (properties, digests, pieces) =
            (Vec::with_capacity(32), Vec::with_capacity(32), Vec::with_capacity(32));
        let lines = index..index;
        Self { command, lines, indent, colon: 0, padded: false, width: 0, properties, digests, pieces }
    }

    fn is_full(&self, page: &Page<'_>, label: &str, digest: u32) -> bool {
        self.properties.len() >= MAX_PROPERTIES
            || self.digests.contains(&digest)
                && self
                    .properties
                    .iter()
                    .any(|property| text(page, &property.label).eq_ignore_ascii_case(label))
    }

    fn add(&mut self, page: &Page<'_>, index: usize, found: &PropertyLine<'_>, digest: u32) {
        let label = page.range_of(found.label);
        // The first line of a selection can lack its indentation.
        self.indent = self.indent.max(found.indent);
        self.colon = found.colon;
        self.padded |= found.padded;
        let behind = page.range(index).start + found.behind;
        let first = self.pieces.len();
        self.properties.push(Printed { label, spaced: found.spaced, behind, first });
        self.digests.push(digest);
        self.push(page, index, page.range_of(found.value), true);
    }

    fn extend(&mut self, page: &Page<'_>, index: usize) {
        let line = page.line(index);
        let indented = property_line::indent(line) > self.indent;
        self.push(page, index, page.range_of(line.trim_start()), indented);
    }

    fn push(&mut self, page: &Page<'_>, index: usize, range: Range<usize>, indented: bool) {
        self.lines.end = index + 1;
        let whole = page.line(index);
        let plain = page.is_plain(index);
        let line = if plain { whole.trim_ascii_end() } else { whole.trim_end() };
        let end = range.start.max(page.range(index).start + line.len());
        let (printed, width) = match plain {
            true => (line.len(), end - range.start),
            false => (columns(line), columns(page.text().get(range.start..end).unwrap_or(""))),
        };
        self.width = self.width.max(width);
        self.pieces.push(Piece { range, end, indented, printed });
    }

    /// Whether a line that could be a property is the continuation of a value: it stands where values do.
    fn continues_with_label(&self, found: &PropertyLine<'_>) -> bool {
        found.indent > self.indent && (found.indent > self.colon || !found.spaced)
    }

    fn continues(&self, page: &Page<'_>, line: &str) -> bool {
        let first = self.properties.last().and_then(|property| self.pieces.get(property.first));
        let Some((first, last)) = first.zip(self.pieces.last()) else { return false };
        let indent = property_line::indent(line);
        if indent > self.indent {
            return indent > self.colon || !last.text(page).is_empty();
        }
        let value = last.text(page);
        let in_braces = first.text(page).starts_with('{');
        let word = columns(line.trim_start().split(' ').next().unwrap_or(""));
        if in_braces && !value.ends_with('}') && line.trim() == "}" {
            return true;
        }
        if value.is_empty() || is_noise(line) || (in_braces && value.ends_with('}')) {
            return false;
        }
        if is_prose(line) && !value.ends_with(',') {
            return false;
        }
        // A line is only broken where the next word does not fit any more, with the blank behind it.
        let full = columns(value) + 1 + word >= self.width.max(24);
        in_braces || full && (!self.padded || last.printed >= 60)
    }

    fn is_convincing(&self, page: &Page<'_>) -> bool {
        let spaced = self.properties.iter().filter(|property| property.spaced).count();
        if spaced > 1 {
            return true;
        }
        let labels = || self.properties.iter().map(|property| text(page, &property.label));
        let known = labels().filter(|label| property_line::is_known(label)).count();
        let compound = labels().filter(|label| property_line::is_compound(label)).count();
        match (spaced, self.properties.len()) {
            _ if self.command.is_some() => spaced + known + compound > 0,
            (1, 1) => known + compound > 0,
            (_, count) => count > 1 && (compound > 0 || known > 1),
        }
    }

    fn record(self, page: &Page<'_>, names: &mut Names) -> Record {
        let widest = self.pieces.iter().map(|piece| piece.printed).max();
        let console = Console { width: self.width, printed: widest.unwrap_or(0), padded: self.padded };
        let start = self.properties.first().map_or(0, |property| property.label.start);
        let mut end = start;
        let mut properties = Vec::with_capacity(self.properties.len());
        for (index, printed) in self.properties.iter().enumerate() {
            let next = self.properties.get(index + 1).map_or(self.pieces.len(), |next| next.first);
            let pieces = self.pieces.get(printed.first..next).unwrap_or_default();
            let value = match pieces {
                [only] => value::single(page, only.range.start..only.end, printed.behind),
                _ => join(page, pieces, &console).value(page, printed.behind),
            };
            end = end.max(printed.behind).max(pieces.last().map_or(0, |piece| piece.end));
            let label = names.get(text(page, &printed.label));
            properties.push(Property { name: Spanned::new(label, page.span(printed.label.clone())), value });
        }
        Record {
            span: page.span(start..end),
            command: self.command.cloned(),
            properties,
            type_name: None,
            certificate: None,
        }
    }
}

fn columns(text: &str) -> usize {
    htd_scan::count_characters(text.as_bytes())
}

/// What the lines of an object tell of the window that it was printed in.
struct Console {
    /// Columns for values, at least.
    width: usize,
    /// Columns of the longest line.
    printed: usize,
    padded: bool,
}

fn join(page: &Page<'_>, pieces: &[Piece], console: &Console) -> Joined {
    let mut joined = Joined::default();
    let mut before: Option<&Piece> = None;
    for (number, piece) in pieces.iter().enumerate() {
        let last = number + 1 == pieces.len();
        let blank = before.is_some_and(|before| console.broke_at_blank(page, before, piece, last));
        joined.push(page, piece.range.start..piece.end, blank);
        before = Some(piece);
    }
    joined
}

impl Console {
    /// Whether a blank stood where a value goes on in the next line. PowerShell breaks at a blank where
    /// the next word does not fit, and inside a word only where that is longer than the whole width.
    fn broke_at_blank(&self, page: &Page<'_>, before: &Piece, next: &Piece, last: bool) -> bool {
        let printed = page.text().get(before.range.clone()).unwrap_or("");
        let (end, start) = (before.text(page), next.text(page));
        let kept_one_blank = printed.len() == end.len() + 1;
        if kept_one_blank || end.ends_with(',') {
            return true;
        }
        if self.padded && !next.indented {
            // Not PowerShell's break: a console cuts at its edge, a mail program at a blank before it.
            return before.printed < 79 || before.printed < self.printed;
        }
        let last_word = columns(end.rsplit(' ').next().unwrap_or(""));
        let first_word = start.split(' ').next().unwrap_or("");
        // The blank behind a word counts as a part of it.
        let followed = usize::from(!last || first_word.len() < start.len());
        columns(end) < self.width || last_word + columns(first_word) + followed <= self.width
    }
}

fn text<'p>(page: &Page<'p>, range: &Range<usize>) -> &'p str {
    page.text().get(range.clone()).unwrap_or("").trim_end()
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod round_trip;
#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests;
