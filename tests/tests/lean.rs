//! What the core leaves to its own small helpers, because the browser would have to load what the standard
//! library brings instead. `docs/decisions/small-webassembly.md` has the reasons.

use hybrid_tls_doctor_tests::case::root;
use std::fs;
use std::path::{Path, PathBuf};

/// The crates that end up in the WebAssembly.
const CORE: &[&str] = &["source", "x509", "evidence", "model", "report", "rules"];

/// What is for the tests, or for the schema, which is written natively.
const ELSEWHERE: &[&str] =
    &["tests", "tests.rs", "testing.rs", "example.rs", "round_trip.rs", "generate.rs", "typescript.rs"];

/// Searches of the standard library for a string. One of them is enough to bring 12 KB.
const SEARCHES: &[&str] = &[
    "contains(\"",
    "contains('",
    "find(\"",
    "match_indices(\"",
    "matches(\"",
    "replace(\"",
    "replacen(\"",
    "rfind(\"",
    "rsplit(\"",
    "rsplit_once(\"",
    "split(\"",
    "split_once(\"",
    "splitn(",
    "trim_end_matches(\"",
    "trim_start_matches(\"",
];

#[test]
fn strings_are_sought_with_the_helpers_of_the_source_crate() {
    for (path, code) in core() {
        for (number, line) in code.lines().enumerate() {
            let found = SEARCHES.iter().find(|search| line.contains(&format!(".{search}")));
            assert_eq!(found, None, "{}:{}: {line}", path.display(), number + 1);
        }
    }
}

/// The code of the core without its tests.
fn core() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for name in CORE {
        collect(&root().join("../crates").join(name).join("src"), &mut files);
    }
    assert!(files.len() > 50, "{} files", files.len());
    files
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if ELSEWHERE.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or("").to_owned();
            files.push((path, code));
        }
    }
}
