//! Records for the tests of this crate, as readers make them.

use htd_evidence::{Property, Record, Value};
use htd_source::{SourceId, Span, Spanned};

/// A record of those properties. Each stands at a place of its own.
pub(crate) fn record(properties: &[(&str, &str)]) -> Record {
    record_of(0, properties)
}

/// The same in a source of that number.
pub(crate) fn record_of(source: u32, properties: &[(&str, &str)]) -> Record {
    let source = SourceId(source);
    let mut at = 0;
    let mut all = Vec::new();
    for (name, text) in properties {
        let label = Span { source, start: at, end: at + name.len() as u32 };
        let span = Span { source, start: label.end + 3, end: label.end + 3 + text.len() as u32 };
        at = span.end + 1;
        let value = Value {
            text: (*text).to_owned(),
            span,
            list: list(text, span),
            cut: false,
            wrapped: false,
            number: None,
        };
        all.push(Property::new(Spanned::new((*name).to_owned(), label), value));
    }
    let span = Span { source, start: 0, end: at };
    Record { span, command: None, properties: all, type_name: None, certificate: None }
}

/// The same with the number of an enumeration and no text.
pub(crate) fn numbered(name: &str, number: i64) -> Record {
    let mut record = record(&[(name, "")]);
    record.properties[0].value.number = Some(number);
    record
}

fn list(text: &str, span: Span) -> Option<Vec<Spanned<String>>> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let entries = inner.split(", ").filter(|entry| !entry.is_empty());
    Some(entries.map(|entry| Spanned::new(entry.to_owned(), span)).collect())
}
