use std::ops::Range;

/// No object has more properties.
const MAX_FIELDS: usize = 400;
/// A value of more lines has lost its closing quote mark.
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
}

/// Why there is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoRow {
    /// A quoted value does not end.
    Ends,
    /// Something else stands there.
    Other,
}

/// The row that begins at a place.
pub(super) fn row(text: &str, start: usize, separator: u8) -> Result<Row, NoRow> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied();
    let mut fields = Vec::new();
    let mut at = start;
    loop {
        if fields.len() == MAX_FIELDS {
            return Err(NoRow::Other);
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
        if quoted && byte(at) == Some(b'\r') {
            at += 1;
        }
        match byte(at) {
            Some(found) if found == separator => at += 1,
            None => return Ok(Row { fields, next: at }),
            Some(b'\n') => return Ok(Row { fields, next: at + 1 }),
            Some(_) => return Err(NoRow::Other),
        }
    }
}

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
