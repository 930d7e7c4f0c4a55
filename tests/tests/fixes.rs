//! Every fix that the cases print, kept in `tests/snapshots/fixes`: one file for each title, with where it is run, what
//! it risks, what to answer, and its four scripts. A script that changes is seen in review.

use hybrid_tls_doctor_tests::case::cases;
use hybrid_tls_doctor_tests::compare::{array, string};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[test]
fn every_fix_is_the_one_that_was_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/fixes");
    let printed = printed();
    assert!(printed.len() > 20, "{} fixes", printed.len());
    if std::env::var_os("BLESS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        printed.iter().for_each(|(file, text)| fs::write(folder.join(file), text).unwrap());
    }
    let kept: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(kept, printed.keys().cloned().collect(), "`cargo xtask bless` takes them over");
    for (file, text) in &printed {
        let before = fs::read_to_string(folder.join(file)).unwrap().replace("\r\n", "\n");
        let line = before.lines().zip(text.lines()).position(|(a, b)| a != b).unwrap_or(0);
        assert!(before == *text, "{file} differs from line {}; `cargo xtask bless` takes it over", line + 1);
    }
}

/// The fixes by file name. Of those that differ in the assignment block only, the first is kept.
fn printed() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for case in cases() {
        for finding in array(&case.report_json(), "findings") {
            for fix in array(finding, "fixes") {
                if seen.insert(shape(fix)) {
                    files.entry(file_name(string(fix, "/title"))).or_default().push_str(&shown(fix));
                }
            }
        }
    }
    files
}

/// A fix without the values of its assignment blocks.
fn shape(fix: &Value) -> String {
    let text = shown(&without_server(fix));
    let kept = text.lines().map(|line| match line.split_once(" = ") {
        Some((variable, value)) if line.starts_with("    $") && value.starts_with(['\'', '(', '@']) => {
            format!("{variable} = {}", value.split("   # ").nth(1).unwrap_or_default())
        }
        _ => line.to_owned(),
    });
    kept.collect::<Vec<String>>().join("\n")
}

fn without_server(fix: &Value) -> Value {
    let mut fix = fix.clone();
    fix["run_on"] = Value::Null;
    fix
}

fn shown(fix: &Value) -> String {
    let mut text = format!("# {}\n", string(fix, "/title"));
    for member in ["shell", "run_on", "risk", "answer"] {
        if let Some(value) = fix[member].as_str() {
            let _ = writeln!(text, "# {member}: {value}");
        }
    }
    for member in ["backup", "apply", "verify", "undo"] {
        let script = fix[member].as_str().unwrap_or_default();
        if !script.is_empty() {
            let _ = write!(text, "\n#region {member}\n{script}\n#endregion\n");
        }
    }
    text + "\n"
}

fn file_name(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<&str>>().join("-").to_lowercase() + ".ps1"
}
