//! The same text in every encoding that a Windows shell writes gives the same findings.

use hybrid_tls_doctor::json_v1;
use hybrid_tls_doctor_tests::case::{cases, is_binary};
use hybrid_tls_doctor_tests::compare::{array, string};
use serde_json::Value;

type Encode = fn(&str) -> Vec<u8>;

const ENCODINGS: [(&str, &str, Encode); 6] = [
    ("UTF-8", "utf-8", |text| text.as_bytes().to_vec()),
    ("UTF-8 with a mark", "utf-8", |text| [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
    ("UTF-16LE", "utf-16le", little),
    ("UTF-16LE with a mark", "utf-16le", |text| [b"\xFF\xFE".to_vec(), little(text)].concat()),
    ("UTF-16BE", "utf-16be", big),
    ("UTF-16BE with a mark", "utf-16be", |text| [b"\xFE\xFF".to_vec(), big(text)].concat()),
];

#[test]
fn the_encoding_changes_nothing() {
    for case in cases() {
        let expected = findings(&case.report_on(&case.sources), &case.name);
        for (what, name, encode) in ENCODINGS {
            let sources: Vec<(String, Vec<u8>)> = case
                .sources
                .iter()
                .map(|(file, bytes)| match is_binary(bytes) {
                    true => (file.clone(), bytes.clone()),
                    false => (file.clone(), encode(&htd_source::decode(bytes).0)),
                })
                .collect();
            let report = case.report_on(&sources);
            assert_eq!(findings(&report, &case.name), expected, "{} in {what}", case.name);
            let json: Value = serde_json::from_str(&json_v1(&report)).unwrap();
            for (source, (file, bytes)) in array(&json, "sources").iter().zip(&sources) {
                if bytes.len() > 8 && !is_binary(bytes) {
                    assert_eq!(string(source, "/encoding"), name, "{} in {what}: {file}", case.name);
                }
            }
        }
    }
}

/// Everything that findings say, but for where it stands.
fn findings(report: &hybrid_tls_doctor::Report, name: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(&json_v1(report)).unwrap_or_else(|e| panic!("{name}: {e}"));
    array(&json, "findings")
        .iter()
        .map(|finding| {
            let labels: Vec<&str> =
                array(finding, "labels").iter().map(|label| string(label, "/text")).collect();
            format!(
                "{} {} {} {labels:?} {}",
                string(finding, "/rule"),
                string(finding, "/severity"),
                string(finding, "/subject/name"),
                string(finding, "/title")
            )
        })
        .collect()
}

fn little(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn big(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}
