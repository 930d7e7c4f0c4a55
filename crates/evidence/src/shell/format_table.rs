//! `Format-Table` output: any table with a heading of dashes, and rows of certificates and of connectors
//! that are known by themselves.

use crate::item::{Command, Format, Item, Property, Record, Value};
use crate::page::Page;
use crate::page::noise::{is_noise_at, is_prose};
use crate::shell::command::{Above, CommandLine};
use crate::shell::room::Room;
use crate::shell::value::Joined;
use htd_scan::marks;
use htd_source::Spanned;
use std::ops::Range;
use std::sync::Arc;

/// No default view has more columns.
const MAX_COLUMNS: usize = 24;

/// A row that is longer than this can have been cut by the console without a sign.
const CONSOLE: usize = 79;

/// A shorter cell in the last column, `True`, is whole wherever it ends.
const LONG_CELL: usize = 12;

/// Reads the free lines of a page and claims those that it understood.
pub(crate) fn read(page: &mut Page<'_>, commands: &[CommandLine], room: &mut Room) -> Vec<Item> {
    let mut above = Above::new(commands);
    let mut items = Vec::new();
    let mut index = 0;
    while index < page.len() {
        if let Some(command) = above.begins_at(index) {
            index = command.lines.end;
        } else if page.label(index).is_some() {
            above.interrupt();
            index = page.unlisted(index).min(above.next_start());
        } else if let Some(heading) = heading_at(page, index, above.command().is_some()) {
            let limit = above.next_start();
            let (found, end) = rows(page, index, &heading, above.command(), room, limit);
            items.extend(found);
            index = end;
        } else {
            let row = certificate_row(page, index, None, above.command())
                .or_else(|| connector_row(page, index, above.command()));
            match row {
                Some(record) if page.is_free(index) => {
                    page.claim(index..index + 1, Format::FormatTable);
                    if room.is_for_record(page, &record, index) {
                        items.push(Item::Record(record));
                    }
                }
                _ if above.command().is_some() && !is_noise_at(page, index) => above.interrupt(),
                _ => {}
            }
            index += 1;
        }
    }
    items
}

/// The names over the columns, by line and place.
struct Heading {
    columns: Vec<Column>,
    /// The widths of the table are lost: everything is one blank apart.
    tight: bool,
}

impl Heading {
    fn is_of_certificates(&self, page: &Page<'_>) -> bool {
        self.columns.first().is_some_and(|column| {
            page.text().get(column.name.clone()).is_some_and(|name| name.eq_ignore_ascii_case("thumbprint"))
        })
    }

    /// The cells of a row; `None` for a line that is none.
    fn cells<'p>(&self, line: &'p str) -> Option<Vec<&'p str>> {
        let loose = || loose_cells(line, self.columns.len()).filter(|_| !is_prose(line));
        let kept = || {
            let cells = cells(line, &self.columns)?;
            let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
            let sentence = is_prose(line) && (filled < 2 || line.trim_end().ends_with(['.', '!', '?', ':']));
            (!sentence).then_some(cells)
        };
        if self.tight { loose().or_else(kept) } else { kept().or_else(loose) }
    }
}

struct Column {
    name: Range<usize>,
    /// The first character column, and one past the last dash.
    start: usize,
    end: usize,
}

