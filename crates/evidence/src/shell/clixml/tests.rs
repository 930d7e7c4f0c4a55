use super::*;
use crate::Reader;
use crate::item::{Item, Property, Reading, Record};
use htd_source::{Encoding, Source};

#[path = "../../../../../tests/src/clixml.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the generator of the workspace's tests, as far as it is of use here"
)]
mod generator;

mod around;
mod certificates;
mod hostile;
mod objects;
mod reports;

/// What bytes give in pieces of a size.
fn read_in(bytes: &[u8], size: usize) -> (Source, Reading) {
    let mut reader = Reader::new(SourceId(0), "export.xml").looking_for(crate::sample::WORDINGS);
    bytes.chunks(size).for_each(|piece| reader.push(piece));
    reader.finish()
}

fn read(bytes: &[u8]) -> (Source, Reading) {
    read_in(bytes, 64 * 1024)
}

fn records(reading: &Reading) -> Vec<&Record> {
    reading.records().collect()
}

/// The text of a property; `None` where it is not told.
fn text<'a>(record: &'a Record, name: &str) -> Option<&'a str> {
    record.get(name).map(|property| property.value.text.as_str())
}

fn problems(reading: &Reading) -> Vec<&str> {
    reading.problems.iter().map(|problem| problem.message.as_str()).collect()
}

/// Whether every value stands where its span says.
fn assert_places(source: &Source, reading: &Reading) {
    let at = |span: htd_source::Span| source.slice(span.start, span.end);
    for record in records(reading) {
        for Property { name, value } in &record.properties {
            assert_eq!(at(name.span), &*name.value);
            assert_eq!(at(value.span), value.text);
            for entry in value.list.iter().flatten() {
                assert_eq!(at(entry.span), entry.value);
            }
            assert!(record.span.contains(value.span));
        }
    }
    for problem in &reading.problems {
        assert!(source.text().is_char_boundary(problem.span.start as usize));
        assert!(problem.span.end as usize <= source.text().len());
    }
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/certificates/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}
