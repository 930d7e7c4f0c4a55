//! `Export-Csv` and `ConvertTo-Csv` output of Windows PowerShell and PowerShell, with the separators of all
//! locales, and what spreadsheets make of it.

mod header;
mod row;

use crate::item::{Command, Format, Item, Property, Record, Value};
use crate::page::Page;
use crate::shell::command;
use crate::shell::telling::{entries, is_known, is_type_name};
use header::{Header, MAX_TRIES, header};
use htd_source::{Clean, Problem, SourceId, Spanned};
use row::{Field, NoRow, Row, console, row, unwrapped, wrapped_row};
use std::ops::Range;
use std::sync::Arc;

/// How many properties of all objects together are kept.
const MAX_PROPERTIES: usize = 200_000;

/// Whether a whole text is one table.
pub(crate) fn is_whole(text: &str) -> bool {
    let start = text.len() - text.trim_start().len();
    let Some(header) = header(text, start, &mut 3) else { return false };
    let mut at = header.row.next;
    while at < text.len() {
        match row(text, at, header.separator) {
            Ok(row) if row.fields.len() == header.row.fields.len() => at = row.next,
            Ok(_) | Err(NoRow::Other) => return text.get(at..).is_some_and(|rest| rest.trim().is_empty()),
            // The rest is the row that does not end.
            Err(NoRow::Ends) => return true,
        }
    }
    true
}

/// The text of a CSV file with single quote marks, so that known wording is found in it.
pub(crate) fn spoken(id: SourceId, text: &str) -> Clean {
    Clean::unescaped(id, text, b'"', &[("\"\"", "\"")])
}

/// Reads the tables on the free lines of a page and claims them.
pub(crate) fn read(page: &mut Page<'_>, problems: &mut Vec<Problem>) -> Vec<Item> {
    let mut reader =
        Reader { items: Vec::new(), problems, told: Vec::new(), room: MAX_PROPERTIES, tries: MAX_TRIES };
    let mut commands = None;
    let mut index = 0;
    while index < page.len() {
        let header = page
            .is_free(index)
            .then(|| header(page.text(), page.range(index).start, &mut reader.tries))
            .flatten();
        let Some(header) = header else {
            index = page.unlisted(index + 1);
            continue;
        };
        let commands = commands.get_or_insert_with(|| command::find(page));
        let command = command::above(commands, page, index);
        let end = reader.table(page, &header, command);
        // A row ends with its line, so that this is the line behind it, or the end of the text.
        let next = page.line_at(end) + usize::from(end == page.text().len());
        page.claim(index..next.max(index + 1), Format::Csv);
        index = next.max(index + 1);
    }
    reader.items
}

struct Reader<'a> {
    items: Vec<Item>,
    problems: &'a mut Vec<Problem>,
    /// The properties whose loss was told.
    told: Vec<String>,
    /// How many properties there is still room for.
    room: usize,
    /// How often lines are still put together.
    tries: u32,
}

/// The next row, put together again where a console broke it.
fn next_row(
    page: &Page<'_>,
    at: usize,
    header: &Header,
    width: &mut usize,
    tries: &mut u32,
) -> Result<Row, NoRow> {
    let text = page.text();
    let mut found = row(text, at, header.separator);
    let fits = |row: &Row| row.fields.len() == header.row.fields.len();
    let is_broken = |row: &Row| text.get(at..row.next).is_some_and(|row| row.trim_end().contains("\n"));
    // Nothing behind the last separator can be an empty value, or the edge of the console.
    let ends = |row: &Row| {
        let at_edge = row.fields.last().is_some_and(|last| !last.quoted && last.raw.is_empty());
        !at_edge
            || text.as_bytes().get(row.next) != Some(&b'"')
            || self::row(text, row.next, header.separator).is_ok_and(|next| fits(&next))
    };
    let whole = found.as_ref().is_ok_and(|row| fits(row) && ends(row));
    if whole && !found.as_ref().is_ok_and(is_broken) {
        return found;
    }
    if *width == 0 && *tries > 0 {
        *tries -= 1;
        *width = console(text, at);
    }
    match &mut found {
        Ok(row) if whole => row.width = *width,
        _ if *width == 0 => {}
        _ => {
            let broken = wrapped_row(text, at, header.separator, *width).ok().filter(fits);
            found = broken.map_or(found, Ok);
        }
    }
    // A `>` behind the edge of the console begins a line, as one that quotes in mail does, and was taken for it.
    let count = |row: &Row, sign: u8| {
        let bytes = text.as_bytes().get(at..row.next).unwrap_or_default();
        bytes.iter().filter(|&&byte| byte == sign).count()
    };
    // In a file of its own nothing is taken, and a value may hold one of the two alone.
    let is_less = |row: &Row| {
        let span = page.span(at..row.next);
        (span.end - span.start) as usize != row.next - at
    };
    match found {
        Ok(row) if row.width > 0 && is_less(&row) && count(&row, b'<') != count(&row, b'>') => {
            Err(NoRow::Other)
        }
        found => found,
    }
}

