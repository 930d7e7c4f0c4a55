use std::ops::Range;

/// No object has more properties.
const MAX_FIELDS: usize = 400;
/// A value of more lines has lost its closing quote mark. No row takes up more.
const MAX_LINES: usize = 200;

/// One field: what stands between its quote marks, or between separators.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) raw: Range<usize>,
    pub(super) quoted: bool,
}

/// A row, and where the line behind it begins.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) fields: Vec<Field>,
    pub(super) next: usize,
    /// The columns of the console that broke it into lines; 0 where none did.
    pub(super) width: usize,
}

/// Why there is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoRow {
    /// A quoted value does not end.
    Ends,
    /// Something else stands there.
    Other,
}

/// The row that begins at a place, with the line breaks in it that stand there.
pub(super) fn row(text: &str, start: usize, separator: u8) -> Result<Row, NoRow> {
    wrapped_row(text, start, separator, 0)
}

/// The row that begins at a place and was broken by a console of a width. 0 is none.
pub(super) fn wrapped_row(text: &str, start: usize, separator: u8, width: usize) -> Result<Row, NoRow> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied();
    let mut fields = Vec::new();
    let mut at = start;
    loop {
        if fields.len() == MAX_FIELDS {
            return Err(NoRow::Other);
        }
        if width > 0 {
            at += line_end(bytes, at);
        }
        let quoted = byte(at) == Some(b'"');
        let raw = if quoted {
            let end = quoted_end(text, at + 1)?;
            let raw = at + 1..end;
            at = end + 1;
            raw
        } else {
            let begin = at;
            let rest = bytes.get(at..).unwrap_or_default();
            at += htd_scan::find2(rest, separator, b'\n').unwrap_or(rest.len());
            // The carriage return belongs to the end of the line.
            let ends_line = byte(at) != Some(separator) && at > begin && byte(at - 1) == Some(b'\r');
            begin..at - usize::from(ends_line)
        };
        fields.push(Field { raw, quoted });
        let goes_on = at + line_end(bytes, at);
        if width > 0 && quoted && byte(goes_on) == Some(separator) {
            at = goes_on;
        }
        if quoted && byte(at) == Some(b'\r') {
            at += 1;
        }
        match byte(at) {
            Some(found) if found == separator => at += 1,
            None | Some(b'\n') => break,
            Some(_) => return Err(NoRow::Other),
        }
    }
    let lines = text.get(start..at).unwrap_or("");
    let mut from = 0;
    while let Some(end) = lines.get(from..).and_then(|rest| rest.find('\n')).filter(|_| width > 0) {
        // A blank at the edge is lost in copying.
        let columns = columns(lines.get(from..from + end).unwrap_or(""));
        if columns != width && columns + 1 != width {
            return Err(NoRow::Other);
        }
        from += end + 1;
    }
    Ok(Row { fields, next: (at + 1).min(text.len()), width })
}

/// The length of the line end at a place; 0 where there is none.
fn line_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..]) => 2,
        Some([b'\n', ..]) => 1,
        _ => 0,
    }
}

/// The columns that a line takes up.
fn columns(line: &str) -> usize {
    htd_scan::count_characters(line.trim_end_matches('\r').as_bytes())
}

/// The text of a field of a row that a console of a width broke.
pub(super) fn unwrapped(text: &str, raw: Range<usize>, width: usize) -> String {
    let mut joined = String::new();
    let mut at = raw.start;
    for line in text.get(raw).unwrap_or("").split('\n') {
        joined.push_str(line.trim_end_matches('\r'));
        at += line.len() + 1;
        let whole = text.get(..at - 1).and_then(|before| before.rsplit('\n').next()).unwrap_or("");
        // Behind a comma a name has a blank.
        if (columns(whole) < width || joined.ends_with(',')) && text.as_bytes().get(at - 1) == Some(&b'\n') {
            joined.push(' ');
        }
    }
    joined
}

/// The width of the console that broke the lines from a place on, where one did: the longest is full.
pub(super) fn console(text: &str, start: usize) -> usize {
    let lines = text.get(start..).unwrap_or("").split('\n').take(MAX_LINES).map(columns);
    let width = lines.take_while(|&columns| columns > 0).max().unwrap_or(0);
    if width >= NARROWEST { width } else { 0 }
}

/// No console is narrower.
pub(super) const NARROWEST: usize = 40;

/// Where the closing quote mark of a value stands; two of them inside it stand for one.
fn quoted_end(text: &str, start: usize) -> Result<usize, NoRow> {
    let bytes = text.as_bytes();
    let (mut at, mut lines) = (start, 0);
    loop {
        at += htd_scan::find2(bytes.get(at..).unwrap_or_default(), b'"', b'\n').ok_or(NoRow::Ends)?;
        if bytes.get(at) == Some(&b'\n') {
            lines += 1;
            if lines > MAX_LINES {
                return Err(NoRow::Ends);
            }
        } else if bytes.get(at + 1) == Some(&b'"') {
            at += 1;
        } else {
            return Ok(at);
        }
        at += 1;
    }
}
