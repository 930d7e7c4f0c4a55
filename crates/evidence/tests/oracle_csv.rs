//! CSV is read by hand, since every value needs its place and tables stand inside pastes, broken by consoles. A file
//! that is whole has to say what it says to the csv crate.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what cannot be written or read is a failure of the test"
)]

use csv::{QuoteStyle, ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use htd_evidence::{Format, Record, read};
use htd_source::SourceId;
use proptest::prelude::*;

/// A value as the reader gives it out.
fn told(value: &str) -> String {
    value.replace('\r', "").trim().to_owned()
}

/// Reads a file with both, and compares row by row and value by value.
fn assert_same(file: &[u8], separator: u8) {
    let shown = String::from_utf8_lossy(file);
    let mut expected = ReaderBuilder::new().delimiter(separator).from_reader(file);
    let headings = expected.headers().expect("a heading").clone();
    let rows: Vec<StringRecord> = expected.records().collect::<Result<_, _>>().expect("rows of one length");
    let (_, reading) = read(SourceId(0), "export.csv", file);
    let records: Vec<&Record> = reading.records().collect();
    assert_eq!(reading.format, Format::Csv, "{shown}");
    assert_eq!(records.len(), rows.len(), "{shown}");
    for (record, row) in records.into_iter().zip(&rows) {
        let found: Vec<(&str, String)> = record
            .properties
            .iter()
            .map(|property| (&*property.name.value, property.value.text.clone()))
            .collect();
        let expected: Vec<(&str, String)> = headings.iter().zip(row.iter().map(told)).collect();
        assert_eq!(found, expected, "{shown}");
    }
}

/// What an Exchange object holds, and what CSV has to quote.
fn value() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ -~]{1,12}",
        1 => any::<char>().prop_filter("a file has none", |c| !c.is_control()).prop_map(String::from),
        1 => prop::sample::select(vec!["\"", "\"\"", ",", ";", "\t", "<I>CN=A", "größe", "\u{1F512}"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

/// A value of several lines; none of them is empty, as one would end a paste of the table.
fn lines() -> impl Strategy<Value = String> {
    prop::collection::vec("[a-zA-Z0-9,;\"]{1,20}", 1..4).prop_map(|lines| lines.join("\r\n"))
}

/// Rows below these headings. Of a name that is known, a line break is one of the console.
const HEADINGS: [&str; 5] = ["Name", "TlsCertificateName", "Fqdn", "Remarks", "Größe"];

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = (value(), value(), value(), prop_oneof![value(), lines()], value());
    prop::collection::vec(row.prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e]), 1..6)
}

fn written(rows: &[Vec<String>], separator: u8, always: bool, end: Terminator) -> Vec<u8> {
    let style = if always { QuoteStyle::Always } else { QuoteStyle::Necessary };
    let mut writer =
        WriterBuilder::new().delimiter(separator).quote_style(style).terminator(end).from_writer(Vec::new());
    writer.write_record(HEADINGS).expect("a heading");
    for row in rows {
        writer.write_record(row).expect("a row");
    }
    writer.into_inner().expect("bytes")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whole_files_say_what_they_say_to_the_csv_crate(
        rows in rows(),
        separator in prop::sample::select(b",;\t".to_vec()),
        always in any::<bool>(),
        end in prop::sample::select(vec![Terminator::CRLF, Terminator::Any(b'\n')]),
        ended in any::<bool>(),
    ) {
        let mut file = written(&rows, separator, always, end);
        if !ended {
            // The last row may end with the file.
            file.truncate(file.len() - if matches!(end, Terminator::CRLF) { 2 } else { 1 });
        }
        assert_same(&file, separator);
    }
}

#[test]
fn a_row_of_another_length_ends_the_table_for_both() {
    let file = b"Name,TlsCertificateName,Fqdn\r\na,b,c\r\nd,e\r\n";
    let rows: Vec<_> = ReaderBuilder::new().from_reader(&file[..]).into_records().collect();
    assert!(rows[0].is_ok() && rows[1].is_err());
    let (_, reading) = read(SourceId(0), "export.csv", file);
    assert_eq!(reading.records().count(), 1);
}
