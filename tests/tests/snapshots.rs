//! What the program says of every case, as it was when somebody last read it. `cargo xtask bless` writes it anew.
//!
//! The hand-written `expect` of a case says what must hold; this says that nothing else changed unseen.

use hybrid_tls_doctor::{json_v1, text};
use hybrid_tls_doctor_tests::case::cases;
use hybrid_tls_doctor_tests::snapshot::{compact, difference};
use std::fs;

#[test]
fn snapshot_of_every_report() {
    let differences: Vec<String> = cases()
        .iter()
        .filter_map(|case| difference(&case.folder.join("report.json"), &compact(&json_v1(&case.report()))))
        .collect();
    assert!(differences.is_empty(), "{} reports differ:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn snapshot_of_the_text_of_some() {
    let mut count = 0;
    let mut differences = Vec::new();
    for case in cases() {
        let path = case.folder.join("report.txt.snap");
        if case.description.snapshot {
            count += 1;
            differences.extend(difference(&path, &text(&case.report(), false)));
        } else if fs::exists(&path).expect("the folder of a case") {
            differences.push(format!("{}: a snapshot without `snapshot = true`", case.name));
        }
    }
    assert!(count >= 10, "{count} snapshots");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
