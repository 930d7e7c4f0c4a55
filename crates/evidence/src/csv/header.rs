use super::row::{Row, row};
use crate::telling::{Names, own_type};

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
pub(super) fn header(text: &str, start: usize) -> Option<Header> {
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
        let row = row(text, at, separator).ok().filter(|row| row.next - at <= MAX_HEADING)?;
        let mut names = Names::default();
        for field in &row.fields {
            let name = text.get(field.raw.clone())?.trim();
            names.count(name);
            if !is_name(name, field.quoted) {
                return None;
            }
        }
        let known = names.telling > 0 && names.known > 1 || of_exchange && names.known > 0;
        (known && row.fields.len() > 1).then(|| Header { separator, row, type_name: type_name.take() })
    })
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
        && name
            .chars()
            .all(|c| htd_source::is_letter_or_digit(c) || "_-.".contains(c) || quoted && " ()/".contains(c))
}