impl Reader<'_> {
    /// Reads the rows below a heading and returns where they end.
    fn table(&mut self, page: &Page<'_>, header: &Header, command: Option<Arc<Command>>) -> usize {
        let text = page.text();
        let mut at = header.row.next;
        let mut width = header.row.width;
        while at < text.len() {
            let row = match next_row(page, at, header, &mut width, &mut self.tries) {
                Ok(row) if row.fields.len() == header.row.fields.len() => row,
                Ok(_) | Err(NoRow::Other) => return at,
                Err(NoRow::Ends) => {
                    self.tell(
                        page,
                        at..at,
                        "A value of this row does not end. From here on the table is not read.",
                    );
                    return at;
                }
            };
            // Two files one behind the other
            let same =
                |(one, other): (&Field, &Field)| text.get(one.raw.clone()) == text.get(other.raw.clone());
            if !row.fields.iter().zip(&header.row.fields).all(same) {
                if self.room == 0 {
                    self.tell(
                        page,
                        at..at,
                        "There are more rows than are read. From here on they were not read.",
                    );
                    self.room = usize::MAX;
                }
                if self.room != usize::MAX {
                    let record = self.record(page, header, &row, at, command.clone());
                    self.room = self.room.saturating_sub(record.properties.len() + 1);
                    self.items.push(Item::Record(record));
                }
            }
            at = row.next;
        }
        at
    }

    fn record(
        &mut self,
        page: &Page<'_>,
        header: &Header,
        row: &Row,
        start: usize,
        command: Option<Arc<Command>>,
    ) -> Record {
        let text = page.text();
        let end = start + text.get(start..row.next).unwrap_or("").trim_end().len();
        let mut record = Record {
            span: page.span(start..end),
            command,
            properties: Vec::new(),
            type_name: header.type_name.clone(),
            certificate: None,
        };
        for (heading, field) in header.row.fields.iter().zip(&row.fields) {
            let name = unwrapped(text, heading.raw.clone(), header.row.width);
            let name = name.trim();
            if name.is_empty() || record.has(name) {
                continue;
            }
            let value = value(page, name, field, row.width);
            if is_type_name(&value.text) {
                self.lost(page, name, field.raw.clone());
                continue;
            }
            let name = Spanned::new(name.to_owned(), page.span(heading.raw.clone()));
            record.properties.push(Property::new(name, value));
        }
        record
    }

    /// Tells once for each property that the table has no value of it.
    fn lost(&mut self, page: &Page<'_>, name: &str, place: Range<usize>) {
        if !is_known(name) || self.told.iter().any(|told| told.eq_ignore_ascii_case(name)) {
            return;
        }
        self.told.push(name.to_owned());
        let mut message = String::from(name);
        message.push_str(
            " is not in this table: a list became the name of its type. Print it with `Format-List`, or use \
             `Export-Clixml`.",
        );
        self.tell(page, place, &message);
    }

    fn tell(&mut self, page: &Page<'_>, place: Range<usize>, message: &str) {
        self.problems.push(Problem { span: page.span(place), message: message.to_owned() });
    }
}

fn value(page: &Page<'_>, name: &str, field: &Field, width: usize) -> Value {
    let raw = page.text().get(field.raw.clone()).unwrap_or("");
    let trimmed = raw.trim();
    let start = field.raw.start + (raw.len() - raw.trim_start().len());
    let span = page.span(if trimmed.is_empty() {
        field.raw.start..field.raw.start
    } else {
        start..start + trimmed.len()
    });
    // Of what is known, these two alone can have lines of their own.
    let wrapped = width > 0
        && trimmed.contains("\n")
        && is_known(name)
        && !["LastError", "Message"].iter().any(|of_lines| name.eq_ignore_ascii_case(of_lines));
    let plain = !(field.quoted && trimmed.contains("\"\"") || trimmed.contains("\r") || wrapped);
    let joined;
    let trimmed = if wrapped {
        joined = unwrapped(page.text(), start..start + trimmed.len(), width);
        joined.as_str()
    } else {
        trimmed
    };
    let text = match plain {
        true => trimmed.to_owned(),
        false => trimmed.replace('\r', "").replace("\"\"", "\""),
    };
    let entry = |entry: Range<usize>| {
        // Where quote marks are doubled, an entry stands somewhere else than in what was read of it.
        let place = if plain { page.span(start + entry.start..start + entry.end) } else { span };
        Spanned::new(text.get(entry).unwrap_or("").to_owned(), place)
    };
    let list = entries(name, &text).map(|entries| entries.into_iter().map(entry).collect());
    Value { text, span, list, cut: false, wrapped, number: None }
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a slice off its characters is a failure of the test")]
mod tests;
