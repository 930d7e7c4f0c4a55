use super::row::{NARROWEST, Row, row, unwrapped, wrapped_row};
use crate::shell::telling::{Names, own_type};

/// How often lines are put together, in headings and rows: that costs as much as some hundred lines.
pub(super) const MAX_TRIES: u32 = 200;

/// No heading is longer.
const MAX_HEADING: usize = 16 * 1024;

/// The heading of a table, and what the lines above it tell.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) separator: u8,
    pub(super) row: Row,
    /// What `#TYPE` names.
    pub(super) type_name: Option<String>,
}

/// The heading that begins at the start of a line. Prose has commas too, so it has to name properties of
/// Exchange, and names only.
/// `tries` counts down how often one is sought that goes on in the next line.
pub(super) fn header(text: &str, start: usize, tries: &mut u32) -> Option<Header> {
    let (mut at, mut type_name, mut of_exchange) = (start, None, false);
    // A type stands above what Windows PowerShell exports, the separator above what a spreadsheet saves.
    if let Some(rest) = text.get(start..).filter(|rest| rest.starts_with(['#', '"', 's'])) {
        let line = rest.split('\n').next().unwrap_or("");
        let told = line.trim().trim_matches('"');
        if let Some(name) = told.strip_prefix("#TYPE ") {
            of_exchange = own_type(name).is_some_and(|name| name.starts_with("Microsoft.Exchange."));
            type_name = own_type(name).map(str::to_owned);
            at = (start + line.len() + 1).min(text.len());
        } else if matches!(told.as_bytes(), [b's', b'e', b'p', b'=', _]) {
            at = (start + line.len() + 1).min(text.len());
        }
    }
    if !begins(text, at) {
        return None;
    }
    let separators = [b',', b';', b'\t'];
    separators.into_iter().find_map(|separator| {
        let plain = row(text, at, separator).ok().and_then(|row| known(text, at, row));
        let broken = wrapped_heading(text, at, separator, plain.as_ref().map(|(row, _)| row), tries);
        let broken = broken.and_then(|row| known(text, at, row));
        let more = |names: &Names| plain.as_ref().is_none_or(|(_, known)| known.known < names.known);
        let (row, names) = match broken {
            Some((row, names)) if more(&names) => (row, names),
            _ => plain?,
        };
        let known = names.telling > 0 && names.known > 1 || of_exchange && names.known > 0;
        (known && row.fields.len() > 1).then(|| Header { separator, row, type_name: type_name.take() })
    })
}

/// A row of names, and how many of them are known.
fn known(text: &str, at: usize, row: Row) -> Option<(Row, Names)> {
    let mut names = Names::default();
    for field in &row.fields {
        let name = unwrapped(text, field.raw.clone(), row.width);
        names.count(name.trim());
        if !is_name(name.trim(), field.quoted) {
            return None;
        }
    }
    (row.next - at <= MAX_HEADING).then_some((row, names))
}

/// The heading that goes on in the next line, where a console broke it inside a name or between two.
fn wrapped_heading(
    text: &str,
    at: usize,
    separator: u8,
    plain: Option<&Row>,
    tries: &mut u32,
) -> Option<Row> {
    let line = text.get(at..)?.split('\n').next()?.trim_end_matches('\r');
    let next = plain.and_then(|row| text.as_bytes().get(row.next));
    let ends = plain.is_some_and(|_| !line.ends_with(char::from(separator)) && next != Some(&separator));
    let width = htd_scan::count_characters(line.as_bytes());
    if ends || width < NARROWEST || !line.starts_with('"') {
        return None;
    }
    *tries = tries.checked_sub(1)?;
    wrapped_row(text, at, separator, width).ok()
}

/// Whether a line can begin a heading: a name, and a separator behind it. It is asked of every line of every
/// paste, and most fail at the blank behind their first word.
fn begins(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let quoted = bytes.first() == Some(&b'"');
    let mut length = usize::from(quoted);
    while bytes.get(length).is_some_and(|byte| byte.is_ascii_alphanumeric() || quoted && *byte == b' ') {
        length += 1;
    }
    let end = length + usize::from(quoted && bytes.get(length) == Some(&b'"'));
    length > 1 && matches!(bytes.get(end), Some(b',' | b';' | b'\t'))
}

fn is_name(name: &str, quoted: bool) -> bool {
    name.len() <= 100
        && name.chars().all(|c| {
            c.is_alphanumeric()
                || matches!(c, '_' | '-' | '.')
                || quoted && matches!(c, ' ' | '(' | ')' | '/')
        })
}
