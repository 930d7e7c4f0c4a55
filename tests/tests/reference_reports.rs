//! What administrators really published, where the reference stands beside the checkout.

use hybrid_tls_doctor::{json_v1, markdown, text};
use hybrid_tls_doctor_tests::case::examine;
use hybrid_tls_doctor_tests::compare::{array, string};
use hybrid_tls_doctor_tests::reference::reference;
use serde_json::Value;
use std::fs;

/// What a sample must be recognised as: the number it begins with, what it holds at least, and what must
/// be among the findings.
type Sample = (&'static str, &'static [(&'static str, u64)], &'static [&'static str]);

const EXPECTED: &[Sample] = &[
    ("01", &[("event", 1), ("error-text", 1)], &["error-text-recognised"]),
    ("02", &[("error-text", 4)], &["error-text-recognised"]),
    ("03", &[("event", 1)], &["error-text-recognised"]),
    ("04", &[("event", 1)], &["error-text-recognised"]),
    ("06", &[("event", 1)], &["error-text-recognised"]),
    ("07", &[("event", 1)], &["error-text-recognised"]),
    ("08", &[("event", 1)], &["error-text-recognised"]),
    ("09", &[("error-text", 1), ("smtp-session", 1)], &[]),
    ("11", &[("error-text", 1)], &["error-text-recognised"]),
    ("13", &[("error-text", 2)], &["error-text-recognised"]),
    ("18", &[("error-text", 2)], &["error-text-recognised"]),
    ("28", &[], &[]),
    ("29", &[("error-text", 1)], &["error-text-recognised"]),
    // The log beside the error holds the whole answer to EHLO: it accounts for the error.
    ("30", &[("error-text", 1)], &["starttls-not-offered"]),
    ("32", &[("error-text", 1)], &["error-text-recognised"]),
    ("33", &[("error-text", 1)], &["error-text-recognised"]),
    ("36", &[("error-text", 2)], &["error-text-recognised"]),
    ("37", &[("error-text", 1)], &["error-text-recognised"]),
    ("38", &[("error-text", 1)], &["error-text-recognised"]),
    ("39", &[], &[]),
    ("40", &[("error-text", 1)], &["error-text-recognised"]),
    ("47", &[], &[]),
    ("48", &[("smtp-session", 1)], &[]),
    ("49", &[], &[]),
    ("50", &[("smtp-session", 1)], &[]),
    ("51", &[("error-text", 1)], &["error-text-recognised"]),
    ("54", &[("error-text", 1)], &["error-text-recognised"]),
    ("58", &[("error-text", 1)], &[]),
];

/// Rules that a text without any configuration cannot decide.
const FROM_CONFIGURATION: &[&str] = &[
    "receive-certificate-not-found",
    "receive-certificate-name-empty",
    "tls-domain-capabilities-missing",
    "send-certificate-not-found",
    "send-certificate-name-empty",
    "hybrid-certificate-stale",
    "certificate-expired",
    "certificate-not-bound-to-smtp",
];

#[test]
fn published_samples_are_recognised() {
    let Some(folder) = reference("corpus/forum") else { return };
    let entries = fs::read_dir(&folder).unwrap();
    let mut differences = Vec::new();
    let mut seen = 0;
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let sample = without_source_lines(&fs::read_to_string(&path).unwrap());
        let report = examine("2026-11-22", &[(name.clone(), sample.into_bytes())]);
        text(&report, false);
        markdown(&report);
        let json: Value = serde_json::from_str(&json_v1(&report)).unwrap();
        let Some((_, items, rules)) = EXPECTED.iter().find(|(number, _, _)| name.starts_with(number)) else {
            continue;
        };
        seen += 1;
        let found: Vec<&str> =
            array(&json, "findings").iter().map(|finding| string(finding, "/rule")).collect();
        for (kind, least) in *items {
            let actual = json["sources"][0]["items"].get(*kind).and_then(Value::as_u64).unwrap_or(0);
            if actual < *least {
                differences.push(format!("{name}: {actual} {kind}, at least {least} expected"));
            }
        }
        for rule in *rules {
            if !found.contains(rule) {
                differences.push(format!("{name}: no {rule} among {found:?}"));
            }
        }
        for rule in FROM_CONFIGURATION {
            if found.contains(rule) {
                differences.push(format!("{name}: {rule} without its evidence"));
            }
        }
    }
    assert_eq!(seen, EXPECTED.len(), "samples of the table that are there");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The exports of the other half of the corpus are no text of this stage: they only must do no harm.
#[test]
fn exported_data_does_no_harm() {
    let Some(folder) = reference("corpus/css-exchange/e19") else { return };
    let entries = fs::read_dir(&folder).unwrap();
    for entry in entries {
        let path = entry.unwrap().path();
        let report = examine("2026-11-22", &[("export.xml".to_owned(), fs::read(&path).unwrap())]);
        let json: Value = serde_json::from_str(&json_v1(&report)).unwrap();
        assert!(json["status"].is_string(), "{}", path.display());
    }
}

fn without_source_lines(sample: &str) -> String {
    let lines: Vec<&str> = sample.lines().skip_while(|line| line.starts_with("# ")).collect();
    lines.join("\n")
}