/// A line of names above a line of dashes.
fn heading_at(page: &Page<'_>, index: usize, after_command: bool) -> Option<Heading> {
    if page.marks(index + 1) & !marks::ODD != marks::HYPHEN {
        return None;
    }
    let dashes = page.line(index + 1);
    let dashed = dashes.trim_start().starts_with("--") && dashes.bytes().all(|byte| b"- \t".contains(&byte));
    if !dashed || !page.is_free(index) || !page.is_free(index + 1) {
        return None;
    }
    let names = page.line(index);
    let mut columns = Vec::new();
    let groups = groups(dashes);
    for (number, group) in groups.iter().enumerate() {
        // A name over numbers stands at the right end, like the dashes under it.
        let next = groups.get(number + 1).map_or(usize::MAX, |next| next.start);
        let name = by_columns(names, group.start, next).trim();
        let valid = !name.is_empty()
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '(' | ')' | '%'));
        if !valid || columns.len() >= MAX_COLUMNS {
            return None;
        }
        columns.push(Column { name: page.range_of(name), start: group.start, end: group.end });
    }
    let tight = groups.windows(2).all(|pair| matches!(pair, [one, next] if next.start == one.end + 1));
    // One underlined word is a title as often as a table.
    (columns.len() > 1 || (after_command && !columns.is_empty())).then_some(Heading { columns, tight })
}

/// Columns of the runs of dashes.
fn groups(dashes: &str) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (column, _) in dashes.bytes().enumerate().filter(|&(_, byte)| byte == b'-') {
        if groups.len() > MAX_COLUMNS {
            break;
        }
        match groups.last_mut().filter(|last| last.end == column) {
            Some(last) => last.end += 1,
            None => groups.push(column..column + 1),
        }
    }
    groups
}

/// The characters of a line from one column to another.
fn by_columns(line: &str, start: usize, end: usize) -> &str {
    let mut offsets = line.char_indices().map(|(offset, _)| offset);
    let from = offsets.nth(start).unwrap_or(line.len());
    let to = match end.checked_sub(start + 1) {
        Some(more) => offsets.nth(more).unwrap_or(line.len()),
        None => from,
    };
    line.get(from..to).unwrap_or("")
}

/// Reads the rows under a heading and returns the line behind them.
fn rows(
    page: &mut Page<'_>,
    index: usize,
    heading: &Heading,
    command: Option<&Arc<Command>>,
    room: &mut Room,
    limit: usize,
) -> (Vec<Item>, usize) {
    let first = index + 2;
    let mut end = first;
    let mut found: Vec<Row> = Vec::new();
    let most = room.objects(heading.columns.len());
    let mut lost = None;
    while end < page.len().min(limit) && page.is_free(end) && !page.line(end).trim().is_empty() {
        if heading_at(page, end, false).is_some() {
            break;
        }
        let line = page.line(end);
        let certificate =
            certificate_row(page, end, Some(heading), command).filter(|_| heading.is_of_certificates(page));
        let Some(cells) = heading.cells(line).or_else(|| certificate.is_some().then(Vec::new)) else { break };
        if lost.is_some() || found.len() == most {
            lost.get_or_insert(end);
            end += 1;
            continue;
        }
        let wraps = cells.first().is_some_and(|cell| cell.is_empty());
        match (found.last_mut().filter(|_| wraps), certificate) {
            (_, Some(record)) => {
                found.push(Row { lines: end..end + 1, cells: Vec::new(), done: Some(record) })
            }
            (Some(last), None) => last.extend(page, &cells),
            (None, None) => found.push(Row::new(page, end, &cells)),
        }
        end += 1;
    }
    if found.is_empty() && command.is_none() {
        return (Vec::new(), index + 1);
    }
    let mut items = Vec::new();
    let widest = (first..end).map(|line| page.line(line).trim_end().chars().count()).max().unwrap_or(0);
    for row in found {
        let reaches_edge = widest >= CONSOLE
            && row.lines.clone().any(|line| page.line(line).trim_end().chars().count() == widest);
        if room.is_for(heading.columns.len(), page.range(row.lines.start).start) {
            items.push(Item::Record(row.record(page, heading, command, reaches_edge)));
        }
    }
    if let Some(line) = lost {
        room.lose(page.range(line).start);
    }
    page.claim(index..end, Format::FormatTable);
    (items, end)
}

struct Row {
    lines: Range<usize>,
    cells: Vec<Joined>,
    /// A row that was read another way.
    done: Option<Record>,
}

impl Row {
    fn new(page: &Page<'_>, index: usize, cells: &[&str]) -> Self {
        let cells = cells.iter().map(|cell| {
            let mut joined = Joined::default();
            joined.push(page, page.range_of(cell), false);
            joined
        });
        Self { lines: index..index + 1, cells: cells.collect(), done: None }
    }

    /// A line of `Format-Table -Wrap` that goes on with cells of the row above.
    fn extend(&mut self, page: &Page<'_>, cells: &[&str]) {
        self.lines.end += 1;
        for (joined, cell) in self.cells.iter_mut().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            joined.push(page, page.range_of(cell), true);
        }
    }

    fn record(
        self,
        page: &Page<'_>,
        heading: &Heading,
        command: Option<&Arc<Command>>,
        reaches_edge: bool,
    ) -> Record {
        if let Some(record) = self.done {
            return record;
        }
        let lines = page.range(self.lines.start).start..page.range(self.lines.end - 1).end;
        let last = self.cells.len().saturating_sub(1);
        let properties =
            self.cells.iter().zip(&heading.columns).enumerate().map(|(number, (cell, column))| {
                let mut value = cell.value(page, lines.end);
                let name = spanned(page, column.name.clone());
                // A console cuts the last column at its edge without a sign.
                value.cut |= number == last && reaches_edge && value.text.len() >= LONG_CELL;
                may_be_cut(&name.value, &mut value);
                Property::new(name, value)
            });
        let properties = properties.collect();
        let whole = page.text().get(lines.clone()).unwrap_or("").trim();
        Record {
            span: page.span_of(whole),
            command: command.cloned(),
            properties,
            type_name: None,
            certificate: None,
        }
    }
}

/// Names of certificates are longer than a column, and the dots that tell of the cut are lost in many
/// pastes: a name in a table is never taken for whole.
fn may_be_cut(name: &str, value: &mut Value) {
    let names = ["subject", "issuer", "tlscertificatename"];
    value.cut |= !value.text.is_empty() && names.iter().any(|known| name.eq_ignore_ascii_case(known));
}

/// The cells of a row that keeps to the columns of its heading.
fn cells<'p>(line: &'p str, columns: &[Column]) -> Option<Vec<&'p str>> {
    let offsets: Vec<usize> = line.char_indices().map(|(offset, _)| offset).take(4200).collect();
    let byte = |column: usize| offsets.get(column).copied().unwrap_or(line.len());
    let blank =
        |column: usize| line.get(byte(column)..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' '));
    let mut starts = Vec::new();
    for column in columns {
        let mut start = column.start;
        if start > 0 && !blank(start - 1) {
            // Numbers stand at the right end of their column and may begin before its name.
            while start > 0 && !blank(start - 1) {
                start -= 1;
            }
            if !blank(column.end) || start == 0 && column.start != 0 {
                return None;
            }
        }
        starts.push(start);
    }
    let mut cells = Vec::new();
    for (number, &start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).map_or(line.len(), |&next| byte(next));
        cells.push(line.get(byte(start)..end)?.trim());
    }
    cells.iter().any(|cell| !cell.is_empty()).then_some(cells)
}

/// The cells of a row whose columns are lost: words, lists in braces as one. What is too many belongs to
/// the first column, which is a name with blanks; but only where a list shows that the rest is in its place.
fn loose_cells(line: &str, columns: usize) -> Option<Vec<&str>> {
    let mut words: Vec<&str> = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() && words.len() < 64 {
        let end = if rest.starts_with('{') { rest.find('}').map(|at| at + 1) } else { rest.find(' ') };
        let (word, behind) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        words.push(word);
        rest = behind.trim_start();
    }
    let extra = words.len().checked_sub(columns)?;
    let list = words.iter().position(|word| word.starts_with('{'));
    if !rest.is_empty() || columns == 0 || (extra > 0 && list != Some(extra + 1)) {
        return None;
    }
    let last = words.get(extra)?;
    let first_end = last.as_ptr() as usize + last.len() - line.trim().as_ptr() as usize;
    let mut cells = vec![line.trim().get(..first_end)?];
    cells.extend(words.get(extra + 1..)?);
    Some(cells)
}

/// A row of `Get-ExchangeCertificate`: thumbprint, the letters of the services by position, and a subject.
fn certificate_row(
    page: &Page<'_>,
    index: usize,
    heading: Option<&Heading>,
    command: Option<&Arc<Command>>,
) -> Option<Record> {
    if page.marks(index) & marks::WORD == 0 {
        return None;
    }
    let start = page.line(index).trim_ascii_start().as_bytes();
    if page.is_plain(index) && !start.get(..40)?.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let line = page.line(index).trim();
    let (thumbprint, rest) = line.split_at_checked(40)?;
    if !thumbprint.bytes().all(|byte| byte.is_ascii_hexdigit()) || !rest.starts_with([' ', '\t']) {
        return None;
    }
    let rest = rest.trim_start();
    let (services, subject) = rest.split_at_checked(rest.find([' ', '\t']).unwrap_or(rest.len()))?;
    let letters = services.bytes().all(|byte| b"IPUWSFC.".contains(&byte));
    if !letters || !(6..=7).contains(&services.len()) {
        return None;
    }
    let subject = subject.trim();
    let named = |number: usize, part: &str| {
        let name = ["Thumbprint", "Services", "Subject"].get(number).copied().unwrap_or("");
        let column = heading.and_then(|heading| heading.columns.get(number));
        let printed = column.map(|column| spanned(page, column.name.clone()));
        printed
            .filter(|printed| printed.value.eq_ignore_ascii_case(name))
            .unwrap_or_else(|| Spanned::new(name.to_owned(), page.span_of(part)))
    };
    let end = page.range(index).end;
    let properties = [thumbprint, services, subject].into_iter().enumerate().map(|(number, part)| {
        let mut joined = Joined::default();
        joined.push(page, page.range_of(part), false);
        let mut value = joined.value(page, end);
        let name = named(number, part);
        may_be_cut(&name.value, &mut value);
        Property::new(name, value)
    });
    Some(Record {
        span: page.span_of(line),
        command: command.cloned(),
        properties: properties.collect(),
        type_name: None,
        certificate: None,
    })
}

/// A row without its heading that holds a TlsCertificateName: the connector's name stands before it, and a
/// truth value ends the row, which tells it from a sentence.
fn connector_row(page: &Page<'_>, index: usize, command: Option<&Arc<Command>>) -> Option<Record> {
    if page.marks(index) & marks::LESS == 0 {
        return None;
    }
    let line = page.line(index).trim();
    let (start, _) = line.rsplit_once(' ').filter(|(_, last)| matches!(*last, "True" | "False"))?;
    let tag = |tag: &str, text: &str| {
        text.as_bytes().windows(3).position(|window| window.eq_ignore_ascii_case(tag.as_bytes()))
    };
    let (name, identifier) = start.split_at_checked(tag("<i>", start)?)?;
    tag("<s>", identifier)?;
    let (name, identifier) = (name.strip_suffix(' ')?.trim(), identifier.trim());
    if name.is_empty() || name.contains(['<', ':', '=']) {
        return None;
    }
    let end = page.range(index).end;
    let properties = [("Name", name), ("TlsCertificateName", identifier)].map(|(label, part)| {
        let mut joined = Joined::default();
        joined.push(page, page.range_of(part), false);
        let mut value = joined.value(page, end);
        may_be_cut(label, &mut value);
        Property::new(Spanned::new(label.to_owned(), page.span_of(part)), value)
    });
    Some(Record {
        span: page.span_of(line),
        command: command.cloned(),
        properties: properties.into(),
        type_name: None,
        certificate: None,
    })
}

fn spanned(page: &Page<'_>, range: Range<usize>) -> Spanned<String> {
    let text = page.text().get(range.clone()).unwrap_or("").to_owned();
    Spanned::new(text, page.span(range))
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests;
